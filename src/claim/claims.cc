#include "claim/claims.h"

#include "claim/eastern.h"

namespace clew::claim {

std::vector<ParagraphClaims> read_claims(Document& document) {
  std::vector<ParagraphClaims> all(document.size());
  for (std::size_t i = 0; i < document.size(); ++i)
    if (document.paragraph(i).wanted) read_eastern(document, i, all[i]);
  return all;
}

}  // namespace clew::claim
