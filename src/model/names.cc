// The words for enumerators, and times: what reaches records, tables and the disk.
#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

#include "model/claim.h"
#include "model/document.h"
#include "model/list.h"
#include "model/mention.h"
#include "model/passage.h"

namespace clew::model {
namespace {

template <class Enum, std::size_t n>
struct Words {
  std::array<std::string_view, n> words;
  std::string_view name(Enum value) const { return words[static_cast<std::size_t>(value)]; }
  std::optional<Enum> find(std::string_view name) const {
    for (std::size_t i = 0; i < n; ++i)
      if (words[i] == name) return static_cast<Enum>(i);
    return std::nullopt;
  }
};

constexpr Words<DocumentType, 8> kTypes{
    {"mail", "attachment", "report", "text", "list", "calendar", "contact", "other"}};
constexpr Words<Status, 3> kStatuses{{"read", "partial", "failed"}};
constexpr Words<ZoneKind, 8> kZones{
    {"body", "quote", "forward", "head", "greeting", "closing", "signature", "disclaimer"}};
constexpr Words<MentionType, 12> kMentions{{"person", "org", "place", "nationality", "role", "money", "date",
                                            "event", "programme", "law", "goods", "identifier"}};

constexpr Words<ClaimType, 17> kClaims{{"payment", "supply", "support", "role", "membership", "relation",
                                        "meeting", "communication", "consultation", "travel", "invitation",
                                        "attendance", "founding", "ownership", "sanction", "legal",
                                        "statement"}};
constexpr Words<ClaimStatus, 5> kClaimStatuses{{"asserted", "hedged", "negated", "denied", "planned"}};
constexpr Words<AttributionKind, 3> kAttributions{{"direct", "indirect", "document"}};

constexpr Words<ListedKind, 5> kListedKinds{{"unknown", "person", "organisation", "vessel", "aircraft"}};
constexpr Words<ListNameKind, 5> kListNames{{"primary", "alias", "weak", "former", "original"}};
constexpr Words<ListDetailKind, 12> kListDetails{{"programme", "listed_on", "birth_date", "birth_place",
                                                  "nationality", "country", "identifier", "address",
                                                  "position", "gender", "basis", "remark"}};
constexpr Words<ListTie, 4> kListTies{{"owner", "owned", "acts_for", "linked"}};

struct Parsed {
  std::int64_t first = 0, after = 0;
};

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t n) {
  int value = 0;
  if (at + n > text.size()) return std::nullopt;
  for (std::size_t i = at; i < at + n; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

std::int64_t days(int year, unsigned month, unsigned day) {
  using namespace std::chrono;
  return sys_days(std::chrono::year(year) / month / day).time_since_epoch().count();
}

std::optional<Parsed> parse(std::string_view text) {
  const auto year = digits(text, 0, 4);
  if (!year) return std::nullopt;
  constexpr std::int64_t kDay = 86400;
  if (text.size() == 4) return Parsed{days(*year, 1, 1) * kDay, days(*year + 1, 1, 1) * kDay};
  const auto month = digits(text, 5, 2);
  if (text[4] != '-' || !month || *month < 1 || *month > 12) return std::nullopt;
  if (text.size() == 7)
    return Parsed{
        days(*year, static_cast<unsigned>(*month), 1) * kDay,
        (*month == 12 ? days(*year + 1, 1, 1) : days(*year, static_cast<unsigned>(*month + 1), 1)) * kDay};
  const auto day = digits(text, 8, 2);
  using namespace std::chrono;
  if (text.size() < 10 || text[7] != '-' || !day) return std::nullopt;
  const year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                            std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  const std::int64_t midnight = sys_days(date).time_since_epoch().count() * kDay;
  if (text.size() == 10) return Parsed{midnight, midnight + kDay};
  const auto hour = digits(text, 11, 2), minute = digits(text, 14, 2);
  if ((text[10] != 'T' && text[10] != ' ') || !hour || !minute || text[13] != ':' || *hour > 23 ||
      *minute > 59)
    return std::nullopt;
  std::int64_t first = midnight + *hour * 3600 + *minute * 60, length = 60;
  std::size_t at = 16;
  if (at < text.size() && text[at] == ':') {
    const auto second = digits(text, 17, 2);
    if (!second || *second > 60) return std::nullopt;
    first += *second, length = 1, at = 19;
  }
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) {
    const auto zone_hours = digits(text, at + 1, 2), zone_minutes = digits(text, at + 4, 2);
    if (!zone_hours || !zone_minutes || text[at + 3] != ':') return std::nullopt;
    first -= (text[at] == '-' ? -1 : 1) * (*zone_hours * 3600 + *zone_minutes * 60);
    at += 6;
  } else if (at < text.size() && text[at] == 'Z') {
    ++at;
  }
  if (at != text.size()) return std::nullopt;
  return Parsed{first, first + length};
}

}  // namespace

std::string_view name_of(DocumentType type) { return kTypes.name(type); }
std::optional<DocumentType> document_type(std::string_view name) { return kTypes.find(name); }
std::string_view name_of(Status status) { return kStatuses.name(status); }
std::optional<Status> status(std::string_view name) { return kStatuses.find(name); }
std::string_view name_of(ZoneKind kind) { return kZones.name(kind); }
std::optional<ZoneKind> zone_kind(std::string_view name) { return kZones.find(name); }
std::string_view name_of(ClaimType type) { return kClaims.name(type); }
std::optional<ClaimType> claim_type(std::string_view name) { return kClaims.find(name); }
std::string_view name_of(ListedKind kind) { return kListedKinds.name(kind); }
std::optional<ListedKind> listed_kind(std::string_view name) { return kListedKinds.find(name); }
std::string_view name_of(ListNameKind kind) { return kListNames.name(kind); }
std::optional<ListNameKind> list_name_kind(std::string_view name) { return kListNames.find(name); }
std::string_view name_of(ListDetailKind kind) { return kListDetails.name(kind); }
std::optional<ListDetailKind> list_detail_kind(std::string_view name) { return kListDetails.find(name); }
std::string_view name_of(ListTie tie) { return kListTies.name(tie); }
std::optional<ListTie> list_tie(std::string_view name) { return kListTies.find(name); }
std::string_view name_of(ClaimStatus status) { return kClaimStatuses.name(status); }
std::optional<ClaimStatus> claim_status(std::string_view name) { return kClaimStatuses.find(name); }
std::string_view name_of(AttributionKind kind) { return kAttributions.name(kind); }
std::optional<AttributionKind> attribution_kind(std::string_view name) { return kAttributions.find(name); }
std::string_view name_of(MentionType type) { return kMentions.name(type); }
std::optional<MentionType> mention_type(std::string_view name) { return kMentions.find(name); }

std::string iso8601(std::int64_t utc) {
  using namespace std::chrono;
  const sys_seconds moment{seconds(utc)};
  const auto midnight = floor<std::chrono::days>(moment);
  const year_month_day date{midnight};
  const hh_mm_ss time{moment - midnight};
  char out[40];
  const int n =
      std::snprintf(out, sizeof out, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                    static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                    static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                    static_cast<int>(time.seconds().count()));
  return {out, static_cast<std::size_t>(n)};
}

std::string shown_date(const Document& document) {
  if (!document.date) return {};
  std::string date = iso8601(document.date->utc);
  if (document.date_note.ends_with(kToTheDay)) date.resize(std::min(date.find('T'), date.size()));
  return date;
}

std::optional<std::int64_t> parse_iso8601(std::string_view text) {
  const auto parsed = parse(text);
  if (!parsed) return std::nullopt;
  return parsed->first;
}

std::optional<std::int64_t> parse_iso8601_end(std::string_view text) {
  const auto parsed = parse(text);
  if (!parsed) return std::nullopt;
  return parsed->after;
}

}  // namespace clew::model
