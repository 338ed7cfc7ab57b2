// annotate/quantities.h - amounts of goods in tokens: "40 pumps", "200 tonnes of steel", "15 %", "۴۰ دستگاه
// پمپ", "200 طن من القمح".
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "annotate/numbers.h"

namespace clew::annotate {

struct FoundQuantity {
  std::size_t start = 0, end = 0;  ///< bytes
  std::size_t next = 0;            ///< the token after it
  std::string value;               ///< "qty:40", "qty:200 t", "qty:20/30 t", "qty:15 %"
};

/// The amount that begins with the number at token `i`: a measure, a share in percent, or a number of goods
/// that the tables of term_words.h know; with the goods behind a measure.
std::optional<FoundQuantity> read_quantity(const Tokens& tokens, std::size_t i);

}  // namespace clew::annotate
