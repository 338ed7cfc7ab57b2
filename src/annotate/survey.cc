#include "annotate/survey.h"

#include <array>

namespace clew::annotate {
namespace {

constexpr unsigned kDigit = 1, kSign = 2;
// The first half of a pair, and three bits above it the second: ٠ is D9 A0, ۰ is DB B0.
constexpr unsigned kLeadD9 = 4, kLeadDB = 8, kCapital = 16;
constexpr unsigned kPair = 3;

constexpr auto kBytes = [] {
  std::array<unsigned char, 256> table{};
  for (unsigned c = '0'; c <= '9'; ++c) table[c] = kDigit;
  for (unsigned c = 'A'; c <= 'Z'; ++c) table[c] = kCapital | kCapital << kPair;
  table['@'] = table[':'] = table['.'] = kSign;
  table[0xD9] = kLeadD9, table[0xDB] = kLeadDB;
  for (unsigned c = 0xA0; c <= 0xA9; ++c) table[c] = kLeadD9 << kPair;
  for (unsigned c = 0xB0; c <= 0xB9; ++c) table[c] = kLeadDB << kPair;
  return table;
}();

}  // namespace

Survey survey(std::string_view text) {
  unsigned single = 0, pairs = 0, before = 0;
  for (const char c : text) {
    const unsigned kind = kBytes[static_cast<unsigned char>(c)];
    single |= kind;
    pairs |= before << kPair & kind;
    before = kind;
  }
  Survey out;
  out.digits = (single & kDigit) != 0 || (pairs & (kLeadD9 | kLeadDB) << kPair) != 0;
  out.capitals = (pairs & kCapital << kPair) != 0;
  out.signs = (single & kSign) != 0;
  return out;
}

}  // namespace clew::annotate
