#include "store/postings.h"

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <random>

#include "store/case.h"
#include "store/index_structure.h"

namespace clew::store {
namespace {

using Places = std::map<std::int64_t, std::vector<std::uint32_t>>;  // by row

// An index that FTS5 made itself, of several segments, with rows deleted and put in again.
class PostingsOfFts5 : public testing::Test {
 protected:
  PostingsOfFts5() : db_(Db::open(":memory:", Db::Mode::create).value()) {}
  void run(const std::string& sql) {
    const auto done = db_.execute(sql);
    ASSERT_TRUE(done) << to_string(done.error()) << "\n" << sql;
  }
  std::int64_t row_at(std::int64_t i) const { return i <= kTexts ? i : kFirstChunk + (i - kTexts - 1) * 2; }
  std::string words_at(std::int64_t row, int version) const {
    std::mt19937 random(static_cast<unsigned>(row % 100'003 + 7919 * version));
    std::string out;
    for (auto n = 1 + random() % 90; n-- > 0;) {
      const auto pick = random() % 100;
      out += (out.empty() ? "" : " ") + (pick < 40   ? "the"
                                         : pick < 70 ? "t" + std::to_string(random() % 40)
                                         : pick < 97 ? "نامه" + std::to_string(random() % 500)
                                                     : std::string(30 + random() % 50, 'z'));
    }
    return out;
  }
  void put(std::int64_t row, int version) {
    Statement s = db_.prepare("INSERT INTO words(rowid, folded) VALUES (?, ?)").value();
    const std::string words = words_at(row, version);
    ASSERT_TRUE(s.bind(1, row).bind(2, words).run());
  }
  void take(std::int64_t row, int version) {
    Statement s = db_.prepare("INSERT INTO words(words, rowid, folded) VALUES ('delete', ?, ?)").value();
    const std::string words = words_at(row, version);
    ASSERT_TRUE(s.bind(1, row).bind(2, words).run());
  }
  void make(int page_size) {
    run("CREATE VIRTUAL TABLE words USING fts5(folded, content='', tokenize='ascii');"
        "INSERT INTO words(words, rank) VALUES('pgsz', " +
        std::to_string(page_size) + "); INSERT INTO words(words, rank) VALUES('automerge', 0)");
    for (std::int64_t first = 1; first <= kTexts + kChunks; first += 120) {
      run("BEGIN");
      for (std::int64_t i = first; i < first + 120 && i <= kTexts + kChunks; ++i) put(row_at(i), 0);
      run("COMMIT");
    }
    run("BEGIN");
    for (std::int64_t i = 5; i < kTexts; i += 7) take(row_at(i), 0);
    run("COMMIT; BEGIN");
    for (std::int64_t i = 5; i < kTexts; i += 21) put(row_at(i), 1);
    run("COMMIT");
  }
  Postings open() { return std::move(Postings::open(db_, "words", kNumbers)).value(); }

  static Places places_of(const WordRows& list) {
    Places found;
    for (const WordRows::Row& row : list.rows) read_places(list.places(row), found[row.number]);
    return found;
  }
  // As FTS5 tells them itself.
  std::map<std::string, Places> expected() {
    run("CREATE VIRTUAL TABLE temp.seen USING fts5vocab(main, words, instance)");
    Statement s = db_.prepare("SELECT term, doc, offset FROM seen ORDER BY term, doc, offset").value();
    std::map<std::string, Places> all;
    while (s.step().value())
      all[s.string(0)][kNumbers.of(static_cast<std::uint64_t>(s.integer(1)))].push_back(
          static_cast<std::uint32_t>(s.integer(2)));
    run("DROP TABLE temp.seen");
    return all;
  }
  void expect_same() {
    Postings postings = open();
    const auto all = expected();
    ASSERT_GT(all.size(), 300u);
    for (const auto& [word, places] : all) {
      ASSERT_EQ(places_of(postings.rows_of(word).value()), places) << word;
      EXPECT_GE(postings.pages(word, false).value(), 1u);
    }
    for (const std::string start : {"t", "th", "t1", "نامه1", "z", "a", ""}) {
      Places found, wanted;
      ASSERT_TRUE(postings.each_beginning(start, [&](const WordRows& list) {
        for (auto& [row, places] : places_of(list))
          found[row].insert(found[row].end(), places.begin(), places.end());
      }));
      for (const auto& [word, places] : all)
        if (word.starts_with(start))
          for (const auto& [row, some] : places)
            wanted[row].insert(wanted[row].end(), some.begin(), some.end());
      EXPECT_EQ(found, wanted) << start;
    }
    EXPECT_TRUE(postings.rows_of("nosuchword").value().rows.empty());
    EXPECT_TRUE(postings.rows_of("th").value().rows.empty());
  }

  static constexpr std::int64_t kTexts = 500, kChunks = 40;
  static constexpr RowNumbers kNumbers{kTexts, 2 * kChunks};
  Db db_;
};

TEST_F(PostingsOfFts5, AreWhatFts5TellsInAllSegmentsWhateverThePageSize) {
  for (const int page_size : {64, 300, 4000}) {
    SCOPED_TRACE(page_size);
    make(page_size);
    EXPECT_GT(index_structure(db_, "words").value().count(), 4u);
    expect_same();
    run("INSERT INTO words(words) VALUES ('optimize')");
    EXPECT_EQ(index_structure(db_, "words").value().count(), 1u);
    expect_same();
    run("DROP TABLE words");
  }
}

TEST_F(PostingsOfFts5, BrokenPagesGiveAnErrorOrOtherWordsAndNothingElse) {
  make(300);
  std::mt19937 random(5);
  const std::int64_t pages = db_.number("SELECT count(*) FROM words_data").value().value_or(0);
  std::size_t errors = 0;
  for (int i = 0; i < 150; ++i) {
    run("SAVEPOINT one");
    Statement find = db_.prepare("SELECT id, block FROM words_data WHERE id > 10 LIMIT 1 OFFSET ?").value();
    ASSERT_TRUE(
        find.bind(1, static_cast<std::int64_t>(random() % static_cast<unsigned>(pages - 2))).step().value());
    const std::int64_t id = find.integer(0);
    std::string block = find.string(1);
    find.reset();
    block[random() % std::min<std::size_t>(block.size(), i % 2 == 0 ? 8 : 4000)] =
        static_cast<char>(random());
    if (random() % 8 == 0) block.resize(random() % block.size());
    Statement change = db_.prepare("UPDATE words_data SET block = ? WHERE id = ?").value();
    ASSERT_TRUE(change.bind_blob(1, block).bind(2, id).run());
    Postings postings = open();
    const auto read = [&](auto&& result) { errors += !result && result.error().code == Code::corrupt; };
    read(postings.rows_of("the"));
    read(postings.rows_of("t7"));
    read(postings.each_beginning("ن", [](const WordRows&) {}));
    run("ROLLBACK TO one; RELEASE one");
  }
  EXPECT_GT(errors, 10u);
}

TEST(Places, OfARowAreWrittenAsTheyAreRead) {
  WordRows list;
  std::vector<std::uint32_t> some = {0, 1, 200, 70'000}, read;
  append_row(list, 3, some);
  append_row(list, 9, {5});
  read_places(list.places(list.rows[0]), read);
  EXPECT_EQ(read, some);
  EXPECT_EQ(count_places(list.places(list.rows[0])), 4u);
  read_places(list.places(list.rows[1]), read);
  EXPECT_EQ(read, std::vector<std::uint32_t>{5});
}

}  // namespace
}  // namespace clew::store
