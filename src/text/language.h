// text/language.h - which language a text is in.
#pragma once

#include <string>
#include <string_view>

namespace clew::text {

/// ISO 639-1 "en", "fa", "ar"; "fa-Latn" for Persian in Latin letters; "mixed" when two of these each hold a
/// quarter of the words; "other" for anything else; "" for a text without words. Looks at 64 KiB from the
/// start at most. `around`, the language of what stands around a short text (its document's, for a zone or a
/// sentence), decides where the words themselves do not. Threads: safe from any.
std::string identify_language(std::string_view text, std::string_view around = {});

}  // namespace clew::text
