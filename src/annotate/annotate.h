// annotate/annotate.h - finds the mentions of one passage. Knows nothing of documents, claims or the store.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/mention.h"

namespace clew::annotate {

/// Raised by one whenever any annotator would answer differently: `ingest` then redoes what is older.
inline constexpr int kVersion = 5;

/// Which of two small numbers in a date is the day.
enum class DayOrder : std::uint8_t { unknown, day_first, month_first };

/// The text that passages are parts of: asked only when a passage alone leaves something open. Threads: one.
class Surroundings {
 public:
  explicit Surroundings(std::string_view text) : text_(text) {}
  /// As most of its dates have it that can be read in one way only.
  DayOrder day_order() const;

 private:
  std::string_view text_;
  mutable std::optional<DayOrder> order_;
};

/// What a passage's home tells about it.
struct Context {
  std::string_view language;             ///< of the document
  std::string_view zone;                 ///< name_of(ZoneKind)
  std::string_view date;                 ///< ISO 8601 of who wrote the passage; may be empty
  const Surroundings* around = nullptr;  ///< may be null
};

/// Mentions in order of start, then longest first. A pure function of its arguments. Threads: safe from any.
std::vector<model::Mention> find_mentions(std::string_view passage, const Context& context);

}  // namespace clew::annotate
