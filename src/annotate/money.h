// annotate/money.h - sums of money in tokens: "$1.2bn", "EUR 2.5 million", "۵ میلیون تومان", "خمسة آلاف
// دولار".
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "annotate/numbers.h"

namespace clew::annotate {

struct FoundSum {
  std::size_t start = 0, end = 0;  ///< bytes
  std::size_t next = 0;            ///< the token after it
  std::string value;               ///< "5000 USD", "20000/30000 USD"; empty for "thousands of dollars"
};

/// The sum that begins at token `i`. Amounts in minor units are exact integers inside; the value is in major
/// units. Toman count as ten IRR. A currency that the words leave open ("dinar") is XXX.
std::optional<FoundSum> read_sum(const Tokens& tokens, std::size_t i);

}  // namespace clew::annotate
