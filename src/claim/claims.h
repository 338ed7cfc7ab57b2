// claim/claims.h - a document's claims and attributions: the one door of this room.
#pragma once

#include <vector>

#include "claim/document.h"
#include "model/claim.h"

namespace clew::claim {

/// Raised by one whenever any reader here would answer differently.
inline constexpr int kVersion = 1;

/// What one paragraph claims. Offsets are into the document's text.
struct ParagraphClaims {
  std::vector<model::Attribution> attributions;
  std::vector<model::Claim> claims;
};

/// One entry a paragraph of the document, empty for those not wanted. A pure function of the document.
std::vector<ParagraphClaims> read_claims(Document& document);

}  // namespace clew::claim
