// clew screen: which names are like names on sanctions lists, what the lists say, what speaks for and
// against.
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "cli/command.h"
#include "pipeline/list_files.h"
#include "view/open.h"
#include "view/screening.h"

namespace clew::cli {
namespace {

constexpr Option kOptions[] = {
    {"CASE", "", "the case; or the words: decide CASE HIT true|false|unsure", false, true},
    {"--names", "FILE", "names to screen: one a line, or a CSV with a column for names; - is standard input"},
    {"--lists", "PATH", "list files or folders of them (more may follow), in place of a case's lists", false,
     true},
    {"--threshold", "SCORE", "least score of a hit, 0 to 1 (0.7)"},
    {"--changed", "", "only what is new, changed or gone since the last screening of the case"},
    {"--note", "TEXT", "with decide: why"},
};

std::string digits(double score) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6f", std::floor(score * 1e6) / 1e6);
  return text;
}

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
  std::string out;
  for (const std::string& text : texts) {
    if (!out.empty()) out += between;
    out += text;
  }
  return out;
}

Result<view::ScreenOptions> options_of(const Args& args) {
  view::ScreenOptions options;
  if (!args.has("--threshold")) return options;
  const std::string text = args.get("--threshold");
  char* end = nullptr;
  options.threshold = std::strtod(text.c_str(), &end);
  if (text.empty() || *end != '\0' || !(options.threshold >= 0.3 && options.threshold <= 1))
    return Error{Code::usage, "--threshold is a number from 0.3 to 1, not '" + text + "'", {}, {}};
  return options;
}

const std::vector<std::string> kColumns{"hit",     "name",        "score",     "list",     "version",
                                        "entry",   "listed_name", "programme", "reasons",  "for",
                                        "against", "statement",   "places",    "decision", "change"};

std::vector<std::string> cells_of(const view::ScreenHit& hit) {
  std::string places;
  for (const view::ScreenPlace& place : hit.places) {
    if (!places.empty()) places += "; ";
    places += place.document.substr(0, 12);
    if (!place.date.empty()) places += " " + place.date.substr(0, 10);
    if (!place.quote.empty()) places += ": " + place.quote;
  }
  std::vector<std::string> supports = hit.supports;
  if (!hit.ownership.empty()) supports.push_back(joined(hit.ownership, "; "));
  return {
      hit.id,
      hit.subject.name,
      digits(hit.score),
      hit.list,
      hit.version,
      hit.entry,
      hit.listed_name,
      joined(hit.programmes, "; "),
      view::reasons_of(hit),
      joined(supports, "; "),
      joined(hit.speaks_against, "; "),
      hit.statement,
      places,
      hit.verdict ? hit.verdict->verdict + (hit.verdict->note.empty() ? "" : ": " + hit.verdict->note) : "",
      hit.change};
}

Result<int> screen_names(const Args& args, view::ScreenBase& base, const view::ScreenOptions& options) {
  Listing out = TRY(Listing::open(args, kColumns));
  std::vector<view::ScreenHit> hits;
  JsonWriter json;
  std::uint64_t rows = 0;
  TRY(pipeline::each_name(args.get("--names"), [&](const pipeline::NameRow& row) -> Result<bool> {
    base.screen({row.name, row.kind, row.birth_dates, row.nationalities, row.identifiers}, options, hits);
    for (const view::ScreenHit& hit : hits) {
      if (out.limit() && rows++ >= *out.limit()) return false;
      json.clear();
      view::write_hit(json, hit);
      out.add(json.text(), cells_of(hit));
    }
    return true;
  }));
  return 0;
}

Result<view::ScreenBase> base_of_files(const std::vector<std::string>& paths) {
  view::ScreenBase base;
  TRY(pipeline::read_list_files(
      paths, [&](const model::ListInfo& info, const std::string& version) { base.begin_list(info, version); },
      [&](model::ListEntry&& entry) { base.add(std::move(entry)); }));
  base.finish();
  if (base.lists() == 0) return Error{Code::bad_input, "no list was found there", paths.front(), {}};
  return base;
}

