// claim/tables.h - payments and holdings that a table states, a row each: comma-, semicolon-, tab- or
// bar-separated lines (RFC 4180) under a header whose columns are known by their names in English, Persian or
// Arabic.
//
// A table of payments has a column of sums and one of payers or payees; one of holdings a column of firms and
// one of owners. Anything else is no table to this reader. Linear in the text.
#pragma once

#include <vector>

#include "claim/claims.h"

namespace clew::claim {

/// Appends to the claims of each paragraph. A table may run on over several paragraphs: the header counts
/// until a line with another number of cells. Reader: "table-1".
void read_tables(const Document& document, std::vector<ParagraphClaims>& found);

}  // namespace clew::claim
