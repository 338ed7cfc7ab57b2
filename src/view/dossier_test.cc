#include "view/dossier.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "base/digest.h"
#include "base/fold.h"
#include "store/case.h"
#include "store/test_study.h"
#include "store/writer.h"
#include "view/dossier_quotes.h"
#include "view/dossier_topics.h"

namespace clew::view {
namespace {

using model::Mailbox;
using model::ZoneKind;

// A text given as its zones, a paragraph each.
struct Part {
  ZoneKind kind;
  std::string words;
  std::string author = {};
};

class Dossiers : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = testing::TempDir() + "clew-dossier-XXXXXX";
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    auto writer = store::Writer::open(folder_ + "/t.clew");
    ASSERT_TRUE(writer);
    writer_.emplace(std::move(*writer));
  }
  void TearDown() override {
    db_.reset();
    writer_.reset();
    std::filesystem::remove_all(folder_);
  }

  struct Letter {
    std::string id = {}, date = {}, subject = {};
    Mailbox from = {};
    std::vector<Mailbox> to = {};
    std::vector<Part> parts = {};
    std::string language = "en";
    model::DocumentType type = model::DocumentType::mail;
    model::Fields fields = {};
    std::string message = {};
  };

  void add(const Letter& letter) {
    std::string text;
    std::vector<model::Zone> zones;
    std::vector<model::Passage> passages;
    for (const Part& part : letter.parts) {
      model::Zone zone;
      zone.start = text.size();
      zone.kind = part.kind;
      zone.depth = part.kind == ZoneKind::quote || part.kind == ZoneKind::forward ? 1 : 0;
      zone.author.name = part.author;
      model::Passage passage;
      passage.start = text.size();
      text += part.words;
      passage.end = text.size();
      text += "\n\n";
      zone.end = text.size();
      passage.zone = part.kind;
      passage.depth = zone.depth;
      const Sha256 digest = sha256(folded(part.words));
      for (std::size_t i = 0; i < 8; ++i) passage.id = passage.id << 8 | digest[i];
      for (std::size_t i = 8; i < 16; ++i) passage.check = passage.check << 8 | digest[i];
      zones.push_back(zone);
      passages.push_back(passage);
    }
    ASSERT_TRUE(writer_->begin_file({"/post", "auto", "", "/post/" + letter.id, 10, 1}));
    model::Document d;
    d.id = d.sha256 = hex(sha256(letter.id));
    d.type = letter.type;
    d.media_type = letter.type == model::DocumentType::mail ? "message/rfc822" : "text/plain";
    d.place.path = "/post/" + letter.id;
    d.subject = letter.subject;
    d.language = letter.language;
    if (letter.type == model::DocumentType::mail)
      d.message = hex(sha256(letter.message.empty() ? letter.id : letter.message)).substr(0, 16);
    if (!letter.from.address.empty()) d.from = {letter.from};
    d.to = letter.to;
    if (const auto utc = model::parse_iso8601(letter.date)) d.date = model::Moment{*utc, 0};
    d.fields = letter.fields;
    ASSERT_TRUE(writer_->add_document(d, store::TextPiece{0, text, zones, passages}, false));
    ASSERT_TRUE(writer_->end_file(false, ""));
  }

