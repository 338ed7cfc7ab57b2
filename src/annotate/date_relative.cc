// Dates relative to the day of writing: last week, two weeks ago, هفته گذشته, قبل أسبوعين, next Friday,
// امسال.
#include <algorithm>

#include "annotate/date_reader.h"

namespace clew::annotate {
namespace {

constexpr int kMostCount = 10000;

Span single(const Point& point) { return {point, point}; }

}  // namespace

std::optional<Unit> DateReader::unit(std::size_t i, bool& dual) const {
  const int found = value(i, Role::time_unit);
  if (found < 0) return std::nullopt;
  dual = found >= 100;
  return static_cast<Unit>(found % 100);
}

// How many: "3", "two", "a", "a few", "couple of", "بضعة".
std::optional<DateReader::Small> DateReader::count(std::size_t i) const {
  bool dual = false;
  if (is(i, Role::article) && unit(i + 1, dual)) return Small{1, i + 1, false, true};
  std::size_t at = i;
  if (is(at, Role::article) && is(at + 1, Role::few)) ++at;
  if (is(at, Role::few)) {
    const int n = value(at, Role::few);
    ++at;
    if (is(at, Role::of)) ++at;
    return Small{n, at, true, true};
  }
  const auto number = read_number(t_, i);
  if (!number || number->vague || number->millionths % kOne != 0) return std::nullopt;
  const Wide whole = number->millionths / kOne;
  if (whole < 1 || whole > kMostCount) return std::nullopt;
  return Small{static_cast<int>(whole), number->next, false, !number->digits};
}

// The whole week, month or year that is `n` of them from the one of the base.
DateReader::Found DateReader::whole(Unit unit, int n, Era era, std::size_t next) const {
  DatePart part;
  part.next = next;
  part.valued = base_.known;
  if (!base_.known) return part;
  const CalendarDay own = calendar_day(era, base_.day);
  switch (unit) {
    case Unit::second:
    case Unit::minute:
    case Unit::hour:
      return std::nullopt;
    case Unit::day:
      part.span = single(point_of(Era::gregorian, base_.day + n));
      break;
    case Unit::week:
    case Unit::fortnight: {
      const int length = unit == Unit::week ? 7 : 14;
      const int since = era == Era::jalali ? (weekday_of(base_.day) + 2) % 7 : weekday_of(base_.day);
      const std::int64_t start = base_.day - since + length * n;
      part.span = {point_of(Era::gregorian, start), point_of(Era::gregorian, start + length - 1)};
      break;
    }
    case Unit::month: {
      const int all = own.year * 12 + own.month - 1 + n;
      part.span = single(era_point(era, all / 12, all % 12 + 1));
      break;
    }
    case Unit::quarter: {
      const int all = own.year * 4 + (own.month - 1) / 3 + n;
      part.span = {era_point(era, all / 4, all % 4 * 3 + 1), era_point(era, all / 4, all % 4 * 3 + 3)};
      break;
    }
    case Unit::year:
      part.span = single(era_point(era, own.year + n, 0));
      break;
    case Unit::decade:
    case Unit::century: {
      const int length = unit == Unit::decade ? 10 : 100;
      const int start = own.year - own.year % length + length * n;
      part.span = {era_point(era, start, 0), era_point(era, start + length - 1, 0)};
      break;
    }
  }
  return part;
}

DateReader::Found DateReader::weekend(int n, std::size_t i, std::size_t next) const {
  DatePart part;
  part.next = next;
  part.valued = base_.known;
  if (!base_.known) return part;
  const bool latin = static_cast<unsigned char>(t_.at(i)->word->key[0]) < 0xD8;
  const int first = latin ? 5 : (t_.languages & kArabic) != 0 ? 4 : 3;  // Saturday, Friday, Thursday
  const std::int64_t monday = base_.day - weekday_of(base_.day) + 7 * n;
  part.span = {point_of(Era::gregorian, monday + first), point_of(Era::gregorian, monday + first + 1)};
  return part;
}

// `by_week`: as English says it, "last Friday" is that of last week; else the nearest one before or after the
// base.
DateReader::Found DateReader::weekday_in(int weekday, int which, bool by_week, std::size_t next) const {
  DatePart part;
  part.next = next;
  part.valued = base_.known;
  if (!base_.known) return part;
  const int today = weekday_of(base_.day);
  std::int64_t day = base_.day - today + weekday + 7 * which;
  if (!by_week && which < 0) day = base_.day - (today - weekday + 6) % 7 - 1;
  if (!by_week && which > 0) day = base_.day + (weekday - today + 6) % 7 + 1;
  part.span = single(point_of(Era::gregorian, day));
  return part;
}

// "last March": the latest whole one before the base's month.
DateReader::Found DateReader::month_which(const Month& month, int which) const {
  DatePart part;
  part.next = month.next;
  part.valued = base_.known;
  if (!base_.known) return part;
  const CalendarDay own = calendar_day(month.era, base_.day);
  int year = own.year;
  if (which < 0 && month.month >= own.month) --year;
  if (which > 0 && month.month <= own.month) ++year;
  part.span = single(era_point(month.era, year, month.month));
  return part;
}

// "the last three weeks": from then to the base, or from the base on.
DateReader::Found DateReader::stretch(int count, Unit unit, int direction, Era era, std::size_t next) const {
  DatePart part;
  part.next = next;
  part.valued = base_.known && unit >= Unit::day;
  if (!part.valued) return part;
  if (unit == Unit::quarter) {  // whole ones
    const CalendarDay own = calendar_day(era, base_.day);
    const int at = own.year * 4 + (own.month - 1) / 3;
    const int first = direction < 0 ? at - count : at + 1, last = first + count - 1;
    part.span = {era_point(era, first / 4, first % 4 * 3 + 1), era_point(era, last / 4, last % 4 * 3 + 3)};
    return part;
  }
  const Point today = point_of(Era::gregorian, base_.day),
              then = shifted(era, base_.day, unit, count * direction);
  part.span = direction < 0 ? Span{then, today} : Span{point_of(Era::gregorian, base_.day + 1), then};
  return part;
}

DateReader::Found DateReader::offset(int count, Unit unit, int direction, Era era, std::size_t next) const {
  DatePart part;
  part.next = next;
  part.valued = base_.known && unit >= Unit::day;
  if (part.valued) part.span = single(shifted(era, base_.day, unit, count * direction));
  return part;
}

// "امروز پنجشنبه نهم اردیبهشت": the weekday or date that says the same day again belongs to it.
DateReader::Found DateReader::apposed(Found part) {
  if (!part || (t_.languages & (kPersian | kArabic)) == 0) return part;
  if (part->valued && (!(part->span.from == part->span.to) || part->span.from.day == 0)) return part;
  std::size_t at = part->next;
  if (t_.mark(at, ',')) ++at;
  if (is(at, Role::day_word)) ++at;
  if (!is(at, Role::weekday) && !(at == part->next && t_.number(at)) && !is(at, Role::ordinal)) return part;
  if (Found date = named(at); date && date->span.from == date->span.to && date->span.from.month > 0)
    return date;
  if (!is(at, Role::weekday) || value(at, Role::weekday) > 99) return part;
  if (part->valued && weekday_of(first_day(part->span.from)) != value(at, Role::weekday))
    part->confidence = 0.5;
  part->next = at + 1;
  return part;
}

DateReader::Found DateReader::relative(std::size_t i) {
  const std::size_t at = skip_the(i);
  if (at >= t_.all.size()) return std::nullopt;
  if (is(at, Role::day_shift)) {
    DatePart part;
    part.next = at + 1;
    part.valued = base_.known;
    int shift = value(at, Role::day_shift);
    if (shift == 0 && (t_.languages & kArabic) != 0 && is(at + 1, Role::which_after))  // اليوم التالي
      shift = value(at + 1, Role::which_after), ++part.next;
    if (base_.known) part.span = single(point_of(Era::gregorian, base_.day + shift));
    return apposed(part);
  }
  if (is(at, Role::night_shift)) {
    DatePart part;
    part.next = at + 1;
    part.valued = base_.known;
    if (!base_.known) return part;
    part.span = single(point_of(Era::gregorian, base_.day + value(at, Role::night_shift)));
    part.span.from.hour = 20, part.span.from.minute = 0;
    part.span.to.hour = 23, part.span.to.minute = 59;
    return part;
  }
  if (is(at, Role::year_shift)) return whole(Unit::year, value(at, Role::year_shift), era_at(at), at + 1);
  if (Found found = week_within(at)) return found;
  if (is(at, Role::which))
    if (Found found = quarter(at)) return found;
  if (Found found = which_first(at)) return found;
  if (Found found = unit_first(at)) return apposed(found);
  if (Found found = week_of(at)) return found;
  if (Found found = the_weekend(at)) return found;
  if (Found found = counted(at)) return found;
  if (Found found = before_counted(at)) return found;
  if (Found found = edge(at)) return found;
  if (Found found = season(at, std::nullopt)) return found;
  if (Found found = quarter(at)) return found;
  if (Found found = decade(at)) return found;
  return weekday(at);
}

// "last week", "this morning", "next Friday", "last three months", "این هفته", "هذا الأسبوع".
DateReader::Found DateReader::which_first(std::size_t i) {
  if (!is(i, Role::which)) return std::nullopt;
  if (value(i, Role::which) == 0 && is(i + 1, Role::which)) ++i;  // this past Wednesday
  const int which = value(i, Role::which);
  const std::size_t at = is(i + 1, Role::day_word) && is(i + 2, Role::weekday) ? i + 2 : i + 1;
  const std::string& key = t_.at(i)->word->key;
  const bool by_week = key == "last" || key == "next" || key == "previous" || key == "prev" || which == 0;
  bool dual = false;
  if (is(at, Role::weekend)) return weekend(which, at, at + 1);
  if (const auto found = unit(at, dual); found && !dual) {
    if (is(at + 1, Role::which_after)) return std::nullopt;
    if (*found == Unit::day && which == 0 && era_at(at) == Era::jalali)
      return std::nullopt;  // این روز: that day
    if (*found == Unit::fortnight && which == 0) return std::nullopt;
    const std::string& word = t_.at(at)->word->key;
    if (word.size() > 3 && word.ends_with('s') && era_at(at) == Era::gregorian && word[0] < 0x7F &&
        which != 0)
      return std::nullopt;  // the coming months
    if (*found == Unit::day && key == "last" && i > 0 && is(i - 1, Role::the))
      return std::nullopt;  // of something
    if (which > 0 && is(at + 1, Role::other) && value(at + 1, Role::other) == 1)
      return whole(*found, which + 1, era_at(at), at + 2);
    Found part = whole(*found, which, era_at(at), at + 1);
    // "next week on Tuesday", "last week Friday"
    if (part && *found == Unit::week) {
      std::size_t day = at + 1;
      if (is(day, Role::in)) ++day;
      if (is(day, Role::weekday) && (value(day, Role::weekday) < 100 || t_.at(day)->capital))
        return weekday_in(value(day, Role::weekday) % 100, which, true, day + 1);
      const std::size_t last = is(day, Role::from) ? joint(day + 2, true) : 0;  // between Tuesday and Friday
      if (last > 0 && is(day + 1, Role::weekday) && is(last, Role::weekday)) {
        const Found from = weekday_in(value(day + 1, Role::weekday) % 100, which, true, last + 1);
        const Found to = weekday_in(value(last, Role::weekday) % 100, which, true, last + 1);
        if (from->valued && first_day(from->span.from) < first_day(to->span.to))
          part->span = {from->span.from, to->span.to}, part->next = last + 1;
      }
    }
    return part;
  }
  if (is(at, Role::weekday) && (value(at, Role::weekday) < 100 || t_.at(at)->capital)) {
    if (Found exact = named(at)) return exact;
    return weekday_in(value(at, Role::weekday) % 100, which, by_week, at + 1);
  }
  if (is(at, Role::season)) return season(at, which);
  if (const auto found = month(at); found && !found->never && (!found->weak || t_.at(at)->capital)) {
    Month plain = *found;
    if (t_.number(plain.next) && digits(plain.next) <= 2) return std::nullopt;
    return month_which(plain, which);
  }
  if (is(at, Role::part_of_day)) {
    const auto part = part_of_day(at);
    if (!part || which > 0 || era_at(at) == Era::jalali) return std::nullopt;
    DatePart out;
    out.next = part->next;
    out.valued = base_.known;
    if (!base_.known) return out;
    out.span = single(point_of(Era::gregorian, base_.day + which));
    out.span.from.hour = part->from.hour, out.span.from.minute = part->from.minute;
    out.span.to.hour = part->to.hour, out.span.to.minute = part->to.minute;
    return out;
  }
  if (which == 0) return std::nullopt;
  if (const auto n = count(at)) {
    if (const auto found = unit(n->next, dual)) {
      if (is(n->next + 1, Role::ago)) return std::nullopt;
      Found part = stretch(n->value, *found, which, era_at(n->next), n->next + 1);
      if (part && n->ordinal) part->confidence = 0.5;
      return part;
    }
  }
  return std::nullopt;
}

// "هفته گذشته", "الشهر المقبل", "روز گذشته", "شب گذشته", "یوم الجمعة القادم", "تابستان گذشته".
DateReader::Found DateReader::unit_first(std::size_t i) {
  bool plural = false;
  if (const auto found = unit(i, plural); found && is(i + 1, Role::unit) && value(i + 1, Role::unit) > 1 &&
                                          value(i + 2, Role::which_after) != -1000 &&
                                          value(i + 2, Role::which_after))
    return stretch(value(i + 1, Role::unit), *found, value(i + 2, Role::which_after), era_at(i), i + 3);
  if (const auto found = unit(i, plural); found && !plural && value(i + 2, Role::which_after) != -1000 &&
                                          value(i + 2, Role::which_after) != 0) {  // الأسابيع القليلة الماضية
    const int n = is(i + 1, Role::few)                       ? 3
                  : digits(i + 1) == 1 || digits(i + 1) == 2 ? static_cast<int>(number(i + 1))
                                                             : 0;
    Found part = n > 0 ? stretch(n, *found, value(i + 2, Role::which_after), era_at(i), i + 3) : Found();
    if (part && is(i + 1, Role::few)) part->confidence = 0.5;
    if (part) return part;
  }
  if (!is(i + 1, Role::which_after) && !is(i, Role::day_word)) return std::nullopt;
  if (is(i, Role::day_word) && is(i + 1, Role::weekday) && is(i + 2, Role::which_after))
    return weekday_in(value(i + 1, Role::weekday) % 100, value(i + 2, Role::which_after), false, i + 3);
  if (!is(i + 1, Role::which_after)) return std::nullopt;
  const int which = value(i + 1, Role::which_after);
  const std::size_t next = i + 2;
  if (is(i, Role::weekend)) return weekend(which, i, next);
  bool dual = false;
  if (const auto found = unit(i, dual); found && dual && which != 0)  // اليومين المقبلين
    return stretch(2, *found, which, era_at(i), next);
  if (const auto found = unit(i, dual); found && !dual) {
    std::size_t day = next;  // الأسبوع المقبل يوم الجمعة
    if (is(day, Role::day_word) && is(day + 1, Role::weekday)) ++day;
    if (*found == Unit::week && is(day, Role::weekday))
      return weekday_in(value(day, Role::weekday) % 100, which, true, day + 1);
    if (*found == Unit::year && value(next, Role::era) == static_cast<int>(Era::gregorian))
      return whole(*found, which, Era::gregorian, next + 1);  // سال جاری میلادی
    return whole(*found, which, era_at(i), next);
  }
  if (is(i, Role::weekday)) return weekday_in(value(i, Role::weekday) % 100, which, false, next);
  if (is(i, Role::season)) {
    Found part = season(i, which);
    if (part) part->next = next;
    return part;
  }
  if (is(i, Role::part_of_day)) {
    const auto part = part_of_day(i);
    DatePart out;
    out.next = next;
    out.valued = base_.known;
    if (!part || !base_.known) return part ? Found(out) : std::nullopt;
    out.span = single(point_of(Era::gregorian, base_.day + which));
    out.span.from.hour = part->from.hour, out.span.from.minute = part->from.minute;
    out.span.to.hour = part->to.hour, out.span.to.minute = part->to.minute;
    return out;
  }
  if (const auto found = month(i); found && !found->weak && is(found->next, Role::which_after)) {
    Found part = month_which(*found, which);
    if (part) part->next = found->next + 1;
    return part;
  }
  return std::nullopt;
}

// ", 1 month and 21 days" behind a length in units of `last`: how many of each smaller unit; the token after
// it.
std::size_t DateReader::counted_more(std::size_t i, Unit last, std::array<int, kUnits>& units) const {
  for (;;) {
    std::size_t at = i;
    if (t_.mark(at, ',')) ++at;
    if (is(at, Role::and_)) ++at;
    if (at > i && is(at, Role::article) && is(at + 1, Role::half)) ++at;
    if (at > i && is(at, Role::half) && last >= Unit::week && last <= Unit::year && last != Unit::fortnight &&
        last != Unit::quarter) {  // یک سال و نیم
      units[static_cast<std::size_t>(last == Unit::year ? Unit::month : Unit::day)] += last == Unit::year ? 6
                                                                                       : last == Unit::month
                                                                                           ? 15
                                                                                           : 3;
      return at + 1;
    }
    const auto n = last > Unit::day ? count(at) : std::nullopt;
    bool dual = false;
    const auto found = n ? unit(n->next, dual) : std::nullopt;
    if (!found || dual || *found >= last || *found < Unit::day) return i;
    units[static_cast<std::size_t>(*found)] += n->value;
    last = *found;
    i = n->next + 1;
  }
}

// "two weeks ago", "سه ماه پیش", "سه ماه گذشته", "two days after 3 June", "1 month, 21 days ago".
DateReader::Found DateReader::counted(std::size_t i) {
  const auto n = count(i);
  bool dual = false;
  if (!n) return std::nullopt;
  if (is(n->next, Role::which) && value(n->next, Role::which) != 0)
    if (const auto said = unit(n->next + 1, dual); said && t_.at(n->next + 1)->word->key.ends_with('s'))
      return stretch(n->value, *said, value(n->next, Role::which), Era::gregorian, n->next + 2);
  if (Found part = counted_weekday(n->value, n->next)) return part;
  const auto found = unit(n->next, dual);
  if (!found || dual) return std::nullopt;
  const Era era = era_at(n->next);
  std::array<int, kUnits> more{};
  const std::size_t next = counted_more(n->next + 1, *found, more);
  if (Found part = starting(i, n->value, *found, next)) return part;
  Found part;
  const bool stretched = is(next, Role::which_after) && era != Era::gregorian && !is(next, Role::ago);
  if (is(next, Role::ago) && !stretched) {
    if (*found < Unit::day && is(next + 1, Role::which)) return std::nullopt;  // 30 minutes later this week
    const int direction = value(next, Role::ago);
    // "earlier" and "back" mean a date only behind a length, "two miles back" is not read here.
    part = offset(n->value, *found, direction, era, next + 1);
    if (!part || !part->valued) return part;
    for (std::size_t u = kUnits; u-- > 0;)
      if (more[u] > 0)
        part->span =
            single(shifted(era, first_day(part->span.from), static_cast<Unit>(u), direction * more[u]));
  } else if (is(next, Role::past) || is(next, Role::which_after)) {
    const int direction = is(next, Role::past) ? -1 : value(next, Role::which_after);
    if (direction == 0 || (*found == Unit::quarter && is(next, Role::past_hour))) return std::nullopt;
    part = stretch(n->value, *found, direction, era, next + 1);
    Point* far = !part || !part->valued ? nullptr : direction < 0 ? &part->span.from : &part->span.to;
    for (std::size_t u = kUnits; far != nullptr && *found != Unit::quarter && u-- > 0;)
      if (more[u] > 0) *far = shifted(era, first_day(*far), static_cast<Unit>(u), direction * more[u]);
  } else if (is(next, Role::before) && *found >= Unit::day) {
    part = counted_from(i, n->value, *found, next, value(next, Role::before));
  } else if (is(next, Role::before_n) && (t_.languages & kArabic) != 0 && *found >= Unit::day) {
    part = counted_from(i, n->value, *found, next, value(next, Role::before_n));  // أربعة أيام قبل غد
  }
  if (part && n->ordinal) part->confidence = 0.5;
  return part;
}

// "two Mondays from now", "three Fridays ago".
DateReader::Found DateReader::counted_weekday(int count, std::size_t i) const {
  const int day = value(i, Role::weekday);
  const int direction = value(i + 1, Role::ago);
  if (day < 0 || day > 99 || direction == -1000 || count > 60) return std::nullopt;
  DatePart part;
  part.next = i + 2;
  part.valued = base_.known;
  if (!base_.known) return part;
  const int today = weekday_of(base_.day);
  const std::int64_t first =
      direction > 0 ? base_.day + (day - today + 6) % 7 + 1 : base_.day - (today - day + 6) % 7 - 1;
  part.span = single(point_of(Era::gregorian, first + direction * 7 * (count - 1)));
  return part;
}

// "two days after 3 June", "three weeks from now": the anchor and what lies so far from it. `next` is the
// joint.
DateReader::Found DateReader::counted_from(std::size_t i, int count, Unit unit, std::size_t next,
                                           int direction) {
  const std::size_t at = skip_the(next + 1);
  Found anchor;
  if (is(at, Role::now)) {
    anchor.emplace().next = at + 1;
    anchor->span = single(point_of(Era::gregorian, base_.day));
    anchor->valued = base_.known;
  }
  if (!anchor && is(at, Role::day_shift)) anchor = relative(at);
  if (!anchor) anchor = which_first(at);
  if (!anchor) anchor = unit_first(at);
  if (!anchor) anchor = numeric(at);
  if (!anchor) anchor = named(at);
  if (!anchor && is(at, Role::weekday)) anchor = weekday(at);
  if (!anchor) return std::nullopt;
  if (anchor->valued) settle(*anchor, i);
  anchor->valued = anchor->valued && anchor->span.from.year > 0;
  if (anchor->valued)
    anchor->span = single(shifted(era_at(next - 1), first_day(anchor->span.from), unit, count * direction));
  return anchor;
}

// "بعد يومين من غد": the day that such a length is counted from, behind "من" at `next`.
DateReader::Found DateReader::from_anchor(std::size_t i, int count, Unit unit, int direction,
                                          std::size_t next) {
  if ((t_.languages & kArabic) == 0 || !is(next, Role::of)) return std::nullopt;
  if (!is(next + 1, Role::now) && !is(next + 1, Role::day_shift) && !is(next + 1, Role::day_word) &&
      !t_.number(next + 1))
    return std::nullopt;
  return counted_from(i, count, unit, next, direction);
}

// "in two weeks", "قبل ثلاث سنوات", "بعد أسبوع", "منذ شهرين".
DateReader::Found DateReader::before_counted(std::size_t i) {
  if (is(i, Role::within)) {
    bool dual = false;
    const auto n = count(skip_the(i + 1));
    const auto found = n ? unit(n->next, dual) : std::nullopt;
    if (!found || *found < Unit::day || is(n->next + 1, Role::of) ||
        (is(n->next + 1, Role::before) && !is(n->next + 2, Role::now) && !is(n->next + 2, Role::day_shift)))
      return std::nullopt;
    std::size_t next = n->next + 1;
    if (value(next, Role::before) == 1 && (is(next + 1, Role::now) || value(next + 1, Role::day_shift) == 0))
      next += 2;  // from now
    Found part = stretch(n->value, *found, 1, era_at(n->next), next);
    if (part && part->valued && *found != Unit::quarter)
      part->span.from = point_of(Era::gregorian, base_.day);
    if (part) part->confidence = 0.7;
    return part;
  }
  if (!is(i, Role::before_n)) return std::nullopt;
  const int direction = value(i, Role::before_n);
  const bool latin = static_cast<unsigned char>(t_.at(i)->word->key[0]) < 0x80;
  bool dual = false;
  if (const auto found = unit(i + 1, dual)) {
    if (latin || *found < Unit::day || (!dual && t_.number(i + 2))) return std::nullopt;
    if (Found part = from_anchor(i, dual ? 2 : 1, *found, direction, i + 2)) return part;
    return offset(dual ? 2 : 1, *found, direction, era_at(i + 1), i + 2);
  }
  const auto n = count(i + 1);
  if (!n) return std::nullopt;
  const auto found = unit(n->next, dual);
  if (!found || *found < Unit::day) return std::nullopt;
  if (latin && (tense(i, n->next + 1) < 0 || is(n->next + 1, Role::ago))) return std::nullopt;
  if (Found part = from_anchor(i, n->value, *found, direction, n->next + 1)) return part;
  Found part = offset(n->value, *found, direction, era_at(n->next), n->next + 1);
  if (part) part->confidence = latin ? 0.7 : n->ordinal ? 0.5 : 1;
  return part;
}

// What the edge at `i` is of: the period that begins at `at`.
DateReader::Found DateReader::edge_home(std::size_t i, std::size_t at) {
  if (Found part = year_alone(at, true)) return part;
  bool dual = false;
  const auto found = unit(at, dual);
  const bool end = t_.at(i)->word->key == "end";
  const bool article = (t_.languages & kArabic) != 0 && found && !is(at + 1, Role::which_after) &&
                       t_.text.substr(t_.at(at)->start).starts_with("ال");
  const bool told = end ? at > i + 1 && !is(at + 1, Role::which_after)
                        : (is(at - 1, Role::the) || article) && found && *found > Unit::day;
  if (found && !dual && era_at(at) == Era::gregorian && told && *found != Unit::fortnight)
    if (Found part = whole(*found, 0, Era::gregorian, at + 1)) return part;  // the end of the month
  if (Found part = decade(at)) return part;
  if (Found part = month_first(at)) return part;
  if (Found part = month_alone(at, true)) return part;
  if (Found part = which_first(at)) return part;
  if (Found part = unit_first(at)) return part;
  if (is(at, Role::year_shift)) return relative(at);
  return is(at, Role::season) ? season(at, std::nullopt) : std::nullopt;
}

// The first, middle or last part of a year, month or week, and for "earlier" and "later" the half of it on
// that side of the base.
void DateReader::cut_edge(int edge, Span& span) const {
  Point &from = span.from, &to = span.to;
  if (from.year == 0) return;
  const bool one = from == to, halves = edge > 3;
  const std::int64_t first = first_day(from), last = last_day(to);
  if (from.month == 0 && to.month == 0 && to.year == from.year + 9) {  // the late 1990s
    if (edge == 2 || edge == 3) from.year += edge == 2 ? 4 : 7;
    if (edge == 1 || edge == 2) to.year -= edge == 1 ? 6 : 3;
    return;
  }
  if (one && from.month == 0) {
    from.month = edge == 1 || edge == 4 ? 1 : edge == 2 ? 5 : edge == 3 ? 9 : 7;
    to.month = from.month + (halves ? 5 : 3);
  } else if (one && from.day == 0) {
    from.day = edge == 1 || edge == 4 ? 1 : edge == 2 ? 11 : 16;
    to.day = edge == 1 || edge == 4 ? 15 : edge == 2 ? 20 : days_in_month(from.era, from.year, from.month);
  } else if (from.day != 0 && last - first == 6) {
    const int start = edge == 1 || edge == 4 ? 0
                      : edge == 2            ? 1
                                             : 3,
              end = start == 0   ? 2
                    : start == 1 ? 4
                                 : 6;
    from = point_of(Era::gregorian, first + start), to = point_of(Era::gregorian, first + end);
  } else {
    return;
  }
  if (!halves || !base_.known || base_.day < first || base_.day > last) return;
  if (edge == 4 && last_day(to) >= base_.day && base_.day > first)
    to = point_of(Era::gregorian, base_.day - 1);
  if (edge == 5 && first_day(from) < base_.day) from = point_of(Era::gregorian, base_.day);
  if (edge == 4) from = point_of(from.era, first);
  if (edge == 5) to = point_of(to.era, last);
}

// "early June", "the end of last year", "mid-2008", "اواخر سال ۱۳۸۷", "أوائل 2009", "later this week".
DateReader::Found DateReader::edge(std::size_t i) {
  if (!is(i, Role::edge) || (is(i, Role::starting) && !is(i + 1, Role::of) && !is(i + 1, Role::in)))
    return std::nullopt;  // "beginning this week": from then on
  std::size_t at = i + 1;
  if (t_.mark(at, '-')) ++at;
  if (is(at, Role::of) || is(at, Role::in)) ++at;
  at = skip_the(at);
  Found part = edge_home(i, at);
  if (!part || !part->valued) return part;
  if (!base_.known && part->span.from.year == 0) return part;
  settle(*part, i);
  cut_edge(value(i, Role::edge), part->span);
  return part;
}

// A weekday alone, or with what says its week: "Friday", "روز جمعه", "Thursday of next week".
DateReader::Found DateReader::weekday(std::size_t i) {
  std::size_t at = i;
  if (is(at, Role::day_word) && is(at + 1, Role::weekday)) ++at;
  const int day = value(at, Role::weekday);
  if (day < 0 || (i > 0 && value(i - 1, Role::other) == 2)) return std::nullopt;
  const Token& token = *t_.at(at);
  const bool latin = static_cast<unsigned char>(token.word->key[0]) < 0xD8;
  if (day >= 100 &&
      !(token.capital && announced(at) && token.word->key.size() <= 4 && token.word->key != "sun"))
    return std::nullopt;
  if (token.word->key.ends_with("days") && token.word->key != "days") return std::nullopt;  // "on Mondays"
  std::size_t next = at + 1;
  if (latin && is(next, Role::of)) ++next;
  if (is(next, Role::which) && value(next + 1, Role::time_unit) == static_cast<int>(Unit::week))
    return weekday_in(day % 100, value(next, Role::which), true, next + 2);
  bool dual = false;
  const std::size_t home = !latin && (is(at + 1, Role::of) || is(at + 1, Role::in)) ? at + 2 : at + 1;
  if (unit(home, dual) == Unit::week && is(home + 1, Role::which_after) && base_.known) {
    Found week = whole(Unit::week, value(home + 1, Role::which_after), era_at(at), home + 2);
    const std::int64_t start = first_day(week->span.from);
    week->span = single(point_of(Era::gregorian, start + (day % 100 - weekday_of(start) + 7) % 7));
    return week;
  }
  DatePart part;
  part.weekday = day % 100;
  part.next = at + 1;
  return part;
}

}  // namespace clew::annotate
