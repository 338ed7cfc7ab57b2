// base/utf8.h - UTF-8 (RFC 3629): decode, append, check, repair.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace clew {

/// The character at `text[at]` and its length in bytes. What is no valid UTF-8 gives {U+FFFD, 1}.
/// REQUIRES: at < text.size().
struct Decoded {
  char32_t character;
  int length;
  bool valid;
};
Decoded decode_utf8_rare(std::string_view text, std::size_t at);
inline Decoded decode_utf8(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return {first, 1, true};
  if (first >= 0xC2 && first <= 0xDF && at + 1 < text.size()) {  // nearly all of Persian and Arabic
    const auto second = static_cast<unsigned char>(text[at + 1]);
    if ((second & 0xC0) == 0x80)
      return {static_cast<char32_t>((first & 0x1F) << 6 | (second & 0x3F)), 2, true};
  }
  return decode_utf8_rare(text, at);  // three bytes and more, and what is not valid
}

/// Appends a character; surrogates and values past U+10FFFF become U+FFFD.
void append_utf8(std::string& to, char32_t character);

/// Some gigabytes a second.
bool is_valid_utf8(std::string_view text);
/// The text with each invalid byte replaced by U+FFFD; `replaced`, when given, is increased by their number.
std::string repair_utf8(std::string_view text, std::uint64_t* replaced = nullptr);

/// The largest index <= at that is a character boundary.
std::size_t floor_boundary(std::string_view text, std::size_t at);

}  // namespace clew
