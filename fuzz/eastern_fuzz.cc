// Any bytes as a Persian or Arabic paragraph with any names in it. The first byte chooses the language.
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "claim/eastern.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace clew;
  if (size < 4) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 4, size - 4);
  const bool arabic = (data[0] & 1) != 0;
  claim::ParagraphInput first, second;
  first.end = second.start = text.size() / 2;
  second.end = text.size();
  // Names and values of a length that the input sets, wherever they fall.
  const std::size_t step = 3 + data[1] % 40, length = 1 + data[2] % 20;
  for (claim::ParagraphInput* paragraph : {&first, &second})
    for (std::size_t at = paragraph->start; at + length <= paragraph->end; at += step + length) {
      model::Mention mention;
      mention.start = at;
      mention.end = at + length;
      mention.type = static_cast<model::MentionType>((data[3] + at) % 12);
      mention.text = text.substr(at, length);
      if (at % 3 == 0)
        mention.value = mention.type == model::MentionType::money ? "5 USD" : "2013-02-01/2013-03";
      paragraph->mentions.push_back(mention);
    }
  claim::Document document(text, {first, second},
                           {arabic ? "ar" : "fa", (data[0] & 2) != 0 ? "report" : "mail", "A", "2013-01-01"});
  for (std::size_t i = 0; i < 2; ++i) {
    claim::ParagraphClaims found;
    claim::read_eastern(document, i, found);
    for (const auto& claim : found.claims) {
      CHECK(claim.start <= claim.end && claim.end <= text.size());
      for (const auto& arg : claim.args) {
        CHECK(arg.start <= arg.end && arg.end <= text.size());
        CHECK(arg.start == arg.end || text.substr(arg.start, arg.end - arg.start) == arg.text);
      }
    }
  }
  return 0;
}
