#include "text/characters.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/utf8.h"

namespace clew::text {
namespace {

struct Range {
  char32_t first, last;
  CharClass kind;
};

using enum CharClass;

// What is no letter, in order; everything else past ASCII is one.
constexpr Range kRanges[] = {
    {0x80, 0x84, space},         {0x85, 0x85, line},
    {0x86, 0x9F, space},         {0xA0, 0xA0, space},
    {0xA1, 0xA1, punct},         {0xA2, 0xA6, symbol},
    {0xA7, 0xA7, punct},         {0xA8, 0xA9, symbol},
    {0xAB, 0xAB, punct},         {0xAC, 0xAC, symbol},
    {0xAD, 0xAD, joiner},        {0xAE, 0xB1, symbol},
    {0xB4, 0xB4, punct},         {0xB6, 0xB7, punct},
    {0xB8, 0xB8, symbol},        {0xBB, 0xBB, punct},
    {0xBF, 0xBF, punct},         {0xD7, 0xD7, symbol},
    {0xF7, 0xF7, symbol},        {0x55A, 0x55F, punct},
    {0x589, 0x58A, punct},       {0x5BE, 0x5BE, punct},
    {0x5C0, 0x5C0, punct},       {0x5C3, 0x5C3, punct},
    {0x5F3, 0x5F4, punct},       {0x600, 0x608, symbol},
    {0x609, 0x60A, punct},       {0x60B, 0x60B, symbol},
    {0x60C, 0x60D, punct},       {0x60E, 0x60F, symbol},
    {0x61B, 0x61B, punct},       {0x61C, 0x61C, space},
    {0x61D, 0x61F, punct},       {0x640, 0x640, joiner},
    {0x660, 0x669, digit},       {0x66A, 0x66D, punct},
    {0x6D4, 0x6D4, punct},       {0x6DD, 0x6DE, symbol},
    {0x6E9, 0x6E9, symbol},      {0x6F0, 0x6F9, digit},
    {0x700, 0x70D, punct},       {0x7C0, 0x7C9, digit},
    {0x964, 0x965, punct},       {0x966, 0x96F, digit},
    {0x1680, 0x1680, space},     {0x1806, 0x1806, punct},
    {0x180E, 0x180E, space},     {0x2000, 0x200B, space},
    {0x200C, 0x200D, joiner},    {0x200E, 0x200F, space},
    {0x2010, 0x2027, punct},     {0x2028, 0x2029, line},
    {0x202A, 0x202F, space},     {0x2030, 0x205E, punct},
    {0x205F, 0x206F, space},     {0x207A, 0x207E, symbol},
    {0x208A, 0x208E, symbol},    {0x20A0, 0x20CF, symbol},
    {0x2100, 0x218F, symbol},    {0x2190, 0x2BFF, symbol},
    {0x2E00, 0x2E7F, punct},     {0x2E80, 0x2FFF, ideograph},
    {0x3000, 0x3000, space},     {0x3001, 0x3003, punct},
    {0x3004, 0x3004, symbol},    {0x3005, 0x3007, ideograph},
    {0x3008, 0x3011, punct},     {0x3012, 0x3013, symbol},
    {0x3014, 0x301F, punct},     {0x3020, 0x3020, symbol},
    {0x3030, 0x3030, punct},     {0x3040, 0x30FA, ideograph},
    {0x30FB, 0x30FB, punct},     {0x30FC, 0x31FF, ideograph},
    {0x3200, 0x33FF, symbol},    {0x3400, 0x9FFF, ideograph},
    {0xE000, 0xF8FF, symbol},    {0xF900, 0xFAFF, ideograph},
    {0xFD3E, 0xFD3F, punct},     {0xFDFC, 0xFDFF, symbol},
    {0xFE00, 0xFE0F, joiner},    {0xFE10, 0xFE6F, punct},
    {0xFEFF, 0xFEFF, space},     {0xFF01, 0xFF03, punct},
    {0xFF04, 0xFF04, symbol},    {0xFF05, 0xFF0A, punct},
    {0xFF0B, 0xFF0B, symbol},    {0xFF0C, 0xFF0F, punct},
    {0xFF10, 0xFF19, digit},     {0xFF1A, 0xFF1B, punct},
    {0xFF1C, 0xFF1E, symbol},    {0xFF1F, 0xFF20, punct},
    {0xFF3B, 0xFF40, punct},     {0xFF5B, 0xFF65, punct},
    {0xFFE0, 0xFFEE, symbol},    {0xFFF0, 0xFFFF, symbol},
    {0x1F000, 0x1FAFF, symbol},  {0x20000, 0x3FFFF, ideograph},
    {0xE0000, 0xE007F, joiner},  {0xE0100, 0xE01EF, joiner},
    {0xF0000, 0x10FFFF, symbol},
};

constexpr std::array<CharClass, 128> make_ascii() {
  std::array<CharClass, 128> table{};
  for (unsigned c = 0; c < 128; ++c) {
    if (c == '\n') {
      table[c] = line;
    } else if (c <= ' ' || c == 0x7F) {
      table[c] = space;
    } else if (c >= '0' && c <= '9') {
      table[c] = digit;
    } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      table[c] = letter;
    } else {
      table[c] = c == '$' || c == '+' || c == '<' || c == '=' || c == '>' || c == '^' || c == '`' ||
                         c == '|' || c == '~'
                     ? symbol
                     : punct;
    }
  }
  return table;
}
constexpr auto kAscii = make_ascii();

}  // namespace

CharClass class_of(char32_t code) {
  if (code < 0x80) return kAscii[code];
  const Range* range = std::upper_bound(std::begin(kRanges), std::end(kRanges), code,
                                        [](char32_t c, const Range& r) { return c < r.first; });
  return range != std::begin(kRanges) && code <= (range - 1)->last ? (range - 1)->kind : letter;
}

Char char_at(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return {byte, 1, kAscii[byte]};
  const Decoded decoded = decode_utf8(text, at);
  if (!decoded.valid) return {0xFFFD, 1, broken};
  return {decoded.character, static_cast<std::uint8_t>(decoded.length), class_of(decoded.character)};
}

bool is_upper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  if (c < 0x100) return c >= 0xC0 && c <= 0xDE && c != 0xD7;
  if (c < 0x180) return (c >= 0x139 && c <= 0x148) || c >= 0x179 ? c % 2 == 1 : c % 2 == 0;
  return (c >= 0x391 && c <= 0x3A9) || (c >= 0x400 && c <= 0x42F);
}

char32_t lowered(char32_t c) {
  if (!is_upper(c)) return c;
  if (c < 0x100 || (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F)) return c + 32;
  return c >= 0x400 && c <= 0x40F ? c + 80 : c == 0x178 ? 0xFF : c + 1;
}

bool is_arabic_script(char32_t c) {
  return (c >= 0x600 && c <= 0x6FF) || (c >= 0x750 && c <= 0x77F) || (c >= 0xFB50 && c <= 0xFDFF) ||
         (c >= 0xFE70 && c <= 0xFEFC);
}

}  // namespace clew::text
