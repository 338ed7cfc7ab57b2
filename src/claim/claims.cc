#include "claim/claims.h"

namespace clew::claim {

std::vector<ParagraphClaims> read_claims(Document& document) {
  return std::vector<ParagraphClaims>(document.size());
}

}  // namespace clew::claim
