// clew claims: who is said to have done what, by whom, how surely, and who denies it; and the listings that
// are cut from it: money, support, roles.
#include "cli/command.h"
#include "model/document.h"
#include "view/claims.h"
#include "view/open.h"
#include "view/posts.h"

namespace clew::cli {
namespace {

constexpr Option kAbout{"--about", "WHO",
                        "claims about one entity: its key, an address, a name, or words of it"};
constexpr Option kBy{"--by", "WHO", "claims by one: who wrote or published it, or is cited for it"};
constexpr Option kSince{"--since", "DATE", "from this date on: 2009, 2009-03 or 2009-03-01"};
constexpr Option kUntil{"--until", "DATE", "up to this date, inclusive"};
constexpr Option kStatus{"--status", "STATUS", "asserted, hedged, negated, denied or planned"};
constexpr Option kConfidence{"--confidence", "C",
                             "at least this sure of having read rightly, 0..1 (default 0.5)"};
constexpr Option kCase{"CASE", "", "the case", true};

constexpr Option kOptions[] = {
    kCase,       {"--type", "TYPES", "payment, role, meeting ...; several with commas"},
    kStatus,     kAbout,
    kBy,         kSince,
    kUntil,      {"--disputed", "", "only claims that others dispute, each with those that do"},
    kConfidence,
};
constexpr Option kCutOptions[] = {kCase, kStatus, kAbout, kBy, kSince, kUntil, kConfidence};

Result<view::ClaimQuery> query_of(const Args& args) {
  view::ClaimQuery query;
  query.types = TRY(view::claim_types(args.get("--type")));
  query.status = TRY(view::claim_status(args.get("--status")));
  query.about = args.get("--about");
  query.by = args.get("--by");
  query.since = args.get("--since");
  query.until = args.get("--until");
  query.disputed = args.has("--disputed");
  if (args.has("--confidence")) {
    const std::string text = args.get("--confidence");
    char* end = nullptr;
    query.confidence = std::strtod(text.c_str(), &end);
    if (text.empty() || *end != 0 || !(query.confidence >= 0 && query.confidence <= 1))
      return Error{Code::usage, "--confidence is a number from 0 to 1, not '" + text + "'", {}, {}};
  }
  return query;
}

std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != '\n' && c != '\r' && c != '\t')
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  return out;
}

std::string day_of(const store::StoredClaim& claim) {
  return claim.date ? model::iso8601(*claim.date).substr(0, 10) : std::string();
}

struct Column {
  std::string_view name;
  std::string (*cell)(const view::ClaimView& view, bool table);
};

// Cells that every such listing has.
std::string document_cell(const view::ClaimView& view, bool table) {
  if (view.claim.places.empty()) return {};
  const std::string& id = view.claim.places.front().document;
  return table ? id.substr(0, 12) : id;
}
std::string quote_cell(const view::ClaimView& view, bool) {
  return view.claim.places.empty() ? std::string() : one_line(view.claim.places.front().quote);
}
std::string status_cell(const view::ClaimView& view, bool) {
  return std::string(name_of(view.claim.status)) + (view.claim.disputed_by.empty() ? "" : ", disputed");
}
std::string says_cell(const view::ClaimView& view, bool) { return view.says(); }
std::string time_cell(const view::ClaimView& view, bool) { return view.time(); }
std::string id_cell(const view::ClaimView& view, bool) { return view.claim.id; }

template <std::size_t n>
Result<int> list(const Args& args, const view::ClaimQuery& query, const Column (&columns)[n]) {
  const store::Db db = TRY(view::open_case(args.get("CASE")));
  std::vector<std::string> names;
  for (const Column& column : columns) names.emplace_back(column.name);
  Listing out = TRY(Listing::open(args, std::move(names)));
  const bool table = out.format() == Format::table;
  std::uint64_t given = 0;
  if (out.limit() == 0u) return 0;
  JsonWriter json;
  TRY(view::each_claim(db, query, [&](const view::ClaimView& view) -> Result<bool> {
    json.clear();
    view::write_claim(json, view);
    std::vector<std::string> cells;
    for (const Column& column : columns) cells.push_back(column.cell(view, table));
    out.add(json.text(), cells);
    return !out.limit() || ++given < *out.limit();
  }));
  return 0;
}

