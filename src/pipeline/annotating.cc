#include "pipeline/annotating.h"

#include <simdjson.h>

#include "base/json.h"
#include "model/record_json.h"

namespace clew::pipeline {

std::string annotate_request(std::int64_t passage, std::string_view text, const annotate::Context& context) {
  JsonWriter json;
  json.begin_object()
      .field("passage", passage)
      .field("language", context.language)
      .field("zone", context.zone);
  json.field("date", context.date).field("text", text).end_object();
  json.end_line();
  return json.take();
}

void annotate_file(Source& requests, RecordOutput& output) {
  const auto all = read_all(requests, std::uint64_t{1} << 30);
  if (!all) return;
  simdjson::dom::parser parser;
  simdjson::dom::document_stream lines;
  if (parser.parse_many(*all, all->size() + 64).get(lines) != simdjson::SUCCESS) return;
  JsonWriter json;
  for (auto line : lines) {
    simdjson::dom::element request;
    if (line.get(request) != simdjson::SUCCESS) continue;
    std::int64_t passage = 0;
    std::string_view text, language, zone, date;
    if (request["passage"].get(passage) != simdjson::SUCCESS ||
        request["text"].get(text) != simdjson::SUCCESS ||
        request["language"].get(language) != simdjson::SUCCESS ||
        request["zone"].get(zone) != simdjson::SUCCESS || request["date"].get(date) != simdjson::SUCCESS)
      continue;
    const auto mentions = annotate::find_mentions(text, {language, zone, date});
    if (mentions.empty()) continue;
    json.clear();
    json.begin_object().field("passage", passage).key("mentions").begin_array();
    for (const model::Mention& m : mentions) {
      json.begin_array()
          .value(m.start)
          .value(m.end)
          .value(name_of(m.type))
          .value(m.value)
          .value(m.confidence);
      json.end_array();
    }
    json.end_array().end_object();
    output.record(json.text());
  }
}

}  // namespace clew::pipeline
