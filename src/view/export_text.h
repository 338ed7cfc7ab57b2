// view/export_text.h - what all exports share: where they write to, and texts made fit for XML, CSV and
// lines. Knows no case. Threads: safe from any.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace clew::view {

/// Takes the next bytes of an export. An error ends the export.
using Out = std::function<Result<void>(std::string_view)>;

/// Appends `text` for XML 1.0 content or an attribute in double quotes: markup escaped, line breaks and tabs
/// as blanks, characters that XML does not allow (and C1 controls) left out, invalid UTF-8 as U+FFFD.
void append_xml(std::string& to, std::string_view text);
std::string xml(std::string_view text);

/// Appends a row by RFC 4180. A cell that a spreadsheet would take for a formula (it begins with = + - @, a
/// tab or a line break) gets a leading apostrophe. NUL is left out, invalid UTF-8 becomes U+FFFD.
void append_csv(std::string& to, const std::vector<std::string>& cells);

/// One line of at most `most` characters without controls, format characters (also joiners) and surrounding
/// quotes; runs of white space become one blank. May come out empty.
std::string plain_line(std::string_view text, std::size_t most);

std::string joined(const std::vector<std::string>& list, std::string_view between);

}  // namespace clew::view
