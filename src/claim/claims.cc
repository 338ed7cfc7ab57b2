#include "claim/claims.h"

#include <utility>

#include "claim/attribution.h"

namespace clew::claim {

std::vector<ParagraphClaims> read_claims(Document& document) {
  std::vector<ParagraphClaims> all(document.size());
  auto attributions = find_attributions(document);
  for (std::size_t p = 0; p < all.size(); ++p) all[p].attributions = std::move(attributions[p]);
  return all;
}

}  // namespace clew::claim
