// read/mime_outline.h - where the parts of a letter's outermost multipart begin and end (RFC 2046, 5.1).
//
// Looks at lines only, in flat memory and linear time, before anything is built for the parts.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "base/source.h"
#include "read/header_block.h"

namespace clew::read {

enum class BoundaryLine { none, part, closing };
/// Whether a line (without its end) is a boundary line: "--boundary", "--boundary--", white space behind it.
BoundaryLine boundary_line(std::string_view line, std::string_view boundary);

struct Outline {
  bool found = false;
  Range parts;  // from the first boundary line to the end of the closing one
  bool closed = false;
  std::string_view stopped;  // why the parts end here, before the multipart does; empty: they do not
};
/// Looks for the boundary in a body. Stops behind part number `max_parts`, those of multiparts inside
/// included, and where the header blocks of the parts get too long: what follows would cost the parser too
/// much memory. Errors: io.
Result<Outline> find_outline(Source& file, Range body, std::string_view boundary, bool cr_lines,
                             int max_parts);

/// The boundary of a multipart that names none, or a wrong one: the first line like "--something" that comes
/// again or is closed; empty: there is none. Errors: io.
Result<std::string> guess_boundary(Source& file, Range body, bool cr_lines);

}  // namespace clew::read
