// match/similarity.h - how alike two words of names are. Any thread.
#pragma once

#include <cstdint>
#include <string_view>

#include "match/prepared.h"

namespace clew::match {

enum class Rule : std::uint8_t {
  none,
  same,         ///< the same letters
  sound,        ///< other letters of the same sound
  spelling,     ///< a few letters differ
  script,       ///< another script, read alike
  nickname,     ///< one stands for the other
  translation,  ///< a common word in another language, a number in words, a company form written out
  initial,      ///< its first letter
  glued,        ///< written together or apart
  number,       ///< numbers that differ
  form,         ///< company forms that differ
  different,    ///< these two stand against each other
  missing,      ///< the other name has nothing for it
};
/// The word of docs/matching.md.
std::string_view name_of(Rule rule);

/// Of a thousand.
struct Likeness {
  int value = 0;
  Rule rule = Rule::none;
};
inline constexpr int kAlike = 1000;

Likeness likeness(const Token& a, const Token& b);
/// Of two words by their plain letters and sounds alone.
Likeness likeness_of(std::string_view plain_a, std::string_view sound_a, std::string_view plain_b,
                     std::string_view sound_b);

}  // namespace clew::match
