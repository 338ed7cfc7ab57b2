// clew patterns: what happens before and after what, with how often chance would show as much.
#include <cstdio>

#include "cli/command.h"
#include "view/open.h"
#include "view/patterns.h"

namespace clew::cli {
namespace {

constexpr Option kOptions[] = {
    {"CASE", "", "the case", true},
    {"--kind", "KIND", "contact, money, silence or succession; may be repeated", false, true},
    {"--about", "WHO", "only rows with one entity: its key, an address or a name"},
    {"--days", "N", "how far 'before' and 'after' reach (default 7)"},
    {"--all", "", "also rows that chance explains (q above 0.1)"},
    {"--draws", "N", "draws of the permutation test (default 1000)"},
};

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, value != 0 && value < 0.01 ? "%.4f" : "%.2f", value);
  return text;
}

Result<int> run(const Args& args) {
  view::PatternQuery query;
  for (const std::string& kind : args.all("--kind")) query.kinds.push_back(TRY(view::pattern_kind(kind)));
  query.about = args.get("--about");
  if (const auto days = TRY(args.number("--days")))
    query.days = static_cast<int>(std::min<std::uint64_t>(*days, 9999));
  if (const auto draws = TRY(args.number("--draws")))
    query.draws = static_cast<int>(std::min<std::uint64_t>(*draws, 999'999));
  if (args.has("--all")) query.most_q = 1;
  const store::Db db = TRY(view::open_case(args.get("CASE")));
  Listing out =
      TRY(Listing::open(args, {"pattern", "what", "hits", "of", "expected", "p", "q", "first evidence"}));
  std::uint64_t given = 0;
  JsonWriter json;
  for (const view::Pattern& row : TRY(view::find_patterns(db, query))) {
    if (out.limit() && given++ >= *out.limit()) break;
    json.clear();
    view::write_pattern(json, row);
    out.add(json.text(),
            {std::string(view::name_of(row.kind)), row.what, std::to_string(row.hits), std::to_string(row.of),
             number(row.expected), number(row.p), number(row.q),
             row.evidence.empty() ? std::string() : row.evidence.front().document.substr(0, 12)});
  }
  return 0;
}

}  // namespace

extern const Command kPatterns;
const Command kPatterns{
    .name = "patterns",
    .summary = "what happens before and after what, and how often chance alone would show as much",
    .text =
        "contact: letters between two in the days before dated events that one of them takes part in. money: "
        "a\n"
        "payment to somebody in the days before that one acts. silence: letters between two that stop while "
        "both\n"
        "write on. succession: somebody enters when another leaves, and writes to the same people. A row is "
        "a\n"
        "count with its passages, never a proof: `expected` is the count that chance gives on average, `p` "
        "how\n"
        "often chance gives as many (permutation test), `q` the same after counting how many rows were "
        "looked\n"
        "for. Rows above q 0.1 are left out.",
    .options = kOptions,
    .examples =
        "  clew patterns inquiry.clew\n"
        "  clew patterns inquiry.clew --kind contact --days 3\n"
        "  clew patterns inquiry.clew --kind silence --all --format jsonl\n",
    .lists = true,
    .run = run,
};

}  // namespace clew::cli
