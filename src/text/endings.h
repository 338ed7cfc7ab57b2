// text/endings.h - greeting, closing, signature and disclaimer within one letter's own lines.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "model/passage.h"
#include "text/lines.h"

namespace clew::text {

/// Lines [first, last) are by one author, without heads between. Sets `kinds` of those that are greeting,
/// closing, signature or disclaimer and leaves the others. `begins`: the letter begins here, so a greeting
/// may stand.
void mark_endings(std::string_view text, const std::vector<Line>& lines, std::size_t first, std::size_t last,
                  bool begins, std::vector<model::ZoneKind>& kinds);

}  // namespace clew::text
