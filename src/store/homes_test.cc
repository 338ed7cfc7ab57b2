#include "store/homes.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <tuple>

#include "store/test_case.h"

namespace clew::store {
namespace {

struct Stand {
  std::int64_t passage, text, start, quoted;
};

// A case of texts with dates; passages stand in them at random.
class Homes : public testing::Test {
 protected:
  void settle() {
    auto bulk = BulkInsert::open(c_.db());
    ASSERT_TRUE(bulk);
    const auto done = settle_homes(c_.db(), *bulk);
    ASSERT_TRUE(done) << to_string(done.error());
  }
  void add_document(std::int64_t text, const std::string& date) {
    const auto id = c_.db().number("SELECT coalesce(max(id), 0) + 1 FROM documents").value().value_or(1);
    const Sha256 hash = sha256("document " + std::to_string(id));
    Statement s = c_.db()
                      .prepare(
                          "INSERT INTO documents(id, sha256, type, date, bytes, status, text) VALUES (?, ?, "
                          "'mail', ?, 1, 'read', ?)")
                      .value();
    s.bind(1, id).bind_blob(2, {reinterpret_cast<const char*>(hash.data()), hash.size()});
    ASSERT_TRUE(s.bind(3, model::parse_iso8601(date)).bind(4, text).run());
    ranks_[text] = std::min(ranks_.contains(text) ? ranks_[text] : Rank{true, 0, "~"},
                            Rank{date.empty(), model::parse_iso8601(date).value_or(0),
                                 std::string(reinterpret_cast<const char*>(hash.data()), hash.size())});
  }
  void add_texts(std::mt19937& random, std::int64_t from, std::int64_t to) {
    std::string packed;
    for (std::int64_t text = from; text <= to; ++text) {
      c_.run("INSERT INTO texts(id, digest, bytes, content) VALUES (" + std::to_string(text) +
             ", x'00', 1, 'x')");
      add_document(text, random() % 5 == 0 ? "" : "2009-0" + std::to_string(1 + random() % 9));
      for (std::int64_t start = 0; start < 4; ++start) {
        const Stand stand{static_cast<std::int64_t>(random() % 40) - 20, text, start,
                          static_cast<std::int64_t>(random() % 2)};
        stands_.push_back(stand);
        append_unsettled(packed, {stand.passage, 7, text, start, stand.quoted});
        c_.run("INSERT INTO occurrences VALUES (" + std::to_string(text) + ", " + std::to_string(start) +
               ", " + std::to_string(start + 1) + ", " + std::to_string(stand.passage) + ", " +
               std::to_string(stand.quoted) + ")");
      }
    }
    Statement s = c_.db().prepare("INSERT INTO unsettled(passages) VALUES (?)").value();
    ASSERT_TRUE(s.bind_blob(1, packed).run());
  }
  // By the rule, slowly.
  void expect_homes() {
    std::map<std::int64_t, const Stand*> best;
    const auto rank = [&](const Stand& s) { return std::tuple(s.quoted, ranks_[s.text], s.text, s.start); };
    for (const Stand& stand : stands_) {
      const Stand*& now = best[stand.passage];
      if (now == nullptr || rank(stand) < rank(*now)) now = &stand;
    }
    Statement s = c_.db().prepare("SELECT id, text, start FROM passages ORDER BY id").value();
    for (const auto& [passage, stand] : best) {
      ASSERT_TRUE(s.step().value());
      EXPECT_EQ(s.integer(0), passage);
      EXPECT_EQ(s.integer(1), stand->text);
      EXPECT_EQ(s.integer(2), stand->start);
    }
    EXPECT_FALSE(s.step().value());
  }

  using Rank = std::tuple<bool, std::int64_t, std::string>;
  TestCase c_;
  std::map<std::int64_t, Rank> ranks_;
  std::vector<Stand> stands_;
};

TEST_F(Homes, AreWhereTheRuleSaysInOneGoOrInMany) {
  std::mt19937 random(5);
  for (int go = 0; go < 6; ++go) {
    add_texts(random, 1 + go * 20, 20 + go * 20);
    settle();
    expect_homes();
  }
  EXPECT_EQ(c_.db().number("SELECT count(*) FROM unsettled").value().value_or(-1), 0);
}

TEST_F(Homes, AnEarlierDocumentWithAKnownTextMovesThem) {
  std::mt19937 random(6);
  add_texts(random, 1, 30);
  settle();
  for (std::int64_t text = 5; text < 12; ++text) add_document(text, "1999-01");
  settle();
  expect_homes();
  EXPECT_GT(c_.db().number("SELECT count(*) FROM to_annotate").value().value_or(0), 0);
}

TEST_F(Homes, TwoPassagesWhoseIdsAgreeAreKeptApart) {
  c_.run("INSERT INTO texts(id, digest, bytes, content) VALUES (1, x'00', 1, 'x')");
  add_document(1, "2009-01");
  std::string packed;
  for (std::int64_t start = 0; start < 4; ++start) {
    append_unsettled(packed, {77, start / 2, 1, start, 0});
    c_.run("INSERT INTO occurrences VALUES (1, " + std::to_string(start) + ", " + std::to_string(start + 1) +
           ", 77, 0)");
  }
  Statement s = c_.db().prepare("INSERT INTO unsettled(passages) VALUES (?)").value();
  ASSERT_TRUE(s.bind_blob(1, packed).run());
  settle();
  EXPECT_EQ(c_.db().number("SELECT count(*) FROM passages WHERE id IN (77, 78)").value().value_or(0), 2);
  EXPECT_EQ(c_.db()
                .number("SELECT count(*) FROM occurrences WHERE passage = 78 AND start >= 2")
                .value()
                .value_or(0),
            2);
}

}  // namespace
}  // namespace clew::store
