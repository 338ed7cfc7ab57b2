#include "annotate/calendars.h"

#include <gtest/gtest.h>
#include <unicode/calendar.h>

#include <cmath>
#include <memory>

namespace clew::annotate {
namespace {

// Every first and last day of every month of the years 1200 to 1500, and that the way back is the same.
void compare_with_icu(Era era, const char* locale) {
  UErrorCode error = U_ZERO_ERROR;
  std::unique_ptr<icu::Calendar> calendar(
      icu::Calendar::createInstance(*icu::TimeZone::getGMT(), icu::Locale(locale), error));
  ASSERT_TRUE(U_SUCCESS(error));
  for (int year = 1200; year <= 1500; ++year) {
    for (int month = 1; month <= 12; ++month) {
      for (const int day : {1, 15, days_in_month(era, year, month)}) {
        calendar->clear();
        calendar->set(UCAL_EXTENDED_YEAR, year);
        calendar->set(UCAL_MONTH, month - 1);
        calendar->set(UCAL_DATE, day);
        const auto expected = static_cast<std::int64_t>(std::floor(calendar->getTime(error) / 86400000.0));
        const std::int64_t found = day_number(era, year, month, day);
        ASSERT_EQ(found, expected) << year << "-" << month << "-" << day;
        const CalendarDay back = calendar_day(era, found);
        ASSERT_EQ(back.year * 10000 + back.month * 100 + back.day, year * 10000 + month * 100 + day);
      }
    }
  }
}

TEST(Calendars, SolarHijriIsIcus) { compare_with_icu(Era::jalali, "en@calendar=persian"); }
TEST(Calendars, LunarHijriIsIcus) { compare_with_icu(Era::hijri, "en@calendar=islamic-umalqura"); }

TEST(Calendars, WeekdaysAndLeapDays) {
  EXPECT_EQ(weekday_of(day_number(Era::gregorian, 2009, 5, 13)), 2);
  EXPECT_TRUE(is_day(Era::jalali, 1387, 12, 30));
  EXPECT_FALSE(is_day(Era::jalali, 1388, 12, 30));
  EXPECT_FALSE(is_day(Era::gregorian, 2019, 2, 29));
}

}  // namespace
}  // namespace clew::annotate
