#include "view/claims.h"

#include <gtest/gtest.h>

#include "store/bulk.h"
#include "store/claim_rows.h"
#include "view/made_case.h"
#include "view/posts.h"

namespace clew::view {
namespace {

using model::ClaimStatus;
using model::ClaimType;

constexpr std::int64_t kMay = 1336953600;  // 2012-05-14

// A letter of one passage, with whatever is claimed in it.
class ClaimCase {
 public:
  ClaimCase() : made({"Ada Reed", "Bela Moss"}) {}

  void letter(const std::string& text, std::int64_t from, std::vector<model::Claim> claims) {
    const std::int64_t document =
        made.letter({.date = kMay + 86400 * ++letters, .from = from, .to = {3 - from}, .text = text});
    const std::string n = std::to_string(document);
    made.run("INSERT INTO passages VALUES(" + n + ", 0, " + n + ", 0)");
    made.run("INSERT INTO occurrences VALUES(" + n + ", 0, " + std::to_string(text.size()) + ", " + n +
             ", 0)");
    store::ClaimRows rows;
    for (model::Claim& claim : claims) {
      claim.end = text.size();
      for (model::ClaimArgument& arg : claim.args)
        if (const auto at = text.find(arg.text); at != std::string::npos) {
          arg.start = at;
          arg.end = at + arg.text.size();
        }
      rows.add(document, claim);
    }
    auto bulk = store::BulkInsert::open(made.db());
    ASSERT_TRUE(bulk);
    ASSERT_TRUE(rows.write(*bulk));
  }

  std::vector<std::string> lines(const ClaimQuery& query) {
    std::vector<std::string> out;
    const auto status = each_claim(made.db(), query, [&](const ClaimView& view) -> Result<bool> {
      out.push_back(std::string(name_of(view.claim.type)) + " | " + view.what() + " | " + view.says());
      return true;
    });
    EXPECT_TRUE(status);
    return out;
  }

  MadeCase made;
  int letters = 0;
};

model::Claim payment(ClaimStatus status = ClaimStatus::asserted) {
  model::Claim claim;
  claim.type = ClaimType::payment;
  claim.status = status;
  claim.args = {{"payer", 0, 0, "I", "Ada Reed", {}, {}},
                {"payee", 0, 0, "the courier", "", {}, {}},
                {"amount", 0, 0, "$5,000", "", 5000.0, "USD"}};
  claim.reader = "rules-1";
  return claim;
}

TEST(Claims, TellWhoSaysWhatWithTheWordsThatProveIt) {
  ClaimCase c;
  c.letter("I paid the courier $5,000.", 1, {payment()});
  std::vector<std::string> records;
  ASSERT_TRUE(each_claim(c.made.db(), {}, [&](const ClaimView& view) -> Result<bool> {
    JsonWriter json;
    write_claim(json, view);
    records.push_back(json.text());
    return true;
  }));
  ASSERT_EQ(records.size(), 1u);
  const std::string& record = records.front();
  EXPECT_NE(record.find(R"("payee":[{"text":"the courier","name":"the courier","start":7,"end":18}])"),
            std::string::npos)
      << record;
  EXPECT_NE(record.find(R"("value":5000,"currency":"USD")"), std::string::npos);
  EXPECT_NE(record.find(R"("name":"Ada Reed","entity":"000000000000efff")"), std::string::npos) << record;
  EXPECT_NE(record.find(R"("quote":"I paid the courier $5,000.")"), std::string::npos);
  EXPECT_NE(record.find(R"("attribution":[{"source":"Ada Reed")"), std::string::npos);
}

TEST(Claims, AreFoundByWhomTheyAreAboutAndBySource) {
  ClaimCase c;
  model::Claim cited = payment();
  cited.sources = {{"one official", "", "wrote", model::AttributionKind::indirect}};
  c.letter("I paid the courier $5,000.", 1, {payment()});
  c.letter("One official wrote that I paid the courier $5,000.", 2, {cited});
  EXPECT_EQ(c.lines({.by = "Ada Reed"}).size(), 1u);
  EXPECT_EQ(c.lines({.by = "official"}),
            (std::vector<std::string>{"payment | payer: Ada Reed; payee: the courier; amount: $5,000 | "
                                      "Bela Moss > one official"}));
  EXPECT_EQ(c.lines({.about = "Ada Reed"}).size(), 2u);
  EXPECT_EQ(c.lines({.about = "courier"}).size(), 2u);
  EXPECT_EQ(c.lines({.about = "nobody here"}).size(), 0u);
  EXPECT_EQ(c.lines({.types = {ClaimType::role}}).size(), 0u);
  EXPECT_EQ(c.lines({.since = "2012-05-16"}).size(), 1u);
}

TEST(Claims, OfLittleConfidenceAreShownOnlyWhenAskedFor) {
  ClaimCase c;
  model::Claim unsure = payment();
  unsure.confidence = 0.3;
  c.letter("I paid the courier $5,000.", 1, {unsure});
  EXPECT_EQ(c.lines({}).size(), 0u);
  EXPECT_EQ(c.lines({.confidence = 0.2}).size(), 1u);
}

TEST(Claims, ThatAreDisputedStandBesideTheirDenials) {
  ClaimCase c;
  c.letter("I paid the courier $5,000.", 1, {payment()});
  c.letter("I deny that I paid the courier.", 1, {payment(ClaimStatus::denied)});
  c.made.run(
      "INSERT INTO claim_disputes SELECT a.id, b.id FROM claims a, claims b WHERE a.status = 'asserted' AND "
      "b.status = 'denied'");
  EXPECT_EQ(c.lines({.disputed = true}).size(), 2u);
  EXPECT_EQ(c.lines({.status = ClaimStatus::denied, .disputed = true}).size(), 0u);
}

TEST(Posts, GatherClaimsOfOneRole) {
  ClaimCase c;
  model::Claim role;
  role.type = ClaimType::role;
  role.args = {{"holder", 0, 0, "Bela Moss", "", {}, {}}, {"title", 0, 0, "treasurer", "", {}, {}}};
  role.from = "2009-06";
  model::Claim later = role;
  later.from = "";
  later.to = "2011";
  c.letter("Bela Moss, treasurer since June 2009", 1, {role});
  c.letter("Bela Moss was treasurer until 2011", 2, {later});
  const auto posts = posts_of(c.made.db(), {});
  ASSERT_TRUE(posts);
  ASSERT_EQ(posts->size(), 1u);
  const Post& post = posts->front();
  EXPECT_EQ(post.from + ".." + post.to, "2009-06..2011");
  EXPECT_EQ(post.claims.size(), 2u);
  EXPECT_EQ(post.says, (std::vector<std::string>{"Ada Reed", "Bela Moss"}));
  EXPECT_EQ(post.holder_entity, MadeCase::key(2));
}

}  // namespace
}  // namespace clew::view
