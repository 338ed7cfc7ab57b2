#include "view/timeline.h"

#include <gtest/gtest.h>

#include "view/made_case.h"

namespace clew::view {
namespace {

constexpr std::int64_t kDay = 86400;

void fill(MadeCase& c) {
  c.letter({.date = 31 * kDay, .from = 1, .to = {2}, .cc = {3}, .subject = "second"});
  const auto first = c.letter({.date = kDay, .from = 2, .to = {1}, .subject = "first"});
  c.letter({.date = kDay, .from = 2, .to = {1}, .subject = "first", .copy_of = first});
  c.document("report", "text/plain", "A report", "It is reported.", 32 * kDay);
  c.document("attachment", "application/pdf", "", "", 40 * kDay);
  c.letter({.date = {}, .from = 3, .to = {1}, .subject = "undated"});
  c.letter({.date = 400 * kDay, .from = 3, .to = {1}, .subject = "last"});
}

std::vector<std::string> events_of(const store::Db& db, const TimelineQuery& query, std::size_t limit = 100) {
  std::vector<std::string> out;
  EXPECT_TRUE(each_event(db, query, [&](const Event& e) -> Result<bool> {
    std::string line = std::to_string(e.date / kDay) + " " + std::string(e.kind) + " " + e.subject;
    for (const auto& name : e.from) line += " from " + name;
    for (const auto& name : e.to) line += " to " + name;
    out.push_back(line);
    return out.size() < limit;
  }));
  return out;
}

TEST(Timeline, EventsStandByDateAndCopiesOnce) {
  MadeCase c({"Ada", "Bela", "Cem"});
  fill(c);
  const std::vector<std::string> expected{"1 letter first from Bela to Ada",
                                          "31 letter second from Ada to Bela to Cem", "32 report A report",
                                          "40 document ", "400 letter last from Cem to Ada"};
  EXPECT_EQ(events_of(c.db(), {}), expected);
  EXPECT_EQ(events_of(c.db(), {}, 1).size(), 1u);
  EXPECT_EQ(*count_undated(c.db()), 1u);
}

TEST(Timeline, SpanIsHalfOpenAndAboutTakesLettersAlone) {
  MadeCase c({"Ada", "Bela", "Cem"});
  fill(c);
  EXPECT_EQ(events_of(c.db(), {.about = {}, .span = {31 * kDay, 32 * kDay}}).size(), 1u);
  EXPECT_EQ(events_of(c.db(), {.about = 3, .span = {}}),
            (std::vector<std::string>{"31 letter second from Ada to Bela to Cem",
                                      "400 letter last from Cem to Ada"}));
  EXPECT_EQ(events_of(c.db(), {.about = 3, .span = {32 * kDay, {}}}).size(), 1u);
}

TEST(Timeline, CountsFallIntoDaysMonthsAndYears) {
  MadeCase c({"Ada", "Bela", "Cem"});
  fill(c);
  const auto months = count_events(c.db(), {}, Period::month);
  ASSERT_TRUE(months);
  ASSERT_EQ(months->size(), 3u);
  EXPECT_EQ((*months)[0].period, "1970-01");
  EXPECT_EQ((*months)[1].period, "1970-02");
  EXPECT_EQ((*months)[1].letters, 1u);
  EXPECT_EQ((*months)[1].reports, 1u);
  EXPECT_EQ((*months)[1].documents, 1u);
  EXPECT_EQ((*months)[2].period, "1971-02");
  EXPECT_EQ(count_events(c.db(), {}, Period::year)->size(), 2u);
  EXPECT_EQ(count_events(c.db(), {}, Period::day)->back().period, "1971-02-05");
  EXPECT_EQ(count_events(c.db(), {.about = 2, .span = {}}, Period::year)->front().letters, 2u);
  EXPECT_FALSE(period_of("week"));
}

}  // namespace
}  // namespace clew::view
