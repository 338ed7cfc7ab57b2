// store/index_segment.h - runs of words (index_run.h) -> a segment of an FTS5 index, written as FTS5 would.
//
// FTS5 indexes a row at a time, in the one process that writes. Here workers make the runs and this merges
// them: the same tables, readable and changeable by any SQLite afterwards. Follows the format that the head
// of SQLite's fts5_index.c lays down (segment leaves, doclist-index, structure and averages records, version
// 4). One thread at a time; runs inside the caller's transaction, and no statement may have touched the index
// on this connection before: FTS5 would not notice the new segment.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/bulk.h"
#include "store/db.h"

namespace clew::store {

/// An FTS5 table with one column, content='' and tokenize='ascii'.
struct IndexTable {
  const char* name;      ///< "words"
  bool keeps_row_sizes;  ///< not made with columnsize=0
};

/// A segment that is being made. The index must not change between open and write.
class NewSegment {
 public:
  static Result<NewSegment> open(const Db& db, const IndexTable& table);
  NewSegment(NewSegment&&) noexcept;
  NewSegment& operator=(NewSegment&&) noexcept;
  ~NewSegment();

  /// Once, before write. Touches no database: another thread may do it. Memory: the segment.
  /// Errors: internal (a run cannot be read).
  Result<void> merge(const std::vector<std::string>& runs);
  Result<void> write(BulkInsert& bulk);

 private:
  struct State;
  explicit NewSegment(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Adds the runs, whose rows follow each other and are new to the index, as one segment. Memory: the segment.
/// Errors: corrupt (the index is not as FTS5 makes it), internal (a run cannot be read), those of writing.
Result<void> add_segment(const Db& db, BulkInsert& bulk, const IndexTable& table,
                         const std::vector<std::string>& runs);

/// How many segments the index has: each costs every search a little.
Result<std::uint64_t> count_segments(const Db& db, const IndexTable& table);

}  // namespace clew::store
