#include "pipeline/ingest.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "store/case.h"

namespace clew::pipeline {
namespace {

namespace fs = std::filesystem;

// A folder that is gone after the test.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "clew-test-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path_); }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }
  void write(const std::string& name, const std::string& content) const {
    fs::create_directories(fs::path(path_ + "/" + name).parent_path());
    std::ofstream(path_ + "/" + name, std::ios::binary) << content;
  }

 private:
  std::string path_;
};

std::string letter(const std::string& from, const std::string& to, const std::string& subject,
                   const std::string& date, const std::string& id, const std::string& body,
                   const std::string& more = {}) {
  return "From: " + from + "\nTo: " + to + "\nSubject: " + subject + "\nDate: " + date + "\nMessage-ID: <" +
         id + ">\n" + more + "\n" + body;
}

IngestOptions options_for(std::vector<std::string> sources) {
  IngestOptions options;
  options.sources = std::move(sources);
  options.jobs = 2;
  return options;
}

// Everything of a case that must not depend on when or how it was made, as text.
std::string dump(const std::string& path) {
  const store::Db db = store::open_case(path).value();
  std::string out;
  for (const char* table : {"documents", "places", "fields", "texts", "chunks", "zones", "passages",
                            "occurrences", "mentions", "names", "name_links", "named", "parties",
                            "participants", "message_ids", "entities", "ties", "ledgers", "failures"}) {
    out += std::string("== ") + table + "\n";
    auto count = db.prepare("SELECT count(*) FROM pragma_table_info(?)").value();
    count.bind(1, table);
    static_cast<void>(count.step());
    const auto columns = static_cast<int>(count.integer(0));
    auto rows = db.prepare(std::string("SELECT * FROM ") + table).value();
    while (rows.step().value()) {
      for (int i = 0; i < columns; ++i) out += rows.string(i) + "|";
      out += "\n";
    }
  }
  return out;
}

std::int64_t number(const std::string& path, const std::string& sql) {
  const store::Db db = store::open_case(path).value();
  return db.number(sql).value().value_or(-1);
}

void write_small_archive(const Folder& folder) {
  folder.write("mail/1.eml",
               letter("Ann Lee <ann@example.org>", "bo@example.org", "Port", "Tue, 3 Nov 2009 10:00:00 +0000",
                      "a1@x", "The courier arrives on Tuesday.\n\nSecond paragraph of it.\n"));
  folder.write("mail/2.eml", letter("bo@example.org", "Ann Lee <ann@example.org>", "Re: Port",
                                    "Tue, 3 Nov 2009 12:00:00 +0000", "b1@x",
                                    "Good.\n\n> The courier arrives on Tuesday.\n", "In-Reply-To: <a1@x>\n"));
  folder.write("mail/3.mbox",
               "From ann@example.org Tue Nov  3 10:00:00 2009\n" +
                   letter("ann@example.org", "cy@example.org", "سلام", "Wed, 4 Nov 2009 10:00:00 +0000",
                          "a2@x", "پیک می‌رسد.\n") +
                   "\nFrom ann@example.org Tue Nov  3 10:00:00 2009\n" +
                   letter("ann@example.org", "cy@example.org", "Again", "Thu, 5 Nov 2009 10:00:00 +0000",
                          "a3@x", "Nothing new.\n") +
                   "\n");
  folder.write("mail/photo.jpg", "\xFF\xD8\xFF\xE0 not a real picture");
}

TEST(Ingest, BooksBalanceAndEveryLetterIsThere) {
  const Folder folder;
  write_small_archive(folder);
  const auto outcome = ingest(folder / "c.clew", options_for({folder / "mail"}));
  ASSERT_TRUE(outcome) << to_string(outcome.error());
  EXPECT_EQ(outcome->files, 4u);
  EXPECT_EQ(outcome->failed, 0u);
  const std::string path = folder / "c.clew";
  EXPECT_EQ(number(path, "SELECT count(*) FROM documents WHERE type = 'mail'"), 4);
  EXPECT_EQ(number(path, "SELECT count(*) FROM ledgers WHERE expected <> read + failed + skipped"), 0);
  EXPECT_EQ(
      number(
          path,
          "SELECT count(*) FROM ledgers WHERE bytes_expected <> bytes_read + bytes_failed + bytes_skipped"),
      0);
  EXPECT_EQ(number(path, "SELECT count(*) FROM ledgers"), 2);
  EXPECT_EQ(number(path, "SELECT count(DISTINCT thread) FROM documents WHERE type = 'mail'"), 3);
}

TEST(Ingest, AQuotedParagraphIsOnePassageAtHomeWhereItStandsUnquoted) {
  const Folder folder;
  write_small_archive(folder);
  ASSERT_TRUE(ingest(folder / "c.clew", options_for({folder / "mail"})));
  EXPECT_EQ(
      number(folder / "c.clew",
             "SELECT o.quoted FROM passages p JOIN occurrences o ON o.text = p.text AND o.start = p.start "
             "WHERE (SELECT count(*) FROM occurrences x WHERE x.passage = p.id) = 2"),
      0);
}

TEST(Ingest, RunAgainChangesNothing) {
  const Folder folder;
  write_small_archive(folder);
  const std::string path = folder / "c.clew";
  ASSERT_TRUE(ingest(path, options_for({folder / "mail"})));
  const std::string first = dump(path);
  const auto again = ingest(path, options_for({folder / "mail"}));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->files, 0u);
  EXPECT_EQ(dump(path), first);
}

