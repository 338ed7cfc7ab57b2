// claim/attribution_rules.h - attributions by a short list of verbs and the tree, for builds without a
// trained model. Sure, and blind to most of what a model finds.
#pragma once

#include <vector>

#include "claim/attribution_model.h"

namespace clew::claim {

/// Whether a word in small letters, by its hash, is a form of a verb of the list or "according".
bool rules_possible(std::uint64_t form, const void*);
void find_by_rules(const ParagraphView& view, std::vector<FoundAttribution>& found);

}  // namespace clew::claim
