// Any bytes as a letter of one or more paragraphs, with mentions laid over it at random: claims whose words
// stand in the text, no crash, no hang. The first bytes choose where mentions lie and of which type.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "claim/claims.h"

namespace {

using namespace clew;

std::vector<claim::ParagraphInput> paragraphs_of(std::string_view text, const std::uint8_t* choices) {
  std::vector<claim::ParagraphInput> paragraphs;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = text.find("\n\n", at);
    if (end == std::string_view::npos) end = text.size();
    claim::ParagraphInput paragraph;
    paragraph.start = at;
    paragraph.end = end;
    paragraph.zone = static_cast<model::ZoneKind>(choices[1] % 8);
    std::size_t place = at + choices[2] % 7;
    for (int n = 0; n < 40 && place < end; ++n) {
      const std::size_t length = 1 + choices[3 + n % 5] % 13;
      if (place + length > end) break;
      const auto type = static_cast<model::MentionType>(choices[3 + (n + 2) % 5] % 12);
      const char* value = type == model::MentionType::money  ? "5000 USD"
                          : type == model::MentionType::date ? "2009-05/2011"
                                                             : "";
      paragraph.mentions.push_back(
          {place, place + length, type, std::string(text.substr(place, length)), value, 1});
      place += length + choices[3 + (n + 1) % 5] % 29;
    }
    paragraphs.push_back(std::move(paragraph));
    at = end + 2;
  }
  return paragraphs;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 9) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 8, size - 8);
  claim::Document document(text, paragraphs_of(text, data),
                           {"en", "mail", (data[0] & 1) != 0 ? "Ann Author" : "", "2012-05-10T10:00:00Z"});
  for (const claim::ParagraphClaims& paragraph : claim::read_claims(document))
    for (const model::Claim& claim : paragraph.claims) {
      CHECK(claim.start <= claim.end && claim.end <= text.size());
      CHECK(claim.confidence >= 0 && claim.confidence <= 1);
      for (const model::ClaimArgument& argument : claim.args) {
        CHECK(argument.start <= argument.end && argument.end <= text.size());
        if (argument.start < argument.end)
          CHECK(text.substr(argument.start, argument.end - argument.start) == argument.text);
      }
    }
  return 0;
}
