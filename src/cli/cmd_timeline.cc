// clew timeline: dated things in order, or counted by day, month or year.
#include <unistd.h>

#include <algorithm>

#include "cli/command.h"
#include "view/timeline.h"

namespace clew::cli {
namespace {

constexpr Option kOptions[] = {
    {"CASE", "", "the case", true},
    {"--about", "WHO", "letters from, to or copied to one entity: its key, an address or a name"},
    {"--since", "DATE", "from this date on: 2009, 2009-03 or 2009-03-01"},
    {"--until", "DATE", "up to this date, inclusive"},
    {"--claims", "", "also what claims give a date of their own: who is said to have done what when"},
    {"--by", "PERIOD", "counts by day, month or year instead of the things themselves"},
};

std::string joined(const std::vector<std::string>& names, std::size_t most) {
  std::string out;
  for (std::size_t i = 0; i < names.size() && i < most; ++i) out += (i == 0 ? "" : ", ") + names[i];
  if (names.size() > most) out += " and " + std::to_string(names.size() - most) + " more";
  return out;
}

void write_names(JsonWriter& json, std::string_view key, const std::vector<std::string>& names) {
  json.key(key).begin_array();
  for (const std::string& name : names) json.value(name);
  json.end_array();
}

void print_claim(Listing& out, const view::Event& event) {
  JsonWriter json;
  json.begin_object().field("date", event.time).field("kind", event.kind).field("document", event.document);
  json.field("claim", event.claim).field("status", event.status).field("says", event.says);
  json.field("what", event.subject).end_object();
  const bool table = out.format() == Format::table;
  out.add(json.text(), {event.time,
                        std::string(event.kind) + ", " + event.status,
                        event.says,
                        {},
                        event.subject,
                        table ? event.document.substr(0, 12) : event.document});
}

Result<void> print_events(const store::Db& db, const Args& args, const view::TimelineQuery& query) {
  Listing out = TRY(Listing::open(args, {"date", "kind", "from", "to", "subject", "document"}));
  if (out.limit() == 0u) return {};
  std::uint64_t given = 0;
  const bool table = out.format() == Format::table;
  return view::each_event(db, query, [&](const view::Event& event) -> Result<bool> {
    std::string date = model::iso8601(event.date);
    if (event.kind == "report" && date.ends_with("T00:00:00Z"))
      date.resize(date.find('T'));  // a day, no time
    JsonWriter json;
    json.begin_object().field("date", date).field("kind", event.kind).field("document", event.document);
    if (!event.claim.empty()) {
      print_claim(out, event);
      return !out.limit() || ++given < *out.limit();
    }
    write_names(json, "from", event.from);
    write_names(json, "to", event.to);
    json.field("subject", event.subject).end_object();
    const std::size_t most = table ? 3 : event.to.size();
    out.add(json.text(), {table ? date.substr(0, date.find('T')) : date, std::string(event.kind),
                          joined(event.from, event.from.size()), joined(event.to, most), event.subject,
                          table ? event.document.substr(0, 12) : event.document});
    return !out.limit() || ++given < *out.limit();
  });
}

// Bars in eighths of a character: a single letter shows beside a thousand.
std::string bar(std::uint64_t count, std::uint64_t most) {
  static constexpr const char* kEighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  constexpr std::uint64_t kWidth = 40 * 8;
  const auto eighths = std::max<std::uint64_t>(
      1, static_cast<std::uint64_t>(static_cast<double>(count) * kWidth / static_cast<double>(most) + 0.5));
  std::string out;
  for (std::uint64_t i = 0; i < eighths / 8; ++i) out += "█";
  return out + kEighths[eighths % 8];
}

Result<void> print_counts(const store::Db& db, const Args& args, const view::TimelineQuery& query) {
  const view::Period period = TRY(view::period_of(args.get("--by")));
  const auto buckets = TRY(view::count_events(db, query, period));
  std::uint64_t most = 1;
  for (const view::Bucket& bucket : buckets) most = std::max(most, bucket.all());
  const std::string format = args.get("--format");
  const bool bars = format == "table" || (format.empty() && ::isatty(STDOUT_FILENO) == 1);
  std::vector<std::string> columns{"period", "letters", "reports", "documents"};
  if (bars) columns.emplace_back("");
  Listing out = TRY(Listing::open(args, columns));
  std::uint64_t given = 0;
  for (const view::Bucket& bucket : buckets) {
    if (out.limit() && given++ >= *out.limit()) break;
    JsonWriter json;
    json.begin_object().field("period", bucket.period).field("letters", bucket.letters);
    json.field("reports", bucket.reports).field("documents", bucket.documents).end_object();
    std::vector<std::string> cells{bucket.period, std::to_string(bucket.letters),
                                   std::to_string(bucket.reports), std::to_string(bucket.documents)};
    if (bars) cells.push_back(bar(bucket.all(), most));
    out.add(json.text(), cells);
  }
  if (bars && out.limit() && *out.limit() < buckets.size())
    warn(std::to_string(buckets.size() - *out.limit()) +
         " later periods are not shown: --limit says how many");
  return {};
}

Result<int> run_timeline(const Args& args) {
  view::TimelineQuery query;
  query.span = TRY(view::read_span(args.get("--since"), args.get("--until")));
  const store::Db db = TRY(view::open_case(args.get("CASE")));
  if (args.has("--about")) query.about = TRY(view::find_entity(db, args.get("--about")));
  query.claims = args.has("--claims");
  if (query.claims && args.has("--by")) return Error{Code::usage, "--claims goes without --by", {}, {}};
  if (args.has("--by"))
    TRY(print_counts(db, args, query));
  else
    TRY(print_events(db, args, query));
  if (query.span.is_everything() && !query.about)
    if (const std::uint64_t undated = TRY(view::count_undated(db)); undated > 0)
      warn(std::to_string(undated) + " letters and reports have no date and are not shown");
  return 0;
}

}  // namespace

extern const Command kTimeline;
const Command kTimeline{
    "timeline",
    "dated things in order: letters, reports, documents",
    "Dates are shown in UTC. Copies of one letter stand once. --by counts instead of "
    "listing, with bars on a\n"
    "terminal; periods without anything are left out. With --claims what is said to have happened "
    "stands\nbetween them, at its own date, with whose word it is.",
    kOptions,
    "clew timeline inquiry.clew --since 2009-03 --until 2009-06\n"
    "clew timeline inquiry.clew --about ali@example.org\n"
    "clew timeline inquiry.clew --claims --since 2012-05 --until 2012-06\n"
    "clew timeline inquiry.clew --by month\n",
    true,
    run_timeline};

}  // namespace clew::cli
