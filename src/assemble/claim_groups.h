// assemble/claim_groups.h - which claims say the same, and which dispute which. Knows nothing of texts.
//
// Two claims say the same when they are of one type, about the same, and nothing that both tell (sum, time,
// place, another argument) differs; a group is what one claim and all that say the same as it hold. A claim
// disputes another when it is about the same and denies or negates what that one asserts, or when both are
// asserted and a sum or a date differs. What a claim leaves open disputes nothing. Near linear in the claims.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "model/claim.h"

namespace clew::assemble {

/// An argument as far as comparison goes.
struct ClaimFactArg {
  std::string role;
  std::string key;  ///< the entity's, else the folded name; of a sum its value with the currency
};

/// A claim as far as comparison goes.
struct ClaimFact {
  std::int64_t id = 0;
  model::ClaimType type = model::ClaimType::statement;
  model::ClaimStatus status = model::ClaimStatus::asserted;
  std::vector<ClaimFactArg> args;
  std::string from, to;  ///< ISO 8601; empty: not known
};

struct ClaimComparison {
  std::vector<std::pair<std::int64_t, std::int64_t>>
      groups;  ///< claim, first of its group; groups of one are left out
  std::vector<std::pair<std::int64_t, std::int64_t>> disputes;  ///< claim, one that disputes it
};

/// In the order of `facts`: the first of a group is the one that stands first.
ClaimComparison compare_claims(const std::vector<ClaimFact>& facts);

}  // namespace clew::assemble
