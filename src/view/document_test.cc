#include "view/document.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "store/test_case.h"
#include "view/record_json.h"

namespace clew::view {
namespace {

using store::DocumentReader;
using store::TestCase;

const model::Mailbox kNadia{"Nadia Farrokh", "nadia@harbour.example"}, kSam{"Sam Reed", "sam@quay.example"};

std::string id_of(std::int64_t row) { return hex(sha256("document " + std::to_string(row))); }

// A letter, its answer which quotes it, a copy of the answer, an attachment of the answer.
void fill(TestCase& c) {
  const std::string question = "When does the ferry leave?\n", own = "At nine.\n\n", head = "Nadia wrote:\n",
                    quoted = "> When does the\n> ferry leave?\n";
  c.add({.text = question, .subject = "Ferry", .from = {kNadia}, .to = {kSam}, .date = "2009-03-02"});
  c.add({.text = own + head + quoted,
         .subject = "Re: Ferry",
         .from = {kSam},
         .to = {kNadia},
         .date = "2009-03-03",
         .thread = 1});
  c.add({.text = own + head + quoted + " ",
         .subject = "Re: Ferry",
         .from = {kSam},
         .date = "2009-03-03",
         .file = "copy.mbox",
         .copy_of = 2,
         .thread = 1});
  c.add({.text = "09:00 11:00", .date = "", .type = "attachment", .member = "#2!/table.txt", .parent = 2});
  c.run("INSERT INTO places(document, file, member) VALUES (2, 1, '#7')");
  c.run("INSERT INTO fields VALUES (1, 0, 'x-folder', 'Inbox')");
  const std::size_t a = own.size(), b = a + head.size(), e = b + quoted.size();
  const auto zone = [&](std::size_t start, std::size_t end, const char* kind, int depth) {
    c.run("INSERT INTO zones(text, start, \"end\", kind, depth, author_name, author_address) VALUES (2, " +
          std::to_string(start) + ", " + std::to_string(end) + ", '" + kind + "', " + std::to_string(depth) +
          ", '" + (depth > 0 ? "Nadia" : "") + "', '')");
  };
  zone(0, a, "body", 0);
  zone(a, b, "head", 1);
  zone(b, e, "quote", 1);
  // The passage "When does the ferry leave?" has its home in the first letter and is quoted in the second.
  c.run("INSERT INTO passages VALUES (7, 8, 1, 0), (9, 9, 2, 0)");
  c.run("INSERT INTO occurrences VALUES (1, 0, 26, 7, 0), (2, 0, 8, 9, 0), (2, " + std::to_string(b) + ", " +
        std::to_string(e - 1) + ", 7, 1)");
  c.run("INSERT INTO mentions VALUES (7, 10, 19, 'goods', 'the ferry', 0.5, NULL)");
}

template <class T, class F>
std::vector<T> gather(F&& each) {
  std::vector<T> found;
  const Result<void> done = each([&](const T& item) -> Result<bool> {
    found.push_back(item);
    return true;
  });
  EXPECT_TRUE(done) << to_string(done.error());
  return found;
}

TEST(ReadDocuments, ADocumentComesBackWithItsCopiesAndFields) {
  TestCase c;
  fill(c);
  DocumentReader reader(c.db());
  const auto letter = reader.load(2);
  ASSERT_TRUE(letter);
  EXPECT_EQ(letter->id, id_of(2));
  EXPECT_EQ(letter->thread, id_of(1));
  EXPECT_EQ(letter->message, "00000000000003ea");
  ASSERT_EQ(letter->places.size(), 2u);
  EXPECT_EQ(letter->places[0].path, "mail/box/inbox.mbox#2");
  EXPECT_EQ(letter->places[1].path, "mail/box/inbox.mbox#7");
  EXPECT_EQ(letter->from, std::vector{kSam});
  EXPECT_EQ(reader.load(1)->fields, (model::Fields{{"x-folder", "Inbox"}}));
  EXPECT_EQ(reader.load(3)->message_row, 2);
  EXPECT_FALSE(reader.load(3)->is_first_copy());
  EXPECT_EQ(reader.load(4)->place.parent, id_of(2));
  EXPECT_FALSE(reader.load(99));
}

TEST(ReadDocuments, AnIdIsFoundByItsBeginningIfOnlyOneHasIt) {
  TestCase c;
  fill(c);
  DocumentReader reader(c.db());
  for (std::size_t n : {6, 7, 12, 13, 64}) EXPECT_EQ(reader.find(id_of(3).substr(0, n)).value(), 3) << n;
  std::string upper = id_of(3).substr(0, 10);
  for (char& ch : upper) ch = static_cast<char>(std::toupper(ch));
  EXPECT_EQ(reader.find(upper).value(), 3);
  EXPECT_EQ(reader.find("00000000000003ea").value(), 2);
  EXPECT_EQ(reader.find(id_of(3).substr(0, 5)).error().code, Code::usage);
  EXPECT_EQ(reader.find("not hex at all").error().code, Code::usage);
  EXPECT_EQ(reader.find("ffffffffffff").error().code, Code::not_found);
  c.run(
      "UPDATE documents SET sha256 = x'aabbccddeeff0011' WHERE id = 1;"
      "UPDATE documents SET sha256 = x'aabbccddeeff0022' WHERE id = 2");
  EXPECT_EQ(reader.find("aabbccdd").error().code, Code::conflict);
  EXPECT_EQ(reader.find("aabbccddeeff002").value(), 2);
}

TEST(ReadDocuments, CallbacksMayCallTheSameReader) {
  TestCase c;
  fill(c);
  DocumentReader reader(c.db());
  std::vector<std::int64_t> rows;
  ASSERT_TRUE(reader.each([&](const store::StoredDocument& d) -> Result<bool> {
    rows.push_back(d.row);
    EXPECT_TRUE(reader.load(1));
    TRY(reader.each([&](const store::StoredDocument&) -> Result<bool> { return false; }));
    return true;
  }));
  EXPECT_EQ(rows, (std::vector<std::int64_t>{1, 2, 3, 4}));
}

TEST(ReadDocuments, ALongTextIsReadByPieces) {
  TestCase c;
  const std::int64_t row = c.add({.date = "2009-01-01"});
  const std::int64_t text = c.add_long_text(row, {"one two ", "three four ", "five ", "six"});
  DocumentReader reader(c.db());
  EXPECT_EQ(reader.whole_text(text).value(), "one two three four five six");
  EXPECT_EQ(reader.text_bytes(text).value(), 27u);
  const std::string whole = reader.whole_text(text).value();
  for (std::size_t a = 0; a <= whole.size(); ++a)
    for (std::size_t b = a; b <= whole.size() + 3; ++b)
      ASSERT_EQ(reader.text(text, a, b).value(), whole.substr(a, b - a)) << a << " " << b;
}

TEST(ReadDocuments, ATextWithoutZonesIsItsAuthorsOwn) {
  TestCase c;
  fill(c);
  DocumentReader reader(c.db());
  const auto zones = gather<model::Zone>([&](auto f) { return reader.each_zone(1, f); });
  ASSERT_EQ(zones.size(), 1u);
  EXPECT_EQ(zones[0].end, 27u);
  EXPECT_EQ(zones[0].kind, model::ZoneKind::body);
  EXPECT_EQ(gather<model::Zone>([&](auto f) { return reader.each_zone(2, f); }).size(), 3u);
}

TEST(ReadDocuments, APassageHasTheKindAndAuthorOfItsZone) {
  TestCase c;
  fill(c);
  DocumentReader reader(c.db());
  const auto passages = gather<model::Passage>([&](auto f) { return reader.each_passage(2, f); });
  ASSERT_EQ(passages.size(), 2u);
  EXPECT_EQ(passages[0].zone, model::ZoneKind::body);
  EXPECT_EQ(passages[1].zone, model::ZoneKind::quote);
  EXPECT_EQ(passages[1].depth, 1);
  EXPECT_EQ(passages[1].author.name, "Nadia");
  EXPECT_EQ(passages[1].id, 7u);
  EXPECT_EQ(passages[1].check, 8u);
}

TEST(ReadDocuments, AMentionIsCarriedIntoAQuotationThatIsWrappedOtherwise) {
  TestCase c;
  fill(c);
  DocumentReader reader(c.db());
  auto mentions = gather<store::StoredMention>([&](auto f) { return reader.each_mention(1, f); });
  ASSERT_EQ(mentions.size(), 1u);
  EXPECT_EQ(mentions[0].text, "the ferry");
  mentions = gather<store::StoredMention>([&](auto f) { return reader.each_mention(2, f); });
  ASSERT_EQ(mentions.size(), 1u);
  EXPECT_EQ(mentions[0].text, "the\n> ferry");
  EXPECT_EQ(reader.text(2, mentions[0].start, mentions[0].end).value(), mentions[0].text);
}

TEST(Document, ALetterKnowsItsThreadAndAttachments) {
  TestCase c;
  fill(c);
  DocumentReader reader(c.db());
  const auto view = load_document(reader, 2);
  ASSERT_TRUE(view);
  EXPECT_EQ(view->thread_size, 2u);
  EXPECT_EQ(view->thread_position, 2u);
  ASSERT_EQ(view->attachments.size(), 1u);
  EXPECT_EQ(view->attachments[0].row, 4);
  EXPECT_EQ(load_document(reader, 3)->thread_position, 2u);
  EXPECT_EQ(load_document(reader, 4)->attached_to, std::vector{id_of(2)});
  JsonWriter json;
  write_document(json, *view);
  EXPECT_TRUE(json.text().starts_with(
      "{\"id\":\"" + id_of(2) + "\",\"sha256\":\"" + id_of(2) +
      R"(","places":[{"path":"mail/box/inbox.mbox#2"},{"path":"mail/box/inbox.mbox#7"}],)"
      R"("type":"mail")"))
      << json.text();
}

TEST(Document, AThreadShowsOwnWordsAndFoldsTheRest) {
  TestCase c;
  fill(c);
  DocumentReader reader(c.db());
  const auto runs = runs_of(reader, 2);
  ASSERT_TRUE(runs);
  ASSERT_EQ(runs->size(), 2u);
  EXPECT_EQ((*runs)[0].text, "At nine.\n\n");
  EXPECT_EQ(folded_line((*runs)[1]), "[quoted: 2 lines by Nadia]");
}

TEST(Document, DocumentsWithTheSamePassagesAreAlike) {
  TestCase c;
  fill(c);
  c.add(
      {.text = "When does the ferry leave?\n", .from = {kSam}, .date = "2010-01-01"});  // the same text again
  DocumentReader reader(c.db());
  const auto alike = find_alike(c.db(), reader, 1, std::nullopt);
  ASSERT_TRUE(alike);
  ASSERT_EQ(alike->size(), 2u);
  EXPECT_EQ((*alike)[0].document.row, 5);
  EXPECT_EQ((*alike)[0].score, 1);
  EXPECT_EQ((*alike)[1].document.row, 2);
  EXPECT_EQ((*alike)[1].shared, 1u);
  EXPECT_EQ(find_alike(c.db(), reader, 2, std::nullopt)->at(0).score, 0.5);
  EXPECT_EQ(find_alike(c.db(), reader, 1, 1)->size(), 1u);
}

TEST(Document, AnEntityIsShownWithReasonsTiesAndLetters) {
  TestCase c;
  fill(c);
  c.run(
      "INSERT INTO entities VALUES"
      " (1, '00000000000000aa', 'person', 'Nadia Farrokh', '[\"Nadia Farrokh\"]', "
      "'[\"nadia@harbour.example\"]', 1,"
      "  1, 1235952000, 1236038400),"
      " (2, '00000000000000bb', 'person', 'Sam Reed', '[\"Sam Reed\"]', '[\"sam@quay.example\"]', 1, 1, "
      "NULL, NULL)");
  c.run(
      "UPDATE parties SET entity = 1, reason = 'same address' WHERE address LIKE 'nadia%';"
      "UPDATE parties SET entity = 2 WHERE address LIKE 'sam%'");
  c.run(
      "INSERT INTO ties VALUES (1, 2, 'to', 1, 1235952000, 1235952000), (2, 1, 'to', 1, 1236038400, "
      "1236038400)");
  DocumentReader reader(c.db());
  const auto found = find_shown(c.db(), reader, "00000000000000aa");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->entity, 1);
  EXPECT_EQ(find_shown(c.db(), reader, "nadia@harbour.example")->entity, 1);
  EXPECT_EQ(find_shown(c.db(), reader, id_of(2).substr(0, 8))->document, 2);
  EXPECT_FALSE(find_shown(c.db(), reader, "ffffffffff"));
  const auto view = load_entity(c.db(), reader, 1);
  ASSERT_TRUE(view) << to_string(view.error());
  JsonWriter json;
  write_entity(json, *view);
  EXPECT_EQ(
      json.text(),
      R"({"entity":"00000000000000aa","type":"person","name":"Nadia Farrokh","names":["Nadia Farrokh"],)"
      R"("addresses":["nadia@harbour.example"],"sent":1,"received":1,"named":0,"first":"2009-03-02T00:00:00Z",)"
      R"("last":"2009-03-03T00:00:00Z","known_as":[{"name":"Nadia Farrokh","address":"nadia@harbour.example",)"
      R"("reason":"same address"}],"ties":[{"entity":"00000000000000bb","name":"Sam Reed","sent":1,)"
      R"("received":1}],"letters":[{"document":")" +
          id_of(2) + R"(","type":"mail","subject":"Re: Ferry","date":"2009-03-03T00:00:00Z"},{"document":")" +
          id_of(1) + R"(","type":"mail","subject":"Ferry","date":"2009-03-02T00:00:00Z"}],"passages":[]})");
}

}  // namespace
}  // namespace clew::view
