#include "store/index_segment.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <optional>
#include <random>

#include "store/index_run.h"

namespace clew::store {
namespace {

// Two indexes of the same rows: one that FTS5 made row by row, one made of runs.
class Segments : public testing::Test {
 protected:
  Segments() : path_(testing::TempDir() + "clew-segments-" + std::to_string(::getpid())) { reopen(); }
  ~Segments() override {
    bulk_.reset();
    db_.reset();
    std::remove(path_.c_str());
  }

  // A connection that has used an index does not see what is added beside it: see index_segment.h.
  void reopen() {
    bulk_.reset();
    db_.reset();
    db_.emplace(Db::open(path_, Db::Mode::create).value());
    bulk_.emplace(BulkInsert::open(*db_).value());
    run("PRAGMA synchronous = OFF");
  }
  void run(const std::string& sql) {
    const auto done = db_->execute(sql);
    ASSERT_TRUE(done) << to_string(done.error()) << "\n" << sql;
  }
  void make(int page_size) {
    for (const char* table : {"slow", "fast"}) {
      const std::string name = table;
      run("CREATE VIRTUAL TABLE " + name + " USING fts5(folded, content='', tokenize='ascii')");
      run("INSERT INTO " + name + "(" + name + ", rank) VALUES('pgsz', " + std::to_string(page_size) + ")");
    }
    reopen();
  }
  void add_slow(std::int64_t row, const std::string& words) {
    Statement s = db_->prepare("INSERT INTO slow(rowid, folded) VALUES(?, ?)").value();
    ASSERT_TRUE(s.bind(1, row).bind(2, words).run());
  }
  void expect_same() {
    reopen();
    run("INSERT INTO fast(fast) VALUES('integrity-check')");
    for (const char* table : {"slow", "fast"})
      run(std::string("CREATE VIRTUAL TABLE temp.") + table + "_seen USING fts5vocab(main, " + table +
          ", instance)");
    const auto count = [&](const std::string& sql) { return db_->number(sql).value().value_or(-1); };
    EXPECT_EQ(count("SELECT count(*) FROM slow_seen"), count("SELECT count(*) FROM fast_seen"));
    EXPECT_EQ(
        count("SELECT count(*) FROM (SELECT term, doc, offset FROM slow_seen EXCEPT SELECT term, doc, offset "
              "FROM fast_seen)"),
        0);
    EXPECT_EQ(count("SELECT count(*) FROM (SELECT * FROM slow_docsize EXCEPT SELECT * FROM fast_docsize)"),
              0);
    EXPECT_EQ(
        count(
            "SELECT (SELECT block FROM slow_data WHERE id = 1) = (SELECT block FROM fast_data WHERE id = 1)"),
        1);
  }

