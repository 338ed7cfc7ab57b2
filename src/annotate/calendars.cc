#include "annotate/calendars.h"

#include <array>
#include <chrono>

namespace clew::annotate {
namespace {

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

// The calendar of Umm al-Qura, 1300 to 1600 AH: bit m - 1 is set when month m has thirty days. As in ICU 72.
constexpr int kFirstYear = 1300, kLastYear = 1600;
constexpr std::int64_t kFirstDay = -31826;  // 1 Muharram 1300, days from 1970-01-01
constexpr std::array<std::uint16_t, 301> kMonths = {
    0x555, 0x2AB, 0x937, 0x2B6, 0x576, 0x36C, 0xB55, 0xAAA, 0x956, 0x49E, 0x95D, 0x2BA, 0x5B5, 0x3AA, 0xB4B,
    0xA96, 0x52E, 0x2AD, 0x56D, 0xB5A, 0x752, 0xF25, 0xE8A, 0xD16, 0xA56, 0xAB5, 0x6B4, 0xDA9, 0xB92, 0xB25,
    0x64B, 0xA9B, 0x35A, 0x6D9, 0x5D4, 0xDA5, 0xD4A, 0xA95, 0x536, 0x975, 0x2F4, 0x6E9, 0x6D4, 0x6A9, 0x535,
    0x25D, 0x4BD, 0x9BA, 0x3B4, 0xB69, 0xB2A, 0xA55, 0x4AD, 0xA5D, 0x2DA, 0x6D9, 0xEAA, 0xE94, 0xD2A, 0xC56,
    0x4AE, 0xA6D, 0x56A, 0xD55, 0xD4A, 0xA93, 0x52B, 0xA5B, 0x53A, 0x6B5, 0xEA9, 0xD52, 0xD29, 0xA55, 0x4AD,
    0x56D, 0xAEA, 0x6E4, 0xED1, 0xDA2, 0xAAA, 0x95A, 0x2DA, 0x5B9, 0xBB2, 0x764, 0x6C9, 0x555, 0x2AB, 0x4DB,
    0xABA, 0x5B4, 0xDA9, 0xD52, 0xAA5, 0x92D, 0x26D, 0x8ED, 0x2DA, 0xAD5, 0xAA5, 0xA4B, 0x497, 0x937, 0x2B6,
    0x975, 0xD69, 0xD52, 0xC95, 0x92B, 0x25B, 0x4DB, 0x9D5, 0x5D2, 0xDA5, 0xD4A, 0xA95, 0x54D, 0xAAD, 0x3AA,
    0xBD2, 0xBC4, 0xB89, 0xA95, 0x52D, 0x5AD, 0xB6A, 0x6D4, 0xDC9, 0xD92, 0xAA6, 0x956, 0x2AE, 0x56D, 0x36A,
    0xB55, 0xAAA, 0x94D, 0x49D, 0x95D, 0x2BA, 0x5B5, 0x5AA, 0xD55, 0xA9A, 0x92E, 0x26E, 0x55D, 0xADA, 0x6D4,
    0x6A5, 0xB27, 0xA4D, 0x4AD, 0x56D, 0xB5A, 0x754, 0xF49, 0xE92, 0xD26, 0xA56, 0x356, 0x6B5, 0xBAA, 0xB92,
    0xB25, 0x68B, 0xA9B, 0x55A, 0xADA, 0x5B4, 0xDA9, 0xB52, 0xA9A, 0x536, 0x276, 0x575, 0xAF2, 0x6D4, 0x6A9,
    0x555, 0x2AD, 0x4BD, 0x9BA, 0x574, 0xB69, 0xB52, 0xA95, 0x52D, 0xA5D, 0x4DA, 0xAD9, 0x6B2, 0xE95, 0xE2A,
    0xC96, 0x92E, 0xAAD, 0x56A, 0xD65, 0xD4A, 0xD15, 0x62B, 0xC5B, 0x53A, 0x6B5, 0xDB2, 0xD64, 0xD29, 0xA55,
    0x4AD, 0x96D, 0xAEA, 0x6E8, 0xED1, 0xDA4, 0xD4A, 0xA6A, 0x2DA, 0x5B9, 0xB72, 0xB68, 0x6D1, 0x655, 0x4AB,
    0x95B, 0x2BA, 0x5B5, 0xDA9, 0xD52, 0xCA6, 0x94E, 0x46E, 0x95D, 0x4DA, 0xAD5, 0xAAA, 0xA4D, 0x49B, 0x937,
    0x4B6, 0x975, 0xD6A, 0xD52, 0xAA5, 0x94B, 0x2AB, 0x55B, 0xAD9, 0x5D2, 0xDC5, 0xD92, 0xB25, 0x555, 0xAB5,
    0x5B4, 0xBA9, 0x7A2, 0x745, 0x593, 0xAAB, 0x4D6, 0x9D6, 0x5D2, 0xBA5, 0xB4A, 0xA95, 0x4AD, 0x15D, 0x2DD,
    0x9DA, 0x5B4, 0x5A9, 0x52D, 0x25B, 0x8B7, 0x176, 0x56D, 0xB6A, 0xACA, 0xA96, 0x52B, 0x15B, 0x2BB, 0x5B6,
    0xDAA, 0xB94, 0xD46, 0xA8D, 0x52D, 0xA9D, 0x55A, 0x755, 0x749, 0xF13, 0xE4A, 0xA96, 0x556, 0x6B5, 0xBAA,
    0xB94};

constexpr auto kYearStarts = [] {
  std::array<std::int32_t, 302> starts{};
  std::int32_t day = static_cast<std::int32_t>(kFirstDay);
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    starts[i] = day;
    for (unsigned m = 0; m < 12; ++m) day += (kMonths[i] >> m & 1) != 0 ? 30 : 29;
  }
  starts[kMonths.size()] = day;
  return starts;
}();

int umm_length(int year, int month) {
  return (kMonths[static_cast<std::size_t>(year - kFirstYear)] >> (month - 1) & 1) != 0 ? 30 : 29;
}

// The tabular calendar (civil epoch, leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29 of 30).
constexpr std::int64_t kCivilEpoch = -492148;  // 16 July 622 (Julian)
std::int64_t tabular_day(int year, int month, int day) {
  return kCivilEpoch + (year - 1) * std::int64_t{354} + floor_div(3 + 11 * std::int64_t{year}, 30) +
         (59 * (month - 1) + 1) / 2 + day - 1;
}
int tabular_length(int year, int month) {
  if (month % 2 == 1) return 30;
  return month == 12 && (14 + 11 * year) % 30 < 11 ? 30 : 29;
}

constexpr std::int64_t kPersianEpoch = -492268;  // 19 March 622 (Julian)
std::int64_t persian_year_start(int year) {
  return kPersianEpoch + 365 * std::int64_t{year - 1} + floor_div(8 * std::int64_t{year} + 21, 33);
}

std::int64_t persian_day(int year, int month, int day) {
  return persian_year_start(year) + (month <= 7 ? 31 * (month - 1) : 30 * (month - 1) + 6) + day - 1;
}

std::int64_t gregorian_day(int year, int month, int day) {
  using namespace std::chrono;
  return sys_days(std::chrono::year(year) / month / day).time_since_epoch().count();
}

}  // namespace

