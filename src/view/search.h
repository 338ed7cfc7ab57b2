// view/search.h - answers a query: hits in order, each with the passages that show why.
//
// Threads: one thread at a time per Db.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/db.h"
#include "store/read_documents.h"
#include "store/search.h"
#include "view/highlight.h"

namespace clew::view {

struct SearchRequest {
  std::string query;    ///< in the language of view/query.h
  bool by_rank = true;  ///< else newest first; a query without words is always newest first
  std::optional<std::uint64_t> limit;
  std::size_t passages = 3;  ///< at most so many a hit
  bool look_into_subjects =
      true;  ///< for in_subject_alone, which takes as long as a query of a middling word
};

struct Hit {
  store::StoredDocument document;  ///< as DocumentReader::load_head gives it
  double score = 0;                ///< BM25; 0 where nothing was ranked
  std::vector<Excerpt> passages;   ///< around the matches; else the beginning of the document's own text
};

struct SearchSummary {
  store::SearchNotes notes;
  std::uint64_t hits = 0;
  /// How many more have the words in their subject alone; nothing where that does not apply
  /// or was not asked for.
  std::optional<std::uint64_t> in_subject_alone;
};

/// False from the callback ends the search. Errors: usage (the query), corrupt.
Result<SearchSummary> search(const store::Db& db, const SearchRequest& request,
                             const std::function<Result<bool>(const Hit&)>& give);

}  // namespace clew::view
