// read/report_dates.h - the date in a report's date line, in English, Persian and Arabic.
//
// Gregorian months by their English, Persian, Levantine, Egyptian and Maghrebi names, months of the solar
// Hijri calendar (Iran) by name, and year-month-day in numbers. Lunar Hijri dates and numbers whose order is
// unclear (3/12/2009) are seen to be dates, but not read. Threads: safe from any.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace clew::read {

struct ReportDate {
  bool only_date = false;  ///< the text holds a date and nothing but words that go with dates
  bool solar_hijri = false;
  std::optional<std::int64_t> utc;  ///< midnight, when day, month and year are all there and exist
};

/// The first date in `text` (a line or a part of one); nothing when there is none, not even a day with a
/// month.
std::optional<ReportDate> find_report_date(std::string_view text);

}  // namespace clew::read
