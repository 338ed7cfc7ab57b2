// store/threads.h - what threading needs from the case, streamed, and the way back for its result.
//
// Letters are told by an index: 0..count-1 in the order of documents.id, first copies only; a copy counts as
// its letter. Held in memory: 16 bytes a letter and 4 a document; 16 a party once participants are asked for.
// Threads: one thread at a time, as its Db, which it must not outlive.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/db.h"

namespace clew::store {

/// One use of a Message-ID by a letter; `place` 0: it bears it, 1..: it cites it, larger is nearer.
struct MessageIdUse {
  std::uint32_t letter = 0, place = 0;
};

/// A letter with a subject and a date (seconds since 1970).
struct LetterSubject {
  std::uint32_t letter = 0;
  std::int64_t date = 0;
  std::string_view subject;
};

/// Keys of who wrote and who received a letter. A person has a key for the address and one for a name of two
/// or more words; two letters share a person when any key agrees. At most kMaxKeys of each.
struct LetterPeople {
  static constexpr std::size_t kMaxKeys = 512;
  std::vector<std::uint64_t> senders, recipients;
};

class ThreadTables {
 public:
  /// Errors: corrupt (document rows numbered too sparsely to be this program's).
  static Result<ThreadTables> open(const Db& db);

  std::size_t count() const { return rows_.size(); }
  /// The first eight bytes of each letter's SHA-256, as a number. May be taken once.
  std::vector<std::uint64_t> take_order() { return std::move(order_); }

  /// All uses of one Message-ID at a time; the empty id is left out.
  Result<void> each_id(const std::function<void(std::span<const MessageIdUse>)>& give) const;
  /// All letters that have a subject and a date, by index.
  Result<void> each_subject(const std::function<void(const LetterSubject&)>& give) const;
  /// Loads what people() needs.
  Result<void> load_people();
  /// REQUIRES: load_people().
  Result<LetterPeople> people(std::uint32_t letter);

  /// Sets documents.thread of all letters and their copies, as one change, and only where it differs.
  /// `thread[i]`: the letter that names the thread of letter i.
  Result<void> write(std::span<const std::uint32_t> thread) const;

 private:
  struct PartyKeys {
    std::uint64_t address = 0, name = 0;  // 0: none
  };
  explicit ThreadTables(const Db& db) : db_(&db) {}
  std::optional<std::uint32_t> letter_of(std::int64_t document) const;
  Result<void> write_changes(std::span<const std::uint32_t> thread) const;

  const Db* db_;
  std::vector<std::uint32_t> rows_;     // documents.id of each letter
  std::vector<std::uint32_t> letters_;  // by documents.id: its letter, or kNone
  std::vector<std::uint64_t> order_;
  std::vector<PartyKeys> parties_;  // by parties.id
  std::optional<Statement> participants_;
};

}  // namespace clew::store
