#include "annotate/checks.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "base/digest.h"

namespace clew::annotate {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}
int digit(char c) { return c - '0'; }

struct Iban {
  std::string_view country;
  std::size_t length;
};
// SWIFT's IBAN registry.
constexpr std::array kIbans = {
    Iban{"AD", 24}, Iban{"AE", 23}, Iban{"AL", 28}, Iban{"AT", 20}, Iban{"AZ", 28}, Iban{"BA", 20},
    Iban{"BE", 16}, Iban{"BG", 22}, Iban{"BH", 22}, Iban{"BI", 27}, Iban{"BR", 29}, Iban{"BY", 28},
    Iban{"CH", 21}, Iban{"CR", 22}, Iban{"CY", 28}, Iban{"CZ", 24}, Iban{"DE", 22}, Iban{"DJ", 27},
    Iban{"DK", 18}, Iban{"DO", 28}, Iban{"EE", 20}, Iban{"EG", 29}, Iban{"ES", 24}, Iban{"FI", 18},
    Iban{"FK", 18}, Iban{"FO", 18}, Iban{"FR", 27}, Iban{"GB", 22}, Iban{"GE", 22}, Iban{"GI", 23},
    Iban{"GL", 18}, Iban{"GR", 27}, Iban{"GT", 28}, Iban{"HN", 28}, Iban{"HR", 21}, Iban{"HU", 28},
    Iban{"IE", 22}, Iban{"IL", 23}, Iban{"IQ", 23}, Iban{"IR", 26}, Iban{"IS", 26}, Iban{"IT", 27},
    Iban{"JO", 30}, Iban{"KW", 30}, Iban{"KZ", 20}, Iban{"LB", 28}, Iban{"LC", 32}, Iban{"LI", 21},
    Iban{"LT", 20}, Iban{"LU", 20}, Iban{"LV", 21}, Iban{"LY", 25}, Iban{"MC", 27}, Iban{"MD", 24},
    Iban{"ME", 22}, Iban{"MK", 19}, Iban{"MN", 20}, Iban{"MR", 27}, Iban{"MT", 31}, Iban{"MU", 30},
    Iban{"NI", 28}, Iban{"NL", 18}, Iban{"NO", 15}, Iban{"OM", 23}, Iban{"PK", 24}, Iban{"PL", 28},
    Iban{"PS", 29}, Iban{"PT", 25}, Iban{"QA", 29}, Iban{"RO", 24}, Iban{"RS", 22}, Iban{"RU", 33},
    Iban{"SA", 24}, Iban{"SC", 31}, Iban{"SD", 18}, Iban{"SE", 24}, Iban{"SI", 19}, Iban{"SK", 24},
    Iban{"SM", 27}, Iban{"SO", 23}, Iban{"ST", 25}, Iban{"SV", 28}, Iban{"TL", 23}, Iban{"TN", 24},
    Iban{"TR", 26}, Iban{"UA", 29}, Iban{"VA", 22}, Iban{"VG", 24}, Iban{"XK", 20}, Iban{"YE", 30}};

constexpr std::string_view kCountries =
    "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCV"
    "CWCX"
    "CYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIO"
    "IQIR"
    "ISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNA"
    "NCNE"
    "NFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTC"
    "TDTF"
    "TGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSXKYEYTZAZMZW";

// Keccak-f[1600], the permutation under Ethereum's hash (Keccak as submitted to SHA-3: padding byte 0x01).
constexpr std::uint64_t rotate(std::uint64_t value, unsigned by) { return value << by | value >> (64 - by); }

