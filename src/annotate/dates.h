// annotate/dates.h - dates, times and spans of time in tokens: "3 June", "autumn of 2009", "between May 2009
// and 2011", "two weeks ago", "yesterday at 4:30 pm", "۲۲ بهمن ۱۳۸۷", "الأسبوع الماضي".
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "annotate/date_span.h"
#include "annotate/numbers.h"

namespace clew::annotate {

struct FoundDate {
  std::size_t start = 0, end = 0;  ///< bytes
  std::size_t next = 0;            ///< the token after it
  std::string value;  ///< value_text(); "A|B" when day and month cannot be told apart; empty: not known
  double confidence = 1;
  bool month_first = false;  ///< A of "A|B" is that reading
};

/// The date or time that begins at token `i`. Looks back only to see what announces it.
std::optional<FoundDate> read_date(const Tokens& tokens, std::size_t i, const Base& base);

}  // namespace clew::annotate
