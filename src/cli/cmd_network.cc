// clew network: ties by count, ways between two, brokers, communities.
#include <cmath>
#include <cstdio>

#include "cli/command.h"
#include "view/network.h"

namespace clew::cli {
namespace {

constexpr Option kOptions[] = {
    {"CASE", "", "the case", true},
    {"--about", "WHO", "the ties of one entity, both ways: its key, an address or a name"},
    {"--path", "A B", "the shortest way from one to the other, each step with a letter that shows it"},
    {"--brokers", "", "who stands between the others, by betweenness"},
    {"--communities", "", "who belongs together, by the Leiden method"},
    {"--since", "DATE", "letters from this date on: 2009, 2009-03 or 2009-03-01"},
    {"--until", "DATE", "letters up to this date, inclusive"},
};

// A table has room for the day; records and CSV give all that is known.
std::string when(std::optional<std::int64_t> date, Format format) {
  if (!date) return {};
  const std::string text = model::iso8601(*date);
  return format == Format::table ? text.substr(0, text.find('T')) : text;
}

std::string name_or_key(const store::Label& label) { return label.name.empty() ? label.key : label.name; }

std::string decimal(double value) {
  char out[32];
  std::snprintf(out, sizeof out, "%.6f", value);
  return out;
}

void write_dates(JsonWriter& json, std::optional<std::int64_t> first, std::optional<std::int64_t> last) {
  if (first) json.field("first", model::iso8601(*first));
  if (last) json.field("last", model::iso8601(*last));
}

void write_ends(JsonWriter& json, const store::Label& a, const store::Label& b) {
  json.field("a", a.key).field("a_name", a.name).field("b", b.key).field("b_name", b.name);
}

Result<void> print_ties(const store::Db& db, const Args& args, view::TieQuery query) {
  Listing out =
      TRY(Listing::open(args, {"from", "to", "letters", "kinds", "first", "last", "from_key", "to_key"}));
  query.limit = out.limit();
  return view::each_tie_by_count(
      db, query, [&](const store::Label& a, const store::Label& b, const store::Tie& tie) -> Result<bool> {
        JsonWriter json;
        json.begin_object();
        write_ends(json, a, b);
        json.key("kinds").begin_object();
        std::string kinds;
        const auto kind = [&](const char* name, std::uint64_t count) {
          if (count == 0) return;
          json.field(name, count);
          kinds += (kinds.empty() ? "" : ", ") + std::string(name) + " " + std::to_string(count);
        };
        kind("to", tie.to), kind("cc", tie.cc), kind("bcc", tie.bcc);
        json.end_object().field("count", tie.count());
        write_dates(json, tie.first, tie.last);
        json.end_object();
        out.add(json.text(), {name_or_key(a), name_or_key(b), std::to_string(tie.count()), kinds,
                              when(tie.first, out.format()), when(tie.last, out.format()), a.key, b.key});
        return true;
      });
}

Result<void> print_ways(const store::Db& db, const Args& args, const store::Span& span) {
  const std::vector<std::string> ends = args.all("--path");
  if (ends.size() != 2) return Error{Code::usage, "--path wants two: --path A B", {}, {}};
  const std::int64_t a = TRY(view::find_entity(db, ends[0])), b = TRY(view::find_entity(db, ends[1]));
  // --limit counts ways here; nobody wants all of them.
  const std::size_t limit = std::min<std::size_t>(TRY(args.number("--limit")).value_or(1), 1000);
  const auto hops = TRY(view::find_ways(db, a, b, span, limit));
  Listing out = TRY(Listing::open(
      args, {"path", "step", "from", "to", "there", "back", "first", "last", "document", "subject"}));
  for (const view::Hop& hop : hops) {
    JsonWriter json;
    json.begin_object().field("path", static_cast<std::uint64_t>(hop.path));
    json.field("step", static_cast<std::uint64_t>(hop.step));
    write_ends(json, hop.a, hop.b);
    json.field("count", hop.there + hop.back).field("there", hop.there).field("back", hop.back);
    write_dates(json, hop.first, hop.last);
    std::string document, subject;
    if (hop.sample) {
      document = out.format() == Format::table ? hop.sample->document.substr(0, 12) : hop.sample->document;
      subject = hop.sample->subject;
      json.field("document", hop.sample->document).optional("subject", subject);
      if (hop.sample->date) json.field("date", model::iso8601(*hop.sample->date));
    }
    json.end_object();
    out.add(json.text(), {std::to_string(hop.path), std::to_string(hop.step), name_or_key(hop.a),
                          name_or_key(hop.b), std::to_string(hop.there), std::to_string(hop.back),
                          when(hop.first, out.format()), when(hop.last, out.format()), document, subject});
  }
  if (hops.empty()) warn("no letters join them");
  return {};
}

Result<void> print_brokers(const store::Db& db, const Args& args, const store::Span& span) {
  Listing out = TRY(Listing::open(args, {"name", "betweenness", "error", "contacts", "type", "key"}));
  const auto list = TRY(view::list_brokers(db, span, {}, out.limit()));
  for (const view::Broker& broker : list.people) {
    JsonWriter json;
    json.begin_object().field("entity", broker.who.key).field("name", broker.who.name);
    json.field("type", broker.who.type).field("betweenness", broker.score);
    if (list.pivots == 0)
      json.field("method", "exact");
    else
      json.field("method", "sampled").field("error", broker.error);
    json.field("contacts", broker.contacts).end_object();
    out.add(json.text(), {name_or_key(broker.who), decimal(broker.score),
                          list.pivots == 0 ? "exact" : "±" + decimal(broker.error),
                          std::to_string(broker.contacts), broker.who.type, broker.who.key});
  }
  std::string how = std::to_string(list.nodes) + " people, " + std::to_string(list.edges) + " ties: ";
  if (list.pivots == 0)
    how += "betweenness is exact";
  else
    how += "betweenness is estimated from " + std::to_string(list.pivots) +
           " pivots (seed 1); each figure is within its own error at 95 % (empirical Bernstein bound; the "
           "Hoeffding bound, the same for all, is " +
           decimal(list.worst_error) + ")";
  warn(how);
  return {};
}

Result<void> print_communities(const store::Db& db, const Args& args, const store::Span& span) {
  Listing out = TRY(Listing::open(args, {"community", "size", "members"}));
  const auto list = TRY(view::list_communities(db, span));
  constexpr std::size_t kShown = 6;
  for (std::size_t i = 0; i < list.communities.size(); ++i) {
    if (out.limit() && i >= *out.limit()) break;
    const auto& members = list.communities[i];
    JsonWriter json;
    json.begin_object().field("community", static_cast<std::uint64_t>(i + 1));
    json.field("size", static_cast<std::uint64_t>(members.size())).key("members").begin_array();
    std::string names;
    for (std::size_t m = 0; m < members.size(); ++m) {
      json.begin_object().field("entity", members[m].who.key).field("name", members[m].who.name);
      json.field("letters", static_cast<std::uint64_t>(members[m].inside)).end_object();
      if (out.format() == Format::table && m == kShown)
        names += " and " + std::to_string(members.size() - kShown) + " more";
      if (out.format() == Format::table && m >= kShown) continue;
      names += (m == 0 ? "" : "; ") + name_or_key(members[m].who);
    }
    json.end_array().end_object();
    out.add(json.text(), {std::to_string(i + 1), std::to_string(members.size()), names});
  }
  warn(std::to_string(list.nodes) + " people in " + std::to_string(list.communities.size()) +
       " communities, modularity " + decimal(list.modularity));
  return {};
}

Result<int> run_network(const Args& args) {
  const int modes =
      args.has("--about") + args.has("--path") + args.has("--brokers") + args.has("--communities");
  if (modes > 1)
    return Error{Code::usage, "--about, --path, --brokers and --communities go one at a time", {}, {}};
  const store::Span span = TRY(view::read_span(args.get("--since"), args.get("--until")));
  const store::Db db = TRY(view::open_case(args.get("CASE")));
  if (args.has("--path")) {
    TRY(print_ways(db, args, span));
  } else if (args.has("--brokers")) {
    TRY(print_brokers(db, args, span));
  } else if (args.has("--communities")) {
    TRY(print_communities(db, args, span));
  } else {
    view::TieQuery query;
    query.span = span;
    if (args.has("--about")) query.about = TRY(view::find_entity(db, args.get("--about")));
    TRY(print_ties(db, args, query));
  }
  return 0;
}

}  // namespace

extern const Command kNetwork;
const Command kNetwork{
    "network",
    "who is tied to whom, by what, how often, since when",
    "A tie is directed: its sender wrote its recipient letters, counted once whatever their copies. "
    "Betweenness\n"
    "is the share of all shortest paths that run through someone: exact up to 5,000 people, above that "
    "estimated\n"
    "from a seeded sample, with its error. --path goes by fewest steps, then by the strongest ties (the sum "
    "of\n"
    "1/letters); --limit gives more ways than one. With dates, ties are counted again within them.",
    kOptions,
    "clew network inquiry.clew\n"
    "clew network inquiry.clew --about ali@example.org --since 2009\n"
    "clew network inquiry.clew --path ali@example.org mona@example.org\n"
    "clew network inquiry.clew --brokers --limit 20\n"
    "clew network inquiry.clew --communities --format jsonl\n",
    true,
    run_network};

}  // namespace clew::cli
