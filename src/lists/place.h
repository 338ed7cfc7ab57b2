// lists/place.h - says where in a file a list is broken: "line 12, column 5: ...".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace clew::lists {

/// Both from 1; the column counts bytes.
inline Error bad_place(std::uint64_t line, std::uint64_t column, std::string_view what,
                       Code code = Code::bad_input) {
  return {code, std::string(what), "line " + std::to_string(line) + ", column " + std::to_string(column),
          "the list is left out as a whole"};
}

}  // namespace clew::lists
