// annotate/values.h - sums of money, dates and times, and amounts of goods in plain text.
#pragma once

#include <string_view>
#include <vector>

#include "annotate/annotate.h"

namespace clew::annotate {

/// Appends `money`, `date` and (with amounts) `goods` mentions in order, without overlaps; values as
/// docs/values.md says. Linear in the length of the text; memory does not grow with it.
void find_values(std::string_view text, const Context& context, std::vector<model::Mention>& mentions);

}  // namespace clew::annotate
