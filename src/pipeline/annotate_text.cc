#include "pipeline/annotate_text.h"

#include "annotate/annotate.h"
#include "model/record_json.h"
#include "text/language.h"
#include "text/passages.h"
#include "text/sentences.h"
#include "text/tokens.h"
#include "text/zones.h"

namespace clew::pipeline {

namespace {

// Passages without any word, rules and the like, are no passages but may hold tokens; they are no sentences.
void write_sentences(JsonWriter& json, std::string_view text, const std::vector<model::Passage>& passages,
                     std::string_view language) {
  json.key("sentences").begin_array();
  for (const model::Passage& passage : passages) {
    const std::string_view words = text.substr(passage.start, passage.end - passage.start);
    const auto tokens = text::tokenize(words, text::identify_language(words, language));
    for (const text::Sentence& sentence : text::split_sentences(words, tokens, passage.zone)) {
      json.begin_object()
          .field("start", passage.start + sentence.start)
          .field("end", passage.start + sentence.end)
          .end_object();
    }
  }
  json.end_array();
}

}  // namespace

std::string annotate_text(std::string_view text) {
  const std::string language = text::identify_language(text);
  const auto zones = text::find_zones(text, model::DocumentType::mail);
  JsonWriter json;
  const auto passages = text::split_passages(text, zones);
  json.begin_object().field("language", language);
  write_sentences(json, text, passages, language);
  json.key("zones").begin_array();
  for (const model::Zone& zone : zones) model::write_zone(json, zone);
  json.end_array().key("mentions").begin_array();
  for (const model::Passage& passage : passages) {
    const auto words = text.substr(passage.start, passage.end - passage.start);
    for (const model::Mention& m :
         annotate::find_mentions(words, {language, name_of(passage.zone), passage.date}))
      model::write_mention(json, m, "", passage.start, {}, false);
  }
  return json.end_array().end_object().take();
}

}  // namespace clew::pipeline
