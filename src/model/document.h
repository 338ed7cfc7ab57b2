// model/document.h - what a reader finds in a file: documents, their places, and what was lost on the way.
//
// Three identities: a document is bytes (SHA-256), a message is a letter whichever copy (from, date, subject,
// folded body), a passage (model/passage.h) is the folded text of one paragraph.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clew::model {

/// Values reach the disk by their names (name_of), which never change meaning.
enum class DocumentType { mail, attachment, report, text, list, calendar, contact, other };
std::string_view name_of(DocumentType type);
std::optional<DocumentType> document_type(std::string_view name);

/// read: all of it. partial: some was lost, `reason` says what. failed: nothing but its existence is known.
enum class Status { read, partial, failed };
std::string_view name_of(Status status);
std::optional<Status> status(std::string_view name);

/// One mailbox of an address list (RFC 5322, 3.4). Both parts decoded UTF-8; either may be empty.
/// `address` is kept as written but for its domain, which is in lower case. Exchange names (/O=...) count
/// too.
struct Mailbox {
  std::string name;
  std::string address;
  bool operator==(const Mailbox&) const = default;
};

/// A point in time as a header states it.
struct Moment {
  std::int64_t utc = 0;  ///< seconds since 1970-01-01T00:00:00Z, leap seconds left out; may be negative
  int zone = 0;          ///< minutes east of Greenwich as written, -1439..1439
  bool operator==(const Moment&) const = default;
};
/// How the date_note of a document ends whose date names a day and no time of day.
inline constexpr std::string_view kToTheDay = "to the day";
/// ISO 8601 in UTC: "2001-10-15T15:00:00Z".
std::string iso8601(std::int64_t utc);
/// The inverse for the forms 2009, 2009-11, 2009-11-03, 2009-11-03T10:11[:12][Z|+hh:mm]: first second meant.
std::optional<std::int64_t> parse_iso8601(std::string_view text);
/// The first second after what the text names: the end of 2009, of 2009-11, of that day, minute or second.
std::optional<std::int64_t> parse_iso8601_end(std::string_view text);

/// Where a document lies: "mail.zip!/inbox.mbox#412". "!/" enters a container by member name, "#" a mailbox
/// by item number from 1.
struct Place {
  std::string path;
  std::string parent;  ///< id of the letter that it is attached to; empty: none
};

/// A number of things that came with the document and have no column of their own, in order:
/// "byline", "headline", "publication", "more" (a source to read more at), "topic", "x-folder", "flags", ...
using Fields = std::vector<std::pair<std::string, std::string>>;

struct Document {
  std::string id;  ///< 64 hexadecimal digits: SHA-256 of the item's bytes
  std::string
      sha256;  ///< equal to id, but for items without bytes of their own (id is then of a canonical form)
  Place place;
  DocumentType type = DocumentType::other;
  std::string media_type;  ///< RFC 6838, lower case, without parameters
  std::string name;        ///< file name as its container gives it; for attachments
  std::string message;     ///< 16 hexadecimal digits; empty for what is no letter
  std::string subject;
  std::vector<Mailbox> from, sender, reply_to, to, cc, bcc;
  std::optional<Moment> date;
  std::string date_raw;    ///< the header's own words, where they are not a valid date of RFC 5322
  std::string date_note;   ///< how they were read: "two-digit year", "from the Received header", ...
  std::string message_id;  ///< without angle brackets; empty: none
  std::vector<std::string> references;  ///< References, then In-Reply-To, oldest first, no repeats
  std::string language;                 ///< ISO 639-1, or "mixed", "other"; empty: no text
  std::uint64_t bytes = 0;              ///< of the item as it lies in its container
  Status status = Status::read;
  std::string reason;  ///< why not all was read; empty when status is read
  Fields fields;
};

/// Something that could not be read: an item of a container (no document then) or a part of a document.
struct Failure {
  std::string place;
  std::string document;  ///< id of the damaged document; empty: nothing of the item is in the case
  std::uint64_t bytes = 0;
  std::string code;    ///< name_of(clew::Code), or "crash", "timeout", "memory"
  std::string reason;  ///< for people
};

/// The account of one container: expected = read + failed + skipped, for items and for bytes.
/// `duplicates` is how many of `read` were bytes that the case had already.
struct Ledger {
  std::string place;
  std::uint64_t expected = 0, read = 0, failed = 0, skipped = 0, duplicates = 0;
  std::uint64_t bytes_expected = 0, bytes_read = 0, bytes_failed = 0, bytes_skipped = 0;
  bool balances() const {
    return expected == read + failed + skipped && bytes_expected == bytes_read + bytes_failed + bytes_skipped;
  }
};

/// A document's date as precise as it is known: "2001-10-15T15:00:00Z", or "2013-03-03"; empty: none.
std::string shown_date(const Document& document);

}  // namespace clew::model
