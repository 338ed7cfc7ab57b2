// Zones cover a text in order, passages lie within their zones, and mentions within their passages.
#include <cstdint>
#include <string_view>

#include "annotate/annotate.h"
#include "base/result.h"
#include "text/language.h"
#include "text/passages.h"
#include "text/zones.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto zones = clew::text::find_zones(text, clew::model::DocumentType::mail);
  std::size_t at = 0;
  for (const auto& zone : zones) {
    CHECK(zone.start == at && zone.end > zone.start && zone.depth >= 0);
    at = zone.end;
  }
  CHECK(at == size);
  auto zone = zones.begin();
  at = 0;
  for (const auto& passage : clew::text::split_passages(text, zones)) {
    CHECK(passage.start >= at && passage.end > passage.start);
    at = passage.end;
    while (zone->end <= passage.start) ++zone;
    CHECK(passage.start >= zone->start && passage.end <= zone->end && passage.zone == zone->kind);
    const std::string_view words = text.substr(passage.start, passage.end - passage.start);
    std::size_t end = 0;
    for (const auto& mention : clew::annotate::find_mentions(words, {})) {
      CHECK(mention.start >= end && mention.end > mention.start && mention.end <= words.size());
      CHECK(words.substr(mention.start, mention.end - mention.start) == mention.text);
      end = mention.end;
    }
  }
  clew::text::identify_language(text);
  return 0;
}
