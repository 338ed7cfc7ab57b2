// store/remove.h - takes a document out of the case for good: its text, its index rows, everything derived
// from it. What is left is a tombstone: its hash and the reason, so that reading the sources again does not
// bring it back.
//
// Three steps, in this order: remove_document (one transaction), then whatever rebuilds threads, people and
// ties, then erase_traces, which rewrites the file. A kill between them leaves the case whole and
// `is_erasing` true: call the later steps again. One thread at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/db.h"

namespace clew::store {

struct Removal {
  std::vector<std::string>
      documents;               ///< ids of what is gone: the document, then what was attached to it alone
  std::uint64_t texts = 0;     ///< erased; a text that another document has stays
  std::uint64_t passages = 0;  ///< that stood nowhere else, with their mentions
  std::uint64_t passages_moved = 0;  ///< whose home is now in another document
  std::uint64_t mentions_lost = 0;   ///< of moved passages: their new home words it so differently
  std::uint64_t parties = 0;         ///< names and addresses that no other letter bears
  std::uint64_t other_copies = 0;    ///< documents that are the same letter in other bytes: they stay
};

/// `id`: 6 to 64 hexadecimal digits that one document begins with. The names of files and folders stay, and
/// so do the ledgers: they say what was read at the time. Errors: usage, not_found, conflict (several begin
/// so), busy.
Result<Removal> remove_document(const Db& db, std::string_view id, std::string_view reason);

/// Whether something was removed whose bytes may still lie in the file.
Result<bool> is_erasing(const Db& db);

/// Leaves no removed byte in the case's files: merges the full-text index into one piece (FTS5 'optimize',
/// which drops what was deleted), rewrites the database (VACUUM, with secure_delete on) and empties the
/// write-ahead log. Costs a rewrite of the whole file, and needs its size again on the disk for that time.
/// What the disk or its file system keeps of overwritten files is beyond it. Errors: busy (another program
/// has the case open).
Result<void> erase_traces(const Db& db);

}  // namespace clew::store
