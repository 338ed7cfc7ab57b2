// text/characters.h - what kind of character is this, as far as cutting texts into tokens goes.
//
// Fixed ranges, not ICU's tables, so that tokens do not change with the machine's Unicode version.
#pragma once

#include <cstdint>
#include <string_view>

namespace clew::text {

/// `joiner`: part of a word without being heard (ZWNJ, ZWJ, soft hyphen, tatweel); `ideograph`: a word by
/// itself (Han, kana); `broken`: a byte that is no UTF-8.
enum class CharClass : std::uint8_t { space, line, letter, digit, joiner, ideograph, punct, symbol, broken };

struct Char {
  char32_t code = 0;
  std::uint8_t length = 1;
  CharClass kind = CharClass::space;
};

/// The character at text[at]. Bidi marks and overrides, zero-width spaces and BOM count as space.
/// REQUIRES: at < text.size().
Char char_at(std::string_view text, std::size_t at);
CharClass class_of(char32_t code);

bool is_upper(char32_t code);     ///< Latin, Greek, Cyrillic capitals
char32_t lowered(char32_t code);  ///< their small letters
bool is_arabic_script(char32_t code);

}  // namespace clew::text
