// claim/statements.h - what is said without telling of anything else that is a claim; denials; and refusals
// to answer.
#pragma once

#include <vector>

#include "claim/draft.h"

namespace clew::claim {

/// Refusals to answer in a sentence ("declined to comment"), as claims.
void read_refusals(const SentenceReading& reading, const std::vector<model::Attribution>& attributions,
                   std::vector<model::Claim>& claims);
/// One statement for each attribution that no claim stands in.
void read_statements(const Document& document, std::size_t paragraph,
                     const std::vector<model::Attribution>& attributions, std::vector<model::Claim>& claims);

}  // namespace clew::claim
