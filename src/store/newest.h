// store/newest.h - all documents from the newest to the oldest, packed: what a search walks through. Half a
// million of them are 5 MB, read in 3 ms; the index by date takes 200 ms for the same.
//
// Derived: made again after each ingest and removal. A case in which documents came later has none until
// then, and searches walk through the index. Threads: one at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/db.h"

namespace clew::store {

class NewestList {
 public:
  struct Row {
    std::int64_t document = 0, text = 0;  ///< text 0: none
    std::uint8_t language = 0, type = 0;  ///< codes; 0: none
  };

  /// Nothing: the case has no list that holds for it. Errors: corrupt.
  static Result<std::optional<NewestList>> open(const Db& db);

  /// Those without a date come last; of equals that with the later text, then the later row, comes first.
  std::uint64_t size() const { return size_; }
  /// Cheap for one row after the other. REQUIRES: index < size().
  Result<Row> at(std::uint64_t index);

  /// The code of a word of documents.language, documents.type; nothing: no document has it.
  std::optional<std::uint8_t> language(std::string_view name) const { return code(languages_, name); }
  std::optional<std::uint8_t> type(std::string_view name) const { return code(types_, name); }

 private:
  explicit NewestList(Statement block) : block_(std::move(block)) {}
  static std::optional<std::uint8_t> code(const std::vector<std::string>& names, std::string_view name);
  Statement block_;
  std::uint64_t size_ = 0;
  std::vector<std::string> languages_, types_;
  std::int64_t loaded_ = 0;  // number of the block; 0: none
  std::string rows_;
};

/// Makes the list anew. Runs inside the caller's transaction, or each statement in its own: a list that is
/// cut short is none.
Result<void> list_newest(const Db& db);
/// From here on the case has none.
Result<void> forget_newest(const Db& db);

}  // namespace clew::store
