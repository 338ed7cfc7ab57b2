#include "store/evidence.h"

#include <gtest/gtest.h>

#include "base/digest.h"
#include "store/case.h"
#include "store/text_writer.h"

namespace clew::store {
namespace {

// Two letters with one text each, a long one in chunks, zones, passages and a mention: all in order.
Db make_case() {
  auto made = create_case(":memory:");
  EXPECT_TRUE(made);
  Db db = std::move(made).value();
  const auto blob = [](std::string_view text) { return "x'" + hex(sha256(text)) + "'"; };
  const auto digest = [](std::string_view text) {
    return "x'" + hex(sha256(text)).substr(0, 2 * kTextDigestBytes) + "'";
  };
  const std::string one = "Grüße aus dem Hafen.", two = "سلام بر شما", a = "First half, ", b = "second half.";
  const auto run = [&](const std::string& sql) {
    const auto done = db.execute(sql);
    EXPECT_TRUE(done) << to_string(done.error());
  };
  run("INSERT INTO texts VALUES (1, " + digest(one) + ", " + std::to_string(one.size()) + ", '" + one +
      "', NULL, NULL)");
  run("INSERT INTO texts VALUES (2, " + digest(two) + ", " + std::to_string(two.size()) + ", '" + two +
      "', NULL, NULL)");
  run("INSERT INTO texts VALUES (3, " + digest(a + b) + ", 24, NULL, 1099511627776, 1099511627777)");
  run("INSERT INTO chunks VALUES (1099511627776, 3, 0, '" + a + "'), (1099511627777, 3, 12, '" + b + "')");
  for (int i = 1; i <= 3; ++i)
    run("INSERT INTO documents(id, sha256, type, bytes, status, text) VALUES (" + std::to_string(i) + ", " +
        blob(std::to_string(i)) + ", 'mail', 1, 'read', " + std::to_string(i) + ")");
  run("INSERT INTO zones(text, start, \"end\", kind, depth) VALUES (1, 0, 8, 'body', 0), (1, 8, 22, 'quote', "
      "1), "
      "(3, 0, 13, 'body', 0), (3, 13, 24, 'signature', 0)");
  run("INSERT INTO passages VALUES (7, 7, 1, 0), (8, 8, 3, 0)");
  run("INSERT INTO occurrences VALUES (1, 0, 7, 7, 0), (1, 8, 22, 7, 1), (3, 0, 24, 8, 0)");
  run("INSERT INTO mentions VALUES (7, 0, 7, 'person', NULL, 1.0, NULL), (8, 13, 24, 'person', NULL, 1.0, "
      "NULL)");
  return db;
}

std::uint64_t faults(const Db& db, Result<Tally> (*check)(const Db&, const EachFault&),
                     std::string* first = nullptr) {
  const auto tally = check(db, [&](const Fault& fault) {
    if (first != nullptr && first->empty()) *first = fault.what;
  });
  EXPECT_TRUE(tally);
  return tally ? tally->faults : 99;
}

TEST(Evidence, AWholeCaseHasNoFaults) {
  const Db db = make_case();
  for (const auto check : {check_texts, check_zones, check_passages, check_mentions})
    EXPECT_EQ(faults(db, check), 0u);
}

TEST(Evidence, AChangedByteOfATextIsFound) {
  const Db db = make_case();
  std::string what;
  ASSERT_TRUE(db.execute("UPDATE texts SET content = replace(content, 'H', 'h') WHERE id = 1"));
  EXPECT_EQ(faults(db, check_texts, &what), 1u);
  EXPECT_EQ(what, "a text does not have its SHA-256");
}

TEST(Evidence, AMissingOrMisplacedChunkIsFound) {
  const Db db = make_case();
  ASSERT_TRUE(db.execute("UPDATE chunks SET start = 13 WHERE id = 1099511627777"));
  EXPECT_EQ(faults(db, check_texts), 1u);
  ASSERT_TRUE(db.execute("DELETE FROM chunks WHERE id = 1099511627777"));
  EXPECT_EQ(faults(db, check_texts), 1u);
  ASSERT_TRUE(db.execute("DELETE FROM texts WHERE id = 3"));
  EXPECT_EQ(faults(db, check_texts), 1u) << "a document without its text";
}

TEST(Evidence, SpansThatOverrunOrCutACharacterAreFound) {
  const Db db = make_case();
  std::string what;
  ASSERT_TRUE(db.execute("UPDATE occurrences SET \"end\" = 3 WHERE text = 1 AND start = 0"));  // inside the ü
  EXPECT_EQ(faults(db, check_passages, &what), 1u);
  EXPECT_EQ(what, "a passage cuts a character");
  ASSERT_TRUE(db.execute("UPDATE zone_spans SET \"end\" = 25 WHERE text = 3 AND start = 13"));
  EXPECT_EQ(faults(db, check_zones), 1u) << "beyond the text";
  ASSERT_TRUE(db.execute("UPDATE zone_spans SET \"end\" = 24 WHERE text = 3 AND start = 13"));
  ASSERT_TRUE(db.execute("UPDATE zone_spans SET \"end\" = 14 WHERE text = 3 AND start = 0"));
  EXPECT_EQ(faults(db, check_zones), 1u) << "an overlap";
  ASSERT_TRUE(db.execute("UPDATE mentions SET \"end\" = 25 WHERE passage = 8"));
  EXPECT_EQ(faults(db, check_mentions), 2u) << "one past its passage, one in a passage that now ends earlier";
}

TEST(Evidence, APassageWithoutItsHomeIsFound) {
  const Db db = make_case();
  ASSERT_TRUE(db.execute("UPDATE passages SET start = 1 WHERE id = 8"));
  EXPECT_EQ(faults(db, check_passages), 1u);
  ASSERT_TRUE(db.execute("DELETE FROM passages WHERE id = 8"));
  EXPECT_EQ(faults(db, check_passages), 1u);
  EXPECT_EQ(faults(db, check_mentions), 1u);
}

TEST(Evidence, SourceFilesComeWithTheHashThatIsTheirs) {
  const Db db = make_case();
  const std::string digest(64, 'a');
  ASSERT_TRUE(db.execute(
      "INSERT INTO sources VALUES (1, '/s', 'auto', NULL); INSERT INTO folders VALUES (1, 1, '/s/');"
      "INSERT INTO files(id, folder, name, bytes, modified, sha256, state, items, records, version) VALUES "
      "(1, 1, 'box', 9, 0, x'" +
      digest +
      "', 'read', NULL, NULL, 1),"
      "(2, 1, 'a.eml', 5, 0, NULL, 'read', NULL, NULL, 1), (3, 1, 'a.eml', 6, 0, NULL, 'read', NULL, NULL, "
      "2),"
      "(4, 1, 'none', 7, 0, NULL, 'failed', NULL, NULL, 1);"
      "INSERT INTO places VALUES (1, 1, 1, '#1', NULL), (2, 2, 2, NULL, NULL), (3, 3, 3, NULL, NULL)"));
  std::vector<std::string> seen;
  ASSERT_TRUE(each_source_file(db, [&](const SourceFile& file) -> Result<void> {
    seen.push_back(file.path + " " + std::to_string(file.bytes) + " " + file.sha256.substr(0, 4) +
                   (file.superseded ? " old" : ""));
    return {};
  }));
  EXPECT_EQ(seen,
            (std::vector<std::string>{"/s/box 9 aaaa", "/s/a.eml 5 " + hex(sha256("2")).substr(0, 4) + " old",
                                      "/s/a.eml 6 " + hex(sha256("3")).substr(0, 4), "/s/none 7 "}));
}

TEST(Evidence, SpansAreCarriedByTheNumbersOfTheirWords) {
  const SpanCarrier carrier("Pay Omid now", "> Pay  Omid\n> now");
  const auto span = carrier.carry({4, 8});
  ASSERT_TRUE(span);
  EXPECT_EQ(span->start, 7u);
  EXPECT_EQ(span->end, 11u);
  EXPECT_FALSE(carrier.carry({5, 8})) << "begins inside a word";
  EXPECT_FALSE(carrier.carry({4, 99}));
  EXPECT_FALSE(SpanCarrier("one two", "one").carry({0, 3}));
}

}  // namespace
}  // namespace clew::store
