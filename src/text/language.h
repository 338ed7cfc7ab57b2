// text/language.h - which language a text is in.
#pragma once

#include <string>
#include <string_view>

namespace clew::text {

/// ISO 639-1 "en", "fa", "ar"; "mixed" when two of them each hold a quarter of the words; "other" for
/// anything else; "" for a text without words. Looks at 64 KiB from the start at most. Threads: safe from
/// any.
std::string identify_language(std::string_view text);

}  // namespace clew::text
