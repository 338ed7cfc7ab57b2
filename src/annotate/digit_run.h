// annotate/digit_run.h - a number as people write long ones: groups of digits with single separators between.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace clew::annotate {

/// Length in bytes of the digit at `at` and its value: ASCII, Arabic-Indic (٠) or extended Arabic-Indic (۰).
struct Digit {
  int value = -1;  ///< -1: no digit
  std::size_t bytes = 0;
};
inline Digit digit_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const auto first = static_cast<unsigned char>(text[at]);
  if (first >= '0' && first <= '9') return {first - '0', 1};
  if ((first != 0xD9 && first != 0xDB) || at + 1 >= text.size()) return {};
  const auto second = static_cast<unsigned char>(text[at + 1]);
  const int base = first == 0xD9 ? 0xA0 : 0xB0;
  if (second < base || second > base + 9) return {};
  return {second - base, 2};
}

/// "+44 (0)20 7946-0123": digits folded to ASCII, with the length of each group and the separator before it.
struct DigitRun {
  static constexpr std::size_t kMost = 34;
  std::size_t start = 0, end = 0;  ///< bytes, from "+" or "(" to the last digit
  std::array<char, kMost> buffer{};
  std::size_t count = 0;
  std::array<unsigned char, 16> groups{};  ///< lengths
  std::array<char, 16> separators{};       ///< before each group; ' ' for any space; the first is '\0'
  std::size_t group_count = 0;
  bool plus = false, brackets = false;  ///< begins with "+"; a group stands in brackets
  bool long_space = false;              ///< more than one space somewhere

  std::string_view digits() const { return {buffer.data(), count}; }
  bool shaped(std::initializer_list<int> lengths) const;
};

/// Reads the run that begins at `at` (a digit, "+" or "("). Stops before a separator that no digit follows
/// and before the group that would pass kMost digits. `count` is 0 when there is no digit.
DigitRun read_digit_run(std::string_view text, std::size_t at);

}  // namespace clew::annotate
