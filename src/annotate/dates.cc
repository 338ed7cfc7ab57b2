#include "annotate/dates.h"

#include <algorithm>
#include <cstdlib>

#include "annotate/date_reader.h"

namespace clew::annotate {
namespace {

constexpr std::size_t kTenseTokens = 12;

bool ends_sentence(const Token& token) {
  return token.mark == '!' || token.mark == '?' || token.mark == '\n' || token.mark == ';' ||
         (token.mark == '.' && !token.glued);
}

}  // namespace

// Whether the words around tell of the past (-1) or the future (1).
int DateReader::tense(std::size_t i, std::size_t next) const {
  for (std::size_t n = 1; n <= kTenseTokens && n <= i; ++n) {
    if (ends_sentence(t_.all[i - n]) || t_.mark(i - n, '.')) break;
    if (const int found = value(i - n, Role::tense); found != -1000) return found;
  }
  for (std::size_t n = 0; n < kTenseTokens && next + n < t_.all.size(); ++n) {
    if (ends_sentence(t_.all[next + n]) || t_.mark(next + n, '.')) break;
    if (const int found = value(next + n, Role::tense); found != -1000) return found;
  }
  return 0;
}

// The joint of a span at token `i`: the token after it, else 0.
std::size_t DateReader::joint(std::size_t i, bool between) const {
  if (is(i, Role::to)) return i + 1;
  if (t_.mark(i, '-')) return t_.mark(i + 1, '-') ? i + 2 : i + 1;
  return between && is(i, Role::and_) ? i + 1 : 0;
}

// The year of "3 June": that which lies nearest, or nearest on the side that the words tell of.
void DateReader::settle_year(Point& point, int tense) const {
  if (point.year != 0 || point.month == 0 || !base_.known) return;
  const int own = calendar_day(point.era, base_.day).year;
  std::int64_t best = -1;
  for (int year = own - 1; year <= own + 1; ++year) {
    if (point.day > days_in_month(point.era, year, point.month)) continue;
    Point said = point;
    said.year = year;
    const std::int64_t first = first_day(said) - base_.day, last = last_day(said) - base_.day;
    std::int64_t distance = first > 0 ? first : last < 0 ? -last : 0;
    if ((tense < 0 && first > 31) || (tense > 0 && last < -31)) distance += 366;
    if (best < 0 || distance < best) best = distance, point.year = year;
  }
}

// Makes whole what the base and the other end of a span can say of a part.
void DateReader::settle(DatePart& part, std::size_t i) const {
  const int told = part.weekday >= 0 || part.span.from.year == 0 ? tense(i, part.next) : 0;
  if (part.weekday >= 0) {
    part.valued = base_.known;
    if (!base_.known) return;
    const int today = weekday_of(base_.day);
    const int ahead = (part.weekday - today + 7) % 7;
    const std::int64_t day = base_.day + (told < 0 && ahead > 0 ? ahead - 7 : ahead);
    for (Point* point : {&part.span.from, &part.span.to}) {
      const Point found = point_of(Era::gregorian, day);
      point->year = found.year, point->month = found.month, point->day = found.day;
    }
    part.weekday = -1;
    return;
  }
  Point &from = part.span.from, &to = part.span.to;
  if (from.day > 0 && from.month == 0 && base_.known) {  // "the 27th"
    const int step = told < 0 ? -1 : 1;
    int all = base_.date.year * 12 + base_.date.month - 1;
    if (step < 0 && from.day > base_.date.day) --all;
    if (step > 0 && from.day < base_.date.day) ++all;
    from.year = all / 12, from.month = all % 12 + 1;
    if (!is_day(Era::gregorian, from.year, from.month, from.day)) part.valued = false;
    to = from;
    return;
  }
  if (from.month == 0 && from.year == 0) return;
  if (from.year == 0 && to.year != 0 && to.era == from.era) {
    from.year = to.month != 0 && from.month > to.month ? to.year - 1 : to.year;
    return;
  }
  const bool open = to.year == 0;
  settle_year(from, told);
  if (open && from.year != 0 && to.era == from.era)
    to.year =
        to.month < from.month || (to.month == from.month && to.day < from.day) ? from.year + 1 : from.year;
  if (part.other && part.other->from.year == 0)
    for (Point* point : {&part.other->from, &part.other->to})
      if (point->year == 0) settle_year(*point, told);
}

DateReader::Found DateReader::part(std::size_t i, bool loose) {
  Found found = numeric(i);
  if (!found) found = clock_first(i);
  if (!found) found = named(i);
  if (!found) found = relative(i);
  if (!found) found = year_alone(i, loose);
  if (!found) found = month_alone(i, loose);
  if (found) attach_clock(*found);
  return found;
}

// The second part of a span whose first is `first`: "May 2009 to 2011", "Monday - Friday", "2004-2006". Days
// with a list ("from 3 to 5 June") are read elsewhere.
DateReader::Found DateReader::range(std::size_t i, Found first) {
  const std::size_t second_at = joint(first->next, is(i, Role::from));
  if (second_at == 0) return std::nullopt;
  second_ = true;
  Found second = part(second_at, true);
  second_ = false;
  const std::size_t now = skip_the(second_at);
  if (!second && base_.known && is(now, Role::now)) {
    second.emplace().next = now + 1;
    second->span.from = second->span.to = point_of(Era::gregorian, base_.day);
  }
  if (!second) return std::nullopt;
  const bool clocks = first->span.from.hour >= 0 || second->span.from.hour >= 0;
  if (clocks && (first->span.from.day == 0) != (second->span.from.day == 0)) {
    if (first->span.from.day == 0 || second->span.to.hour < 0) return std::nullopt;
    const Point time = second->span.to;  // "3 June 9:00 - 17:00"
    second->span = first->span;
    second->span.to.hour = time.hour, second->span.to.minute = time.minute;
  }
  DatePart whole = *first;
  whole.next = second->next;
  whole.zone = second->zone;
  if (second->weekday >= 0 || first->weekday >= 0) {
    if (first->weekday < 0 || second->weekday < 0) return std::nullopt;
    settle(*first, i);
    second->valued = base_.known;
    whole = *first;
    whole.next = second->next;
    if (!base_.known) return whole;
    const std::int64_t day = first_day(first->span.from);
    const int ahead = (second->weekday - weekday_of(day) + 7) % 7;
    whole.span.to = point_of(Era::gregorian, day + ahead);
    return whole;
  }
  whole.valued = first->valued && second->valued;
  whole.span.to = second->span.to;
  whole.other.reset();
  if (first->other && second->other && first->month_first == second->month_first)
    whole.other = Span{first->other->from, second->other->to};
  if (!whole.valued) return whole;
  whole.confidence = std::min(first->confidence, second->confidence);
  settle(whole, i);
  const Point &from = whole.span.from, &to = whole.span.to;
  if (from.year == 0 || to.year == 0) return from.year == to.year ? Found(whole) : std::nullopt;
  if (first_day(from) > last_day(to)) return std::nullopt;
  return whole;
}

std::optional<FoundDate> DateReader::read(std::size_t i) {
  const bool between = is(i, Role::from);
  const std::size_t at = between ? i + 1 : i;
  std::size_t start = i;
  Found found = t_.number(at) || is(at, Role::unit) || is(at, Role::hour_word) ? clock_range(i) : Found();
  if (!found) {
    // A year or month alone is sure enough beside another.
    const bool loose = between || digits(at) == 4 || month(at);
    const Found first = part(at, loose);
    if (first) found = range(i, first);
    if (!found && !is(i, Role::of)) start = at;
    if (!found) found = loose ? part(start, false) : first;
  }
  if (!found || found->next <= start) return std::nullopt;
  FoundDate out;
  const bool ranged = is(i, Role::from) && (start == i || !(found->span.from == found->span.to));
  if (found->valued) settle(*found, i);
  out.next = found->next;
  out.start = t_.at(ranged ? i : start)->start;
  out.end = t_.at(out.next - 1)->end;
  out.confidence = found->confidence;
  if (found->valued) {
    out.value = value_text(found->span, found->zone);
    if (found->other) {
      out.month_first = found->month_first;
      out.confidence = std::min(out.confidence, found->month_first ? 0.8 : 0.5);
      for (const auto& [point, timed] :
           {std::pair{&found->other->from, &found->span.from}, std::pair{&found->other->to, &found->span.to}})
        point->hour = timed->hour, point->minute = timed->minute, point->second = timed->second;
      out.value += "|" + value_text(*found->other, found->zone);
    }
  }
  return out;
}

std::optional<FoundDate> read_date(const Tokens& tokens, std::size_t i, const Base& base) {
  return DateReader(tokens, base).read(i);
}

}  // namespace clew::annotate
