#include "view/status.h"

#include "model/document.h"

namespace clew::view {

void write_status(JsonWriter& json, const store::CaseTotals& totals) {
  json.begin_object().field("record", "status").field("documents", totals.documents);
  json.field("letters", totals.letters)
      .field("copies", totals.copies)
      .field("attachments", totals.attachments);
  json.field("threads", totals.threads).field("people", totals.people).field("passages", totals.passages);
  const auto counts = [&](std::string_view name, const auto& list) {
    json.key(name).begin_object();
    for (const auto& [word, n] : list) json.field(word, n);
    json.end_object();
  };
  counts("types", totals.types);
  counts("languages", totals.languages);
  if (totals.first) json.field("first", model::iso8601(*totals.first));
  if (totals.last) json.field("last", model::iso8601(*totals.last));
  json.field("bytes", totals.bytes).field("case_bytes", totals.case_bytes).field("failed", totals.failed);
  json.field("schema", totals.schema).end_object();
}

}  // namespace clew::view
