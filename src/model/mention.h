// model/mention.h - a name, date, sum, identifier ... that stands in a passage.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace clew::model {

enum class MentionType {
  person,
  org,
  place,
  nationality,
  role,
  money,
  date,
  event,
  programme,
  law,
  goods,
  identifier
};
std::string_view name_of(MentionType type);
std::optional<MentionType> mention_type(std::string_view name);

/// Whether what is named is somebody or something of its own: a person, an organisation, a place, an event or
/// a programme. Such names become entities.
constexpr bool may_be_entity(MentionType type) {
  return type == MentionType::person || type == MentionType::org || type == MentionType::place ||
         type == MentionType::event || type == MentionType::programme;
}

/// Offsets are bytes, relative to the passage. Header mentions (from the letter's own header) have no span:
/// they are derived from the participants, not stored as this.
struct Mention {
  std::uint64_t start = 0, end = 0;
  MentionType type = MentionType::identifier;
  std::string text;       ///< the bytes of the span
  std::string value;      ///< normalised: "mail:ali@example.org"; empty: none
  double confidence = 1;  ///< 0..1
};

}  // namespace clew::model
