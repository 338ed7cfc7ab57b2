// store/evidence.h - proves that what the case holds is whole: texts against their hashes, spans against
// texts.
//
// Reads the case alone, never a source. Memory is flat: one text or chunk at a time. Threads: as the
// connection.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/db.h"

namespace clew::store {

/// Something in the case that does not fit.
struct Fault {
  std::string what;                         ///< one sentence, without a full stop
  std::string document;                     ///< 64 hexadecimal digits; empty: no document has this text
  std::optional<std::uint64_t> start, end;  ///< bytes into its text
};
using EachFault = std::function<void(const Fault&)>;

struct Tally {
  std::uint64_t checked = 0, faults = 0;
};

/// Every stored text: its length, its chunks in order without gaps, its SHA-256.
Result<Tally> check_texts(const Db& db, const EachFault& give);
/// Every zone lies inside its text, on character boundaries, after the one before.
Result<Tally> check_zones(const Db& db, const EachFault& give);
/// Every place where a passage stands lies inside its text, on character boundaries; the passage is known and
/// its home is one of its places.
Result<Tally> check_passages(const Db& db, const EachFault& give);
/// Every mention lies inside its passage's home, on character boundaries.
Result<Tally> check_mentions(const Db& db, const EachFault& give);

/// Every claim, and every argument of one, lies inside its passage's home, on character boundaries; the words
/// that are kept of an argument stand there.
Result<Tally> check_claims(const Db& db, const EachFault& give);

/// A file that documents came from.
struct SourceFile {
  std::string path;
  std::uint64_t bytes = 0;
  std::string sha256;  ///< 64 hexadecimal digits; empty: the case has none
  bool superseded =
      false;  ///< a newer version of the file is in the case: these bytes are not there any more
};
/// Every file by the hash of all its bytes: a container's own, or its one document's. Files without either
/// (not read, or their document was removed) come last, with an empty hash.
Result<void> each_source_file(const Db& db, const std::function<Result<void>(const SourceFile&)>& give);

/// The id of the document that stands for a text: the smallest row. Empty: none.
Result<std::string> document_with_text(const Db& db, std::int64_t text);

/// Carries byte spans of one paragraph over to another with the same folded words, by the numbers of the
/// words. Both texts must outlive it.
class SpanCarrier {
 public:
  struct Span {
    std::size_t start, end;
  };
  SpanCarrier(std::string_view from, std::string_view to);
  /// Nothing where the span has no counterpart: the words differ in number, or it begins or ends inside one.
  std::optional<Span> carry(Span span) const;

 private:
  bool same_;
  std::size_t from_bytes_;
  std::vector<Span> from_, to_;
};

}  // namespace clew::store
