#include <gtest/gtest.h>

#include "lists/test_lists.h"

namespace clew::lists {
namespace {

using model::ListDetailKind;
using model::ListedKind;

// Invented after the published columns; names of nobody.
constexpr std::string_view kSdn =
    "101,\"VELMORIC, Tarenko\",individual,SDGT] [QARN,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 03 Mar 1961; "
    "alt. "
    "DOB circa 1962; POB Ostrava Nova, Quell; nationality Quell; Passport Q1234567 (Quell); Gender Male; "
    "a.k.a. "
    "'TARE'; Linked To: GRAYMOOR HOLDING LTD.\"\n"
    "102,GRAYMOOR HOLDING LTD.,-0- ,QARN,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"Registration Number HE 55123 "
    "(Cyprus); SWIFT/BIC GRMRXX22; Website www.example.org\"\n"
    "103,MERRY HERON,vessel,QARN,-0- ,QX7T,Crude Oil Tanker,160000,84000,Quell,GRAYMOOR HOLDING LTD.,Vessel "
    "Registration Identification IMO 9074729.\n\x1A\n";

TEST(OfacCsv, RowsWithoutHeaderBecomeEntriesWithWhatTheRemarksSay) {
  const Outcome out = read_text(kSdn, "sdn.csv");
  EXPECT_EQ(out.error, "");
  EXPECT_EQ(out.format, "ofac-csv");
  EXPECT_EQ(out.info.name, "OFAC SDN");
  EXPECT_EQ(out.info.entries, 3u);
  const model::ListEntry* const person = out.entry("101");
  EXPECT_EQ(names_of(person), "primary:VELMORIC, Tarenko|weak:TARE");
  EXPECT_EQ(person->kind, ListedKind::person);
  EXPECT_EQ(person->line, 1u);
  EXPECT_EQ(said(person, ListDetailKind::birth_date), "1961-03-03|~1962");
  EXPECT_EQ(said(person, ListDetailKind::programme), "SDGT|QARN");
  EXPECT_EQ(said(person, ListDetailKind::identifier), "Q1234567 (passport (Quell))");
  ASSERT_EQ(person->relations.size(), 1u);
  EXPECT_EQ(person->relations[0].name, "GRAYMOOR HOLDING LTD");
  EXPECT_EQ(said(out.entry("102"), ListDetailKind::identifier),
            "HE 55123 (Registration Number (Cyprus))|GRMRXX22 (bic)");
  const model::ListEntry* const ship = out.entry("103");
  EXPECT_EQ(ship->kind, ListedKind::vessel);
  EXPECT_EQ(said(ship, ListDetailKind::identifier), "QX7T (call sign)|9074729 (imo)");
  EXPECT_EQ(ship->relations[0].tie, model::ListTie::owner);
}

TEST(OfacCsv, NamesAndAddressesOfOtherFilesAreSupplements) {
  const Outcome names = read_text("101,7,aka,\"VELMORIK, T.\",-0- \n101,8,fka,\"TAREN\",-0- \n", "alt.csv");
  EXPECT_EQ(names.info.part, "names");
  EXPECT_EQ(names.info.entries, 0u);
  EXPECT_EQ(names_of(names.entry("101", true)), "alias:VELMORIK, T.");
  const Outcome places = read_text("101,9,\"1 Quay Road\",\"Port Quell\",\"Quell\",-0- \n", "add.csv");
  EXPECT_EQ(places.info.part, "addresses");
  EXPECT_EQ(said(places.entry("101", true), ListDetailKind::address),
            "1 Quay Road, Port Quell, Quell (Quell)");
}

TEST(OfacCsv, TheFileNameTellsTheConsolidatedListFromTheOther) {
  EXPECT_EQ(read_text(kSdn, "cons_prim.csv").info.name, "OFAC Consolidated");
}

TEST(OfacCsv, ACutRowIsRefusedWithItsPlace) {
  const std::string cut(kSdn.substr(0, kSdn.find("QARN,-0- ,QX7T")));
  EXPECT_NE(read_text(cut, "sdn.csv").error.find("line 3, column 1: 4 columns where the file has 12"),
            std::string::npos)
      << read_text(cut, "sdn.csv").error;
  const std::string open(kSdn.substr(0, kSdn.find("; alt.")));
  EXPECT_NE(read_text(std::string(kSdn) + open, "sdn.csv").error.find("a quoted cell that begins here"),
            std::string::npos);
}

TEST(OfacCsv, TenfoldDuplicatesAreNoList) {
  std::string ten;
  for (int i = 0; i < 10; ++i) ten += std::string(kSdn.substr(0, kSdn.find('\x1A')));
  const Outcome out = read_text(ten, "sdn.csv");
  EXPECT_NE(out.error.find("line 4, column 1: 27 of its 30 entries are there more than once"),
            std::string::npos)
      << out.error;
}

TEST(OfacCsv, AnIdOfTwoNamesIsTwoEntries) {
  std::string text(kSdn.substr(0, kSdn.find('\x1A')));
  text += "101,OTHER THING,-0- ,QARN,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n";
  const Outcome out = read_text(text, "sdn.csv");
  EXPECT_EQ(out.info.entries, 4u);
  EXPECT_EQ(names_of(out.entry("101 (line 4)")), "primary:OTHER THING");
}

TEST(PlainCsv, ColumnsAreKnownByTheirNames) {
  const Outcome out = read_text(
      "\xEF\xBB\xBF"
      "ent_num;type;name;aliases;programme;listed;born;country;remarks\n"
      "9;person;Tarenko Velmoric;تارنکو ولموریک|Tare;QARN;15/01/2013;1961;Quell;\"said to; be a courier\"\n",
      "own watch.csv");
  EXPECT_EQ(out.error, "");
  EXPECT_EQ(out.info.name, "own watch");
  const model::ListEntry* const one = out.entry("9");
  EXPECT_EQ(names_of(one), "primary:Tarenko Velmoric|original:تارنکو ولموریک|alias:Tare");
  EXPECT_EQ(said(one, ListDetailKind::listed_on), "2013-01-15");
  EXPECT_EQ(said(one, ListDetailKind::remark), "said to; be a courier");
}

TEST(PlainCsv, OwnersWithSharesBecomeTies) {
  const Outcome out =
      read_text("id,name,programme,owner\n1,Quell Lines,Q,A Holding 30%; B Holding (25%)\n", "x.csv");
  const auto& ties = out.entry("1")->relations;
  ASSERT_EQ(ties.size(), 2u);
  EXPECT_EQ(ties[0].name, "A Holding");
  EXPECT_EQ(ties[0].share, 30);
  EXPECT_EQ(ties[1].name, "B Holding");
  EXPECT_EQ(ties[1].share, 25);
}

TEST(PlainCsv, TablesOfOtherThingsAreNoLists) {
  EXPECT_EQ(read_text("name,email,phone\nA,a@example.org,1\n", "contacts.csv").format, "");
  EXPECT_EQ(read_text("id,name,birth_date\n1,A,1961\n", "staff.csv").format, "");
  EXPECT_EQ(read_text("date,payer,payee,amount\n2001,a,b,1\n", "payments.csv").format, "");
  EXPECT_EQ(read_text("101,VELMORIC,individual\n", "sdn.csv").format, "");
  EXPECT_EQ(read_text("From: a@example.org\n\nhi\n", "a.eml").format, "");
}

TEST(PlainCsv, CharsetsThatAreMixedAreRefusedWithTheirPlace) {
  const std::string text = "id,name,programme\n1,Jos\xC3\xA9 Quell,Q\n2,Jos\xE9 Other,Q\n";
  const Outcome out = read_text(text, "x.csv");
  EXPECT_NE(out.error.find("line 3, column 6"), std::string::npos) << out.error;
  EXPECT_TRUE(out.entries.empty());
  EXPECT_EQ(names_of(read_text("id,name,programme\n2,Jos\xE9 Other,Q\n", "x.csv").entry("2")),
            "primary:José Other");
  std::string wide = "\xFF\xFE";
  for (const char c : std::string("id,name,programme\n1,Quell Lines,Q\n")) wide += c, wide += '\0';
  EXPECT_EQ(names_of(read_text(wide, "x.csv").entry("1")), "primary:Quell Lines");
}

TEST(PlainCsv, RowsOfAnotherWidthAreRefused) {
  EXPECT_NE(read_text("id,name,programme\n1,A Quell,Q\n2,B Quell\n", "x.csv").error.find("line 3, column 1"),
            std::string::npos);
  EXPECT_NE(read_text("id,name,programme\n1,A,Q\nid,name,programme\n", "x.csv").error.find("header again"),
            std::string::npos);
}

constexpr std::string_view kEu =
    "fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_SubjectType;Entity_Regulation_"
    "Programme;Entity_Regulation_PublicationDate;NameAlias_WholeName;NameAlias_FirstName;NameAlias_LastName;"
    "BirthDate_BirthDate;BirthDate_Year;BirthDate_Circa;Citizenship_CountryDescription;Identification_Number;"
    "Identification_TypeDescription\n"
    "01/09/2026;13;EU.27.28;P;QUE;2013-01-15;Tarenko Velmoric;Tarenko;Velmoric;;;;;;\n"
    "01/09/2026;13;EU.27.28;P;QUE;2013-01-15;;;;1961-03-03;1961;true;QUELL;;\n"
    "01/09/2026;13;EU.27.28;P;QUE;2013-01-15;Таренко Велморик;;;;;;;Q77;National passport\n"
    "01/09/2026;42;EU.11.3;E;QUE;2013-01-15;Graymoor Holding;;;;;;;;\n";

TEST(EuCsv, RowsOfOneEntityBecomeOneEntry) {
  const Outcome out = read_text(kEu, "20260901-FULL-1_1.csv");
  EXPECT_EQ(out.error, "");
  EXPECT_EQ(out.format, "eu-csv");
  EXPECT_EQ(out.info.date, "2026-09-01");
  ASSERT_EQ(out.entries.size(), 2u);
  const model::ListEntry* const one = out.entry("EU.27.28");
  EXPECT_EQ(names_of(one), "primary:Tarenko Velmoric|original:Таренко Велморик");
  EXPECT_EQ(said(one, ListDetailKind::birth_date), "~1961-03-03");
  EXPECT_EQ(said(one, ListDetailKind::identifier), "Q77 (National passport)");
  EXPECT_EQ(out.entry("EU.11.3")->kind, ListedKind::organisation);
}

TEST(UkCsv, OfsiAndFcdoAreToldApart) {
  const Outcome ofsi = read_text(
      "Last Updated,24/01/2025\n"
      "Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,Name Non-Latin Script,DOB,Nationality,Group "
      "Type,Alias "
      "Type,Alias Quality,Regime,Listed On,Group ID\n"
      "VELMORIC,Tarenko,,,,,,,03/03/1961,Quell,Individual,Primary name,,Quell,15/01/2013,7001\n"
      "HERON,,,,,,,,,,Entity,Primary name,,Quell,15/01/2013,7002\n"
      "TARE,,,,,,,تاره,,,Individual,AKA,Low quality,Quell,15/01/2013,7001\n",
      "ConList.csv");
  EXPECT_EQ(ofsi.error, "");
  EXPECT_EQ(ofsi.format, "ofsi-csv");
  EXPECT_EQ(ofsi.info.date, "2025-01-24");
  EXPECT_EQ(names_of(ofsi.entry("7001")), "primary:Tarenko VELMORIC");
  EXPECT_EQ(names_of(ofsi.entry("7001", true)), "weak:TARE|original:تاره");
  const Outcome fcdo = read_text(
      "Report Date: 23-Jan-2026\n"
      "Last Updated,Unique ID,OFSI Group ID,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Name type,Alias "
      "strength,Regime Name,Designation Type,Date Designated,D.O.B,IMO number,Current owner/operator (s)\n"
      "01/01/2026,QUE0001,7001,VELMORIC,Tarenko,,,,,Primary Name,,Quell,Individual,15/01/2013,dd/mm/1961,,\n"
      "01/01/2026,QUE0001,7001,Tare,,,,,,Alias,,Quell,Individual,15/01/2013,dd/mm/1961,,\n"
      "01/01/2026,QUE0002,7003,MERRY HERON,,,,,,Primary Name,,Quell,Ship,15/01/2013,,9074729,Graymoor "
      "Holding\n",
      "UK-Sanctions-List.csv");
  EXPECT_EQ(fcdo.error, "");
  EXPECT_EQ(fcdo.format, "uk-csv");
  EXPECT_EQ(fcdo.info.date, "2026-01-23");
  EXPECT_EQ(names_of(fcdo.entry("QUE0001")), "primary:Tarenko VELMORIC|alias:Tare");
  EXPECT_EQ(said(fcdo.entry("QUE0001"), ListDetailKind::birth_date), "1961");
  EXPECT_EQ(fcdo.entry("QUE0002")->kind, ListedKind::vessel);
  EXPECT_EQ(fcdo.entry("QUE0002")->relations[0].name, "Graymoor Holding");
}

}  // namespace
}  // namespace clew::lists