TEST(Ingest, OneAfterTheOtherIsTheSameAsBothAtOnce) {
  const Folder folder;
  write_small_archive(folder);
  folder.write("more/9.eml",
               letter("Ann Lee <ann@example.org>", "bo@example.org", "Port", "Mon, 2 Nov 2009 10:00:00 +0000",
                      "z@x", "The courier arrives on Tuesday.\n"));
  ASSERT_TRUE(ingest(folder / "both.clew", options_for({folder / "mail", folder / "more"})));
  ASSERT_TRUE(ingest(folder / "steps.clew", options_for({folder / "mail"})));
  ASSERT_TRUE(ingest(folder / "steps.clew", options_for({folder / "more"})));
  EXPECT_EQ(dump(folder / "steps.clew"), dump(folder / "both.clew"));
}

TEST(Ingest, WhatIsLeftForLaterCanBeSearchedAndIsDoneByTheNext) {
  const Folder folder;
  write_small_archive(folder);
  const std::string path = folder / "later.clew", whole = folder / "whole.clew";
  IngestOptions options = options_for({folder / "mail"});
  ASSERT_TRUE(ingest(whole, options));
  ASSERT_GT(number(whole, "SELECT count(*) FROM mentions"), 0);
  options.annotate = false;
  for (int twice = 0; twice < 2; ++twice) {
    ASSERT_TRUE(ingest(path, options));
    EXPECT_EQ(number(path, "SELECT count(*) FROM mentions"), 0);
    EXPECT_EQ(number(path, "SELECT count(*) FROM words WHERE words MATCH 'courier'"), 2);
    EXPECT_EQ(number(path, "SELECT value = 'fresh' FROM properties WHERE name = 'derived'"), 1);
  }
  options.annotate = true;
  ASSERT_TRUE(ingest(path, options));
  EXPECT_EQ(dump(path), dump(whole));
}

TEST(Ingest, ACopyElsewhereIsAnotherPlaceOfTheSameDocument) {
  const Folder folder;
  write_small_archive(folder);
  fs::copy(folder / "mail/1.eml", folder / "mail/copy.eml");
  ASSERT_TRUE(ingest(folder / "c.clew", options_for({folder / "mail"})));
  EXPECT_EQ(number(folder / "c.clew", "SELECT max(n) FROM (SELECT count(*) n FROM places GROUP BY document)"),
            2);
  EXPECT_EQ(number(folder / "c.clew", "SELECT duplicates FROM ledgers WHERE place LIKE '%/mail'"), 1);
}

