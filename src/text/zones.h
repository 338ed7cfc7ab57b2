// text/zones.h - cuts the text of a letter by who wrote which part of it.
//
// Knows the forms of quoting and forwarding that mail programs use (English, Persian, Arabic, and the
// commonest European ones), signatures and disclaimers. Knows nothing of names in running text.
#pragma once

#include <string_view>
#include <vector>

#include "model/passage.h"

namespace clew::text {

/// The zones of a text, covering it without gaps or overlaps; empty for an empty text. Linear in its length.
/// What is no letter (reports, texts) is one zone of kind body. Threads: safe from any.
std::vector<model::Zone> find_zones(std::string_view text, model::DocumentType type);

}  // namespace clew::text
