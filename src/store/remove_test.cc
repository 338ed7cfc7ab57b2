#include "store/remove.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/digest.h"
#include "base/fold.h"
#include "store/case.h"
#include "store/evidence.h"
#include "store/test_study.h"
#include "store/writer.h"

namespace clew::store {
namespace {

using model::Mailbox;

class Remove : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = testing::TempDir() + "clew-remove-XXXXXX";
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    path_ = folder_ + "/t.clew";
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  // A paragraph is known by its folded words, as in text/passages.cc; one paragraph a line here.
  static std::vector<model::Passage> passages_of(std::string_view text) {
    std::vector<model::Passage> out;
    for (std::size_t start = 0; start < text.size();) {
      const std::size_t end = std::min(text.find('\n', start), text.size());
      std::string_view line = text.substr(start, end - start);
      model::Passage p;
      p.depth = line.starts_with("> ") ? 1 : 0;
      p.start = start, p.end = end;
      const Sha256 digest = sha256(folded(line));
      for (int i = 0; i < 8; ++i) p.id = p.id << 8 | digest[static_cast<std::size_t>(i)];
      for (int i = 8; i < 16; ++i) p.check = p.check << 8 | digest[static_cast<std::size_t>(i)];
      if (!folded(line).empty()) out.push_back(p);
      start = end + 1;
    }
    return out;
  }

  struct Letter {
    std::string id, text, subject = {}, message = {};
    std::vector<Mailbox> from = {}, to = {};
    std::int64_t date = 0;
    std::string parent = {}, file = {};
    model::DocumentType type = model::DocumentType::mail;
  };

  static std::string id_of(std::string_view name) { return hex(sha256(name)); }

  void write(const std::vector<Letter>& letters) {
    auto writer = Writer::open(path_);
    ASSERT_TRUE(writer) << to_string(writer.error());
    for (const Letter& letter : letters) {
      const std::string file = letter.file.empty() ? letter.id + ".eml" : letter.file;
      ASSERT_TRUE(writer->begin_file({"/post", "auto", "", "/post/" + file, 10, 1}));
      model::Document d;
      d.id = d.sha256 = id_of(letter.id);
      d.type = letter.type;
      d.media_type = letter.type == model::DocumentType::mail ? "message/rfc822" : "application/pdf";
      d.place = {"/post/" + file + (letter.parent.empty() ? "" : "!/" + letter.id),
                 letter.parent.empty() ? "" : id_of(letter.parent)};
      d.subject = letter.subject;
      if (!letter.message.empty()) d.message = id_of(letter.message).substr(0, 16);
      d.message_id = letter.id + "@post.example";
      d.from = letter.from, d.to = letter.to;
      d.date = model::Moment{letter.date, 0};
      const auto passages = passages_of(letter.text);
      std::optional<TextPiece> piece;
      if (!letter.text.empty()) piece = TextPiece{0, letter.text, {}, passages};
      const auto added = writer->add_document(d, piece, false);
      ASSERT_TRUE(added) << to_string(added.error());
      last_added_ = *added;
      ASSERT_TRUE(writer->end_file(false, ""));
    }
    study_in_process(*writer);
    ASSERT_TRUE(writer->close());
  }

  Db open() {
    auto db = open_case_for_writing(path_);
    EXPECT_TRUE(db) << to_string(db.error());
    return std::move(*db);
  }

  static std::int64_t count(const Db& db, const std::string& sql) {
    const auto n = db.number(sql);
    EXPECT_TRUE(n) << sql;
    return n ? n->value_or(-1) : -1;
  }

  static std::int64_t found(const Db& db, const std::string& words) {
    return count(db, "SELECT count(*) FROM words WHERE words MATCH '\"" + words + "\"'");
  }

  // Whether any file of the case holds these bytes.
  bool holds(std::string_view bytes) const {
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string all{std::istreambuf_iterator<char>(in), {}};
      if (all.find(bytes) != std::string::npos) return true;
    }
    return false;
  }

  static void expect_whole(const Db& db) {
    const auto tell = [](const Fault& fault) { ADD_FAILURE() << fault.what; };
    for (const auto check : {check_texts, check_zones, check_passages, check_mentions}) {
      const auto tally = check(db, tell);
      ASSERT_TRUE(tally);
      EXPECT_EQ(tally->faults, 0u);
    }
    const auto ok = db.execute("INSERT INTO words(words) VALUES('integrity-check')");
    EXPECT_TRUE(ok) << to_string(ok.error());
  }

  std::string folder_, path_;
  Writer::Added last_added_ = Writer::Added::fresh;
};

const Mailbox kMina{"Mina Tavan", "mina@harbour.example"};
const Mailbox kOmid{"امید کاوه", "omid@harbour.example"};
const Mailbox kSecret{"Zebulon Quillfeather", "zebulon@hidden.example"};

