#include "read/report_dates.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/fold.h"

namespace clew::read {
namespace {

// One line a language; months in order. Two-word names stand with an underscore.
// clang-format off
constexpr std::array<std::string_view, 7> kGregorianMonths{
    "January February March April May June July August September October November December",
    "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec",
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "جنوری فبروری مارچ اپریل می جون جولای آگوست سپتمبر اکتوبر نومبر دسمبر",
    "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر"};
constexpr std::string_view kSolarMonths =
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند";
constexpr std::string_view kOther =
    "sep monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun tues thur thurs "
    "at on of the published posted updated last date am pm a m p gmt utc est edt cet cest bst irst local time h "
    "شنبه یکشنبه دوشنبه سه چهارشنبه چهار پنج پنجشنبه پنچشنبه سه‌شنبه جمعه یک دو تاریخ انتشار ساعت برابر با ماه سال مطابق "
    "السبت الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة التاريخ تاريخ النشر نشر في يوم الساعة الموافق "
    "بتاريخ صباحا مساء بتوقيت غرينتش ش ه ق م هـ ميلادي میلادی شمسی خورشیدی هجري هجری عام سنة من ";
constexpr std::string_view kLunarMonths =
    "محرم صفر ربيع جمادى جمادی رجب شعبان رمضان شوال القعدة ذو ذي الحجة ذی‌القعده ذی‌الحجه الأول الثاني الآخر الاول";
// clang-format on

struct Month {
  int number = 0;
  bool solar = false;
};

struct Tables {
  std::unordered_map<std::string, Month> months;
  std::unordered_set<std::string> others, lunar;

