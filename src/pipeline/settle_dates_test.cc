#include "pipeline/settle_dates.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <optional>

#include "store/case.h"

namespace clew::pipeline {
namespace {

/// A case of letters, each one passage with one date mention, filled by SQL as the writer would.
class SettleDates : public testing::Test {
 protected:
  void SetUp() override {
    path_ = testing::TempDir() + "settle_dates_test_" +
            testing::UnitTest::GetInstance()->current_test_info()->name();
    remove_files();
    auto db = store::create_case(path_);
    ASSERT_TRUE(db) << to_string(db.error());
    db_.emplace(std::move(*db));
    for (const char* sql :
         {"INSERT INTO parties(id, name, address) VALUES (1, 'Sam Arden', 'sam@x.example')",
          "INSERT INTO parties(id, name, address) VALUES (2, 'Ida Brook', 'ida@x.example')"})
      ASSERT_TRUE(db_->execute(sql));
  }
  void TearDown() override {
    db_.reset();
    remove_files();
  }
  void remove_files() {
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path_ + end);
  }

  /// A letter with `text`, in which `date` stands; its passage is row `id`.
  void letter(int id, int sender, std::string_view text, std::string_view date, std::string_view value,
              double confidence) {
    const auto at = static_cast<std::int64_t>(text.find(date));
    const auto size = static_cast<std::int64_t>(text.size());
    auto add = db_->prepare(
        "INSERT INTO documents(id, sha256, type, message, bytes, status, text) "
        "VALUES (?1, zeroblob(32), 'mail', ?1, 1, 'read', ?1)");
    ASSERT_TRUE(add->bind(1, id).run());
    auto body =
        db_->prepare("INSERT INTO texts(id, digest, bytes, content) VALUES (?1, zeroblob(16), ?2, ?3)");
    ASSERT_TRUE(body->bind(1, id).bind(2, size).bind(3, text).run());
    auto passage = db_->prepare("INSERT INTO passages VALUES (?1, 0, ?1, 0)");
    ASSERT_TRUE(passage->bind(1, id).run());
    auto place = db_->prepare("INSERT INTO occurrences VALUES (?1, 0, ?2, ?1, 0)");
    ASSERT_TRUE(place->bind(1, id).bind(2, size).run());
    auto from = db_->prepare("INSERT INTO participants VALUES (?1, 1, 0, ?2)");
    ASSERT_TRUE(from->bind(1, id).bind(2, sender).run());
    auto mention = db_->prepare("INSERT INTO mentions VALUES (?1, ?2, ?3, 'date', ?4, ?5, NULL)");
    ASSERT_TRUE(mention->bind(1, id)
                    .bind(2, at)
                    .bind(3, at + static_cast<std::int64_t>(date.size()))
                    .bind(4, value)
                    .bind(5, confidence)
                    .run());
  }
  void open_letter(int id, int sender) {
    letter(id, sender, "see you at 9:30 on 3/4/2001 then", "9:30 on 3/4/2001", "2001-04-03|2001-03-04", 0.5);
  }
  std::string value(int id) {
    auto row = db_->prepare("SELECT value || ' ' || confidence FROM mentions WHERE passage = ?1");
    row->bind(1, id);
    EXPECT_TRUE(*row->step());
    return row->string(0);
  }
  void settle() {
    const auto done = settle_dates(*db_);
    ASSERT_TRUE(done) << to_string(done.error());
  }

  std::string path_;
  std::optional<store::Db> db_;
};

TEST_F(SettleDates, TheSendersOtherLettersDecideAndNobodyElses) {
  open_letter(1, 1);
  open_letter(2, 2);
  letter(3, 1, "it was 02/23/2001", "02/23/2001", "2001-02-23", 1);
  settle();
  EXPECT_EQ(value(1), "2001-03-04|2001-04-03 0.7");
  EXPECT_EQ(value(2), "2001-04-03|2001-03-04 0.5");
  settle();
  EXPECT_EQ(value(1), "2001-03-04|2001-04-03 0.7");
}

TEST_F(SettleDates, LettersThatDisagreeLeaveItOpenAgain) {
  open_letter(1, 1);
  letter(2, 1, "it was 02/23/2001", "02/23/2001", "2001-02-23", 1);
  settle();
  letter(3, 1, "it was 23/02/2001", "23/02/2001", "2001-02-23", 1);
  settle();
  EXPECT_EQ(value(1), "2001-04-03|2001-03-04 0.5");
}

TEST_F(SettleDates, WhatTheTextDecidedStays) {
  letter(1, 1, "on 3/4/2001", "3/4/2001", "2001-04-03|2001-03-04", 0.9);
  letter(2, 1, "it was 02/23/2001", "02/23/2001", "2001-02-23", 1);
  settle();
  EXPECT_EQ(value(1), "2001-04-03|2001-03-04 0.9");
}

}  // namespace
}  // namespace clew::pipeline
