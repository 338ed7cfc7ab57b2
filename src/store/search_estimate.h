// store/search_estimate.h - how much a query of words will find and cost, judged by a hundred texts spread
// evenly over the case. Decides between ways that give the same answer; never what the answer is.
// Threads: one at a time.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "store/db.h"
#include "store/search.h"

namespace clew::store {

struct Estimate {
  double share = 0;               ///< of the texts that match
  std::vector<double> rows_with;  ///< texts with each phrase, in the order of phrases_of
  double index_cost = 0;          ///< microseconds of asking the index for all matches
};

/// REQUIRES: the query holds no filters. Deterministic.
Result<Estimate> estimate(const Db& db, const Query& query, std::int64_t last_text);

}  // namespace clew::store
