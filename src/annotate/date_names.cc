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
  for (const Role role : {Role::in, Role::at, Role::and_, Role::to, Role::tense, Role::by, Role::from,
                          Role::before, Role::part_of_day, Role::hour_word, Role::weekday})
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
  auto day = is_latin(name) ? small(at, true) : t_.number(at) ? std::nullopt : small(at, false);
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
  if (const std::size_t more = joint(day->next, false); more > 0)
    if (const auto next = small(skip_the(more), day->words);
        next && next->value > day->value && !month(next->next))
      last = *next;
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
  const std::size_t nth = skip_the(at);
  if (!weekday) return nth_day(i);
  const auto day = small(nth, false);
  if (!day || !(day->ordinal && (nth > at || t_.number(at))) || !base_.known) return std::nullopt;
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

// "on the 27th", "the 20th of next month".
DateReader::Found DateReader::nth_day(std::size_t i) {
  const std::size_t at = skip_the(i);
  const auto day = small(at, false);
  if (!day || !day->ordinal) return std::nullopt;
  std::size_t next = day->next;
  if (is(next, Role::day_word)) ++next;
  if (is(next, Role::of)) {
    Found month = which_first(skip_the(next + 1));
    if (!month || !month->valued || !(month->span.from == month->span.to) || month->span.from.month == 0 ||
        month->span.from.day != 0)
      return std::nullopt;
    month->span.from.day = day->value;
    if (!is_day(month->span.from.era, month->span.from.year, month->span.from.month, day->value))
      return std::nullopt;
    month->span.to = month->span.from;
    return month;
  }
  if (at == i || day->words || !t_.number(at) || !announced(i) || is(i - 1, Role::of) ||
      !plain_end(day->next))
    return std::nullopt;
  DatePart part;
  part.next = day->next;
  part.span.from.day = day->value;
  part.span.to = part.span.from;
  part.confidence = 0.7;
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
  if (!name.capital && !(loose && !found->weak && name.word->key.size() > 4)) return std::nullopt;
  const bool told = announced(i) || loose;
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

DateReader::Found DateReader::year_alone(std::size_t i, bool loose) {
  DatePart part;
  const std::size_t at = skip_the(i);
  if (is(at, Role::year_word)) {
    const auto said = year(at + 1, std::nullopt, true);
    if (!said || (t_.number(at + 1) && digits(at + 1) == 2 && is_latin(*t_.at(at)))) return std::nullopt;
    if (is_latin(*t_.at(at)) && !t_.number(at + 1) && said->year < 1000) return std::nullopt;
    part.span.from.era = said->era, part.span.from.year = said->year;
    part.next = said->next;
    part.span.to = part.span.from;
    return part;
  }
  if (digits(i) != 4 && !(loose && t_.mark(i, '\'') && digits(i + 1) == 2)) return std::nullopt;
  const auto said = year(i, std::nullopt, false);
  if (!said) return std::nullopt;
  if (t_.glued(i + 1) && t_.at(i + 1)->kind != TokenKind::mark && said->next == i + 1) return std::nullopt;
  const bool era = said->next > i + 1;
  const bool bracket = i > 0 && t_.mark(i - 1, '(') && (t_.mark(i + 1, ')') || t_.mark(i + 1, '-'));
  const bool listed =
      i > 1 && (is(i - 1, Role::and_) || t_.mark(i - 1, ',')) && digits(i - 2) == 4 && !t_.glued(i);
  const bool likely = said->year >= 1900 && said->year <= 2050;
  // "the 2007 elections", "a 2008 raid"
  const bool named = i > 0 && (is(i - 1, Role::the) || is(i - 1, Role::article)) && said->year > 1900 &&
                     said->year < 2040 && said->year % 100 != 0 && t_.at(i + 1) != nullptr &&
                     t_.at(i + 1)->kind == TokenKind::other && !t_.glued(i + 1);
  if (!era && !loose) {
    if (!bracket && !listed && !named && !announced(i)) return std::nullopt;
    if (!likely && !(said->era != Era::gregorian) && !(said->year >= 1700 && i > 0 && is(i - 1, Role::in)))
      return std::nullopt;
    if (i > 0 && (is(i - 1, Role::of) || is(i - 1, Role::to) || listed) && !plain_end(said->next))
      return std::nullopt;
    if (i > 0 && t_.glued(i) && !bracket && !t_.mark(i - 1, '(')) return std::nullopt;
  }
  part.span.from.era = said->era, part.span.from.year = said->year;
  part.next = said->next;
  if (const auto behind = month(said->next);
      behind && !behind->weak && behind->era == said->era && !small(behind->next, false))
    part.span.from.month = behind->month, part.next = behind->next;
  part.span.to = part.span.from;
  const std::size_t q = t_.mark(part.next, '-') ? part.next + 1 : part.next;
  if (const int name = value(q, Role::quarter_name); name >= 0 && digits(q + 1) == 1 && t_.glued(q + 1) &&
                                                     number(q + 1) >= 1 &&
                                                     number(q + 1) <= (name == 0 ? 4u : 2u)) {
    const int months = name == 0 ? 3 : 6, n = static_cast<int>(number(q + 1));
    part.span.from.month = months * (n - 1) + 1, part.span.to.month = months * n;
    part.next = q + 2;
  }
  part.confidence = era || (i > 0 && is(i - 1, Role::in)) ? 1 : 0.8;
  return part;
}

}  // namespace clew::annotate
