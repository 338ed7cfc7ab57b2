#include "text/sentences.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "text/layout.h"

namespace clew::text {
namespace {

// The sentences with bars between them, line ends as "~".
std::string cut(std::string_view text, model::ZoneKind zone = model::ZoneKind::body) {
  std::string out;
  for (const Sentence& s : split_sentences(text, tokenize(text), zone)) {
    out += (out.empty() ? "" : "|") + std::string(text.substr(s.start, s.end - s.start));
  }
  for (char& c : out)
    if (c == '\n') c = '~';
  return out;
}

TEST(Sentences, PunctuationEndsThem) {
  EXPECT_EQ(cut("The press is sold. Who has the money? Nobody! We wait..."),
            "The press is sold.|Who has the money?|Nobody!|We wait...");
  EXPECT_EQ(cut("He said \"It is sold.\" Then he left."), "He said \"It is sold.\"|Then he left.");
  EXPECT_EQ(cut("(We saw it.) It rained."), "(We saw it.)|It rained.");
}

TEST(Sentences, AbbreviationsDoNot) {
  EXPECT_EQ(cut("Dr. Vale met Mr. J. Doe of Orchard Inc. on Jan. 5 at 3 p.m. in No. 7."),
            "Dr. Vale met Mr. J. Doe of Orchard Inc. on Jan. 5 at 3 p.m. in No. 7.");
  EXPECT_EQ(cut("We left at 5 p.m. The press stayed."), "We left at 5 p.m.|The press stayed.");
  EXPECT_EQ(cut("Visit www.orchard.example. It costs $3.50 a day."),
            "Visit www.orchard.example.|It costs $3.50 a day.");
}

TEST(Sentences, PersianAndArabicMarksEndThem) {
  EXPECT_EQ(cut("آسیاب فروخته شد. پول کجاست؟ نمی‌دانم!"),
            "آسیاب فروخته شد.|پول کجاست؟|نمی‌دانم!");
  EXPECT_EQ(cut("تم بيع المطحنة. أين المال؟ لا أعرف."), "تم بيع المطحنة.|أين المال؟|لا أعرف.");
}

TEST(Sentences, WrappedLinesAreJoined) {
  EXPECT_EQ(cut("The press that stood in the old mill by the river was sold last\n"
                "Monday to the Orchard company, which will move it. Nobody knows\nwhere to."),
            "The press that stood in the old mill by the river was sold last~"
            "Monday to the Orchard company, which will move it.|Nobody knows~where to.");
}

TEST(Sentences, QuoteMarksBetweenWrappedLinesAreSkipped) {
  EXPECT_EQ(
      cut("> The press that stood in the old mill by the river was sold last\n"
          "> Monday to the Orchard company. Nobody knows more.\n"),
      "The press that stood in the old mill by the river was sold last~> Monday to the Orchard company.|"
      "Nobody knows more.");
}

TEST(Sentences, ListItemsAndFieldsAreSentencesOfTheirOwn) {
  EXPECT_EQ(cut("We need:\n- the press\n- two rollers\n- ink"), "We need:|- the press|- two rollers|- ink");
  EXPECT_EQ(cut("1. Sell the press\n2. Pay the rent\n(a) in May\n"),
            "1. Sell the press|2. Pay the rent|(a) in May");
  EXPECT_EQ(cut("Phone: 555 0143\nFax: 555 0144\nOffice: Mill Lane"),
            "Phone: 555 0143|Fax: 555 0144|Office: Mill Lane");
}

TEST(Sentences, TableRowsAndRulesStandAlone) {
  EXPECT_EQ(cut("Item        Price     Date\npress       500       May\nrollers     20        June\n"),
            "Item        Price     Date|press       500       May|rollers     20        June");
  EXPECT_EQ(cut("The press is sold\n==========\nMore follows"), "The press is sold|==========|More follows");
}

TEST(Sentences, ShortLinesThatBeginLargeWereEndedOnPurpose) {
  EXPECT_EQ(cut("Dear Ann,\nThanks for the press.\nBest\nMartin"),
            "Dear Ann,|Thanks for the press.|Best|Martin");
  EXPECT_EQ(cut("Ann Lee\nOrchard Press\nMill Lane 4", model::ZoneKind::signature),
            "Ann Lee|Orchard Press|Mill Lane 4");
}

TEST(Sentences, BlankLinesAlwaysEndThem) {
  EXPECT_EQ(cut("The press\n\nis sold"), "The press|is sold");
  EXPECT_EQ(cut("the press and\n \t\nthe mill"), "the press and|the mill");
}

TEST(Sentences, SmallLettersGoOnAfterDots) {
  EXPECT_EQ(cut("We wait ... and wait... for the press."), "We wait ... and wait... for the press.");
}

TEST(ListMarks, AreKnown) {
  EXPECT_EQ(list_mark("- the press"), 2u);
  EXPECT_EQ(list_mark("12) the press"), 4u);
  EXPECT_EQ(list_mark("(iv) the press"), 5u);
  EXPECT_GT(list_mark("۱) چاپ"), 0u);
  EXPECT_EQ(list_mark("I said so"), 0u);
  EXPECT_EQ(list_mark("2001. It was"), 0u);
  EXPECT_EQ(list_mark("-5 degrees"), 0u);
}

TEST(Sentences, HoldEveryTokenInOrderOnAnyBytes) {
  std::mt19937 random(11);
  const std::string_view pieces[] = {"The ", "press. ", "\n",         "\n> ",  "- ", "Dr. ", "\xFF",
                                     "؟ ",   "A: b\n",  "   x   y\n", "\n\n",  "\"", ") ",   "...",
                                     "a ",   "| b |\n", "=====\n",    "سلام ", "1. "};
  for (int round = 0; round < 400; ++round) {
    std::string text;
    for (int i = 0; i < 50; ++i) text += pieces[random() % std::size(pieces)];
    const auto tokens = tokenize(text);
    std::size_t marks = 0, held = 0, at = 0;
    for (const Token& token : tokens) marks += token.kind == TokenKind::quote_mark;
    for (const Sentence& s : split_sentences(text, tokens)) {
      ASSERT_GE(s.start, at);
      ASSERT_LT(s.first, s.last);
      ASSERT_EQ(tokens[s.first].start, s.start);
      ASSERT_EQ(tokens[s.last - 1].end, s.end);
      at = s.end;
      for (std::uint32_t i = s.first; i < s.last; ++i) held += tokens[i].kind != TokenKind::quote_mark;
    }
    ASSERT_EQ(held + marks, tokens.size()) << text;
  }
}

}  // namespace
}  // namespace clew::text
