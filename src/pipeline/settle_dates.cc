#include "pipeline/settle_dates.h"

#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "annotate/annotate.h"
#include "annotate/day_order.h"
#include "annotate/digit_run.h"
#include "store/open_dates.h"
#include "store/savepoint.h"

namespace clew::pipeline {
namespace {

using annotate::DayOrder;

constexpr double kFound = 0.5, kByHabit = 0.7;
constexpr int kClear = 4;  // so many times as often as the other way

struct Habit {
  int day_first = 0, month_first = 0;
  DayOrder order() const {
    if (day_first > kClear * month_first) return DayOrder::day_first;
    if (month_first > kClear * day_first) return DayOrder::month_first;
    return DayOrder::unknown;
  }
};

// Whether nothing but a sender's habit may decide: what the text itself decided has another confidence.
bool is_open(const store::OpenDate& date) {
  return std::abs(date.confidence - kFound) < 0.01 || std::abs(date.confidence - kByHabit) < 0.01;
}

// The first number of the "3/4/2001" in a text, which may have a time before it; 0 when there is none.
int first_number(std::string_view text) {
  int value = 0;
  for (std::size_t at = 0; at < text.size();) {
    const annotate::Digit digit = annotate::digit_at(text, at);
    if (digit.value >= 0) {
      value = value > 99 ? 100 : value * 10 + digit.value;
      at += digit.bytes;
      continue;
    }
    const bool mark = text[at] == '/' || text[at] == '-' || text[at] == '.';
    if (mark && value > 0 && value < 32 && annotate::digit_at(text, at + 1).value >= 0) return value;
    value = 0;
    ++at;
  }
  return 0;
}

// The month that a value's first reading begins with.
int month_of(std::string_view value) {
  const std::size_t at = value.starts_with("--") ? 2 : 5;
  if (at + 2 > value.size()) return 0;
  return (value[at] - '0') * 10 + (value[at + 1] - '0');
}

void turn(store::OpenDate& date, bool month_first) {
  const std::size_t bar = date.value.find('|');
  if ((month_of(date.value) == first_number(date.text)) == month_first) return;
  date.value = date.value.substr(bar + 1) + "|" + date.value.substr(0, bar);
}

}  // namespace

Result<void> settle_dates(const store::Db& db) {
  std::vector<store::OpenDate> dates = TRY(store::open_dates(db));
  std::erase_if(dates,
                [](const store::OpenDate& date) { return !is_open(date) || first_number(date.text) == 0; });
  if (dates.empty()) return {};
  std::set<std::int64_t> senders;
  for (const store::OpenDate& date : dates) senders.insert(date.sender);
  std::map<std::int64_t, Habit> habits;
  TRY(store::each_settled_date(db, senders, [&](std::int64_t sender, std::string_view text) {
    const DayOrder order = annotate::day_order_of(text);
    if (order == DayOrder::day_first) ++habits[sender].day_first;
    if (order == DayOrder::month_first) ++habits[sender].month_first;
  }));
  std::vector<store::OpenDate> changed;
  for (const store::OpenDate& date : dates) {
    store::OpenDate now = date;
    const DayOrder order = habits[date.sender].order();
    turn(now, order == DayOrder::month_first);
    now.confidence = order == DayOrder::unknown ? kFound : kByHabit;
    if (now.value != date.value || std::abs(now.confidence - date.confidence) > 0.01)
      changed.push_back(std::move(now));
  }
  return store::as_one_change(db, [&] { return store::put_open_dates(db, changed); });
}

}  // namespace clew::pipeline
