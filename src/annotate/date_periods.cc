// Seasons, quarters, decades, centuries, and weeks within a month or year: autumn of 2009, Q1 2009, the
// 1990s.
#include "annotate/date_reader.h"

namespace clew::annotate {

Span DateReader::season_span(Era era, int year, int season) {
  const int first = era == Era::jalali ? 3 * season - 2 : 3 * season;
  return {era_point(era, year, first), era_point(era, first == 12 && era == Era::gregorian ? year + 1 : year,
                                                 first == 12 && era == Era::gregorian ? 2 : first + 2)};
}

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
    const std::size_t at = is(i + 1, Role::of) ? i + 2 : i + 1;
    if (point.year == 0 && digits(at) == 4 && t_.mark(at + 1, '/') && t_.glued(at + 2) &&
        digits(at + 2) == 2 && number(at + 2) == (number(at) + 1) % 100)  // winter 2009/10
      point.year = static_cast<int>(number(at)), point.era = Era::gregorian, part.next = at + 3;
    if (point.year == 0) return std::nullopt;
    year = point.year;
    if (t_.mark(part.next, '-') && digits(part.next + 1) == 4 &&
        static_cast<int>(number(part.next + 1)) == year + 1 && n == 4)
      part.next += 2;  // winter of 2009-2010
    if (point.era != era) return std::nullopt;
    if (digits(part.next) == 2 && t_.mark(part.next - 1, '/')) ++part.next;
  }
  part.span = season_span(era, year, n);
  return part;
}

// "۹ ماهه سال ۱۳۹۴", "هفت ماهه نخست سال جاری": that many months from the year's first.
DateReader::Found DateReader::first_months(std::size_t i) {
  bool dual = false;
  const auto n = small(i, true);
  if (!n || n->ordinal || n->value > 11 || unit(n->next, dual) != Unit::month ||
      t_.at(n->next)->word->key != "ماهه")
    return std::nullopt;
  std::size_t at = n->next + 1;
  if (value(at, Role::ordinal) == 1) ++at;
  Found part = year_alone(at, true);
  if (!part) part = unit_first(at);
  if (!part && is(at, Role::year_shift)) part = relative(at);
  if (!part || (part->valued && (part->span.from.month != 0 || part->span.from.year == 0 ||
                                 !(part->span.from == part->span.to))))
    return std::nullopt;
  if (!part->valued) return part;
  const Era era = part->span.from.era;
  const int year = part->span.from.year;
  part->span = {era_point(era, year, 1), era_point(era, year, n->value)};
  return part;
}

// "سه ماهه دوم 2016", "الربع الثالث من عام 2016".
DateReader::Found DateReader::quarter_by_month(std::size_t i) {
  bool dual = false;
  const bool three = value(i, Role::unit) == 3 || (t_.number(i) && number(i) == 3);
  const std::size_t at = three ? i + 2 : i + 1;
  if (three ? unit(i + 1, dual) != Unit::month : value(i, Role::third_or_quarter) != 4) return std::nullopt;
  const int nth = value(at, Role::ordinal);
  if (!three && nth < 1) return std::nullopt;
  if (three && nth < 1) return first_months(i);
  if (nth > 4) return std::nullopt;
  Point point;
  bool relative = false;
  DatePart part;
  const Era era = three ? era_at(i + 1) : Era::gregorian;
  part.next = year_behind(at + 1, Month{0, era, 0, false, false}, point, relative);
  if (point.year == 0 && era == Era::jalali) part.next = year_behind(at + 1, Month{}, point, relative);
  if (point.year == 0) return std::nullopt;
  part.span = {era_point(point.era, point.year, 3 * nth - 2), era_point(point.era, point.year, 3 * nth)};
  return part;
}

// "النصف الأول من 2010", "نیمه نخست سال ۹۲": a half of a year, the half before its number.
DateReader::Found DateReader::half_year(std::size_t i) {
  const Token* token = t_.at(i);
  if (token == nullptr || token->word == nullptr || !(is(i, Role::half) || token->word->key == "نیمه"))
    return std::nullopt;
  const int nth = value(i + 1, Role::ordinal);
  if (nth != 1 && nth != 2) return std::nullopt;
  std::size_t at = i + 2;
  if (is(at, Role::of) || is(at, Role::in)) ++at;
  Found part = year_alone(at, true);
  if (!part) part = unit_first(at);
  if (!part && is(at, Role::year_shift)) part = relative(at);
  if (!part || !part->valued) return part;
  const Point year = part->span.from;
  if (!(year == part->span.to) || year.year == 0 || year.month != 0) return std::nullopt;
  part->span = {era_point(year.era, year.year, 6 * nth - 5), era_point(year.era, year.year, 6 * nth)};
  return part;
}

