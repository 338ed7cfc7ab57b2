#include "text/passages.h"

#include <gtest/gtest.h>

#include "base/digest.h"
#include "text/zones.h"

namespace clew::text {
namespace {

using model::Passage;

std::vector<Passage> passages_of(std::string_view text,
                                 model::DocumentType type = model::DocumentType::mail) {
  return split_passages(text, find_zones(text, type));
}
std::string words_of(std::string_view text, const Passage& p) {
  return std::string(text.substr(p.start, p.end - p.start));
}

TEST(Passages, ParagraphsAreCutAtBlankLinesAndTrimmed) {
  const std::string text = "  The press is sold.\n It was old.  \n \t\n...\n\nGood.\n";
  const auto passages = passages_of(text);
  ASSERT_EQ(passages.size(), 2u) << "a paragraph without words is none";
  EXPECT_EQ(words_of(text, passages[0]), "The press is sold.\n It was old.");
  EXPECT_EQ(words_of(text, passages[1]), "Good.");
}

TEST(Passages, IdIsTheHashOfTheFoldedWords) {
  const auto passages = passages_of("The Press,\nis  SOLD!\n");
  ASSERT_EQ(passages.size(), 1u);
  const std::string digits = hex(sha256(std::string_view("the press is sold")));
  char id[33];
  std::snprintf(id, sizeof id, "%016llx%016llx", static_cast<unsigned long long>(passages[0].id),
                static_cast<unsigned long long>(passages[0].check));
  EXPECT_EQ(std::string(id), digits.substr(0, 32));
}

TEST(Passages, QuotedAndRewrappedParagraphHasItsOriginalsId) {
  const auto original =
      passages_of("The press is sold to the miller of the lower valley.\n\nHe pays in spring.\n");
  for (const char* quoted :
       {"> The press is sold to\n> the miller of the lower valley.\n>\n> He pays in spring.\n",
        ">>The press is sold to the miller\n>> of the lower valley.\n>>\n>> He pays in spring.\n",
        "MV> The press is sold to the miller of\nMV> the lower valley.\nMV>\nMV> He pays in spring.\n",
        "| The press is sold to the miller\n| of the lower valley.\n|\n| He pays in spring.\n"}) {
    const auto copy = passages_of(quoted);
    ASSERT_EQ(copy.size(), original.size()) << quoted;
    for (std::size_t i = 0; i < copy.size(); ++i) {
      EXPECT_EQ(copy[i].id, original[i].id) << quoted;
      EXPECT_EQ(copy[i].check, original[i].check);
      EXPECT_GE(copy[i].depth, 1);
    }
  }
}

TEST(Passages, PersianAndArabicParagraphsAreKnownHoweverTyped) {
  EXPECT_EQ(passages_of("آسیاب می‌رود، كتاب نيست.\n")[0].id,
            passages_of("آسیاب ميرود کتاب نیست\n")[0].id);
  EXPECT_EQ(passages_of("إلى المَدرسةِ.\n")[0].id, passages_of("الى المدرسة\n")[0].id);
}

TEST(Passages, LongParagraphsAreCutAtTheSameWordsWhenQuoted) {
  std::string plain, quoted = ">";
  for (int i = 0; i < 1500; ++i) {
    plain += "Sack " + std::to_string(i) + " holds barley. ";
    quoted += " Sack " + std::to_string(i) + " holds barley." + (i % 3 == 2 ? "\n>" : "");
  }
  const auto long_lines = passages_of(plain);
  const auto short_lines = passages_of(quoted);
  ASSERT_GT(long_lines.size(), 3u);
  ASSERT_EQ(long_lines.size(), short_lines.size());
  for (std::size_t i = 0; i < long_lines.size(); ++i) {
    EXPECT_LE(long_lines[i].end - long_lines[i].start, 8192u);
    EXPECT_EQ(words_of(plain, long_lines[i]).back(), '.');
  }
  EXPECT_EQ(long_lines[0].id, short_lines[0].id);
}

TEST(Passages, EndlessWordsAreCutAtCharacterBoundaries) {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "ش";
  std::size_t at = 0;
  for (const Passage& p : passages_of(text)) {
    EXPECT_EQ(p.start, at);
    EXPECT_LE(p.end - p.start, 8192u);
    EXPECT_EQ(p.end % 2, 0u);
    at = p.end;
  }
  EXPECT_EQ(at, text.size());
}

TEST(Passages, BaseIsAddedAndAuthorsAreTheZones) {
  const std::string text = "Yes, both of them.\n\nOn 5 May 2009, Mara Vale wrote:\n> Shall we sell it?\n";
  const auto passages = split_passages(text, find_zones(text, model::DocumentType::mail), 1000);
  ASSERT_EQ(passages.size(), 3u);
  EXPECT_EQ(passages[0].start, 1000u);
  EXPECT_EQ(passages[1].zone, model::ZoneKind::head);
  EXPECT_EQ(passages[2].zone, model::ZoneKind::quote);
  EXPECT_EQ(passages[2].author.name, "Mara Vale");
  EXPECT_EQ(passages[2].date, "2009-05-05");
}

}  // namespace
}  // namespace clew::text
