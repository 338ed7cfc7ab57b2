#include "pipeline/resolve_names.h"

#include <gtest/gtest.h>

#include <optional>

#include "pipeline/resolve_case.h"
#include "pipeline/test_case_file.h"
#include "store/decisions.h"
#include "store/entities.h"

namespace clew::pipeline {
namespace {

constexpr std::int64_t kDay = 86'400;

struct Name {
  const char *type, *shown;
  double confidence = 0.9;
};

/// A case filled by SQL, as the writer and the annotators would.
class ResolveNames : public CaseFileTest {
 protected:
  void run(const std::string& sql) { ASSERT_TRUE(db_->execute(sql)) << sql; }

  /// A letter of one paragraph that names these, on a day, from nobody. Gives the number of its text.
  std::int64_t letter(std::int64_t day, const std::vector<Name>& names) {
    const std::int64_t id = ++texts_;
    const std::string n = std::to_string(id);
    run("INSERT INTO texts VALUES (" + n + ", x'00', 1000, 'words', NULL, NULL)");
    run("INSERT INTO documents(id, sha256, type, message, date, bytes, status, text) VALUES (" + n + ", x'0" +
        n + "', 'mail', " + n + ", " + std::to_string(day * kDay) + ", 1, 'read', " + n + ")");
    run("INSERT INTO passages VALUES (" + n + "00, 0, " + n + ", 0)");
    run("INSERT INTO occurrences VALUES (" + n + ", 0, 1000, " + n + "00, 0)");
    int at = 0;
    for (const Name& name : names) {
      const std::int64_t number = store::name_id(name.type, name.shown);
      auto add = db_->prepare("INSERT OR IGNORE INTO names(id, type, shown) VALUES (?, ?, ?)");
      EXPECT_TRUE(add->bind(1, number).bind(2, name.type).bind(3, name.shown).run());
      auto mention = db_->prepare("INSERT INTO mentions VALUES (?, ?, ?, ?, NULL, ?, ?)");
      mention->bind(1, id * 100).bind(2, at).bind(3, at + 5).bind(4, name.type).bind(5, name.confidence);
      EXPECT_TRUE(mention->bind(6, number).run());
      at += 10;
    }
    return id;
  }
  /// A letter that quotes the paragraph of another.
  void quote(std::int64_t text) {
    const std::string n = std::to_string(++texts_);
    run("INSERT INTO occurrences VALUES (" + n + ", 0, 1000, " + std::to_string(text) + "00, 1)");
  }
  void party(const std::string& name, const std::string& address) {
    run("INSERT INTO parties(name, address) VALUES ('" + name + "', '" + address + "')");
  }
  void resolve() {
    const auto done = resolve_case(*db_);
    ASSERT_TRUE(done) << to_string(done.error());
  }
  store::StoredEntity entity(std::string_view word) {
    const auto id = store::find_entity(*db_, word);
    EXPECT_TRUE(id) << word;
    return id ? *store::load_entity(*db_, *id) : store::StoredEntity{};
  }
  std::string key_of(const char* type, const char* shown) {
    auto row = db_->prepare("SELECT e.key FROM names n JOIN entities e ON e.id = n.entity WHERE n.id = ?");
    row->bind(1, store::name_id(type, shown));
    return row->step().value() ? row->string(0) : std::string();
  }

