// claim/times.h - when a claim says that it was so: the dates whose syntax leads to its trigger, with the
// words that open or close a span ("since", "until", "between ... and ...", "before").
#pragma once

#include <string>
#include <vector>

#include "claim/scene.h"

namespace clew::claim {

struct When {
  std::string from, to;              ///< ISO 8601, as precise as known; empty: open or not known
  model::Span span;                  ///< of the words; empty: none
  std::vector<std::uint32_t> words;  ///< that the dates are made of, within the sentence
};

/// `begins`: a single date opens the claim's time (an appointment), `ends`: closes it (a resignation).
/// `own`: only dates under the trigger itself count.
When read_when(const Scene& scene, std::uint32_t trigger, bool begins, bool ends, bool own = false);
/// The two ends of a date mention's value: "2009-05/2011" -> "2009-05", "2011"; times of day are cut off.
/// False when the value tells of no day, month or year.
bool ends_of(std::string_view value, std::string& from, std::string& to);

}  // namespace clew::claim