constexpr Column kClaimColumns[] = {
    {"date", [](const view::ClaimView& v, bool) { return day_of(v.claim); }},
    {"type", [](const view::ClaimView& v, bool) { return std::string(name_of(v.claim.type)); }},
    {"status", status_cell},
    {"what", [](const view::ClaimView& v, bool) { return v.what(); }},
    {"time", time_cell},
    {"says", says_cell},
    {"quote", quote_cell},
    {"document", document_cell},
    {"claim", id_cell},
};
constexpr Column kMoneyColumns[] = {
    {"time",
     [](const view::ClaimView& v, bool) { return v.claim.from.empty() ? day_of(v.claim) : v.time(); }},
    {"payer", [](const view::ClaimView& v, bool) { return v.arg("payer"); }},
    {"courier", [](const view::ClaimView& v, bool) { return v.arg("courier"); }},
    {"payee", [](const view::ClaimView& v, bool) { return v.arg("payee"); }},
    {"amount", [](const view::ClaimView& v, bool) { return v.amount(); }},
    {"status", status_cell},
    {"says", says_cell},
    {"quote", quote_cell},
    {"document", document_cell},
    {"claim", id_cell},
};
constexpr Column kSupportColumns[] = {
    {"time",
     [](const view::ClaimView& v, bool) { return v.claim.from.empty() ? day_of(v.claim) : v.time(); }},
    {"type", [](const view::ClaimView& v, bool) { return std::string(name_of(v.claim.type)); }},
    {"from", [](const view::ClaimView& v, bool) { return v.arg("supporter") + v.arg("supplier"); }},
    {"to", [](const view::ClaimView& v, bool) { return v.arg("recipient"); }},
    {"what", [](const view::ClaimView& v, bool) { return v.arg("form") + v.arg("goods"); }},
    {"status", status_cell},
    {"says", says_cell},
    {"quote", quote_cell},
    {"document", document_cell},
    {"claim", id_cell},
};

Result<int> run_claims(const Args& args) { return list(args, TRY(query_of(args)), kClaimColumns); }

Result<int> run_money(const Args& args) {
  view::ClaimQuery query = TRY(query_of(args));
  query.types = {model::ClaimType::payment};
  return list(args, query, kMoneyColumns);
}

Result<int> run_support(const Args& args) {
  view::ClaimQuery query = TRY(query_of(args));
  query.types = {model::ClaimType::support, model::ClaimType::supply};
  return list(args, query, kSupportColumns);
}

Result<int> run_roles(const Args& args) {
  const view::ClaimQuery query = TRY(query_of(args));
  const store::Db db = TRY(view::open_case(args.get("CASE")));
  Listing out = TRY(Listing::open(
      args, {"holder", "title", "organisation", "from", "to", "status", "claims", "says", "first", "last"}));
  std::uint64_t given = 0;
  JsonWriter json;
  for (const view::Post& post : TRY(view::posts_of(db, query))) {
    if (out.limit() && given++ >= *out.limit()) break;
    json.clear();
    view::write_post(json, post);
    std::string says;
    for (const std::string& one : post.says) says += (says.empty() ? "" : "; ") + one;
    out.add(json.text(), {post.holder, post.title, post.organisation, post.from, post.to, post.status,
                          std::to_string(post.claims.size()), says, post.first, post.last});
  }
  return 0;
}

}  // namespace

extern const Command kClaims;
const Command kClaims{
    .name = "claims",
    .summary = "who is said to have done what, by whom, how surely, and who denies it",
    .text =
        "Each line is one claim of one passage (docs/claims.md): its type and arguments, the stance of "
        "whoever is\n"
        "cited last, everybody on whose word it rests, outermost first, and the passage itself. Nothing here "
        "is\n"
        "stated as a fact. Claims that say the same share a group; `disputed_by` names those that deny it, "
        "or\n"
        "tell another sum or date. In order of the documents' dates.",
    .options = kOptions,
    .examples =
        "  clew claims inquiry.clew --type payment,support\n"
        "  clew claims inquiry.clew --about 'Khosrow Nimvari' --status denied\n"
        "  clew claims inquiry.clew --disputed --format jsonl\n",
    .lists = true,
    .run = run_claims,
};

extern const Command kMoney;
const Command kMoney{
    .name = "money",
    .summary = "who is said to have paid whom, through which courier, how much",
    .text = "The claims of type payment, with sums in units of their currency.",
    .options = kCutOptions,
    .examples =
        "  clew money inquiry.clew\n"
        "  clew money inquiry.clew --about 'Pellam Shore' --format csv\n",
    .lists = true,
    .run = run_money,
};

extern const Command kSupport;
const Command kSupport{
    .name = "support",
    .summary = "who is said to have supplied or supported whom, with what",
    .text = "The claims of types support (money, training, shelter, endorsement) and supply (goods).",
    .options = kCutOptions,
    .examples =
        "  clew support inquiry.clew\n"
        "  clew support inquiry.clew --since 2012 --status hedged\n",
    .lists = true,
    .run = run_support,
};

extern const Command kRoles;
const Command kRoles{
    .name = "roles",
    .summary = "who is said to hold which post, where, from when to when",
    .text =
        "One line a post: holder, title and organisation that claims agree on, the time that they give for "
        "it, how\n"
        "many claims say so and who says them. `status` is the strongest of them; a post that somebody "
        "denies\n"
        "is marked.",
    .options = kCutOptions,
    .examples =
        "  clew roles inquiry.clew\n"
        "  clew roles inquiry.clew --about 'Khosrow Nimvari'\n",
    .lists = true,
    .run = run_roles,
};

}  // namespace clew::cli
