// annotate/phones.h - is this row of digits a telephone number, and which one (ITU-T E.164)?
#pragma once

#include <string>
#include <string_view>

#include "annotate/digit_run.h"

namespace clew::annotate {

/// "+442079460123" when the number is international ("+", or "00" with separators, context or length), an
/// Iranian mobile or (in Persian text or announced) land line, or is written in the North American way
/// (713-555-0123). When it is `announced` as a telephone number and no country can be told: its digits alone
/// ("02079460123"). Empty: no telephone number.
std::string phone_value(const DigitRun& run, bool announced, std::string_view language);

}  // namespace clew::annotate
