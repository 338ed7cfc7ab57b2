// digest/drawing.h - the two pictures of a digest, as inline SVG 1.1 without script, style or outside
// reference.
//
// Colours come from the page's own style by class. The same dossier gives the same bytes.
// Threads: safe from any.
#pragma once

#include <string>

#include "view/dossier.h"

namespace clew::digest {

/// A bar a month, letters below and reports on top; empty for fewer than two months.
std::string draw_months(const view::Dossier& dossier);
/// The chief correspondents on a circle, in the order given, clockwise from the top; a line's width tells how
/// many letters went between two. Empty for fewer than two people.
std::string draw_network(const view::Dossier& dossier);

}  // namespace clew::digest
