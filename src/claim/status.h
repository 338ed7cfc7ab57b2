// claim/status.h - the stance of the innermost speaker towards what a word tells of: said to be so, perhaps
// so, not so, denied, or yet to come. Words that weaken count where syntax lets them reach the trigger.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "claim/scene.h"

namespace clew::claim {

struct Stance {
  model::ClaimStatus status = model::ClaimStatus::asserted;
  std::vector<std::uint32_t> cues;  ///< words, in order
  bool question = false;            ///< nothing is claimed
  bool own_negation = false;        ///< the trigger itself is negated
};

/// Of a claim that hangs on `trigger`, whose arguments hang under `arguments` ("no officer was paid" negates
/// by an argument). `within`: the words of the innermost speaker; the speaker's verb outside of them says
/// nothing of the stance, unless it denies.
Stance read_stance(const Scene& scene, std::uint32_t trigger, const std::vector<std::uint32_t>& arguments,
                   const std::optional<model::Span>& within);

/// Words that weaken one of several coordinated phrases alone ("to A and supposedly B"); none if empty.
std::vector<std::uint32_t> hedges_of(const Scene& scene, std::uint32_t phrase);

}  // namespace clew::claim
