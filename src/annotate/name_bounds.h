// annotate/name_bounds.h - where a name of a person begins and ends, and what only looks like one.
//
// Takes off courtesies ("Mr.") and what follows a bracket; adds "Jr." and joins names at a nickname in
// quotes; parts names that a dash joins; drops streets
// ("1400 Hill Street"), posts and words of greetings and closings; gives a name that goes on with a company's
// form
// ("Hill Barnes & Company") to organisations.
#pragma once

#include <string_view>
#include <vector>

#include "model/mention.h"

namespace clew::annotate {

/// Mends `names` of `text` from `first` on, which are in order; they stay so. Linear. Threads: safe from any.
void mend_bounds(std::string_view text, std::size_t first, std::vector<model::Mention>& names);

}  // namespace clew::annotate