Result<int> decide(const Args& args, const std::vector<std::string>& words) {
  if (words.size() != 4)
    return Error{Code::usage, "wants: clew screen decide CASE HIT true|false|unsure --note TEXT", {}, {}};
  const store::Verdict said = TRY(view::decide_hit(words[1], words[2], words[3], args.get("--note")));
  Listing out = TRY(Listing::open(args, {"hit", "verdict", "note", "name", "list", "entry", "listed_name"}));
  JsonWriter json;
  json.begin_object().field("record", "decision").field("hit", said.hit).field("verdict", said.verdict);
  json.field("note", said.note).field("name", said.subject).field("list", said.list);
  json.field("version", said.version).field("entry", said.entry).field("listed_name", said.listed_name);
  json.end_object();
  out.add(json.text(),
          {said.hit, said.verdict, said.note, said.subject, said.list, said.entry, said.listed_name});
  return 0;
}

Result<int> screen_the_case(const Args& args, const std::string& path, const view::ScreenOptions& options) {
  const bool changed = args.has("--changed");
  std::vector<view::ScreenHit> shown;
  {
    const store::Db db = TRY(view::open_case(path));
    const std::vector<view::ScreenHit> all = TRY(view::screen_case(db, options));
    shown = changed ? TRY(view::changes_since(db, all)) : all;
    if (const auto kept = view::keep_screening(path, all); !kept)
      warn("this screening is not remembered: " + to_string(kept.error()));
  }
  Listing out = TRY(Listing::open(args, kColumns));
  JsonWriter json;
  std::uint64_t rows = 0;
  for (const view::ScreenHit& hit : shown) {
    if (out.limit() && rows++ >= *out.limit()) break;
    json.clear();
    view::write_hit(json, hit);
    out.add(json.text(), cells_of(hit));
  }
  return 0;
}

Result<int> run(const Args& args) {
  std::vector<std::string> words = args.all("CASE");
  if (!words.empty() && words.front() == "decide") return decide(args, words);
  const view::ScreenOptions options = TRY(options_of(args));
  if (args.has("--lists")) {
    if (!args.has("--names")) return Error{Code::usage, "--lists goes with --names", {}, {}};
    std::vector<std::string> paths = args.all("--lists");
    paths.insert(paths.end(), words.begin(), words.end());
    view::ScreenBase base = TRY(base_of_files(paths));
    return screen_names(args, base, options);
  }
  if (words.size() != 1)
    return Error{Code::usage, "wants a case, or --names FILE --lists PATH", {}, "clew help screen"};
  if (!args.has("--names")) return screen_the_case(args, words.front(), options);
  const store::Db db = TRY(view::open_case(words.front()));
  view::ScreenBase base = TRY(view::ScreenBase::of_case(db));
  if (base.lists() == 0)
    return Error{Code::not_found, "the case has no sanctions list", words.front(),
                 "clew ingest CASE LIST puts one in"};
  return screen_names(args, base, options);
}

}  // namespace

extern const Command kScreen;
const Command kScreen{
    .name = "screen",
    .summary = "which names are like listed ones, what the lists say, and what speaks against it",
    .text =
        "Screens the people and organisations of a case, from headers and texts, against the sanctions "
        "lists\n"
        "that were ingested, or the names of a file against a case's lists or list files. A hit says how "
        "alike\n"
        "two names are, and why; it never says that two people are one: `decide` keeps your word on a hit, "
        "and\n"
        "it is shown again whatever version of the list comes. Who is owned to half or more by listed ones,\n"
        "as the lists tell it, is reported with the chain (OFAC's 50 Percent Rule).\n"
        "Lists: OFAC (CSV, XML, advanced XML), EU (CSV, XML), UN (XML), UK (FCDO and OFSI, CSV and XML),\n"
        "Switzerland (XML), FollowTheMoney (JSON lines), and CSV with a header of one's own: docs/lists.md.",
    .options = kOptions,
    .examples =
        "  clew screen inquiry.clew\n"
        "  clew screen inquiry.clew --threshold 0.8 --format csv\n"
        "  clew screen inquiry.clew --changed\n"
        "  clew screen decide inquiry.clew 0123456789abcdef false --note \"born 20 years later\"\n"
        "  clew screen --names names.txt --lists sdn.csv alt.csv add.csv\n"
        "  clew screen --names names.csv inquiry.clew\n",
    .lists = true,
    .run = run,
};

}  // namespace clew::cli
