// claim/sums.h - numbers of tables and bank messages, where no word tells that they are money.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace clew::claim {

/// "45,000", "45.000,50", "1 234,5", "USD 6.40", "(120)" (negative: nothing): the number, in major units. A
/// single mark before three digits groups them; before one or two, or in front of the last group only, it is
/// the decimal mark. Nothing: no number, or more than one.
std::optional<double> read_sum(std::string_view text);

/// The currency (ISO 4217, in capitals) whose code this is, in whichever case; empty: none.
std::string currency_code(std::string_view word);

}  // namespace clew::claim
