// Any bytes as a passage: mentions in order, apart, within it; values in plain characters; no crash, no hang.
// The first byte chooses the language and whether there is a date.
#include <cstdint>
#include <string_view>

#include "annotate/annotate.h"
#include "base/result.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace clew::annotate;
  if (size == 0) return 0;
  static constexpr std::string_view kLanguages[] = {"en", "fa", "ar", ""};
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const Surroundings around(text);
  const Context context{kLanguages[data[0] & 3], "body", (data[0] & 4) != 0 ? "2009-05-13T10:00:00Z" : "",
                        &around};
  std::size_t end = 0;
  for (const auto& mention : find_mentions(text, context)) {
    CHECK(mention.start >= end && mention.end > mention.start && mention.end <= text.size());
    CHECK(text.substr(mention.start, mention.end - mention.start) == mention.text);
    CHECK(mention.confidence > 0 && mention.confidence <= 1);
    end = mention.end;
    if (mention.type != clew::model::MentionType::date && mention.type != clew::model::MentionType::money)
      continue;
    for (const char c : mention.value) CHECK(c >= ' ' && c < 0x7F);
  }
  return 0;
}
