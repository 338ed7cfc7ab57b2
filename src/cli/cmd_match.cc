// clew match: how alike two names are, and why.
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>

#include "base/json.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "match/match.h"

namespace clew::cli {
namespace {

constexpr Option kOptions[] = {
    {"A", "", "a name, in any script"},
    {"B", "", "another one"},
    {"--pairs", "FILE", "compare the two names of each line, divided by a tab; - is standard input"},
    {"--kind", "KIND", "what the names are of: person or org (else their words tell)"},
};

Result<match::Kind> kind_of(const Args& args) {
  const std::string kind = args.get("--kind");
  if (kind.empty()) return match::Kind::unknown;
  if (kind == "person") return match::Kind::person;
  if (kind == "org") return match::Kind::organisation;
  if (kind == "vessel") return match::Kind::vessel;
  return Error{Code::usage, "--kind is person, org or vessel, not '" + kind + "'", {}, {}};
}

/// Rounded down, so that only equal names have 1.000000.
std::string digits(double score) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6f", std::floor(score * 1e6) / 1e6);
  return text;
}

std::string percent(double share) { return std::to_string(std::lround(share * 100)) + " %"; }

/// "Ann = Anne (spelling, 50 %); Lee = Lee (same, 50 %)".
std::string reasons(const match::Comparison& found) {
  std::string out;
  for (const match::Step& step : found.steps) {
    if (!out.empty()) out += "; ";
    if (step.left.empty() || step.right.empty())
      out += (step.left.empty() ? "only right: " + step.right : "only left: " + step.left);
    else
      out += step.left + " = " + step.right;
    out += " (" + step.rule + ", " + percent(step.weight) + ")";
  }
  return out;
}

void print_in_words(const std::string& a, const std::string& b, const match::Comparison& found) {
  print(harmless_text(a, false) + "\n" + harmless_text(b, false) + "\n\n");
  for (const match::Step& step : found.steps) {
    std::string line = "  ";
    if (step.left.empty())
      line += "only the second has \"" + step.right + "\"";
    else if (step.right.empty())
      line += "only the first has \"" + step.left + "\"";
    else
      line +=
          "\"" + step.left + "\" and \"" + step.right + "\": " + std::string(match::meaning_of(step.rule));
    print(harmless_text(line, false) + " (" + percent(step.weight) + " of the whole)\n");
  }
  print("\nscore " + digits(found.score) +
        " of 1: " + (found.score >= match::kSame ? "may well be one name" : "not taken for one name") + " (" +
        found.algorithm + ", from 0.7 on)\n");
}

void write_one(JsonWriter& json, const std::string& a, const std::string& b, const match::Comparison& found) {
  json.begin_object().field("left", a).field("right", b).field("algorithm", found.algorithm);
  json.key("steps").begin_array();
  for (const match::Step& step : found.steps) {
    json.begin_object().field("left", step.left).field("right", step.right).field("rule", step.rule);
    json.key("weight").raw(digits(step.weight));
    json.end_object();
  }
  json.end_array().key("score").raw(digits(found.score)).end_object();
}

Result<int> compare_two(const Args& args, match::Kind kind) {
  const std::string a = args.get("A"), b = args.get("B");
  const auto found = match::compare(match::prepare(a, kind), match::prepare(b, kind));
  Listing out = TRY(Listing::open(args, {"left", "right", "why", "score"}));
  if (out.format() == Format::table) {
    print_in_words(a, b, found);
    return 0;
  }
  JsonWriter json;
  write_one(json, repair_utf8(a), repair_utf8(b), found);
  out.add(json.text(), {a, b, reasons(found), digits(found.score)});
  return 0;
}

Result<int> compare_pairs(const Args& args, match::Kind kind) {
  const std::string path = args.get("--pairs");
  std::ifstream file;
  if (path != "-") {
    file.open(path, std::ios::binary);
    if (!file) return Error{Code::not_found, "cannot be opened", path, {}};
  }
  std::istream& in = path == "-" ? std::cin : file;
  Listing out = TRY(Listing::open(args, {"left", "right", "score"}));
  JsonWriter json;
  std::uint64_t number = 0;
  for (std::string line; std::getline(in, line);) {
    if (++number == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    if (out.limit() && number > *out.limit()) break;
    if (line.ends_with('\r')) line.pop_back();
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos)
      return Error{Code::bad_input, "has no tab", path + ":" + std::to_string(number),
                   "each line is two names with a tab between them"};
    const std::string a = repair_utf8(line.substr(0, tab));
    const std::string b = repair_utf8(line.substr(tab + 1, line.find('\t', tab + 1) - tab - 1));
    const std::string score = digits(match::score(match::prepare(a, kind), match::prepare(b, kind)));
    json.clear();
    json.begin_object().field("left", a).field("right", b).key("score").raw(score).end_object();
    out.add(json.text(), {a, b, score});
  }
  if (in.bad()) return Error{Code::io, "cannot be read to its end", path, {}};
  return 0;
}

Result<int> run(const Args& args) {
  const match::Kind kind = TRY(kind_of(args));
  if (args.has("--pairs")) {
    if (args.has("A")) return Error{Code::usage, "either two names or --pairs FILE, not both", {}, {}};
    return compare_pairs(args, kind);
  }
  if (!args.has("A") || !args.has("B"))
    return Error{Code::usage, "wants two names", {}, "clew match 'Ann Lee' 'Anne Leigh', or --pairs FILE"};
  return compare_two(args, kind);
}

}  // namespace

extern const Command kMatch;
const Command kMatch{
    .name = "match",
    .summary = "how alike two names are, in any scripts, and why",
    .text =
        "The score is 1 for equal names and 0 for names that share nothing; from 0.7 on, people who compare\n"
        "names mostly take them for spellings of one. It says nothing of whether two people are one. The\n"
        "rules it goes by stand in docs/matching.md. With --pairs there is a row for each line, in order; "
        "the\n"
        "score is the last column, and further columns of the file are passed over.",
    .options = kOptions,
    .examples =
        "  clew match 'Mohammad-Reza Hosseini' 'محمدرضا حسینی'\n"
        "  clew match 'Example Trading LLC' 'Example Trading Ltd.' --kind org\n"
        "  clew match --pairs names.tsv --format csv\n",
    .lists = true,
    .run = run,
};

}  // namespace clew::cli
