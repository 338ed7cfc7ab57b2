#include <gtest/gtest.h>

#include "lists/test_lists.h"

namespace clew::lists {
namespace {

using model::ListDetailKind;

constexpr std::string_view kEntities =
    R"({"id":"q-1","caption":"Tarenko Velmoric","schema":"Person","properties":{"name":["T. Velmoric","Tarenko Velmoric"],"alias":["تارنکو ولموریک"],"weakAlias":["Tare"],"birthDate":["1961-03-03"],"nationality":["qu"],"topics":["sanction"]},"datasets":["quell","all"],"last_seen":"2026-02-03T10:00:00","target":true}
{"id":"q-2","caption":"Quell Lines","schema":"Company","properties":{"name":["Quell Lines"],"registrationNumber":["55123"]},"datasets":["quell"],"target":false}
{"id":"q-3","schema":"Ownership","properties":{"owner":["q-1"],"asset":["q-2"],"percentage":["51.5%"]},"datasets":["quell"],"target":false}
{"id":"q-4","schema":"Sanction","properties":{"entity":["q-1"],"program":["QARN"],"startDate":["2013-01-15"]},"datasets":["quell"],"target":false}
{"id":"q-5","schema":"Passport","properties":{"holder":["q-1"],"number":["Q1234567"]},"datasets":["quell"]}
{"id":"q-6","schema":"Address","properties":{"full":["1 Quay Road"]},"datasets":["quell"]}
)";

TEST(Ftm, EntitiesTieAndSayWhyTheyAreListed) {
  const Outcome out = read_text(kEntities, "entities.ftm.json");
  EXPECT_EQ(out.error, "");
  EXPECT_EQ(out.info.name, "quell");
  EXPECT_EQ(out.info.date, "2026-02-03");
  EXPECT_EQ(out.info.entries, 2u);
  EXPECT_EQ(names_of(out.entry("q-1")),
            "primary:Tarenko Velmoric|alias:T. Velmoric|original:تارنکو ولموریک|weak:Tare");
  EXPECT_TRUE(out.entry("q-1")->listed);
  EXPECT_FALSE(out.entry("q-2")->listed);
  const auto& owned = out.entry("q-2", true)->relations;
  ASSERT_EQ(owned.size(), 1u);
  EXPECT_EQ(owned[0].entry, "q-1");
  EXPECT_EQ(owned[0].tie, model::ListTie::owner);
  EXPECT_EQ(owned[0].share, 51.5);
  EXPECT_EQ(said(out.entry("q-1", true), ListDetailKind::programme), "QARN");
}

TEST(Ftm, ALineThatIsNoEntityIsRefusedWithItsPlace) {
  const std::string cut(kEntities.substr(0, kEntities.size() - 30));
  EXPECT_NE(read_text(cut, "x.json").error.find("line 6, column 1: no JSON"), std::string::npos);
  const std::string_view first = kEntities.substr(0, kEntities.find('\n') + 1);
  EXPECT_NE(read_text(std::string(first) + "{\"a\":1}\n", "x.json").error.find("line 2"), std::string::npos);
}

TEST(Ftm, RecordsOfOurOwnAreNoEntities) {
  EXPECT_EQ(read_text(R"({"record":"document","schema":"x","properties":{}})", "x.jsonl").format, "");
}

}  // namespace
}  // namespace clew::lists
