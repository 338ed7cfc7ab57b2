#include "view/search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "base/fold.h"
#include "base/utf8.h"
#include "store/test_case.h"
#include "view/query.h"

namespace clew::view {
namespace {

using store::Query;
using store::TestCase;
using store::TestLetter;
using Kind = Query::Kind;

std::vector<std::int64_t> rows(const TestCase& c, const std::string& query, bool by_rank = false,
                               std::optional<std::uint64_t> limit = std::nullopt) {
  std::vector<std::int64_t> found;
  const auto done = search(c.db(), {query, by_rank, limit, 0}, [&](const Hit& hit) -> Result<bool> {
    found.push_back(hit.document.row);
    return true;
  });
  EXPECT_TRUE(done) << query << ": " << to_string(done.error());
  return found;
}

std::vector<std::int64_t> sorted(std::vector<std::int64_t> v) {
  std::sort(v.begin(), v.end());
  return v;
}
using Rows = std::vector<std::int64_t>;

std::vector<Hit> hits(const TestCase& c, const std::string& query) {
  std::vector<Hit> found;
  const auto done = search(c.db(), {query, false, {}, 3}, [&](const Hit& hit) -> Result<bool> {
    found.push_back(hit);
    return true;
  });
  EXPECT_TRUE(done) << query;
  return found;
}

const model::Mailbox kNadia{"Nadia Farrokh", "nadia@harbour.example"}, kSam{"Sam Reed", "sam@quay.example"},
    kOmar{"", "omar@quay.example"};

// Five letters and a report of an invented harbour.
void fill(TestCase& c) {
  c.add({.text = "The harbour fees are due in March.",
         .subject = "Fees",
         .from = {kNadia},
         .to = {kSam},
         .date = "2009-03-02"});
  c.add({.text = "Harbour dues, not fees: 1,000 dirham.",
         .subject = "Re: Fees",
         .from = {kSam},
         .to = {kNadia},
         .cc = {kOmar},
         .date = "2009-03-05"});
  c.add({.text = "هزینه‌های بندر را پرداخت کنید",
         .subject = "بندر",
         .from = {kNadia},
         .to = {kOmar},
         .date = "2009-04-01",
         .language = "fa"});
  c.add({.text = "The harbour fees are due in March.",
         .subject = "Fees",
         .from = {kNadia},
         .to = {kSam},
         .date = "2009-03-02",
         .file = "copy.mbox",
         .copy_of = 1});
  c.add({.text = "A report on the quay.",
         .subject = "Quay report",
         .date = "2010-01-01",
         .type = "report",
         .file = "quay.txt",
         .member = ""});
  c.add({.text = "Undated words about the quay and its fees", .from = {kOmar}, .to = {kSam}});
}

TEST(Search, WordsFindTheirDocumentsAndAllCopies) {
  TestCase c;
  fill(c);
  EXPECT_EQ(rows(c, "harbour fees"), (Rows{2, 4, 1}));
  EXPECT_EQ(rows(c, "\"harbour fees\""), (Rows{4, 1}));
  EXPECT_EQ(rows(c, "fees"), (Rows{2, 4, 1, 6}));
  EXPECT_EQ(rows(c, "HARBOUR -fees"), (Rows{}));
  EXPECT_EQ(rows(c, "quay -fees"), (Rows{5}));
  EXPECT_EQ(rows(c, "dues OR report"), (Rows{5, 2}));
  EXPECT_EQ(rows(c, "1,000"), (Rows{2}));
  EXPECT_EQ(rows(c, "harb*"), (Rows{2, 4, 1}));
  EXPECT_EQ(rows(c, "near(harbour march, 4)"), (Rows{4, 1}));
  EXPECT_EQ(rows(c, "near(harbour march, 3)"), (Rows{}));
  EXPECT_EQ(rows(c, "nothing"), (Rows{}));
}

TEST(Search, PersianIsFoundHoweverItWasTyped) {
  TestCase c;
  fill(c);
  EXPECT_EQ(rows(c, "هزینههای"), (Rows{3}));
  EXPECT_EQ(rows(c, "«كنيد»"), (Rows{3}));
}

TEST(Search, FiltersAloneListAllNewestFirstAndTheUndatedLast) {
  TestCase c;
  fill(c);
  EXPECT_EQ(rows(c, ""), (Rows{5, 3, 2, 4, 1, 6}));
  EXPECT_EQ(rows(c, "", true), (Rows{5, 3, 2, 4, 1, 6}));
  EXPECT_EQ(rows(c, "", false, 2), (Rows{5, 3}));
  EXPECT_EQ(rows(c, "from:nadia"), (Rows{3, 4, 1}));
  EXPECT_EQ(rows(c, "from:\"nadia farrokh\" to:sam@quay.example"), (Rows{4, 1}));
  EXPECT_EQ(rows(c, "cc:omar"), (Rows{2}));
  EXPECT_EQ(rows(c, "with:omar"), (Rows{3, 2, 6}));
  EXPECT_EQ(rows(c, "with:quay"), (Rows{3, 2, 4, 1, 6}));
  EXPECT_EQ(rows(c, "subject:fees"), (Rows{2, 4, 1}));
  EXPECT_EQ(rows(c, "type:report"), (Rows{5}));
  EXPECT_EQ(rows(c, "lang:fa"), (Rows{3}));
  EXPECT_EQ(rows(c, "-lang:en"), (Rows{3}));
  EXPECT_EQ(rows(c, "date:2009-03"), (Rows{2, 4, 1}));
  EXPECT_EQ(rows(c, "date:2009-03-05..2009"), (Rows{3, 2}));
  EXPECT_EQ(rows(c, "NOT date:2009"), (Rows{5, 6}));
  EXPECT_EQ(rows(c, "in:COPY.mbox"), (Rows{4}));
  EXPECT_EQ(rows(c, "in:box/inb"), (Rows{3, 2, 1, 6}));
  EXPECT_EQ(rows(c, "in:inbox.mbox#2"), (Rows{2}));
  EXPECT_EQ(rows(c, "in:harbour"), (Rows{5, 3, 2, 4, 1, 6}));
  EXPECT_EQ(rows(c, "in:nowhere"), (Rows{}));
}

TEST(Search, WordsAndFiltersCombineInAnyTree) {
  TestCase c;
  fill(c);
  EXPECT_EQ(rows(c, "fees from:nadia"), (Rows{4, 1}));
  EXPECT_EQ(rows(c, "fees -from:nadia"), (Rows{2, 6}));
  EXPECT_EQ(rows(c, "quay OR lang:fa"), (Rows{5, 3, 6}));
  EXPECT_EQ(rows(c, "(fees OR quay) date:2009"), (Rows{2, 4, 1}));
  EXPECT_EQ(rows(c, "NOT fees"), (Rows{5, 3}));
  EXPECT_EQ(rows(c, "NOT (fees OR from:nadia)"), (Rows{5}));
  EXPECT_EQ(rows(c, "fees OR NOT type:mail"), (Rows{5, 2, 4, 1, 6}));
  EXPECT_EQ(sorted(rows(c, "fees type:mail lang:en", true, 3)).size(), 3u);
}

TEST(Search, AnEntityIsFoundInHeadersAndWhereItsAddressIsNamed) {
  TestCase c;
  fill(c);
  c.add({.text = "Write to nadia@harbour.example today", .from = {kSam}, .date = "2011-01-01"});
  c.run(
      "INSERT INTO entities VALUES (9, '00000000000000ab', 'person', 'Nadia Farrokh', '[]', '[]', 0, 0, 0, "
      "0);"
      "UPDATE parties SET entity = 9 WHERE address = 'nadia@harbour.example'");
  const Rows expected{7, 3, 2, 4, 1};
  EXPECT_EQ(rows(c, "person:00000000000000ab"), expected);
  EXPECT_EQ(rows(c, "person:\"nadia farrokh\""), expected);
  EXPECT_EQ(rows(c, "person:nadia fees"), (Rows{2, 4, 1}));
  EXPECT_EQ(rows(c, "org:nadia"), (Rows{}));
  EXPECT_EQ(rows(c, "person:harbour"), (Rows{}));  // an address is no name
}

TEST(Search, RankPutsTheTextThatSaysItMoreOftenFirst) {
  TestCase c;
  c.add({.text = "anchor and many other words that have nothing to do with it at all", .date = "2012-01-01"});
  c.add({.text = "anchor anchor anchor", .date = "2009-01-01"});
  c.add({.text = "none of that", .date = "2009-01-01"});
  c.add({.text = "again none", .date = "2009-01-01"});
  c.add({.text = "and none", .date = "2009-01-01"});
  EXPECT_EQ(rows(c, "anchor", true), (Rows{2, 1}));
  EXPECT_EQ(rows(c, "anchor", true, 1), (Rows{2}));
  EXPECT_EQ(rows(c, "anchor", false), (Rows{1, 2}));
}

TEST(Search, RankAgreesWithTheIndexsOwn) {
  TestCase c;
  std::mt19937 random(3);
  const char* const kWords[] = {"anchor", "buoy", "crane", "dock", "eel", "ferry", "gull"};
  for (int i = 0; i < 60; ++i) {
    std::string text = "t" + std::to_string(i);
    for (auto n = random() % 12 + 1; n-- > 0;) text += std::string(" ") + kWords[random() % 7];
    c.add({.text = text, .date = "2009-01-01"});
  }
  auto ask =
      c.db().prepare("SELECT rowid, -bm25(words) FROM words WHERE words MATCH 'anchor AND (buoy OR crane)'");
  ASSERT_TRUE(ask);
  std::map<std::int64_t, double> scores;
  while (ask->step().value()) scores[ask->integer(0)] = ask->real(1);
  std::size_t n = 0;
  double last = 1e9;
  const auto done =
      search(c.db(), {"anchor (buoy OR crane)", true, {}, 1}, [&](const Hit& hit) -> Result<bool> {
        ++n;
        EXPECT_NEAR(hit.score, scores[hit.document.text_row], 1e-9);
        EXPECT_LE(hit.score, last);
        last = hit.score;
        return true;
      });
  ASSERT_TRUE(done);
  EXPECT_EQ(n, scores.size());
  EXPECT_GT(n, 3u);
}

// --- Against a plain scan.

bool has_phrase(const std::vector<std::string>& words, const store::Phrase& phrase, std::size_t at) {
  if (at + phrase.words.size() > words.size()) return false;
  for (std::size_t i = 0; i < phrase.words.size(); ++i) {
    const bool last = i + 1 == phrase.words.size();
    if (last && phrase.prefix ? !words[at + i].starts_with(phrase.words[i])
                              : words[at + i] != phrase.words[i])
      return false;
  }
  return true;
}

bool scan(const std::vector<std::string>& words, const Query& query) {
  const auto holds = [&](const Query& part) { return scan(words, part); };
  switch (query.kind) {
    case Kind::phrase:
      for (std::size_t at = 0; at < words.size(); ++at)
        if (has_phrase(words, query.phrases[0], at)) return true;
      return false;
    case Kind::near:  // two phrases
      for (std::size_t a = 0; a < words.size(); ++a)
        for (std::size_t b = 0; b < words.size(); ++b)
          if (has_phrase(words, query.phrases[0], a) && has_phrase(words, query.phrases[1], b)) {
            const auto d = static_cast<std::size_t>(query.distance);
            if (a <= b ? b <= a + query.phrases[0].words.size() + d
                       : a <= b + query.phrases[1].words.size() + d)
              return true;
          }
      return false;
    case Kind::all_of:
      return std::all_of(query.parts.begin(), query.parts.end(), holds);
    case Kind::any_of:
      return std::any_of(query.parts.begin(), query.parts.end(), holds);
    case Kind::none_of:
      return std::none_of(query.parts.begin(), query.parts.end(), holds);
    default:
      return true;
  }
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  WordCutter cutter(text);
  for (Word word; cutter.next(word);) words.emplace_back(word.folded);
  return words;
}

// Letters of random words in three languages; every third text lies in chunks, cut at random places.
class RandomCase {
 public:
  RandomCase() : random_(11) {
    for (int i = 0; i < 90; ++i) {
      const bool is_long = i % 3 == 2;
      const std::string text = make_text(is_long ? 200 : 14);
      texts_.push_back(words_of(text));
      const std::int64_t id = c_.add({.text = is_long ? "" : text, .date = "2009-01-01"});
      if (!is_long) continue;
      std::vector<std::string> chunks;
      std::size_t at = 0;
      while (at < text.size()) {
        std::size_t end = text.find(' ', std::min(text.size(), at + 500 + random_() % 300));
        end = end == std::string::npos ? text.size() : end;
        chunks.push_back(text.substr(at, end - at));
        at = end;
      }
      c_.add_long_text(id, chunks);
    }
  }
  std::string word() {
    static const char* const kWords[] = {"Anchor", "buoy",   "crâne",    "dock",
                                         "eel",    "بندر",   "كشتي",     "کشتی‌ها",
                                         "سفينة",  "المرفأ", "dockside", "eels"};
    return kWords[random_() % 12 * (random_() % 12) / 12];
  }
  std::string term() {
    switch (random_() % 6) {
      case 0:
        return "\"" + word() + " " + word() + "\"";
      case 1:
        return "\"" + word() + " " + word() + " " + word() + "\"";
      case 2:
        return "near(" + word() + " \"" + word() + " " + word() + "\", " + std::to_string(random_() % 30) +
               ")";
      case 3:
        return random_() % 2 ? "doc*" : "\"" + word() + " کشت*\"";
      default:
        return word();
    }
  }
  std::string query() {
    std::string out = term();
    for (auto n = random_() % 3; n-- > 0;) {
      static const char* const kJoints[] = {" ", " OR ", " -", " AND ", " OR -"};
      out += kJoints[random_() % 5] + (random_() % 3 ? term() : "(" + term() + " OR " + term() + ")");
    }
    return out;
  }
  Rows scan_all(const Query& query) const {
    Rows found;
    for (std::size_t i = 0; i < texts_.size(); ++i)
      if (scan(texts_[i], query)) found.push_back(static_cast<std::int64_t>(i) + 1);
    return found;
  }
  const TestCase& c() const { return c_; }

