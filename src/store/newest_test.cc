#include "store/newest.h"

#include <gtest/gtest.h>

#include <random>

#include "store/search.h"
#include "store/test_case.h"

namespace clew::store {
namespace {

using Kind = Query::Kind;

std::vector<std::int64_t> listed(const Db& db) {
  auto list = NewestList::open(db).value();
  std::vector<std::int64_t> rows;
  for (std::uint64_t i = 0; list && i < list->size(); ++i) rows.push_back(list->at(i).value().document);
  return rows;
}

TEST(Newest, AllDocumentsAreListedTheUndatedLastUntilOneComesOrGoes) {
  TestCase c;
  EXPECT_FALSE(NewestList::open(c.db()).value());
  c.add({.text = "old", .date = "2008-01-01"});
  c.add({.text = "undated"});
  c.add({.text = "new", .date = "2010-01-01", .type = "attachment", .language = "fa"});
  c.add({.text = "old", .date = "2008-01-01"});
  c.add({.text = "later text, same date", .date = "2008-01-01"});
  c.add({.date = "2008-01-01"});
  ASSERT_TRUE(list_newest(c.db()));
  EXPECT_EQ(listed(c.db()), (std::vector<std::int64_t>{3, 5, 4, 1, 6, 2}));
  auto list = std::move(*NewestList::open(c.db()).value());
  EXPECT_EQ(list.at(0).value().language, list.language("fa"));
  EXPECT_EQ(list.at(0).value().type, list.type("attachment"));
  EXPECT_NE(list.at(1).value().language, list.language("fa"));
  EXPECT_FALSE(list.language("ar"));
  c.add({.text = "one more"});
  EXPECT_FALSE(NewestList::open(c.db()).value());
  ASSERT_TRUE(list_newest(c.db()));
  EXPECT_EQ(listed(c.db()).size(), 7u);
  ASSERT_TRUE(forget_newest(c.db()));
  EXPECT_FALSE(NewestList::open(c.db()).value());
}

TEST(Newest, AListOfSeveralBlocksIsInTheOrderOfTheIndex) {
  TestCase c;
  c.run(
      "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
      " INSERT INTO documents(id, sha256, type, date, bytes, status, text)"
      " SELECT i, x'00', 'text', nullif(i * 7919 % 3001, 5), 1, 'read', nullif(i * 31 % 4000, 0) FROM n");
  ASSERT_TRUE(list_newest(c.db()));
  std::vector<std::int64_t> expected;
  Statement s =
      c.db().prepare("SELECT id FROM documents ORDER BY date IS NULL, date DESC, text DESC, id DESC").value();
  while (s.step().value()) expected.push_back(s.integer(0));
  EXPECT_EQ(listed(c.db()), expected);
}

// Queries of words, dates, languages and types, combined at random.
Query random_query(std::mt19937& random, int depth = 0) {
  const auto pick = random() % (depth < 2 ? 9 : 6);
  if (pick < 2) return {.kind = Kind::phrase, .phrases = {{.words = {"w" + std::to_string(random() % 12)}}}};
  if (pick == 2) return {.kind = Kind::phrase, .phrases = {{.words = {"common", "w"}, .prefix = true}}};
  if (pick == 3) {
    const std::int64_t since = 946684800 + static_cast<std::int64_t>(random() % 30) * 86'400;
    return {.kind = Kind::filter,
            .field = Field::date,
            .since = since,
            .until = since + 86'400 * (1 + random() % 15)};
  }
  if (pick == 4)
    return {.kind = Kind::filter,
            .field = Field::language,
            .value = random() % 4 == 0 ? "ar"
                     : random() % 2    ? "en"
                                       : "fa"};
  if (pick == 5)
    return {.kind = Kind::filter, .field = Field::type, .value = random() % 2 ? "mail" : "attachment"};
  Query tree{.kind = pick == 6 ? Kind::any_of : pick == 7 ? Kind::none_of : Kind::all_of};
  for (auto n = 1 + random() % 3; n-- > 0;) tree.parts.push_back(random_query(random, depth + 1));
  return tree;
}

std::vector<std::int64_t> found(const Db& db, const Query& query, bool by_rank,
                                std::optional<std::uint64_t> limit) {
  std::vector<std::int64_t> rows;
  const auto done = find_documents(db, query, {by_rank, limit}, [&](const Found& one) -> Result<bool> {
    rows.push_back(one.row);
    return true;
  });
  EXPECT_TRUE(done) << to_string(done.error());
  return rows;
}

TEST(Newest, SearchesFindTheSameInTheSameOrderWithTheListAndWithoutIt) {
  TestCase c;
  std::mt19937 random(17);
  c.run("BEGIN");
  for (int i = 0; i < 300; ++i) {
    std::string text = "common";
    for (auto n = random() % 5; n-- > 0;) text += " w" + std::to_string(random() % 400 % (1 + random() % 30));
    const auto day = random() % 34;
    c.add({.text = random() % 20 == 0 ? "" : text,
           .date = day > 30 ? "" : "2000-01-" + std::string(day < 9 ? "0" : "") + std::to_string(day + 1),
           .type = random() % 5 == 0 ? "attachment" : "mail",
           .language = random() % 3 == 0 ? "fa" : "en"});
  }
  c.run("COMMIT");
  std::vector<Query> queries;
  for (int i = 0; i < 60; ++i) queries.push_back(random_query(random));
  const auto all = [&] {
    std::vector<std::vector<std::int64_t>> rows;
    for (const Query& query : queries)
      for (const bool by_rank : {false, true})
        for (const std::uint64_t limit : {0, 7, 300})
          rows.push_back(
              found(c.db(), query, by_rank, limit == 0 ? std::nullopt : std::optional<std::uint64_t>(limit)));
    return rows;
  };
  const auto without = all();
  ASSERT_TRUE(list_newest(c.db()));
  const auto with = all();
  std::size_t hits = 0;
  for (std::size_t i = 0; i < with.size(); ++i) {
    EXPECT_EQ(with[i], without[i]) << i;
    hits += with[i].size();
  }
  EXPECT_GT(hits, 3'000u);
}

}  // namespace
}  // namespace clew::store
