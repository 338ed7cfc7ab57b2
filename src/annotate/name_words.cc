#include "annotate/name_words.h"

#include "base/fold.h"
#include "base/utf8.h"

namespace clew::annotate {
namespace {

constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_ascii(std::string_view text) {
  unsigned char all = 0;
  for (const char c : text) all |= static_cast<unsigned char>(c);
  return all < 0x80;
}

/// The case of a letter outside ASCII, by its block: enough for a shape.
enum class Case { none, lower, upper };
Case case_of(char32_t c) {
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return Case::upper;
  if (c >= 0xDF && c <= 0xFF && c != 0xF7) return Case::lower;
  if (c >= 0x100 && c <= 0x17F) return c % 2 == 0 ? Case::upper : Case::lower;
  if (c >= 0x391 && c <= 0x3A9) return Case::upper;
  if (c >= 0x3B1 && c <= 0x3C9) return Case::lower;
  if (c >= 0x400 && c <= 0x42F) return Case::upper;
  if (c >= 0x430 && c <= 0x45F) return Case::lower;
  return Case::none;
}

/// What the characters of a token are, counted.
struct Census {
  int upper = 0, lower = 0, digits = 0, others = 0, dashes = 0, dots = 0, marks = 0, characters = 0;
  bool first_upper = false, inner_upper = false, at = false, slashes = false, upper_after_dash = false;
};

void count(Census& census, char32_t c, bool after_dash) {
  const char ascii = c < 0x80 ? static_cast<char>(c) : '\0';
  const Case letter = is_upper(ascii) ? Case::upper : is_lower(ascii) ? Case::lower : case_of(c);
  if (letter == Case::upper) {
    if (census.characters == 0)
      census.first_upper = true;
    else if (after_dash)
      census.upper_after_dash = true;
    else
      census.inner_upper = true;
    ++census.upper;
  } else if (letter == Case::lower) {
    ++census.lower;
  } else if (is_digit(ascii) || (c >= 0x660 && c <= 0x669) || (c >= 0x6F0 && c <= 0x6F9)) {
    ++census.digits;
  } else if (ascii == '-' || c == 0x2010 || c == 0x2011) {
    ++census.dashes;
  } else if (ascii == '.') {
    ++census.dots;
  } else if (ascii != '\0' || (c >= 0x2000 && c <= 0x206F && c != 0x200C) || (c >= 0x3000 && c <= 0x303F) ||
             c == 0x60C || c == 0x61B || c == 0x61F || c == 0xAB || c == 0xBB) {
    ++census.marks;
    census.at |= ascii == '@';
    census.slashes |= ascii == '/';
  } else {
    ++census.others;
  }
  ++census.characters;
}

Shape shape_of_letters(const Census& c) {
  if (c.digits > 0) return Shape::coded;
  if (c.dots > 0 && c.upper > 0 && c.upper <= c.dots + 1 && c.lower == 0) return Shape::initial;
  if (c.dashes > 0) return c.first_upper || c.upper_after_dash ? Shape::hyphenated : Shape::lower_dash;
  if (c.lower == 0) return c.upper == 1 ? Shape::single : Shape::upper;
  if (c.upper == 0) return Shape::lower;
  return c.first_upper && !c.inner_upper ? Shape::capital : Shape::mixed;
}

/// Bytes of the first / last `n` characters.
std::size_t head_bytes(std::string_view text, int n) {
  std::size_t at = 0;
  while (n-- > 0 && at < text.size()) {
    ++at;
    while (at < text.size() && (text[at] & 0xC0) == 0x80) ++at;
  }
  return at;
}
std::size_t tail_bytes(std::string_view text, int n) {
  std::size_t at = text.size();
  while (n-- > 0 && at > 0) {
    --at;
    while (at > 0 && (text[at] & 0xC0) == 0x80) --at;
  }
  return text.size() - at;
}

constexpr std::uint64_t kHashStart = 0xCBF29CE484222325ULL;
constexpr std::uint64_t hash_step(std::uint64_t h, char c) {
  return (h ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
}
constexpr std::uint64_t hash_end(std::uint64_t h) {
  h ^= h >> 31;
  h *= 0x9E3779B97F4A7C15ULL;
  return h ^ (h >> 32);
}

/// `root`: what is left of `text` without clitics.
void affixes(std::string_view text, std::string_view root, NameWord& word) {
  word.prefix2 = hash_word(text.substr(0, head_bytes(text, 2)));
  word.prefix3 = hash_word(root.substr(0, head_bytes(root, 3)));
  word.suffix2 = hash_word(text.substr(text.size() - tail_bytes(text, 2)));
  word.suffix3 = hash_word(text.substr(text.size() - tail_bytes(text, 3)));
  word.suffix4 = hash_word(text.substr(text.size() - tail_bytes(text, 4)));
}

bool begins(std::string_view text, std::string_view with) { return text.substr(0, with.size()) == with; }

}  // namespace

std::uint64_t hash_word(std::string_view word) {
  std::uint64_t h = kHashStart;
  for (const char c : word) h = hash_step(h, c);
  return hash_end(h);
}

void normal_form(std::string_view token, std::string& to) {
  to.clear();
  if (is_ascii(token)) {
    for (const char c : token) to.push_back(is_upper(c) ? static_cast<char>(c + 32) : is_digit(c) ? '0' : c);
    return;
  }
  append_folded(to, token);
  if (to.empty()) to.assign(token);
  for (char& c : to) {
    if (is_digit(c)) c = '0';
    if (c == ' ') c = '-';
  }
}

Clitics arabic_clitics(std::string_view normal) {
  // In normal form: wa, fa; ba, lam, kaf (as keheh); alef lam.
  const std::size_t characters = normal.size() / 2;
  std::size_t at = 0;
  const auto left = [&] { return characters - at / 2; };
  if (left() >= 4 && (begins(normal, "\xD9\x88") || begins(normal, "\xD9\x81"))) at = 2;
  const std::string_view rest = normal.substr(at);
  if (left() >= 4 && (begins(rest, "\xD8\xA8") || begins(rest, "\xDA\xA9"))) at += 2;
  Clitics found{at, at};
  if (left() >= 4 && begins(rest, "\xD9\x84\xD9\x84")) return {at + 2, at + 4};  // li + al: written lil
  if (left() >= 4 && begins(rest, "\xD9\x84")) found.before_article = found.with_article = at + 2;
  if (left() >= 5 && begins(normal.substr(at), "\xD8\xA7\xD9\x84")) found.with_article = at + 4;
  return found;
}

Shape shape_of(std::string_view token) {
  Census census;
  bool after_dash = false;
  for (std::size_t at = 0; at < token.size();) {
    char32_t c = static_cast<unsigned char>(token[at]);
    std::size_t length = 1;
    if (c >= 0x80) {
      const Decoded decoded = decode_utf8(token, at);
      c = decoded.character;
      length = static_cast<std::size_t>(decoded.length);
    }
    count(census, c, after_dash);
    after_dash = c == '-';
    at += length;
  }
  const int letters = census.upper + census.lower;
  if (census.at || (census.slashes && letters > 3 && census.dots > 0)) return Shape::address;
  if (letters > 0) return shape_of_letters(census);
  if (census.others > 0) return census.digits > 0 ? Shape::coded : Shape::other_case;
  if (census.digits > 0) return census.digits == 4 && census.characters == 4 ? Shape::year : Shape::number;
  return Shape::punctuation;
}

void spell(std::string_view token, bool arabic, NameWord& word, std::string& normal) {
  normal_form(token, normal);
  word = NameWord{};
  word.exact = hash_word(token);
  word.normal = word.stem = word.bare = hash_word(normal);
  word.shape = shape_of(token);
  affixes(normal, normal, word);
  if (!arabic || word.shape != Shape::other_case) return;
  const std::string_view text = normal;
  const Clitics clitics = arabic_clitics(text);
  const std::string_view root = text.substr(clitics.with_article);
  if (clitics.before_article > 0) word.stem = hash_word(text.substr(clitics.before_article));
  if (clitics.with_article > 0) word.bare = hash_word(root);
  affixes(text, root, word);
}

}  // namespace clew::annotate
