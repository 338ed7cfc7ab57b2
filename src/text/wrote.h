// text/wrote.h - reads "On DATE, NAME <ADDRESS> wrote:", in the languages that text/head_words.h knows.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "text/heads.h"

namespace clew::text {

/// `above[0]` is a line that ends with a colon, above[1] the line over it, and so on (as many as the head may
/// be wrapped over). `marked_below`: what follows is quoted deeper. True if it is such a head; then `letter`
/// has its author and date, and `used` how many of the lines belong to it.
bool parse_wrote(const std::vector<std::string_view>& above, bool marked_below, Letter& letter,
                 std::size_t& used);

}  // namespace clew::text
