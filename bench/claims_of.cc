// bench/claims_of.cc - the claims of texts: one JSON object a line in, one a line out, in the same order.
// in: {"id", "text", "type" ("mail", "report", "text"), "author", "date", "language"}, all but text optional.
// out: {"id", "claims": [...]}, offsets in bytes of the text. tools/score_claims and its kin ask it. With
// --trees, the trees of the sentences that were parsed, on standard error.
#include <simdjson.h>

#include <iostream>
#include <string>
#include <vector>

#include "annotate/annotate.h"
#include "base/json.h"
#include "claim/claims.h"
#include "text/language.h"
#include "text/passages.h"
#include "text/zones.h"

namespace {

using namespace clew;

std::string field(simdjson::dom::element object, const char* key) {
  std::string_view value;
  return object[key].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
}

claim::Document document_of(const std::string& text, const std::string& type, const claim::Context& context) {
  const auto kind = type == "mail" || type.empty() ? model::DocumentType::mail : model::DocumentType::report;
  const annotate::Surroundings around(text);
  std::vector<claim::ParagraphInput> paragraphs;
  for (const model::Passage& passage : text::split_passages(text, text::find_zones(text, kind))) {
    claim::ParagraphInput paragraph;
    paragraph.start = passage.start;
    paragraph.end = passage.end;
    paragraph.zone = passage.zone;
    paragraph.author = passage.author.name.empty() ? passage.author.address : passage.author.name;
    paragraph.date = passage.date;
    const std::string_view date = passage.date.empty() ? context.date : std::string_view(passage.date);
    const std::string_view words = std::string_view(text).substr(passage.start, passage.end - passage.start);
    paragraph.mentions =
        annotate::find_mentions(words, {context.language, name_of(passage.zone), date, &around});
    for (model::Mention& mention : paragraph.mentions) {
      mention.start += passage.start;
      mention.end += passage.start;
    }
    paragraphs.push_back(std::move(paragraph));
  }
  return {text, std::move(paragraphs), context};
}

void write(JsonWriter& json, const model::Claim& claim, std::string_view text) {
  json.begin_object().field("type", name_of(claim.type)).field("status", name_of(claim.status));
  json.key("args").begin_object();
  for (std::size_t i = 0; i < claim.args.size(); ++i) {
    const model::ClaimArgument& a = claim.args[i];
    if (i == 0 || claim.args[i - 1].role != a.role) json.key(a.role).begin_array();
    json.begin_object()
        .field("text", a.text)
        .optional("name", a.name)
        .field("start", a.start)
        .field("end", a.end);
    if (a.value) json.field("value", *a.value);
    json.optional("currency", a.currency).end_object();
    if (i + 1 == claim.args.size() || claim.args[i + 1].role != a.role) json.end_array();
  }
  json.end_object().key("time").begin_object();
  json.optional("from", claim.from).optional("to", claim.to).optional("text", claim.time_text).end_object();
  json.key("cues").begin_array();
  for (const std::string& cue : claim.cues) json.value(cue);
  json.end_array().key("attribution").begin_array();
  for (const model::ClaimSource& s : claim.sources)
    json.begin_object()
        .field("source", s.source)
        .optional("name", s.name)
        .field("cue", s.cue)
        .field("kind", name_of(s.kind))
        .end_object();
  json.end_array().field("start", claim.start).field("end", claim.end);
  json.field("quote", text.substr(claim.start, claim.end - claim.start));
  if (claim.nonanswer) json.field("nonanswer", true);
  json.field("confidence", claim.confidence).field("reader", claim.reader).end_object();
}

void print_trees(claim::Document& document) {
  for (std::size_t p = 0; p < document.size(); ++p)
    for (const claim::Sentence& sentence : document.sentences(p)) {
      std::cerr << "[" << sentence.language << (sentence.parsed ? "]" : ", not parsed]");
      for (const claim::Word& word : sentence.words) {
        std::cerr << ' ' << word.text << '/' << word.tag << '/' << word.relation;
        if (word.head >= 0) std::cerr << '>' << sentence.words[static_cast<std::size_t>(word.head)].text;
      }
      std::cerr << '\n';
    }
}

}  // namespace

int main(int count, char** arguments) {
  const bool trees = count > 1 && std::string_view(arguments[1]) == "--trees";
  std::ios::sync_with_stdio(false);
  std::string line;
  simdjson::dom::parser parser;
  JsonWriter json;
  while (std::getline(std::cin, line)) {
    simdjson::dom::element record;
    if (parser.parse(line).get(record) != simdjson::SUCCESS) return 2;
    const std::string text = field(record, "text"), type = field(record, "type"),
                      author = field(record, "author");
    const std::string date = field(record, "date");
    std::string language = field(record, "language");
    if (language.empty()) language = text::identify_language(text);
    claim::Document document = document_of(text, type, {language, type, author, date});
    json.begin_object().field("id", field(record, "id")).key("claims").begin_array();
    for (const claim::ParagraphClaims& paragraph : claim::read_claims(document))
      for (const model::Claim& claim : paragraph.claims) write(json, claim, text);
    json.end_array().end_object().end_line();
    if (trees) print_trees(document);
    std::cout << json.take() << std::flush;
  }
  return 0;
}