void keccak_f(std::array<std::uint64_t, 25>& a) {
  static constexpr std::array<unsigned, 24> kTurns = {1,  3,  6,  10, 15, 21, 28, 36, 45, 55, 2,  14,
                                                      27, 41, 56, 8,  25, 43, 62, 18, 39, 61, 20, 44};
  static constexpr std::array<unsigned, 24> kLanes = {10, 7,  11, 17, 18, 3, 5,  16, 8,  21, 24, 4,
                                                      15, 23, 19, 13, 12, 2, 20, 14, 22, 9,  6,  1};
  static constexpr std::array<std::uint64_t, 24> kRounds = {
      0x0000000000000001, 0x0000000000008082, 0x800000000000808A, 0x8000000080008000, 0x000000000000808B,
      0x0000000080000001, 0x8000000080008081, 0x8000000000008009, 0x000000000000008A, 0x0000000000000088,
      0x0000000080008009, 0x000000008000000A, 0x000000008000808B, 0x800000000000008B, 0x8000000000008089,
      0x8000000000008003, 0x8000000000008002, 0x8000000000000080, 0x000000000000800A, 0x800000008000000A,
      0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008};
  for (const std::uint64_t round : kRounds) {
    std::array<std::uint64_t, 5> c{};
    for (std::size_t x = 0; x < 5; ++x) c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
    for (std::size_t x = 0; x < 5; ++x) {
      const std::uint64_t d = c[(x + 4) % 5] ^ rotate(c[(x + 1) % 5], 1);
      for (std::size_t y = 0; y < 25; y += 5) a[y + x] ^= d;
    }
    std::uint64_t moved = a[1];
    for (std::size_t i = 0; i < 24; ++i) {
      const std::uint64_t next = a[kLanes[i]];
      a[kLanes[i]] = rotate(moved, kTurns[i]);
      moved = next;
    }
    for (std::size_t y = 0; y < 25; y += 5) {
      for (std::size_t x = 0; x < 5; ++x) c[x] = a[y + x];
      for (std::size_t x = 0; x < 5; ++x) a[y + x] = c[x] ^ (~c[(x + 1) % 5] & c[(x + 2) % 5]);
    }
    a[0] ^= round;
  }
}

// Keccak-256 of at most 135 bytes: one block. The first 20 bytes suffice here.
std::array<unsigned char, 32> keccak256(std::string_view text) {
  std::array<std::uint64_t, 25> state{};
  const auto put = [&](std::size_t at, unsigned char byte) {
    state[at / 8] ^= static_cast<std::uint64_t>(byte) << (8 * (at % 8));
  };
  for (std::size_t i = 0; i < text.size(); ++i) put(i, static_cast<unsigned char>(text[i]));
  put(text.size(), 0x01);
  put(135, 0x80);
  keccak_f(state);
  std::array<unsigned char, 32> out{};
  for (std::size_t i = 0; i < 32; ++i) out[i] = static_cast<unsigned char>(state[i / 8] >> (8 * (i % 8)));
  return out;
}

}  // namespace

bool passes_luhn(std::string_view digits) {
  if (!all_digits(digits)) return false;
  int sum = 0;
  bool twice = false;
  for (std::size_t i = digits.size(); i-- > 0; twice = !twice) {
    const int d = digit(digits[i]) * (twice ? 2 : 1);
    sum += d > 9 ? d - 9 : d;
  }
  return sum % 10 == 0;
}

bool passes_mod97(std::string_view characters) {
  int rest = 0;
  for (const char c : characters) {
    if (c >= '0' && c <= '9') {
      rest = (rest * 10 + digit(c)) % 97;
    } else if (c >= 'A' && c <= 'Z') {
      rest = (rest * 100 + (c - 'A' + 10)) % 97;
    } else {
      return false;
    }
  }
  return rest == 1;
}

std::size_t iban_length(std::string_view text) {
  const auto* found = std::lower_bound(kIbans.begin(), kIbans.end(), text.substr(0, 2),
                                       [](const Iban& a, std::string_view b) { return a.country < b; });
  return found != kIbans.end() && found->country == text.substr(0, 2) ? found->length : 0;
}

bool is_iban(std::string_view text) {
  if (text.size() < 15 || text.size() > 34 || text.size() != iban_length(text)) return false;
  std::string turned(text.substr(4));
  turned += text.substr(0, 4);
  return all_digits(text.substr(2, 2)) && passes_mod97(turned);
}

bool is_country(std::string_view letters) {
  if (letters.size() != 2) return false;
  for (std::size_t i = 0; i < kCountries.size(); i += 2)
    if (kCountries.substr(i, 2) == letters) return true;
  return letters == "XK";
}

bool is_iranian_person(std::string_view digits) {
  if (digits.size() != 10 || !all_digits(digits)) return false;
  if (digits.find_first_not_of(digits[0]) == std::string_view::npos) return false;
  int sum = 0;
  for (int i = 0; i < 9; ++i) sum += digit(digits[static_cast<std::size_t>(i)]) * (10 - i);
  const int rest = sum % 11;
  return digit(digits[9]) == (rest < 2 ? rest : 11 - rest);
}

