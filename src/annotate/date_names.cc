// Dates with names of months and weekdays: 21st of July 1998, May 3-5, autumn, پنجم آبان ۱۳۹۰, 14 شباط/فبراير
// 2005.
#include <algorithm>

#include "annotate/date_reader.h"

namespace clew::annotate {
namespace {

bool is_latin(const Token& token) {
  return token.word != nullptr && static_cast<unsigned char>(token.word->key[0]) < 0xD8;
}

// A month's word in another European language than English.
bool is_foreign(const Token& token) {
  const std::string& key = token.word->key;
  return is_latin(token) && key != "may" && key != "march" && key != "mar";
}

int longest_month(Era era, int month) {
  return era == Era::gregorian ? (month == 2 ? 29 : 31) : month > 0 ? 31 : 0;
}

// Without a year, a day that some year has.
bool may_be_day(const Point& point) {
  return point.year == 0 ? point.day <= longest_month(point.era, point.month)
                         : is_day(point.era, point.year, point.month, point.day);
}

}  // namespace

bool DateReader::announced(std::size_t i) const {
  if (i == 0) return false;
  std::size_t at = i - 1;
  if (is(at, Role::the) && at > 0) --at;
  for (const Role role : {Role::in, Role::of, Role::by, Role::from, Role::to, Role::before, Role::which,
                          Role::edge, Role::season, Role::within})
    if (is(at, role)) return true;
  return false;
}

bool DateReader::plain_end(std::size_t next) const {
  const Token* token = t_.at(next);
  if (token == nullptr) return true;
  if (token->kind == TokenKind::mark) return !(token->mark == '%' || token->mark == '$');
  if (token->kind != TokenKind::word) return false;
  for (const Role role : {Role::in, Role::at, Role::and_, Role::or_, Role::to, Role::tense, Role::by,
                          Role::from, Role::before, Role::part_of_day, Role::hour_word, Role::weekday})
    if (is(next, role)) return true;
  return false;
}

std::optional<DateReader::Small> DateReader::small(std::size_t i, bool cardinal) const {
  Small out;
  if (t_.number(i)) {
    if (digits(i) > 2 || number(i) < 1 || number(i) > 31) return std::nullopt;
    out.value = static_cast<int>(number(i));
    out.next = i + 1;
    if (is(out.next, Role::ordinal_suffix)) return ++out.next, out.ordinal = true, out;
    const bool glued = t_.glued(out.next) && t_.glued(out.next + 1) && t_.number(out.next + 1);
    if (glued && (t_.mark(out.next, '.') || t_.mark(out.next, ':') || t_.mark(out.next, ',')))
      return std::nullopt;
    return out;
  }
  out.words = true;
  if (const int nth = value(i, Role::ordinal); nth > 0 && nth <= 31) {
    out.value = nth;
    out.ordinal = true;
    out.next = i + 1;
    if (nth < 10 && is(out.next, Role::ten_after)) out.value += 10, ++out.next;
    if (nth < 10 && is(out.next, Role::and_) && is(out.next + 1, Role::tens) &&
        value(out.next + 1, Role::tens) <= 30)
      out.value += value(out.next + 1, Role::tens), out.next += 2;
    return out.value <= 31 ? std::optional(out) : std::nullopt;
  }
  const int tens = value(i, Role::tens);
  if (tens == 20 || tens == 30) {
    std::size_t next = i + 1;
    if (is(next, Role::and_) || t_.mark(next, '-')) ++next;
    const int nth = value(next, Role::ordinal), unit = value(next, Role::unit);
    if (nth > 0 && nth < 10 && tens + nth <= 31) return Small{tens + nth, next + 1, true, true};
    if (cardinal && unit > 0 && unit < 10 && tens + unit <= 31)
      return Small{tens + unit, next + 1, false, true};
    return cardinal ? std::optional(Small{tens, i + 1, false, true}) : std::nullopt;
  }
  const int unit = value(i, Role::unit);
  if (!cardinal || unit < 1) return std::nullopt;
  if (unit < 10 && is(i + 1, Role::ten_after)) return Small{unit + 10, i + 2, false, true};
  const int more = is(i + 1, Role::and_) ? value(i + 2, Role::tens) : 0;  // واحد وعشرون
  if (unit < 10 && (more == 20 || more == 30) && unit + more <= 31)
    return Small{unit + more, i + 3, false, true};
  return Small{unit, i + 1, false, true};
}

std::optional<DateReader::Month> DateReader::month(std::size_t i) const {
  std::size_t at = i;
  const bool worded = is(at, Role::month_word) && !is(at, Role::article);
  if (worded) ++at;
  Month out;
  int found = value(at, Role::month);
  if (found < 0) found = value(at, Role::jalali), out.era = Era::jalali;
  if (found < 0) found = value(at, Role::hijri), out.era = Era::hijri;
  if (found < 0) return std::nullopt;
  out.weak = found > 100 && !worded;
  out.never = found > 200 && !worded;
  out.month = found % 100;
  out.next = at + 1;
  const Token& token = *t_.at(at);
  if (is_latin(token)) {
    const bool behind = t_.number(out.next + 1) || t_.mark(out.next + 1, ',') || t_.mark(out.next + 1, '-');
    if (token.word->key.size() <= 4 && behind && t_.mark(out.next, '.') && t_.glued(out.next)) ++out.next;
    return out;
  }
  if (is(out.next, Role::month_word) && t_.languages != (kLatin | kArabic)) ++out.next, out.weak = false;
  if ((t_.mark(out.next, '/') || t_.mark(out.next, '(')) &&
      value(out.next + 1, Role::month) % 100 == out.month) {
    const bool bracket = t_.mark(out.next, '(');
    out.next += 2;
    if (bracket && t_.mark(out.next, ')')) ++out.next;
    out.weak = false;
  }
  return out;
}

// Fills the year that stands at `i` behind a month into `point`; the token after it.
std::size_t DateReader::year_behind(std::size_t i, const Month& month, Point& point, bool& relative) {
  std::size_t at = i;
  const bool comma = t_.mark(at, ',');
  if (comma) ++at;
  if (is(at, Role::of) || (is(at, Role::in) && t_.number(at + 1))) ++at;
  at = skip_the(at);
  bool worded = false;
  if (is(at, Role::year_word) && !is(at, Role::which)) worded = true;
  const std::size_t first = worded ? at + 1 : at;
  bool two = worded || month.era == Era::jalali;
  if (!two && !comma && point.day > 0 && digits(first) == 2 && !t_.mark(first + 1, ':') &&
      !is(first + 1, Role::ampm))
    two = number(first) > 31 || (plain_end(first + 1) && t_.at(first)->start - t_.at(first - 1)->end <= 1 &&
                                 (number(first) < 10 || t_.at(first + 1) == nullptr || !t_.glued(first + 1) ||
                                  t_.mark(first + 1, ',') || t_.mark(first + 1, '.')));
  if (!two && !comma && point.day == 0 && digits(first) == 2 && number(first) > 31)
    two = plain_end(first + 1);
  if (auto found = year(first, month.era, two)) {
    point.year = found->year;
    point.era = found->era;
    return found->next;
  }
  if (!base_.known) return i;
  const int own = calendar_day(month.era, base_.day).year;
  if (is(at, Role::year_shift)) {
    point.year = own + value(at, Role::year_shift), relative = true;
    return at + 1;
  }
  bool dual = false;
  if (is(at, Role::which) && unit(at + 1, dual) == Unit::year) {
    point.year = own + value(at, Role::which), relative = true;
    return at + 2;
  }
  if (i == at && at > 0 && value(at, Role::which_after) == 0 && is(at - 1, Role::month_word)) {
    point.year = own, relative = true;  // 15 دی ماه جاری
    return at + 1;
  }
  if (unit(at, dual) == Unit::year && is(at + 1, Role::which_after)) {
    point.year = own + value(at + 1, Role::which_after), relative = true;
    return at + 2;
  }
  return i;
}

// "3 June", "the 21st of July 1998", "24-26 December", "22 و 23 آذر", "23-Sep-2009".
DateReader::Found DateReader::day_first(std::size_t i) {
  std::size_t at = skip_the(i);
  if (is(at, Role::day_word) && t_.at(at)->word->key != "day") ++at;
  const auto first = small(at, true);
  if (!first) return std::nullopt;
  if (at > 1 && t_.number(at) && t_.glued(at) && t_.glued(at - 1) && t_.number(at - 2) &&
      (t_.mark(at - 1, '.') || t_.mark(at - 1, ',')))
    return std::nullopt;  // 6,107.31 August
  Small last = *first;
  for (std::size_t more = joint(last.next, true); more > 0; more = joint(last.next, true)) {
    if (is(more, Role::the)) ++more;
    const auto next = small(more, last.words);
    if (!next || next->value <= last.value) break;
    last = *next;
  }
  at = last.next;
  if (last.ordinal && is(at, Role::day_word)) ++at;
  char mark = '\0';
  if ((t_.mark(at, '-') || t_.mark(at, '/') || t_.mark(at, '.')) && t_.glued(at) && t_.glued(at + 1))
    mark = t_.at(at++)->mark;
  else if (t_.mark(at, '/') && month(at + 1) && !is_latin(*t_.at(at + 1)))
    ++at;  // 2/ أكتوبر
  else if (t_.mark(at, '.') && t_.glued(at) && t_.number(at - 1))
    ++at;  // 3. Juni
  if (is(at, Role::of)) ++at;
  const std::size_t word = at;
  const auto found = month(at);
  if (!found) return std::nullopt;
  DatePart part;
  Point& point = part.span.from;
  point.era = found->era;
  point.month = found->month, point.day = first->value;
  std::size_t next = found->next;
  if (mark != '\0' && t_.mark(next, mark) && t_.glued(next)) {
    const auto said = year(next + 1, found->era, true);
    if (!said) return std::nullopt;
    point.year = said->year;
    part.next = said->next;
  } else {
    bool relative = false;
    part.next = year_behind(next, *found, point, relative);
  }
  const Token& name = *t_.at(word);
  if (found->weak && is_latin(name) && found->era == Era::gregorian) {
    if (point.year == 0 && (is_foreign(name) || !(name.capital || last.ordinal))) return std::nullopt;
  }
  if (last.words && !last.ordinal && found->weak) return std::nullopt;
  part.span.to = point;
  part.span.to.day = last.value;
  if (!may_be_day(part.span.to)) return std::nullopt;
  return part;
}

// "2019-Aug-01", "2019 August 1".
DateReader::Found DateReader::year_first(std::size_t i) {
  if (digits(i) != 4 || number(i) < 1800 || number(i) > 2100) return std::nullopt;
  std::size_t at = i + 1;
  const bool marked = (t_.mark(at, '-') || t_.mark(at, '/')) && t_.glued(at) && t_.glued(at + 1);
  const char mark = marked ? t_.at(at++)->mark : '\0';
  const auto found = month(at);
  if (!found || found->era != Era::gregorian || (found->weak && !marked && !t_.at(at)->capital))
    return std::nullopt;
  at = found->next;
  if (marked && !t_.mark(at++, mark)) return std::nullopt;
  const auto day = small(at, false);
  if (!day || !t_.number(at) || t_.mark(day->next, ':') || is(day->next, Role::ampm)) return std::nullopt;
  DatePart part;
  part.next = day->next;
  part.span.from = era_point(Era::gregorian, static_cast<int>(number(i)), found->month);
  part.span.from.day = day->value;
  part.span.to = part.span.from;
  return may_be_day(part.span.from) ? Found(part) : std::nullopt;
}

// "June 3rd, 2009", "May 3-5", "July the 4th", "November 2008".
DateReader::Found DateReader::month_first(std::size_t i) {
  const auto found = month(i);
  if (!found) return std::nullopt;
  const Token& name = *t_.at(found->next > i + 1 && is(i, Role::month_word) ? i + 1 : i);
  DatePart part;
  Point& point = part.span.from;
  point.era = found->era;
  point.month = found->month;
  bool relative = false;
  std::size_t at = skip_the(found->next);
  char mark = '\0';
  if (is_latin(name) && (t_.mark(at, '-') || t_.mark(at, '/')) && t_.glued(at) && t_.glued(at + 1))
    mark = t_.at(at++)->mark;
  if (t_.mark(at, ',') && small(at + 1, false) && small(at + 1, false)->ordinal) ++at;  // October, 1st
  // November between 19 and 20
  const bool between =
      is(at, Role::from) && (is_latin(name) || (t_.languages & kArabic) != 0) && !is(at, Role::of);
  if (between) at = skip_the(at + 1);
  // "أكتوبر 2", "مايو تسعة وعشرين": not in Persian, where counts of other things follow.
  const bool arabic = !is_latin(name) && (t_.languages & kArabic) != 0;
  if (arabic && t_.mark(at, '/') && t_.number(at + 1) && digits(at + 1) <= 2) ++at;
  auto day = is_latin(name)  ? small(at, true)
             : t_.number(at) ? (arabic ? small(at, true) : std::nullopt)
                             : small(at, arabic);
  if (day && arabic && !day->ordinal && !plain_end(day->next) && !year(day->next, found->era, false))
    day.reset();
  if (day && (is(day->next, Role::scale) || t_.mark(day->next, '%') ||
              (is(day->next, Role::ampm) && t_.at(day->next)->glued)))
    day.reset();
  if (!day) {
    at = mark != '\0' ? found->next : skip_the(found->next);
    part.next = year_behind(at, *found, point, relative);
    if (part.next == at && mark != '\0') part.next = year_behind(at + 1, *found, point, relative);
    if (point.year == 0 || (found->weak && is_latin(name) && is_foreign(name) && !name.capital))
      return std::nullopt;
    if (found->weak && is_latin(name) && !name.capital && relative) return std::nullopt;
    part.span.to = point;
    return part;
  }
  if (found->weak && (is_foreign(name) || day->words) && found->era == Era::gregorian && !day->ordinal)
    if (is_foreign(name) || t_.number(at)) return std::nullopt;
  point.day = day->value;
  Small last = *day;
  if (const std::size_t more = joint(day->next, between || is(i - 1, Role::from)); more > 0)
    if (const auto next = small(skip_the(more), day->words);
        next && next->value > day->value && !month(next->next))
      last = *next;
  if (between && last.next == day->next) return std::nullopt;
  if (mark != '\0' && t_.mark(last.next, mark)) {
    const auto said = year(last.next + 1, found->era, true);
    if (!said) return std::nullopt;
    point.year = said->year;
    part.next = said->next;
  } else {
    part.next = year_behind(last.next, *found, point, relative);
  }
  part.span.to = point;
  part.span.to.day = last.value;
  if (!may_be_day(part.span.to)) return std::nullopt;
  return part;
}

// A date with a weekday before it, or without: "Thursday, 3 June", "شنبه بیستم مرداد", "Friday the 15th".
DateReader::Found DateReader::named(std::size_t i) {
  std::size_t at = i;
  if (is(at, Role::day_word) && is(at + 1, Role::weekday)) ++at;
  const bool weekday = is(at, Role::weekday);
  if (weekday) {
    ++at;
    if (t_.mark(at, '.') && t_.glued(at)) ++at;
    if (t_.mark(at, ',') || t_.mark(at, '-')) ++at;
    if (is(at, Role::in)) ++at;
    if (Found found = numeric(at)) return found;
  }
  if (Found found = day_first(at)) return found;
  if (Found found = month_first(at)) return found;
  if (Found found = year_first(at)) return found;
  const std::size_t nth = skip_the(at);
  if (!weekday) return nth_day(i);
  const bool cardinal = nth == at && t_.number(at) && number(at) > 12 && plain_end(at + 1);  // Sunday 31
  const bool arabic = (t_.languages & kArabic) != 0 && is(at - 1, Role::in);  // الجمعة في السابع
  const auto day = small(nth, cardinal || arabic);
  if (!day || !(cardinal || arabic || (day->ordinal && (nth > at || t_.number(at)))) || !base_.known)
    return std::nullopt;
  // The nearest month in which that day is that weekday.
  const int wanted =
      value(at - 1, Role::weekday) >= 0 ? value(at - 1, Role::weekday) % 100 : value(i, Role::weekday) % 100;
  for (const int n : {0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 7, -7}) {
    const int all = base_.date.year * 12 + base_.date.month - 1 + n;
    const int year = all / 12, month = all % 12 + 1;
    if (!is_day(Era::gregorian, year, month, day->value)) continue;
    const std::int64_t number = day_number(Era::gregorian, year, month, day->value);
    if (weekday_of(number) != wanted) continue;
    DatePart part;
    part.span.from = part.span.to = point_of(Era::gregorian, number);
    part.next = day->next;
    return part;
  }
  return std::nullopt;
}

// "the 20th of next month", "4 till 23 of this month", "between 4 and 22 this month": days of a month that
// the base tells.
DateReader::Found DateReader::days_within(std::size_t i) {
  const bool between = is(i, Role::from);
  const auto day = small(skip_the(between ? i + 1 : i), true);
  if (!day) return std::nullopt;
  Small last = *day;
  if (const std::size_t more = joint(day->next, between); more > 0)
    if (const auto found = small(skip_the(more), true); found && found->value > day->value) last = *found;
  const bool of = is(last.next, Role::of);
  if (last.next == day->next && (between || (!day->ordinal && !of))) return std::nullopt;
  if (day->words && !day->ordinal && last.next == day->next && (t_.languages & kArabic) == 0)
    return std::nullopt;
  std::size_t next = last.next;
  if (is(next, Role::day_word)) ++next;
  if (is(next, Role::of) || is(next, Role::in)) next = skip_the(next + 1);
  Found month = which_first(next);
  if (!month) month = unit_first(next);
  if (!month || !month->valued || !(month->span.from == month->span.to) || month->span.from.month == 0 ||
      month->span.from.day != 0)
    return std::nullopt;
  month->span.from.day = day->value, month->span.to.day = last.value;
  const Point& to = month->span.to;
  return is_day(to.era, to.year, to.month, to.day) ? month : std::nullopt;
}

// "on the 27th", "on the 15".
DateReader::Found DateReader::nth_day(std::size_t i) {
  if (Found found = days_within(i)) return found;
  const std::size_t at = skip_the(i);
  if (is(i, Role::day_word) && t_.at(i)->word->key != "day" && (t_.languages & kArabic) != 0)
    if (const auto day = small(i + 1, t_.number(i + 1));
        day && plain_end(day->next) && (t_.number(i + 1) || day->ordinal)) {
      DatePart part;
      part.next = day->next;
      part.span.from.day = part.span.to.day = day->value;
      part.confidence = 0.7;
      return part;
    }
  const std::size_t before = is(i - 1, Role::the) && i > 1 ? i - 2 : i - 1;
  const bool on =
      is(before, Role::in) && (t_.at(before)->word->key == "on" || t_.at(before)->word->key == "فی");
  const auto day = small(at, on && t_.number(at));
  if (day && day->words && day->value > 20 && (t_.languages & kArabic) != 0 && at == i &&
      plain_end(day->next)) {
    DatePart part;  // للثاني والعشرين
    part.next = day->next;
    part.span.from.day = part.span.to.day = day->value;
    part.confidence = 0.7;
    return part;
  }
  if (day && day->ordinal && day->words && at > i && announced(i) && !is(i - 1, Role::of)) {
    const Token* next = t_.at(day->next);
    const bool end = next == nullptr || (next->kind == TokenKind::mark && !next->glued) ||
                     next->mark == '.' || next->mark == '!' || next->mark == '?';
    if (day->value > 12 ? plain_end(day->next) : end) {  // on the twenty second
      DatePart part;
      part.next = day->next;
      part.span.from.day = part.span.to.day = day->value;
      part.confidence = day->value > 12 ? 0.7 : 0.4;
      return part;
    }
  }
  if (!day || day->words || !t_.number(at) || !announced(i) || is(i - 1, Role::of) || (!day->ordinal && !on))
    return std::nullopt;
  if (at == i && before == i - 1) {  // "on 15": only where nothing else can be counted
    const Token* next = t_.at(day->next);
    const bool end = next == nullptr ||
                     (next->kind == TokenKind::mark && next->mark != '%' && next->mark != '-' &&
                      next->mark != '/' && next->mark != '(') ||
                     is(day->next, Role::at) || is(day->next, Role::hour_word);
    if (!on || !end || (t_.glued(day->next) && t_.glued(day->next + 1))) return std::nullopt;
  } else if (!plain_end(day->next)) {
    return std::nullopt;
  }
  DatePart part;
  part.next = day->next;
  part.span.from.day = day->value;
  part.span.to = part.span.from;
  part.confidence = day->ordinal ? 0.7 : 0.5;
  return part;
}

DateReader::Found DateReader::month_alone(std::size_t i, bool loose) {
  const auto found = month(i);
  if (!found || found->never) return std::nullopt;
  const Token& name = *t_.at(i);
  DatePart part;
  part.next = found->next;
  part.span.from.era = found->era;
  part.span.from.month = found->month;
  part.span.to = part.span.from;
  if (!is_latin(name)) return found->weak && !announced(i) ? std::nullopt : Found(part);
  const bool told = announced(i) || loose;
  if (!name.capital && !(told && !found->weak)) return std::nullopt;
  if (found->weak && (is_foreign(name) || !told)) return std::nullopt;
  if (!told) {
    if (name.word->key.size() <= 4) return std::nullopt;
    // "June Smith", "August Bank": a name more likely than a month.
    const std::size_t behind = t_.at(found->next - 1)->end + 1;
    if (behind < t_.text.size() && t_.text[behind] >= 'A' && t_.text[behind] <= 'Z' &&
        t_.text[behind - 1] == ' ')
      return std::nullopt;
    part.confidence = 0.8;
  }
  return part;
}

// "in nineteen ninety six", "between two thousand and five and ...".
DateReader::Found DateReader::year_in_words(std::size_t i, bool loose) {
  if (t_.number(i) || t_.at(i) == nullptr || t_.at(i)->word == nullptr || !(loose || announced(i)))
    return std::nullopt;
  if (!is(i, Role::unit) && !is(i, Role::scale) && !is(i, Role::scale_two)) return std::nullopt;
  const auto said = year(i, std::nullopt, false);
  if (!said || said->year < 1100 || said->year > 2099 || said->year % 100 == 0 || said->next < i + 2 ||
      !plain_end(said->next))
    return std::nullopt;
  DatePart part;
  part.span.from.era = said->era, part.span.from.year = said->year;
  part.span.to = part.span.from;
  part.next = said->next;
  return part;
}

// "year 2009", "سال ۱۳۸۷", "عام 2010".
DateReader::Found DateReader::year_announced(std::size_t i) const {
  const std::size_t at = is(i + 1, Role::of) ? i + 2 : i + 1;
  const auto said = year(at, std::nullopt, at == i + 1);
  if (!said || (t_.number(at) && digits(at) == 2 && is_latin(*t_.at(i)))) return std::nullopt;
  if (is_latin(*t_.at(i)) && !t_.number(at) && said->year < 1000) return std::nullopt;
  DatePart part;
  part.span.from.era = said->era, part.span.from.year = said->year;
  part.next = said->next;
  part.span.to = part.span.from;
  return part;
}

// Whether the words around make a year of the four digits at `i`.
bool DateReader::told_year(std::size_t i, const Year& said) const {
  if (i == 0 || (t_.glued(i) && !t_.mark(i - 1, '('))) return false;
  const bool bracket = t_.mark(i - 1, '(') && (t_.mark(i + 1, ')') || t_.mark(i + 1, '-'));
  const bool listed = i > 1 && (is(i - 1, Role::and_) || t_.mark(i - 1, ',')) && digits(i - 2) == 4;
  const bool likely = said.year >= 1900 && said.year <= 2050;
  // "the 2007 elections", "a 2008 raid"
  const bool named = (is(i - 1, Role::the) || is(i - 1, Role::article)) && likely && said.year < 2040 &&
                     said.year % 100 != 0 && t_.at(i + 1) != nullptr &&
                     t_.at(i + 1)->kind == TokenKind::other && !t_.glued(i + 1);
  const bool or_after =
      is(said.next, Role::or_) && (is(said.next + 1, Role::before) || is(said.next + 1, Role::edge));
  if (!bracket && !listed && !named && !or_after && !announced(i)) return false;
  if (!likely && said.era == Era::gregorian && !(said.year >= 1700 && is(i - 1, Role::in))) return false;
  const bool doubtful = is(i - 1, Role::of) || is(i - 1, Role::to) || listed ||
                        (is(i - 1, Role::by) && t_.at(i - 1)->word->key == "for");
  return !doubtful || plain_end(said.next);
}

// The quarter that stands behind a year: "2019 Q1", "2019-H2". The token after it, else `i`.
std::size_t DateReader::quarter_behind(std::size_t i, Span& span) const {
  const std::size_t q = t_.mark(i, '-') && t_.glued(i) ? i + 1 : i;
  const int name = value(q, Role::quarter_name);
  if (name < 0 || digits(q + 1) != 1 || !t_.glued(q + 1) || number(q + 1) < 1 ||
      number(q + 1) > (name == 0 ? 4u : 2u))
    return i;
  const int months = name == 0 ? 3 : 6, n = static_cast<int>(number(q + 1));
  span.from.month = months * (n - 1) + 1, span.to.month = months * n;
  return q + 2;
}

DateReader::Found DateReader::year_alone(std::size_t i, bool loose) {
  const std::size_t at = skip_the(i);
  if (is(at, Role::year_word)) return year_announced(at);
  if (Found found = year_in_words(i, loose)) return found;
  if (digits(i) != 4 && !(loose && t_.mark(i, '\'') && digits(i + 1) == 2)) return std::nullopt;
  const auto said = year(i, std::nullopt, false);
  if (!said) return std::nullopt;
  DatePart part;
  part.span = {era_point(said->era, said->year, 0), era_point(said->era, said->year, 0)};
  part.next = quarter_behind(said->next, part.span);
  const bool quarter = part.next != said->next && said->year >= 1900 && said->year <= 2050;
  if (!quarter && t_.glued(i + 1) && t_.at(i + 1)->kind != TokenKind::mark && said->next == i + 1)
    return std::nullopt;
  if (is(said->next, Role::season) && said->era == era_at(said->next) && !t_.glued(said->next) &&
      (value(said->next, Role::season) < 100 || plain_end(said->next + 1))) {
    part.span = season_span(said->era, said->year, value(said->next, Role::season) % 100);  // 2016 summer
    part.next = said->next + 1;
    return part;
  }
  const bool era = said->next > i + 1;
  std::size_t behind_at = said->next;
  if (t_.mark(behind_at, ',')) ++behind_at;
  const auto behind = month(behind_at);
  const bool with_month = behind && (!behind->weak || (loose && t_.at(behind_at)->capital)) &&
                          behind->era == said->era && (behind_at == said->next || said->year > 1900) &&
                          !small(behind->next, false) && !t_.number(behind->next) &&
                          !(t_.mark(said->next, '-') && t_.glued(said->next));
  if (!era && !loose && !quarter && !with_month && !told_year(i, *said)) return std::nullopt;
  if (with_month && (behind_at == said->next || !announced(i))) {
    part.span.from.month = part.span.to.month = behind->month;
    part.next = behind->next;
  }
  part.confidence = era || (i > 0 && is(i - 1, Role::in)) ? 1 : 0.8;
  return part;
}

}  // namespace clew::annotate
