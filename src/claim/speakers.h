// claim/speakers.h - who says it: from attributions (source, cue, content) to the chain of a claim's sources.
#pragma once

#include <vector>

#include "claim/references.h"
#include "claim/scene.h"
#include "model/claim.h"

namespace clew::claim {

/// Attributions of one sentence by its syntax alone: the clause that a verb of speech governs, the clause
/// that
/// "..., he said" follows, "according to".
void syntactic_attributions(const Scene& scene, const References& references, std::string_view first_person,
                            std::vector<model::Attribution>& found);

/// Whether a cue of this sentence says that nothing was said by the source ("did not know that", "will say"),
/// or that it was said of it ("Ann is said to").
bool is_unsaid(const Scene& scene, const model::Attribution& attribution);

/// The attributions whose content holds `trigger`, outermost first: what is said inside another's words comes
/// after them.
std::vector<const model::Attribution*> chain_over(const std::vector<model::Attribution>& attributions,
                                                  const model::Span& trigger);
/// Whether anybody says it: a source in words, or one known from the paragraph before.
bool has_speaker(const model::Attribution& attribution);
/// That part of an attribution's content which holds `trigger`.
const model::Span* part_over(const model::Attribution& attribution, const model::Span& trigger);
/// As a claim has it; text must be the document's.
model::ClaimSource source_of(std::string_view text, const model::Attribution& attribution);

}  // namespace clew::claim
