// read/media_types.h - what kind of file this is when no reader is asked: by its first bytes, then as
// declared, then by its name.
#pragma once

#include <string>
#include <string_view>

namespace clew::read {

/// RFC 6838, lower case; "application/octet-stream" when nothing is known.
std::string guess_media_type(std::string_view head, std::string_view file_name, std::string_view declared);
/// False for what has no text by nature (images, sound, film) and for unknown bytes.
bool may_hold_text(std::string_view media_type);

}  // namespace clew::read
