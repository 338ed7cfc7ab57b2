// store/case.h - opens a case: the file, its version, its pragmas. See schema.sql for what is in it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "base/result.h"
#include "store/db.h"

namespace clew::store {

/// PRAGMA user_version of a case that this program writes.
inline constexpr int kSchemaVersion = 4;
/// PRAGMA application_id: "clew".
inline constexpr int kApplicationId = 0x636C6577;

/// Rowids of long texts' chunks, and so of their rows in `words`, start here.
inline constexpr std::int64_t kFirstChunk = std::int64_t{1} << 40;
/// A text longer than this is stored in chunks of at most this many bytes, cut between paragraphs.
inline constexpr std::size_t kChunkBytes = 256 * 1024;
/// Each chunk's index row also holds this many words of the next one, so that phrases match across the cut.
inline constexpr int kOverlapWords = 64;

/// An existing case, for reading. Errors: not_found, corrupt (no case), unsupported (made by a newer clew).
Result<Db> open_case(const std::string& path);
/// For writing; made when it is not there. An older schema is migrated in a copy that then takes its place.
/// Errors: as above, busy.
Result<Db> create_case(const std::string& path);
/// For writing an existing case (decisions, removals). Errors: as open_case.
Result<Db> open_case_for_writing(const std::string& path);

/// Makes the indexes that a new case has not had so far (indexes.sql), and fills the pages of what its first
/// documents wrote. Nothing when they are there.
Result<void> ensure_indexes(const Db& db);

/// Puts the rows that `write` writes into `into` in place of those that a table without rowid has, and fills
/// its pages: rows that are added to such a table leave an eighth of each page empty even where they come in
/// order, but what is copied whole into an empty table of the same form SQLite loads in bulk.
Result<void> fill_table(const Db& db, const std::string& table,
                        const std::function<Result<void>(const std::string& into)>& write);

/// Merges the index and rewrites the file without gaps, when the case is twice as large as when this was last
/// done. Call outside of a transaction. Needs as much free disk as the case takes; without it nothing
/// changes.
Result<void> pack_if_grown(const Db& db);

}  // namespace clew::store
