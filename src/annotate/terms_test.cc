#include "annotate/terms.h"

#include <gtest/gtest.h>

#include <ctime>
#include <string>
#include <vector>

namespace clew::annotate {
namespace {

using model::MentionType;
using Found = std::vector<std::string>;

/// The words of the mentions of one type, with their values behind "=".
Found found(std::string_view text, MentionType type, std::string_view language = "en",
            std::string_view zone = "body") {
  Found out;
  std::size_t end = 0;
  for (const model::Mention& m : find_mentions(text, {language, zone, "2009-05-13"})) {
    EXPECT_EQ(text.substr(m.start, m.end - m.start), m.text);
    EXPECT_GE(m.start, end) << m.text;
    end = m.end;
    if (m.type == type) out.push_back(m.text + (m.value.empty() ? "" : "=" + m.value));
  }
  return out;
}
Found posts(std::string_view text, std::string_view language = "en", std::string_view zone = "body") {
  return found(text, MentionType::role, language, zone);
}
Found laws(std::string_view text, std::string_view language = "en") {
  return found(text, MentionType::law, language);
}
Found programmes(std::string_view text, std::string_view language = "en") {
  return found(text, MentionType::programme, language);
}
Found goods(std::string_view text, std::string_view language = "en") {
  return found(text, MentionType::goods, language);
}

TEST(Posts, WithWhatBelongsToThemAndWithoutTheOrganisation) {
  EXPECT_EQ(posts("The deputy director resigned."), (Found{"deputy director"}));
  EXPECT_EQ(posts("She became chief financial officer in March."), (Found{"chief financial officer"}));
  EXPECT_EQ(posts("The Minister of Harbours and Fisheries replied."),
            (Found{"Minister of Harbours and Fisheries"}));
  EXPECT_EQ(posts("Two ministers and a former sales manager were there."),
            (Found{"ministers", "former sales manager"}));
  EXPECT_EQ(posts("He is head of operations."), (Found{"head of operations"}));
  EXPECT_EQ(posts("The secretary general met the vice-president."),
            (Found{"secretary general", "vice-president"}));
}

TEST(Posts, CommonWordsAreToldOnlyBesideOtherSigns) {
  EXPECT_EQ(posts("My head hurts, and the members left."), Found{});
  EXPECT_EQ(posts("Marta Kowalczyk, director, signed."), (Found{"director"}));
  EXPECT_EQ(posts("He was appointed director of Brightwater Shipping Ltd in May."), (Found{"director"}));
  EXPECT_EQ(posts("Anna Berger\nProject Engineer\nBrightwater Shipping Ltd\n", "en", "signature"),
            (Found{"Project Engineer"}));
}

TEST(Posts, InPersianAndArabic) {
  EXPECT_EQ(posts("وزیر امور خارجه با معاون سابق دیدار کرد.", "fa"),
            (Found{"وزیر امور خارجه", "معاون سابق"}));
  EXPECT_EQ(posts("مدیر مالی شرکت و سخنگوی سازمان آمدند.", "fa"), (Found{"مدیر مالی", "سخنگوی"}));
  EXPECT_EQ(posts("قال وزير الخارجية إن المدير العام غادر.", "ar"), (Found{"وزير الخارجية", "المدير العام"}));
}

TEST(Laws, ByNameAndYearAndByNumber) {
  EXPECT_EQ(laws("Under the Harbour Dues Act 2004 a fee is due."), (Found{"Harbour Dues Act 2004"}));
  EXPECT_EQ(laws("It breaks Resolution 2231 (2015) and Executive Order 13382."),
            (Found{"Resolution 2231 (2015)", "Executive Order 13382"}));
  EXPECT_EQ(laws("See Council Regulation (EU) No 36/2012."), (Found{"Council Regulation (EU) No 36/2012"}));
  EXPECT_EQ(laws("The Convention on the Law of the Sea binds them."),
            (Found{"Convention on the Law of the Sea"}));
  EXPECT_EQ(laws("UN Security Council resolution 1929 was passed."),
            (Found{"UN Security Council resolution 1929"}));
}

TEST(Laws, WordsOfEverydayLifeAreNone) {
  EXPECT_EQ(laws("We must act by law. The act was bad. Order 66 copies. In order 5 of us came."), Found{});
}

TEST(Laws, InPersianAndArabic) {
  EXPECT_EQ(laws("قطعنامه ۱۹۲۹ و قانون اساسی را خواندیم.", "fa"), (Found{"قطعنامه ۱۹۲۹", "قانون اساسی"}));
  EXPECT_EQ(laws("صدر القانون رقم 12 لسنة 2004.", "ar"), (Found{"القانون رقم 12"}));
}

TEST(Programmes, ByTheirNames) {
  EXPECT_EQ(programmes("They fund the Clean Harbours Programme and Operation Grey Heron."),
            (Found{"Clean Harbours Programme", "Operation Grey Heron"}));
  EXPECT_EQ(programmes("The program manager ran the programme. Project Manager Anna came."), Found{});
  EXPECT_EQ(programmes("طرح «بندر پاک» آغاز شد.", "fa"), (Found{"طرح «بندر پاک»"}));
}

TEST(Goods, ArmsWhereverTheyStand) {
  EXPECT_EQ(goods("They shipped anti-tank missiles and centrifuges."),
            (Found{"anti-tank missiles", "centrifuges"}));
  EXPECT_EQ(goods("موشک های بالستیک و سانتریفیوژ فرستادند.", "fa"),
            (Found{"موشک های بالستیک", "سانتریفیوژ"}));
}

TEST(Goods, AmountsHaveValues) {
  EXPECT_EQ(goods("40 pumps, 200 tonnes of steel and 1,500 kg arrived"),
            (Found{"40 pumps=qty:40", "200 tonnes of steel=qty:200 t", "1,500 kg=qty:1500 kg"}));
  EXPECT_EQ(goods("twenty water pumps; 20-30 heavy machine guns; 15% or 12.5 percent"),
            (Found{"twenty water pumps=qty:20", "20-30 heavy machine guns=qty:20/30", "15%=qty:15 %",
                   "12.5 percent=qty:12.5 %"}));
  EXPECT_EQ(goods("۲۰۰ تن فولاد و ۴۰ دستگاه پمپ؛ ۱۵ درصد", "fa"),
            (Found{"۲۰۰ تن فولاد=qty:200 t", "۴۰ دستگاه پمپ=qty:40", "۱۵ درصد=qty:15 %"}));
  EXPECT_EQ(goods("وصل 200 طن من القمح و40 شاحنة", "ar"),
            (Found{"200 طن من القمح=qty:200 t", "40 شاحنة=qty:40"}));
}

TEST(Goods, NumbersOfOtherThingsAreNone) {
  EXPECT_EQ(goods("In 2009 oil rose. Room 12 is free. 5 people, 3 days, 2 pounds 50. Steel and pumps."),
            Found{});
}

TEST(Terms, TakeLinearTimeOnHostileText) {
  for (const std::string word :
       {"chief ", "Deputy of the ", "Act of ", "resolution 1/1/", "5-", "(", "معاون "}) {
    std::string text;
    while (text.size() < 200'000) text += word;
    const std::clock_t start = std::clock();
    find_mentions(text, {"en", "body", {}});
    EXPECT_LT(std::clock() - start, 3 * CLOCKS_PER_SEC) << word;
  }
}

}  // namespace
}  // namespace clew::annotate
