// claim/attribution.h - who is cited in English sentences, by which words, for what.
//
// Found by a trained model (claim/attribution_model.h); a build without it goes by a short list of verbs and
// the tree. A sentence in which no word can be a cue, and which has no quotation mark, is not parsed. Linear
// in the text; memory grows with a paragraph.
#pragma once

#include <vector>

#include "claim/document.h"
#include "model/claim.h"

namespace clew::claim {

/// One list a paragraph, in order of their cues; empty for those not wanted, and for heads and signatures.
/// Spans are bytes of the document's text. An attribution without source and cue is a quotation that goes on
/// from the paragraph before: `name` says whose. Sentences in other languages than English are left alone.
std::vector<std::vector<model::Attribution>> find_attributions(Document& document);

}  // namespace clew::claim
