// read/dates.h - the dates of mail headers: RFC 5322 with its obsolete forms, and what else programs write.
//
// Also read: missing weekday, seconds, zone; two- and three-digit years; named zones; impossible zones;
// asctime; ISO 8601; day/month/year in figures; 12-hour times; month names of the commoner European languages
// and Arabic.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/document.h"

namespace clew::read {

struct ReadDate {
  std::optional<model::Moment> moment;  ///< nothing: not readable, or no such day or time
  std::string raw;   ///< the header's words where they are no valid date of RFC 5322; UTF-8
  std::string note;  ///< how they were read, "; " between several: "two-digit year"
};

/// Reads a Date value. Takes linear time (values over 1 KiB are not read). Safe from any thread.
ReadDate parse_date(std::string_view raw);

/// Seconds since 1970-01-01T00:00:00Z of a day and time of the Gregorian calendar, in UTC.
/// REQUIRES: month 1..12, day 1..31.
std::int64_t utc_seconds(int year, int month, int day, int hour, int minute, int second);

}  // namespace clew::read
