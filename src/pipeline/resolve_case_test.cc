#include "pipeline/resolve_case.h"

#include <gtest/gtest.h>

#include <optional>

#include "pipeline/test_case_file.h"
#include "pipeline/thread_case.h"
#include "store/decisions.h"

namespace clew::pipeline {
namespace {

constexpr std::int64_t kDay = 86'400;

/// A case filled by SQL, as the writer would.
class ResolveCase : public CaseFileTest {
 protected:
  std::int64_t party(const std::string& name, const std::string& address) {
    auto insert = db_->prepare("INSERT OR IGNORE INTO parties(name, address) VALUES (?, ?)");
    EXPECT_TRUE(insert->bind(1, name).bind(2, address).run());
    auto find = db_->prepare("SELECT id FROM parties WHERE name = ? AND address = ?");
    find->bind(1, name).bind(2, address);
    EXPECT_TRUE(*find->step());
    return find->integer(0);
  }

  struct Role {
    int role;
    std::int64_t party;
  };
  /// Gives documents.id. `copy_of`: 0 for a letter of its own.
  std::int64_t letter(std::int64_t day, const std::string& subject, std::vector<Role> roles,
                      std::int64_t copy_of = 0) {
    const std::int64_t id = db_->number("SELECT coalesce(max(id), 0) + 1 FROM documents")->value_or(0);
    // A made hash: the larger the row, the smaller it is, so that order of rows and of hashes differ.
    std::string hash(32, '\0');
    hash[0] = static_cast<char>(200 - id);
    auto insert = db_->prepare(
        "INSERT INTO documents(id, sha256, type, message, subject, date, bytes, status) "
        "VALUES (?, ?, 'mail', ?, ?, ?, 1, 'read')");
    insert->bind(1, id)
        .bind_blob(2, hash)
        .bind(3, copy_of == 0 ? id : copy_of)
        .bind(4, subject)
        .bind(5, day * kDay);
    EXPECT_TRUE(insert->run());
    int seq = 0;
    for (const Role& role : roles) {
      auto add = db_->prepare("INSERT INTO participants VALUES (?, ?, ?, ?)");
      EXPECT_TRUE(add->bind(1, id).bind(2, role.role).bind(3, seq++).bind(4, role.party).run());
    }
    return id;
  }
  void message_id(std::int64_t document, std::int64_t hash, int seq) {
    auto insert = db_->prepare("INSERT INTO message_ids VALUES (?, ?, ?)");
    EXPECT_TRUE(insert->bind(1, hash).bind(2, document).bind(3, seq).run());
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
  std::int64_t number(const std::string& sql) { return db_->number(sql)->value_or(-1); }
  /// Everything that resolving writes, as one text.
  std::string derived() {
    std::string out;
    for (const char* sql :
         {"SELECT group_concat(id || entity || reason, ';') FROM (SELECT * FROM parties ORDER BY id)",
          "SELECT group_concat(id || key || type || name || names || addresses || sent || received || "
          "coalesce(first, '') || coalesce(last, ''), ';') FROM (SELECT * FROM entities ORDER BY id)",
          "SELECT group_concat(a || ',' || b || kind || count || coalesce(first, ''), ';') FROM "
          "(SELECT * FROM ties ORDER BY a, b, kind)"}) {
      auto row = db_->prepare(sql);
      EXPECT_TRUE(*row->step());
      out += row->string(0) + "\n";
    }
    return out;
  }
};

TEST_F(ResolveCase, CountsEachLetterOnceWhateverItsCopiesAndRoles) {
  const auto mina = party("Mina Faraday", "mina@x.example"), mina2 = party("Faraday, Mina", "mf@y.example");
  const auto omid = party("Omid Karun", "omid@x.example");
  const auto first = letter(1, "a", {{1, mina}, {2, omid}, {3, omid}});
  letter(1, "a", {{1, mina}, {2, omid}}, first);                  // a copy
  letter(3, "b", {{1, omid}, {2, mina}, {2, mina2}, {3, omid}});  // to both her addresses, and himself
  resolve();
  const auto who = entity("mina@x.example");
  EXPECT_EQ(entity("mf@y.example").id, who.id);
  EXPECT_EQ(who.sent, 1);
  EXPECT_EQ(who.received, 1);
  EXPECT_EQ(who.first, kDay);
  EXPECT_EQ(who.last, 3 * kDay);
  const auto he = entity("omid@x.example");
  EXPECT_EQ(he.sent, 1);
  EXPECT_EQ(he.received, 2);
  EXPECT_EQ(number("SELECT count(*) FROM ties"), 3);  // to and cc one way, to the other; none to himself
  EXPECT_EQ(number("SELECT count FROM ties WHERE kind = 'to' AND a = " + std::to_string(he.id)), 1);
  EXPECT_EQ(number("SELECT last FROM ties WHERE kind = 'cc'"), kDay);
}

TEST_F(ResolveCase, AgainGivesTheSameAndEntitiesFollowTheirFirstParty) {
  const auto b = party("Omid Karun", "z@x.example"), a = party("Mina Faraday", "a@x.example");
  letter(1, "a", {{1, a}, {2, b}});
  resolve();
  EXPECT_EQ(entity("z@x.example").id, 1);
  const std::string before = derived();
  const auto changes = number("SELECT total_changes()");
  resolve();
  EXPECT_EQ(derived(), before);
  EXPECT_LE(number("SELECT total_changes()") - changes, 6);  // entities and ties anew, no party
}

TEST_F(ResolveCase, MergeSplitAndUndoAreALogThatCanBeWalkedBack) {
  const auto a = party("Mina Faraday", "mina@x.example"), b = party("M.", "m@y.example");
  const auto c = party("Mina Faraday", "mf@z.example");
  letter(1, "a", {{1, a}, {2, b}});
  letter(2, "b", {{1, b}, {2, c}});
  resolve();
  const std::string untouched = derived();
  EXPECT_EQ(number("SELECT count(*) FROM entities"), 2);

  const auto merged = merge_entities(path_, "mina@x.example", "m@y.example", "same signature");
  ASSERT_TRUE(merged) << to_string(merged.error());
  EXPECT_EQ(number("SELECT count(*) FROM entities"), 1);
  EXPECT_EQ(merged->entity.addresses.size(), 3U);
  const std::string with_merge = derived();
  EXPECT_NE(with_merge.find("by decision 1: same signature"), std::string::npos);

  const auto split = split_entity(path_, {"mf@z.example"}, "a namesake");
  ASSERT_TRUE(split) << to_string(split.error());
  EXPECT_EQ(number("SELECT count(*) FROM entities"), 2);
  EXPECT_EQ(split->entity.addresses, (std::vector<std::string>{"mf@z.example"}));
  EXPECT_EQ(entity("mina@x.example").id, entity("m@y.example").id);

  ASSERT_TRUE(undo_decision(path_, std::nullopt));
  EXPECT_EQ(derived(), with_merge);
  ASSERT_TRUE(undo_decision(path_, 1));
  EXPECT_EQ(derived(), untouched);
  EXPECT_EQ(number("SELECT count(*) FROM decisions WHERE undone"), 2);
  EXPECT_EQ(undo_decision(path_, std::nullopt).error().code, Code::not_found);
  EXPECT_EQ(undo_decision(path_, 1).error().code, Code::conflict);
}

TEST_F(ResolveCase, DecisionsHoldForWhatIsReadLater) {
  const auto a = party("Mina Faraday", "mina@x.example"), b = party("M.", "m@y.example");
  letter(1, "a", {{1, a}, {2, b}});
  resolve();
  ASSERT_TRUE(merge_entities(path_, "mina@x.example", "m@y.example", ""));
  const auto later = party("Mina F", "m@y.example");
  letter(2, "b", {{1, later}, {2, a}});
  resolve();
  EXPECT_EQ(number("SELECT count(DISTINCT entity) FROM parties"), 1);
}

TEST_F(ResolveCase, RefusesWhatMakesNoSense) {
  const auto a = party("Mina Faraday", "mina@x.example"), b = party("Omid Karun", "omid@x.example");
  letter(1, "a", {{1, a}, {2, b}});
  resolve();
  EXPECT_EQ(merge_entities(path_, "mina@x.example", "Mina Faraday", "").error().code, Code::usage);
  EXPECT_EQ(merge_entities(path_, "mina@x.example", "nobody@x.example", "").error().code, Code::not_found);
  EXPECT_EQ(split_entity(path_, {"mina@x.example"}, "").error().code, Code::usage);
  EXPECT_EQ(split_entity(path_, {"mina@x.example", "omid@x.example"}, "").error().code, Code::usage);
  EXPECT_EQ(split_entity(path_, {"nobody"}, "").error().code, Code::not_found);
  EXPECT_EQ(number("SELECT count(*) FROM decisions"), 0);
}

TEST_F(ResolveCase, ANameCanBeTakenOutOfASharedAddress) {
  const auto a = party("Mina Faraday", "home@x.example"), b = party("Omid Karun", "home@x.example");
  letter(1, "a", {{1, a}, {2, b}});
  resolve();
  EXPECT_EQ(number("SELECT count(*) FROM entities"), 1);
  ASSERT_TRUE(split_entity(path_, {"omid karun"}, ""));
  EXPECT_EQ(number("SELECT count(*) FROM entities"), 2);
  EXPECT_EQ(number("SELECT count(DISTINCT key) FROM entities"), 2);
}

TEST_F(ResolveCase, AnEmptyCaseIsFine) {
  resolve();
  EXPECT_TRUE(thread_case(*db_));
  EXPECT_EQ(number("SELECT count(*) FROM entities"), 0);
}

class ThreadCase : public ResolveCase {
 protected:
  void thread() {
    const auto done = thread_case(*db_);
    ASSERT_TRUE(done) << to_string(done.error());
  }
  std::int64_t thread_of(std::int64_t document) {
    return number("SELECT thread FROM documents WHERE id = " + std::to_string(document));
  }
};

TEST_F(ThreadCase, ReferencesJoinAndTheSmallestHashNamesTheThread) {
  const auto one = letter(1, "a", {}), two = letter(2, "b", {}), alone = letter(3, "c", {});
  message_id(one, 11, 0), message_id(two, 22, 0), message_id(two, 11, 1), message_id(alone, 33, 0);
  thread();
  EXPECT_EQ(thread_of(one), two);
  EXPECT_EQ(thread_of(two), two);
  EXPECT_EQ(thread_of(alone), alone);
}

TEST_F(ThreadCase, CopiesFollowTheirLetterAndTheirIdsCountAsIts) {
  const auto one = letter(1, "a", {}), copy = letter(1, "a", {}, one), answer = letter(2, "b", {});
  message_id(one, 11, 0), message_id(copy, 12, 0), message_id(answer, 12, 1);
  thread();
  EXPECT_EQ(thread_of(one), answer);
  EXPECT_EQ(thread_of(copy), answer);
}

TEST_F(ThreadCase, ARepliesSubjectJoinsWhereTheSamePeopleWrite) {
  const auto mina = party("Mina Faraday", "mina@x.example"), omid = party("Omid Karun", "omid@x.example");
  const auto mina2 = party("Faraday, Mina", "/O=X/CN=MFARADA"), sara = party("Sara Volta", "s@x.example");
  const auto one = letter(1, "Radios for the north", {{1, mina}, {2, omid}});
  const auto two = letter(2, "RE: Radios for the north", {{1, omid}, {2, mina2}});
  const auto stranger = letter(3, "Re: Radios for the north", {{1, sara}, {2, party("", "q@x.example")}});
  const auto late = letter(60, "Re: Radios for the north", {{1, mina}, {2, omid}});
  const auto weak = letter(1, "Meeting", {{1, mina}, {2, omid}}),
             weak_reply = letter(2, "Re: meeting", {{1, omid}, {2, mina}});
  thread();
  EXPECT_EQ(thread_of(one), thread_of(two));
  EXPECT_EQ(thread_of(stranger), stranger);
  EXPECT_EQ(thread_of(late), late);
  EXPECT_NE(thread_of(weak), thread_of(weak_reply));
}

TEST_F(ThreadCase, AgainTouchesNoRow) {
  const auto one = letter(1, "a", {}), two = letter(2, "b", {});
  message_id(one, 11, 0), message_id(two, 11, 1);
  thread();
  const auto changes = number("SELECT total_changes()");
  thread();
  EXPECT_EQ(number("SELECT total_changes()"), changes);
}

}  // namespace
}  // namespace clew::pipeline
