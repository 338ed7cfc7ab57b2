// annotate/calendars.h - Gregorian, Solar Hijri (Persian, Afghan) and lunar Hijri dates, to and from day
// numbers.
//
// Solar Hijri: the 33-year cycle, equal to the calendar in force for 1206 to 1498. Lunar Hijri: Umm al-Qura
// from 1300 to 1600, else the tabular calendar with the civil epoch. Both are equal to ICU 72's "persian" and
// "islamic-umalqura". Dates that were fixed by sighting the moon may differ by a day.
#pragma once

#include <cstdint>

#include "annotate/value_words.h"

namespace clew::annotate {

struct CalendarDay {
  int year = 0, month = 0, day = 0;
};

/// Days from 1970-01-01. REQUIRES: a month 1..12; days past the month's end count on.
std::int64_t day_number(Era era, int year, int month, int day);
CalendarDay calendar_day(Era era, std::int64_t day);
int days_in_month(Era era, int year, int month);
bool is_day(Era era, int year, int month, int day);
/// 0 Monday .. 6 Sunday.
inline int weekday_of(std::int64_t day) { return static_cast<int>(((day + 3) % 7 + 7) % 7); }

}  // namespace clew::annotate
