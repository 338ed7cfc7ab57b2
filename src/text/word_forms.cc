#include "text/word_forms.h"

#include <algorithm>

#include "text/characters.h"

namespace clew::text {
namespace {

constexpr std::size_t kMost = 64;  // characters; the rest of a longer word says nothing new

std::uint32_t hash_of(const char32_t* from, const char32_t* to, std::uint64_t seed) {
  std::uint64_t h = seed;
  for (; from < to; ++from) h = (h ^ *from) * 0x9E3779B97F4A7C15ULL, h ^= h >> 29;
  return static_cast<std::uint32_t>(mixed(h) >> 32);
}

// One spelling for letters that keyboards spell differently; 0: not heard.
char32_t plain(char32_t c) {
  switch (c) {
    case U'\u2019':
    case U'\u2018':
    case U'`':
    case U'\u00B4':
      return U'\'';
    case U'\u201C':
    case U'\u201D':
      return U'"';
    case U'\u064A':
    case U'\u0649':
      return U'\u06CC';
    case U'\u0643':
      return U'\u06A9';
    case U'\u06C0':
    case U'\u0629':
      return U'\u0647';
    case U'\u0623':
    case U'\u0625':
      return U'\u0627';
    case U'\u0640':
    case U'\u00AD':
      return 0;
    default:
      break;
  }
  if (c >= 0x64B && c <= 0x652) return 0;
  if ((c >= '0' && c <= '9') || (c >= 0x660 && c <= 0x669) || (c >= 0x6F0 && c <= 0x6F9)) return U'0';
  return lowered(c);
}

std::uint32_t kind_of(char32_t c, CharClass kind) {
  switch (kind) {
    case CharClass::digit:
      return 1;
    case CharClass::letter:
      return is_upper(c) ? 2 : is_arabic_script(c) ? 4 : 3;
    case CharClass::joiner:
      return 5;
    case CharClass::ideograph:
      return 6;
    case CharClass::broken:
      return 7;
    default:
      return 16 + (c < 0x80 ? c : 1);
  }
}

}  // namespace

WordForm word_form(std::string_view word) {
  std::array<char32_t, kMost> letters;
  std::size_t n = 0, capitals = 0, letter_count = 0;
  std::uint64_t shape = 17;
  std::uint32_t before = 0;
  int run = 0;
  WordForm out;
  for (std::size_t at = 0; at < word.size() && n < kMost;) {
    const Char c = char_at(word, at);
    const std::uint32_t kind = kind_of(c.code, c.kind);
    run = kind == before ? run + 1 : 1;
    if (run <= 2) shape = (shape ^ kind) * 0x100000001B3ULL;
    before = kind;
    capitals += kind == 2;
    letter_count += kind == 2 || kind == 3;
    if (at == 0) out.capital = kind == 2;
    const char32_t heard = plain(c.code);
    if (heard != 0) letters[n++] = heard;
    at += c.length;
  }
  out.all_capitals = capitals >= 2 && capitals == letter_count;
  out.shape = static_cast<std::uint32_t>(mixed(shape));
  const char32_t* all = letters.data();
  out.form = hash_of(all, all + n, word.size() > 200 ? 3 : 1);
  for (std::size_t k = 0; k < out.ends.size(); ++k)
    out.ends[k] = hash_of(all + (n > k + 1 ? n - k - 1 : 0), all + n, 100 + k);
  for (std::size_t k = 0; k < out.beginnings.size(); ++k)
    out.beginnings[k] = hash_of(all, all + std::min(n, k + 1), 200 + k);
  return out;
}

}  // namespace clew::text
