#include "annotate/names.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include "base/embedded_models.h"

namespace clew::annotate {
namespace {

std::vector<model::Mention> names_in(std::string_view text, std::string_view language) {
  std::vector<model::Mention> mentions;
  find_names(text, {.language = language, .zone = "body", .date = {}}, mentions);
  return mentions;
}

/// "person:Ann Lee org:Acme" in order.
std::string listed(const std::vector<model::Mention>& mentions) {
  std::string list;
  for (const model::Mention& m : mentions)
    list += (list.empty() ? "" : " | ") + std::string(model::name_of(m.type)) + ":" + m.text;
  return list;
}

TEST(Names, PersonsOrganisationsAndPlacesAreFoundInEnglish) {
  EXPECT_EQ(
      listed(names_in("Marta Kowalczyk met Peter Hollis of Brightwater Shipping Ltd in Rotterdam.", "en")),
      "person:Marta Kowalczyk | person:Peter Hollis | org:Brightwater Shipping Ltd | place:Rotterdam");
}

TEST(Names, OffsetsAreBytesOfThePassage) {
  const std::string text =
      "\u00AB\u00E9t\u00E9\u00BB: they flew from Vienna to Kabul and met Anna Berger there.";
  for (const model::Mention& m : names_in(text, "en")) {
    ASSERT_LE(m.end, text.size());
    EXPECT_EQ(text.substr(m.start, m.end - m.start), m.text);
  }
  EXPECT_NE(listed(names_in(text, "en")).find("place:Kabul"), std::string::npos);
}

TEST(Names, PersianNamesAreFound) {
  const std::string found = listed(names_in("آقای رضا محمودی دیروز از تهران به اصفهان سفر کرد.", "fa"));
  EXPECT_NE(found.find("person:رضا محمودی"), std::string::npos) << found;
  EXPECT_NE(found.find("place:تهران"), std::string::npos) << found;
}

TEST(Names, ArabicNamesAreFoundWhereTheBuildHasTheModel) {
  if (name_model("ar") == nullptr) GTEST_SKIP() << "this build carries no Arabic model";
  const std::string found = listed(names_in("سافر الوزير من القاهرة إلى لبنان في زيارة رسمية.", "ar"));
  EXPECT_NE(found.find("place:القاهرة"), std::string::npos) << found;
  EXPECT_NE(found.find("place:لبنان"), std::string::npos) << found;
}

TEST(Names, ASurnameAloneIsFoundInPersianWhereThePassageHasTheFullName) {
  const std::string full = "آقای رضا محمودیان دیروز از تهران به اصفهان سفر کرد.";
  const std::string found = listed(names_in(full + " محمودیان در پایان چیزی نگفت.", "fa"));
  ASSERT_NE(found.find("person:رضا محمودیان"), std::string::npos) << found;
  EXPECT_NE(found.find("person:محمودیان"), std::string::npos) << found;
}

TEST(Names, ConfidenceIsAShareAndFallsForWhatIsLessClear) {
  const auto clear = names_in("He lives in London with his wife.", "en");
  ASSERT_EQ(listed(clear), "place:London");
  EXPECT_GT(clear[0].confidence, 0.7);
  for (const model::Mention& m : names_in("Ask Trellis or the Larch people what Ostrava said.", "en")) {
    EXPECT_GT(m.confidence, 0);
    EXPECT_LT(m.confidence, 1);
  }
}

TEST(Names, TheSameTextGivesTheSameMentionsOnEveryThread) {
  std::string text;
  for (int i = 0; i < 40; ++i)
    text += "Marta Kowalczyk wrote to Brightwater Shipping in Rotterdam, and Omar Haddad replied.\n\n";
  const auto alone = names_in(text, "en");
  ASSERT_GT(alone.size(), 100U);
  std::vector<std::vector<model::Mention>> results(4);
  std::vector<std::thread> threads;
  for (auto& result : results) threads.emplace_back([&] { result = names_in(text, "en"); });
  for (std::thread& thread : threads) thread.join();
  for (const auto& result : results) {
    ASSERT_EQ(listed(result), listed(alone));
    for (std::size_t i = 0; i < result.size(); ++i) EXPECT_EQ(result[i].confidence, alone[i].confidence);
  }
}

TEST(Names, TextWithoutModelOrWordsHasNone) {
  EXPECT_TRUE(names_in("", "en").empty());
  EXPECT_TRUE(
      names_in("Der Minister Karl Brandt sprach gestern mit der Presse, und er war nicht allein.", "other")
          .empty());
  EXPECT_TRUE(names_in("-- 12 // ..", "en").empty());
}

TEST(Names, HostileTextCostsLinearTime) {
  std::string text;
  while (text.size() < (1U << 17)) text += "A\xff\u202E";
  (void)names_in(text, "en");
  (void)names_in(std::string(1U << 17, 'N'), "en");
  std::string capitals;
  while (capitals.size() < (1U << 17)) capitals += "Ann ";
  EXPECT_FALSE(names_in(capitals, "en").empty());
}

}  // namespace
}  // namespace clew::annotate