// "Q1 2009", "third quarter of 2016", "H2 2008", "the first quarter of the year", "in Q2".
DateReader::Found DateReader::quarter(std::size_t i) {
  int n = value(i, Role::quarter_name);
  std::size_t at = i + 2;
  bool bare = false;
  if (n >= 0 && digits(i + 1) == 1 && t_.glued(i + 1) && number(i + 1) >= 1 &&
      number(i + 1) <= (n == 0 ? 4 : 2)) {
    n += static_cast<int>(number(i + 1));
    bare = n <= 4 && t_.at(i)->capital && plain_end(i + 2) && (i == 0 || !t_.glued(i));
  } else {
    if (Found found = quarter_by_month(i)) return found;
    if (Found found = first_months(i)) return found;
    if (Found found = half_year(i)) return found;
    auto nth = small(i, false);
    bool dual = false;
    if (value(i, Role::which) == -1 && is(i + 2, Role::of) &&
        (unit(i + 1, dual) == Unit::quarter || is(i + 1, Role::half)))
      nth = Small{is(i + 1, Role::half) ? 2 : 4, i + 1, true, true};  // the last quarter of 2014
    if (!nth || !nth->ordinal || nth->value > 4) return std::nullopt;
    if (t_.mark(nth->next, '-')) ++nth->next;  // third-quarter
    const bool half = nth->value <= 2 && is(nth->next, Role::half);
    if (!half && unit(nth->next, dual) != Unit::quarter) return std::nullopt;
    n = half ? nth->value + 4 : nth->value;
    at = nth->next + 1;
  }
  Point point;
  bool relative = false, dual = false;
  DatePart part;
  if ((t_.mark(at, '-') || t_.mark(at, '/')) && t_.glued(at) && digits(at + 1) == 4) ++at;
  part.next = year_behind(at, Month{}, point, relative);
  const int first = n <= 4 ? 3 * n - 2 : 6 * (n - 5) + 1, last = n <= 4 ? 3 * n : 6 * (n - 4);
  if (point.year == 0) {
    const bool of_year = is(at, Role::of) && is(at + 1, Role::the) && unit(at + 2, dual) == Unit::year;
    if (!of_year && !bare) return std::nullopt;
    if (of_year) part.next = at + 3;
    part.valued = base_.known;
    if (!base_.known) return part;
    Point middle = era_point(Era::gregorian, 0, first + 1);
    settle_year(middle, tense(i, part.next));
    point.year = of_year ? base_.date.year : middle.year;
  }
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
  const int century = is(i, Role::unit) ? value(i, Role::unit) : value(i, Role::tens);
  if (first < 0 && century >= 17 && century <= 20 && value(i + 1, Role::decade) >= 0)  // nineteen seventies
    first = century * 100 + value(i + 1, Role::decade), part.next = i + 2;
  if (first < 0) return std::nullopt;
  if (first < 100) first = full_year(era, first, base_);
  if (first < 1000 || first > 2100) return std::nullopt;
  part.span = {era_point(era, first, 0), era_point(era, first + 9, 0)};
  return part;
}

// "over the weekend": the one before beside words of the past, else the coming one.
DateReader::Found DateReader::the_weekend(std::size_t i) {
  if (is(i, Role::weekend) && (t_.languages & kArabic) != 0 &&
      static_cast<unsigned char>(t_.at(i)->word->key[0]) >= 0xD8)
    return weekend(tense(i, i + 1) < 0 ? -1 : 0, i, i + 1);
  if (!is(i, Role::weekend) || i == 0 || t_.at(i)->word->key != "weekend" ||
      !(is(i - 1, Role::the) || is(i - 1, Role::in) || is(i - 1, Role::by)))
    return std::nullopt;
  return weekend(tense(i, i + 1) < 0 ? -1 : 0, i, i + 1);
}

}  // namespace clew::annotate
