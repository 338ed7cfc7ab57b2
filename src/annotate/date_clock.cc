// Times of the day: 16:30, 4.30pm, half past nine, noon, ساعت ۴ بعد از ظهر, الساعة الخامسة مساء; beside a
// date or alone.
#include <algorithm>
#include <array>

#include "annotate/date_reader.h"

namespace clew::annotate {
namespace {

struct PartTimes {
  int from, from_minute, to, to_minute;
};
// In the order of Part.
constexpr std::array<PartTimes, 8> kParts = {{{6, 0, 11, 59},
                                              {12, 0, 12, 0},
                                              {12, 0, 17, 59},
                                              {18, 0, 21, 59},
                                              {20, 0, 23, 59},
                                              {0, 0, 0, 0},
                                              {4, 0, 6, 59},
                                              {9, 0, 11, 59}}};

bool is_after_noon(Part part) {
  return part == Part::afternoon || part == Part::evening || part == Part::noon;
}

int hour_with(int hour, Part part) {
  if (part == Part::midnight) return hour == 12 ? 0 : hour;
  if (is_after_noon(part)) return hour < (part == Part::noon ? 10 : 12) ? hour + 12 : hour;
  if (part == Part::night) return hour >= 6 && hour < 12 ? hour + 12 : hour == 12 ? 0 : hour;
  return hour == 12 && part == Part::dawn ? 0 : hour;
}

}  // namespace

std::optional<ClockPart> DateReader::part_of_day(std::size_t i) const {
  const int found = value(i, Role::part_of_day);
  if (found < 0) return std::nullopt;
  const PartTimes& times = kParts[static_cast<std::size_t>(found)];
  ClockPart out;
  out.next = i + 1;
  out.from.hour = times.from, out.from.minute = times.from_minute;
  out.to.hour = times.to, out.to.minute = times.to_minute;
  out.part = !(out.from == out.to);
  out.sure = !out.part;
  return out;
}

// am, pm, "in the morning", بعد از ظهر, مساء behind an hour.
void DateReader::clock_half(ClockPart& out) const {
  int hour = out.from.hour;
  if (is(out.next, Role::oclock)) ++out.next, out.sure = true;
  std::size_t at = out.next;
  if (const int half = value(at, Role::ampm); half >= 0 && hour <= 12) {
    hour = hour % 12 + half;
    out.sure = true, out.half = false;
    ++at;
    if (t_.mark(at, '.') && t_.glued(at) && is(at - 1, Role::ampm))
      at += plain_end(at + 1) && t_.glued(at + 1) ? 1 : 0;
    const std::size_t said = is(at, Role::in) ? skip_the(at + 1) : at;  // 8pm in the evening
    if (is(said, Role::part_of_day)) at = said + 1;
  } else {
    if (is(at, Role::in) || is(at, Role::at) || ((t_.languages & kArabic) != 0 && is(at, Role::of))) ++at;
    if (is(at, Role::the)) ++at;
    const int part = value(at, Role::part_of_day);
    if (part < 0 || (hour > 12 && at > out.next) || t_.at(at)->word->key.ends_with('s')) return;  // 2 nights
    if (hour <= 12) hour = hour_with(hour, static_cast<Part>(part));
    out.sure = true, out.half = false;
    ++at;
  }
  out.from.hour = out.to.hour = hour;
  out.next = at;
}

void DateReader::clock_zone(ClockPart& out) const {
  std::size_t at = out.next;
  if (t_.mark(at, '(')) ++at;
  if (const int minutes = value(at, Role::zone); minutes != -1000 && t_.at(at)->capitals) {
    const int size = minutes < 0 ? -minutes : minutes;
    out.zone = minutes == 0 ? "Z" : minutes < 0 ? "-" : "+";
    if (minutes != 0) {
      out.zone += {static_cast<char>('0' + size / 600), static_cast<char>('0' + size / 60 % 10), ':',
                   static_cast<char>('0' + size % 60 / 10), static_cast<char>('0' + size % 10)};
    }
    out.next = at + 1;
    if (at > 0 && t_.mark(at - 1, '(') && t_.mark(out.next, ')')) ++out.next;
    return;
  }
  at = out.next;
  if ((t_.mark(at, '+') || t_.mark(at, '-')) && t_.glued(at) && digits(at + 1) == 2 && t_.mark(at + 2, ':') &&
      digits(at + 3) == 2 && out.from.second >= 0 && number(at + 1) <= 14 && number(at + 3) < 60) {
    const std::string text = std::to_string(10000 + number(at + 1) * 100 + number(at + 3));
    out.zone = std::string(1, t_.at(at)->mark) + text.substr(1, 2) + ":" + text.substr(3, 2);
    out.next = at + 4;
    return;
  }
  if ((t_.mark(at, '+') || t_.mark(at, '-')) && digits(at + 1) == 4 && t_.glued(at + 1) &&
      !(t_.mark(at, '-') && t_.glued(at))) {
    const int n = static_cast<int>(number(at + 1));
    if (n > 1400 || n % 100 > 59) return;
    const std::string text = std::to_string(10000 + n);
    out.zone = std::string(1, t_.at(at)->mark) + text.substr(1, 2) + ":" + text.substr(3, 2);
    out.next = at + 2;
  }
}

bool DateReader::clock_digits(std::size_t i, bool announced, ClockPart& out) const {
  if (!t_.number(i)) return false;
  const int n = static_cast<int>(std::min<std::uint64_t>(number(i), 9999));
  const int size = digits(i);
  if (size == 3 || size == 4) {  // 430pm, 1630 hours
    if (!is(i + 1, Role::ampm) || !t_.glued(i + 1) || n / 100 > 12 || n % 100 > 59) return false;
    out.from.hour = n / 100, out.from.minute = n % 100;
    out.next = i + 1;
    out.half = true;
    return true;
  }
  if (size > 2 || n > 24) return false;
  out.from.hour = n % 24;
  out.next = i + 1;
  const bool colon = t_.mark(i + 1, ':'), point = t_.mark(i + 1, '.');
  if ((colon || point) && t_.glued(i + 1) && digits(i + 2) == 2 && t_.glued(i + 2) && number(i + 2) < 60) {
    const bool half = is(i + 3, Role::ampm);
    if (point && !half && !announced) return false;
    out.from.minute = static_cast<int>(number(i + 2));
    out.next = i + 3;
    out.sure = colon;
    if (t_.mark(i + 3, ':') && t_.glued(i + 3) && digits(i + 4) == 2 && t_.glued(i + 4) &&
        number(i + 4) < 60) {
      out.from.second = static_cast<int>(number(i + 4));
      out.next = i + 5;
    } else if (colon && t_.mark(i + 3, ':') && t_.glued(i + 3)) {
      return false;
    }
    if (t_.glued(out.next) && (t_.number(out.next) || (t_.at(out.next)->kind == TokenKind::other && colon &&
                                                       t_.text[t_.at(out.next)->start] != '\n')))
      return out.next > i + 1 && !t_.number(out.next);
  } else if ((colon || point) && t_.glued(i + 1) && t_.number(i + 2) && t_.glued(i + 2)) {
    return false;
  }
  out.half = n >= 1 && n <= 12;
  return true;
}

// "ten past five", "twenty minutes to six".
bool DateReader::minutes_past(std::size_t i, ClockPart& out) const {
  const int minutes = t_.number(i)        ? static_cast<int>(std::min<std::uint64_t>(number(i), 99))
                      : is(i, Role::tens) ? value(i, Role::tens)
                                          : value(i, Role::unit);
  if (minutes < 1 || minutes > 30) return false;
  bool dual = false;
  const bool said = unit(i + 1, dual) == Unit::minute;
  const std::size_t at = said ? i + 2 : i + 1;
  const int side = value(at, Role::past_hour);
  const int hour =
      t_.number(at + 1) && digits(at + 1) <= 2 ? static_cast<int>(number(at + 1)) : value(at + 1, Role::unit);
  if (side == -1000 || hour < 1 || hour > 12 || (t_.languages & kArabic) != 0) return false;
  // "five to six" may be anything: only beside a time's own words.
  if (!said && side < 0 && !is(at + 2, Role::ampm) && !is(at + 2, Role::in) && !is(at + 2, Role::day_shift) &&
      !is(at + 2, Role::night_shift))
    return false;
  if ((t_.number(i) || (side < 0 && minutes < 20)) && !said) return false;  // two to five pm
  out.from.hour = side > 0 ? hour : hour - 1;
  out.from.minute = side > 0 ? minutes : 60 - minutes;
  out.next = at + 2;
  out.half = out.sure = true;
  return true;
}

// "half past nine", "quarter to five", "seven thirty", "الخامسة".
bool DateReader::clock_words(std::size_t i, bool announced, ClockPart& out) const {
  const bool half = is(i, Role::half), quarter = value(i, Role::third_or_quarter) == 4;
  std::size_t at = i;
  int minutes = half ? 30 : quarter ? 15 : 0;
  if (minutes > 0) {
    const int side = value(i + 1, Role::past_hour);
    if (side == -1000) return false;
    const int hour = t_.number(i + 2) ? static_cast<int>(number(i + 2)) : value(i + 2, Role::unit);
    if (hour < 1 || hour > 12) return false;
    out.from.hour = side > 0 ? hour : hour - 1;
    out.from.minute = side > 0 ? minutes : 60 - minutes;
    out.next = i + 3;
    out.half = out.sure = true;
    return true;
  }
  if (minutes_past(i, out)) return true;
  int hour = value(at, Role::unit);
  if (hour < 1 && announced && (t_.languages & kArabic) != 0) hour = value(at, Role::ordinal);
  if (hour < 1 || hour > 12) return false;
  ++at;
  const std::size_t behind = is(at, Role::tens) ? at + (is(at + 1, Role::unit) ? 2 : 1) : at;
  const bool oclock = is(at, Role::oclock), half_said = is(behind, Role::ampm);
  if (!announced && !oclock && !half_said) return false;
  if ((announced || half_said) && is(at, Role::tens)) {
    minutes = value(at++, Role::tens);
    if (t_.mark(at, '-')) ++at;
    if (const int unit = value(at, Role::unit); unit > 0 && unit < 10) minutes += unit, ++at;
    if (minutes > 59) return false;
  }
  out.from.hour = hour;
  out.from.minute = minutes;
  out.next = at;
  out.half = true;
  return true;
}

// "السابعة مساء", "الثامنة والنصف", "السابعة إلا الربع": an ordinal that what follows makes an hour.
bool DateReader::arabic_hour(std::size_t i) const {
  if ((t_.languages & kArabic) == 0 || !is(i, Role::ordinal) || value(i, Role::ordinal) > 12) return false;
  const bool joined = is(i + 1, Role::and_) || value(i + 1, Role::past_hour) == -1;
  return is(i + 1, Role::part_of_day) || (is(i + 1, Role::of) && is(i + 2, Role::part_of_day)) ||
         (joined && (is(i + 2, Role::half) || is(i + 2, Role::third_or_quarter)));
}

std::optional<ClockPart> DateReader::clock(std::size_t i, bool announced) {
  std::size_t at = i;
  if (is(at, Role::hour_word)) announced = true, ++at;
  if (arabic_hour(at)) announced = true;
  ClockPart out;
  out.from.hour = out.from.minute = out.from.second = -1;
  if (at == i) {
    if (const int part = value(at, Role::part_of_day);
        part == static_cast<int>(Part::noon) || part == static_cast<int>(Part::midnight))
      return part_of_day(at);
  }
  if (!clock_digits(at, announced, out) && !clock_words(at, announced, out)) return std::nullopt;
  if (at > i) out.sure = true;
  out.sure = out.sure || arabic_hour(at);
  if (is(out.next, Role::and_) && out.from.minute < 0 && announced) {
    const int part = is(out.next + 1, Role::half)                       ? 30
                     : value(out.next + 1, Role::third_or_quarter) == 4 ? 15
                                                                        : 0;
    bool dual = false;
    if (part > 0)
      out.from.minute = part, out.next += 2;
    else if (t_.number(out.next + 1) && number(out.next + 1) < 60 && unit(out.next + 2, dual) == Unit::minute)
      out.from.minute = static_cast<int>(number(out.next + 1)), out.next += 3;
  }
  if (value(out.next, Role::past_hour) == -1 && value(out.next + 1, Role::third_or_quarter) > 0 &&
      announced && out.from.minute <= 0 && out.from.hour > 0) {  // إلا الربع
    out.from.minute = 60 - 60 / value(out.next + 1, Role::third_or_quarter);
    --out.from.hour;
    out.next += 2;
  }
  if (out.from.minute < 0) out.from.minute = 0;
  out.to = out.from;
  clock_half(out);
  if (out.sure) clock_zone(out);
  out.to = out.from;
  return out;
}

// "tonight at 8", "this morning at 9:30", "Monday morning from 10 to 12": a time behind a part of a day.
void DateReader::attach_within(DatePart& part) {
  Point &from = part.span.from, &to = part.span.to;
  const int later = from.hour >= 12 ? 12 : 0;
  // Past midnight, the night's hours stay as they are.
  const auto in_part = [&](int hour) {
    return hour < 12 && hour >= (from.hour >= 20 ? 6 : 1) ? hour + later : hour;
  };
  std::size_t at = part.next;
  if (is(at, Role::from)) {
    const Found hours = clock_range(at, true);
    if (!hours || hours->span.from.day != 0 || hours->weekday >= 0) return;
    const Point first = hours->span.from, last = hours->span.to;
    to.hour = in_part(last.hour), to.minute = last.minute;
    from.hour = in_part(first.hour), from.minute = first.minute;
    part.next = hours->next;
    return;
  }
  const bool plain = (t_.languages & kArabic) != 0 && (is(at + 1, Role::ordinal) || digits(at + 1) == 1);
  const bool in = is(at, Role::in) && (is(at + 1, Role::hour_word) || plain);
  if (in) ++at;
  if (!in && !is(at, Role::at) && !is(at, Role::hour_word)) return;
  while (is(at, Role::at)) ++at;
  const auto time = clock(at, true);
  if (!time) return;
  from.hour = to.hour = time->half ? in_part(time->from.hour) : time->from.hour;
  from.minute = to.minute = time->from.minute;
  to.day = from.day;
  part.next = time->next;
}

// "today pm", "tomorrow am".
bool DateReader::attach_half(std::size_t at, DatePart& part) const {
  const int half = value(at, Role::ampm);
  if (half < 0 || t_.at(at)->word->key.size() != 2 || !plain_end(at + 1)) return false;
  const PartTimes& times = kParts[static_cast<std::size_t>(half == 0 ? Part::morning : Part::afternoon)];
  part.span.from.hour = times.from, part.span.from.minute = times.from_minute;
  part.span.to.hour = times.to, part.span.to.minute = times.to_minute;
  part.next = at + 1;
  return true;
}

// The time or part of the day that stands behind a date.
void DateReader::attach_clock(DatePart& part) {
  Point &from = part.span.from, &to = part.span.to;
  if (from.hour >= 0) return attach_within(part);
  if (part.weekday < 0 && (from.day == 0 || !(from == to))) return;
  std::size_t at = part.next;
  if (attach_half(at, part)) return;
  if (t_.at(at) != nullptr && t_.at(at)->glued && t_.at(at)->word != nullptr && t_.at(at)->word->key == "t")
    ++at;
  if (t_.mark(at, ',') && is(at + 1, Role::in) && is(at + 2, Role::the)) return;  // a clause of its own
  if (t_.mark(at, ',') || t_.mark(at, '-') || t_.mark(at, ';')) ++at;
  bool told = false;
  if (is(at, Role::at) || t_.mark(at, '@')) ++at, told = true;
  if (is(at, Role::at)) ++at;
  if (is(at, Role::in) && (is(skip_the(at + 1), Role::part_of_day) || is(at + 1, Role::hour_word))) ++at;
  if (is(at, Role::in) && (t_.languages & kArabic) != 0 && is(at + 1, Role::ordinal)) ++at, told = true;
  if (is(at, Role::by) && t_.number(at + 1))  // 14 October for 8:00
    if (const auto said = clock(at + 1, false); said && said->sure) ++at;
  if (is(at, Role::edge))  // late evening, early-morning
    if (const std::size_t said = t_.mark(at + 1, '-') ? at + 2 : at + 1; is(said, Role::part_of_day))
      at = said;
  at = skip_the(at);
  // "Monday 3-8"
  const bool plain_hours = part.weekday >= 0 && !told && t_.number(at) && t_.mark(at + 1, '-') &&
                           t_.number(at + 2) && number(at) <= 12 && number(at + 2) <= 12 &&
                           t_.glued(at + 2) && plain_end(at + 3) &&
                           !t_.glued(at + 3 + (t_.mark(at + 3, '.') || t_.mark(at + 3, '?') ? 1 : 0));
  if (Found hours = from.day > 0 || part.weekday >= 0 ? clock_range(at, plain_hours) : Found();
      hours && hours->span.from.day == 0 && hours->weekday < 0) {
    from.hour = hours->span.from.hour, from.minute = hours->span.from.minute;
    to.hour = hours->span.to.hour, to.minute = hours->span.to.minute;
    part.next = hours->next;
    part.zone = hours->zone;
    return;
  }
  auto time = clock(at, told);
  const bool hour_word = is(at, Role::hour_word);
  if (time && !time->sure && !told && !hour_word) time.reset();
  if (!time) time = part_of_day(at);
  if (!time) return;
  from.hour = time->from.hour, from.minute = time->from.minute, from.second = time->from.second;
  to.hour = time->to.hour, to.minute = time->to.minute, to.second = time->to.second;
  part.next = time->next;
  part.zone = time->zone;
  if (time->part) return attach_clock(part);  // "tomorrow morning at 7"
  // Who writes am and pm behind numbers writes the month first.
  if (part.other && is(part.next - 1, Role::ampm)) {
    std::swap(part.span, *part.other);
    part.span.from.hour = part.span.to.hour = time->from.hour;
    part.span.from.minute = part.span.to.minute = time->from.minute;
    part.span.from.second = part.span.to.second = time->from.second;
    part.month_first = true;
    return;
  }
  if (part.weekday < 0 && from.year == 0 && from.month > 0)  // Wed Oct 26 15:50:06 2016
    if (const auto said = year(part.next, from.era, false))
      from.year = to.year = said->year, part.next = said->next;
}

// "10, tonight", "7, this morning": an hour by what stands behind it.
DateReader::Found DateReader::clock_bare(std::size_t i) {
  if (!t_.number(i) || digits(i) > 2 || number(i) < 1 || number(i) > 12 || !t_.mark(i + 1, ',') ||
      t_.glued(i + 2) || (i > 0 && t_.glued(i)))
    return std::nullopt;
  if (!is(i + 2, Role::night_shift) && !(value(i + 2, Role::which) == 0 && is(i + 3, Role::part_of_day)))
    return std::nullopt;
  Found date = relative(i + 2);
  if (!date || !date->valued || date->span.from.hour < 0) return date;
  const auto hour = static_cast<int>(number(i));
  const bool later = date->span.from.hour >= 12 && hour < 12 && (date->span.from.hour < 20 || hour >= 6);
  date->span.from.hour = date->span.to.hour = later ? hour + 12 : hour;
  date->span.from.minute = date->span.to.minute = 0;
  date->confidence = 0.7;
  return date;
}

// A time, then its date: "9am on Tuesday", "ساعت ۹ صبح امروز", "عصر دیروز"; or a time alone.
DateReader::Found DateReader::clock_first(std::size_t i) {
  if (is(i, Role::edge))  // early morning on Tuesday
    if (const std::size_t said = t_.mark(i + 1, '-') ? i + 2 : i + 1; is(said, Role::part_of_day)) {
      Found found = clock_first(said);
      return found && found->span.from.day == 0 && found->weekday < 0 ? std::nullopt : found;
    }
  if (i > 0 && t_.number(i) && t_.glued(i) && t_.at(i - 1)->mark != '(' &&
      t_.at(i - 1)->kind != TokenKind::other)
    return std::nullopt;
  auto time = clock(i, i > 0 && is(i - 1, Role::at));
  const bool only_part = !time;
  if (!time) time = part_of_day(i);
  if (!time) return std::nullopt;
  std::size_t at = time->next;
  if (!only_part || time->part) {
    if (t_.mark(at, ',')) ++at;
    if (is(at, Role::in) || is(at, Role::of)) ++at;
    at = skip_the(at);
    Found date;
    if (time->sure || only_part || (i > 0 && is(i - 1, Role::at))) {
      date = named(at);
      if (!date && time->sure) date = numeric(at);
      if (!date) date = relative(at);
    }
    if (date && time->sure && !time->part && date->span.from.hour >= 0 && date->span.from.day > 0 &&
        date->span.from.day == date->span.to.day) {  // 8am this morning
      if (time->half && date->span.from.hour >= 12 && time->from.hour < 12) time->from.hour += 12;
      date->span.from.hour = date->span.to.hour = time->from.hour;
      date->span.from.minute = date->span.to.minute = time->from.minute;
      return date;
    }
    if (date && date->span.from.hour < 0 && (date->weekday >= 0 || (date->span.from == date->span.to)) &&
        (date->weekday >= 0 || !date->valued || date->span.from.day > 0)) {
      date->span.from.hour = time->from.hour, date->span.from.minute = time->from.minute;
      date->span.from.second = time->from.second;
      date->span.to.hour = time->to.hour, date->span.to.minute = time->to.minute;
      date->span.to.second = time->to.second;
      date->zone = time->zone;
      if (const int part = value(date->next, Role::part_of_day);
          part >= 0 && time->half && time->from.hour <= 12) {
        date->span.from.hour = date->span.to.hour = hour_with(time->from.hour, static_cast<Part>(part));
        ++date->next;
      }
      return date;
    }
  }
  if (only_part || !time->sure) return std::nullopt;
  if (value(i, Role::part_of_day) >= 0 && !announced(i) && !(i > 0 && is(i - 1, Role::at)))
    return std::nullopt;
  DatePart part;
  part.next = time->next;
  part.span = {time->from, time->to};
  part.zone = time->zone;
  part.confidence = t_.mark(i + 1, ':') && !is(time->next - 1, Role::ampm) ? 0.7 : 0.9;
  return part;
}

// "from 3 to 5pm", "9:00-17:30", "between 2 and 3 pm".
// `told`: what stands before makes hours of plain numbers.
DateReader::Found DateReader::clock_range(std::size_t i, bool told) {
  const bool between = is(i, Role::from);
  const std::size_t at = between ? i + 1 : i;
  auto first = clock(at, true);
  if (!first || first->part || is(at, Role::part_of_day)) return std::nullopt;
  const std::size_t second_at = joint(first->next, between);
  if (second_at == 0) return std::nullopt;
  auto second = clock(second_at, true);
  const bool sure_first = first->sure && second && t_.number(second_at) && plain_end(second->next) &&
                          (is(first->next - 1, Role::ampm) || t_.mark(first->next - 1, '.'));  // 1:30 pm to 4
  if (!second || second->part || (!second->sure && !between && !told && !sure_first)) return std::nullopt;
  if (t_.mark(at + 1, '.') || t_.mark(second_at + 1, '.')) return std::nullopt;
  if (!between && !told && !first->sure && !is(second->next - 1, Role::ampm)) return std::nullopt;
  if (sure_first && !second->sure && second->from.hour < first->from.hour && second->from.hour < 12)
    second->from.hour += 12;
  if (sure_first && !second->sure && second->from.hour <= first->from.hour) return std::nullopt;
  if (first->half && !second->half && second->from.hour > 12 && first->from.hour < 12 &&
      first->from.hour + 12 <= second->from.hour)
    first->from.hour += 12;
  if (first->half && second->half && second->from.hour < first->from.hour && second->from.hour < 12)
    second->from.hour += 12;  // 11:30-1:30
  DatePart part;
  part.next = second->next;
  part.span = {first->from, second->from};
  part.zone = second->zone;
  std::size_t day = part.next;
  if (t_.mark(day, ',')) ++day;
  if (is(day, Role::in) || is(day, Role::of)) ++day;
  Found date;
  if (second->sure || t_.mark(day, ',') || day > part.next) date = numeric(day);
  if (!date) date = named(day);
  if (!date) date = relative(day);
  if (date && date->span.from.hour < 0 && (date->weekday >= 0 || date->span.from.day > 0) &&
      date->span.from == date->span.to) {
    date->span.from.hour = part.span.from.hour, date->span.from.minute = part.span.from.minute;
    date->span.to.hour = part.span.to.hour, date->span.to.minute = part.span.to.minute;
    return date;
  }
  if (date && date->span.from.hour >= 0 && date->span.from.day > 0 &&
      date->span.from.day == date->span.to.day) {
    const int later = date->span.from.hour >= 12 ? 12 : 0;  // between 7 and 9:30 last night
    for (const auto& [to, from] :
         {std::pair{&date->span.from, &part.span.from}, std::pair{&date->span.to, &part.span.to}}) {
      to->hour = from->hour < 12 ? from->hour + later : from->hour;
      to->minute = from->minute;
    }
    return date;
  }
  return second->sure || told || sure_first ? Found(part) : std::nullopt;
}

}  // namespace clew::annotate
