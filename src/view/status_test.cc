#include "view/status.h"

#include <gtest/gtest.h>

#include "store/test_case.h"

namespace clew::view {
namespace {

using store::TestCase;

void fill(TestCase& c) {
  const model::Mailbox sam{"Sam Reed", "sam@quay.example"};
  c.add({.text = "one", .from = {sam}, .date = "2009-01-02"});
  c.add({.text = "two", .from = {sam}, .date = "2010-01-02", .language = "fa", .thread = 1});
  c.add({.text = "one", .from = {sam}, .date = "2009-01-02", .copy_of = 1, .thread = 1});
  c.add({.text = "a table", .type = "attachment", .parent = 1});
  c.run("INSERT INTO places(document, file, member) VALUES (2, 1, '#99')");
  c.run("INSERT INTO entities VALUES (1, 'k', 'person', 'Sam Reed', '[]', '[]', 0, 0, 0, 0)");
  c.run(
      "INSERT INTO failures(place, document, bytes, code, reason) VALUES ('a.mbox#7', NULL, 12, 'crash', "
      "'why')");
}

std::string status(const TestCase& c) {
  const auto totals = store::read_totals(c.db());
  EXPECT_TRUE(totals);
  store::CaseTotals known = *totals;
  EXPECT_GT(known.case_bytes, 0u);
  known.case_bytes = 0;
  JsonWriter json;
  write_status(json, known);
  return json.take();
}

constexpr const char* kExpected =
    R"({"record":"status","documents":4,"letters":2,"copies":2,"attachments":1,"threads":1,"people":1,)"
    R"("passages":0,"types":{"mail":3,"attachment":1},"languages":{"en":3,"fa":1},)"
    R"("first":"2009-01-02T00:00:00Z","last":"2010-01-02T00:00:00Z","bytes":16,"case_bytes":0,"failed":1,"schema":2})";

TEST(Status, CountsLettersOnceAndTheirCopiesByPlace) {
  TestCase c;
  fill(c);
  EXPECT_EQ(status(c), kExpected);
}

TEST(Status, SavedTotalsAreReadBackUnchanged) {
  TestCase c;
  fill(c);
  ASSERT_TRUE(store::compute_totals(c.db()));
  EXPECT_EQ(status(c), kExpected);
  // The saved ones are used: a change behind their back does not show, but people and failures do.
  c.run("UPDATE documents SET language = 'ar' WHERE id = 2; DELETE FROM failures");
  EXPECT_NE(status(c).find(R"("fa":1)"), std::string::npos);
  EXPECT_NE(status(c).find(R"("failed":0)"), std::string::npos);
}

TEST(Status, TotalsAreCountedAnewWhenDocumentsCame) {
  TestCase c;
  fill(c);
  ASSERT_TRUE(store::compute_totals(c.db()));
  c.add({.text = "three", .date = "2011-01-02"});
  EXPECT_NE(status(c).find(R"("documents":5,"letters":3)"), std::string::npos);
}

TEST(Status, AnEmptyCaseHasZeroes) {
  TestCase c;
  EXPECT_NE(status(c).find(R"("documents":0,"letters":0,"copies":0)"), std::string::npos);
}

TEST(Status, LedgersAndFailuresComeInOrderOfListing) {
  TestCase c;
  fill(c);
  c.run(
      "INSERT INTO ledgers(place, expected, read, failed, skipped, duplicates, bytes_expected, bytes_read,"
      " bytes_failed, bytes_skipped) VALUES ('b', 3, 2, 1, 0, 0, 30, 20, 10, 0), ('a', 1, 0, 0, 0, 0, 1, 1, "
      "0, 0)");
  std::string seen;
  ASSERT_TRUE(store::each_ledger(c.db(), [&](const model::Ledger& ledger) -> Result<bool> {
    seen += ledger.place + (ledger.balances() ? " balances; " : " does not; ");
    return true;
  }));
  ASSERT_TRUE(store::each_failure(c.db(), [&](const model::Failure& failure) -> Result<bool> {
    seen += failure.place + " " + failure.code + " " + std::to_string(failure.bytes);
    return true;
  }));
  EXPECT_EQ(seen, "b balances; a does not; a.mbox#7 crash 12");
}

}  // namespace
}  // namespace clew::view
