#include "annotate/date_span.h"

#include <algorithm>
#include <cstdio>

namespace clew::annotate {
namespace {

bool digits_at(std::string_view text, std::size_t at, std::size_t count, int& value) {
  value = 0;
  if (at + count > text.size()) return false;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return false;
    value = value * 10 + (text[i] - '0');
  }
  return true;
}

std::string calendar_text(const Point& p) {
  char out[48];
  if (p.year == 0) {
    if (p.month == 0) return {};
    if (p.day == 0)
      std::snprintf(out, sizeof out, "--%02d", p.month);
    else
      std::snprintf(out, sizeof out, "--%02d-%02d", p.month, p.day);
  } else if (p.month == 0) {
    std::snprintf(out, sizeof out, "%04d", p.year);
  } else if (p.day == 0) {
    std::snprintf(out, sizeof out, "%04d-%02d", p.year, p.month);
  } else {
    std::snprintf(out, sizeof out, "%04d-%02d-%02d", p.year, p.month, p.day);
  }
  return out;
}

std::string clock_text(const Point& p) {
  if (p.hour < 0) return {};
  char out[48];
  if (p.second >= 0)
    std::snprintf(out, sizeof out, "T%02d:%02d:%02d", p.hour, std::max(0, p.minute), p.second);
  else
    std::snprintf(out, sizeof out, "T%02d:%02d", p.hour, std::max(0, p.minute));
  return out;
}

std::string point_text(const Point& p, std::string_view zone) {
  std::string text = calendar_text(p) + clock_text(p);
  if (p.hour >= 0) text += zone;
  return text;
}

bool same_day(const Point& a, const Point& b) {
  return a.era == b.era && a.year == b.year && a.month == b.month && a.day == b.day;
}

}  // namespace

Base base_of(std::string_view iso8601) {
  Base base;
  int year = 0, month = 0, day = 0;
  if (!digits_at(iso8601, 0, 4, year) || !digits_at(iso8601, 5, 2, month) || !digits_at(iso8601, 8, 2, day) ||
      !is_day(Era::gregorian, year, month, day))
    return base;
  base.known = true;
  base.date = {year, month, day};
  base.day = day_number(Era::gregorian, year, month, day);
  return base;
}

std::int64_t first_day(const Point& p) {
  return day_number(p.era, p.year, std::max(1, p.month), std::max(1, p.day));
}

std::int64_t last_day(const Point& p) {
  const int month = p.month == 0 ? 12 : p.month;
  return day_number(p.era, p.year, month, p.day == 0 ? days_in_month(p.era, p.year, month) : p.day);
}

Point point_of(Era era, std::int64_t day) {
  const CalendarDay date = calendar_day(era, day);
  Point point;
  point.era = era;
  point.year = date.year, point.month = date.month, point.day = date.day;
  return point;
}

Point shifted(Era era, std::int64_t day, Unit unit, int n) {
  int months = 0;
  switch (unit) {
    case Unit::second:
    case Unit::minute:
    case Unit::hour:
      return point_of(Era::gregorian, day);
    case Unit::day:
      return point_of(Era::gregorian, day + n);
    case Unit::week:
      return point_of(Era::gregorian, day + 7 * n);
    case Unit::fortnight:
      return point_of(Era::gregorian, day + 14 * n);
    case Unit::month:
      months = n;
      break;
    case Unit::quarter:
      months = 3 * n;
      break;
    case Unit::year:
      months = 12 * n;
      break;
    case Unit::decade:
      months = 120 * n;
      break;
    case Unit::century:
      months = 1200 * n;
      break;
  }
  const CalendarDay date = calendar_day(era, day);
  const int all = date.year * 12 + date.month - 1 + months;
  const int year = std::clamp(all / 12, 1, 9999), month = all < 0 ? 1 : all % 12 + 1;
  return point_of(Era::gregorian,
                  day_number(era, year, month, std::min(date.day, days_in_month(era, year, month))));
}

int full_year(Era era, int two_digits, const Base& base) {
  const std::int64_t today = base.known ? base.day : day_number(Era::gregorian, 2019, 6, 1);
  const int latest = calendar_day(era, today).year + 10;
  const int year = latest - latest % 100 + two_digits;
  return year > latest ? year - 100 : year;
}

std::string value_text(const Span& span, std::string_view zone) {
  const Point &from = span.from, &to = span.to;
  const bool one = from == to;
  const bool foreign = from.era != Era::gregorian || to.era != Era::gregorian;
  if (!foreign) {
    const std::string text = point_text(from, zone);
    return one || text.empty() ? text : text + "/" + point_text(to, zone);
  }
  if (from.year == 0 || to.year == 0) return {};
  Point first = point_of(Era::gregorian, first_day(from)), last = point_of(Era::gregorian, last_day(to));
  first.hour = from.hour, first.minute = from.minute, first.second = from.second;
  last.hour = to.hour, last.minute = to.minute, last.second = to.second;
  std::string text = point_text(first, zone);
  if (!(first == last)) text += "/" + point_text(last, zone);
  const Era era = from.era != Era::gregorian ? from.era : to.era;
  if (from.era != to.era) return text;
  text += era == Era::jalali ? "[persian=" : "[islamic=";
  text += calendar_text(from);
  if (!same_day(from, to)) text += "/" + calendar_text(to);
  return text + "]";
}

}  // namespace clew::annotate
