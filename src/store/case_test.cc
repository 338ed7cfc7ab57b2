#include "store/case.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace clew::store {
namespace {

class Case : public testing::Test {
 protected:
  Case() { std::filesystem::remove(path_); }
  ~Case() override { std::filesystem::remove(path_); }

  void make(int version) {
    const auto made = create_case(path_);
    ASSERT_TRUE(made);
    ASSERT_TRUE(made->execute("PRAGMA user_version = " + std::to_string(version)));
  }

  const std::string path_ = testing::TempDir() + "case_test_" +
                            testing::UnitTest::GetInstance()->current_test_info()->name() + ".clew";
};

TEST_F(Case, OfThisVersionOpens) {
  make(kSchemaVersion);
  EXPECT_TRUE(open_case(path_));
  EXPECT_TRUE(open_case_for_writing(path_));
}

TEST_F(Case, OfANewerVersionIsRefusedWithWhatToDo) {
  make(kSchemaVersion + 1);
  const auto opened = open_case(path_);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Code::unsupported);
  EXPECT_NE(to_string(opened.error()).find("newer clew"), std::string::npos);
}

TEST_F(Case, OfAnOlderVersionIsRefusedAndNotChanged) {
  make(kSchemaVersion - 1);
  for (const auto& opened : {open_case_for_writing(path_).error(), create_case(path_).error()}) {
    EXPECT_EQ(opened.code, Code::unsupported);
    EXPECT_NE(to_string(opened).find("older clew"), std::string::npos);
  }
}

TEST_F(Case, IndexesThatReadingDoesWithoutAreMadeOnce) {
  make(kSchemaVersion);
  const auto db = open_case_for_writing(path_);
  ASSERT_TRUE(db);
  const std::string count = "SELECT count(*) FROM sqlite_schema WHERE name = 'documents_by_date'";
  EXPECT_EQ(db->number(count)->value_or(-1), 0);
  EXPECT_TRUE(ensure_indexes(*db));
  EXPECT_TRUE(ensure_indexes(*db));
  EXPECT_EQ(db->number(count)->value_or(-1), 1);
}

}  // namespace
}  // namespace clew::store
