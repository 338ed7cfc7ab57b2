#include "pipeline/annotate_text.h"

#include "annotate/annotate.h"
#include "model/record_json.h"
#include "text/language.h"
#include "text/passages.h"
#include "text/zones.h"

namespace clew::pipeline {

std::string annotate_text(std::string_view text) {
  const std::string language = text::identify_language(text);
  const auto zones = text::find_zones(text, model::DocumentType::mail);
  const annotate::Surroundings around(text);
  JsonWriter json;
  json.begin_object().field("language", language).key("zones").begin_array();
  for (const model::Zone& zone : zones) model::write_zone(json, zone);
  json.end_array().key("mentions").begin_array();
  for (const model::Passage& passage : text::split_passages(text, zones)) {
    const auto words = text.substr(passage.start, passage.end - passage.start);
    for (const model::Mention& m :
         annotate::find_mentions(words, {language, name_of(passage.zone), passage.date, &around}))
      model::write_mention(json, m, "", passage.start, {}, false);
  }
  return json.end_array().end_object().take();
}

}  // namespace clew::pipeline
