#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "read/reader.h"
#include "read/report_dates.h"

namespace clew::read {

extern const Reader kReport;

namespace {

struct Seen final : Sink {
  model::Document document;
  std::string whole;
  void open(model::Document d) override { document = std::move(d); }
  void text(std::string_view piece) override { whole += piece; }
  void child(const Child&, Source&) override { ADD_FAILURE(); }
  void loss(std::string_view code, std::string_view, std::uint64_t) override { ADD_FAILURE() << code; }
  void close() override {}
  void skipped(std::uint64_t) override { ADD_FAILURE(); }
  std::vector<std::string> all(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& [key, value] : document.fields)
      if (key == name) values.push_back(value);
    return values;
  }
  std::string one(std::string_view name) const {
    const auto values = all(name);
    EXPECT_LE(values.size(), 1u) << name;
    return values.empty() ? "" : values[0];
  }
  std::string day() const { return document.date ? model::iso8601(document.date->utc).substr(0, 10) : ""; }
};

Seen read_bytes(std::string_view bytes) {
  MemorySource source(bytes);
  Seen seen;
  EXPECT_TRUE(kReport.read(source, {}, seen).has_value());
  EXPECT_EQ(seen.document.type, model::DocumentType::report);
  return seen;
}

using Values = std::vector<std::string>;

TEST(Report, EnglishReport) {
  const std::string text =
      "# Council approves the bridge\n\nBy Ann Writer, Example Staff\n12 March 2009\nSource: The Example "
      "Gazette\n\n"
      "The council met on Monday.\n\n> We will build it, he said.\n\n    an indented quotation\n\n"
      "Read more: The old bridge, https://news.example.org/bridge\nSee also: Ferry timetable\n"
      "Topics: bridges, council; transport\n";
  const Seen seen = read_bytes(text);
  EXPECT_EQ(seen.whole, text);
  EXPECT_EQ(seen.document.subject, "Council approves the bridge");
  EXPECT_EQ(seen.day(), "2009-03-12");
  EXPECT_EQ(seen.one("dateline"), "12 March 2009");
  EXPECT_EQ(seen.one("byline"), "Ann Writer, Example Staff");
  ASSERT_EQ(seen.document.from.size(), 1u);
  EXPECT_EQ(seen.document.from[0].name, "Ann Writer");
  EXPECT_EQ(seen.one("publication"), "The Example Gazette");
  EXPECT_EQ(seen.all("more"), (Values{"The old bridge, https://news.example.org/bridge", "Ferry timetable"}));
  EXPECT_EQ(seen.all("topic"), (Values{"bridges", "council", "transport"}));
}

TEST(Report, PlaceInTheDateLine) {
  const Seen seen =
      read_bytes("Ferry stops\n\nTEHRAN, March 12, 2009 (Example News) - The ferry stopped - again.\n");
  EXPECT_EQ(seen.document.subject, "Ferry stops");
  EXPECT_EQ(seen.one("place"), "TEHRAN");
  EXPECT_EQ(seen.one("dateline"), "TEHRAN, March 12, 2009 (Example News)");
  EXPECT_EQ(seen.one("publication"), "Example News");
  EXPECT_EQ(seen.day(), "2009-03-12");
  EXPECT_EQ(seen.document.from[0].name, "Example News");
  const Seen short_date = read_bytes("Ferry stops\n\nTEHRAN, March 12 - The ferry stopped.\n");
  EXPECT_EQ(short_date.one("place"), "TEHRAN");
  EXPECT_EQ(short_date.day(), "");
  EXPECT_EQ(short_date.document.date_raw, "TEHRAN, March 12");
  const Seen none = read_bytes("Ferry stops\n\nThe ferry, a large one - it is said - stopped.\n");
  EXPECT_EQ(none.one("place"), "");
}

TEST(Report, PersianReport) {
  // clang-format off
  const Seen seen = read_bytes(
      "پل تازه ساخته می‌شود\nنوشتهٔ مینا نویسنده و آرش قلم‌زن\n۲۲ اسفند ۱۳۸۷\n\nشورا دیروز جلسه داشت.\n\n"
      "بیشتر بخوانید:\n- پل قدیمی\n- https://news.example.org/fa\n\nکلیدواژه‌ها: پل، شورا\nموضوع: شهر\n");
  // clang-format on
  EXPECT_EQ(seen.document.subject, "پل تازه ساخته می‌شود");
  ASSERT_EQ(seen.document.from.size(), 2u);
  EXPECT_EQ(seen.document.from[0].name, "مینا نویسنده");
  EXPECT_EQ(seen.document.from[1].name, "آرش قلم‌زن");
  EXPECT_EQ(seen.one("dateline"), "۲۲ اسفند ۱۳۸۷");
  EXPECT_EQ(seen.day(), "2009-03-12");
  EXPECT_EQ(seen.document.date_note, "from the date line, solar Hijri calendar, to the day");
  EXPECT_EQ(model::shown_date(seen.document).size(), 10u);
  EXPECT_EQ(seen.all("more"), (Values{"پل قدیمی", "https://news.example.org/fa"}));
  EXPECT_EQ(seen.all("topic"), (Values{"پل", "شورا", "شهر"}));
}

TEST(Report, ArabicReport) {
  const Seen seen = read_bytes(
      "بناء الجسر الجديد\nبقلم: سعاد الكاتبة\nبغداد، 12 آذار 2009 - اجتمع المجلس أمس.\n\n"
      "اقرأ أيضا: الجسر القديم\nالموضوعات: جسور، مجلس\nالمصدر: صحيفة المثال\n");
  EXPECT_EQ(seen.document.subject, "بناء الجسر الجديد");
  EXPECT_EQ(seen.document.from[0].name, "سعاد الكاتبة");
  EXPECT_EQ(seen.one("place"), "بغداد");
  EXPECT_EQ(seen.day(), "2009-03-12");
  EXPECT_EQ(seen.all("more"), Values{"الجسر القديم"});
  EXPECT_EQ(seen.all("topic"), (Values{"جسور", "مجلس"}));
  EXPECT_EQ(seen.one("publication"), "صحيفة المثال");
}

TEST(Report, DigestIsOneDocumentWithSeveralHeadlines) {
  const std::string text =
      "First item\n2009-03-12\n\nText one.\n\n---\n\nSecond item\n\nText two.\nTags: b\n\n***\nThird "
      "item\n\nBy The Way, no.\n";
  const Seen seen = read_bytes(text);
  EXPECT_EQ(seen.whole, text);
  EXPECT_EQ(seen.document.subject, "First item");
  EXPECT_EQ(seen.all("headline"), (Values{"First item", "Second item", "Third item"}));
  EXPECT_EQ(seen.day(), "2009-03-12");
  EXPECT_TRUE(seen.document.from.empty());
}

TEST(Report, UnderlinedHeadingIsNoNewItem) {
  const Seen seen = read_bytes("A heading\n---------\n\nText.\n");
  EXPECT_EQ(seen.document.subject, "A heading");
  EXPECT_TRUE(seen.all("headline").empty());
}

TEST(Report, FrontMatter) {
  const Seen seen =
      read_bytes("---\ntitle: A bridge\ndate: 2009-03-12\nauthor: Ann Writer\ntags: [a, b]\n---\n\nText.\n");
  EXPECT_EQ(seen.document.subject, "A bridge");
  EXPECT_EQ(seen.day(), "2009-03-12");
  EXPECT_EQ(seen.document.from[0].name, "Ann Writer");
  EXPECT_EQ(seen.all("topic"), (Values{"a", "b"}));
}

TEST(Report, BodyTextIsNotTakenForMetadata) {
  const Seen seen = read_bytes(
      "Headline\n\nBy the time they came it was dark.\nHe said: related matters: none.\nIn March 2009 they "
      "left again, he said.\n");
  EXPECT_TRUE(seen.document.from.empty());
  EXPECT_TRUE(seen.document.fields.empty());
  EXPECT_FALSE(seen.document.date.has_value());
}

TEST(Report, WebPage) {
  const Seen seen = read_bytes(
      "<html><head><title>Bridge - Example</title></head><body><h1>The bridge</h1><p>By Ann Writer | 12 "
      "March 2009</p>"
      "<blockquote>Quoted</blockquote><p>Topics: a, b</p></body></html>");
  EXPECT_EQ(seen.document.subject, "The bridge");
  EXPECT_EQ(seen.document.media_type, "text/html");
  EXPECT_EQ(seen.day(), "2009-03-12");
  EXPECT_EQ(seen.document.from[0].name, "Ann Writer");
  EXPECT_EQ(seen.all("topic"), (Values{"a", "b"}));
  EXPECT_NE(seen.whole.find("> Quoted\n"), std::string::npos);
}

TEST(Report, AnswersToNoFile) { EXPECT_EQ(kReport.match("# A report\n\nBy Ann", "report.txt"), Match::no); }

TEST(ReportDates, FormsAndCalendars) {
  const auto day = [](std::string_view text) -> std::string {
    const auto found = find_report_date(text);
    return found && found->utc ? model::iso8601(*found->utc).substr(0, 10) : "";
  };
  EXPECT_EQ(day("March 12, 2009"), "2009-03-12");
  EXPECT_EQ(day("Thursday, 12th of March 2009, 10:30 GMT"), "2009-03-12");
  EXPECT_EQ(day("2009-03-12"), "2009-03-12");
  EXPECT_EQ(day("١٢ مارس ٢٠٠٩"), "2009-03-12");
  EXPECT_EQ(day("3 تشرين الثاني 2009"), "2009-11-03");
  EXPECT_EQ(day("3 تشرين الثاني/نوفمبر 2009"), "2009-11-03");
  EXPECT_EQ(day("۱۲ مارس ۲۰۰۹"), "2009-03-12");
  EXPECT_EQ(day("1357/11/22"), "1979-02-11");
  EXPECT_EQ(day("30 اسفند 1403"), "2025-03-20");
  EXPECT_EQ(day("1 فروردین 1400"), "2021-03-21");
  EXPECT_EQ(day("30 اسفند 1400"), "");
  EXPECT_EQ(day("30 February 2009"), "");
  EXPECT_EQ(day("3/12/2009"), "");
  EXPECT_TRUE(find_report_date("3/12/2009").has_value());
  EXPECT_EQ(day("15 رمضان 1430"), "");
  EXPECT_TRUE(find_report_date("15 رمضان 1430").has_value());
  EXPECT_FALSE(find_report_date("no date here").has_value());
  EXPECT_FALSE(find_report_date("the 12 March meeting of 2009")->only_date);
}

TEST(Report, WhereTheWritersWereIsNoWriter) {
  const Seen two = read_bytes(
      "Pumps and papers\n\n3 March 2013\nBy Sam Arden and Kim Vale in Trieste and Lisbon\n\nThe text.\n");
  ASSERT_EQ(two.document.from.size(), 2u);
  EXPECT_EQ(two.document.from[0].name, "Sam Arden");
  EXPECT_EQ(two.document.from[1].name, "Kim Vale");
}

}  // namespace
}  // namespace clew::read