  void add_harbour() {
    add({.id = "1",
         .date = "2009-03-04T09:00:00Z",
         .subject = "Pump",
         .from = kMina,
         .to = {kOmid},
         .parts = {
             {ZoneKind::greeting, "Dear Omid, the pump again,"},
             {ZoneKind::body, "The second pump at the flood gate leaks since Sunday and nobody repairs it."},
             {ZoneKind::signature, "Mina, keeper of the pump"}}});
    add({.id = "2",
         .date = "2009-03-05T09:00:00Z",
         .subject = "Re: Pump",
         .from = kOmid,
         .to = {kMina, kSalma},
         .parts = {
             {ZoneKind::body, "I have written to the ministry twice and there is still no answer at all."},
             {ZoneKind::quote, "The second pump at the flood gate leaks since Sunday and nobody repairs it.",
              "Mina Tavan"}}});
    add({.id = "3",
         .date = "2009-05-01",
         .subject = "پمپ دروازه",
         .from = kOmid,
         .to = {kMina},
         .parts = {{ZoneKind::body,
                    "پمپ تازه هنوز نرسیده است و کارگران از یکشنبه "
                    "بی‌کار "
                    "مانده‌اند."}},
         .language = "fa"});
    add({.id = "4",
         .date = "2009-06-02",
         .subject = "مضخة البوابة",
         .from = kSalma,
         .to = {kOmid},
         .parts = {{ZoneKind::body,
                    "المضخة الجديدة لم تصل بعد والعمال ينتظرون منذ يوم الأحد عند بوابة الفيضان."}},
         .language = "ar"});
    add({.id = "5",
         .date = "2009-06-10",
         .subject = "",
         .from = {},
         .to = {},
         .parts = {{ZoneKind::body,
                    "TARN BAY - The flood gate has one working pump, according to two keepers."},
                   {ZoneKind::body,
                    "The ministry did not answer the questions of this newspaper about the pump."}},
         .type = model::DocumentType::report,
         .fields = {{"headline", "One pump for a town"},
                    {"byline", "Ada Quill"},
                    {"publication", "The Tarn Herald"},
                    {"more", "https://tarn.example/pump"},
                    {"topic", "Flood gate"}}});
  }

  Dossier gather(const DossierRequest& request) {
    if (writer_) {
      store::study_in_process(*writer_);
      EXPECT_TRUE(writer_->close());
    }
    writer_.reset();
    if (!db_) {
      auto db = store::create_case(folder_ + "/t.clew");
      EXPECT_TRUE(db);
      db_.emplace(std::move(*db));
    }
    auto dossier = gather_dossier(*db_, request);
    EXPECT_TRUE(dossier) << to_string(dossier.error());
    return dossier ? std::move(*dossier) : Dossier{};
  }

  void resolve() {
    const Dossier opened = gather({});
    // Each address is a person; the store's own tests cover the rest.
    ASSERT_TRUE(
        db_->execute("INSERT INTO entities SELECT id, printf('%016x', id), 'person', name, json_array(name), "
                     "json_array(address), "
                     "0, 0, NULL, NULL FROM parties; UPDATE parties SET entity = id;"));
  }

  const Mailbox kMina{"Mina Tavan", "mina@tarn.example"}, kOmid{"امید کاوه", "omid@tarn.example"},
      kSalma{"سلمى الميناوي", "salma@tarn.example"};
  std::string folder_;
  std::optional<store::Writer> writer_;
  std::optional<store::Db> db_;
};

TEST_F(Dossiers, AQueryQuotesTheParagraphThatMatchesAndNotTheGreeting) {
  add_harbour();
  const Dossier d = gather({.query = "pump"});
  EXPECT_EQ(d.kind, Dossier::Kind::query);
  EXPECT_EQ(d.letters, 2u);
  EXPECT_EQ(d.reports, 1u);
  ASSERT_EQ(d.letters_shown.size(), 1u);
  const Exhibit& letter = d.letters_shown[0];
  EXPECT_EQ(letter.from, "Mina Tavan");
  EXPECT_EQ(letter.to, std::vector<std::string>{"امید کاوه"});
  EXPECT_EQ(letter.date, "2009-03-04T09:00:00Z");
  EXPECT_EQ(letter.document, hex(sha256("1")));
  EXPECT_EQ(letter.places, std::vector<std::string>{"/post/1"});
  ASSERT_EQ(letter.quotes.size(), 1u);
  EXPECT_EQ(letter.quotes[0].bytes,
            "The second pump at the flood gate leaks since Sunday and nobody repairs it.");
  EXPECT_EQ(letter.quotes[0].start, 28u);
  EXPECT_EQ(letter.quotes[0].end, 28 + letter.quotes[0].bytes.size());
  EXPECT_FALSE(letter.quotes[0].of_another);
}

TEST_F(Dossiers, TheSameParagraphIsShownOnceAndItsOtherLettersAreCounted) {
  add_harbour();
  const Dossier d = gather({.query = "pump"});
  ASSERT_EQ(d.letters_shown.size(), 1u);
  EXPECT_EQ(d.letters_shown[0].quotes[0].also_in, 1u);
  EXPECT_EQ(d.repeated, 1u);
}

