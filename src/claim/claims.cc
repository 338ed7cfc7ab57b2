#include "claim/claims.h"

#include "claim/english.h"
#include "claim/tables.h"
#include "claim/transfers.h"

namespace clew::claim {

std::vector<ParagraphClaims> read_claims(Document& document) {
  std::vector<ParagraphClaims> found(document.size());
  read_english(document, found);
  read_tables(document, found);
  read_transfers(document, found);
  return found;
}

}  // namespace clew::claim
