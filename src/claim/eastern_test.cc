// Sentences of an invented port, and what they claim.
#include "claim/eastern.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/fold.h"
#include "claim/arabic_verbs.h"
#include "claim/eastern_lexicon.h"
#include "claim/eastern_units.h"
#include "claim/persian_verbs.h"

namespace clew::claim {
namespace {

using model::MentionType;

struct Name {
  std::string_view text;
  MentionType type = MentionType::person;
  std::string_view value = {};
};

// A text of one paragraph, with its names marked as an annotator would.
struct Text {
  Text(std::string_view text, std::vector<Name> names, std::string_view language, bool report = true)
      : words(text) {
    ParagraphInput input;
    input.end = words.size();
    for (const Name& name : names)
      for (std::size_t at = words.find(name.text); at != std::string::npos;
           at = words.find(name.text, at + 1)) {
        model::Mention mention;
        mention.start = at;
        mention.end = at + name.text.size();
        mention.type = name.type;
        mention.text = name.text;
        mention.value = name.value;
        input.mentions.push_back(mention);
      }
    std::sort(input.mentions.begin(), input.mentions.end(),
              [](auto& a, auto& b) { return a.start < b.start; });
    Document document(words, {input}, {language, report ? "report" : "mail", "Writer", "2013-03-05"});
    read_eastern(document, 0, found);
  }

  // "payment asserted payer=X payee=Y; ..."
  std::string dump() const {
    std::string out;
    for (const model::Claim& claim : found.claims) {
      if (!out.empty()) out += "; ";
      out += std::string(name_of(claim.type)) + " " + std::string(name_of(claim.status));
      for (const auto& arg : claim.args) {
        out += " " + arg.role + "=" + (arg.end > arg.start ? arg.text : "(" + arg.name + ")");
        EXPECT_EQ(arg.text, words.substr(arg.start, arg.end - arg.start));
      }
      for (const auto& source : claim.sources) out += " <" + source.source + "|" + source.cue + ">";
      if (claim.nonanswer) out += " nonanswer";
    }
    return out;
  }

