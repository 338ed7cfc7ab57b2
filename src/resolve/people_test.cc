#include "resolve/people.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

namespace clew::resolve {
namespace {

using Group = std::set<std::string>;

std::string label(const Party& party) { return std::string(party.name) + "|" + std::string(party.address); }

/// The entities as sets of "name|address".
std::set<Group> groups(std::span<const Party> parties, const People& people) {
  std::vector<Group> out(people.count());
  for (PartyIndex i = 0; i < parties.size(); ++i) out[people.entity_of(i)].insert(label(parties[i]));
  return {out.begin(), out.end()};
}

std::set<Group> groups(const std::vector<Party>& parties, const std::vector<Decision>& decisions = {}) {
  return groups(parties, resolve_people(parties, decisions));
}

std::uint32_t count(const std::vector<Party>& parties) {
  return static_cast<std::uint32_t>(resolve_people(parties).count());
}

TEST(People, OneAddressIsOnePersonWhateverTheNames) {
  const std::vector<Party> parties = {{"Mina Faraday", "mina@harbour.example", 5},
                                      {"مینا فرادی", "Mina@Harbour.example", 2},
                                      {"", "mina@harbour.example", 1}};
  const People people = resolve_people(parties);
  ASSERT_EQ(people.count(), 1U);
  EXPECT_EQ(people.reason(0), "its own address");
  EXPECT_EQ(people.reason(1), "same address");
  const auto names = people.names(0);
  EXPECT_EQ(names.shown, "Mina Faraday");
  EXPECT_EQ(names.names, (std::vector<std::string>{"Mina Faraday", "مینا فرادی"}));
  EXPECT_EQ(names.addresses, (std::vector<std::string>{"mina@harbour.example"}));
  EXPECT_EQ(people.type(0), "person");
}

TEST(People, TheSameFullNameJoinsAddressesInEitherOrderOfItsWords) {
  const std::vector<Party> parties = {{"Mina Faraday", "mina@harbour.example", 5},
                                      {"\"Faraday, Mina\" (E-mail)", "mf77@post.example", 1},
                                      {"MINA FARADAY", "/O=HARBOUR/OU=NA/CN=RECIPIENTS/CN=MFARADA", 1}};
  const People people = resolve_people(parties);
  ASSERT_EQ(people.count(), 1U);
  EXPECT_EQ(people.reason(1), "same full name as Mina Faraday <mina@harbour.example>");
}

TEST(People, OneWordNeverJoins) {
  EXPECT_EQ(count({{"محمدی", "a@x.example", 1}, {"محمدی", "b@y.example", 1}, {"محمدی", "", 1}}), 3U);
  EXPECT_EQ(count({{"Mina", "a@x.example", 1}, {"Mina", "b@x.example", 1}}), 2U);
}

TEST(People, WordsInAnotherOrderWithoutACommaAreAnotherName) {
  EXPECT_EQ(count({{"Ali Reza", "a@x.example", 1}, {"Reza Ali", "b@x.example", 1}}), 2U);
}

TEST(People, OfficesAndListsAreEntitiesOfTheirOwn) {
  const std::vector<Party> parties = {{"Mina Faraday", "info@harbour.example", 5},
                                      {"Mina Faraday", "mina@post.example", 5},
                                      {"Omid Karun", "info@harbour.example", 1},
                                      {"Omid Karun", "omid@post.example", 1}};
  const People people = resolve_people(parties);
  EXPECT_EQ(people.count(), 3U);
  EXPECT_EQ(people.entity_of(0), people.entity_of(2));
  EXPECT_EQ(people.type(people.entity_of(0)), "org");
  EXPECT_EQ(people.type(people.entity_of(1)), "person");
  EXPECT_EQ(people.reason(0), "address of an office: names on it join nobody");
  EXPECT_EQ(people.reason(2), "same address; address of an office: names on it join nobody");
}

TEST(People, AnAddressForListsThatNamesItsOwnerIsAPersons) {
  const std::vector<Party> parties = {{"Mina Faraday", "mina-lists@x.example", 1},
                                      {"Mina Faraday", "m@y.example", 1}};
  const People people = resolve_people(parties);
  EXPECT_EQ(people.count(), 1U);
  EXPECT_EQ(people.type(0), "person");
  EXPECT_EQ(count({{"Mina Faraday", "harbour-lists@x.example", 1}, {"Mina Faraday", "m@y.example", 1}}), 2U);
}

TEST(People, AnAddressWithManyDifferentNamesJoinsNobody) {
  std::vector<Party> parties = {{"Mina Faraday", "desk7@harbour.example", 1},
                                {"Omid Karun", "desk7@harbour.example", 1},
                                {"Sara Volta", "desk7@harbour.example", 1},
                                {"Reza Ampere", "desk7@harbour.example", 1},
                                {"Mina Faraday", "mina@post.example", 1}};
  const People people = resolve_people(parties);
  EXPECT_EQ(people.count(), 2U);
  EXPECT_EQ(people.type(people.entity_of(0)), "org");
  EXPECT_EQ(people.names(people.entity_of(0)).shown, "desk7@harbour.example");
  parties[0].letters = 100;  // now it is hers, and the others are slips
  EXPECT_EQ(count(parties), 1U);
}

TEST(People, ASecondPersonsNameOnAnAddressDoesNotJoinThatPersonsOwn) {
  const std::vector<Party> parties = {{"Mina Faraday", "mina@harbour.example", 9},
                                      {"Omid Karun", "mina@harbour.example", 1},
                                      {"Omid Karun", "omid@harbour.example", 9}};
  EXPECT_EQ(count(parties), 2U);
}

TEST(People, AnAddressOftenCalledByAnOfficesNameIsAnOrganisation) {
  const std::vector<Party> parties = {{"Harbour Watch", "harbour@x.example", 5},
                                      {"Harbour Watch mailing list", "harbour@x.example", 4}};
  const People people = resolve_people(parties);
  EXPECT_EQ(people.type(0), "org");
  EXPECT_EQ(people.names(0).shown, "Harbour Watch");
}

TEST(People, NamesOfOfficesDoNotJoin) {
  EXPECT_EQ(count({{"Harbour Foundation", "a@x.example", 1}, {"Harbour Foundation", "b@y.example", 1}}), 2U);
  EXPECT_EQ(count({{"Mina Faraday via Harbour List", "a@x.example", 1}, {"Mina Faraday", "b@y.example", 1}}),
            2U);
}

TEST(People, AddressesThatDifferByANumberAreTwoPeople) {
  EXPECT_EQ(
      count({{"Mina Faraday", "mina.faraday@x.example", 1}, {"Mina Faraday", "mina.faraday2@x.example", 1}}),
      2U);
}

TEST(People, ANameAtManyDomainsJoinsOnlyWithinOne) {
  std::vector<std::string> addresses;
  for (int i = 0; i < 8; ++i)
    addresses.push_back("m" + std::string(static_cast<std::size_t>(i + 1), 'a') + "@d" + std::to_string(i) +
                        ".example");
  addresses.push_back("faraday@d0.example");
  std::vector<Party> parties;
  for (const auto& address : addresses) parties.push_back({"Mina Faraday", address, 1});
  const People people = resolve_people(parties);
  EXPECT_EQ(people.count(), 8U);
  EXPECT_EQ(people.entity_of(0), people.entity_of(8));
}

TEST(People, OneLetterJoinsOnlyWithSupport) {
  const std::vector<Party> domain = {{"Mina Faraday", "mf@harbour.example", 5},
                                     {"Mina Farraday", "m7@harbour.example", 1}};
  const People people = resolve_people(domain);
  ASSERT_EQ(people.count(), 1U);
  EXPECT_EQ(people.reason(1), "one letter from the name of Mina Faraday <mf@harbour.example>, same domain");
  EXPECT_EQ(count({{"Mina Faraday", "x1@a.example", 5}, {"Mina Farraday", "mfaraday@b.example", 1}}), 1U);
  EXPECT_EQ(count({{"Mina Faraday", "x1@a.example", 5}, {"Mina Farraday", "x2@b.example", 1}}), 2U);
  EXPECT_EQ(count({{"Mina Faraday", "x1@gmail.com", 5}, {"Mina Farraday", "x2@gmail.com", 1}}), 2U);
  // A local part that shows no more than the initial speaks for both.
  EXPECT_EQ(count({{"Tendar Volta", "tvolta@a.example", 5}, {"Tenvar Volta", "tendor@b.example", 1}}), 2U);
  // Short words and first letters decide who is meant.
  EXPECT_EQ(count({{"Sara Volta", "a@x.example", 5}, {"Sarah Volta", "b@x.example", 1}}), 2U);
  EXPECT_EQ(count({{"Hamid Volta", "a@x.example", 5}, {"Samid Volta", "b@x.example", 1}}), 2U);
  // The addresses spell out that these are two.
  EXPECT_EQ(count({{"Maria Volta", "maria.volta@x.example", 5}, {"Mario Volta", "mario.volta@x.example", 1}}),
            2U);
  EXPECT_EQ(count({{"مینا فرادیان", "a@x.example", 1}, {"مینا فرادیانی", "b@x.example", 1}}), 1U);
}

TEST(People, AMiddleInitialJoinsOnlyWithSupportAndWhenThereIsOne) {
  EXPECT_EQ(count({{"Mina Faraday", "a@x.example", 1}, {"Mina K. Faraday", "b@x.example", 1}}), 1U);
  EXPECT_EQ(count({{"Mina Faraday", "a@x.example", 1}, {"Mina K. Faraday", "b@y.example", 1}}), 2U);
  EXPECT_EQ(count({{"Mina Faraday", "a@x.example", 1},
                   {"Mina K. Faraday", "b@x.example", 1},
                   {"Mina L. Faraday", "c@x.example", 1}}),
            3U);
}

TEST(People, ANameWithoutAnAddressGoesToTheOnlyOneWithThatName) {
  std::vector<Party> parties = {{"Mina Faraday", "mina@x.example", 1}, {"Faraday, Mina", "", 1}};
  const People people = resolve_people(parties);
  ASSERT_EQ(people.count(), 1U);
  EXPECT_EQ(people.reason(1),
            "no address; the only one here with this full name is Mina Faraday <mina@x.example>");
  // Two people of that name: it stays alone.
  parties = {{"Mina Faraday", "mina@x.example", 1},
             {"Mina Faraday", "mina2@x.example", 1},
             {"Faraday, Mina", "", 1}};
  EXPECT_EQ(count(parties), 3U);
}

TEST(People, NamesWithoutAddressesAreOneWhereTheyAreEqual) {
  EXPECT_EQ(
      count({{"Mina Faraday", "", 1}, {"Faraday, Mina", "", 1}, {"Mina", "", 1}, {"?", "", 1}, {"!", "", 1}}),
      4U);
}

TEST(People, AnAddressInThePlaceOfTheNameCountsAsOne) {
  EXPECT_EQ(count({{"mina@x.example", "", 1}, {"Mina Faraday", "mina@x.example", 1}}), 1U);
}

std::vector<Party> made_parties(std::vector<std::string>& keep, std::mt19937& random, std::size_t n) {
  const char* first[] = {"Mina", "Omid", "Sarina", "Rezaan", "Sarinna", "مینا"};
  const char* last[] = {"Faraday", "Farraday", "Volta", "Karun", "K. Faraday", "فرادی"};
  const char* domain[] = {"x.example", "y.example", "gmail.com"};
  keep.reserve(2 * n);
  std::set<std::pair<std::string, std::string>> seen;
  std::vector<Party> out;
  while (out.size() < n) {
    std::string name = std::string(first[random() % 6]) + " " + last[random() % 6];
    if (random() % 4 == 0) name = std::string(last[random() % 6]) + ", " + first[random() % 6];
    std::string address =
        random() % 6 == 0 ? "" : "u" + std::to_string(random() % 40) + "q@" + domain[random() % 3];
    if (!seen.emplace(name, address).second) continue;
    keep.push_back(name), keep.push_back(address);
    out.push_back({keep[keep.size() - 2], keep.back(), random() % 20});
  }
  return out;
}

TEST(People, TheOrderOfPartiesDoesNotMatter) {
  std::mt19937 random(11);
  for (int round = 0; round < 20; ++round) {
    std::vector<std::string> keep;
    auto parties = made_parties(keep, random, 60);
    const People before = resolve_people(parties);
    const auto expected = groups(parties, before);
    std::map<std::string, std::string> reasons, keys, shown;
    for (PartyIndex i = 0; i < parties.size(); ++i) {
      reasons[label(parties[i])] = before.reason(i);
      keys[label(parties[i])] = std::to_string(before.key(before.entity_of(i)));
      shown[label(parties[i])] = before.names(before.entity_of(i)).shown;
    }
    std::shuffle(parties.begin(), parties.end(), random);
    const People after = resolve_people(parties);
    EXPECT_EQ(groups(parties, after), expected);
    for (PartyIndex i = 0; i < parties.size(); ++i) {
      EXPECT_EQ(after.reason(i), reasons[label(parties[i])]);
      EXPECT_EQ(std::to_string(after.key(after.entity_of(i))), keys[label(parties[i])]);
      EXPECT_EQ(after.names(after.entity_of(i)).shown, shown[label(parties[i])]);
    }
  }
}

TEST(People, EntitiesAreNumberedByTheirFirstParty) {
  const std::vector<Party> parties = {{"", "z@x.example", 1}, {"", "a@x.example", 1}, {"", "Z@x.example", 1}};
  const People people = resolve_people(parties);
  EXPECT_EQ(people.entity_of(0), 0U);
  EXPECT_EQ(people.entity_of(1), 1U);
  EXPECT_EQ(people.entity_of(2), 0U);
  EXPECT_EQ(people.parties(0).size(), 2U);
}

TEST(People, TheUserMayJoinAndUndo) {
  const std::vector<Party> parties = {
      {"Mina", "a@x.example", 3}, {"M.", "b@y.example", 1}, {"Omid", "c@x.example", 1}};
  const std::vector<Decision> merge = {
      {7, Decision::Action::merge, {{"Mina", "a@x.example"}}, {{"M.", "b@y.example"}}, "the same signature"}};
  const People people = resolve_people(parties, merge);
  EXPECT_EQ(people.count(), 2U);
  EXPECT_EQ(people.entity_of(0), people.entity_of(1));
  EXPECT_EQ(people.reason(1), "joined with Mina <a@x.example> by decision 7: the same signature");
  EXPECT_EQ(count(parties), 3U);
}

TEST(People, TheUserMayTakeOutAnAddressAndTheRestStays) {
  const std::vector<Party> parties = {{"Mina Faraday", "a@x.example", 3},
                                      {"Mina Faraday", "b@y.example", 2},
                                      {"Mina Faraday", "c@z.example", 1}};
  const std::vector<Decision> split = {
      {1, Decision::Action::split, {{"*", "a@x.example"}}, {}, "a namesake"}};
  const People people = resolve_people(parties, split);
  EXPECT_EQ(people.count(), 2U);
  EXPECT_EQ(people.entity_of(1), people.entity_of(2));
  EXPECT_EQ(people.reason(0), "taken out by decision 1: a namesake");
  EXPECT_EQ(people.reason(1).find("a@x.example"), std::string::npos);
  // Taking out all there is changes nothing.
  const std::vector<Party> alone = {{"Omid", "c@x.example", 1}};
  EXPECT_EQ(resolve_people(
                alone, std::vector<Decision>{{1, Decision::Action::split, {{"*", "c@x.example"}}, {}, ""}})
                .count(),
            1U);
}

TEST(People, TheUserMayTakeOutANameFromAnAddress) {
  const std::vector<Party> parties = {{"Mina Faraday", "home@x.example", 3},
                                      {"Omid Karun", "home@x.example", 1}};
  const std::vector<Decision> split = {
      {1, Decision::Action::split, {{"Omid Karun", "home@x.example"}}, {}, ""}};
  const People people = resolve_people(parties, split);
  ASSERT_EQ(people.count(), 2U);
  EXPECT_NE(people.key(0), people.key(1));
  EXPECT_EQ(people.key(people.entity_of(0)), resolve_people(parties).key(0));
}

TEST(People, ALaterDecisionGoesBeforeAnEarlierOne) {
  const std::vector<Party> parties = {{"Mina Faraday", "a@x.example", 3}, {"Mina Faraday", "b@y.example", 2}};
  std::vector<Decision> decisions = {{1, Decision::Action::split, {{"*", "a@x.example"}}, {}, ""}};
  EXPECT_EQ(groups(parties, decisions).size(), 2U);
  decisions.push_back(
      {2, Decision::Action::merge, {{"Mina Faraday", "a@x.example"}}, {{"Mina Faraday", "b@y.example"}}, ""});
  EXPECT_EQ(groups(parties, decisions).size(), 1U);
  decisions.push_back({3, Decision::Action::split, {{"*", "b@y.example"}}, {}, ""});
  EXPECT_EQ(groups(parties, decisions).size(), 2U);
}

TEST(People, DecisionsAboutWhatIsNotThereDoNothing) {
  const std::vector<Party> parties = {{"Mina", "a@x.example", 3}};
  EXPECT_EQ(groups(parties, {{1, Decision::Action::merge, {{"X", "x@x"}}, {{"Mina", "a@x.example"}}, ""},
                             {2, Decision::Action::split, {{"*", ""}, {"", ""}}, {}, ""}})
                .size(),
            1U);
}

TEST(People, KeysAreTheSmallestHashOfTheAddresses) {
  const std::vector<Party> parties = {{"Mina", "a@x.example", 3}};
  // printf 'a@x.example' | sha256sum
  EXPECT_EQ(resolve_people(parties).key(0), 0xcbfac86646b35646ULL);
}

TEST(People, HostileInputIsSurvived) {
  const std::string long_name(100'000, 'a'), commas(1000, ','), brackets(1000, '(');
  const std::vector<Party> parties = {
      {long_name, long_name, 1}, {commas, "", 1}, {brackets, "@", 1}, {"\xFF\xFE", "\xFF", 1}, {"", "", 1},
      {"name:x", "name:x", 1},   {"x", "", 1}};
  const People people = resolve_people(parties);
  std::set<std::uint64_t> keys;
  for (std::uint32_t e = 0; e < people.count(); ++e) {
    keys.insert(people.key(e));
    (void)people.names(e);
  }
  EXPECT_EQ(keys.size(), people.count());
  EXPECT_EQ(resolve_people({}).count(), 0U);
}

}  // namespace
}  // namespace clew::resolve
