// store/text_sizes.h - how many words each text has, packed: what ranking asks of every match. Two bytes a
// text; a look into the index for each takes six times as long.
//
// Derived: made again after each ingest and removal. Until then a case has none, and the index is asked.
// Threads: one at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"
#include "store/db.h"

namespace clew::store {

class TextSizes {
 public:
  static Result<TextSizes> open(const Db& db);

  /// Words in the index's row of a text, or of a chunk of a long one; nothing: it has no such row. Cheap for
  /// texts in ascending order. Errors: corrupt.
  Result<std::optional<std::uint64_t>> words(std::int64_t row);

 private:
  TextSizes(Statement block, Statement size) : block_(std::move(block)), size_(std::move(size)) {}
  Statement block_, size_;
  bool fresh_ = false;
  std::int64_t loaded_ = -1;
  std::string sizes_;
};

/// Makes the list anew, of what is in the index now.
Result<void> list_text_sizes(const Db& db);

}  // namespace clew::store
