// annotate/date_span.h - points and spans of time as they are said, in three calendars, and how they are
// written.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "annotate/calendars.h"

namespace clew::annotate {

/// A year, month, day or moment: as precise as its fields say.
struct Point {
  Era era = Era::gregorian;
  int year = 0, month = 0, day = 0;  ///< 0: not said
  int hour = -1, minute = -1, second = -1;
  bool operator==(const Point&) const = default;
};

/// A month, or with `month` 0 a year.
inline Point era_point(Era era, int year, int month) {
  Point point;
  point.era = era;
  point.year = year, point.month = month;
  return point;
}

/// From the beginning of one point to the end of the other; one point when both are equal.
struct Span {
  Point from, to;
};

/// What expressions such as "yesterday" and "3 June" are relative to.
struct Base {
  bool known = false;  ///< the day is known
  CalendarDay date;    ///< Gregorian
  std::int64_t day = 0;
};

/// From ISO 8601; unknown unless it names a day.
Base base_of(std::string_view iso8601);

/// Days from 1970-01-01. REQUIRES: a year.
std::int64_t first_day(const Point& point);
std::int64_t last_day(const Point& point);
Point point_of(Era era, std::int64_t day);
/// The day `n` units later, counted in the era's calendar; days past a month's end become its last.
Point shifted(Era era, std::int64_t day, Unit unit, int n);

/// The year that two digits mean: the latest that is at most ten years past the base; without one, the latest
/// before 2030.
int full_year(Era era, int two_digits, const Base& base);

/// "2009-05-13", "2009-05/2009-07", "2009-05-13T16:30", "--06-03" without a year, "T16:30" without a day;
/// other calendars as days with the original behind: "2009-03-21/2009-04-20[persian=1388-01]". Empty when
/// nothing is known.
std::string value_text(const Span& span, std::string_view zone);

}  // namespace clew::annotate