TEST(Ingest, AFileThatIsNoMailInSpiteOfItsNameIsOnTheListOfFailures) {
  const Folder folder;
  folder.write("mail/bad.eml", std::string("\x00\x01\x02\x03", 4));
  const auto outcome = ingest(folder / "c.clew", options_for({folder / "mail"}));
  ASSERT_TRUE(outcome);
  EXPECT_EQ(number(folder / "c.clew", "SELECT count(*) FROM failures") +
                number(folder / "c.clew", "SELECT count(*) FROM documents"),
            1);
  EXPECT_EQ(number(folder / "c.clew", "SELECT expected - read - failed - skipped FROM ledgers"), 0);
}

TEST(Load, GivesTheSameCaseAsIngest) {
  const Folder folder;
  write_small_archive(folder);
  fs::copy(folder / "mail/1.eml", folder / "mail/copy.eml");
  ASSERT_TRUE(ingest(folder / "a.clew", options_for({folder / "mail"})));
  std::string records;
  ASSERT_TRUE(extract(options_for({folder / "mail"}), [&](std::string_view line) {
    records.append(line) += '\n';
    return true;
  }));
  std::istringstream stream(records);
  const auto loaded = load(folder / "b.clew", {&stream}, options_for({}));
  ASSERT_TRUE(loaded) << to_string(loaded.error());
  EXPECT_EQ(dump(folder / "b.clew"), dump(folder / "a.clew"));
}

TEST(Ingest, ACaseWhoseMakingWasCutShortIsMadeAfterAll) {
  const Folder folder;
  folder.write("a.eml", letter("ann@example.org", "bob@example.org", "x", "Mon, 2 Mar 2009 10:00:00 +0000",
                               "1@x", "words\n"));
  {
    const store::Db db = store::Db::open(folder / "c.clew", store::Db::Mode::create).value();
    ASSERT_TRUE(db.execute("PRAGMA page_size = 16384; PRAGMA journal_mode = WAL"));
  }
  ASSERT_GT(fs::file_size(folder / "c.clew"), 0u);
  const auto done = ingest(folder / "c.clew", options_for({folder / "a.eml"}));
  ASSERT_TRUE(done) << to_string(done.error());
  EXPECT_EQ(done->files, 1u);
}

TEST(Load, SaysWhichLineIsNoRecord) {
  const Folder folder;
  std::istringstream stream("{\"record\":\"mention\"}\nnonsense\n");
  const auto loaded = load(folder / "b.clew", {&stream}, options_for({}));
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, Code::bad_input);
  EXPECT_NE(to_string(loaded.error()).find("line 2"), std::string::npos);
}

TEST(Ingest, AWordAtTheVeryEndOfALongTextIsFound) {
  const Folder folder;
  std::string text;
  while (text.size() < 3'000'000) text += "All work and no play makes a dull boy.\n\n";
  folder.write("long.txt", text + "the last zanzibar");
  ASSERT_TRUE(ingest(folder / "c.clew", options_for({folder / "long.txt"})));
  EXPECT_EQ(number(folder / "c.clew", "SELECT count(*) FROM words WHERE words MATCH 'zanzibar'"), 1);
  EXPECT_GT(number(folder / "c.clew", "SELECT count(*) FROM chunks"), 10);
  EXPECT_EQ(number(folder / "c.clew", "SELECT bytes FROM texts"),
            static_cast<std::int64_t>(text.size()) + 17);
  EXPECT_EQ(number(folder / "c.clew", "SELECT sum(length(cast(content AS BLOB))) FROM chunks"),
            static_cast<std::int64_t>(text.size()) + 17);
}

}  // namespace
}  // namespace clew::pipeline
