#include "store/text_sizes.h"

#include <gtest/gtest.h>

#include "store/index_run.h"
#include "store/test_case.h"

namespace clew::store {
namespace {

std::string words(std::size_t n) {
  std::string text;
  for (std::size_t i = 0; i < n; ++i) text += "w ";
  return text;
}

// What the index itself says; -1: it has no such row.
std::int64_t asked(const Db& db, std::int64_t row) {
  Statement size = db.prepare("SELECT sz FROM words_docsize WHERE id = ?").value();
  size.bind(1, row);
  if (!size.step().value()) return -1;
  std::string_view bytes = size.text(0);
  return static_cast<std::int64_t>(take_varint(bytes));
}

std::int64_t answered(const Db& db, std::int64_t row) {
  return static_cast<std::int64_t>(
      TextSizes::open(db).value().words(row).value().value_or(~std::uint64_t{0}));
}

TEST(TextSizes, AreThoseOfTheIndexListedOrNot) {
  TestCase c;
  for (const std::size_t n : {3u, 1u, 200u, 66'000u, 20'000u}) c.add({.text = words(n)});
  c.run("INSERT INTO words(rowid, folded) VALUES (70000, 'a b c'), (32768, 'a b'), (32767, 'a')");
  for (const bool listed : {false, true}) {
    if (listed) {
      ASSERT_TRUE(list_text_sizes(c.db()));
      c.run("INSERT OR REPLACE INTO properties VALUES ('derived', 'fresh')");
    }
    for (const std::int64_t row :
         {0, 1, 2, 3, 4, 5, 6, 7, 32'766, 32'767, 32'768, 32'769, 69'999, 70'000, 70'001, 200'000})
      EXPECT_EQ(answered(c.db(), row), asked(c.db(), row)) << row << (listed ? " listed" : "");
  }
}

TEST(TextSizes, OfACaseThatIsBehindItsListComeFromTheIndex) {
  TestCase c;
  c.add({.text = "one two"});
  ASSERT_TRUE(list_text_sizes(c.db()));
  c.run("INSERT OR REPLACE INTO properties VALUES ('derived', 'fresh')");
  c.run("UPDATE text_sizes SET sizes = x'0000090009000900'");
  EXPECT_EQ(answered(c.db(), 1), 9);
  c.run("INSERT OR REPLACE INTO properties VALUES ('derived', 'stale')");
  EXPECT_EQ(answered(c.db(), 1), 2);
}

TEST(TextSizes, ThatWereCutAreAskedOfTheIndex) {
  TestCase c;
  c.add({.text = "one two"});
  c.run("INSERT OR REPLACE INTO properties VALUES ('derived', 'fresh')");
  c.run("INSERT INTO text_sizes VALUES (0, x'000002')");
  EXPECT_EQ(answered(c.db(), 1), 2);
}

}  // namespace
}  // namespace clew::store
