// claim/arabic_pieces.h - phrases of an Arabic clause.
#pragma once

#include <vector>

#include "claim/eastern_clause.h"

namespace clew::claim::eastern {

/// Phrases of units [range.first, range.last). A definite phrase ends where an indefinite word follows;
/// names, prepositions, commas, dates and sums end one too.
std::vector<Piece> arabic_pieces(const std::vector<Unit>& units, Range range, bool behind);

}  // namespace clew::claim::eastern
