// Weeks by a day in them, by number and by their place within a month or year: the week of September 24, week
// 31, the last week of July; and lengths with their first day: two weeks starting May 20th.
#include <algorithm>

#include "annotate/date_reader.h"

namespace clew::annotate {

Span DateReader::week_around(std::int64_t day) {
  const std::int64_t start = day - weekday_of(day);
  return {point_of(Era::gregorian, start), point_of(Era::gregorian, start + 6)};
}

DateReader::Found DateReader::week_of(std::size_t i) {
  if (Found found = week_after_next(i)) return found;
  if (Found found = rest_of(i)) return found;
  bool dual = false;
  if (unit(i, dual) != Unit::week || dual) return std::nullopt;
  if (Found found = week_number(i)) return found;
  if (is(i + 1, Role::of)) return week_with_day(i, i + 2);
  if (t_.number(i + 1) && (t_.languages & kArabic) != 0) return week_with_day(i, i + 1);
  if (is(i + 1, Role::starting)) return week_with_day(i, is(i + 2, Role::in) ? i + 3 : i + 2);
  return std::nullopt;
}

// "the month after next", "the weekend after the next".
DateReader::Found DateReader::week_after_next(std::size_t i) {
  bool dual = false;
  if (const auto found = unit(i, dual); found && !dual && value(i + 1, Role::before_n) == 1 &&
                                        value(i + 2, Role::which_after) == 1 && !is(i + 1, Role::in))
    return whole(*found, 2, era_at(i), i + 3);
  // "the week before last", "the Friday before last"
  if (value(i + 1, Role::before) == -1 && value(i + 2, Role::which) == -1 &&
      t_.at(i + 2)->word->key == "last") {
    if (is(i, Role::weekday) && value(i, Role::weekday) < 100)
      return weekday_in(value(i, Role::weekday), -2, true, i + 3);
    if (const auto found = unit(i, dual); found && !dual && *found >= Unit::week)
      return whole(*found, -2, Era::gregorian, i + 3);
  }
  if (value(i, Role::before) != -1000 || value(i + 1, Role::before) != 1) return std::nullopt;
  const std::size_t next = skip_the(i + 2);
  if (value(next, Role::which) != 1) return std::nullopt;
  if (is(i, Role::weekend)) return weekend(2, i, next + 1);
  const auto found = unit(i, dual);
  return found && era_at(i) == Era::gregorian ? whole(*found, 2, Era::gregorian, next + 1) : std::nullopt;
}

// "the rest of the week", "بقية الأسبوع".
DateReader::Found DateReader::rest_of(std::size_t i) {
  if (!is(i, Role::rest)) return std::nullopt;
  std::size_t at = is(i + 1, Role::of) ? i + 2 : i + 1;
  at = is(at, Role::which) && value(at, Role::which) == 0 ? at + 1 : skip_the(at);
  bool dual = false;
  const auto found = unit(at, dual);
  if (!found || dual || *found <= Unit::day) return std::nullopt;
  Found part = whole(*found, 0, era_at(at), at + 1);
  if (part && part->valued)
    part->span = {point_of(Era::gregorian, base_.day), point_of(Era::gregorian, last_day(part->span.to))};
  return part;
}

// The week, Monday to Sunday, that the day at `day_at` lies in.
DateReader::Found DateReader::week_with_day(std::size_t i, std::size_t day_at) {
  Found day = numeric(day_at);
  if (!day) day = day_first(day_at);
  if (!day) day = month_first(day_at);
  const std::size_t nth_at = skip_the(day_at);
  if (const auto nth = small(nth_at, false); !day && nth && nth->ordinal && nth_at > day_at) {  // the 18th
    day.emplace().next = nth->next;
    day->span.from.day = day->span.to.day = nth->value;
  }
  if (!day || day->span.from.day == 0 || !(day->span.from == day->span.to)) return std::nullopt;
  day->valued = base_.known || day->span.from.year > 0;
  if (!day->valued) return day;
  settle(*day, i);
  if (day->span.from.year == 0 || day->span.from.month == 0) return std::nullopt;
  day->span = week_around(first_day(day->span.from));
  day->other.reset();
  return day;
}

// "week 31", "week 3 of 2027": by ISO 8601.
DateReader::Found DateReader::week_number(std::size_t i) {
  if (!t_.number(i + 1) || digits(i + 1) > 2 || number(i + 1) < 1 || number(i + 1) > 53 ||
      !t_.at(i)->word->key.starts_with("week"))
    return std::nullopt;
  const auto n = static_cast<int>(number(i + 1));
  if (t_.glued(i + 2) && t_.glued(i + 3) && t_.number(i + 3)) return std::nullopt;
  DatePart part;
  Point year;
  bool relative = false;
  part.next = year_behind(i + 2, Month{}, year, relative);
  if (year.year == 0 && !base_.known) return std::nullopt;
  if (year.year == 0) year.year = base_.date.year, part.confidence = 0.8;
  const std::int64_t fourth = day_number(Era::gregorian, year.year, 1, 4);  // always in the first week
  part.span = week_around(fourth + 7 * (n - 1));
  if (n == 53 && point_of(Era::gregorian, first_day(part.span.from) + 3).year != year.year)
    return std::nullopt;
  return part;
}

// "second Sunday": that of the base's month, unless every such day is meant.
DateReader::Found DateReader::nth_weekday(std::size_t i, int n, int weekday, std::size_t next) const {
  const std::size_t start = t_.at(i)->start;
  const std::string_view before = t_.text.substr(start < 6 ? 0 : start - 6, std::min<std::size_t>(start, 6));
  if (!plain_end(next) || is(next, Role::which) || before.ends_with("every ") || before.ends_with("each "))
    return std::nullopt;
  DatePart part;
  part.next = next;
  part.valued = base_.known;
  part.confidence = 0.5;
  if (!base_.known) return part;
  const std::int64_t first = day_number(Era::gregorian, base_.date.year, base_.date.month, 1);
  const std::int64_t day = first + (weekday - weekday_of(first) + 7) % 7 + 7 * (n - 1);
  if (point_of(Era::gregorian, day).month != base_.date.month) return std::nullopt;
  part.span.from = part.span.to = point_of(Era::gregorian, day);
  return part;
}

// "first week of July", "the last week of 2009", "3rd week of this month", "first Friday of next month".
DateReader::Found DateReader::week_within(std::size_t i) {
  bool dual = false;
  const bool behind = unit(i, dual) == Unit::week && !dual;  // الأسبوع الثالث من
  const auto nth = small(behind ? i + 1 : i, false);
  const bool last =
      behind ? value(i + 1, Role::which_after) == -1 && is(i + 2, Role::of) : value(i, Role::which) == -1;
  if (!last && !(nth && nth->ordinal && nth->value <= 53)) return std::nullopt;
  std::size_t at = behind ? (last ? i + 1 : nth->next - 1) : last ? i + 1 : nth->next;
  if (!behind && is(at, Role::day_word) && is(at + 1, Role::weekday)) ++at;  // أول يوم جمعة
  const int weekday = behind ? -1000 : value(at, Role::weekday);
  const bool joined = is(at + 1, Role::of) || is(at + 1, Role::in);
  if (weekday >= 0 && weekday < 100 && !last && !joined && nth->words)
    return nth_weekday(i, nth->value, weekday, at + 1);
  const auto of_unit = unit(at, dual);
  const bool closing = last && !behind && of_unit == Unit::day && joined;  // the last day of March
  if ((weekday < 0 && !behind && of_unit != Unit::week && !closing) || !(joined || is(at + 1, Role::which)))
    return std::nullopt;
  const std::size_t home = joined ? skip_the(at + 2) : at + 1;
  Found part = month_first(home);
  if (!part) part = month_alone(home, true);
  if (!part) part = which_first(home);
  if (!part) part = unit_first(home);
  if (!part) part = year_alone(home, true);
  if (!part && closing && is(home - 1, Role::the) && unit(home, dual) && !dual &&
      *unit(home, dual) > Unit::day)
    part = whole(*unit(home, dual), 0, Era::gregorian, home + 1);
  if (!part || !(part->span.from == part->span.to) || part->span.from.day != 0) return std::nullopt;
  if (part->valued) settle(*part, i);
  if (part->span.from.year == 0) return part->valued = false, part;
  if (closing) {
    part->span.from = part->span.to = point_of(Era::gregorian, last_day(part->span.to));
    return part;
  }
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

// "3 days starting from next Monday", "for 1 week, from 20th dec"; `next` stands behind the length that
// begins at `i`.
DateReader::Found DateReader::starting(std::size_t i, int count, Unit unit, std::size_t next) {
  if (unit < Unit::day) return std::nullopt;
  const bool comma = t_.mark(next, ',');
  std::size_t at = comma ? next + 1 : next;
  bool told = false;
  if (is(at, Role::starting)) ++at, told = true;
  if (told && is(at, Role::in)) ++at;
  if (is(at, Role::from) && (told || comma)) ++at, told = true;
  if (!told || at == next) return std::nullopt;
  at = skip_the(at);
  Found day = numeric(at);
  if (!day) day = named(at);
  if (!day) day = relative(at);
  if (!day || day->span.from.hour >= 0 || (day->weekday < 0 && day->valued && day->span.from.day == 0))
    return std::nullopt;
  if (day->valued) settle(*day, i);
  day->other.reset();
  if (!day->valued || day->span.from.year == 0) return day->valued = false, day;
  const std::int64_t first = first_day(day->span.from);
  const Point end = shifted(Era::gregorian, first, unit, count);
  day->span = {point_of(Era::gregorian, first), point_of(Era::gregorian, first_day(end) - 1)};
  return day;
}

}  // namespace clew::annotate
