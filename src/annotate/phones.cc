#include "annotate/phones.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace clew::annotate {
namespace {

struct Country {
  std::uint16_t code;
  std::uint8_t least, most;  // digits of the national number
};

// ITU-T E.164 assigned country codes of one or two digits, with the lengths in use; codes of three digits are
// valid when kThree holds their first two.
constexpr std::array kCountries = {
    Country{1, 10, 10},  Country{7, 10, 10},  Country{20, 8, 10},  Country{27, 9, 9},   Country{30, 10, 10},
    Country{31, 9, 9},   Country{32, 8, 9},   Country{33, 9, 9},   Country{34, 9, 9},   Country{36, 8, 9},
    Country{39, 6, 11},  Country{40, 9, 9},   Country{41, 9, 9},   Country{43, 5, 13},  Country{44, 9, 10},
    Country{45, 8, 8},   Country{46, 7, 9},   Country{47, 8, 8},   Country{48, 9, 9},   Country{49, 6, 13},
    Country{51, 8, 9},   Country{52, 10, 11}, Country{53, 6, 8},   Country{54, 10, 11}, Country{55, 10, 11},
    Country{56, 8, 9},   Country{57, 8, 10},  Country{58, 10, 10}, Country{60, 7, 10},  Country{61, 9, 9},
    Country{62, 7, 12},  Country{63, 8, 10},  Country{64, 8, 10},  Country{65, 8, 8},   Country{66, 8, 9},
    Country{81, 9, 10},  Country{82, 8, 10},  Country{84, 8, 10},  Country{86, 10, 11}, Country{90, 10, 10},
    Country{91, 10, 10}, Country{92, 8, 10},  Country{93, 8, 9},   Country{94, 9, 9},   Country{95, 7, 10},
    Country{98, 8, 10}};
constexpr std::array<std::uint8_t, 16> kThree = {21, 22, 23, 24, 25, 26, 29, 35,
                                                 37, 38, 42, 50, 59, 67, 68, 69};
constexpr std::array<std::uint8_t, 6> kThreeAsia = {80, 85, 87, 88, 96, 97};

bool is_international(std::string_view digits) {
  if (digits.size() < 8 || digits.size() > 15 || digits[0] == '0') return false;
  const auto number = [&](std::size_t n) {
    int value = 0;
    for (std::size_t i = 0; i < n; ++i) value = value * 10 + (digits[i] - '0');
    return value;
  };
  for (const Country& country : kCountries) {
    const std::size_t length = country.code < 10 ? 1 : 2;
    if (number(length) != country.code) continue;
    const std::size_t rest = digits.size() - length;
    return rest >= country.least && rest <= country.most;
  }
  const int two = number(2);
  const bool three = std::find(kThree.begin(), kThree.end(), two) != kThree.end() ||
                     std::find(kThreeAsia.begin(), kThreeAsia.end(), two) != kThreeAsia.end() || two == 99;
  return three && digits.size() >= 10 && digits.size() <= 13;
}

// The digits without the "(0)" that is not dialled from abroad.
std::string dialled(const DigitRun& run) {
  std::string out;
  std::size_t at = 0;
  for (std::size_t g = 0; g < run.group_count; at += run.groups[g++]) {
    const bool trunk = run.brackets && g > 0 && run.groups[g] == 1 && run.buffer[at] == '0';
    if (!trunk) out += run.digits().substr(at, run.groups[g]);
  }
  return out;
}

bool is_north_american(const DigitRun& run) {
  const bool one = run.group_count == 4 && run.shaped({1, 3, 3, 4}) && run.buffer[0] == '1';
  if (!one && !run.shaped({3, 3, 4})) return false;
  const std::string_view digits = run.digits().substr(one ? 1 : 0);
  const std::size_t last = one ? 3 : 2;
  const char before = run.separators[last];
  const bool same = run.separators[last - 1] == before || run.brackets;
  if (before == '-' && run.separators[last - 1] == '/' && !one) return digits[0] >= '2' && digits[3] >= '2';
  if (!same || (before != '-' && before != '.' && !(before == ' ' && run.brackets))) return false;
  return digits[0] >= '2' && digits[3] >= '2' && digits.substr(1, 2) != "11";
}

bool is_iranian(std::string_view digits, bool announced, std::string_view language) {
  if (digits.size() != 11 || digits[0] != '0') return false;
  if (digits[1] == '9' && (digits[2] <= '4' || digits[2] == '9'))
    return announced || language == "fa" || digits[2] < '4';
  return digits[1] >= '1' && digits[1] <= '8' && language == "fa";
}

}  // namespace

std::string phone_value(const DigitRun& run, bool announced, std::string_view language) {
  const std::string digits = dialled(run);
  if (run.plus) return is_international(digits) ? "+" + digits : std::string();
  if (digits.starts_with("00") &&
      (announced || run.group_count > 2 || language == "fa" || language == "ar") &&
      is_international(std::string_view(digits).substr(2)))
    return "+" + digits.substr(2);
  if (is_north_american(run)) return digits.size() == 10 ? "+1" + digits : "+" + digits;
  const bool few = run.group_count <= 5 && !run.long_space;
  if (few && is_iranian(digits, announced, language) && (announced || run.groups[0] >= 3))
    return "+98" + digits.substr(1);
  const bool dated = run.shaped({4, 2, 2}) || run.shaped({2, 2, 4}) || run.separators[1] == '/';
  if (!announced || !few || dated || digits.size() < 7 || digits.size() > 15) return {};
  if (digits.size() >= 11 && is_international(digits)) return "+" + digits;
  if (digits.size() == 10 && language == "en" && digits[0] >= '2' && digits[3] >= '2') return "+1" + digits;
  return digits;
}

}  // namespace clew::annotate
