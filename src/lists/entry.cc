#include "lists/entry.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "base/utf8.h"

namespace clew::lists {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

int number(std::string_view text) {
  int value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && !text.empty() ? value : -1;
}

int month_named(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                            "may",       "june",     "july",     "august",
                                                            "september", "october",  "november", "december"};
  if (word.size() < 3) return 0;
  for (std::size_t i = 0; i < kMonths.size(); ++i)
    if (kMonths[i].starts_with(word) || (word == "sept" && i == 8)) return static_cast<int>(i) + 1;
  return 0;
}

// Words and numbers of a date; signs between them are dropped.
std::vector<std::string> pieces(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < text.size();) {
    const auto digit = is_digit(text[i]);
    const auto letter = lower(text[i]) >= 'a' && lower(text[i]) <= 'z';
    std::size_t end = i + 1;
    if (digit || letter) {
      while (end < text.size() &&
             (digit ? is_digit(text[end]) : (lower(text[end]) >= 'a' && lower(text[end]) <= 'z')))
        ++end;
      out.push_back(lowered(text.substr(i, end - i)));
    }
    i = end;
  }
  return out;
}

std::string written(int year, int month, int day) {
  if (year < 1000 || year > 2999) return {};
  char out[32];
  if (month < 1 || month > 12)
    std::snprintf(out, sizeof out, "%04d", year);
  else if (day < 1 || day > 31)
    std::snprintf(out, sizeof out, "%04d-%02d", year, month);
  else
    std::snprintf(out, sizeof out, "%04d-%02d-%02d", year, month, day);
  return out;
}

// A single date without words such as "circa". Empty: not understood.
std::string plain_date(std::string_view text, DayOrder order) {
  if (const std::size_t time = text.find('T'); time == 10 && is_digit(text[0])) text = text.substr(0, 10);
  std::vector<std::string> p = pieces(text);
  // A time of day behind the date says nothing here.
  if (p.size() >= 5 && text.find(':') != std::string_view::npos) p.resize(3);
  if (p.size() == 1) return p[0].size() == 4 ? written(number(p[0]), 0, 0) : std::string();
  if (p.size() == 2) {
    if (month_named(p[0]) != 0 && p[1].size() == 4) return written(number(p[1]), month_named(p[0]), 0);
    if (p[0].size() == 4 && p[1].size() <= 2) return written(number(p[0]), number(p[1]), 0);
    if (p[1].size() == 4 && p[0].size() <= 2) return written(number(p[1]), number(p[0]), 0);
    return {};
  }
  if (p.size() != 3) return {};
  if (p[0].size() == 4 && is_digit(p[0][0])) return written(number(p[0]), number(p[1]), number(p[2]));
  if (p[2].size() != 4 || !is_digit(p[2][0])) return {};
  const int year = number(p[2]);
  if (month_named(p[1]) != 0) return written(year, month_named(p[1]), number(p[0]));
  if (month_named(p[0]) != 0) return written(year, month_named(p[0]), number(p[1]));
  if (p[0] == "dd" || p[1] == "mm") return written(year, number(p[1]), p[0] == "dd" ? 0 : number(p[0]));
  const int first = number(p[0]), second = number(p[1]);
  if (first < 0 || second < 0) return {};
  return order == DayOrder::day_first ? written(year, second, first) : written(year, first, second);
}

}  // namespace

std::string clean(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (!is_space(c))
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  if (out.ends_with(' ')) out.pop_back();
  if (out == "-0-") out.clear();
  return is_valid_utf8(out) ? out : repair_utf8(out);
}

std::string join(std::initializer_list<std::string_view> parts, std::string_view between) {
  std::string out;
  for (const std::string_view part : parts) {
    const std::string one = clean(part);
    if (one.empty()) continue;
    if (!out.empty()) out += between;
    out += one;
  }
  return out;
}