  Tables() {
    for (const std::string_view names : kGregorianMonths) add_months(names, false);
    add_months(kSolarMonths, true);
    months.emplace("sep", Month{9, false});
    add_words(kOther, others);
    add_words(kLunarMonths, lunar);
  }
  template <class F>
  static void each(std::string_view words, F f) {
    while (!words.empty()) {
      const std::size_t end = std::min(words.find(' '), words.size());
      f(words.substr(0, end));
      words.remove_prefix(std::min(end + 1, words.size()));
    }
  }
  void add_months(std::string_view names, bool solar) {
    int number = 0;
    each(names, [&](std::string_view name) {
      std::string spaced(name);
      std::replace(spaced.begin(), spaced.end(), '_', ' ');
      months.emplace(folded(spaced), Month{++number, solar});
    });
  }
  static void add_words(std::string_view words, std::unordered_set<std::string>& to) {
    each(words, [&](std::string_view word) { to.insert(folded(word)); });
  }
};

const Tables& tables() {
  static const Tables made;
  return made;
}

std::int64_t days_of(std::chrono::year_month_day date) {
  return std::chrono::sys_days(date).time_since_epoch().count();
}

std::optional<std::int64_t> gregorian(int year, int month, int day) {
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok() || year < 1800 || year > 2199) return std::nullopt;
  return days_of(date) * 86400;
}

/// The 33-year cycle of the solar Hijri calendar, exact for 1244 to 1472 (1865 to 2093).
std::optional<std::int64_t> solar_hijri(int year, int month, int day) {
  static constexpr std::array<int, 8> kLeapYears{1, 5, 9, 13, 17, 22, 26, 30};
  constexpr int kCycle = 33, kFirst = 1386, kDaysOfCycle = 12053;  // 1386 begins a cycle
  if (year < 1244 || year > 1472 || month < 1 || month > 12 || day < 1) return std::nullopt;
  const int since = year - kFirst;
  const int cycle = since >= 0 ? since / kCycle : -((kCycle - 1 - since) / kCycle);
  const int in_cycle = since - cycle * kCycle;
  const bool leap = std::binary_search(kLeapYears.begin(), kLeapYears.end(), in_cycle);
  if (day > (month <= 6 ? 31 : month <= 11 || leap ? 30 : 29)) return std::nullopt;
  const auto leaps = std::count_if(kLeapYears.begin(), kLeapYears.end(), [&](int y) { return y < in_cycle; });
  const int before = month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30;
  using namespace std::chrono_literals;
  const std::int64_t start = days_of(2007y / std::chrono::March / 21);  // 1 Farvardin 1386
  return (start + std::int64_t{cycle} * kDaysOfCycle + in_cycle * 365 + leaps + before + day - 1) * 86400;
}

/// The value of a word of digits, an English ordinal ending allowed; -1: none.
int number_of(std::string_view word) {
  for (const std::string_view ending : {"st", "nd", "rd", "th"})
    if (word.size() > 2 && word.ends_with(ending)) {
      word.remove_suffix(2);
      break;
    }
  if (word.empty() || word.size() > 4) return -1;
  int value = 0;
  for (const char c : word) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

bool is_year(int value) { return value >= 1200 && value < 2200; }

/// The month at word `at`, of one word or two.
std::optional<Month> month_at(const std::vector<std::string>& words, std::size_t at, std::size_t& length) {
  const Tables& all = tables();
  if (at + 1 < words.size()) {
    const auto two = all.months.find(words[at] + " " + words[at + 1]);
    if (two != all.months.end()) return length = 2, two->second;
  }
  const auto one = all.months.find(words[at]);
  if (one == all.months.end()) return std::nullopt;
  return length = 1, one->second;
}

std::optional<std::int64_t> moment(int year, Month month, int day) {
  if (month.solar && year < 100) year += year < 50 ? 1400 : 1300;
  return month.solar ? solar_hijri(year, month.number, day) : gregorian(year, month.number, day);
}

/// Day and year beside the month: "12 March 2009", "March 12, 2009".
bool read_around(const std::vector<std::string>& words, std::size_t at, std::size_t length, Month month,
                 ReportDate& found) {
  int day = -1, year = -1;
  const std::size_t back = at > 1 && words[at - 1] == "of" ? 2 : 1;
  if (at >= back) {
    const int before = number_of(words[at - back]);
    if (before >= 1 && before <= 31) day = before;
  }
  std::size_t next = at + length;
  std::size_t other = 0;
  // "March / Adhar": the same month once more, under another name.
  if (next < words.size())
    if (const auto again = month_at(words, next, other); again && again->number == month.number)
      next += other;
  for (std::size_t i = next; i < std::min(words.size(), next + 3); ++i) {
    const int value = number_of(words[i]);
    if (day < 0 && i == next && value >= 1 && value <= 31)
      day = value;
    else if (is_year(value)) {
      year = value;
      break;
    } else if (value >= 0) {
      break;
    }
  }
  if (day < 0) return false;
  found.solar_hijri = month.solar;
  if (year >= 0) found.utc = moment(year, month, day);
  return true;
}

}  // namespace

std::optional<ReportDate> find_report_date(std::string_view text) {
  if (text.size() > 400) text = text.substr(0, 400);
  std::vector<std::string> words;
  std::vector<bool> joined;  // to the word before, by one of "-/."
  WordCutter cutter(text);
  std::size_t end = 0;
  for (Word word; cutter.next(word) && words.size() < 64; end = word.end) {
    words.emplace_back(word.folded);
    joined.push_back(word.start == end + 1 &&
                     std::string_view("-/.").find(text[end]) != std::string_view::npos);
  }
  ReportDate found;
  bool any = false, lunar = false;
  std::size_t known = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::size_t length = 0;
    if (const auto month = month_at(words, i, length)) {
      known += length;
      if (!found.utc && read_around(words, i, length, *month, found)) any = true;
      i += length - 1;
      continue;
    }
    const int value = number_of(words[i]);
    lunar |= tables().lunar.contains(words[i]);
    known += value >= 0 || tables().others.contains(words[i]) || tables().lunar.contains(words[i]);
    if (i + 2 >= words.size() || value < 0 || !joined[i + 1] || !joined[i + 2]) continue;
    const int second = number_of(words[i + 1]), third = number_of(words[i + 2]);
    if (is_year(value) && second >= 1 && second <= 12 && third >= 1 && third <= 31 && !found.utc) {
      found.solar_hijri = value < 1421;
      found.utc = value < 1421 ? solar_hijri(value, second, third) : gregorian(value, second, third);
      any = true;
    } else if (is_year(third) && value >= 1 && value <= 31 && second >= 1 && second <= 31) {
      any = true;
    }
  }
  if (lunar && std::any_of(words.begin(), words.end(), [](const std::string& w) { return number_of(w) > 0; }))
    any = true;
  if (!any) return std::nullopt;
  found.only_date = known == words.size();
  return found;
}

}  // namespace clew::read
