#include "annotate/day_order.h"

#include <algorithm>

#include "annotate/digit_run.h"

namespace clew::annotate {
namespace {

constexpr std::size_t kMost = 256 * 1024;

// One or two digits at `at`: the value and where they end; -1 when there are none or more.
int small_number(std::string_view text, std::size_t& at) {
  int value = 0, count = 0;
  for (Digit d = digit_at(text, at); d.value >= 0; d = digit_at(text, at)) {
    if (++count > 2) return -1;
    value = value * 10 + d.value;
    at += d.bytes;
  }
  return count > 0 ? value : -1;
}

std::size_t past_digits(std::string_view text, std::size_t at) {
  for (Digit d = digit_at(text, at); d.value >= 0; d = digit_at(text, at)) at += d.bytes;
  return at;
}

}  // namespace

DayOrder day_order_of(std::string_view text) {
  text = text.substr(0, kMost);
  int day_first = 0, month_first = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (digit_at(text, at).value < 0) {
      ++at;
      continue;
    }
    std::size_t end = at;
    const std::size_t next = past_digits(text, at);
    const int a = small_number(text, end);
    const char mark = end < text.size() ? text[end] : ' ';
    at = next;
    if (a < 1 || a > 31 || (mark != '/' && mark != '-')) continue;
    std::size_t second = end + 1;
    const int b = small_number(text, second);
    if (b < 1 || b > 31 || second >= text.size() || text[second] != mark) continue;
    const std::size_t year = second + 1, stop = past_digits(text, year);
    if (stop - year != 2 && stop - year != 4) continue;
    at = stop;
    if (a > 12 && b <= 12) ++day_first;
    if (b > 12 && a <= 12) ++month_first;
  }
  if (day_first == month_first) return DayOrder::unknown;
  return day_first > month_first ? DayOrder::day_first : DayOrder::month_first;
}

DayOrder Surroundings::day_order() const {
  if (!order_) order_ = day_order_of(text_);
  return *order_;
}

}  // namespace clew::annotate
