#include <gtest/gtest.h>

#include <random>
#include <set>

#include "screen/countries.h"
#include "screen/evidence.h"
#include "screen/index.h"
#include "screen/listed.h"
#include "screen/ownership.h"

namespace clew::screen {
namespace {

using model::ListDetailKind;
using model::ListedKind;
using model::ListEntry;
using model::ListNameKind;
using model::ListTie;

// Invented names: syllables put together, the same in every run.
std::string made_word(std::mt19937& random) {
  static constexpr const char* kSyllables[] = {"ta",  "ren", "ko",   "vel", "mo",  "ric", "sha",
                                               "dul", "gra", "moor", "han", "lis", "que", "bor",
                                               "zan", "fir", "nad",  "jel", "um",  "ost"};
  std::string word;
  for (std::size_t i = 0, n = 2 + random() % 3; i < n; ++i) word += kSyllables[random() % 20];
  word[0] = static_cast<char>(word[0] - 32);
  return word;
}

std::vector<std::string> made_names(std::size_t count) {
  std::mt19937 random(7);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < count; ++i) {
    std::string name = made_word(random);
    for (std::size_t k = 1 + random() % 3; k > 0; --k) name += ' ' + made_word(random);
    names.push_back(name);
  }
  return names;
}

TEST(NameIndex, FindsWhatComparingWithAllFinds) {
  const std::vector<std::string> names = made_names(3000);
  NameIndex index;
  for (const std::string& name : names) index.add(name, match::Kind::person);
  index.build();
  const auto scratch = index.scratch();
  std::mt19937 random(8);
  std::size_t all = 0, found = 0, compared = 0;
  std::vector<Near> fast, slow;
  for (std::size_t i = 0; i < names.size(); i += 23) {
    std::string asked = names[i];
    asked[random() % asked.size()] = 'e';  // a letter wrong
    const match::Name name = match::prepare(asked);
    index.find(name, 0.8, *scratch, fast);
    index.find_slowly(name, 0.8, slow);
    compared += NameIndex::looked_at(*scratch).second;
    std::set<std::uint32_t> have;
    for (const Near& one : fast) have.insert(one.name);
    for (const Near& one : slow) ++all, found += have.contains(one.name);
    for (const Near& one : fast) EXPECT_EQ(one.score, match::score(name, index.prepared(one.name)));
  }
  EXPECT_GE(all, 130u);
  EXPECT_GE(found * 100, all * 97);
  EXPECT_LT(compared, 131u * 300u);
}

TEST(NameIndex, WordsTogetherApartAndInAnotherOrder) {
  NameIndex index;
  index.add("GRAYMOOR Abdulrahman", match::Kind::person);
  index.add("Tarenko Velmoric Quellish", match::Kind::person);
  index.build();
  const auto scratch = index.scratch();
  std::vector<Near> out;
  index.find(match::prepare("Abdul Rahman Graymoor"), 0.7, *scratch, out);
  ASSERT_EQ(out.size(), 1u);
  EXPECT_EQ(out[0].name, 0u);
  index.find(match::prepare("Velmorik, Tarenko"), 0.7, *scratch, out);
  ASSERT_EQ(out.size(), 1u);
  EXPECT_EQ(out[0].name, 1u);
  index.find(match::prepare(""), 0.7, *scratch, out);
  EXPECT_TRUE(out.empty());
  index.find(match::prepare("\xFF\xFE nothing like it"), 0.7, *scratch, out);
  EXPECT_TRUE(out.empty());
}

List quell(std::string part = {}) {
  List list;
  list.info.name = "Quell";
  list.info.part = std::move(part);
  list.version = "2026";
  return list;
}

ListEntry entry(std::string id, std::string name, bool listed) {
  ListEntry out;
  out.id = std::move(id);
  out.listed = listed;
  out.names.push_back({std::move(name), ListNameKind::primary});
  return out;
}

Everything fleet() {
  Everything all;
  all.begin_list(quell());
  all.add(entry("1", "Owner One", true));
  all.add(entry("2", "Owner Two", true));
  ListEntry holding = entry("3", "Harbour Holding", false);
  holding.relations = {{ListTie::owner, "1", {}, 30, {}}, {ListTie::owner, "2", {}, 20, {}}};
  all.add(std::move(holding));
  ListEntry lines = entry("4", "Quell Lines", false);
  lines.relations = {{ListTie::owner, {}, "HARBOUR Holding", 60, {}}};
  all.add(std::move(lines));
  ListEntry minor = entry("5", "Minor Share", false);
  minor.relations = {{ListTie::owner, "1", {}, 49.9, {}}, {ListTie::owner, "1", {}, 10, {}}};
  all.add(std::move(minor));
  ListEntry untold = entry("6", "Share Untold", false);
  untold.relations = {{ListTie::owner, "1", {}, -1, {}}};
  all.add(std::move(untold));
  ListEntry ring = entry("7", "Ring A", false);
  ring.relations = {{ListTie::owner, "8", {}, 100, {}}};
  all.add(std::move(ring));
  ListEntry other = entry("8", "Ring B", false);
  other.relations = {{ListTie::owner, "7", {}, 100, {}}};
  all.add(std::move(other));
  all.finish();
  return all;
}

TEST(Ownership, HalfTogetherAndThroughOthersCountsAndLessDoesNot) {
  const Everything all = fleet();
  const auto owned = owned_by_listed(all);
  EXPECT_TRUE(owned.at(2).half());
  EXPECT_EQ(owned.at(2).share, 50);
  EXPECT_TRUE(owned.at(3).half());
  EXPECT_FALSE(owned.at(4).half());
  EXPECT_FALSE(owned.at(5).half());
  EXPECT_FALSE(owned.contains(6));
  const auto chain = chain_of(all, owned, 3);
  ASSERT_EQ(chain.size(), 2u);
  EXPECT_EQ(chain[0], "Quell Lines: 60 % by Harbour Holding (not listed itself, owned as told below)");
  EXPECT_EQ(chain[1],
            "Harbour Holding: 30 % by Owner One (Quell, entry 1), 20 % by Owner Two (Quell, entry 2)");
}

TEST(Everything, SupplementsComeToTheirEntriesWhateverTheirOrder) {
  Everything all;
  all.begin_list(quell("names"));
  ListEntry more = entry("1", "Other Name", false);
  more.supplement = true;
  all.add(std::move(more));
  ListEntry stray = entry("9", "Nobody", false);
  stray.supplement = true;
  all.add(std::move(stray));
  all.begin_list(quell());
  all.add(entry("1", "First Name", true));
  EXPECT_EQ(all.finish(), 1u);
  ASSERT_EQ(all.entries().size(), 1u);
  EXPECT_EQ(all.entries()[0].entry.names.size(), 2u);
}

TEST(Evidence, DatesNationalityKindAndNumbersSpeakForAndAgainst) {
  ListEntry listed = entry("1", "Tarenko Velmoric", true);
  listed.kind = ListedKind::person;
  listed.details = {{ListDetailKind::birth_date, "~1961", {}},
                    {ListDetailKind::nationality, "Iran (Islamic Republic of)", {}},
                    {ListDetailKind::identifier, "Q 123-4567", "passport"}};
  Subject subject{"T. Velmoric", ListedKind::person, {"1963"}, {"IR"}, {}};
  const Evidence agree = weigh(subject, listed, ListNameKind::primary, 0.8);
  EXPECT_EQ(agree.supports.size(), 2u);
  EXPECT_GT(agree.score, 0.8);
  subject.birth_dates = {"1990-01-02"};
  subject.nationalities = {"France"};
  const Evidence differ = weigh(subject, listed, ListNameKind::weak, 0.8);
  EXPECT_EQ(differ.speaks_against.size(), 3u);
  EXPECT_LT(differ.score, 0.6);
  subject.identifiers = {"q1234567"};
  EXPECT_EQ(weigh(subject, listed, ListNameKind::primary, 0.5).score, 1);
  const Evidence silent = weigh({"X", {}, {}, {}, {}}, listed, ListNameKind::primary, 0.8);
  EXPECT_EQ(silent.score, 0.8);
  EXPECT_TRUE(silent.supports.empty() && silent.speaks_against.empty());
}

TEST(Countries, WordsAndCodesOfOneCountryAreOne) {
  EXPECT_EQ(country_code("IR"), "ir");
  EXPECT_EQ(country_code("Iran, Islamic Republic of"), "ir");
  EXPECT_EQ(country_code("ایران"), "ir");
  EXPECT_EQ(country_code("RUSSIAN FEDERATION"), "ru");
  EXPECT_EQ(country_code("The Netherlands"), "nl");
  EXPECT_EQ(country_code("Quell"), "");
}

}  // namespace
}  // namespace clew::screen
