#include "annotate/codes.h"

#include <algorithm>
#include <array>

#include "annotate/checks.h"
#include "annotate/topics.h"

namespace clew::annotate {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return is_capital(c) || (c >= 'a' && c <= 'z'); }
bool is_alnum(char c) { return is_letter(c) || is_digit(c); }
bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}
bool all_capitals(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_capital);
}

// Nationality marks that are followed by a hyphen, with how many characters follow it.
struct Mark {
  std::string_view mark;
  std::size_t least, most;
};
constexpr std::array kMarks = {
    Mark{"AP", 3, 3}, Mark{"A4O", 2, 3}, Mark{"A6", 3, 3}, Mark{"A7", 3, 3}, Mark{"A9C", 2, 3},
    Mark{"B", 3, 5},  Mark{"C", 4, 4},   Mark{"CN", 3, 3}, Mark{"CS", 3, 3}, Mark{"CU", 5, 5},
    Mark{"D", 4, 4},  Mark{"EC", 3, 3},  Mark{"EI", 3, 3}, Mark{"EK", 3, 5}, Mark{"EP", 3, 3},
    Mark{"ER", 3, 5}, Mark{"ES", 3, 3},  Mark{"ET", 3, 3}, Mark{"EW", 3, 5}, Mark{"EX", 3, 5},
    Mark{"EY", 3, 5}, Mark{"EZ", 4, 4},  Mark{"F", 4, 4},  Mark{"G", 4, 4},  Mark{"HA", 3, 3},
    Mark{"HB", 3, 3}, Mark{"HZ", 2, 4},  Mark{"I", 4, 4},  Mark{"JY", 3, 3}, Mark{"LN", 3, 3},
    Mark{"LX", 3, 3}, Mark{"LY", 3, 3},  Mark{"LZ", 3, 3}, Mark{"M", 4, 4},  Mark{"OD", 3, 3},
    Mark{"OE", 3, 3}, Mark{"OH", 3, 3},  Mark{"OK", 3, 3}, Mark{"OM", 3, 3}, Mark{"OO", 3, 3},
    Mark{"OY", 3, 3}, Mark{"P4", 3, 3},  Mark{"PH", 3, 3}, Mark{"PK", 3, 3}, Mark{"RA", 5, 5},
    Mark{"RP", 4, 5}, Mark{"SE", 3, 3},  Mark{"SP", 3, 3}, Mark{"ST", 3, 3}, Mark{"SU", 3, 3},
    Mark{"SX", 3, 3}, Mark{"T7", 3, 5},  Mark{"TC", 3, 3}, Mark{"TF", 3, 3}, Mark{"TS", 3, 3},
    Mark{"UK", 5, 5}, Mark{"UP", 5, 5},  Mark{"UR", 3, 5}, Mark{"VH", 3, 3}, Mark{"VP", 3, 3},
    Mark{"VQ", 3, 3}, Mark{"VT", 3, 3},  Mark{"XA", 3, 3}, Mark{"YA", 3, 3}, Mark{"YI", 3, 3},
    Mark{"YK", 3, 3}, Mark{"YL", 3, 3},  Mark{"YR", 3, 3}, Mark{"YU", 3, 3}, Mark{"YV", 4, 5},
    Mark{"ZA", 3, 3}, Mark{"ZK", 3, 3},  Mark{"ZS", 3, 3}, Mark{"4K", 5, 5}, Mark{"4L", 3, 5},
    Mark{"4R", 3, 3}, Mark{"4X", 3, 3},  Mark{"5A", 3, 3}, Mark{"5B", 3, 3}, Mark{"5N", 3, 3},
    Mark{"5Y", 3, 3}, Mark{"7O", 3, 3},  Mark{"7T", 3, 3}, Mark{"9H", 3, 3}, Mark{"9K", 3, 3},
    Mark{"9M", 3, 3}, Mark{"9V", 3, 3}};

// "GB82 WEST 1234 ...": characters of an IBAN with single spaces or hyphens between its groups.
Code read_iban(std::string_view text, std::size_t at) {
  std::string plain;
  for (std::size_t i = at; i < at + 4; ++i)
    plain += text[i] >= 'a' && text[i] <= 'z' ? static_cast<char>(text[i] - 'a' + 'A') : text[i];
  const std::size_t length = iban_length(plain);
  if (length == 0) return {at, at, {}};
  std::size_t end = at + 4;
  while (plain.size() < length && end < text.size()) {
    std::size_t next = end;
    if ((text[next] == ' ' || text[next] == '-') && next + 1 < text.size())
      ++next;
    else if (text.compare(next, 2, "\xC2\xA0") == 0)
      next += 2;
    if (next >= text.size() || !is_alnum(text[next])) break;
    plain += text[next] >= 'a' && text[next] <= 'z' ? static_cast<char>(text[next] - 'a' + 'A') : text[next];
    end = next + 1;
  }
  if ((end < text.size() && is_alnum(text[end])) || !is_iban(plain)) return {at, at, {}};
  return {at, end, "iban:" + plain};
}

