// Dates by number: 28/02/2007, 2009-05-13, 1387/12/29, 4/22; and what numbers alone can say of a year.
#include <algorithm>

#include "annotate/date_reader.h"

namespace clew::annotate {
namespace {

constexpr bool is_hijri_year(int year) { return year >= 1250 && year <= 1499; }
constexpr bool is_gregorian_year(int year) { return year >= 1800 && year <= 2100; }

Point calendar_point(Era era, int year, int month, int day) {
  Point point;
  point.era = era;
  point.year = year, point.month = month, point.day = day;
  return point;
}

}  // namespace

// Day and month in the order that can be; both orders when both can.
DateReader::Found DateReader::ordered(int a, int b, int year, Era era, bool plain, std::size_t next) const {
  const int shown = year == 0 ? 2000 : year;
  const bool day_first = is_day(era, shown, b, a), month_first = is_day(era, shown, a, b);
  if (!day_first && !month_first) return std::nullopt;
  DatePart part;
  part.next = next;
  const Point first = calendar_point(era, year, b, a), second = calendar_point(era, year, a, b);
  part.span = day_first ? Span{first, first} : Span{second, second};
  if (day_first && month_first && a != b && !plain && era == Era::gregorian)
    part.other = Span{second, second};
  return part;
}

DateReader::Found DateReader::numeric(std::size_t i) {
  if (!t_.number(i) || digits(i) > 4) return std::nullopt;
  if (i > 0 && t_.glued(i) && !(second_ && t_.mark(i - 1, '-'))) {
    const Token& before = *t_.at(i - 1);
    if (before.kind != TokenKind::mark) return std::nullopt;
    for (const char c : {'/', '-', '.', '_', '+', '=', '@', '#', '\\'})
      if (before.mark == c && before.glued) return std::nullopt;
  }
  if (Found three = numeric_three(i)) return three;
  return numeric_two(i);
}

DateReader::Found DateReader::numeric_three(std::size_t i) {
  const Token* joint = t_.at(i + 1);
  if (joint == nullptr || joint->kind != TokenKind::mark || !t_.number(i + 2) ||
      !t_.mark(i + 3, joint->mark) || !t_.number(i + 4))
    return std::nullopt;
  const char mark = joint->mark;
  if (mark != '/' && mark != '-' && mark != '.') return std::nullopt;
  const bool glued = joint->glued && t_.glued(i + 2) && t_.glued(i + 3) && t_.glued(i + 4);
  const int a = static_cast<int>(number(i)), b = static_cast<int>(number(i + 2));
  const int da = digits(i), db = digits(i + 2), dc = digits(i + 4);
  if (db > 2 || dc > 4 || dc == 3 || da == 3) return std::nullopt;
  const int c = static_cast<int>(number(i + 4));
  if (!glued && (mark == '.' || (da != 4 && dc != 4))) return std::nullopt;
  const std::size_t next = i + 5;
  if (t_.glued(next) && (t_.number(next) || (t_.mark(next, mark) && t_.glued(next + 1)))) return std::nullopt;
  const bool persian =
      (t_.languages & kPersian) != 0 && t_.all[i].end - t_.all[i].start > static_cast<unsigned>(da);
  DatePart part;
  part.next = next;
  if (da == 4 && dc <= 2) {
    const Era era = is_hijri_year(a)       ? ((t_.languages & kArabic) != 0 ? Era::hijri : Era::jalali)
                    : is_gregorian_year(a) ? Era::gregorian
                                           : Era::hijri;
    if (!is_hijri_year(a) && !is_gregorian_year(a)) return std::nullopt;
    if (is_day(era, a, b, c)) {
      part.span.from = part.span.to = calendar_point(era, a, b, c);
      return part;
    }
    return std::nullopt;
  }
  if (dc == 4 && da <= 2) {
    if (is_hijri_year(c))
      return ordered(a, b, c, (t_.languages & kArabic) != 0 ? Era::hijri : Era::jalali, true, next);
    return is_gregorian_year(c) ? ordered(a, b, c, Era::gregorian, mark == '.' || persian, next)
                                : std::nullopt;
  }
  if (dc != 2 || da > 2) return std::nullopt;
  if (mark == '.' && (da != 2 || db != 2)) return std::nullopt;
  if (da == 2 && (persian || a > 31) && is_day(Era::jalali, full_year(Era::jalali, a, base_), b, c) &&
      (t_.languages & kPersian) != 0) {
    part.span.from = part.span.to = calendar_point(Era::jalali, full_year(Era::jalali, a, base_), b, c);
    return part;
  }
  if (da == 2 && a > 31 && db == 2) {
    const int year = full_year(Era::gregorian, a, base_);
    if (!is_day(Era::gregorian, year, b, c)) return std::nullopt;
    part.span.from = part.span.to = calendar_point(Era::gregorian, year, b, c);
    return part;
  }
  return ordered(a, b, full_year(Era::gregorian, c, base_), Era::gregorian, mark == '.', next);
}

// 2009-11, 10/2006; and 4/22 where something announces a date.
DateReader::Found DateReader::numeric_two(std::size_t i) {
  const std::size_t next = i + 3;
  if (!t_.number(i + 2) || !t_.glued(i + 1) || !t_.glued(i + 2)) return std::nullopt;
  const bool slash = t_.mark(i + 1, '/'), dash = t_.mark(i + 1, '-');
  if (!slash && !dash) return std::nullopt;
  if (t_.glued(next) && t_.at(next)->kind != TokenKind::mark) return std::nullopt;
  if (t_.glued(next) && t_.glued(next + 1) && t_.number(next + 1) &&
      !(t_.mark(next, '-') && t_.mark(next + 2, '/')))
    return std::nullopt;
  const int a = static_cast<int>(number(i)), da = digits(i), db = digits(i + 2);
  if (db > 4) return std::nullopt;
  const int b = static_cast<int>(number(i + 2));
  DatePart part;
  part.next = next;
  if (da == 4 && db == 2 && is_gregorian_year(a) && a >= 1900 && b >= 1 && b <= 12) {
    part.span.from = part.span.to = calendar_point(Era::gregorian, a, b, 0);
    part.confidence = 0.8;
    return part;
  }
  if (slash && da <= 2 && db == 4 && is_gregorian_year(b) && b >= 1900 && a >= 1 && a <= 12) {
    part.span.from = part.span.to = calendar_point(Era::gregorian, b, a, 0);
    part.confidence = 0.8;
    return part;
  }
  if (!slash || da > 2 || db > 2 || (t_.languages & kPersian) != 0) return std::nullopt;
  const bool before = announced(i) || second_ || (i > 0 && is(i - 1, Role::day_word)) ||
                      (i > 0 && is(i - 1, Role::weekday)) ||
                      (i > 1 && t_.mark(i - 1, ',') && is(i - 2, Role::weekday));
  if (!before) return std::nullopt;
  if (is(next, Role::of) || t_.mark(next, '%') || !plain_end(next)) return std::nullopt;
  Found found = ordered(a, b, 0, Era::gregorian, false, next);
  if (found) found->confidence *= 0.8;
  return found;
}

std::size_t DateReader::era_after(std::size_t i, Era& era) const {
  std::size_t at = i;
  if (t_.mark(at, '(')) ++at;
  const int found = value(at, Role::era);
  if (found < 0) return i;
  const std::string& key = t_.at(at)->word->key;
  if (key == "ad" || key == "ce" || key == "ah") {
    if (!t_.at(at)->capitals) return i;
  }
  era = static_cast<Era>(found);
  ++at;
  if (at > i + 1 && t_.mark(at, ')')) ++at;
  return at;
}

// "nineteen eighty six", "two thousand and five", "هزار و سیصد و هشتاد", "هشتاد و چهار". The token after it.
std::size_t DateReader::two_word_year(std::size_t i, int& value_out) const {
  if (t_.number(i)) return i;
  const int head = is(i, Role::unit) ? value(i, Role::unit) : is(i, Role::tens) ? value(i, Role::tens) : 0;
  if (head >= 16 && head <= 20) {
    std::size_t next = i + 1;
    int low = -1;
    if (is(next, Role::tens)) {
      low = value(next++, Role::tens);
      const std::size_t unit = t_.mark(next, '-') ? next + 1 : next;
      if (is(unit, Role::unit) && value(unit, Role::unit) < 10 && value(unit, Role::unit) > 0)
        low += value(unit, Role::unit), next = unit + 1;
    } else if (is(next, Role::unit) && value(next, Role::unit) >= 10) {
      low = value(next++, Role::unit);
    }
    if (low >= 0) return value_out = head * 100 + low, next;
  }
  const auto number = read_number(t_, i);
  if (!number || number->digits || number->vague || number->millionths % kOne != 0) return i;
  const Wide whole = number->millionths / kOne;
  if (whole < 1 || whole > 2200 || (whole >= 100 && whole < 1000)) return i;
  value_out = static_cast<int>(whole);
  return number->next;
}

std::optional<DateReader::Year> DateReader::year(std::size_t i, std::optional<Era> era,
                                                 bool two_digits) const {
  const bool quote = t_.mark(i, '\'') && t_.number(i + 1) && t_.glued(i + 1) && digits(i + 1) == 2;
  const std::size_t at = quote ? i + 1 : i;
  Year out;
  int said = -1;
  if (t_.number(at)) {
    if (digits(at) != 4 && !(digits(at) == 2 && (quote || two_digits))) return std::nullopt;
    said = static_cast<int>(number(at));
    out.next = at + 1;
    const bool more = t_.glued(at + 1) && t_.glued(at + 2) && t_.number(at + 2);
    if (more &&
        (t_.mark(at + 1, ',') || t_.mark(at + 1, '.') || t_.mark(at + 1, ':') || t_.mark(at + 1, '/')))
      return std::nullopt;
  } else {
    out.next = two_word_year(at, said);
    if (out.next == at || (said < 100 && !two_digits)) return std::nullopt;
  }
  Era said_era = era.value_or(Era::gregorian);
  const std::size_t behind = era_after(out.next, said_era);
  const bool told = behind != out.next || era.has_value();
  out.next = behind;
  const bool short_year = said < 100;
  if (!told) {
    const bool persian = (t_.languages & kPersian) != 0 && t_.text.size() > 0;
    const bool arabic = (t_.languages & kArabic) != 0;
    const bool script = i > 0 && t_.at(i - 1)->word != nullptr &&
                        static_cast<unsigned char>(t_.at(i - 1)->word->key[0]) >= 0xD8;
    if (persian && script && (short_year || is_hijri_year(said))) said_era = Era::jalali;
    if (arabic && script && is_hijri_year(said)) said_era = Era::hijri;
  }
  out.era = said_era;
  out.year = short_year ? full_year(said_era, said, base_) : said;
  const bool fits =
      said_era == Era::gregorian ? out.year >= 1000 && out.year <= 2199 : out.year >= 1 && out.year <= 1600;
  return fits ? std::optional(out) : std::nullopt;
}

}  // namespace clew::annotate
