// annotate/wide_character.h - what a character outside ASCII is to the lexer of values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace clew::annotate {

enum class WideKind : std::uint8_t { letter, digit, mark, symbol, space, nothing, other };
struct WideCharacter {
  WideKind kind;
  std::uint8_t bytes;
  char mark = '\0';
};

/// REQUIRES: a byte of 0x80 or more at `at`. Bytes that are no UTF-8 are `other`, one at a time.
WideCharacter wide_at(std::string_view text, std::size_t at);

}  // namespace clew::annotate
