// claim/eastern.h - attributions and claims in Persian and Arabic sentences, from the predicates of
// frames_fa.txt and frames_ar.txt (docs/frames_eastern.md) and the clauses around them.
//
// Offsets are bytes into the document's text. A paragraph without such sentences gives nothing. Time is
// linear in the paragraph's length. Threads: one a document.
#pragma once

#include <vector>

#include "claim/claims.h"
#include "claim/document.h"
#include "model/claim.h"

namespace clew::claim {

/// Appends both, reading the paragraph once.
void read_eastern(Document& document, std::size_t paragraph, ParagraphClaims& result);

/// Appends who says what. A quotation whose speaker stands in the paragraph before has no source span, but a
/// name.
void find_eastern_attributions(Document& document, std::size_t paragraph,
                               std::vector<model::Attribution>& attributions);

/// Appends claims; their sources come from `attributions`, found by the function above.
void find_eastern_claims(Document& document, std::size_t paragraph,
                         const std::vector<model::Attribution>& attributions,
                         std::vector<model::Claim>& claims);

}  // namespace clew::claim
