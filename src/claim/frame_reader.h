// claim/frame_reader.h - claims that a verb or noun of the frame lexicon tells of.
#pragma once

#include <vector>

#include "claim/draft.h"

namespace clew::claim {

/// The drafts of one sentence, in the order of their triggers.
std::vector<Draft> read_frames(const SentenceReading& reading);

}  // namespace clew::claim
