#include "store/checkpointer.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "store/case.h"

namespace clew::store {
namespace {

namespace fs = std::filesystem;

class CheckpointerOfACase : public testing::Test {
 protected:
  CheckpointerOfACase() { forget(); }
  ~CheckpointerOfACase() override { forget(); }
  void forget() const {
    for (const char* end : {"", "-wal", "-shm"}) fs::remove(path_ + end);
  }
  std::uintmax_t log_bytes() const { return fs::file_size(path_ + "-wal"); }

  // Commits `times` transactions of some 16 MiB, each begun as soon as the one before has ended.
  static void write(const Db& db, int times) {
    for (int i = 0; i < times; ++i)
      ASSERT_TRUE(
          db.execute("BEGIN IMMEDIATE; INSERT INTO chunks(text, start, content) "
                     "SELECT value, 0, hex(zeroblob(1 << 19)) "
                     "FROM json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16]'); COMMIT"));
  }

  const std::string path_ = testing::TempDir() + "checkpointer_test_" +
                            testing::UnitTest::GetInstance()->current_test_info()->name() + ".clew";
};

TEST_F(CheckpointerOfACase, BringsWhatIsCommittedIntoTheFileBesideTheWriting) {
  const auto db = create_case(path_);
  ASSERT_TRUE(db);
  const auto before = fs::file_size(path_);
  auto behind = Checkpointer::start(*db, path_);
  ASSERT_TRUE(behind);
  write(*db, 1);
  (*behind)->wait();
  EXPECT_GT(fs::file_size(path_), before + (15 << 20));
}

TEST_F(CheckpointerOfACase, KeepsTheLogSmallHoweverMuchIsWritten) {
  const auto db = create_case(path_);
  ASSERT_TRUE(db);
  auto behind = Checkpointer::start(*db, path_);
  ASSERT_TRUE(behind);
  write(*db, 16);
  EXPECT_LT(log_bytes(), 200u << 20);
  EXPECT_EQ(db->number("SELECT count(*) FROM chunks")->value_or(0), 256);
}

TEST_F(CheckpointerOfACase, LeavesTheConnectionToItselfAtTheEnd) {
  const auto db = create_case(path_);
  ASSERT_TRUE(db);
  ASSERT_TRUE(Checkpointer::start(*db, path_));
  write(*db, 1);
  EXPECT_TRUE(db->execute("PRAGMA wal_checkpoint(TRUNCATE)"));
  EXPECT_EQ(log_bytes(), 0u);
}

}  // namespace
}  // namespace clew::store