TEST_F(Remove, NoByteOfTheTextIsLeftInAnyFileOfTheCase) {
  write({{.id = "a",
          .text = "The crane stands idle.",
          .subject = "Crane",
          .message = "a",
          .from = {kMina},
          .to = {kOmid}},
         {.id = "b",
          .text =
              "Marzipanfabrik vierzehn liefert nicht.\nواژه‌ی پنهان اینجاست\nالكلمة "
              "السرية "
              "هنا",
          .subject = "Quittenmus <script>",
          .message = "b",
          .from = {kSecret},
          .to = {kOmid}}});
  ASSERT_TRUE(holds("Marzipanfabrik"));
  ASSERT_TRUE(holds("marzipanfabrik"));
  {
    const Db db = open();
    const auto removal = remove_document(db, id_of("b").substr(0, 12), "court order 12");
    ASSERT_TRUE(removal) << to_string(removal.error());
    EXPECT_EQ(removal->documents, std::vector<std::string>{id_of("b")});
    EXPECT_EQ(removal->texts, 1u);
    EXPECT_EQ(removal->passages, 3u);
    EXPECT_EQ(removal->parties, 1u);
    EXPECT_TRUE(*is_erasing(db));
    const auto erased = erase_traces(db);
    ASSERT_TRUE(erased) << to_string(erased.error());
    EXPECT_FALSE(*is_erasing(db));
    EXPECT_EQ(found(db, "marzipanfabrik"), 0);
    EXPECT_EQ(found(db, "crane stands"), 1);
    EXPECT_EQ(count(db, "SELECT count(*) FROM tombstones WHERE reason = 'court order 12'"), 1);
    expect_whole(db);
  }
  for (const std::string_view bytes :
       {"Marzipanfabrik", "marzipanfabrik", "arzipanfabrik", "vierzehn", "Quittenmus", "quittenmus",
        "uittenmus", "پنهان", "السرية", "السریه", "Quillfeather", "quillfeather", "uillfeather", "zebulon"})
    EXPECT_FALSE(holds(bytes)) << bytes;
  EXPECT_TRUE(holds("crane"));
}

TEST_F(Remove, ARemovedDocumentIsNotTakenInAgain) {
  const Letter letter{.id = "a", .text = "Once only.", .message = "a"};
  write({letter});
  ASSERT_TRUE(remove_document(open(), id_of("a"), "private"));
  write({{.id = "a", .text = "Once only.", .message = "a", .file = "moved.eml"}});
  EXPECT_EQ(last_added_, Writer::Added::removed);
  EXPECT_EQ(count(open(), "SELECT count(*) FROM documents"), 0);
}

TEST_F(Remove, ATextThatAnotherDocumentHasStays) {
  write({{.id = "a", .text = "The same words.", .message = "a", .date = 10},
         {.id = "b", .text = "The same words.", .message = "b", .date = 20}});
  const Db db = open();
  const auto removal = remove_document(db, id_of("a"), "r");
  ASSERT_TRUE(removal);
  EXPECT_EQ(removal->texts, 0u);
  EXPECT_EQ(removal->passages, 0u);
  EXPECT_EQ(found(db, "same words"), 1);
  expect_whole(db);
}

TEST_F(Remove, APassageFindsAnotherHomeAndTakesItsMentionsAlong) {
  write({{.id = "own", .text = "Pay 500 to Omid now.", .message = "own", .date = 10},
         {.id = "late", .text = "Yes.\n> Pay 500 to Omid now.", .message = "late", .date = 30},
         {.id = "early", .text = "No.\n> Pay 500 to  Omid now.", .message = "early", .date = 20}});
  const Db db = open();
  const std::int64_t home = count(db, "SELECT id FROM passages WHERE text = 1");
  ASSERT_TRUE(db.execute("INSERT INTO mentions VALUES (" + std::to_string(home) +
                         ", 11, 15, 'person', 'x', 1.0, NULL)"));
  const auto removal = remove_document(db, id_of("own"), "r");
  ASSERT_TRUE(removal);
  EXPECT_EQ(removal->passages_moved, 1u);
  EXPECT_EQ(removal->mentions_lost, 0u);
  // The earlier of the two quotes, "early", is text 3; the mention lies after "> " and two spaces.
  EXPECT_EQ(count(db, "SELECT text FROM passages WHERE id = " + std::to_string(home)), 3);
  EXPECT_EQ(count(db, "SELECT start FROM mentions WHERE passage = " + std::to_string(home)), 14);
  EXPECT_EQ(count(db, "SELECT \"end\" FROM mentions WHERE passage = " + std::to_string(home)), 18);
  expect_whole(db);
}

