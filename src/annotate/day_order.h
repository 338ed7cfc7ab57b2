// annotate/day_order.h - whether a text writes the day or the month first.
#pragma once

#include <string_view>

#include "annotate/annotate.h"

namespace clew::annotate {

/// As most dates of three numbers have it in which one of the two small numbers is no month: 23/02/2001,
/// 02-23-01. Reads at most the first 256 KiB.
DayOrder day_order_of(std::string_view text);

}  // namespace clew::annotate