std::string wallet(std::string_view word) {
  if (word.size() == 42 && word.starts_with("0x")) {
    if (!is_ethereum(word)) return {};
    std::string lower(word);
    for (char& c : lower)
      if (is_capital(c)) c = static_cast<char>(c + ('a' - 'A'));
    return "eth:" + lower;
  }
  if (word.size() >= 26 && word.size() <= 35 &&
      std::string_view("13LMT").find(word[0]) != std::string_view::npos) {
    unsigned char version = 0;
    if (!is_base58check(word, version)) return {};
    if (version == 0x00 || version == 0x05) return "btc:" + std::string(word);
    if (version == 0x30 || version == 0x32) return "ltc:" + std::string(word);
    if (version == 0x41) return "trx:" + std::string(word);
    return {};
  }
  if (word.size() < 14) return {};
  std::string lower(word);
  const bool small = std::none_of(word.begin(), word.end(), is_capital);
  const bool capital =
      std::all_of(word.begin(), word.end(), [](char c) { return is_capital(c) || is_digit(c); });
  if (!small && !capital) return {};  // BIP 173: never of both cases
  for (char& c : lower)
    if (is_capital(c)) c = static_cast<char>(c + ('a' - 'A'));
  if (lower.starts_with("bc1") && is_bech32(lower, "bc")) return "btc:" + lower;
  if (lower.starts_with("ltc1") && is_bech32(lower, "ltc")) return "ltc:" + lower;
  return {};
}

// What the word's shape allows and the words before it say.
std::string announced(std::string_view text, std::size_t at, std::string_view word) {
  const std::size_t letters =
      static_cast<std::size_t>(std::find_if(word.begin(), word.end(), is_digit) - word.begin());
  const std::string_view head = word.substr(0, letters), tail = word.substr(letters);
  const bool plain = all_digits(tail) && letters > 0;
  const bool worth = word.size() >= 5 && word.size() <= 20;
  if (!worth) return {};
  if (head == "IMO" && is_imo(tail)) return "imo:" + std::string(tail);
  const bool capital = std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (!capital) return {};
  const Topic topic = topic_before(text, at);
  switch (topic) {
    case Topic::passport: {
      const auto digits = std::count_if(word.begin(), word.end(), is_digit);
      return word.size() >= 7 && word.size() <= 10 && digits >= 5 ? "passport:" + std::string(word)
                                                                  : std::string();
    }
    case Topic::bank_code:
      return (word.size() == 8 || word.size() == 11) && all_capitals(word.substr(0, 6)) &&
                     is_country(word.substr(4, 2))
                 ? "bic:" + std::string(word)
                 : std::string();
    case Topic::entity_code:
      return word.size() == 20 && passes_mod97(word) ? "lei:" + std::string(word) : std::string();
    case Topic::company:
      return plain && letters <= 3 && numbered_before(text, at) && word.size() >= 7 && word.size() <= 11
                 ? "company:" + std::string(word)
                 : std::string();
    case Topic::aircraft: {
      const std::size_t digits =
          static_cast<std::size_t>(std::find_if_not(tail.begin(), tail.end(), is_digit) - tail.begin());
      const std::string_view rest = tail.substr(digits);
      const bool american = head == "N" && tail[0] != '0' && word.size() <= 6 && rest.size() <= 2 &&
                            (rest.empty() || all_capitals(rest));
      return american || (head == "JA" && tail.size() >= 4) ? "aircraft:" + std::string(word) : std::string();
    }
    case Topic::none:
    case Topic::phone:
    case Topic::fax:
    case Topic::card:
    case Topic::national_number:
    case Topic::social_security:
    case Topic::ship:
    case Topic::ship_radio:
    case Topic::place:
      break;
  }
  return {};
}

}  // namespace

std::size_t aircraft_end(std::string_view text, std::size_t at) {
  std::size_t hyphen = at;
  while (hyphen < text.size() && hyphen - at <= 3 && text[hyphen] != '-') ++hyphen;
  if (hyphen >= text.size() || text[hyphen] != '-') return at;
  const std::string_view mark = text.substr(at, hyphen - at);
  const auto* found =
      std::find_if(kMarks.begin(), kMarks.end(), [&](const Mark& m) { return m.mark == mark; });
  if (found == kMarks.end()) return at;
  std::size_t end = hyphen + 1;
  while (end < text.size() && (is_capital(text[end]) || is_digit(text[end]))) ++end;
  const std::size_t length = end - hyphen - 1;
  if (length < found->least || length > found->most || (end < text.size() && is_alnum(text[end]))) return at;
  return end;
}

Code read_code(std::string_view text, std::size_t at, std::size_t end) {
  const Code none{at, at, {}};
  const std::string_view word = text.substr(at, end - at);
  if (word.size() > 90) return none;
  if (word.size() >= 4 && is_letter(word[0]) && is_letter(word[1]) && is_digit(word[2]) &&
      is_digit(word[3])) {
    if (Code iban = read_iban(text, at); iban.end > at) return iban;
  }
  if (word.size() >= 14) {
    if (std::string value = wallet(word); !value.empty()) return {at, end, std::move(value)};
  }
  if (word.size() <= 3) {
    const std::size_t stop = aircraft_end(text, at);
    if (stop > at && topic_before(text, at) == Topic::aircraft)
      return {at, stop, "aircraft:" + std::string(text.substr(at, stop - at))};
    return none;
  }
  if (std::string value = announced(text, at, word); !value.empty()) return {at, end, std::move(value)};
  return none;
}

}  // namespace clew::annotate
