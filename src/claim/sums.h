// claim/sums.h - numbers of tables and bank messages, where no word tells that they are money.
#pragma once

#include <optional>
#include <string_view>

namespace clew::claim {

/// "45,000", "45.000,50", "1 234,5", "USD 6.40", "(120)" (negative: nothing): the number, in major units. A
/// single mark before three digits groups them; before one or two, or in front of the last group only, it is
/// the decimal mark. Nothing: no number, or more than one.
std::optional<double> read_sum(std::string_view text);

/// "usd", "eur": the code of a currency (ISO 4217) in small letters.
bool is_currency(std::string_view code);

}  // namespace clew::claim
