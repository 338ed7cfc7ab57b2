// Texts to claims, one JSON object a line: {"id","text","language","type","author","date"} in, {"id",
// "attributions","claims"} out. For tools/score_eastern and for looking.
#include <simdjson.h>

#include <cstdio>
#include <iostream>
#include <string>

#include "annotate/annotate.h"
#include "base/json.h"
#include "claim/eastern.h"
#include "text/language.h"
#include "text/passages.h"
#include "text/zones.h"

namespace {

using namespace clew;

std::string text_of(simdjson::dom::element record, const char* field) {
  std::string_view value;
  if (record[field].get(value) != simdjson::SUCCESS) return {};
  return std::string(value);
}

void write_spans(JsonWriter& json, const char* key, const std::vector<model::Span>& spans,
                 std::string_view text) {
  json.key(key).begin_array();
  for (const model::Span& span : spans) json.value(text.substr(span.start, span.end - span.start));
  json.end_array();
}

void write_claim(JsonWriter& json, const model::Claim& claim, std::string_view text) {
  json.begin_object().field("type", name_of(claim.type)).field("status", name_of(claim.status));
  json.key("args").begin_object();
  std::string_view last;
  for (const model::ClaimArgument& arg : claim.args) {
    if (arg.role != last) {
      if (!last.empty()) json.end_array();
      json.key(arg.role).begin_array();
      last = arg.role;
    }
    json.begin_object().field("text", arg.text).field("name", arg.name);
    json.field("start", arg.start).field("end", arg.end);
    if (arg.value) json.field("value", *arg.value).field("currency", arg.currency);
    json.end_object();
  }
  if (!last.empty()) json.end_array();
  json.end_object().key("time").begin_object();
  json.field("from", claim.from).field("to", claim.to).field("text", claim.time_text).end_object();
  json.key("cues").begin_array();
  for (const std::string& cue : claim.cues) json.value(cue);
  json.end_array().key("attribution").begin_array();
  for (const model::ClaimSource& source : claim.sources)
    json.begin_object()
        .field("source", source.source)
        .field("name", source.name)
        .field("cue", source.cue)
        .field("kind", name_of(source.kind))
        .end_object();
  json.end_array().field("start", claim.start).field("end", claim.end);
  json.field("quote", text.substr(claim.start, claim.end - claim.start));
  json.field("nonanswer", claim.nonanswer).field("confidence", claim.confidence).end_object();
}

claim::Document document_of(std::string_view text, const claim::Context& context, bool mail) {
  const auto zones = text::find_zones(text, mail ? model::DocumentType::mail : model::DocumentType::report);
  const annotate::Surroundings around(text);
  std::vector<claim::ParagraphInput> paragraphs;
  for (const model::Passage& passage : text::split_passages(text, zones)) {
    claim::ParagraphInput input;
    input.start = passage.start;
    input.end = passage.end;
    input.zone = passage.zone;
    input.author = passage.author.name.empty() ? passage.author.address : passage.author.name;
    input.date = passage.date;
    const std::string_view date = passage.date.empty() ? context.date : std::string_view(passage.date);
    input.mentions = annotate::find_mentions(text.substr(passage.start, passage.end - passage.start),
                                             {context.language, name_of(passage.zone), date, &around});
    for (model::Mention& mention : input.mentions) {
      mention.start += passage.start;
      mention.end += passage.start;
    }
    paragraphs.push_back(std::move(input));
  }
  return claim::Document(text, std::move(paragraphs), context);
}

void answer(simdjson::dom::element record) {
  const std::string text = text_of(record, "text"), type = text_of(record, "type");
  const std::string author = text_of(record, "author"), date = text_of(record, "date");
  const std::string language = text::identify_language(text, text_of(record, "language"));
  claim::Document document = document_of(text, {language, type, author, date}, type != "report");
  claim::ParagraphClaims found;
  for (std::size_t i = 0; i < document.size(); ++i) claim::read_eastern(document, i, found);
  JsonWriter json;
  json.begin_object().field("id", text_of(record, "id")).key("attributions").begin_array();
  for (const model::Attribution& attribution : found.attributions) {
    json.begin_object();
    write_spans(json, "source", attribution.source, text);
    write_spans(json, "cue", attribution.cue, text);
    write_spans(json, "content", attribution.content, text);
    json.field("kind", name_of(attribution.kind)).field("name", attribution.name).end_object();
  }
  json.end_array().key("claims").begin_array();
  for (const model::Claim& claim : found.claims) write_claim(json, claim, text);
  json.end_array().end_object();
  std::puts(json.take().c_str());
}

}  // namespace

int main() {
  simdjson::dom::parser parser;
  for (std::string line; std::getline(std::cin, line);) {
    simdjson::dom::element record;
    if (parser.parse(line).get(record) == simdjson::SUCCESS) answer(record);
  }
  return 0;
}
