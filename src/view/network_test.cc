#include "view/network.h"

#include <gtest/gtest.h>

#include <chrono>

#include "view/made_case.h"

namespace clew::view {
namespace {

constexpr std::int64_t kDay = 86400;

// 1 Ada -> 2 Bela (twice, once in copy), 2 -> 1, 2 -> 3 Cem, 3 -> 4 Dana, 1 -> 5 Edo -> 4; 6 Fay knows
// nobody.
MadeCase small_case() {
  return MadeCase({"Ada Stone", "Bela Wood", "Cem Field", "Dana Hill", "Edo Lake", "Fay Brook"});
}
void fill(MadeCase& c) {
  const std::int64_t first = c.letter({.date = 10 * kDay, .from = 1, .to = {2}, .cc = {3}, .subject = "one"});
  c.letter({.date = 10 * kDay, .from = 1, .to = {2}, .cc = {3}, .subject = "one", .copy_of = first});
  c.letter({.date = 20 * kDay, .from = 1, .cc = {2}, .subject = "two"});
  c.letter({.date = 30 * kDay, .from = 2, .to = {1}, .subject = "three"});
  c.letter({.date = 40 * kDay, .from = 3, .to = {4, 3}, .subject = "four"});
  c.letter({.date = {}, .from = 1, .to = {5}, .subject = "five"});
  c.letter({.date = 5 * kDay, .from = 5, .to = {4}, .subject = "six"});
  c.letter({.date = 6 * kDay, .from = 5, .to = {1}, .subject = "seven"});
}

std::vector<std::string> tie_lines(const store::Db& db, const TieQuery& query) {
  std::vector<std::string> out;
  const auto status = each_tie_by_count(
      db, query, [&](const store::Label& a, const store::Label& b, const store::Tie& t) -> Result<bool> {
        out.push_back(a.name.substr(0, 1) + b.name.substr(0, 1) + " " + std::to_string(t.to) + "+" +
                      std::to_string(t.cc) + "+" + std::to_string(t.bcc) + " " +
                      (t.first ? std::to_string(*t.first / kDay) : "?") + "-" +
                      (t.last ? std::to_string(*t.last / kDay) : "?"));
        return true;
      });
  EXPECT_TRUE(status);
  return out;
}

TEST(Network, TiesStandByCountThenByKeyInBothDirections) {
  MadeCase c = small_case();
  fill(c);
  // Keys run against ids: among equals Edo comes before Ada.
  EXPECT_EQ(tie_lines(c.db(), {}),
            (std::vector<std::string>{"AB 1+1+0 10-20", "ED 1+0+0 5-5", "EA 1+0+0 6-6", "CD 1+0+0 40-40",
                                      "BA 1+0+0 30-30", "AE 1+0+0 ?-?", "AC 0+1+0 10-10"}));
  TieQuery query;
  query.limit = 2;
  EXPECT_EQ(tie_lines(c.db(), query), (std::vector<std::string>{"AB 1+1+0 10-20", "ED 1+0+0 5-5"}));
}

TEST(Network, TiesAboutOneGoBothWays) {
  MadeCase c = small_case();
  fill(c);
  TieQuery query;
  query.about = 4;
  auto found = tie_lines(c.db(), query);
  EXPECT_EQ(found, (std::vector<std::string>{"ED 1+0+0 5-5", "CD 1+0+0 40-40"}));
  query.about = 6;
  EXPECT_TRUE(tie_lines(c.db(), query).empty());
}

TEST(Network, TiesWithinDatesAreCountedAgainWithoutCopiesAndUndatedLetters) {
  MadeCase c = small_case();
  fill(c);
  TieQuery query;
  query.span = {10 * kDay, 20 * kDay};
  EXPECT_EQ(tie_lines(c.db(), query), (std::vector<std::string>{"AC 0+1+0 10-10", "AB 1+0+0 10-10"}));
  query.about = 3;
  EXPECT_EQ(tie_lines(c.db(), query), (std::vector<std::string>{"AC 0+1+0 10-10"}));
  query.span = {};
  // Counted again over everything they equal the stored ones.
  const auto stored = tie_lines(c.db(), query);
  const auto counted = store::ties_within(c.db(), {}, 3);
  ASSERT_TRUE(counted);
  EXPECT_EQ(counted->size(), stored.size());
  const auto all = store::ties_within(c.db(), {});
  ASSERT_TRUE(all);
  std::vector<store::Tie> kept;
  ASSERT_TRUE(store::each_tie(c.db(), [&](const store::Tie& tie) -> Result<bool> {
    kept.push_back(tie);
    return true;
  }));
  ASSERT_EQ(all->size(), kept.size());
  for (std::size_t i = 0; i < kept.size(); ++i) {
    EXPECT_EQ((*all)[i].a, kept[i].a);
    EXPECT_EQ((*all)[i].b, kept[i].b);
    EXPECT_EQ((*all)[i].to, kept[i].to);
    EXPECT_EQ((*all)[i].cc, kept[i].cc);
    EXPECT_EQ((*all)[i].first, kept[i].first);
    EXPECT_EQ((*all)[i].last, kept[i].last);
  }
}

TEST(Network, PathGivesEachHopWithALetterThatShowsIt) {
  MadeCase c = small_case();
  fill(c);
  const auto hops = find_ways(c.db(), 2, 5, {}, 3);
  ASSERT_TRUE(hops);
  ASSERT_EQ(hops->size(), 2u);
  const Hop &first = (*hops)[0], &second = (*hops)[1];
  EXPECT_EQ(first.a.name, "Bela Wood");
  EXPECT_EQ(first.b.name, "Ada Stone");
  EXPECT_EQ(first.there, 1u);
  EXPECT_EQ(first.back, 2u);
  EXPECT_EQ(first.first, 10 * kDay);
  EXPECT_EQ(first.last, 30 * kDay);
  ASSERT_TRUE(first.sample);
  EXPECT_EQ(first.sample->document, MadeCase::id_of(1));
  EXPECT_EQ(first.sample->subject, "one");
  ASSERT_TRUE(second.sample);
  EXPECT_EQ(second.sample->subject, "seven");  // the undated one comes last
  // Within dates only the letters of the span count.
  const auto later = find_ways(c.db(), 2, 1, {25 * kDay, std::nullopt}, 1);
  ASSERT_TRUE(later);
  ASSERT_EQ(later->size(), 1u);
  EXPECT_EQ((*later)[0].back, 0u);
  EXPECT_EQ((*later)[0].sample->subject, "three");
  EXPECT_TRUE(find_ways(c.db(), 1, 6, {}, 1)->empty());
  EXPECT_EQ(find_ways(c.db(), 1, 1, {}, 1).error().code, Code::usage);
}

TEST(Network, BrokersNameWhoStandsBetween) {
  MadeCase c = small_case();
  fill(c);
  const auto list = list_brokers(c.db(), {}, {}, 2);
  ASSERT_TRUE(list);
  EXPECT_EQ(list->nodes, 5u);
  EXPECT_EQ(list->edges, 5u);
  ASSERT_EQ(list->people.size(), 2u);
  EXPECT_EQ(list->people[0].who.name, "Ada Stone");
  EXPECT_EQ(list->people[0].contacts, 3u);
  // Ties A-B, A-C, A-E, C-D, D-E: of the 6 pairs of others all ways B-C, B-D, B-E and half of those C-E go
  // through Ada.
  EXPECT_NEAR(list->people[0].score, 3.5 / 6, 1e-12);
}

TEST(Network, CommunitiesListTheirMembersByLetters) {
  MadeCase c({"A", "B", "C", "D", "E", "F", "G"});
  for (int i = 0; i < 5; ++i)
    for (const auto& [a, b] : {std::pair(1, 2), {2, 3}, {3, 1}, {4, 5}, {5, 6}, {6, 4}, {7, 4}})
      c.letter({.date = i * kDay, .from = a, .to = {b}});
  c.letter({.date = 1, .from = 1, .to = {4}});
  const auto list = list_communities(c.db(), {});
  ASSERT_TRUE(list);
  ASSERT_EQ(list->communities.size(), 2u);
  EXPECT_EQ(list->communities[0].size(), 4u);
  EXPECT_EQ(list->communities[0][0].who.name, "D");
  EXPECT_EQ(list->communities[0][0].inside, 15);
  EXPECT_EQ(list->communities[1].size(), 3u);
  EXPECT_GT(list->modularity, 0.3);
}

TEST(Network, DatesAreReadAsUsersWriteThem) {
  const auto span = read_span("2009-03", "2009-03");
  ASSERT_TRUE(span);
  EXPECT_EQ(model::iso8601(*span->since), "2009-03-01T00:00:00Z");
  EXPECT_EQ(model::iso8601(*span->until), "2009-04-01T00:00:00Z");
  EXPECT_TRUE(read_span("", "")->is_everything());
  EXPECT_EQ(read_span("soon", "").error().code, Code::usage);
}

}  // namespace
}  // namespace clew::view
