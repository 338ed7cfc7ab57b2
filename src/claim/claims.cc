#include "claim/claims.h"

#include "claim/english.h"

namespace clew::claim {

std::vector<ParagraphClaims> read_claims(Document& document) {
  std::vector<ParagraphClaims> found(document.size());
  read_english(document, found);
  return found;
}

}  // namespace clew::claim
