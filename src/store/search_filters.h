// store/search_filters.h - the documents that fulfil a condition, as a set: headers, dates, places, people,
// and any combination of these with words. Exact, and as dear as reading all that matches. Used by
// store/search.cc alone. Threads: one at a time.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "store/db.h"
#include "store/row_set.h"
#include "store/search.h"

namespace clew::store {

/// How far the rows of a case go.
struct Extent {
  std::int64_t last_document = 0, last_text = 0;
};
/// Errors: corrupt.
Result<Extent> extent_of(const Db& db);

/// documents.id of all that match.
Result<RowSet> documents_matching(const Db& db, const Query& query, const Extent& extent);
/// documents.id of all that have one of these texts.
Result<RowSet> documents_of_texts(const Db& db, const RowSet& texts, std::uint64_t count,
                                  const Extent& extent);

}  // namespace clew::store
