// annotate/name_words.h - one token as the name finder sees it: hashes of its spelling, its shape, and what
// the model's word list says of it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace clew::annotate {

/// How a token is written. Values are part of the models.
enum class Shape : std::uint8_t {
  lower,       ///< word
  capital,     ///< Word
  upper,       ///< WORD
  single,      ///< W
  initial,     ///< W. or W.W.
  mixed,       ///< wOrd, McWord
  number,      ///< 12, 1,200
  year,        ///< 1998
  coded,       ///< letters with digits: AK-47
  hyphenated,  ///< Word-Word
  lower_dash,  ///< word-word
  address,     ///< mail address, URL, @handle
  other_case,  ///< letters of a script without case
  punctuation,
  boundary,  ///< before the first and after the last token
};

/// Hashes a string: FNV-1a with a final mix. The same on every machine.
std::uint64_t hash_word(std::string_view word);

/// Mixes two hashes.
constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  std::uint64_t x = a * 0x9E3779B97F4A7C15ULL + b;
  x ^= x >> 32;
  x *= 0xD6E8FEB86659FD93ULL;
  x ^= x >> 29;
  return x;
}

/// Without case, marks and the several forms of Arabic letters; digits become 0. Never empty.
/// `to` is overwritten.
void normal_form(std::string_view token, std::string& to);

/// For Arabic: the word behind a conjunction (wa, fa), a preposition (bi, li, ka) and the article, as a
/// number of characters to leave out at the front of a normal form; 0 if it is too short to tell.
struct Clitics {
  std::size_t before_article = 0;  ///< bytes of conjunction and preposition
  std::size_t with_article = 0;    ///< the article too
};
Clitics arabic_clitics(std::string_view normal);

Shape shape_of(std::string_view token);

/// Spelling of one token, made once and looked at from its neighbours.
struct NameWord {
  std::uint64_t exact = 0, normal = 0;
  std::uint64_t stem = 0, bare = 0;  ///< Arabic: without clitics; without the article too. Else as `normal`
  std::uint64_t prefix2 = 0, prefix3 = 0, suffix2 = 0, suffix3 = 0, suffix4 = 0;
  Shape shape = Shape::boundary;
  // What the word list knows; zero: nothing.
  std::uint16_t fine = 0, coarse = 0;  ///< clusters, from 1
  std::uint16_t lists = 0;             ///< bits of WordList
  std::uint8_t caps = 0;               ///< how often in running text, and how often with a capital, from 1
  /// Hardly ever in running text.
  bool is_rare() const { return caps == 0 || (caps - 1) >> 3 <= 2; }
  std::uint8_t phrase = 0;  ///< place in a listed phrase: kind * 4 + (first, within, last)
};

/// Fills the spelling of `word`; `normal` is a buffer. `arabic`: split clitics.
void spell(std::string_view token, bool arabic, NameWord& word, std::string& normal);

}  // namespace clew::annotate
