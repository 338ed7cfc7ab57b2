// annotate/survey.h - which signs stand in a text at all: most passages have none that an identifier or an
// address could be made of, and are not searched for them.
#pragma once

#include <string_view>

namespace clew::annotate {

struct Survey {
  bool digits = false;    ///< of any script that digit_at() knows
  bool capitals = false;  ///< two capitals of ASCII side by side
  bool signs = false;     ///< '@', ':' or '.'
};

/// One pass over the bytes, some cycles for each.
Survey survey(std::string_view text);

}  // namespace clew::annotate
