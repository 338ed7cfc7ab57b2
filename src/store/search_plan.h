// store/search_plan.h - what a query asks, taken apart into what is found in different ways: words, a span of
// dates, the rest. Used by store/search.cc alone. Pure.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "store/search.h"

namespace clew::store {

/// Conditions that all hold for each match.
struct Plan {
  std::optional<Query> text;  ///< words that a text must hold, combined
  std::int64_t since = std::numeric_limits<std::int64_t>::min();
  std::int64_t until = std::numeric_limits<std::int64_t>::max();
  bool dated = false;
  std::vector<Query> others;
};

/// The others come in the order of what asking them of one document costs.
Plan make_plan(const Query& query);

}  // namespace clew::store