int days_in_month(Era era, int year, int month) {
  switch (era) {
    case Era::gregorian: {
      const auto last =
          std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) / std::chrono::last;
      return static_cast<int>(static_cast<unsigned>(last.day()));
    }
    case Era::jalali:
      if (month <= 6) return 31;
      if (month <= 11) return 30;
      return static_cast<int>(persian_year_start(year + 1) - persian_day(year, 12, 1));
    case Era::hijri:
      return year >= kFirstYear && year <= kLastYear ? umm_length(year, month) : tabular_length(year, month);
  }
  return 0;
}

std::int64_t day_number(Era era, int year, int month, int day) {
  if (era == Era::gregorian) return gregorian_day(year, month, day);
  if (era == Era::jalali) return persian_day(year, month, day);
  if (year < kFirstYear || year > kLastYear) return tabular_day(year, month, day);
  std::int64_t at = kYearStarts[static_cast<std::size_t>(year - kFirstYear)];
  for (int m = 1; m < month; ++m) at += umm_length(year, m);
  return at + day - 1;
}

CalendarDay calendar_day(Era era, std::int64_t day) {
  if (era == Era::gregorian) {
    const std::chrono::year_month_day ymd{std::chrono::sys_days{std::chrono::days{day}}};
    return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
            static_cast<int>(static_cast<unsigned>(ymd.day()))};
  }
  // A first guess that is at most one year off, then exactly.
  int year = era == Era::jalali ? static_cast<int>(floor_div((day - kPersianEpoch) * 33, 12053)) + 1
                                : static_cast<int>(floor_div((day - kCivilEpoch) * 30, 10631)) + 1;
  while (day_number(era, year, 1, 1) > day) --year;
  while (day_number(era, year + 1, 1, 1) <= day) ++year;
  int month = 1;
  while (month < 12 && day_number(era, year, month + 1, 1) <= day) ++month;
  return {year, month, static_cast<int>(day - day_number(era, year, month, 1)) + 1};
}

bool is_day(Era era, int year, int month, int day) {
  return month >= 1 && month <= 12 && day >= 1 && year >= 1 && year <= 9999 &&
         day <= days_in_month(era, year, month);
}

}  // namespace clew::annotate