bool is_iranian_company(std::string_view digits) {
  if (digits.size() != 11 || !all_digits(digits)) return false;
  static constexpr std::array<int, 10> kWeights = {29, 27, 23, 19, 17, 29, 27, 23, 19, 17};
  const int tens = digit(digits[9]) + 2;
  int sum = 0;
  for (std::size_t i = 0; i < 10; ++i) sum += (tens + digit(digits[i])) * kWeights[i];
  return sum % 11 % 10 == digit(digits[10]);
}

bool is_turkish_person(std::string_view digits) {
  if (digits.size() != 11 || !all_digits(digits) || digits[0] == '0') return false;
  int odd = 0, even = 0;
  for (std::size_t i = 0; i < 9; ++i) (i % 2 == 0 ? odd : even) += digit(digits[i]);
  const int tenth = ((odd * 7 - even) % 10 + 10) % 10;
  return digit(digits[9]) == tenth && digit(digits[10]) == (odd + even + tenth) % 10;
}

bool is_imo(std::string_view digits) {
  if (digits.size() != 7 || !all_digits(digits) || digits[0] == '0') return false;
  int sum = 0;
  for (int i = 0; i < 6; ++i) sum += digit(digits[static_cast<std::size_t>(i)]) * (7 - i);
  return sum % 10 == digit(digits[6]);
}

bool is_base58check(std::string_view text, unsigned char& version) {
  static constexpr std::string_view kAlphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  if (text.size() < 25 || text.size() > 40) return false;
  std::array<unsigned char, 25> bytes{};  // a version, 20 bytes of hash, 4 of check
  for (const char c : text) {
    std::size_t carry = kAlphabet.find(c);
    if (carry == std::string_view::npos) return false;
    for (std::size_t i = bytes.size(); i-- > 0;) {
      carry += bytes[i] * std::size_t{58};
      bytes[i] = static_cast<unsigned char>(carry & 0xFF);
      carry >>= 8;
    }
    if (carry != 0) return false;
  }
  const auto* raw = reinterpret_cast<const char*>(bytes.data());
  const Sha256 once = sha256(std::string_view(raw, 21));
  const Sha256 twice = sha256(std::string_view(reinterpret_cast<const char*>(once.data()), once.size()));
  version = bytes[0];
  return std::equal(twice.begin(), twice.begin() + 4, bytes.begin() + 21);
}

bool is_bech32(std::string_view text, std::string_view prefix) {
  static constexpr std::string_view kAlphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  static constexpr std::array<std::uint32_t, 5> kGenerator = {0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD,
                                                              0x2A1462B3};
  if (text.size() < prefix.size() + 8 || text.size() > 90 || !text.starts_with(prefix) ||
      text[prefix.size()] != '1')
    return false;
  std::uint32_t sum = 1;
  const auto add = [&](std::uint32_t value) {
    const std::uint32_t top = sum >> 25;
    sum = (sum & 0x1FFFFFF) << 5 ^ value;
    for (std::size_t i = 0; i < 5; ++i) sum ^= (top >> i & 1) != 0 ? kGenerator[i] : 0;
  };
  for (const char c : prefix) add(static_cast<unsigned char>(c) >> 5);
  add(0);
  for (const char c : prefix) add(static_cast<unsigned char>(c) & 31);
  const std::string_view data = text.substr(prefix.size() + 1);
  for (const char c : data) {
    const std::size_t value = kAlphabet.find(c);
    if (value == std::string_view::npos) return false;
    add(static_cast<std::uint32_t>(value));
  }
  return sum == (data[0] == 'q' ? 1U : 0x2BC830A3U);  // version 0: BIP 173, later ones: BIP 350
}

bool is_ethereum(std::string_view text) {
  if (text.size() != 42 || !text.starts_with("0x")) return false;
  std::string lower(text.substr(2));
  bool small = false, capital = false;
  for (char& c : lower) {
    if (c >= 'A' && c <= 'F') {
      capital = true;
      c = static_cast<char>(c + ('a' - 'A'));
    } else if (c >= 'a' && c <= 'f') {
      small = true;
    } else if (c < '0' || c > '9') {
      return false;
    }
  }
  if (!small || !capital) return true;
  const auto hash = keccak256(lower);
  for (std::size_t i = 0; i < 40; ++i) {
    const bool high = (hash[i / 2] >> (i % 2 == 0 ? 4 : 0) & 15) >= 8;
    if (lower[i] > '9' && high != (text[i + 2] < 'a')) return false;
  }
  return true;
}

}  // namespace clew::annotate
