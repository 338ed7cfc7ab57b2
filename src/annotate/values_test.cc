#include "annotate/values.h"

#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <fstream>
#include <utility>

namespace clew::annotate {
namespace {

using model::MentionType;

// "text=value", in order, of one type.
std::vector<std::string> found(std::string_view text, MentionType type, std::string_view date = "2009-05-13",
                               std::string_view language = "en") {
  std::vector<std::string> out;
  std::size_t end = 0;
  for (const model::Mention& m : find_mentions(text, {language, "body", date})) {
    EXPECT_EQ(text.substr(m.start, m.end - m.start), m.text);
    EXPECT_GE(m.start, end);
    end = m.end;
    if (m.type == type) out.push_back(m.text + "=" + m.value);
  }
  return out;
}
std::vector<std::string> sums(std::string_view text, std::string_view language = "en") {
  return found(text, MentionType::money, "2009-05-13", language);
}
std::vector<std::string> dates(std::string_view text, std::string_view date = "2009-05-13",
                               std::string_view language = "en") {
  return found(text, MentionType::date, date, language);
}
using Found = std::vector<std::string>;

TEST(Sums, CurrenciesByWordSymbolAndCode) {
  EXPECT_EQ(sums("paid $1,250.50, EUR 2.5 million and 12 Swiss francs"),
            (Found{"$1,250.50=1250.5 USD", "EUR 2.5 million=2500000 EUR", "12 Swiss francs=12 CHF"}));
  EXPECT_EQ(sums("C$85k or three dollars and five cents"),
            (Found{"C$85k=85000 CAD", "three dollars and five cents=3.05 USD"}));
  EXPECT_EQ(sums("half a million dollars; thousands of dollars; $3-4 million"),
            (Found{"half a million dollars=500000 USD",
                   "thousands of dollars=", "$3-4 million=3000000/4000000 USD"}));
}

TEST(Sums, TomanAreTenRials) {
  EXPECT_EQ(sums("مبلغ ۵ میلیون تومان و ۲۰۰ ریال", "fa"),
            (Found{"۵ میلیون تومان=50000000 IRR", "۲۰۰ ریال=200 IRR"}));
  EXPECT_EQ(sums("خمسة وعشرون ألف درهم إماراتي", "ar"), (Found{"خمسة وعشرون ألف درهم إماراتي=25000 AED"}));
}

TEST(Sums, WordsThatOnlyLookLikeMoney) {
  EXPECT_EQ(sums("id c9c58000$777ba8c0"), Found{});
  EXPECT_EQ(sums("5 pounds of flour, he won 3 games, mark 7, USD is strong, section 4.2, 20 percent"),
            Found{});
}

TEST(Dates, AbsoluteInFull) {
  EXPECT_EQ(dates("on the 21st of July 1998, Nov. 17th, 2008, 2009-05-13, 31.12.2003 and 28/02/2007"),
            (Found{"the 21st of July 1998=1998-07-21", "Nov. 17th, 2008=2008-11-17", "2009-05-13=2009-05-13",
                   "31.12.2003=2003-12-31", "28/02/2007=2007-02-28"}));
  EXPECT_EQ(dates("Sent: Thu, 19 Aug 2004 09:15:00 +0200 (CEST)"),
            (Found{"Thu, 19 Aug 2004 09:15:00 +0200=2004-08-19T09:15:00+02:00"}));
  EXPECT_EQ(dates("at 2004-08-19T09:15:00-06:00"),
            (Found{"2004-08-19T09:15:00-06:00=2004-08-19T09:15:00-06:00"}));
}

TEST(Dates, WithoutAYearTheNearestOrTheOneThatTheVerbsTellOf) {
  EXPECT_EQ(dates("We meet on 3 June. He came on 3 December.", "2009-05-13"),
            (Found{"3 June=2009-06-03", "3 December=2008-12-03"}));
  EXPECT_EQ(dates("on 3 June", ""), (Found{"3 June=--06-03"}));
}

TEST(Dates, DayAndMonthThatCannotBeToldApartAreBothKept) {
  EXPECT_EQ(dates("signed 03/04/2001"), (Found{"03/04/2001=2001-04-03|2001-03-04"}));
  EXPECT_EQ(dates("signed 03/04/2001, delivered 02/23/2001"),
            (Found{"03/04/2001=2001-03-04|2001-04-03", "02/23/2001=2001-02-23"}));
  EXPECT_EQ(dates("signed 03/04/2001, delivered 23/02/2001"),
            (Found{"03/04/2001=2001-04-03|2001-03-04", "23/02/2001=2001-02-23"}));
  const Surroundings letter("02/23/2001 ... 03/04/2001");
  const auto mentions = find_mentions("03/04/2001", {"en", "body", "2009-05-13", &letter});
  ASSERT_EQ(mentions.size(), 1u);
  EXPECT_EQ(mentions[0].value, "2001-03-04|2001-04-03");
  EXPECT_LT(mentions[0].confidence, 1);
}

TEST(Dates, RelativeToTheDayOfWriting) {
  EXPECT_EQ(dates("yesterday, two weeks earlier, last March, next month, five years ago"),
            (Found{"yesterday=2009-05-12", "two weeks earlier=2009-04-29", "last March=2009-03",
                   "next month=2009-06", "five years ago=2004-05-13"}));
  EXPECT_EQ(dates("tomorrow\u2019s meeting, today's news, the 2007 elections"),
            (Found{"tomorrow=2009-05-14", "today=2009-05-13", "2007=2007"}));
  EXPECT_EQ(dates("yesterday and last week", ""), (Found{"yesterday=", "last week="}));
}

TEST(Dates, SpansAndParts) {
  EXPECT_EQ(
      dates("between May 2009 and 2011; autumn of 2009; from 3 to 5 June; the 1990s; Q1 2009"),
      (Found{"between May 2009 and 2011=2009-05/2011", "autumn of 2009=2009-09/2009-11",
             "from 3 to 5 June=2009-06-03/2009-06-05", "the 1990s=1990/1999", "Q1 2009=2009-01/2009-03"}));
  EXPECT_EQ(dates("early June, late 2008"),
            (Found{"early June=2009-06-01/2009-06-15", "late 2008=2008-09/2008-12"}));
}

TEST(Dates, TimesOfTheDay) {
  EXPECT_EQ(dates("today at 4:30 pm, at 9am on Tuesday, from 3 to 5pm"),
            (Found{"today at 4:30 pm=2009-05-13T16:30", "9am on Tuesday=2009-05-19T09:00",
                   "from 3 to 5pm=T15:00/T17:00"}));
}

TEST(Dates, OtherCalendarsKeepTheOriginal) {
  EXPECT_EQ(
      dates("۲۲ بهمن ۱۳۸۷ و ۱۳۸۷/۱۲/۲۹", "2009-05-13", "fa"),
      (Found{"۲۲ بهمن ۱۳۸۷=2009-02-10[persian=1387-11-22]", "۱۳۸۷/۱۲/۲۹=2009-03-19[persian=1387-12-29]"}));
  EXPECT_EQ(dates("حرر في 18 جمادى الأولى 1430هـ", "2009-05-13", "ar"),
            (Found{"18 جمادى الأولى 1430هـ=2009-05-13[islamic=1430-05-18]"}));
  EXPECT_EQ(dates("هفته گذشته", "2009-05-13", "fa"), (Found{"هفته گذشته=2009-05-02/2009-05-08"}));
}

TEST(Dates, WordsThatOnlyLookLikeDates) {
  EXPECT_EQ(dates("It may rain. They march on. A second try, the sun sat low, version 3.2.1, ratio 3/4, "
                  "192.168.1.20, "
                  "a total of 2000 people, extension 1998"),
            Found{});
  EXPECT_EQ(dates("پول را به ما می دهند و این میزان کم است", "2009-05-13", "fa"), Found{});
}

// The lines of a table that are read right, of all: language TAB date TAB type TAB value TAB text with [[the
// expression]].
std::pair<int, int> right_of_all(const char* path) {
  std::ifstream file(path);
  std::string line;
  int all = 0, right = 0;
  while (std::getline(file, line)) {
    if (line.empty() || line[0] == '#') continue;
    std::array<std::string, 5> cells;
    std::size_t at = 0;
    for (std::string& cell : cells) {
      const std::size_t end = std::min(line.find('\t', at), line.size());
      cell = line.substr(at, end - at);
      at = std::min(line.size(), end + 1);
    }
    std::string& text = cells[4];
    const std::size_t start = text.find("[["), end = text.find("]]") - 2;
    text.erase(start, 2).erase(end, 2);
    ++all;
    bool good = false;
    for (const model::Mention& m : find_mentions(text, {cells[0], "body", cells[1]}))
      good = good || (m.start < end && start < m.end && name_of(m.type) == cells[2] && m.value == cells[3]);
    right += good ? 1 : 0;
    if (!good) std::printf("wrong: %s\n", line.c_str());
  }
  return {right, all};
}

// Pairs of a text and what is found in it, for letters of 13 May 2009, a Wednesday.
void expect_dates(std::initializer_list<std::pair<std::string_view, std::string_view>> pairs,
                  std::string_view language = "en") {
  for (const auto& [text, wanted] : pairs) {
    const Found got = dates(text, "2009-05-13", language);
    ASSERT_EQ(got.size(), 1u) << text;
    EXPECT_EQ(got[0].substr(got[0].find('=') + 1), wanted) << text;
  }
}

TEST(Dates, WeeksByNumberDayAndPlace) {
  expect_dates({{"in week 31 we move", "2009-07-27/2009-08-02"},
                {"the week of the 18th suits us", "2009-05-18/2009-05-24"},
                {"the week commencing February 4, 2008", "2008-02-04/2008-02-10"},
                {"the last week of july", "2009-07-27/2009-08-02"},
                {"he left the third week of two thousand and seven", "2007-01-15/2007-01-21"},
                {"out the month after next", "2009-07"},
                {"the second Friday of June", "2009-06-12"}});
  expect_dates(
      {{"الأسبوع الأول من يونيو", "2009-06-01/2009-06-07"}, {"الأسبوع بعد القادم", "2009-05-25/2009-05-31"}},
      "ar");
}

TEST(Dates, PartsOfPeriodsThatTheBaseLiesIn) {
  expect_dates({{"we could meet later this week", "2009-05-14/2009-05-17"},
                {"we met earlier this month", "2009-05-01/2009-05-12"},
                {"sold earlier this year", "2009-01-01/2009-05-12"},
                {"early next week", "2009-05-18/2009-05-20"},
                {"the end of the week", "2009-05-14/2009-05-17"}});
}

TEST(Dates, QuartersHalvesAndSeasonsHoweverTheyStand) {
  expect_dates({{"2009 H2 looks bad", "2009-07/2009-12"},
                {"q3 2008 figures", "2008-07/2008-09"},
                {"q1-2007", "2007-01/2007-03"},
                {"the 1st quarter of 2006", "2006-01/2006-03"},
                {"the past two quarters", "2008-10/2009-03"},
                {"2008 summer was dry", "2008-06/2008-08"}});
}

TEST(Dates, BeforeLastLastDaysAndPartsOfDecades) {
  expect_dates({{"the week before last", "2009-04-27/2009-05-03"},
                {"the Friday before last", "2009-05-01"},
                {"on the last day of March 2008", "2008-03-31"},
                {"the last quarter of 2006", "2006-10/2006-12"},
                {"the late 1990s", "1997/1999"},
                {"winter 2005/06", "2005-12/2006-02"},
                {"between January 4th and 22nd, 2007", "2007-01-04/2007-01-22"},
                {"a year and a half ago", "2007-11-13"}});
  EXPECT_EQ(dates("in the coming months, on the last day, and so on"), Found{});
}

TEST(Dates, LengthsWithTheirFirstDay) {
  expect_dates({{"three days starting from next Monday", "2009-05-18/2009-05-20"},
                {"leave for 2 weeks starting May 20th", "2009-05-20/2009-06-02"},
                {"it was 2 years 1 month 3 days ago", "2007-04-10"},
                {"two Mondays from now", "2009-05-25"},
                {"I will be back within 5 days", "2009-05-13/2009-05-18"}});
}

TEST(Dates, DaysAndListsWithoutAMonthsName) {
  expect_dates({{"between 4 and 22 this month", "2009-05-04/2009-05-22"},
                {"the 20th of next month", "2009-06-20"},
                {"come on the 15", "2009-05-15"},
                {"from next Monday to Friday", "2009-05-18/2009-05-22"},
                {"the period is 10/21-11/22/2007", "2007-10-21/2007-11-22"},
                {"How about 2008-aug-1", "2008-08-01"},
                {"in nineteen ninety six", "1996"}});
  EXPECT_EQ(
      dates(
          "for 2 nights, two to five nights, use 1/2-3/4 inch pipe, 22/7 of it, on 15 occasions and 6.5-7.5"),
      Found{});
}

TEST(Dates, HoursBesidePartsOfTheDay) {
  expect_dates({{"Monday morning from 10am to 12pm", "2009-05-18T10:00/2009-05-18T12:00"},
                {"be here tonight around 3", "2009-05-13T03:00"},
                {"between 7 and 9:30 last night", "2009-05-12T19:00/2009-05-12T21:30"},
                {"come at 7:00 on Sunday afternoon", "2009-05-17T19:00"},
                {"today pm", "2009-05-13T12:00/2009-05-13T17:59"},
                {"ten past five tomorrow", "2009-05-14T05:10"}});
  expect_dates({{"السابعة إلا الربع غدا", "2009-05-14T06:45"}, {"هذه الليلة في 7", "2009-05-13T19:00"}},
               "ar");
}

TEST(Dates, ArabicAnchorsHalvesAndFirstDays) {
  expect_dates({{"بعد يومين من غد", "2009-05-16"},
                {"أربعة أيام قبل غد", "2009-05-10"},
                {"الثلاثاء من الأسبوع القادم", "2009-05-19"},
                {"أول يوم جمعة في الشهر القادم", "2009-06-05"},
                {"النصف الأول من 2010", "2010-01/2010-06"},
                {"نهاية الشهر", "2009-05-16/2009-05-31"},
                {"في الخامسة من مساء يوم الاثنين", "2009-05-18T17:00"}},
               "ar");
}

TEST(Dates, PersianDaysSaidTwiceAndMonthsCountedFromTheFirst) {
  expect_dates({{"امروز چهارشنبه ۲۳ اردیبهشت", "2009-05-13[persian=1388-02-23]"},
                {"طی سه ماه گذشته", "2009-02-11/2009-05-13"},
                {"۹ ماهه سال ۱۳۸۷", "2008-03-20/2008-12-20[persian=1387-01/1387-09]"},
                {"سال جاری میلادی", "2009"}},
               "fa");
}

TEST(Sums, NumbersWithSpacesLakhsPointsAndParts) {
  EXPECT_EQ(sums("5 000 000 USD, then 12 345,67 EUR; 1.000 €"),
            (Found{"5 000 000 USD=5000000 USD", "12 345,67 EUR=12345.67 EUR", "1.000 €=1000 EUR"}));
  EXPECT_EQ(sums("Rs 12,34,567.50 and two point five million euros"),
            (Found{"Rs 12,34,567.50=1234567.5 XXX", "two point five million euros=2500000 EUR"}));
  EXPECT_EQ(
      sums("three quarters of a million dollars, usd 20, 15 dollars 50."),
      (Found{"three quarters of a million dollars=750000 USD", "usd 20=20 USD", "15 dollars 50=15.5 USD"}));
}

TEST(Values, ExpressionsFromLettersAreReadRight) {
  for (const char* path : {"tests/values/kept.tsv", "tests/values/second.tsv", "tests/values/third.tsv"}) {
    const auto [right, all] = right_of_all(path);
    EXPECT_GE(all, 70) << path;
    EXPECT_GE(right, 0.97 * all) << path;
  }
}

TEST(Values, HostileTextTakesTimeInProportion) {
  const auto seconds = [](const std::string& text) {
    const auto start = std::chrono::steady_clock::now();
    find_mentions(text, {"fa", "body", "2009-05-13"});
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  for (const std::string_view unit :
       {"1 ", "1/", "a ", "the ", "from ", "last ", "5 days before ", "million ", "1-2-", "$", "و ", "قبل ",
        "early ", "of the ", "3 June to ", "9:00 - ", "at 9 "}) {
    std::string text;
    while (text.size() < 60000) text += unit;
    const double once = seconds(text);
    EXPECT_LT(once, 5.0) << unit;
  }
}

}  // namespace
}  // namespace clew::annotate
