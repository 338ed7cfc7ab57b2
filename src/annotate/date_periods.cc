// Seasons, quarters, decades, centuries, and weeks within a month or year: autumn of 2009, Q1 2009, the
// 1990s.
#include "annotate/date_reader.h"

namespace clew::annotate {
// "autumn of 2009", "last summer", "پاییز ۱۳۸۵".
DateReader::Found DateReader::season(std::size_t i, std::optional<int> which) {
  const int said = value(i, Role::season);
  if (said < 0) return std::nullopt;
  const int n = said % 100;
  const Era era = era_at(i);
  const int first = era == Era::jalali ? 3 * n - 2 : 3 * n;
  DatePart part;
  part.next = i + 1;
  int year = 0;
  if (which) {
    part.valued = base_.known;
    if (!base_.known) return part;
    const CalendarDay own = calendar_day(era, base_.day);
    year = own.year;
    if (*which < 0 && first + 2 >= own.month) --year;
    if (*which > 0 && first <= own.month) ++year;
  } else {
    Month month;
    month.era = era;
    Point point;
    bool relative = false;
    part.next = year_behind(i + 1, month, point, relative);
    if (point.year == 0) return std::nullopt;
    year = point.year;
    if (point.era != era) return std::nullopt;
    if (digits(part.next) == 2 && t_.mark(part.next - 1, '/')) ++part.next;
  }
  part.span = {era_point(era, year, first),
               era_point(era, first == 12 ? year + 1 : year, first == 12 ? 2 : first + 2)};
  return part;
}

// "Q1 2009", "third quarter of 2016", "H2 2008", "سه ماهه دوم 2016".
DateReader::Found DateReader::quarter(std::size_t i) {
  int n = value(i, Role::quarter_name);
  std::size_t at = i + 2;
  if (n >= 0 && t_.at(i)->capital && digits(i + 1) == 1 && t_.glued(i + 1) && number(i + 1) >= 1 &&
      number(i + 1) <= (n == 0 ? 4 : 2)) {
    n += static_cast<int>(number(i + 1));
  } else {
    const int nth = value(i, Role::ordinal);
    bool dual = false;
    if (value(i, Role::unit) == 3 || (t_.number(i) && number(i) == 3)) {  // سه ماهه دوم
      const int third = value(i + 2, Role::ordinal);
      Point point;
      bool relative = false;
      if (unit(i + 1, dual) != Unit::month || third < 1 || third > 4) return std::nullopt;
      DatePart part;
      const Era era = era_at(i + 1);
      part.next = year_behind(i + 3, Month{0, era, 0, false, false}, point, relative);
      if (point.year == 0 && era == Era::jalali) part.next = year_behind(i + 3, Month{}, point, relative);
      if (point.year == 0) return std::nullopt;
      part.span = {era_point(point.era, point.year, 3 * third - 2),
                   era_point(point.era, point.year, 3 * third)};
      return part;
    }
    if (value(i, Role::third_or_quarter) == 4 && value(i + 1, Role::ordinal) >= 1 &&
        value(i + 1, Role::ordinal) <= 4) {
      Point point;  // الربع الثالث من عام 2016
      bool relative = false;
      DatePart part;
      part.next = year_behind(i + 2, Month{}, point, relative);
      if (point.year == 0) return std::nullopt;
      const int last = 3 * value(i + 1, Role::ordinal);
      part.span = {era_point(point.era, point.year, last - 2), era_point(point.era, point.year, last)};
      return part;
    }
    const bool half = nth >= 1 && nth <= 2 && is(i + 1, Role::half);
    if (nth < 1 || nth > 4 || !(half || unit(i + 1, dual) == Unit::quarter)) return std::nullopt;
    n = half ? nth + 4 : nth;
    at = i + 2;
  }
  Month month;
  Point point;
  bool relative = false;
  DatePart part;
  part.next = year_behind(at, month, point, relative);
  if (point.year == 0) return std::nullopt;
  const int first = n <= 4 ? 3 * n - 2 : 6 * (n - 5) + 1, last = n <= 4 ? 3 * n : 6 * (n - 4);
  part.span = {era_point(Era::gregorian, point.year, first), era_point(Era::gregorian, point.year, last)};
  return part;
}

// "the 1990s", "90s", "nineties", "دهه ۸۰", "التسعينات".
DateReader::Found DateReader::decade(std::size_t i) {
  DatePart part;
  int first = -1;
  Era era = Era::gregorian;
  bool dual = false;
  if (const auto nth = small(i, false); nth && nth->ordinal && unit(nth->next, dual) == Unit::century) {
    part.next = nth->next + 1;
    part.span = {era_point(era, nth->value * 100 - 100, 0), era_point(era, nth->value * 100 - 1, 0)};
    return nth->value >= 11 ? Found(part) : std::nullopt;
  }
  if (t_.number(i) && (digits(i) == 4 || digits(i) == 2) && number(i) % 10 == 0) {
    std::size_t end = t_.at(i)->end;
    if (end < t_.text.size() && t_.text[end] == '\'') ++end;
    const bool s = end < t_.text.size() && t_.text[end] == 's' &&
                   (end + 1 == t_.text.size() ||
                    !((t_.text[end + 1] | 0x20) >= 'a' && (t_.text[end + 1] | 0x20) <= 'z'));
    if (!s) return std::nullopt;
    part.next = i + 1;
    while (t_.at(part.next) != nullptr && t_.at(part.next)->end <= end + 1) ++part.next;
    if (t_.at(part.next) != nullptr && t_.at(part.next)->start <= end && t_.at(part.next)->end > end + 1 &&
        t_.at(part.next)->kind == TokenKind::other)
      ++part.next;
    first = static_cast<int>(number(i));
    if (digits(i) == 2 && first < 20) return std::nullopt;
  } else if (unit(i, dual) == Unit::decade && !dual) {
    const bool digit = digits(i + 1) == 2 || digits(i + 1) == 4;
    const int said = digit ? static_cast<int>(number(i + 1)) : value(i + 1, Role::tens);
    if (said < 10 || said % 10 != 0) return std::nullopt;
    first = said;
    part.next = i + 2;
    era = era_at(i);
    part.next = era_after(part.next, era);
    if (first > 1500) era = Era::gregorian;
    if (era == Era::jalali && first < 100) first = full_year(era, first, base_);
  } else if (const int tens = value(i, Role::decade); tens >= 0) {
    if (t_.at(i)->word->key == "tens") return std::nullopt;
    first = tens;
    part.next = i + 1;
  }
  if (first < 0) return std::nullopt;
  if (first < 100) first = full_year(era, first, base_);
  if (first < 1000 || first > 2100) return std::nullopt;
  part.span = {era_point(era, first, 0), era_point(era, first + 9, 0)};
  return part;
}

// "first week of July", "the last week of 2009", "3rd week of this month".
DateReader::Found DateReader::week_within(std::size_t i) {
  const auto nth = small(i, false);
  const bool last = value(i, Role::which) == -1;
  if (!last && !(nth && nth->ordinal && nth->value <= 53)) return std::nullopt;
  const std::size_t at = last ? i + 1 : nth->next;
  bool dual = false;
  const int weekday = value(at, Role::weekday);  // "first Friday of next month"
  if ((weekday < 0 && unit(at, dual) != Unit::week) || !(is(at + 1, Role::of) || is(at + 1, Role::in)))
    return std::nullopt;
  const std::size_t home = skip_the(at + 2);
  Found part = month_first(home);
  if (!part) part = month_alone(home, true);
  if (!part) part = which_first(home);
  if (!part) part = year_alone(home, true);
  if (!part || !(part->span.from == part->span.to) || part->span.from.day != 0) return std::nullopt;
  if (part->valued) settle(*part, i);
  if (part->span.from.year == 0) return part->valued = false, part;
  if (weekday >= 0) {
    const std::int64_t from = first_day(part->span.from), to = last_day(part->span.from);
    const std::int64_t day = last ? to - (weekday_of(to) - weekday % 100 + 7) % 7
                                  : from + (weekday % 100 - weekday_of(from) + 7) % 7 + 7 * (nth->value - 1);
    if (day > to) return std::nullopt;
    part->span.from = part->span.to = point_of(Era::gregorian, day);
    return part;
  }
  // Weeks begin on Monday and belong where their Thursday lies.
  const std::int64_t first = first_day(part->span.from), end = last_day(part->span.from);
  const std::int64_t start = last ? end - (weekday_of(end) + 4) % 7 - 3
                                  : first + (10 - weekday_of(first)) % 7 - 3 + 7 * (nth->value - 1);
  if (start > end) return std::nullopt;
  part->span = {point_of(Era::gregorian, start), point_of(Era::gregorian, start + 6)};
  return part;
}

// "over the weekend": the one before beside words of the past, else the coming one.
DateReader::Found DateReader::the_weekend(std::size_t i) {
  if (!is(i, Role::weekend) || i == 0 || !is(i - 1, Role::the) || t_.at(i)->word->key != "weekend")
    return std::nullopt;
  return weekend(tense(i, i + 1) < 0 ? -1 : 0, i, i + 1);
}

}  // namespace clew::annotate
