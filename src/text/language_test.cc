#include "text/language.h"

#include <gtest/gtest.h>

namespace clew::text {
namespace {

TEST(Language, SentencesAreKnown) {
  EXPECT_EQ(identify_language("The press is sold and we have the money."), "en");
  EXPECT_EQ(identify_language("آسیاب فروخته شد و پول آن به دست ما رسید."), "fa");
  EXPECT_EQ(identify_language("تم بيع المطحنة ووصل المال إلينا في الصباح."), "ar");
  EXPECT_EQ(identify_language("Die Presse ist verkauft und wir haben das Geld nicht."), "other");
  EXPECT_EQ(identify_language("La presse est vendue et nous avons l'argent."), "other");
  EXPECT_EQ(identify_language("Пресс продан, и деньги у нас."), "other");
  EXPECT_EQ(identify_language("印刷机已售出。"), "other");
}

TEST(Language, PersianTypedOnAnArabicKeyboardIsPersian) {
  EXPECT_EQ(identify_language("سلام، اين كتاب را براي شما مي فرستم كه بخوانيد"), "fa");
}

TEST(Language, NeighboursInTheArabicScriptAreOther) {
  EXPECT_EQ(identify_language("یہ کتاب میں نے آپ کے لیے خریدی ہے اور وہ بہت اچھی ہے"), "other");
  EXPECT_EQ(identify_language("ئەم کتێبە بۆ تۆ کڕدراوە لەگەڵ نامەیەک"), "other");
}

TEST(Language, AFewWordsSuffice) {
  EXPECT_EQ(identify_language("Thanks!"), "en");
  EXPECT_EQ(identify_language("سلام"), "fa");
  EXPECT_EQ(identify_language("شكرا جزيلا"), "ar");
  EXPECT_EQ(identify_language("Danke"), "other");
}

TEST(Language, TextsWithoutWordsHaveNone) {
  EXPECT_EQ(identify_language(""), "");
  EXPECT_EQ(identify_language("12:30 -- 713.555 \xFF\xFE"), "");
  EXPECT_EQ(identify_language("\xC3(\xD8(\xE2(\xF0(\xC3"), "");
  EXPECT_EQ(identify_language("https://orchard.example/the-press-is-sold"), "");
}

TEST(Language, TwoLanguagesOfAQuarterEachAreMixed) {
  const std::string en = "The press is sold and we have the money for it.\n";
  const std::string fa = "آسیاب فروخته شد و پول آن به دست ما رسید.\n";
  const std::string ar = "تم بيع المطحنة ووصل المال إلينا في الصباح.\n";
  EXPECT_EQ(identify_language(en + fa), "mixed");
  EXPECT_EQ(identify_language(fa + ar), "mixed");
  EXPECT_EQ(identify_language(fa + fa + fa + fa + en), "fa");
  EXPECT_EQ(identify_language(fa + "m.vale@orchard.example wrote www.orchard.example/press"), "fa");
}

TEST(Language, PersianInLatinLettersIsKnown) {
  EXPECT_EQ(identify_language("salam, lotfan baraye jalaseye farda be man zang bezan, mamnoon"), "fa-Latn");
  EXPECT_EQ(identify_language("agar mishe in nameh ro emrooz baraye khanom befrest"), "fa-Latn");
  EXPECT_EQ(identify_language("Salam Ali, please call me about the pool tomorrow."), "en");
  EXPECT_EQ(identify_language("Bring the ham and the key to the man at the door."), "en");
}

TEST(Language, WhatStandsAroundDecidesWhereWordsDoNot) {
  EXPECT_EQ(identify_language("Orchard Press", "other"), "other");
  EXPECT_EQ(identify_language("Orchard Press", "en"), "en");
  EXPECT_EQ(identify_language("Orchard Press", "fa"), "en");
  EXPECT_EQ(identify_language("محمد", "fa"), "fa");
  EXPECT_EQ(identify_language("محمد", "ar"), "ar");
  EXPECT_EQ(identify_language("The press is sold.", "fa"), "en");
  EXPECT_EQ(identify_language("تم بيع المطحنة", "fa"), "ar");
  EXPECT_EQ(identify_language("12:30", "fa"), "");
}

}  // namespace
}  // namespace clew::text
