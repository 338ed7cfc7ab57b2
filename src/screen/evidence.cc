#include "screen/evidence.h"

#include <algorithm>
#include <optional>

#include "base/fold.h"
#include "screen/countries.h"

namespace clew::screen {
namespace {

constexpr double kSameDay = 0.06, kSameYear = 0.03, kOtherYear = -0.2, kOtherNation = -0.06,
                 kSameNation = 0.01, kOtherKind = -0.25, kWeakName = -0.05;
constexpr int kAbout = 2;  // years around a date that is told as about so

int year_in(std::string_view text) {
  int year = 0, digits = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') break;
    year = year * 10 + (c - '0');
    if (++digits == 4) return year;
  }
  return 0;
}

// Digits and letters alone, upper case: numbers are written with all kinds of signs between.
std::string number_key(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c >= 'a' && c <= 'z') out += static_cast<char>(c - 32);
    if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) out += c;
  }
  return out.starts_with("IMO") ? out.substr(3) : out;
}

const model::ListDetail* same_number(const Subject& subject, const model::ListEntry& entry) {
  for (const std::string& given : subject.identifiers) {
    const std::string key = number_key(given);
    if (key.size() < 5) continue;
    for (const model::ListDetail& detail : entry.details)
      if (detail.what == model::ListDetailKind::identifier && number_key(detail.value) == key) return &detail;
  }
  return nullptr;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + text;
  return out;
}

std::vector<std::string> values_of(const model::ListEntry& entry, model::ListDetailKind what) {
  std::vector<std::string> out;
  for (const model::ListDetail& detail : entry.details)
    if (detail.what == what) out.push_back(detail.value);
  return out;
}

void weigh_birth(const Subject& subject, const model::ListEntry& entry, Evidence& out) {
  const auto listed = values_of(entry, model::ListDetailKind::birth_date);
  bool told = false, same_year = false;
  for (const std::string& mine : subject.birth_dates)
    for (const std::string& theirs : listed) {
      if (mine.size() == 10 && mine == theirs) {
        out.supports.push_back("born on the same day, " + mine);
        out.score += kSameDay;
        return;
      }
      int a = 0, b = 0, c = 0, d = 0;
      if (!years_of(mine, a, b) || !years_of(theirs, c, d)) continue;
      told = true;
      same_year |= a <= d && c <= b;
    }
  if (!told) return;
  const std::string both = joined(subject.birth_dates) + " here, " + joined(listed) + " on the list";
  if (same_year)
    out.supports.push_back("the dates of birth agree: " + both), out.score += kSameYear;
  else
    out.speaks_against.push_back("the dates of birth differ: " + both), out.score += kOtherYear;
}

void weigh_nationality(const Subject& subject, const model::ListEntry& entry, Evidence& out) {
  const auto listed = values_of(entry, model::ListDetailKind::nationality);
  if (listed.empty() || subject.nationalities.empty()) return;
  bool comparable = false;
  for (const std::string& mine : subject.nationalities)
    for (const std::string& theirs : listed) {
      const std::string a = country_code(mine), b = country_code(theirs);
      if (a.empty() || b.empty()) continue;
      comparable = true;
      if (a != b) continue;
      out.supports.push_back("the same nationality: " + theirs);
      out.score += kSameNation;
      return;
    }
  if (!comparable) return;
  out.speaks_against.push_back("other nationality: " + joined(subject.nationalities) + " here, " +
                               joined(listed) + " on the list");
  out.score += kOtherNation;
}

}  // namespace

bool years_of(std::string_view date, int& from, int& to) {
  const bool about = date.starts_with('~');
  if (about) date.remove_prefix(1);
  from = to = year_in(date);
  if (from == 0) return false;
  if (const std::size_t slash = date.find('/'); slash != std::string_view::npos)
    if (const int end = year_in(date.substr(slash + 1)); end >= from) to = end;
  if (about) from -= kAbout, to += kAbout;
  return true;
}

Evidence weigh(const Subject& subject, const model::ListEntry& entry, model::ListNameKind name_kind,
               double name_score) {
  Evidence out;
  out.score = name_score;
  if (const model::ListDetail* const number = same_number(subject, entry)) {
    out.supports.push_back("the same number: " + number->value +
                           (number->note.empty() ? "" : " (" + number->note + ")"));
    out.score = 1;
    return out;
  }
  weigh_birth(subject, entry, out);
  weigh_nationality(subject, entry, out);
  if (subject.kind != model::ListedKind::unknown && entry.kind != model::ListedKind::unknown &&
      subject.kind != entry.kind) {
    out.speaks_against.push_back("of another kind: " + std::string(model::name_of(subject.kind)) + " here, " +
                                 std::string(model::name_of(entry.kind)) + " on the list");
    out.score += kOtherKind;
  }
  if (name_kind == model::ListNameKind::weak) {
    out.speaks_against.push_back("the list marks this name as weak");
    out.score += kWeakName;
  }
  out.score = std::clamp(out.score, 0.0, 1.0);
  return out;
}

}  // namespace clew::screen
