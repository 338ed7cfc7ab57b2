// screen/countries.h - which country is meant, so that "IR", "Iran" and "Iran (Islamic Republic of)" are one.
#pragma once

#include <string>
#include <string_view>

namespace clew::screen {

/// The two-letter code of ISO 3166-1 in lower case; empty: not known. Knows codes, the names of ICU in
/// English, French, German, Persian, Arabic and Russian, and the forms that lists use.
std::string country_code(std::string_view words);

}  // namespace clew::screen
