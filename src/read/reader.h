// read/reader.h - one file's bytes in, its documents out.
//
// A reader knows one format and nothing else: no disk, database, clock, language or other reader. What lies
// inside a file and is a file itself (a letter in a mailbox, an attachment) goes to the sink as bytes; the
// pipeline decides who reads it, and how deep. Readers are stateless and safe from any thread; they never
// throw and never print. Everything they meet is hostile.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/source.h"
#include "model/document.h"

namespace clew::read {

enum class Match { no, by_name, by_content };

/// What one item may cost, and what is known of it before. Passing a limit is a loss (the document is
/// partial), not an error.
struct Limits {
  std::uint64_t max_text_bytes = std::uint64_t{4} << 30;  ///< decoded text of one document
  std::uint64_t max_header_bytes = 1 << 20;               ///< header block of one letter
  int max_parts = 10'000;                                 ///< MIME parts of one letter
  int max_depth = 32;                                     ///< nesting of parts inside one letter
  /// Not a limit, but of the same item: the charset that its container declares for its text. May be empty.
  std::string_view charset;
};

/// A file inside a file.
struct Child {
  std::string member;      ///< its part of the place, separator included: "#412", "!/report.pdf"
  std::string name;        ///< file name as the container gives it (decoded, no path); may be empty
  std::string media_type;  ///< as the container declares it, lower case; empty: not declared
  model::Fields fields;    ///< what the container says about it: "flags", "envelope-from", "content-id", ...
};

/// Receives what a reader finds, in file order. Arguments die when the call returns: copy to keep.
///
/// A leaf document: open(), text() any number of times, close(). A container: child() for each item.
/// A letter does both: open(), text()..., child() for each attachment, close().
class Sink {
 public:
  virtual ~Sink() = default;
  /// A document begins. The reader fills what its format tells: type, media_type, subject, from ... date,
  /// message_id, references, fields. The sink fills id, sha256, place, bytes, message, language, status.
  virtual void open(model::Document document) = 0;
  /// The next piece of the open document's text, valid UTF-8, kept exactly. Any size; small pieces are fine.
  virtual void text(std::string_view piece) = 0;
  /// A file inside this one. The source is valid during the call only. After open(): an attachment of the
  /// open document. Without open(): an item of a container.
  virtual void child(const Child& child, Source& bytes) = 0;
  /// Something of the open document (or, without one, of the container) could not be read: the reason, in
  /// words for people, and the bytes concerned (0: unknown). The document becomes partial.
  virtual void loss(std::string_view code, std::string_view reason, std::uint64_t bytes) = 0;
  /// The open document ends.
  virtual void close() = 0;
  /// Bytes of a container that belong to no item by rule (an mbox's separator lines), for its ledger.
  virtual void skipped(std::uint64_t bytes) = 0;
};

struct Reader {
  std::string_view name;   ///< stable id, stored in the case: "eml"
  std::string_view title;  ///< for people: "e-mail (RFC 5322)"
  bool container;          ///< its items are documents of their own, and it has a ledger
  /// `head`: the first 4 KiB or less. `file_name`: without folders; may be empty.
  Match (*match)(std::string_view head, std::string_view file_name);
  /// Reads all of `file`, which stands at its start. An Error only if nothing was read (the item then fails);
  /// damage is ok plus losses.
  Result<void> (*read)(Source& file, const Limits& limits, Sink& sink);
};

/// All readers, in asking order: see readers.cc.
std::span<const Reader* const> readers();
/// The reader of that name, or nullptr.
const Reader* reader_named(std::string_view name);
/// Who reads this file: by content first, then by declared media type, then by name; nullptr: nobody.
/// `media_type` may be empty.
const Reader* choose_reader(std::string_view head, std::string_view file_name, std::string_view media_type);

}  // namespace clew::read
