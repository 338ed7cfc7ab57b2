// pipeline/test_case_file.h - for tests: a new case in a file of its own, gone with the test. Not for
// programs.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "store/case.h"

namespace clew::pipeline {

/// `db_` is open for writing; `path_` is the file. Tests fill it by SQL.
class CaseFileTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    path_ = testing::TempDir() + "case_file_" + test->test_suite_name() + "_" + test->name();
    remove_files();
    auto db = store::create_case(path_);
    ASSERT_TRUE(db) << to_string(db.error());
    db_.emplace(std::move(*db));
  }
  void TearDown() override {
    db_.reset();
    remove_files();
  }
  void remove_files() {
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path_ + end);
  }

  std::string path_;
  std::optional<store::Db> db_;
};

}  // namespace clew::pipeline