  std::int64_t texts_ = 0;
};

TEST_F(ResolveNames, AFullNameIsTheOnePersonOfTheLettersWhoIsCalledSo) {
  party("Leyla Nimvari", "leyla@x.example");
  party("Sam Reed", "sam@x.example"), party("Sam Reed", "sam1@y.example"),
      party("Sam Reed", "sam2@y.example");
  letter(3, {{"person", "LEYLA NIMVARI"}, {"person", "Sam Reed"}});
  letter(9, {{"person", "Leyla Nimvari"}});
  resolve();
  const auto who = entity("leyla@x.example");
  EXPECT_EQ(who.named, 2);
  EXPECT_EQ(who.first, 3 * kDay);
  EXPECT_EQ(who.last, 9 * kDay);
  EXPECT_EQ(who.names.size(), 1u) << "one name, however it is spelled";
  EXPECT_EQ(key_of("person", "LEYLA NIMVARI"), who.key);
  EXPECT_EQ(entity("sam@x.example").named, 0) << "several addresses bear it: nobody is told to be meant";
}

TEST_F(ResolveNames, WhatOnlyTextsNameIsAnEntityForEachTypeAndFoldedName) {
  letter(1, {{"place", "Georgia"}, {"person", "Georgia"}, {"org", "Harbour Fund"}, {"org", "HARBOUR FUND"}});
  letter(2, {{"event", "Regatta Week"}, {"place", "Nowhere", 0.3}});
  resolve();
  EXPECT_NE(key_of("place", "Georgia"), key_of("person", "Georgia"));
  EXPECT_EQ(key_of("org", "Harbour Fund"), key_of("org", "HARBOUR FUND"));
  EXPECT_EQ(entity("Harbour Fund").type, "org");
  EXPECT_EQ(entity("Harbour Fund").named, 1) << "one passage";
  EXPECT_EQ(entity("Regatta Week").type, "event");
  EXPECT_EQ(key_of("place", "Nowhere"), "") << "too uncertain";
  EXPECT_EQ(entity("Georgia").type, "person") << "before a place of the same name";
}

TEST_F(ResolveNames, KeysAndOutcomeDoNotDependOnWhatCameFirst) {
  letter(1, {{"org", "Harbour Fund"}, {"person", "Leyla Nimvari"}});
  resolve();
  const std::string org = key_of("org", "Harbour Fund"), person = key_of("person", "Leyla Nimvari");
  party("Zed Adams", "zed@x.example");
  letter(0, {{"org", "Aero Club"}, {"org", "Harbour Fund"}});
  resolve();
  EXPECT_EQ(key_of("org", "Harbour Fund"), org);
  EXPECT_EQ(key_of("person", "Leyla Nimvari"), person);
}

TEST_F(ResolveNames, AShortNameMeansTheFullOneOfItsText) {
  party("Leyla Nimvari", "leyla@x.example");
  letter(1, {{"person", "Leyla Nimvari"}, {"person", "Nimvari"}});
  letter(2, {{"person", "Omid Nimvari"}, {"person", "Nimvari"}});
  letter(3, {{"person", "Nimvari"}});
  resolve();
  EXPECT_EQ(db_->number("SELECT count(*) FROM name_links")->value_or(0), 2);
  EXPECT_EQ(entity("leyla@x.example").named, 1);
  EXPECT_EQ(entity("Omid Nimvari").named, 1);
  EXPECT_EQ(
      db_->number("SELECT passages FROM named JOIN entities e ON e.id = entity WHERE e.name = 'Nimvari'")
          ->value_or(0),
      1)
      << "where nobody else is named, it is a name of its own";
}

TEST_F(ResolveNames, AnInitialismIsTheOrganisationBesideWhichItStands) {
  letter(1, {{"org", "Coastal Harbour Authority"}, {"org", "CHA"}});
  letter(2, {{"org", "CHA"}});
  letter(3, {{"org", "Aero Club"}, {"org", "AC"}});
  letter(4, {{"org", "Alpine Club"}, {"org", "AC"}});
  resolve();
  EXPECT_EQ(key_of("org", "CHA"), key_of("org", "Coastal Harbour Authority"));
  EXPECT_EQ(entity("CHA").named, 2);
  EXPECT_NE(key_of("org", "AC"), key_of("org", "Aero Club"));
  EXPECT_EQ(entity("Aero Club").named, 1);
  EXPECT_EQ(entity("Alpine Club").named, 1) << "by passage, where the letters mean two";
}

TEST_F(ResolveNames, ALetterThatQuotesNamesToo) {
  const auto first = letter(1, {{"org", "Harbour Fund"}});
  quote(first);
  resolve();
  const auto fund = entity("Harbour Fund");
  EXPECT_EQ(fund.named, 1);
  EXPECT_EQ(*store::texts_naming(*db_, fund.id), (std::vector<std::int64_t>{1, 2}));
}

TEST_F(ResolveNames, TheUserMayMergeSplitAndUndoThem) {
  party("Leyla Nimvari", "leyla@x.example");
  letter(1, {{"org", "Harbour Fund"}, {"org", "The Fund of the Harbour"}, {"person", "Leyla N. Nimvari"}});
  resolve();
  ASSERT_TRUE(merge_entities(path_, "Harbour Fund", "The Fund of the Harbour", "letterhead"));
  EXPECT_EQ(key_of("org", "Harbour Fund"), key_of("org", "The Fund of the Harbour"));
  ASSERT_TRUE(merge_entities(path_, "leyla@x.example", "Leyla N. Nimvari", ""));
  EXPECT_EQ(entity("leyla@x.example").named, 1);
  letter(5, {{"org", "Harbour Fund"}});
  resolve();
  EXPECT_EQ(entity("The Fund of the Harbour").named, 2) << "decisions stand after more was read";
  ASSERT_TRUE(split_entity(path_, {"Harbour Fund"}, ""));
  EXPECT_NE(key_of("org", "Harbour Fund"), key_of("org", "The Fund of the Harbour"));
  ASSERT_TRUE(undo_decision(path_, std::nullopt));
  EXPECT_EQ(key_of("org", "Harbour Fund"), key_of("org", "The Fund of the Harbour"));
}

TEST_F(ResolveNames, NamesThatNoTextBearsAnyMoreAreForgotten) {
  letter(1, {{"org", "Harbour Fund"}});
  resolve();
  run("DELETE FROM mentions");
  resolve();
  EXPECT_EQ(db_->number("SELECT count(*) FROM names")->value_or(0), 0);
  EXPECT_EQ(db_->number("SELECT count(*) FROM named")->value_or(0), 0);
  EXPECT_EQ(db_->number("SELECT count(*) FROM entities")->value_or(0), 0);
}

TEST(SpellingOf, PutsANameOnOneLineWithoutTheMarksOfQuotation) {
  EXPECT_EQ(store::spelling_of("Leyla\n> Nimvari"), "Leyla Nimvari");
  EXPECT_EQ(store::spelling_of("Leyla \t Nimvari"), "Leyla Nimvari");
  EXPECT_EQ(store::spelling_of("A > B"), "A > B");
  EXPECT_EQ(store::spelling_of(std::string(1000, 'a')), "");
}

}  // namespace
}  // namespace clew::pipeline
