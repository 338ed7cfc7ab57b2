// store/read_documents.h - documents out of the case: headers, places, text, zones, passages, mentions.
//
// Nothing is loaded whole that may be large: texts come in pieces, lists through callbacks. A callback that
// gives false ends the walk without an error. Callbacks may call any function of the same reader. Threads:
// one thread at a time, as its Db, which it must not outlive.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/document.h"
#include "model/mention.h"
#include "model/passage.h"
#include "store/db.h"

namespace clew::store {

/// A document as the case holds it. Of its model: `references` are not kept in the case and stay empty;
/// `place` is the first of `places`; `message` is the key of the letter's first copy.
struct StoredDocument : model::Document {
  std::int64_t row = 0;              ///< documents.id
  std::int64_t text_row = 0;         ///< texts.id; 0: no text
  std::int64_t message_row = 0;      ///< documents.id of the first copy; 0: no letter
  std::int64_t thread_row = 0;       ///< documents.id of the letter that names the thread; 0: none
  std::string thread;                ///< its id: 64 hexadecimal digits
  std::vector<model::Place> places;  ///< every copy, in the order of listing; empty after load_head
  bool is_first_copy() const { return row == message_row; }
};

/// One mention with its place in the document's text, and whom it means where that is known.
struct StoredMention : model::Mention {
  std::string entity;  ///< entities.key; empty: unknown
};

/// A name and address of a letter's header with its entity.
struct StoredParty {
  int role = 0;  ///< 1 from, 2 to, 3 cc, 4 bcc, 5 sender, 6 reply-to
  model::Mailbox mailbox;
  std::string entity;  ///< entities.key; empty: none
};

class DocumentReader {
 public:
  template <class T>
  using Each = std::function<Result<bool>(const T&)>;

  explicit DocumentReader(const Db& db);
  DocumentReader(DocumentReader&&) noexcept;
  ~DocumentReader();

  /// Everything about one document. Errors: not_found.
  Result<StoredDocument> load(std::int64_t row);
  /// Without places and fields: cheaper, for lists. Errors: not_found.
  Result<StoredDocument> load_head(std::int64_t row);
  /// The row of the document whose id begins with these hexadecimal digits (6 to 64, any case), else of the
  /// letter whose key they are (16). Errors: usage (no such form), not_found, conflict (several begin so).
  Result<std::int64_t> find(std::string_view prefix);
  /// All documents in the order of rows, from `first_row` on.
  Result<void> each(const Each<StoredDocument>& give, std::int64_t first_row = 0);
  /// The letters of a thread (first copies only), by date, then row.
  Result<void> each_in_thread(std::int64_t thread_row, const Each<std::int64_t>& give);
  /// Documents attached to this one, in the order of listing.
  Result<std::vector<std::int64_t>> attachments(std::int64_t row);
  /// Names and addresses of the header in order of role and sequence.
  Result<std::vector<StoredParty>> parties(std::int64_t row);
  /// Documents with exactly this text, by row.
  Result<void> each_with_text(std::int64_t text_row, const Each<std::int64_t>& give);

  /// Length in bytes. Errors: not_found.
  Result<std::uint64_t> text_bytes(std::int64_t text_row);
  /// The text in order, in pieces of at most 256 KiB that do not cut a character.
  Result<void> read_text(std::int64_t text_row, const Each<std::string_view>& give);
  /// The bytes [start, end) of a text, or what there is of them. Reads only the chunks they lie in.
  Result<std::string> text(std::int64_t text_row, std::uint64_t start, std::uint64_t end);
  /// The whole text. Only where its length is known to be bearable.
  Result<std::string> whole_text(std::int64_t text_row);

  /// Zones in order. A text without stored zones gives one: its author's own from end to end.
  Result<void> each_zone(std::int64_t text_row, const Each<model::Zone>& give);
  /// Passages in order, with kind, depth and author of the zone they stand in.
  Result<void> each_passage(std::int64_t text_row, const Each<model::Passage>& give);
  /// Mentions in order, offsets being bytes into the text. Those of a passage that has its home in another
  /// text are carried over word by word; one that cannot be is left out (it is in the home).
  Result<void> each_mention(std::int64_t text_row, const Each<StoredMention>& give);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The 16 hexadecimal digits of a letter's or passage's key.
std::string key_digits(std::int64_t key);

}  // namespace clew::store
