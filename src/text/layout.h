// text/layout.h - which line ends of a text end a sentence: lists, tables, wrapped lines.
#pragma once

#include <string_view>
#include <vector>

#include "model/passage.h"
#include "text/lines.h"

namespace clew::text {

/// For each line, whether nothing that begins above it goes on in it. A blank line breaks, and so does the
/// line below it. Linear.
std::vector<bool> find_breaks(std::string_view text, const std::vector<Line>& lines, model::ZoneKind zone);

/// Bytes of a list mark at the start of a line ("- ", "* ", "1. ", "(a) ", "۱) "), 0: none.
std::size_t list_mark(std::string_view content);

}  // namespace clew::text
