// read/plain_text.h - text as it stands, in any charset, streamed: what is valid UTF-8 stays byte for byte.
#pragma once

#include <string_view>

#include "read/reader.h"

namespace clew::read {

/// Gives one document of type text and of this media type. Errors: io.
Result<void> read_plain_text(Source& file, const Limits& limits, Sink& sink, std::string_view media_type);

}  // namespace clew::read
