// view/document.h - one document, thread or entity with what belongs to it, as `show` tells it.
//
// Threads: one thread at a time per Db.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/db.h"
#include "store/entities.h"
#include "store/party_reasons.h"
#include "store/read_documents.h"
#include "view/naming.h"

namespace clew::view {

struct DocumentView {
  store::StoredDocument document;
  std::vector<store::StoredParty> parties;
  std::vector<store::StoredDocument> attachments;    ///< heads
  std::vector<std::string> attached_to;              ///< ids of the letters that it is attached to
  std::size_t thread_position = 0, thread_size = 0;  ///< from 1, by date; 0: in no thread
  std::uint64_t text_bytes = 0;
};
/// Errors: not_found.
Result<DocumentView> load_document(store::DocumentReader& reader, std::int64_t row);

/// A run of a letter's text as a thread shows it: its author's own words, or how much of somebody else's
/// follows.
struct Run {
  bool own = true;
  std::string text;                              ///< own words
  model::ZoneKind kind = model::ZoneKind::body;  ///< of the others: quote, forward or disclaimer
  std::uint64_t lines = 0;                       ///< of the others, heads left out
  model::Mailbox author;                         ///< of the others, where the text says so
};
/// At most the first 256 KiB of each of the author's own zones.
Result<std::vector<Run>> runs_of(store::DocumentReader& reader, std::int64_t text_row);
/// "[quoted: 12 lines by Sam Reed]"
std::string folded_line(const Run& run);

struct Alike {
  store::StoredDocument document;  ///< head
  double score = 0;                ///< shared passages / passages of the document asked about
  std::uint64_t shared = 0;
};
/// Documents that share passages with this one, most first, then newest first. Those with exactly its text
/// score 1.
Result<std::vector<Alike>> find_alike(const store::Db& db, store::DocumentReader& reader, std::int64_t row,
                                      std::optional<std::uint64_t> limit);

struct EntityTie {
  std::string key, name;
  std::uint64_t sent = 0, received = 0;  ///< letters to and from it
  std::uint64_t letters() const { return sent + received; }
};
struct EntityView {
  store::StoredEntity entity;
  std::vector<store::KnownAs> known_as;
  std::vector<EntityTie> ties;                 ///< the strongest, at most ten
  std::vector<store::StoredDocument> letters;  ///< the latest, newest first, at most ten
  std::vector<Naming> passages;                ///< the latest that name it, newest first, at most ten
};
Result<EntityView> load_entity(const store::Db& db, store::DocumentReader& reader, std::int64_t entity);

/// What `show` was given. Errors: not_found; usage or conflict: no such form, or several fit.
struct Shown {
  std::int64_t document = 0, entity = 0;  ///< the one that is not 0
};
/// An entity's key; a document's id or its beginning; a letter's 16 digits; else an address or name.
Result<Shown> find_shown(const store::Db& db, store::DocumentReader& reader, std::string_view id);

}  // namespace clew::view
