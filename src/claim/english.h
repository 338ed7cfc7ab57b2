// claim/english.h - the claims of a document's English sentences.
#pragma once

#include <vector>

#include "claim/claims.h"

namespace clew::claim {

/// Adds to `found`, one entry a paragraph, whose attributions are there already (in order). Sentences without
/// a word that a claim may hang on are not parsed, nor are sentences of more than kLongestClaim words.
void read_english(Document& document, std::vector<ParagraphClaims>& found);

inline constexpr std::size_t kLongestClaim = 250;

}  // namespace clew::claim
