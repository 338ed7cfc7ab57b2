// claim/signatures.h - posts from the signatures of letters: a name on a line, under it the post, under that
// the body.
#pragma once

#include <vector>

#include "claim/claims.h"

namespace clew::claim {

/// Adds to `found`, one entry a paragraph. Looks at paragraphs that are signatures or closings.
void read_signatures(const Document& document, std::vector<ParagraphClaims>& found);

}  // namespace clew::claim
