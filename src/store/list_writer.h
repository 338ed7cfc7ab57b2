// store/list_writer.h - puts sanctions lists and their entries into the case. Part of the writer.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "model/list.h"
#include "store/bulk.h"
#include "store/db.h"

namespace clew::store {

/// One list at a time, entry by entry, in the transaction of the writer. Rows gather until flush().
class ListWriter {
 public:
  static Result<ListWriter> open(const Db& db);
  /// Entries that follow belong to this list. The same list from other bytes is its next version.
  Result<void> begin(std::int64_t document, const model::ListInfo& info);
  /// What follows belongs to no list, until begin().
  void leave() { list_.reset(); }
  /// Ignored when no list has begun.
  void add(const model::ListEntry& entry);
  /// All its entries are there: from now on it may be used.
  Result<void> complete();
  Result<void> flush(BulkInsert& bulk);
  /// Bytes that gather, about.
  std::uint64_t take_gathered() { return std::exchange(gathered_, 0); }

 private:
  ListWriter(Statement insert, Statement complete, std::int64_t last_entry)
      : insert_(std::move(insert)), complete_(std::move(complete)), last_entry_(last_entry) {}
  Statement insert_, complete_;
  std::int64_t last_entry_;
  std::optional<std::int64_t> list_;
  std::uint64_t gathered_ = 0;
  Rows entries_{7}, names_{4}, details_{5}, relations_{7};
};

}  // namespace clew::store
