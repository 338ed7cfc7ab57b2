#include "view/patterns.h"

#include <gtest/gtest.h>

#include "model/document.h"
#include "store/bulk.h"
#include "store/claim_rows.h"
#include "view/made_case.h"

namespace clew::view {
namespace {

constexpr std::int64_t kDay = 86400, kStart = 1325376000;  // 2012-01-01

class PatternCase {
 public:
  explicit PatternCase(const std::vector<std::string>& names) : made(names) {}

  void letter(int day, std::int64_t from, std::int64_t to) {
    made.letter(
        {.date = kStart + day * kDay, .from = from, .to = {to}, .subject = "day " + std::to_string(day)});
  }

  void claim(int day, model::ClaimType type, std::vector<std::pair<std::string, std::string>> args) {
    const std::string text = "what was said on day " + std::to_string(day);
    const std::int64_t document =
        made.letter({.date = kStart + 399 * kDay, .from = 1, .to = {2}, .text = text});
    const std::string n = std::to_string(document);
    made.run("INSERT INTO passages VALUES(" + n + ", 0, " + n + ", 0)");
    made.run("INSERT INTO occurrences VALUES(" + n + ", 0, " + std::to_string(text.size()) + ", " + n +
             ", 0)");
    model::Claim claim;
    claim.type = type;
    claim.end = text.size();
    claim.from = claim.to = model::iso8601(kStart + day * kDay).substr(0, 10);
    for (auto& [role, name] : args) claim.args.push_back({role, 0, 0, "", name, {}, {}});
    store::ClaimRows rows;
    rows.add(document, claim);
    auto bulk = store::BulkInsert::open(made.db());
    ASSERT_TRUE(bulk);
    ASSERT_TRUE(rows.write(*bulk));
  }

  std::vector<Pattern> find(PatternKind kind, double most_q = 1) {
    PatternQuery query;
    query.kinds = {kind};
    query.most_q = most_q;
    auto found = find_patterns(made.db(), query);
    EXPECT_TRUE(found);
    return found ? std::move(*found) : std::vector<Pattern>();
  }

  MadeCase made;
};

TEST(Patterns, LettersBeforeEachOfTheEventsAreNoChance) {
  PatternCase c({"Ada Reed", "Bela Moss", "Cem Fen"});
  for (const int event : {40, 110, 171, 245, 302, 366}) {
    c.letter(event - 2, 1, 2);
    c.claim(event, model::ClaimType::travel, {{"traveller", "Ada Reed"}});
  }
  for (int day = 0; day < 390; day += 30) c.letter(day + 11, 1, 3);  // whenever
  const auto rows = c.find(PatternKind::contact);
  ASSERT_FALSE(rows.empty());
  EXPECT_EQ(rows.front().names, (std::vector<std::string>{"Ada Reed", "Bela Moss"}));
  EXPECT_EQ(rows.front().hits, 6u);
  EXPECT_EQ(rows.front().of, 6u);
  EXPECT_LT(rows.front().p, 0.05);
  EXPECT_LT(rows.front().expected, 3);
  EXPECT_EQ(rows.front().evidence.size(), 12u);
  for (const Pattern& row : rows) EXPECT_TRUE(row.names.back() != "Cem Fen" || row.p > 0.05) << row.what;
}

TEST(Patterns, MoneyBeforeAnAct) {
  PatternCase c({"Ada Reed", "Bela Moss"});
  c.letter(0, 1, 2);
  for (const int act : {50, 121, 233, 350}) {
    c.claim(act - 3, model::ClaimType::payment, {{"payer", "Ada Reed"}, {"payee", "Bela Moss"}});
    c.claim(act, model::ClaimType::statement, {{"speaker", "Bela Moss"}});  // statements are no acts
    c.claim(act, model::ClaimType::travel, {{"traveller", "Bela Moss"}});
  }
  const auto rows = c.find(PatternKind::money);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows.front().names.front(), "Bela Moss");
  EXPECT_EQ(rows.front().hits, 4u);
  EXPECT_LT(rows.front().p, 0.05);
}

TEST(Patterns, LettersThatStopWhileBothWriteOn) {
  PatternCase c({"Ada Reed", "Bela Moss", "Cem Fen"});
  for (int day = 0; day < 400; day += 5) c.letter(day, 1, 3), c.letter(day + 1, 2, 3);
  for (int day = 2; day < 150; day += 10) c.letter(day, 1, 2);
  const auto rows = c.find(PatternKind::silence, 0.1);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows.front().names, (std::vector<std::string>{"Ada Reed", "Bela Moss"}));
  EXPECT_LT(rows.front().p, 0.01);
}

TEST(Patterns, WhoEntersWhenAnotherLeaves) {
  std::vector<std::string> names{"Leaver Old", "Entrant New"};
  for (int i = 0; i < 30; ++i) names.push_back("Person " + std::to_string(i));
  PatternCase c(names);
  for (int i = 0; i < 5; ++i) {
    for (int day = 10 * i; day < 200; day += 50) c.letter(day, 1, 3 + i);
    for (int day = 194 + i; day < 400; day += 50) c.letter(day, 2, 3 + i);
  }
  for (int i = 5; i < 30; ++i)  // others come too, and write to nobody of his
    for (int n = 0; n < 6; ++n) c.letter(20 + 12 * i + n, 3 + i, 3 + (i == 29 ? 5 : i + 1));
  const auto rows = c.find(PatternKind::succession);
  ASSERT_FALSE(rows.empty());
  EXPECT_EQ(rows.front().names, (std::vector<std::string>{"Leaver Old", "Entrant New"}));
  EXPECT_EQ(rows.front().hits, 5u);
  EXPECT_LT(rows.front().p, 0.1);
}

TEST(Patterns, TheSameCaseGivesTheSameRows) {
  PatternCase c({"Ada Reed", "Bela Moss"});
  for (int event = 40; event < 390; event += 60) {
    c.letter(event - 2, 1, 2);
    c.claim(event, model::ClaimType::travel, {{"traveller", "Ada Reed"}});
  }
  JsonWriter first, second;
  for (const Pattern& row : c.find(PatternKind::contact)) write_pattern(first, row);
  for (const Pattern& row : c.find(PatternKind::contact)) write_pattern(second, row);
  EXPECT_FALSE(first.text().empty());
  EXPECT_EQ(first.text(), second.text());
}

}  // namespace
}  // namespace clew::view
