#include "view/timeline.h"

#include <algorithm>
#include <limits>

#include "base/digest.h"
#include "model/document.h"
#include "view/claims.h"

namespace clew::view {
namespace {

constexpr std::string_view kColumns =
    "SELECT id, date, type, sha256, coalesce(subject, name) FROM documents ";

std::string_view kind_of(std::string_view type) {
  return type == "mail" ? "letter" : type == "report" ? "report" : "document";
}

/// One dated row, before its people are looked up.
using GiveRow = std::function<Result<bool>(const store::Statement&)>;

Result<void> each_row(const store::Db& db, const TimelineQuery& query, const GiveRow& give) {
  if (query.about) {
    const auto letters = TRY(store::letters_of(db, TRY(store::parties_of(db, *query.about)), query.span));
    store::Statement row = TRY(db.prepare(std::string(kColumns) + "WHERE id = ? AND date IS NOT NULL"));
    for (const std::int64_t letter : letters) {
      row.bind(1, letter);
      if (!TRY(row.step())) continue;
      const bool more = TRY(give(row));
      row.reset();
      if (!more) break;
    }
    return {};
  }
  store::Statement rows = TRY(db.prepare(std::string(kColumns) +
                                         "WHERE date BETWEEN ? AND ? AND (message IS NULL OR message = id)"
                                         " ORDER BY date, id"));
  using Limits = std::numeric_limits<std::int64_t>;
  if (query.span.until == Limits::min()) return {};
  rows.bind(1, query.span.since.value_or(Limits::min()));
  rows.bind(2, query.span.until ? *query.span.until - 1 : Limits::max());
  while (TRY(rows.step()))
    if (!TRY(give(rows))) break;
  return {};
}

}  // namespace

namespace {

// What claims date, by that date. Memory: the claims.
Result<std::vector<Event>> dated_claims(const store::Db& db, const TimelineQuery& query) {
  std::vector<Event> events;
  ClaimQuery wanted;
  if (query.about) wanted.about = TRY(store::label_of(db, *query.about)).key;
  TRY(each_claim(db, wanted, [&](const ClaimView& view) -> Result<bool> {
    const store::StoredClaim& claim = view.claim;
    const auto date = model::parse_iso8601(claim.from.empty() ? claim.to : claim.from);
    if (!date || !query.span.holds(date) || claim.places.empty() || claim.group != claim.row) return true;
    Event event;
    event.date = *date;
    event.kind = name_of(claim.type);
    event.document = claim.places.front().document;
    event.subject = view.what();
    event.claim = claim.id;
    event.status = name_of(claim.status);
    event.says = view.says();
    event.time = view.time();
    events.push_back(std::move(event));
    return true;
  }));
  std::stable_sort(events.begin(), events.end(),
                   [](const Event& a, const Event& b) { return a.date < b.date; });
  return events;
}

Result<void> each_document(const store::Db& db, const TimelineQuery& query, const GiveEvent& give) {
  store::Statement people = TRY(db.prepare(
      "SELECT r.role, coalesce(nullif(e.name, ''), nullif(p.name, ''), p.address) FROM participants r"
      " JOIN parties p ON p.id = r.party LEFT JOIN entities e ON e.id = p.entity"
      " WHERE r.document = ? AND r.role BETWEEN 1 AND 4 ORDER BY r.role, r.seq"));
  return each_row(db, query, [&](const store::Statement& row) -> Result<bool> {
    Event event;
    event.date = row.integer(1);
    event.kind = kind_of(row.text(2));
    const std::string_view sha256 = row.text(3);
    event.document = hex(reinterpret_cast<const unsigned char*>(sha256.data()), sha256.size());
    event.subject = row.string(4);
    people.bind(1, row.integer(0));
    while (TRY(people.step())) (people.integer(0) == 1 ? event.from : event.to).push_back(people.string(1));
    return give(event);
  });
}

}  // namespace

Result<void> each_event(const store::Db& db, const TimelineQuery& query, const GiveEvent& give) {
  std::vector<Event> claims;
  if (query.claims) claims = TRY(dated_claims(db, query));
  auto next = claims.begin();
  bool ended = false;
  TRY(each_document(db, query, [&](const Event& event) -> Result<bool> {
    for (; next != claims.end() && next->date <= event.date && !ended; ++next) ended = !TRY(give(*next));
    ended = ended || !TRY(give(event));
    return !ended;
  }));
  for (; next != claims.end() && !ended; ++next) ended = !TRY(give(*next));
  return {};
}

Result<Period> period_of(std::string_view name) {
  if (name == "day") return Period::day;
  if (name == "month") return Period::month;
  if (name == "year") return Period::year;
  return Error{Code::usage, "--by is day, month or year, not '" + std::string(name) + "'", {}, {}};
}

Result<std::vector<Bucket>> count_events(const store::Db& db, const TimelineQuery& query, Period period) {
  std::vector<Bucket> buckets;
  TRY(each_row(db, query, [&](const store::Statement& row) -> Result<bool> {
    std::string name = model::iso8601(row.integer(1));
    // "2009-03-01T...": years beyond four digits, or before year 0, move the hyphens.
    std::size_t end = name.find('-', 1);
    if (period != Period::year) end = name.find('-', end + 1);
    if (period == Period::day) end = name.find('T');
    name.resize(std::min(end, name.size()));
    if (buckets.empty() || buckets.back().period != name) buckets.push_back({std::move(name)});
    const std::string_view kind = kind_of(row.text(2));
    ++(kind == "letter"   ? buckets.back().letters
       : kind == "report" ? buckets.back().reports
                          : buckets.back().documents);
    return true;
  }));
  return buckets;
}

Result<std::uint64_t> count_undated(const store::Db& db) {
  const auto count =
      TRY(db.number("SELECT count(*) FROM documents"
                    " WHERE date IS NULL AND (message = id OR type = 'report')"));
  return static_cast<std::uint64_t>(count.value_or(0));
}

}  // namespace clew::view
