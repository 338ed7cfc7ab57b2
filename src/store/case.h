// store/case.h - opens a case: the file, its version, its pragmas. See schema.sql for what is in it.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "store/db.h"

namespace clew::store {

/// PRAGMA user_version of a case that this program writes.
inline constexpr int kSchemaVersion = 2;
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

/// Merges the index and rewrites the file without gaps, when the case is twice as large as when this was last
/// done. Call outside of a transaction. Needs as much free disk as the case takes; without it nothing
/// changes.
Result<void> pack_if_grown(const Db& db);

}  // namespace clew::store
