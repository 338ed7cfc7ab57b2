#include "text/tokens.h"

#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <string>

#include "text/clitics.h"

namespace clew::text {
namespace {

// The tokens with bars between them.
std::string cut(std::string_view text, std::string_view language = "en") {
  std::string out;
  for (const Token& token : tokenize(text, language))
    out += (out.empty() ? "" : "|") + std::string(token.in(text));
  return out;
}

TEST(Tokens, EnglishContractionsAreTwoWords) {
  EXPECT_EQ(cut("I don't know what Ann's cat can't do."), "I|do|n't|know|what|Ann|'s|cat|ca|n't|do|.");
  EXPECT_EQ(cut("They’ll say we’ve won; it’s over"), "They|’ll|say|we|’ve|won|;|it|’s|over");
  EXPECT_EQ(cut("We cannot wait, dont ask. You're gonna see"),
            "We|can|not|wait|,|do|nt|ask|.|You|'re|gon|na|see");
  EXPECT_EQ(cut("the boys' press and O'Malley's 80's shop"), "the|boys|'|press|and|O'Malley|'s|80's|shop");
}

TEST(Tokens, HyphensCutCompoundsButNotPrefixes) {
  EXPECT_EQ(cut("a high-level e-mail on non-payment and well-known co-owners"),
            "a|high|-|level|e-mail|on|non-payment|and|well|-|known|co-owners");
  EXPECT_EQ(cut("a 15-year lease, 1990-2000, pages 5-10"), "a|15|-|year|lease|,|1990|-|2000|,|pages|5|-|10");
}

TEST(Tokens, NumbersDatesAndTelephonesStayWhole) {
  EXPECT_EQ(cut("Call 555-0143 or 555-010-4477 on 01/24/2001 at 10:30am."),
            "Call|555-0143|or|555-010-4477|on|01/24/2001|at|10:30|am|.");
  EXPECT_EQ(cut("$5,000.50 is 5% of #3, about €20k"), "$|5,000.50|is|5|%|of|#|3|,|about|€|20|k");
  EXPECT_EQ(cut("1.5m on 01-Feb-02, the 4th"), "1.5|m|on|01-Feb-02|,|the|4th");
  EXPECT_EQ(cut("۱۲٫۵ درصد و ١٬٠٠٠", "fa"), "۱۲٫۵|درصد|و|١٬٠٠٠");
}

TEST(Tokens, AddressesStayWhole) {
  EXPECT_EQ(cut("Write to <ann.lee@orchard.example>, or see (http://orchard.example/a_(b)?c=d#e)."),
            "Write|to|<|ann.lee@orchard.example|>|,|or|see|(|http://orchard.example/a_(b)?c=d#e|)|.");
  EXPECT_EQ(cut("www.orchard.example. mailto:a@b.example"), "www.orchard.example|.|mailto:a@b.example");
  EXPECT_EQ(cut("AT&T and P&L but you&me"), "AT&T|and|P&L|but|you|&|me");
}

TEST(Tokens, AbbreviationsKeepTheirStops) {
  EXPECT_EQ(cut("Dr. Vale of Orchard Inc. met J. Doe at 5 p.m. in the U.S. office."),
            "Dr.|Vale|of|Orchard|Inc.|met|J.|Doe|at|5|p.m.|in|the|U.S.|office|.");
  EXPECT_EQ(cut("See No. 5. I said no. We sat. Then left."), "See|No.|5|.|I|said|no|.|We|sat|.|Then|left|.");
  EXPECT_EQ(cut("It is done.The rest follows"), "It|is|done|.|The|rest|follows");
}

TEST(Tokens, MarksAndFaces) {
  EXPECT_EQ(cut("What?! No... (yes) \"so\" -- fine :-) ok!!!"),
            "What|?!|No|...|(|yes|)|\"|so|\"|--|fine|:-)|ok|!!!");
  EXPECT_EQ(cut("«سلام»، گفت؟", "fa"), "«|سلام|»|،|گفت|؟");
}

TEST(Tokens, QuoteMarksAreOneTokenAtALinesStart) {
  const std::string_view text = "> > the press\n>> is > sold";
  const auto tokens = tokenize(text);
  ASSERT_EQ(tokens.size(), 7u);
  EXPECT_EQ(tokens[0].kind, TokenKind::quote_mark);
  EXPECT_EQ(tokens[0].in(text), "> >");
  EXPECT_EQ(tokens[3].kind, TokenKind::quote_mark);
  EXPECT_TRUE(tokens[3].line_before);
  EXPECT_EQ(tokens[5].kind, TokenKind::symbol);
}

TEST(Tokens, PersianWordsKeepTheirJoinersAndShowTheirEndings) {
  const std::string_view text = "می‌روم به خانه‌های بزرگ خانه‌ی ما";
  const auto tokens = tokenize(text, "fa");
  ASSERT_EQ(tokens.size(), 6u);
  EXPECT_EQ(tokens[0].in(text), "می‌روم");
  EXPECT_EQ(tokens[0].back, 0);
  EXPECT_EQ(text.substr(tokens[2].end - tokens[2].back, tokens[2].back), "\u200Cهای");
  EXPECT_EQ(text.substr(tokens[4].end - tokens[4].back, tokens[4].back), "\u200Cی");
}

TEST(Tokens, ArabicProcliticsAreMarkedInsideTheWord) {
  const auto front = [](std::string_view word) {
    const Front f = arabic_front(word);
    return std::string(word.substr(0, f.bytes)) + (f.sure ? "!" : "");
  };
  EXPECT_EQ(front("والمصرف"), "وال!");
  EXPECT_EQ(front("بالبيت"), "بال!");
  EXPECT_EQ(front("للشركة"), "لل!");
  EXPECT_EQ(front("الشركة"), "ال!");
  EXPECT_EQ(front("وزير"), "و");
  EXPECT_EQ(front("في"), "");
  EXPECT_EQ(front("من"), "");
  const std::string_view text = "والمصرف في المدينة";
  EXPECT_EQ(tokenize(text, "ar")[0].front, 6);
  EXPECT_EQ(tokenize(text, "en")[0].front, 0);
}

TEST(Tokens, BidiMarksAndBrokenBytesDoNoHarm) {
  EXPECT_EQ(cut("a\u202Eb\u202C \u200Fc"), "a|b|c");
  EXPECT_EQ(cut("ab\xFF\xFE"
                "cd"),
            "ab|\xFF\xFE|cd");
  EXPECT_EQ(cut("\xD8"), "\xD8");
  EXPECT_EQ(cut(""), "");
}

TEST(Tokens, TokensCoverEverythingButSpaceOnAnyBytes) {
  std::mt19937 random(7);
  const std::string_view pieces[] = {"don't ", "a-b-", "@",      ".",  "http://", "\xFF", "ال",
                                     "\u200C", "'",    "1-",     "/",  ":)",      "\n> ", " ",
                                     "((",     "&",    "\u202E", "$5", "e.g.",    "印"};
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (int i = 0; i < 60; ++i) text += pieces[random() % std::size(pieces)];
    std::size_t at = 0;
    for (const Token& token : tokenize(text, "mixed")) {
      ASSERT_GE(token.start, at);
      ASSERT_GT(token.end, token.start);
      ASSERT_LE(token.end - token.start, kLongestToken);
      at = token.end;
    }
    ASSERT_LE(at, text.size());
  }
}

TEST(Tokens, NoTextTakesMoreThanLinearTime) {
  const std::string_view hostile[] = {"a",      "-1",   "a1-", "((", "http://a)", "'a",     "a@",
                                      ".a",     "\xFF", "/a",  "&A", "1:1",       "\u202E", "ا",
                                      "\u200C", ":-",   "印",  "!?", "www.",      "_",      "a.A"};
  for (const std::string_view piece : hostile) {
    std::string text;
    while (text.size() < (1u << 20)) text += piece;
    const auto start = std::chrono::steady_clock::now();
    std::size_t n = 0;
    Tokenizer tokenizer(text, "mixed");
    for (Token token; tokenizer.next(token);) ++n;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    EXPECT_LT(took.count(), 3.0) << piece;  // a quadratic walk of 1 MiB takes many minutes
    EXPECT_EQ(n > 0, piece != "\u202E");
  }
}

}  // namespace
}  // namespace clew::text
