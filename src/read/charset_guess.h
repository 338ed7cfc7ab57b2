// read/charset_guess.h - the charset of bytes that declare none, or declare a wrong one.
//
// Method: each 8-bit charset is scored by the letters that it would make of the bytes, weighted by how common
// they are in the languages written with it, and by whether they stand among letters of the same script (a
// unigram model with one bit of context). Multi-byte charsets count when nearly every pair of bytes is well
// formed and lies where the common characters are. Threads: safe from any.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace clew::read {

/// What an 8-bit charset makes of the bytes 0x80..0xFF; 0: no character.
using UpperHalf = std::array<char16_t, 128>;

/// The upper half of an 8-bit charset known to ICU, or nullptr. Kept for the thread's life.
const UpperHalf* upper_half(const char* icu_name);

/// How the bytes above 0x7F sit in a sample.
struct ByteCensus {
  std::uint64_t ascii_letters = 0;
  std::uint64_t high = 0;         ///< bytes >= 0x80
  std::uint64_t c1 = 0;           ///< bytes 0x80..0x9F
  std::uint64_t utf8_pairs = 0;   ///< valid two-byte sequences
  std::uint64_t utf8_longer = 0;  ///< valid sequences of three or four bytes
  std::uint64_t utf8_broken = 0;  ///< bytes that are no valid UTF-8; a sequence cut at the end does not count
  bool utf8() const { return utf8_broken == 0 && utf8_pairs + utf8_longer > 0; }
};
ByteCensus take_census(std::string_view sample);

/// "utf-16le" or "utf-16be" when the sample looks like it (no byte order mark needed), else "".
std::string_view guess_utf16(std::string_view sample);
/// "iso-2022-jp", "iso-2022-kr", "iso-2022-cn" by their escape sequences in 7-bit text, else "".
std::string_view guess_iso2022(std::string_view sample);
/// The likeliest charset of 8-bit text that is not UTF-8: "windows-1256", "iso-8859-6", "koi8-r", "gb18030"
/// ...; "windows-1252" when nothing speaks for any. Linear; looks at the first 64 KiB.
std::string_view guess_eight_bit(std::string_view sample);

}  // namespace clew::read
