// claim/eastern_status.h - how a clause is meant, and when.
#pragma once

#include <vector>

#include "claim/eastern_reader.h"

namespace clew::claim::eastern {

struct Stance {
  model::ClaimStatus status = model::ClaimStatus::asserted;
  std::vector<model::Span> cues;
};

/// `denial`: the cue of a denial that the clause stands under, if any.
Stance stance_of(const Paragraph& paragraph, const SentenceReading& sentence, const Clause& clause,
                 const Frame* frame, const model::Span* denial);

/// From the date phrases of a clause.
void set_time(const Paragraph& paragraph, const SentenceReading& sentence, const std::vector<Piece>& pieces,
              bool ends, model::Claim& claim);
void set_time(const Paragraph& paragraph, const SentenceReading& sentence, Range from, Range to,
              model::Claim& claim);

}  // namespace clew::claim::eastern
