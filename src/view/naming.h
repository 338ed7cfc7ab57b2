// view/naming.h - the passages of texts that name an entity, latest first. Threads: one at a time per Db.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/entities.h"
#include "store/read_documents.h"

namespace clew::view {

/// A passage that names an entity. Offsets are bytes.
struct Naming {
  store::StoredDocument document;            ///< its head
  std::uint64_t start = 0, end = 0;          ///< of the quote, in the document's text
  std::string quote;                         ///< the passage, or the part of a long one around the name
  std::size_t name_start = 0, name_end = 0;  ///< in the quote
};

/// At most `most`, each passage once, from the newest documents that name it; those without a date come last.
/// Errors: the store's.
Result<std::vector<Naming>> passages_naming(const store::Db& db, store::DocumentReader& reader,
                                            const store::StoredEntity& entity, std::size_t most);

}  // namespace clew::view