  std::string path_;
  std::optional<Db> db_;
  std::optional<BulkInsert> bulk_;
};

std::string random_row(std::mt19937& random, int words) {
  std::string out;
  for (int i = 0; i < words; ++i) {
    // Common words, rare ones, long ones, and others than ASCII.
    const auto pick = random() % 100;
    std::string word = pick < 40   ? "the"
                       : pick < 70 ? "w" + std::to_string(random() % 50)
                       : pick < 95 ? "نامه" + std::to_string(random() % 3000)
                                   : std::string(20 + random() % 60, static_cast<char>('a' + random() % 26));
    out += (out.empty() ? "" : " ") + word;
  }
  return out;
}

void compare(const std::function<void(std::int64_t, const std::string&)>& add, std::mt19937& random, int rows,
             std::vector<std::string>& runs, std::int64_t& row) {
  RunBuilder builder;
  for (int i = 0; i < rows; ++i) {
    row += 1 + static_cast<std::int64_t>(random() % 3);
    const std::string words = random_row(random, 1 + static_cast<int>(random() % 120));
    builder.add(row, words);
    add(row, words);
    if (random() % 100 == 0) runs.push_back(builder.finish());
  }
  if (!builder.empty()) runs.push_back(builder.finish());
}

TEST_F(Segments, HoldWhatFts5WouldHaveIndexedWhateverThePageSize) {
  for (const int page_size : {64, 200, 1000, 16000}) {
    SCOPED_TRACE(page_size);
    make(page_size);
    std::mt19937 random(static_cast<unsigned>(page_size));
    std::int64_t row = 0;
    run("BEGIN");
    for (int segment = 0; segment < 3; ++segment) {
      std::vector<std::string> runs;
      compare([&](std::int64_t r, const std::string& words) { add_slow(r, words); }, random, 400, runs, row);
      ASSERT_TRUE(add_segment(*db_, *bulk_, {"fast", true}, runs));
    }
    run("COMMIT");
    EXPECT_EQ(count_segments(*db_, {"fast", true}).value(), 3u);
    expect_same();
    // FTS5 merges and changes them as its own.
    run("INSERT INTO fast(fast) VALUES('optimize'); INSERT INTO fast(rowid, folded) VALUES(1000000, 'the "
        "end')");
    run("INSERT INTO slow(rowid, folded) VALUES(1000000, 'the end')");
    expect_same();
    run("DROP TABLE slow; DROP TABLE fast");
  }
}

TEST_F(Segments, ALongListOfRowsHasItsOwnIndexSoThatSearchesSkipThroughIt) {
  make(64);
  RunBuilder builder;
  run("BEGIN");
  for (std::int64_t row = 1; row <= 60'000; ++row) {
    const std::string words = row % 6000 == 0 ? "common rare" : "common";
    builder.add(row, words);
    add_slow(row, words);
  }
  ASSERT_TRUE(add_segment(*db_, *bulk_, {"fast", true}, {builder.finish()}));
  run("COMMIT");
  reopen();
  EXPECT_GT(db_->number("SELECT count(*) FROM fast_data WHERE id >> 36 & 1").value().value_or(0), 1);
  EXPECT_EQ(db_->number("SELECT count(*) FROM fast WHERE fast MATCH 'common AND rare'").value().value_or(0),
            10);
  expect_same();
}

TEST_F(Segments, AnEmptyListOfRunsAndRowsWithoutWordsChangeNothing) {
  make(1000);
  run("BEGIN");
  ASSERT_TRUE(add_segment(*db_, *bulk_, {"fast", true}, {}));
  run("COMMIT");
  expect_same();
}

TEST_F(Segments, BytesThatAreNoRunAreAnErrorAndNoIndex) {
  make(1000);
  RunBuilder builder;
  builder.add(1, "one two three");
  const std::string whole = builder.finish();
  for (std::size_t n = 1; n < whole.size(); ++n) {
    run("BEGIN");
    const auto done = add_segment(*db_, *bulk_, {"fast", true}, {whole.substr(0, n)});
    run("ROLLBACK");
    EXPECT_TRUE(done || done.error().code == Code::internal);
  }
}

// Runs come from workers, which read hostile bytes: one that is cut anywhere is refused, and ends.
TEST_F(Segments, ARunThatIsCutAnywhereIsRefused) {
  make(4050);
  RunBuilder builder;
  builder.add(1, "harbour master harbour");
  builder.add(300, "harbour");
  const std::string whole = builder.finish();
  for (std::size_t size = 1; size < whole.size(); ++size) {
    SCOPED_TRACE(size);
    std::string cut = whole.substr(0, size);
    auto segment = NewSegment::open(*db_, {"fast", true});
    ASSERT_TRUE(segment);
    // Where the cut falls between two terms, what is left is a run of its own, of fewer terms.
    RunReader reader;
    bool sound = RunReader::open(cut, reader);
    while (sound && reader.next()) {
    }
    sound = sound && !reader.broken();
    EXPECT_EQ(static_cast<bool>(segment->merge({cut})), sound);
    // A number that never ends, in place of what is missing.
    cut += "\xFF\xFF";
    auto again = NewSegment::open(*db_, {"fast", true});
    ASSERT_TRUE(again);
    EXPECT_FALSE(again->merge({cut}));
  }
  EXPECT_FALSE(NewSegment::open(*db_, {"fast", true})->merge({std::string("\x02\x01\xFF", 3)}));
}

}  // namespace
}  // namespace clew::store
