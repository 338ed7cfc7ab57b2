// read/html.h - HTML as the text that a reader of it sees, streamed. Opens nothing, follows no link.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/source.h"

namespace clew::read {

/// Reads from the start of `html`; gives valid UTF-8 in pieces. `charset`: as declared outside the HTML, may
/// be empty: then a byte order mark, <meta charset> and detection decide (read/charset.h).
///
/// Blocks end lines; paragraphs, headings, lists and quotes have a blank line around them; list items start
/// with
/// "- "; cells of a table row are parted by a tab; every line of a <blockquote> starts with "> ", of a nested
/// one with ">> ", so that a quoted reply is seen as in plain mail. <pre> keeps its lines, other white space
/// becomes one space. Scripts, styles, the title and comments are left out; hidden elements are not: they are
/// evidence. Of a link its text stays. Memory is flat, time linear. Errors: io.
Result<void> html_to_text(Source& html, std::string_view charset,
                          const std::function<void(std::string_view)>& out);

/// What the first 64 KiB say about the document; white space collapsed, empty: nothing.
struct HtmlHead {
  std::string title;
  std::string heading;  ///< the first <h1>
  std::string author;   ///< <meta name="author">, "dc.creator" or "article:author"
  std::string date;     ///< <meta name="date">, "dc.date", "article:published_time" ...: as written
};
/// Leaves `html` at its start. Errors: io.
Result<HtmlHead> read_html_head(Source& html, std::string_view charset);

}  // namespace clew::read