TEST_F(Remove, AnotherCopyOfTheLetterTakesThePlaceOfTheFirst) {
  write({{.id = "first", .text = "Hello there.", .message = "m", .from = {kMina}, .to = {kOmid}},
         {.id = "second", .text = "Hello there.", .message = "m", .from = {kMina}, .to = {kOmid}},
         {.id = "third", .text = "Hello there.", .message = "m", .from = {kMina}, .to = {kOmid}}});
  const Db db = open();
  ASSERT_TRUE(db.execute("UPDATE documents SET thread = 1"));
  const auto removal = remove_document(db, id_of("first"), "r");
  ASSERT_TRUE(removal);
  EXPECT_EQ(removal->other_copies, 2u);
  EXPECT_EQ(removal->parties, 0u);
  EXPECT_EQ(count(db, "SELECT count(*) FROM documents WHERE message = 2 AND thread = 2"), 2);
  EXPECT_EQ(count(db, "SELECT count(*) FROM documents WHERE message_key IS NOT NULL AND message = id"), 1);
  EXPECT_EQ(count(db, "SELECT count(*) FROM letters"), 1);
}

TEST_F(Remove, AttachmentsThatHangNowhereElseGoAlong) {
  using enum model::DocumentType;
  write(
      {{.id = "letter", .text = "See attached.", .message = "l", .file = "l.eml"},
       {.id = "inner", .text = "An attached letter.", .message = "i", .parent = "letter", .file = "l.eml"},
       {.id = "only", .text = "Only here.", .parent = "inner", .file = "l.eml", .type = attachment},
       {.id = "shared", .text = "In two letters.", .parent = "letter", .file = "l.eml", .type = attachment},
       {.id = "other", .text = "Another letter.", .message = "o", .file = "o.eml"},
       {.id = "shared", .text = "In two letters.", .parent = "other", .file = "o.eml", .type = attachment}});
  const Db db = open();
  const auto removal = remove_document(db, id_of("letter"), "r");
  ASSERT_TRUE(removal);
  EXPECT_EQ(removal->documents, (std::vector<std::string>{id_of("letter"), id_of("inner"), id_of("only")}));
  EXPECT_EQ(count(db, "SELECT count(*) FROM documents"), 2);
  EXPECT_EQ(count(db, "SELECT count(*) FROM places"), 2);
  EXPECT_EQ(count(db, "SELECT count(*) FROM tombstones"), 3);
  EXPECT_EQ(count(db, "SELECT count(*) FROM message_ids"), 1);
  expect_whole(db);
}

TEST_F(Remove, ALongTextGoesWithItsChunksAndTheWordsThatOverlap) {
  std::string pieces[3];
  for (int n = 0; n < 3; ++n)
    for (int i = 0; i < 100; ++i) pieces[n] += "w" + std::to_string(n) + "x" + std::to_string(i) + " ";
  {
    auto writer = Writer::open(path_);
    ASSERT_TRUE(writer);
    ASSERT_TRUE(writer->begin_file({"/post", "auto", "", "/post/long.txt", 10, 1}));
    model::Document d;
    d.id = d.sha256 = id_of("long");
    d.type = model::DocumentType::text;
    d.place.path = "/post/long.txt";
    ASSERT_TRUE(writer->add_document(d, std::nullopt, true));
    std::uint64_t start = 0;
    for (int n = 0; n < 3; ++n) {
      ASSERT_TRUE(writer->add_piece({start, pieces[n], {}, {}}, n == 2));
      start += pieces[n].size();
    }
    ASSERT_TRUE(writer->end_file(false, ""));
    study_in_process(*writer);
    ASSERT_TRUE(writer->close());
  }
  const Db db = open();
  ASSERT_EQ(found(db, "w0x99 w1x0"), 1);
  ASSERT_TRUE(remove_document(db, id_of("long"), "r"));
  EXPECT_EQ(found(db, "w0x99 w1x0"), 0);
  EXPECT_EQ(count(db, "SELECT count(*) FROM chunks"), 0);
  ASSERT_TRUE(erase_traces(db));
  EXPECT_EQ(count(db, "SELECT count(*) FROM words_docsize"), 0);
  expect_whole(db);
  EXPECT_FALSE(holds("w1x5"));
}

TEST_F(Remove, WhatDoesNotExistIsSaidAndNothingChanges) {
  write({{.id = "a", .text = "One.", .message = "a"}});
  const Db db = open();
  const auto none = remove_document(db, "ffffffffffff", "r");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, Code::not_found);
  EXPECT_EQ(remove_document(db, "xyz", "r").error().code, Code::usage);
  EXPECT_EQ(count(db, "SELECT count(*) FROM documents"), 1);
  EXPECT_FALSE(*is_erasing(db));
}

}  // namespace
}  // namespace clew::store
