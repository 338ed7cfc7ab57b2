// clew search: hits with the passages that show why.
#include <string>

#include "cli/command.h"
#include "cli/terminal.h"
#include "view/open.h"
#include "view/record_json.h"
#include "view/search.h"

namespace clew::cli {
namespace {

constexpr Option kOptions[] = {
    {"CASE", "", "the case file", true},
    {"QUERY", "", "what to find; several arguments are joined by blanks", true, true},
    {"--sort", "ORDER", "rank (BM25, the default) or date (newest first)"},
    {"--passages", "N", "passages shown for each hit (3)"},
};

constexpr std::string_view kText =
    "Words look in the text of documents. A query is made of\n"
    "  words  \"a phrase\"  beg*  near(a \"b c\", 10)     in any script, with straight or curly quotes\n"
    "  from: to: cc: bcc: with: subject:             a word, or \"several words\", of a name, address or "
    "subject\n"
    "  person: org:                                  a name, or the key of an entity: its letters, and texts "
    "that\n"
    "                                                name it or one of its addresses\n"
    "  date:2009  date:2009-03..2009-06  date:..2009 the end of a span is part of it; also since: and "
    "until:\n"
    "  type:mail  lang:fa  in:PART-OF-A-PLACE        in: also takes the name of a dataset\n"
    "  AND OR NOT -word ( )                          nothing between two terms means AND\n"
    "A query of filters alone lists all that fulfil them, newest first. For very common words with a limit, "
    "rank\n"
    "is among the newest matches only, and a line on stderr says so.";

std::string first_name(const view::Hit& hit) {
  if (hit.document.from.empty()) return {};
  const model::Mailbox& from = hit.document.from.front();
  return from.name.empty() ? from.address : from.name;
}

std::string day(const view::Hit& hit) {
  return hit.document.date ? model::iso8601(hit.document.date->utc).substr(0, 10) : "          ";
}

void print_hit(const view::Hit& hit) {
  std::string line = day(hit) + "  " + harmless_text(first_name(hit), false);
  if (!hit.document.subject.empty()) line += "  " + bold(harmless_text(hit.document.subject, false));
  if (hit.document.type != model::DocumentType::mail)
    line += "  (" + std::string(model::name_of(hit.document.type)) +
            (hit.document.name.empty() ? "" : " " + harmless_text(hit.document.name, false)) + ")";
  print(line + "  " + hit.document.id.substr(0, 12) + "\n");
  for (const view::Excerpt& passage : hit.passages) {
    std::vector<std::pair<std::size_t, std::size_t>> marks;
    for (const view::Mark& mark : passage.marks) marks.emplace_back(mark.start, mark.end);
    print("    " + with_marks(passage.quote, marks, false) + "\n");
  }
  print("\n");
}

void add_row(Listing& out, const view::Hit& hit) {
  JsonWriter json;
  view::write_hit(json, hit);
  std::string quotes;
  for (const view::Excerpt& passage : hit.passages) quotes += (quotes.empty() ? "" : " ... ") + passage.quote;
  out.add(json.text(),
          {hit.document.id, model::shown_date(hit.document), first_name(hit), hit.document.subject, quotes});
}

Result<bool> sort_by_rank(const Args& args) {
  const std::string sort = args.get("--sort");
  if (sort.empty() || sort == "rank") return true;
  if (sort == "date") return false;
  return Error{Code::usage, "--sort is rank or date, not '" + sort + "'", {}, {}};
}

Result<int> run_search(const Args& args) {
  view::SearchRequest request;
  for (const std::string& part : args.all("QUERY"))
    request.query += (request.query.empty() ? "" : " ") + part;
  request.by_rank = TRY(sort_by_rank(args));
  request.passages = TRY(args.number("--passages")).value_or(3);
  const auto db = TRY(view::open_case(args.get("CASE")));
  Listing out = TRY(Listing::open(args, {"document", "date", "from", "subject", "passages"}));
  request.limit = out.limit();
  request.look_into_subjects = out.format() == Format::table;  // a hint for who reads, not for programs
  const auto summary = TRY(view::search(db, request, [&](const view::Hit& hit) -> Result<bool> {
    if (out.format() == Format::table)
      print_hit(hit);
    else
      add_row(out, hit);
    return true;
  }));
  if (summary.notes.ranked_newest != 0)
    warn("ranked among the newest " + grouped(summary.notes.ranked_newest) + " matches" +
         (summary.notes.about ? " of about " + grouped(*summary.notes.about) : "") +
         "; --sort date or another word tells more");
  if (summary.in_subject_alone.value_or(0) > 0)
    warn(grouped(*summary.in_subject_alone) + (summary.hits > 0 ? " more" : "") +
         " with these words in the subject alone: search for subject:...");
  if (summary.hits == 0 && out.format() == Format::table) warn("nothing found");
  if (out.format() == Format::table && request.limit && summary.hits == *request.limit && *request.limit > 0)
    warn("the first " + grouped(summary.hits) + " are shown; --limit N shows more");
  return 0;
}

}  // namespace

extern const Command kSearch;
const Command kSearch{"search",
                      "find documents by words, people, dates, places",
                      kText,
                      kOptions,
                      "clew search inquiry.clew harbour fees\n"
                      "clew search inquiry.clew '\"consulting fee\" from:reed date:2009' --sort date\n"
                      "clew search inquiry.clew 'near(visa invitation, 15) -draft' --limit 10\n"
                      "clew search inquiry.clew 'type:report lang:fa' --format jsonl\n",
                      true,
                      run_search};

}  // namespace clew::cli