 private:
  std::string make_text(std::uint32_t n) {
    std::string text;
    for (std::uint32_t i = 0; i < n; ++i) text += word() + (random_() % 9 == 0 ? ",\n" : "") + " ";
    return text;
  }
  TestCase c_;
  std::mt19937 random_;
  std::vector<std::vector<std::string>> texts_;
};

TEST(Search, FindsExactlyWhatAPlainScanOfTheTextsFinds) {
  RandomCase r;
  std::size_t found = 0;
  for (int i = 0; i < 300; ++i) {
    const std::string text = r.query();
    const auto query = parse_query(text);
    ASSERT_TRUE(query) << text;
    const Rows expected = r.scan_all(*query);
    found += expected.size();
    EXPECT_EQ(sorted(rows(r.c(), text, false)), expected) << text;
    EXPECT_EQ(sorted(rows(r.c(), text, true)), expected) << text;
    EXPECT_EQ(rows(r.c(), text, false, 1'000), rows(r.c(), text, false)) << text;
    Rows first = rows(r.c(), text, true), five = rows(r.c(), text, true, 5);
    first.resize(std::min<std::size_t>(first.size(), 5));
    EXPECT_EQ(five, first) << text;
  }
  EXPECT_GT(found, 3000u);
}

TEST(Search, APassageIsExactlyItsBytesOfTheText) {
  RandomCase r;
  store::DocumentReader reader(r.c().db());
  for (int i = 0; i < 40; ++i) {
    const std::string query = r.query();
    for (const Hit& hit : hits(r.c(), query)) {
      ASSERT_LE(hit.passages.size(), 3u);
      ASSERT_FALSE(hit.passages.empty());
      std::uint64_t last = 0;
      for (const Excerpt& e : hit.passages) {
        EXPECT_EQ(reader.text(hit.document.text_row, e.start, e.end).value(), e.quote) << query;
        EXPECT_TRUE(is_valid_utf8(e.quote));
        EXPECT_GE(e.start, last);
        EXPECT_LE(e.quote.size(), 460u);
        last = e.end;
        for (const Mark& mark : e.marks) EXPECT_LE(mark.end, e.quote.size());
      }
    }
  }
}

TEST(Search, PassagesMarkTheWordsInTheirOwnSpelling) {
  TestCase c;
  fill(c);
  const auto found = hits(c, "كنيد");
  ASSERT_EQ(found.size(), 1u);
  ASSERT_EQ(found[0].passages.size(), 1u);
  const Excerpt& e = found[0].passages[0];
  ASSERT_EQ(e.marks.size(), 1u);
  EXPECT_EQ(e.quote.substr(e.marks[0].start, e.marks[0].end - e.marks[0].start), "کنید");
}

TEST(Search, APassageIsShownForEachTermBeforeASecondForOne) {
  TestCase c;
  std::string text;
  for (int i = 0; i < 20; ++i)
    text +=
        "Here stands the anchor and then come many words which do not matter to anybody at "
        "all, so that the next one is far away from this place. ";
  text += "Only here stands the buoy.";
  c.add({.text = text});
  const auto found = hits(c, "anchor buoy");
  ASSERT_EQ(found.size(), 1u);
  ASSERT_EQ(found[0].passages.size(), 3u);
  EXPECT_NE(found[0].passages[2].quote.find("buoy"), std::string::npos);
  EXPECT_EQ(found[0].passages[2].end, text.size());
}

TEST(Search, PassagesOfALongTextComeFromThePiecesThatHoldEachTerm) {
  TestCase c;
  const std::int64_t row = c.add({.date = "2009-01-01"});
  std::vector<std::string> chunks;
  for (int i = 0; i < 6; ++i) {
    std::string chunk;
    while (chunk.size() < store::kChunkBytes / 5 * 2)
      chunk += "an anchor in part " + std::to_string(i) + ".\n\n";
    chunks.push_back(chunk + (i == 4 ? "Only here stands the buoy.\n\n" : ""));
  }
  const std::int64_t text = c.add_long_text(row, chunks);
  const auto found = hits(c, "anchor buoy");
  ASSERT_EQ(found.size(), 1u);
  ASSERT_EQ(found[0].passages.size(), 3u);
  EXPECT_NE(found[0].passages[2].quote.find("buoy"), std::string::npos);
  store::DocumentReader reader(c.db());
  for (const Excerpt& e : found[0].passages) EXPECT_EQ(reader.text(text, e.start, e.end).value(), e.quote);
}

TEST(Search, AQueryOfFiltersShowsWhatTheAuthorWroteHimself) {
  TestCase c;
  const std::string quoted = "> what you wrote\n> to me\n", own = "My answer is no.";
  c.add({.text = quoted + own, .from = {kSam}});
  c.run("INSERT INTO zones(text, start, \"end\", kind, depth) VALUES (1, 0, " +
        std::to_string(quoted.size()) + ", 'quote', 1), (1, " + std::to_string(quoted.size()) + ", " +
        std::to_string(quoted.size() + own.size()) + ", 'body', 0)");
  const auto found = hits(c, "from:sam");
  ASSERT_EQ(found.size(), 1u);
  ASSERT_EQ(found[0].passages.size(), 1u);
  EXPECT_EQ(found[0].passages[0].quote, own);
  EXPECT_EQ(found[0].passages[0].start, quoted.size());
}

TEST(Search, TheNumberOfDocumentsWithTheWordsInTheSubjectAloneIsTold) {
  TestCase c;
  fill(c);
  const auto ask = [&](const char* query) {
    return search(c.db(), {query, false, {}, 1}, [](const Hit&) -> Result<bool> { return true; })
        .value()
        .in_subject_alone;
  };
  EXPECT_EQ(ask("report"), 0u);  // in the text as well
  EXPECT_EQ(ask("بندر"), 0u);
  EXPECT_EQ(ask("re"), 1u);
  EXPECT_EQ(ask("from:sam"), std::nullopt);
}

TEST(Search, ManyMatchesArePrunedWithALimitAndTheAnswerSaysSo) {
  TestCase c;
  c.run("BEGIN");
  c.run(
      "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 12000)"
      " INSERT INTO texts SELECT i, x'00', 1, 'tide ' || i, NULL, NULL FROM n");
  c.run("INSERT INTO words(rowid, folded) SELECT id, content FROM texts");
  c.run(
      "INSERT INTO documents(id, sha256, type, date, bytes, status, text) SELECT id, x'00', 'text', id, 1, "
      "'read',"
      " id FROM texts");
  c.run("COMMIT");
  std::vector<std::int64_t> found;
  const auto done = search(c.db(), {"tide", true, 10, 1}, [&](const Hit& hit) -> Result<bool> {
    found.push_back(hit.document.row);
    return true;
  });
  ASSERT_TRUE(done);
  EXPECT_EQ(found.size(), 10u);
  EXPECT_EQ(done->notes.ranked_newest, 500u);
  ASSERT_TRUE(done->notes.about);
  EXPECT_EQ(*done->notes.about, 12000u);
  EXPECT_EQ(rows(c, "tide", false, 3), (Rows{12000, 11999, 11998}));
  EXPECT_EQ(rows(c, "tide", true).size(), 12000u);
  EXPECT_EQ(rows(c, "tide 77", true, 5), (Rows{77}));
  EXPECT_EQ(rows(c, "tide -77 date:1970-01-01T00:01:16..1970-01-01T00:01:17", false, 5), (Rows{76}));
}

}  // namespace
}  // namespace clew::view
