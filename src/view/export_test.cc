#include <gtest/gtest.h>

#include "view/export_csv.h"
#include "view/export_documents.h"
#include "view/export_ftm.h"
#include "view/export_gexf.h"
#include "view/export_graphml.h"
#include "view/export_mentions.h"
#include "view/made_case.h"

namespace clew::view {
namespace {

constexpr std::int64_t kDate = 1'236'000'000;  // 2009-03-02T13:20:00Z

template <class Export>
std::string written(const Export& run) {
  std::string bytes;
  const Result<void> status = run(Out([&](std::string_view piece) -> Result<void> {
    bytes += piece;
    return {};
  }));
  EXPECT_TRUE(status) << to_string(status.error());
  return bytes;
}

std::vector<std::string> lines_of(const std::string& bytes) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = bytes.find('\n', at);
    EXPECT_NE(end, std::string::npos) << "a line without an end";
    if (end == std::string::npos) break;
    out.push_back(bytes.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

// 1 Ada -> 2 "=SUM(A1)" twice; the second answers the first and has a copy; a page is attached to the copy.
class Export : public ::testing::Test {
 protected:
  Export() : c_({"Ada <Stone> & \"Sons\"\x01", "=SUM(A1)", ""}) {
    c_.letter({.date = kDate,
               .from = 1,
               .to = {2},
               .cc = {3},
               .subject = "Boats, \"two\"",
               .text = "Hello <you>."});
    c_.letter({.date = kDate + 60, .from = 2, .to = {1}, .subject = "Re: Boats", .text = "Ada, yes.\n"});
    c_.letter({.date = kDate + 60,
               .from = 2,
               .to = {1},
               .subject = "Re: Boats",
               .text = "Ada, yes. ",
               .copy_of = 2});
    const auto page = c_.document("attachment", "text/html", "", "A page", std::nullopt);
    c_.run("UPDATE places SET parent = 3 WHERE document = " + std::to_string(page));
    c_.run("INSERT INTO message_ids VALUES(11, 1, 0), (22, 2, 0), (22, 3, 0), (11, 2, 1), (33, 1, 1)");
    c_.run("UPDATE documents SET thread = 1 WHERE type = 'mail'");
    c_.run("INSERT INTO passages VALUES(77, 1, 1, 0)");
    c_.run("INSERT INTO occurrences VALUES(1, 0, 12, 77, 0)");
    c_.run("INSERT INTO mentions VALUES(77, 6, 11, 'person', NULL, 0.5, NULL)");
  }
  const store::Db& db() { return c_.db(); }
  MadeCase c_;
};

TEST_F(Export, DocumentsAreOneRecordALineWithEntitiesAndPlaces) {
  const auto lines = lines_of(written([&](const Out& out) { return export_documents(db(), false, out); }));
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_TRUE(lines[0].starts_with("{\"id\":\"" + MadeCase::id_of(1) + "\""));
  EXPECT_TRUE(holds(lines[0], "\"places\":[{\"path\":\"made/box#1\"}]"));
  EXPECT_TRUE(holds(lines[0], "\"entity\":\"" + MadeCase::key(3) + "\""));
  EXPECT_TRUE(holds(lines[0], "\"date\":\"2009-03-02T13:20:00Z\""));
  EXPECT_TRUE(holds(lines[1], "\"thread\":\"" + MadeCase::id_of(1) + "\""));
  EXPECT_TRUE(holds(lines[3], "\"parent\":\"" + MadeCase::id_of(3) + "\""));
  EXPECT_FALSE(holds(lines[0], "\"text\""));
}

TEST_F(Export, TextsComeWholeAlsoFromChunks) {
  c_.run("UPDATE texts SET content = NULL, first_chunk = 1, last_chunk = 2, bytes = 14 WHERE id = 1");
  c_.run("INSERT INTO chunks VALUES(1, 1, 0, 'first\n'), (2, 1, 6, 'second\"\n')");
  const auto lines = lines_of(written([&](const Out& out) { return export_documents(db(), true, out); }));
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_TRUE(lines[0].ends_with(",\"text\":\"first\\nsecond\\\"\\n\"}"));
  EXPECT_TRUE(lines[1].ends_with(",\"text\":\"Ada, yes.\\n\"}"));
}

TEST_F(Export, MentionsOfHeadersHaveAFieldAndThoseOfTextsASpan) {
  const auto lines = lines_of(written([&](const Out& out) { return export_mentions(db(), out); }));
  // Letter 1: two of each of two named, one address, and the mention in its text; letter 2: four; no copy.
  ASSERT_EQ(lines.size(), 10u);
  const std::string document = "{\"document\":\"" + MadeCase::id_of(1) + "\",";
  EXPECT_EQ(lines[1], document +
                          "\"field\":\"from\",\"text\":\"person1@example.org\",\"type\":\"identifier\","
                          "\"value\":\"mail:person1@example.org\",\"entity\":\"" +
                          MadeCase::key(1) + "\",\"confidence\":1}");
  EXPECT_TRUE(holds(lines[2], "\"field\":\"to\",\"text\":\"=SUM(A1)\",\"type\":\"person\""));
  EXPECT_EQ(lines[5],
            document + "\"start\":6,\"end\":11,\"text\":\"<you>\",\"type\":\"person\",\"confidence\":0.5}");
}

TEST_F(Export, FtmHasPeopleThenLettersThatNameThem) {
  const auto lines = lines_of(written([&](const Out& out) { return export_ftm(db(), true, out); }));
  ASSERT_EQ(lines.size(), 6u);  // three people, two letters, one page
  std::string all;
  for (const auto& line : lines) all += line + "\n";
  EXPECT_TRUE(
      holds(all, "{\"id\":\"clew-" + MadeCase::key(1) +
                     "\",\"schema\":\"Person\",\"properties\":{\"name\":[\"Ada <Stone> & \\\"Sons\\\"\"],"
                     "\"email\":[\"person1@example.org\"]}}"));
  // Who has no name is called by the address.
  EXPECT_TRUE(holds(all, "\"name\":[\"person3@example.org\"]"));
  EXPECT_TRUE(lines[3].starts_with("{\"id\":\"clew-" + MadeCase::id_of(1) + "\",\"schema\":\"Email\""));
  EXPECT_TRUE(holds(lines[3],
                    "\"recipients\":[\"clew-" + MadeCase::key(2) + "\",\"clew-" + MadeCase::key(3) + "\"]"));
  EXPECT_TRUE(holds(lines[3], "\"bodyText\":[\"Hello <you>.\"]"));
  EXPECT_TRUE(holds(lines[3], "\"date\":[\"2009-03-02T13:20:00\"]"));
  EXPECT_FALSE(holds(lines[3], "inReplyToEmail"));
  EXPECT_TRUE(holds(lines[4], "\"inReplyToEmail\":[\"clew-" + MadeCase::id_of(1) + "\"]"));
  EXPECT_TRUE(holds(lines[4], "\"threadTopic\":[\"Boats, \\\"two\\\"\"]"));
  // The page hangs on a copy: its parent is the letter that was exported.
  EXPECT_TRUE(holds(lines[5], "\"schema\":\"HyperText\""));
  EXPECT_TRUE(holds(lines[5], "\"parent\":[\"clew-" + MadeCase::id_of(2) + "\"]"));
}

TEST_F(Export, FtmBodiesAreCutIntoValuesOfBearableLength) {
  std::string text;
  for (int i = 0; i < 70'000; ++i) text += "é";
  c_.run("UPDATE texts SET bytes = 140000, content = ?1 WHERE id = 1", text);
  c_.run("UPDATE texts SET bytes = 3, content = ?1 WHERE id = 2", " \n\t");
  const auto lines = lines_of(written([&](const Out& out) { return export_ftm(db(), true, out); }));
  const std::size_t first = lines[3].find("\"bodyText\":[\"") + 13, end = lines[3].find('"', first);
  EXPECT_EQ(end - first, 130'000u);
  EXPECT_EQ(lines[3].substr(end, 3), "\",\"");
  EXPECT_TRUE(lines[3].ends_with("\"]}}"));
  EXPECT_FALSE(holds(lines[4], "bodyText"));
}

TEST(ExportFtm, OnlyInternetAddressesAreEmail) {
  for (const char* good : {"a@example.org", "a.b+c'd@mail.example.co", "x@123.example", "müller@example.org"})
    EXPECT_TRUE(is_internet_address(good)) << good;
  for (const char* bad : {"", "a", "@example.org", "a@", "a@localhost", "a@1.2.3.4", "a b@example.org",
                          "a@b@c.org", "/O=ORG/CN=A", "a@exa mple.org", "a@-x.org", "a@x..org", "a@x.org.",
                          "mailto:a@b.org", "a@xn--zz.org", "a@b\xC3\xBC.org", "\"a\"@example.org"})
    EXPECT_FALSE(is_internet_address(bad)) << bad;
}

TEST_F(Export, GraphmlAndGexfAreEscapedAndComplete) {
  const std::string graphml = written([&](const Out& out) { return export_graphml(db(), out); });
  EXPECT_TRUE(holds(graphml, "<data key=\"name\">Ada &lt;Stone&gt; &amp; &quot;Sons&quot;</data>"));
  EXPECT_TRUE(holds(graphml, "<edge source=\"" + MadeCase::key(1) + "\" target=\"" + MadeCase::key(2) +
                                 "\"><data key=\"count\">1</data><data key=\"to\">1</data>"
                                 "<data key=\"first\">2009-03-02T13:20:00Z</data>"));
  EXPECT_TRUE(graphml.ends_with("  </graph>\n</graphml>\n"));
  const std::string gexf = written([&](const Out& out) { return export_gexf(db(), out); });
  EXPECT_TRUE(holds(
      gexf, "target=\"" + MadeCase::key(1) + "\" weight=\"1\" start=\"2009-03-02\" end=\"2009-03-02\""));
  EXPECT_TRUE(holds(gexf, "<attvalue for=\"first\" value=\"2009-03-02T13:21:00Z\"/>"));
  for (const std::string& xml_text : {graphml, gexf})
    for (const char ch : xml_text) ASSERT_TRUE(ch == '\n' || static_cast<unsigned char>(ch) >= 0x20);
}

TEST_F(Export, CsvCellsThatComputeAreDisarmed) {
  const auto people = lines_of(written([&](const Out& out) { return export_csv(db(), Table::people, out); }));
  ASSERT_EQ(people.size(), 4u);
  EXPECT_EQ(people[0], "key,type,name,names,addresses,sent,received,first,last,named\r");
  std::string all;
  for (const auto& line : people) all += line;
  EXPECT_TRUE(holds(all, ",'=SUM(A1),'=SUM(A1),person2@example.org,1,1,,,0\r"));
  EXPECT_TRUE(holds(all, "\"Ada <Stone> & \"\"Sons\"\"\x01\""));
  const auto ties = lines_of(written([&](const Out& out) { return export_csv(db(), Table::ties, out); }));
  EXPECT_EQ(ties.size(), 4u);
  const auto documents =
      lines_of(written([&](const Out& out) { return export_csv(db(), Table::documents, out); }));
  ASSERT_EQ(documents.size(), 5u);
  EXPECT_TRUE(holds(documents[1], ",\"Boats, \"\"two\"\"\","));
  EXPECT_EQ(table_of("people").value(), Table::people);
  EXPECT_FALSE(table_of("places"));
}

TEST_F(Export, AnErrorOfTheOutletEndsTheExport) {
  const Out full = [](std::string_view) -> Result<void> { return Error{Code::io, "disk full", {}, {}}; };
  EXPECT_FALSE(export_documents(db(), true, full));
  EXPECT_FALSE(export_mentions(db(), full));
  EXPECT_FALSE(export_ftm(db(), false, full));
  EXPECT_FALSE(export_graphml(db(), full));
  EXPECT_FALSE(export_gexf(db(), full));
  EXPECT_FALSE(export_csv(db(), Table::people, full));
}

TEST(ExportText, PlainLinesHaveNoControlsNorOuterQuotes) {
  EXPECT_EQ(plain_line("  a \n\t b\x01 ", 100), "a b");
  EXPECT_EQ(plain_line("\"a b\"", 100), "a b");
  EXPECT_EQ(plain_line("\"\"", 100), "");
  EXPECT_EQ(plain_line("\xC2\xA0\xE2\x80\x8B", 100), "");
  EXPECT_EQ(plain_line("ééé", 2), "éé");
  EXPECT_EQ(plain_line("a\xFF", 9), "a\xEF\xBF\xBD");
}

TEST(ExportText, XmlDropsWhatXmlForbids) {
  EXPECT_EQ(xml("a<\x01\x0B\xEF\xBF\xBE\n&\"\xFF"), "a&lt; &amp;&quot;\xEF\xBF\xBD");
}

}  // namespace
}  // namespace clew::view