TEST_F(Dossiers, QuotedWordsAreAttributedToWhomTheHeadNames) {
  add({.id = "2",
       .date = "2009-03-05",
       .subject = "Re: Pump",
       .from = kOmid,
       .to = {kMina},
       .parts = {
           {ZoneKind::body, "I have written to the ministry twice and there is still no answer at all."},
           {ZoneKind::quote, "The second pump at the flood gate leaks since Sunday.", "Salma Minawi"}}});
  const Dossier d = gather({.query = "pump"});
  ASSERT_EQ(d.letters_shown.size(), 1u);
  EXPECT_TRUE(d.letters_shown[0].quotes[0].of_another);
  EXPECT_EQ(d.letters_shown[0].quotes[0].author, "Salma Minawi");
}

TEST_F(Dossiers, ReportsBringHeadlineBylineTopicsAndWhereToReadMore) {
  add_harbour();
  const Dossier d = gather({.query = "pump"});
  EXPECT_EQ(d.report_headline, "One pump for a town");
  EXPECT_EQ(d.report_publication, "The Tarn Herald");
  ASSERT_EQ(d.reports_shown.size(), 1u);
  EXPECT_EQ(d.reports_shown[0].from, "Ada Quill");
  EXPECT_EQ(d.reports_shown[0].quotes.size(), 2u);
  ASSERT_EQ(d.further.size(), 1u);
  EXPECT_EQ(d.further[0].text, "https://tarn.example/pump");
  ASSERT_FALSE(d.topics.empty());
  EXPECT_EQ(d.topics[0].words, "Flood gate");
  for (const Topic& topic : d.topics) EXPECT_NE(folded(topic.words), "pump") << "asked for, so no news";
}

TEST_F(Dossiers, QuotesStayInTheirLanguageAndDirection) {
  add_harbour();
  const Dossier persian = gather({.query = "پمپ"}), arabic = gather({.query = "المضخة"});
  ASSERT_EQ(persian.letters_shown.size(), 1u);
  EXPECT_TRUE(persian.letters_shown[0].quotes[0].right_to_left);
  EXPECT_EQ(persian.letters_shown[0].quotes[0].language, "fa");
  ASSERT_EQ(arabic.letters_shown.size(), 1u);
  EXPECT_EQ(arabic.letters_shown[0].quotes[0].language, "ar");
  EXPECT_EQ(arabic.letters_shown[0].quotes[0].bytes,
            "المضخة الجديدة لم تصل بعد والعمال ينتظرون منذ يوم الأحد عند بوابة الفيضان.");
}

TEST_F(Dossiers, APersonOrASpanNeedsNoQuery) {
  add_harbour();
  resolve();
  const Dossier person = gather({.about = "salma@tarn.example"});
  EXPECT_EQ(person.kind, Dossier::Kind::person);
  EXPECT_EQ(person.person, "سلمى الميناوي");
  EXPECT_EQ(person.letters, 2u);
  const Dossier span = gather({.since = "2009-05", .until = "2009-06-02"});
  EXPECT_EQ(span.kind, Dossier::Kind::span);
  EXPECT_EQ(span.letters, 2u);
  EXPECT_EQ(span.first, "2009-05-01");
  EXPECT_EQ(span.last, "2009-06-02");
  ASSERT_EQ(span.months.size(), 2u);
  EXPECT_EQ(span.months[1].month, "2009-06");
  EXPECT_FALSE(gather_dossier(*db_, {.about = "nobody at all"}));
  EXPECT_FALSE(gather_dossier(*db_, {.since = "last week"}));
}

TEST_F(Dossiers, ChiefCorrespondentsComeWithCountsAndDates) {
  add_harbour();
  const Dossier d = gather({});
  EXPECT_EQ(d.people, 3u);
  ASSERT_EQ(d.correspondents.size(), 3u);
  EXPECT_EQ(d.correspondents[0].name, "امید کاوه");
  EXPECT_EQ(d.correspondents[0].letters, 4u);
  ASSERT_FALSE(d.letters_between.empty());
  const Correspondence& most = d.letters_between[0];
  EXPECT_EQ(d.correspondents[most.from].name, "امید کاوه");
  EXPECT_EQ(d.correspondents[most.to].name, "Mina Tavan");
  EXPECT_EQ(most.letters, 2u);
  EXPECT_EQ(most.first, "2009-03-05");
  EXPECT_EQ(most.last, "2009-05-01");
}

