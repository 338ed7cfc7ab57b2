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

TEST(Values, ExpressionsFromLettersAreReadRight) {
  for (const char* path : {"tests/values/kept.tsv", "tests/values/second.tsv"}) {
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
