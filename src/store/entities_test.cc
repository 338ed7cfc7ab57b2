#include "store/entities.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>

#include "store/case.h"

namespace clew::store {
namespace {

class Entities : public testing::Test {
 protected:
  void SetUp() override {
    path_ =
        testing::TempDir() + "entities_test_" + testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove(path_);
    auto db = create_case(path_);
    ASSERT_TRUE(db) << to_string(db.error());
    db_.emplace(std::move(*db));
    ASSERT_TRUE(db_->execute(R"sql(
      INSERT INTO parties(id, name, address, entity) VALUES
        (1, 'Mina Faraday', 'Mina@harbour.example', 1), (2, 'Faraday, Mina (E-mail)', 'mf@post.example', 1),
        (3, 'مینا فرادي', 'mf@post.example', 1), (4, 'Omid Karun', 'omid@x.example', 2),
        (5, 'Omid Karun', 'omid2@x.example', 3), (6, 'Harbour Press', 'press@harbour.example', 4);
      INSERT INTO entities VALUES
        (1, '00000000000000aa', 'person', 'Mina Faraday', '["Mina Faraday","مینا فرادي"]',
         '["Mina@harbour.example","mf@post.example"]', 3, 4, 100, 200),
        (2, '00000000000000bb', 'person', 'Omid Karun', '["Omid Karun"]', '["omid@x.example"]', 9, 0, NULL, NULL),
        (3, '00000000000000cc', 'person', 'Omid Karun', '["Omid Karun"]', '["omid2@x.example"]', 0, 7, 1, 1),
        (4, '00000000000000dd', 'org', 'Harbour Press', '["Harbour Press"]', '["press@harbour.example"]', 0, 1, 1, 1);
    )sql"));
  }
  void TearDown() override {
    db_.reset();
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path_ + end);
  }
  std::int64_t find(std::string_view word, NameMatch match = NameMatch::words) {
    const auto found = find_entity(*db_, word, match);
    return found ? *found : found.error().code == Code::usage ? -2 : -1;
  }
  std::string path_;
  std::optional<Db> db_;
};

TEST_F(Entities, AreFoundByKeyAddressOrName) {
  for (const char* word :
       {"00000000000000aa", "00000000000000AA", "mf@post.example", "MINA@Harbour.example", "Mina Faraday",
        "faraday, mina", "مینا فرادی", "Somebody <mf@post.example>", " mina faraday "})
    EXPECT_EQ(find(word), 1) << word;
  EXPECT_EQ(find("press@harbour.example"), 4);
}

TEST_F(Entities, AreFoundThroughTheIndexOfPartiesToo) {
  ASSERT_TRUE(
      db_->execute("INSERT INTO party_words(rowid, folded) VALUES (1, 'mina faraday mina harbour example'),"
                   "(6, 'harbour press press harbour example')"));
  EXPECT_EQ(find("Faraday Mina"), 1);
  EXPECT_EQ(find("press"), 4);
}

TEST_F(Entities, PartOfANameIsEnoughWhenItIsUniqueUnlessTheWholeIsAskedFor) {
  EXPECT_EQ(find("Faraday"), 1);
  EXPECT_EQ(find("Faraday", NameMatch::exact), -1);
  EXPECT_EQ(find("Mina Faraday", NameMatch::exact), 1);
}

TEST_F(Entities, AnUnclearNameListsWhoItCouldBe) {
  const auto found = find_entity(*db_, "omid karun");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, Code::usage);
  EXPECT_NE(found.error().hint.find("00000000000000bb"), std::string::npos);
  EXPECT_NE(found.error().hint.find("omid2@x.example"), std::string::npos);
}

TEST_F(Entities, WhatIsNotThereIsNotFound) {
  for (const char* word : {"", "nobody", "\"", "* OR x", "ffffffffffffffff", "<>"})
    EXPECT_EQ(find(word), -1) << word;
}

TEST_F(Entities, AreListedByLettersThenKey) {
  std::vector<std::int64_t> ids;
  const auto collect = [&](const StoredEntity& e) {
    ids.push_back(e.id);
    return true;
  };
  ASSERT_TRUE(each_entity(*db_, {}, collect));
  EXPECT_EQ(ids, (std::vector<std::int64_t>{2, 1, 3, 4}));
  ids.clear();
  ASSERT_TRUE(each_entity(*db_, {.types = {"person"}, .limit = 2}, collect));
  EXPECT_EQ(ids, (std::vector<std::int64_t>{2, 1}));
}

TEST_F(Entities, LoadWithNamesAndAddresses) {
  const auto entity = load_entity(*db_, 1);
  ASSERT_TRUE(entity);
  EXPECT_EQ(entity->names, (std::vector<std::string>{"Mina Faraday", "مینا فرادي"}));
  EXPECT_EQ(entity->addresses.size(), 2U);
  EXPECT_EQ(entity->first, 100);
  EXPECT_EQ(load_entity(*db_, 2)->last, std::nullopt);
  EXPECT_EQ(load_entity(*db_, 77).error().code, Code::not_found);
}

}  // namespace
}  // namespace clew::store
