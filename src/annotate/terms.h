// annotate/terms.h - posts (role), laws, programmes, and arms and dual-use goods in running text, by the
// tables of term_words.h and what stands around.
//
// A post is the words that say which: "deputy director", "Minister of Harbours", "former chief financial
// officer", not the organisation ("director of the Harbour Fund" gives "director"). Common words such as
// "officer" are told only beside other signs of a post. Linear in the length of the text. Threads: safe from
// any.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "annotate/annotate.h"

namespace clew::annotate {

/// Appends mentions in order of start, without overlaps among them. `names`: persons, organisations, places
/// of the passage, by start; a post may hold a place or organisation that is part of its name, which is then
/// none (see annotate.cc).
void find_terms(std::string_view text, const Context& context, std::span<const model::Mention> names,
                std::vector<model::Mention>& mentions);

}  // namespace clew::annotate
