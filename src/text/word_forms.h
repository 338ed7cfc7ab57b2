// text/word_forms.h - words as models know them: numbers for their form, their ends and their shape.
//
// A form is in small letters, its digits are all 0, its apostrophes and Arabic-script letters have one
// spelling each, its vowel signs and tatweel are dropped. Models hold these hashes, never the words: changing
// what is written here makes every model useless. Threads: safe from any.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace clew::text {

/// Spreads the bits of a number (finalizer of MurmurHash3, public domain).
constexpr std::uint64_t mixed(std::uint64_t x) {
  x ^= x >> 33;
  x *= 0xFF51AFD7ED558CCDULL;
  x ^= x >> 33;
  x *= 0xC4CEB9FE1A85EC53ULL;
  return x ^ x >> 33;
}

struct WordForm {
  std::uint32_t form = 0;                     ///< hash of the whole form
  std::array<std::uint32_t, 5> ends{};        ///< of its last 1 to 5 characters
  std::array<std::uint32_t, 4> beginnings{};  ///< of its first 1 to 4 characters
  std::uint32_t shape = 0;                    ///< of its pattern of capitals, small letters, digits, marks
  bool capital = false;                       ///< begins with one
  bool all_capitals = false;                  ///< two letters or more, all of them capitals
};
WordForm word_form(std::string_view word);

}  // namespace clew::text
