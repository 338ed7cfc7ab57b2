#include "resolve/short_names.h"

#include <gtest/gtest.h>

#include <map>

namespace clew::resolve {
namespace {

/// What each short name of a document means, by its spelling.
std::map<std::string, std::string> meanings(const std::vector<std::pair<NameOf, std::string>>& names) {
  std::vector<std::string> keys;
  for (const auto& [of, shown] : names) keys.push_back(key_of_name(of, shown));
  std::vector<NameForm> forms;
  std::vector<std::uint32_t> here;
  for (std::size_t i = 0; i < names.size(); ++i) {
    forms.push_back({names[i].first, keys[i], names[i].second});
    here.push_back(static_cast<std::uint32_t>(i));
  }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> links;
  ShortNames(forms).link(here, links);
  std::map<std::string, std::string> out;
  for (const auto& [name, means] : links) out[names[name].second] = names[means].second;
  return out;
}

constexpr auto kPerson = NameOf::person, kOrg = NameOf::org;

TEST(ShortNames, LastAndFirstNamesMeanTheOneFullNameOfTheDocument) {
  const auto found = meanings({{kPerson, "Leyla Nimvari"},
                               {kPerson, "Nimvari"},
                               {kPerson, "Leyla"},
                               {kPerson, "Mr Nimvari"},
                               {kPerson, "L. Nimvari"},
                               {kPerson, "Dana Okoro"}});
  EXPECT_EQ(found.at("Nimvari"), "Leyla Nimvari");
  EXPECT_EQ(found.at("Mr Nimvari"), "Leyla Nimvari");
  EXPECT_EQ(found.at("L. Nimvari"), "Leyla Nimvari");
  EXPECT_EQ(found.at("Leyla"), "Leyla Nimvari");
  EXPECT_EQ(found.size(), 4u);
}

TEST(ShortNames, NothingIsSaidWhereTwoFullNamesFit) {
  EXPECT_TRUE(
      meanings({{kPerson, "Leyla Nimvari"}, {kPerson, "Omid Nimvari"}, {kPerson, "Nimvari"}}).empty());
  EXPECT_TRUE(meanings({{kPerson, "Omid Jordan"}, {kPerson, "Jordan Bell"}, {kPerson, "Jordan"}}).empty());
  EXPECT_TRUE(meanings({{kPerson, "Leyla Nimvari"}, {kPerson, "O. Nimvari"}}).empty());
}

TEST(ShortNames, OneFullNameInSeveralSpellingsIsOne) {
  const auto found = meanings({{kPerson, "LEYLA NIMVARI"}, {kPerson, "Leyla Nimvari"}, {kPerson, "Nimvari"}});
  EXPECT_EQ(found.at("Nimvari"), "LEYLA NIMVARI");
}

TEST(ShortNames, WorkInPersian) {
  EXPECT_EQ(meanings({{kPerson, "لیلا نیموری"}, {kPerson, "نیموری"}}).at("نیموری"), "لیلا نیموری");
}

TEST(ShortNames, InitialsMeanTheOrganisationWithOrWithoutItsSmallWords) {
  const auto found = meanings({{kOrg, "Coastal Harbour Authority"},
                               {kOrg, "CHA"},
                               {kOrg, "Board of Pilots"},
                               {kOrg, "B.P."},
                               {kOrg, "BOP"},
                               {kOrg, "Cha"},
                               {kPerson, "CHA"}});
  EXPECT_EQ(found.at("CHA"), "Coastal Harbour Authority");
  EXPECT_EQ(found.at("B.P."), "Board of Pilots");
  EXPECT_EQ(found.at("BOP"), "Board of Pilots");
  EXPECT_EQ(found.size(), 3u);
}

}  // namespace
}  // namespace clew::resolve
