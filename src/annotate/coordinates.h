// annotate/coordinates.h - a point on the Earth, written as numbers.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace clew::annotate {

struct Place {
  std::size_t start = 0, end = 0;  ///< both 0 when there is none
  std::string value;               ///< "geo:35.6892,51.389" (RFC 5870: latitude, longitude, WGS 84)
};

/// The point that begins at `at` (a digit; a minus before it is taken in): two decimal numbers with N/S and
/// E/W or with a comma between and at least four decimals each ("35.6892, 51.3890", "35.6892° N 51.3890° E";
/// three when the words before announce a place), or degrees, minutes and seconds.
Place read_place(std::string_view text, std::size_t at);

}  // namespace clew::annotate
