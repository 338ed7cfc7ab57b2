// annotate/term_text.h - a passage as words that may be terms: posts, laws, programmes, goods, measures.
//
// Words are runs of letters and digits; most are none of the tables' and cost a hash and a look. Offsets are
// bytes.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "annotate/term_words.h"

namespace clew::annotate {

/// What stands between a word and the one before it; the strongest of it.
enum class Gap : std::uint8_t { none, space, hyphen, dot, comma, open, quote, line, other, stop };

struct TermEntry {
  Terms latin = 0, persian = 0, arabic = 0;
  std::uint8_t longest = 0;  ///< words of the longest phrase that begins with it
  std::string_view symbol;   ///< of a measure
};

struct TermWord {
  std::uint32_t start = 0, end = 0;
  std::uint64_t hash = 0,
                bare = 0;  ///< folded; of Arabic without article and what is written with it, else 0
  const TermEntry* entry = nullptr;  ///< of the word by itself, or as it begins phrases
  const TermEntry* bare_entry = nullptr;
  Gap gap = Gap::stop;
  bool capital = false;   ///< begins with one
  bool capitals = false;  ///< two or more, and no small letter
  bool digits = false;    ///< has a digit
  std::uint8_t skip =
      0;  ///< bytes of an Arabic conjunction or preposition at its start, where `bare` is meant
};

/// A term that begins at a word.
struct FoundTerm {
  Terms terms = 0;  ///< 0: none
  std::size_t words = 0;
  std::string_view symbol = {};
  bool bare = false;  ///< found without what Arabic writes before it
  explicit operator bool() const { return terms != 0; }
};

class TermText {
 public:
  /// Cuts the text. `language`: of the document; Arabic script is Persian or Arabic by its letters, else by
  /// it.
  void read(std::string_view text, std::string_view language);

  std::string_view text() const { return text_; }
  const std::vector<TermWord>& words() const { return words_; }
  /// Whether any word begins a term: if not, there is nothing to do.
  bool any() const { return any_; }
  bool is_latin(std::size_t i) const { return static_cast<unsigned char>(text_[words_[i].start]) < 0x80; }
  std::string_view word(std::size_t i) const {
    return text_.substr(words_[i].start, words_[i].end - words_[i].start);
  }

  /// The longest term of one of these kinds that begins at word `i`; spaces, hyphens and line ends between.
  FoundTerm at(std::size_t i, Terms wanted) const;
  /// The same of words that end before word `end`.
  FoundTerm before(std::size_t end, Terms wanted) const;

 private:
  void finish_word(TermWord& word);
  Terms terms_of(const TermEntry& entry) const;

  std::string_view text_;
  bool arabic_ = false, any_ = false;
  std::vector<TermWord> words_;
};

/// The longest of these terms that begins at `at` in a text, after blanks; `end` becomes where it ends, and
/// stays where there is none. For reading on behind a number. At most five words are looked at.
FoundTerm term_at(std::string_view text, std::size_t at, bool arabic, Terms wanted, std::size_t& end);

}  // namespace clew::annotate
