// store/index_structure.h - the record of an FTS5 index that lists its segments (fts5_index.c: "structure
// record"). Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/db.h"

namespace clew::store {

/// Segments level by level: a lower level, and in a level a later place, is newer.
struct IndexStructure {
  struct Segment {
    std::uint64_t id, first, last;  ///< numbers of its pages
  };
  struct Level {
    std::uint64_t merging;
    std::vector<Segment> segments;
  };
  std::string cookie = std::string(4, '\0');
  std::uint64_t writes = 0;
  std::vector<Level> levels;

  /// False: the bytes are no such record.
  bool read(std::string_view bytes);
  std::string text() const;
  std::uint64_t count() const;
  /// The smallest number that no segment bears.
  std::uint64_t free_id() const;
};

inline constexpr std::int64_t kAveragesRow = 1, kStructureRow = 10;  ///< of the table NAME_data

/// A record of the index `table`. Errors: corrupt (it has none).
Result<std::string> index_record(const Db& db, const std::string& table, std::int64_t row);
/// Errors: corrupt.
Result<IndexStructure> index_structure(const Db& db, const std::string& table);

}  // namespace clew::store
