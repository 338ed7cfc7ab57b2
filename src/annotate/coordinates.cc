#include "annotate/coordinates.h"

#include <cmath>
#include <cstdio>

#include "annotate/digit_run.h"
#include "annotate/topics.h"

namespace clew::annotate {
namespace {

struct Angle {
  std::size_t end = 0;
  double degrees = 0;
  int decimals = 0;
  bool marked = false;  // has a degree sign
  char side = '\0';     // N S E W
};

bool starts(std::string_view text, std::size_t at, std::string_view mark) {
  return at < text.size() && text.compare(at, mark.size(), mark) == 0;
}

std::size_t spaces(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] == ' ') ++at;
  return at;
}

// At most six digits, with decimals; end == at: none.
std::size_t read_number(std::string_view text, std::size_t at, double& value, int& decimals) {
  std::size_t end = at;
  value = 0;
  decimals = 0;
  int whole = 0;
  for (Digit d = digit_at(text, end); d.value >= 0 && whole < 4; d = digit_at(text, end), ++whole) {
    value = value * 10 + d.value;
    end += d.bytes;
  }
  if (whole == 0 || whole > 3) return at;
  if (end < text.size() && text[end] == '.' && digit_at(text, end + 1).value >= 0) {
    double unit = 1;
    ++end;
    for (Digit d = digit_at(text, end); d.value >= 0; d = digit_at(text, end)) {
      if (++decimals <= 9) value += (unit /= 10) * d.value;
      if (decimals > 12) return at;
      end += d.bytes;
    }
  }
  return end;
}

std::size_t minute_mark(std::string_view text, std::size_t at) {
  for (const std::string_view mark : {"'", "\xE2\x80\xB2", "\xE2\x80\x99"})
    if (starts(text, at, mark)) return at + mark.size();
  return at;
}
std::size_t second_mark(std::string_view text, std::size_t at) {
  for (const std::string_view mark : {"\"", "\xE2\x80\xB3", "\xE2\x80\x9D", "''"})
    if (starts(text, at, mark)) return at + mark.size();
  return at;
}

Angle read_angle(std::string_view text, std::size_t at) {
  Angle angle;
  std::size_t i = at;
  bool minus = false;
  if (i < text.size() && (text[i] == '-' || text[i] == '+')) minus = text[i++] == '-';
  double value = 0;
  const std::size_t end = read_number(text, i, value, angle.decimals);
  if (end == i) return angle;
  angle.degrees = value;
  angle.end = end;
  const std::size_t sign = spaces(text, end);
  if (starts(text, sign, "\xC2\xB0")) {
    angle.marked = true;
    angle.end = sign + 2;
    int ignored = 0;
    std::size_t next = spaces(text, angle.end), stop = read_number(text, next, value, ignored);
    if (stop > next && minute_mark(text, stop) > stop && value < 60) {
      angle.degrees += value / 60;
      angle.end = minute_mark(text, stop);
      next = spaces(text, angle.end);
      stop = read_number(text, next, value, ignored);
      if (stop > next && second_mark(text, stop) > stop && value < 60) {
        angle.degrees += value / 3600;
        angle.end = second_mark(text, stop);
      }
    }
  }
  const std::size_t letter = spaces(text, angle.end);
  const bool alone =
      letter + 1 >= text.size() || !((text[letter + 1] | 0x20) >= 'a' && (text[letter + 1] | 0x20) <= 'z');
  if (letter < text.size() && alone &&
      std::string_view("NSEW").find(text[letter]) != std::string_view::npos) {
    angle.side = text[letter];
    angle.end = letter + 1;
  }
  if (minus || angle.side == 'S' || angle.side == 'W') angle.degrees = -angle.degrees;
  return angle;
}

std::string plain(double degrees) {
  char out[32];
  std::snprintf(out, sizeof out, "%.6f", degrees);
  std::string text(out);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

}  // namespace

Place read_place(std::string_view text, std::size_t at) {
  // Cheap refusal: one to three digits and a point or degree sign must come first.
  std::size_t first = at;
  for (int n = 0; n < 4 && digit_at(text, first).value >= 0; ++n) first += digit_at(text, first).bytes;
  if (first >= text.size() || (text[first] != '.' && text[first] != '\xC2' && text[first] != ' ')) return {};
  if (text[first] == ' ' && !starts(text, first + 1, "\xC2\xB0")) return {};
  const std::size_t from = at > 0 && text[at - 1] == '-' && (at < 2 || text[at - 2] == ' ') ? at - 1 : at;
  const Angle a = read_angle(text, from);
  if (a.end == 0) return {};
  std::size_t next = a.end;
  if (next < text.size() && (text[next] == ',' || text[next] == ';' || text[next] == '/')) ++next;
  next = spaces(text, next);
  if (next == a.end || next >= text.size()) return {};
  const Angle b = read_angle(text, next);
  if (b.end == 0) return {};
  const bool sides = a.side != '\0' && b.side != '\0';
  const bool comma = text[a.end] == ',' && a.decimals >= 4 && b.decimals >= 4;
  if (!sides && (a.decimals < 3 || b.decimals < 3 || a.side != b.side)) return {};
  if (!sides && !comma && !(a.marked && b.marked) && topic_before(text, from) != Topic::place) return {};
  if (sides && !(a.marked && b.marked) && (a.decimals < 2 || b.decimals < 2)) return {};
  const bool turned = a.side == 'E' || a.side == 'W';
  if (sides && turned == (b.side == 'E' || b.side == 'W')) return {};
  const double latitude = turned ? b.degrees : a.degrees, longitude = turned ? a.degrees : b.degrees;
  if (std::fabs(latitude) > 90 || std::fabs(longitude) > 180) return {};
  if (b.end < text.size() && (digit_at(text, b.end).value >= 0 || text[b.end] == '%')) return {};
  return {from, b.end, "geo:" + plain(latitude) + "," + plain(longitude)};
}

}  // namespace clew::annotate
