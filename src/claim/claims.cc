#include "claim/claims.h"

#include <utility>

#include "claim/attribution.h"
#include "claim/eastern.h"
#include "claim/english.h"
#include "claim/signatures.h"
#include "claim/tables.h"
#include "claim/transfers.h"

namespace clew::claim {

std::vector<ParagraphClaims> read_claims(Document& document) {
  std::vector<ParagraphClaims> found(document.size());
  auto attributions = find_attributions(document);
  for (std::size_t p = 0; p < found.size(); ++p) found[p].attributions = std::move(attributions[p]);
  read_english(document, found);
  read_signatures(document, found);
  for (std::size_t p = 0; p < found.size(); ++p)
    if (document.paragraph(p).wanted) read_eastern(document, p, found[p]);
  read_tables(document, found);
  read_transfers(document, found);
  return found;
}

}  // namespace clew::claim