bool same_word(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

bool has_word(std::string_view text, std::string_view lower_case_word) {
  return lowered(text).find(lower_case_word) != std::string::npos;
}

void add_name(model::ListEntry& entry, std::string_view text, model::ListNameKind kind) {
  std::string name = clean(text);
  if (name.empty()) return;
  for (const model::ListName& known : entry.names)
    if (known.text == name) return;
  if (kind == model::ListNameKind::alias && is_other_script(name)) kind = model::ListNameKind::original;
  entry.names.push_back({std::move(name), kind});
}

void add(model::ListEntry& entry, model::ListDetailKind what, std::string_view value, std::string_view note) {
  model::ListDetail detail{what, clean(value), clean(note)};
  if (detail.value.empty()) return;
  if (std::find(entry.details.begin(), entry.details.end(), detail) == entry.details.end())
    entry.details.push_back(std::move(detail));
}

void add_each(model::ListEntry& entry, model::ListDetailKind what, std::string_view values,
              std::string_view separators, std::string_view note) {
  while (!values.empty()) {
    const std::size_t cut = std::min(values.find_first_of(separators), values.size());
    add(entry, what, values.substr(0, cut), note);
    values.remove_prefix(std::min(cut + 1, values.size()));
  }
}

std::string iso_date(std::string_view text, DayOrder order) {
  const std::string whole = clean(text);
  std::string_view rest = whole;
  bool about = false;
  for (const std::string_view word : {"circa", "c.", "ca.", "about", "approximately", "approx.", "~"}) {
    if (rest.size() > word.size() && same_word(rest.substr(0, word.size()), word)) {
      about = true;
      rest.remove_prefix(word.size());
      while (rest.starts_with(' ')) rest.remove_prefix(1);
    }
  }
  if (const std::string one = plain_date(rest, order); !one.empty()) return about ? "~" + one : one;
  for (const std::string_view between : {" to ", "/", "-", " and "}) {
    const std::size_t cut = rest.find(between);
    if (cut == std::string_view::npos || rest.find(between, cut + 1) != std::string_view::npos) continue;
    const std::string from = plain_date(rest.substr(0, cut), order);
    const std::string to = plain_date(rest.substr(cut + between.size()), order);
    if (!from.empty() && !to.empty()) return from + "/" + to;
  }
  return whole;
}

std::string iso_date(std::string_view year, std::string_view month, std::string_view day) {
  return written(number(clean(year)), number(clean(month)), number(clean(day)));
}

model::ListedKind kind_of(std::string_view word) {
  using model::ListedKind;
  const std::string key = lowered(clean(word));
  static constexpr std::array<std::string_view, 6> kPerson{"individual",     "person", "p",
                                                           "natural person", "human",  "people"};
  static constexpr std::array<std::string_view, 16> kOrganisation{
      "entity",      "enterprise",   "e",           "organization", "organisation", "company",
      "legalentity", "publicbody",   "group",       "object",       "ngo",          "body",
      "bank",        "legal entity", "public body", "firm"};
  const auto one_of = [&](const auto& words) {
    return std::find(words.begin(), words.end(), key) != words.end();
  };
  if (one_of(kPerson)) return ListedKind::person;
  if (one_of(kOrganisation)) return ListedKind::organisation;
  if (key == "vessel" || key == "ship") return ListedKind::vessel;
  if (key == "aircraft" || key == "airplane") return ListedKind::aircraft;
  return ListedKind::unknown;
}

bool is_other_script(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Decoded c = decode_utf8(text, at);
    at += static_cast<std::size_t>(c.length);
    // Latin ends before Greek; its later blocks are Latin Extended Additional and punctuation.
    if (c.character >= 0x370 && !(c.character >= 0x1E00 && c.character < 0x2C00)) return true;
  }
  return false;
}

model::ListNameKind alias_kind(std::string_view words) {
  if (has_word(words, "weak") || has_word(words, "low")) return model::ListNameKind::weak;
  if (has_word(words, "f.k.a") || has_word(words, "fka") || has_word(words, "former"))
    return model::ListNameKind::former;
  return model::ListNameKind::alias;
}

double share_of(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && !is_digit(text[at])) ++at;
  if (at == text.size()) return -1;
  const double value = std::strtod(std::string(text.substr(at, 16)).c_str(), nullptr);
  return value >= 0 && value <= 100 ? value : -1;
}

}  // namespace clew::lists
