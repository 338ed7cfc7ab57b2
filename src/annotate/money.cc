#include "annotate/money.h"

#include <algorithm>

namespace clew::annotate {
namespace {

struct Unit_ {
  std::string code;
  std::size_t next = 0;   // the token after it
  std::size_t start = 0;  // byte where it begins, when before the number
  int per_hundred = 100;  // 1 for cents
  int factor = 1;         // toman, grand, millions in MUSD
};

// The code beside a country in "CA=CAD AU=AUD".
std::string_view code_for(std::string_view by_country, std::string_view country) {
  for (std::size_t at = 0; at < by_country.size();) {
    const std::size_t end = std::min(by_country.find(' ', at), by_country.size());
    const std::string_view pair = by_country.substr(at, end - at);
    const std::size_t equals = pair.find('=');
    if (pair.substr(0, equals) == country) return pair.substr(equals + 1);
    at = end + 1;
  }
  return {};
}

std::string_view nth_code(int n) {
  const std::string_view codes = currency_codes();
  return codes.substr(static_cast<std::size_t>(n) * 4, 3);
}

std::string_view country_at(const Tokens& t, std::size_t i) {
  const int n = t.value(i, Role::country);
  return n < 0 ? std::string_view() : countries()[static_cast<std::size_t>(n)].country;
}

void settle(Unit_& unit, const CurrencyLine& line, std::string_view country, const Tokens& t, bool latin) {
  std::string_view code = code_for(line.by_country, country);
  if (code.empty()) code = line.code;
  if (country.empty() && !latin) {
    if ((t.languages & kPersian) != 0 && !line.persian_code.empty()) code = line.persian_code;
    if ((t.languages & kArabic) != 0 && !line.arabic_code.empty()) code = line.arabic_code;
  }
  unit.code = code;
  if (code == "IRT") unit.code = "IRR", unit.factor = 10;
  if (line.latin == "grand") unit.factor = 1000;
}

bool is_latin(const Tokens& t, std::size_t i) {
  return (static_cast<unsigned char>(t.at(i)->word->key[0]) & 0x80) == 0;
}

// A letter or two before "$": "US$", "C $". `start` moves to them.
std::string_view symbol_country(const Tokens& t, std::size_t i, const CurrencyLine& line, std::size_t& start,
                                std::string& buffer) {
  std::size_t at = t.at(i)->start;
  if (at > 0 && t.text[at - 1] == ' ') --at;
  const bool spaced = at != t.at(i)->start;
  const std::size_t stop = at;
  buffer.clear();
  bool small = false;
  while (at > 0 && stop - at < 6) {
    const char c = t.text[at - 1];
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (!letter && c != '.') break;
    small = small || (c >= 'a' && c <= 'z');
    if (letter) buffer.insert(buffer.begin(), static_cast<char>(c & ~0x20));
    --at;
  }
  if (buffer.empty() || buffer.size() > 3) return {};
  if (at > 0 && (static_cast<unsigned char>(t.text[at - 1]) & 0x80) == 0 && t.text[at - 1] > ' ' &&
      t.text[at - 1] != '(')
    return {};
  if (small && spaced && (buffer == "A" || buffer == "S" || buffer == "R" || buffer == "J" || buffer == "E"))
    return {};
  if (code_for(line.by_country, buffer).empty()) return {};
  start = at;
  return buffer;
}

// "$", "US$", "EUR", "MUSD" before a number.
std::optional<Unit_> unit_before(const Tokens& t, std::size_t i) {
  Unit_ unit;
  const Token* token = t.at(i);
  if (token == nullptr || token->word == nullptr) return std::nullopt;
  unit.start = token->start;
  unit.next = i + 1;
  if (const int n = t.value(i, Role::symbol); n >= 0) {
    const CurrencyLine& line = symbols()[static_cast<std::size_t>(n)];
    std::string buffer;
    const std::string_view country = symbol_country(t, i, line, unit.start, buffer);
    // Within a word of letters and digits it is no sum: an encoded id.
    if (unit.start > 0 && unit.start == token->start) {
      const char c = t.text[unit.start - 1];
      if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')) return std::nullopt;
    }
    settle(unit, line, country, t, true);
  } else if (token->capitals && t.is(i, Role::code)) {
    unit.code = nth_code(t.value(i, Role::code));
    if (t.is(unit.next, Role::symbol)) ++unit.next;
  } else if (token->capitals && t.is(i, Role::million_code)) {
    unit.code = nth_code(t.value(i, Role::million_code));
    unit.factor = 1000000;
  } else {
    return std::nullopt;
  }
  if (t.mark(unit.next, '.') && t.glued(unit.next) && t.number(unit.next + 1) && !t.glued(unit.next + 1))
    ++unit.next;
  const bool point = t.mark(unit.next, '.') && t.number(unit.next + 1) && t.glued(unit.next + 1);  // $.15
  return point || t.number(unit.next) || t.is(unit.next, Role::unit) || t.is(unit.next, Role::tens)
             ? std::optional(unit)
             : std::nullopt;
}

// "dollars", "US dollars", "دینار عراق", "€", "USD", "cents" behind a number that ends at token `i`.
std::optional<Unit_> unit_after(const Tokens& t, std::size_t i, bool vague) {
  Unit_ unit;
  if (t.mark(i, '-') && t.glued(i) && t.glued(i + 1)) ++i;  // 12-cent
  if (vague && t.is(i, Role::of)) ++i;
  std::string_view country;
  for (int n = 0; n < 2 && t.is(i, Role::country) && !t.is(i, Role::currency); ++n)
    country = country_at(t, i++);
  const Token* token = t.at(i);
  if (token == nullptr || token->word == nullptr) return std::nullopt;
  unit.next = i + 1;
  if (const int n = t.value(i, Role::currency); n >= 0) {
    const CurrencyLine& line = currency_words()[static_cast<std::size_t>(n)];
    if (country.empty() && t.is(unit.next, Role::country) &&
        !code_for(line.by_country, country_at(t, unit.next)).empty())
      country = country_at(t, unit.next++);
    settle(unit, line, country, t, is_latin(t, i));
    return unit;
  }
  if (const int n = t.value(i, Role::minor); n >= 0) {
    unit.code = minor_words()[static_cast<std::size_t>(n)].code;
    unit.per_hundred = 1;
    return unit;
  }
  if (const int n = t.value(i, Role::symbol); n >= 0) {
    settle(unit, symbols()[static_cast<std::size_t>(n)], {}, t, true);
    // "5 $20": the sign belongs to what follows.
    return t.number(unit.next) && t.glued(unit.next) ? std::nullopt : std::optional(unit);
  }
  if (token->capitals && t.is(i, Role::code)) {
    unit.code = nth_code(t.value(i, Role::code));
    return unit;
  }
  if (token->capitals && t.is(i, Role::million_code)) {
    unit.code = nth_code(t.value(i, Role::million_code));
    unit.factor = 1000000;
    return unit;
  }
  return std::nullopt;
}

Wide amount_of(const Number& number, const Unit_& unit) {
  return number.millionths * unit.factor * unit.per_hundred / 100;
}

// A joint of a range at token `i`: the token after it, else 0.
std::size_t joint(const Tokens& t, std::size_t i, bool between) {
  if (t.is(i, Role::to)) return i + 1;
  if (t.mark(i, '-') || t.is(i, Role::dash)) return i + 1;
  return between && t.is(i, Role::and_) ? i + 1 : 0;
}

struct Amount {
  Number number;
  std::optional<Unit_> unit;
  std::size_t start = 0, next = 0;
};

std::optional<Amount> read_amount(const Tokens& t, std::size_t i) {
  Amount out;
  if (auto before = unit_before(t, i)) {
    auto number = read_number(t, before->next);
    if (t.mark(before->next, '.')) {
      const Token& digits = *t.at(before->next + 1);
      if (digits.digits > 6) return std::nullopt;
      Wide part = static_cast<Wide>(digits.number) * kOne;
      for (int n = 0; n < digits.digits; ++n) part /= 10;
      number.emplace().millionths = part;
      number->digits = true, number->decimals = digits.digits, number->next = before->next + 2;
    }
    if (!number) return std::nullopt;
    out.number = *number;
    out.start = before->start;
    out.next = number->next;
    if (auto after = unit_after(t, out.next, false);
        after && after->code == before->code && after->per_hundred == 100)
      out.next = after->next;  // "$5 USD"
    out.unit = std::move(before);
    return out;
  }
  const auto number = read_number(t, i);
  if (!number) return std::nullopt;
  out.number = *number;
  out.start = t.at(i)->start;
  out.next = number->next;
  out.unit = unit_after(t, out.next, number->vague);
  if (out.unit) out.next = out.unit->next;
  return out;
}

// "and 97 cents".
void add_minor(const Tokens& t, Amount& amount, Wide& total) {
  if (!amount.unit || amount.unit->per_hundred != 100 || amount.number.decimals > 0) return;
  std::size_t next = amount.next;
  if (t.is(next, Role::and_)) ++next;
  const auto number = read_number(t, next);
  if (!number || number->millionths >= 100 * kOne) return;
  const auto unit = unit_after(t, number->next, false);
  if (!unit || unit->per_hundred != 1) return;
  total += amount_of(*number, *unit);
  amount.next = unit->next;
}

// Words that are weights or verbs as often as money.
bool is_doubtful(const Tokens& t, const Amount& amount) {
  const std::size_t last = amount.next - 1;
  const Token* token = t.at(last);
  if (token == nullptr || token->word == nullptr || !t.is(last, Role::currency)) return false;
  if (token->word->key == "won") return amount.number.millionths < 100 * kOne;
  return token->word->key.starts_with("pound") && t.is(amount.next, Role::of);
}

}  // namespace

std::optional<FoundSum> read_sum(const Tokens& t, std::size_t i) {
  std::size_t at = i;
  const bool between = t.is(at, Role::from);
  if (between) ++at;
  auto first = read_amount(t, at);
  if (!first) return std::nullopt;
  FoundSum found;
  found.start = between ? t.at(i)->start : first->start;
  const std::size_t second_at = joint(t, first->next, between);
  if (second_at > 0) {
    auto second = read_amount(t, second_at);
    if (second && !second->unit) second->unit = first->unit;
    if (second && second->unit && !is_doubtful(t, *second)) {
      Number low = first->number;
      const Number& high = second->number;
      const bool share = high.scale > 0 && !low.scaled && low.millionths * high.scale < high.millionths;
      if (share) low.millionths *= high.scale;
      const Unit_ low_unit = first->unit ? *first->unit : *second->unit;
      const Wide a = amount_of(low, low_unit), b = amount_of(high, *second->unit);
      if (low_unit.code == second->unit->code && a < b && !low.vague && !high.vague) {
        found.next = second->next;
        found.end = t.at(found.next - 1)->end;
        found.value = decimal_text(a) + "/" + decimal_text(b) + " " + low_unit.code;
        return found;
      }
    }
  }
  if (!first->unit || between || is_doubtful(t, *first)) return std::nullopt;
  Wide total = amount_of(first->number, *first->unit);
  add_minor(t, *first, total);
  found.next = first->next;
  found.end = t.at(found.next - 1)->end;
  if (!first->number.vague) found.value = decimal_text(total) + " " + first->unit->code;
  return found;
}

}  // namespace clew::annotate