  std::string words;
  ParagraphClaims found;
};

std::string persian(std::string_view text, std::vector<Name> names = {}, bool report = true) {
  return Text(text, std::move(names), "fa", report).dump();
}
std::string arabic(std::string_view text, std::vector<Name> names = {}, bool report = true) {
  return Text(text, std::move(names), "ar", report).dump();
}

std::string verb_of(std::string_view words) {
  std::vector<eastern::Unit> units;
  WordCutter cutter(words);
  for (::clew::Word word; cutter.next(word);) {
    eastern::Unit unit;
    unit.folded = word.folded;
    units.push_back(unit);
  }
  eastern::VerbGroup group;
  if (!eastern::read_verb(units, 0, units.size(), group)) return "";
  return group.verb + (group.negative ? " not" : "") + (group.passive ? " passive" : "") +
         (group.tense == eastern::Tense::future ? " future" : "") + " " + std::to_string(group.person) + "/" +
         std::to_string(group.last);
}

TEST(EasternLexicon, HasNoLineThatCannotBeRead) {
  EXPECT_EQ(eastern::persian_lexicon().faults(), std::vector<int>());
  EXPECT_EQ(eastern::arabic_lexicon().faults(), std::vector<int>());
}

TEST(PersianVerbs, AreReadWithTheirHelpers) {
  EXPECT_EQ(verb_of("نکرد"), "کردن not 3/1");
  EXPECT_EQ(verb_of("داده نشده است"), "دادن not passive 3/3");
  EXPECT_EQ(verb_of("خواهد کرد"), "کردن future 3/2");
  EXPECT_EQ(verb_of("می‌فرستم"), "فرستادن 1/1");
  EXPECT_EQ(verb_of("می فرستم"), "فرستادن 1/2");
  EXPECT_EQ(verb_of("نیامده‌اند"), "امدن not 3/1");
  EXPECT_EQ(verb_of("پرداخت کرد"), "");
  EXPECT_EQ(verb_of("کتاب"), "");
}

TEST(PersianClaims, PaymentsHaveTheirParties) {
  EXPECT_EQ(persian("بانک ساحل به تورج قندشکن پول پرداخت کرد."),
            "payment asserted payer=بانک ساحل payee=تورج قندشکن amount=پول");
  EXPECT_EQ(persian("پول توسط بانک ساحل به تورج قندشکن پرداخت شد."),
            "payment asserted payer=بانک ساحل payee=تورج قندشکن amount=پول");
}

TEST(PersianClaims, SpellingDoesNotMatter) {
  EXPECT_EQ(persian("بانك ساحل به تورج پول پرداخت مي كند."),
            "payment asserted payer=بانك ساحل payee=تورج amount=پول");
}

TEST(PersianClaims, HedgesNegationsAndPlansAreKept) {
  EXPECT_EQ(persian("گویا تورج به باکو سفر کرده است."), "travel hedged traveller=تورج destination=باکو");
  EXPECT_EQ(persian("تورج به باکو سفر نکرد."), "travel negated traveller=تورج destination=باکو");
  EXPECT_EQ(persian("تورج به باکو سفر خواهد کرد."), "travel planned traveller=تورج destination=باکو");
}

TEST(PersianClaims, QuestionsClaimNothing) { EXPECT_EQ(persian("آیا تورج به باکو سفر کرده است؟"), ""); }

TEST(PersianClaims, TheWriterIsMeantByTheFirstPerson) {
  EXPECT_EQ(persian("دیروز به باکو سفر کردم.", {}, false),
            "travel asserted traveller=(Writer) destination=باکو");
}

TEST(PersianClaims, WhoIsCitedStandsWithTheClaim) {
  EXPECT_EQ(persian("به گفته دو کارمند، تورج به باکو سفر کرد."),
            "travel asserted traveller=تورج destination=باکو <دو کارمند|به گفته>");
  EXPECT_EQ(persian("سخنگوی وزارت گفت که تورج بازداشت شده است."),
            "legal asserted target=تورج action=بازداشت <سخنگوی وزارت|گفت>");
}

TEST(PersianClaims, WhoDoesNotAnswerIsSaidNotToAnswer) {
  EXPECT_EQ(persian("شهردار از پاسخ به پرسش‌ها خودداری کرد."),
            "statement asserted speaker=شهردار content=پاسخ nonanswer");
}

TEST(ArabicClaims, VerbBeforeSubjectAndBehind) {
  EXPECT_EQ(arabic("سافر رامز القطيفاني إلى باكو."),
            "travel asserted traveller=رامز القطيفاني destination=باكو");
  EXPECT_EQ(arabic("قال الوزير إن رامز القطيفاني سافر إلى باكو."),
            "travel asserted traveller=رامز القطيفاني destination=باكو <الوزير|قال>");
}

TEST(ArabicClaims, HedgesNegationsAndPlansAreKept) {
  EXPECT_EQ(arabic("ربما سافر الوزير إلى باكو."), "travel hedged traveller=الوزير destination=باكو");
  EXPECT_EQ(arabic("لم يسافر الوزير إلى باكو."), "travel negated traveller=الوزير destination=باكو");
  EXPECT_EQ(arabic("سيسافر الوزير إلى باكو."), "travel planned traveller=الوزير destination=باكو");
}

TEST(Eastern, OtherLanguagesGiveNothing) {
  EXPECT_EQ(Text("The bank paid the courier.", {}, "en").dump(), "");
  EXPECT_EQ(Text("", {}, "fa").dump(), "");
}

TEST(Eastern, OneVeryLongSentenceEndsInTime) {
  std::string text;
  for (int i = 0; i < 4000; ++i) text += "گفت که «تورج، مدیر ";
  Text read(text, {}, "fa");
  EXPECT_LT(read.found.claims.size(), 200000U);
}

}  // namespace
}  // namespace clew::claim
