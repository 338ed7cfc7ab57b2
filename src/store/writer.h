// store/writer.h - puts documents into the case: the only door for what readers found.
//
// One writer a case at a time (SQLite's lock sees to it). Everything between two commits is one transaction,
// and how far a file has been read is part of it: a kill at any moment loses only what had not been committed
// and doubles nothing. Rows get their ids in the order of the calls, gather in memory and go into their
// tables some megabytes at a time. One thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/document.h"
#include "model/list.h"
#include "model/mention.h"
#include "model/passage.h"
#include "store/db.h"

namespace clew::store {

class BulkInsert;

/// A file as the listing saw it.
struct FileInfo {
  std::string source;  ///< the path given by the user, without a trailing slash
  std::string kind;    ///< "auto" or "report"
  std::string dataset;
  std::string path;  ///< begins with source
  std::uint64_t bytes = 0;
  std::int64_t modified = 0;  ///< nanoseconds since 1970
};

enum class FileState { absent, open, read, failed };

struct KnownFile {
  FileState state = FileState::absent;
  std::uint64_t items = 0, records = 0;  ///< see schema.sql
  std::int64_t row = 0;                  ///< 0: the case has no file of this path, size and time
  std::int64_t version = 0;              ///< the latest of this path
  std::int64_t folder = 0;
};

/// A piece of a text with what was found in it. Offsets are into the whole text.
struct TextPiece {
  std::uint64_t start = 0;
  std::string_view text;
  std::span<const model::Zone> zones;
  std::span<const model::Passage> passages;
  std::string_view sha256 = {};  ///< of `text`, 32 bytes; empty: not known yet
};

class Writer {
 public:
  /// Makes the case when it is not there. Errors: as store::create_case.
  static Result<Writer> open(const std::string& path);
  Writer(Writer&&) noexcept;
  Writer& operator=(Writer&&) noexcept;
  ~Writer();

  /// What the case knows of this file, by path, size and time of change.
  Result<KnownFile> known(const FileInfo& file);
  /// Later documents stand in this file, until the next call. A file that is open goes on where it was.
  /// `known`: what known() said of it; without it, it is asked.
  Result<void> begin_file(const FileInfo& file, const KnownFile& known);
  Result<void> begin_file(const FileInfo& file);
  /// So much of the current file is now in the case: whole items, and records of the item after them.
  void advance(std::uint64_t items, std::uint64_t records);
  /// The current file is done. `sha256`: of a container's bytes, 64 hexadecimal digits; else empty.
  Result<void> end_file(bool failed, std::string_view sha256);

  enum class Added { fresh, duplicate, removed };
  /// A document of the current file; `place.path` begins with the file's path. `text`: nothing if it has none
  /// or if pieces follow by add_piece (`pieces_follow`). A duplicate gets another place and no more; a
  /// document that the user removed stays out.
  Result<Added> add_document(const model::Document& document, const std::optional<TextPiece>& text,
                             bool pieces_follow);
  /// The next piece of the last document's long text. `last`: it ends here. Ignored after a duplicate.
  Result<void> add_piece(const TextPiece& piece, bool last);
  /// The last document is a list, whose entries follow; `complete`: they are all there. Ignored, as they are,
  /// where the document was a duplicate or removed.
  Result<void> add_list(const model::ListInfo& info, bool complete);
  Result<void> add_list_entry(const model::ListEntry& entry);
  Result<void> add_failure(const model::Failure& failure);
  /// Sets the account of a container.
  Result<void> put_ledger(const model::Ledger& ledger);
  Result<std::optional<model::Ledger>> ledger(std::string_view place);
  /// Forgets the failures of this file so that it is read again from its start.
  Result<KnownFile> forget_failed_file(KnownFile known);

  /// Failures that follow belong to no file (a folder that cannot be opened).
  void leave_file();
  Result<void> set_property(std::string_view name, std::string_view value);

  /// A line in the log of runs, which stands outside of comparisons between cases.
  Result<void> log_run(std::string_view command, double seconds);

  /// Enough has gathered for a commit to be worth its cost.
  bool commit_is_due() const;
  /// Writes what has gathered, and makes it last.
  Result<void> commit();
  /// The connection, and the way into it, for the passes that follow reading. Commit first.
  const Db& db() const;
  BulkInsert& bulk();
  /// Ends writing: the write-ahead log goes back into the one file.
  Result<void> close();

 private:
  struct State;
  explicit Writer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace clew::store
