// read/eml.h - one letter: RFC 5322 with MIME.
//
// The document's text is the best text part: the first text/plain that is no attachment, as decoded (no
// newline or white space is changed, format=flowed is not undone but recorded); where there is none, or it is
// blank beside an HTML alternative, the first text/html, rendered. Every other part is a child "!/NAME". A
// letter inside keeps its bytes as they stand; where its part was encoded, its bytes are the decoded ones.
// Memory does not grow with the length of the parts.
#pragma once

#include "read/reader.h"

namespace clew::read {

/// Reads one letter as kEml does; `more`: fields that its container knows, put behind the letter's own.
/// Errors: bad_input (no header block), io.
Result<void> read_letter(Source& file, const Limits& limits, const model::Fields& more, Sink& sink);

/// Does what the first letter would do once per process (GMime, ICU's tables), so that a worker can be locked
/// in afterwards. Safe from any thread; may be called again.
void warm_mail_reader();

}  // namespace clew::read
