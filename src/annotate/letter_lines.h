// annotate/letter_lines.h - names of persons that stand alone in a letter's greeting or below its text.
//
// "Hi Bo," and "Thanks,\nBo" have too few words for what running text teaches; here the place decides, and
// that the word is none that texts mostly write small.
#pragma once

#include <string_view>
#include <vector>

#include "annotate/name_model.h"
#include "model/mention.h"

namespace clew::annotate {

/// Appends to `names` (those of `text`, in order from `first` on) what overlaps none of them, or stands in
/// place of an organisation or place that fills the same line. The order is lost. Linear. Threads: safe from
/// any.
void read_letter_lines(std::string_view text, std::string_view zone, const NameModel& model,
                       std::size_t first, std::vector<model::Mention>& names);

}  // namespace clew::annotate