TEST_F(Dossiers, CopiesOfALetterCountOnceAndTheLimitIsTold) {
  add_harbour();
  add({.id = "1b",
       .date = "2009-03-04T09:00:00Z",
       .subject = "Pump",
       .from = kMina,
       .to = {kOmid},
       .parts = {{ZoneKind::body,
                  "The second pump at the flood gate leaks since Sunday and nobody repairs it."}},
       .message = "1"});
  const Dossier d = gather({.limit = 2});
  EXPECT_EQ(d.letters, 4u);
  EXPECT_EQ(d.letters_shown.size() + d.reports_shown.size(), 2u);
  EXPECT_EQ(d.beyond_limit, 3u);
}

TEST_F(Dossiers, NumbersRunThroughAndTheSameQuestionGivesTheSameAnswer) {
  add_harbour();
  const Dossier a = gather({}), b = gather({});
  std::size_t n = 0;
  for (const auto* list : {&a.reports_shown, &a.letters_shown})
    for (const Exhibit& exhibit : *list)
      for (const Quote& quote : exhibit.quotes) EXPECT_EQ(quote.number, ++n);
  ASSERT_EQ(a.letters_shown.size(), b.letters_shown.size());
  ASSERT_EQ(a.topics.size(), b.topics.size());
  for (std::size_t i = 0; i < a.topics.size(); ++i) EXPECT_EQ(a.topics[i].words, b.topics[i].words);
}

TEST_F(Dossiers, AnEmptyCaseGivesAnEmptyDossier) {
  const Dossier d = gather({.query = "anything"});
  EXPECT_EQ(d.letters, 0u);
  EXPECT_TRUE(d.letters_shown.empty());
  EXPECT_TRUE(d.first.empty());
}

TEST(CutQuote, CutsAtTheEndOfASentenceAndNeverInsideACharacter) {
  std::string sentence = "The keepers of the gate wrote down every hour. ";
  std::string text;
  for (int i = 0; i < 20; ++i) text += sentence;
  const Cut cut = cut_quote(text, {});
  EXPECT_EQ(cut.start, 0u);
  EXPECT_LE(cut.end, kQuoteBytes);
  EXPECT_EQ(text[cut.end - 1], '.');
  std::string persian;
  for (int i = 0; i < 300; ++i) persian += "پمپ";  // one word without end
  const Cut hard = cut_quote(persian, {});
  EXPECT_LE(hard.end, kQuoteBytes);
  EXPECT_EQ(hard.end % 2, 0u);
}

TEST(CutQuote, ShowsTheMatchThatStandsFarInside) {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "Nothing of note was said here today. ";
  const std::size_t at = text.size();
  text += "Then the valve broke. ";
  for (int i = 0; i < 40; ++i) text += "Nothing of note was said after that. ";
  const Cut cut = cut_quote(text, {1, at + 9, at + 14});
  EXPECT_LE(cut.start, at);
  EXPECT_GE(cut.end, at + 21);
  EXPECT_LE(cut.end - cut.start, kQuoteBytes);
  EXPECT_EQ(text.substr(cut.start, 9), "Then the ");
}

TEST(CutQuote, AShortParagraphIsWhole) {
  const Cut cut = cut_quote("  Yes, on Sunday.\n", {});
  EXPECT_EQ(cut.start, 2u);
  EXPECT_EQ(cut.end, 17u);
}

TEST(Direction, TheFirstLetterDecides) {
  EXPECT_TRUE(is_right_to_left("12. پمپ pump"));
  EXPECT_TRUE(is_right_to_left("«المضخة»"));
  EXPECT_FALSE(is_right_to_left("۱۲ pump پمپ"));
  EXPECT_FALSE(is_right_to_left("123"));
}

TEST(StopWords, AreLeftOutInThreeLanguagesHoweverTyped) {
  for (const char* word : {"The", "which", "است", "می‌شود", "التي", "إلى"})
    EXPECT_TRUE(is_stop_word(folded(word))) << word;
  for (const char* word : {"pump", "پمپ", "مضخة"}) EXPECT_FALSE(is_stop_word(folded(word))) << word;
}

}  // namespace
}  // namespace clew::view
