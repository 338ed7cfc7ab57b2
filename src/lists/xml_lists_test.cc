#include <gtest/gtest.h>

#include "lists/test_lists.h"

namespace clew::lists {
namespace {

using model::ListDetailKind;
using model::ListedKind;
using model::ListTie;

constexpr std::string_view kUn = R"(<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z"><INDIVIDUALS>
<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>TARENKO</FIRST_NAME><SECOND_NAME>VELMORIC</SECOND_NAME>
<UN_LIST_TYPE>Quell</UN_LIST_TYPE><REFERENCE_NUMBER>QUi.001</REFERENCE_NUMBER><LISTED_ON>2013-01-15</LISTED_ON>
<NAME_ORIGINAL_SCRIPT>تارنکو ولموریک</NAME_ORIGINAL_SCRIPT><NATIONALITY><VALUE>Quell</VALUE></NATIONALITY>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Tare</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1960</FROM_YEAR><TO_YEAR>1962</TO_YEAR>
</INDIVIDUAL_DATE_OF_BIRTH><INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>Q1</NUMBER>
<ISSUING_COUNTRY>Quell</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT></INDIVIDUAL></INDIVIDUALS>
<ENTITIES><ENTITY><FIRST_NAME>GRAYMOOR &amp; SONS</FIRST_NAME><UN_LIST_TYPE>Quell</UN_LIST_TYPE>
<REFERENCE_NUMBER>QUe.001</REFERENCE_NUMBER></ENTITY></ENTITIES></CONSOLIDATED_LIST>)";

TEST(UnXml, PeopleAndEntities) {
  const Outcome out = read_text(kUn, "consolidated.xml");
  EXPECT_EQ(out.error, "");
  EXPECT_EQ(out.info.date, "2026-02-27");
  const model::ListEntry* const one = out.entry("QUi.001");
  EXPECT_EQ(names_of(one), "primary:TARENKO VELMORIC|original:تارنکو ولموریک|weak:Tare");
  EXPECT_EQ(said(one, ListDetailKind::birth_date), "1960/1962");
  EXPECT_EQ(said(one, ListDetailKind::identifier), "Q1 (passport (Quell))");
  EXPECT_EQ(one->line, 3u);
  EXPECT_EQ(names_of(out.entry("QUe.001")), "primary:GRAYMOOR & SONS");
}

TEST(Xml, ACutFileIsRefusedWithItsPlaceWhereverItIsCut) {
  for (std::size_t cut = kUn.find("<INDIVIDUALS>"); cut + 1 < kUn.size(); cut += 7) {
    const Outcome out = read_text(kUn.substr(0, cut), "consolidated.xml");
    EXPECT_NE(out.error.find("line "), std::string::npos) << cut;
    EXPECT_NE(out.error.find("column "), std::string::npos) << cut;
  }
}

TEST(Xml, DocumentTypesAreRefusedSoThatNoEntityCanBeDeclared) {
  std::string bomb(kUn);
  bomb.insert(
      bomb.find("<CONSOL"),
      "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>");
  const Outcome out = read_text(bomb, "x.xml");
  EXPECT_EQ(out.format, "un-xml");
  EXPECT_NE(out.error.find("document type declaration"), std::string::npos) << out.error;
  EXPECT_TRUE(out.entries.empty());
}

TEST(Xml, ADeclaredCharsetThatIsALieIsRefusedWithItsPlace) {
  std::string lie(kUn);
  lie.replace(lie.find("GRAYMOOR"), 2, "\xE9\xE8");
  EXPECT_NE(read_text(lie, "x.xml").error.find("line 10, column"), std::string::npos)
      << read_text(lie, "x.xml").error;
  lie.replace(lie.find("UTF-8"), 5, "ISO-8859-1");
  EXPECT_NE(names_of(read_text(lie, "x.xml").entry("QUe.001")).find("éèAYMOOR"), std::string::npos);
}

TEST(Xml, NestingAndOneHugeRecordAreRefused) {
  std::string deep = "<CONSOLIDATED_LIST><ENTITY>";
  for (int i = 0; i < 100; ++i) deep += "<a>";
  EXPECT_NE(read_text(deep, "x.xml").error.find("nested too deep"), std::string::npos);
  const std::string huge = "<CONSOLIDATED_LIST><ENTITY><FIRST_NAME>" + std::string(17 << 20, 'x');
  EXPECT_NE(read_text(huge, "x.xml").error.find("16 MiB"), std::string::npos);
}

constexpr std::string_view kSdn = R"(<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="https://example.org/sdn"><publshInformation><Publish_Date>03/28/2025</Publish_Date>
<Record_Count>1</Record_Count></publshInformation><sdnEntry><uid>101</uid><firstName>Tarenko</firstName>
<lastName>VELMORIC</lastName><sdnType>Individual</sdnType><programList><program>QARN</program></programList>
<akaList><aka><uid>1</uid><type>a.k.a.</type><category>weak</category><lastName>TARE</lastName></aka></akaList>
<idList><id><idType>Passport</idType><idNumber>Q1</idNumber><idCountry>Quell</idCountry></id></idList>
<dateOfBirthList><dateOfBirthItem><dateOfBirth>03 Mar 1961</dateOfBirth></dateOfBirthItem></dateOfBirthList>
</sdnEntry></sdnList>)";

TEST(OfacXml, EntriesAndTheCountThatTheListItselfGives) {
  const Outcome out = read_text(kSdn, "sdn.xml");
  EXPECT_EQ(out.error, "");
  EXPECT_EQ(out.info.date, "2025-03-28");
  EXPECT_EQ(names_of(out.entry("101")), "primary:Tarenko VELMORIC|weak:TARE");
  EXPECT_EQ(said(out.entry("101"), ListDetailKind::birth_date), "1961-03-03");
  std::string lacking(kSdn);
  lacking.replace(lacking.find("Count>1"), 7, "Count>2");
  EXPECT_NE(read_text(lacking, "sdn.xml").error.find("says that it has 2 entries, and has 1"),
            std::string::npos);
}

constexpr std::string_view kAdvanced = R"(<?xml version="1.0" encoding="utf-8"?>
<Sanctions xmlns="https://example.org/sanctions/1.0" Version="1">
<DateOfIssue CalendarTypeID="1"><Year>2025</Year><Month>3</Month><Day>28</Day></DateOfIssue>
<ReferenceValueSets>
<AliasTypeValues><AliasType ID="1400">A.K.A.</AliasType><AliasType ID="1403">Name</AliasType></AliasTypeValues>
<CountryValues><Country ID="11">Quell</Country></CountryValues>
<FeatureTypeValues><FeatureType ID="8">Birthdate</FeatureType><FeatureType ID="25">Location</FeatureType></FeatureTypeValues>
<IDRegDocTypeValues><IDRegDocType ID="1571">Passport</IDRegDocType></IDRegDocTypeValues>
<ListValues><List ID="1550">SDN List</List></ListValues>
<NamePartTypeValues><NamePartType ID="1520">Last Name</NamePartType><NamePartType ID="1521">First Name</NamePartType><NamePartType ID="1525">Entity Name</NamePartType></NamePartTypeValues>
<PartySubTypeValues><PartySubType ID="3" PartyTypeID="2">Unknown</PartySubType><PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType></PartySubTypeValues>
<PartyTypeValues><PartyType ID="1">Individual</PartyType><PartyType ID="2">Entity</PartyType></PartyTypeValues>
<RelationTypeValues><RelationType ID="15003">Owned or Controlled By</RelationType></RelationTypeValues>
<SanctionsTypeValues><SanctionsType ID="1">Program</SanctionsType></SanctionsTypeValues>
<ScriptValues><Script ID="215">Latin</Script><Script ID="160">Arabic</Script></ScriptValues>
</ReferenceValueSets>
<Locations><Location ID="700"><LocationCountry CountryID="11"/><LocationPart LocPartTypeID="1"><LocationPartValue Primary="true"><Value>Port Quell</Value></LocationPartValue></LocationPart></Location></Locations>
<IDRegDocuments><IDRegDocument ID="1" IDRegDocTypeID="1571" IdentityID="50" IssuedBy-CountryID="11"><IDRegistrationNo>Q1234567</IDRegistrationNo></IDRegDocument></IDRegDocuments>
<DistinctParties>
<DistinctParty FixedRef="101"><Profile ID="101" PartySubTypeID="4"><Identity ID="50" Primary="true">
<Alias FixedRef="101" AliasTypeID="1400" Primary="false" LowQuality="true"><DocumentedName><DocumentedNamePart><NamePartValue NamePartGroupID="2" ScriptID="215">TARE</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
<Alias FixedRef="101" AliasTypeID="1403" Primary="true" LowQuality="false">
<DocumentedName><DocumentedNamePart><NamePartValue NamePartGroupID="1" ScriptID="215">Velmoric</NamePartValue></DocumentedNamePart><DocumentedNamePart><NamePartValue NamePartGroupID="2" ScriptID="215">Tarenko</NamePartValue></DocumentedNamePart></DocumentedName>
<DocumentedName><DocumentedNamePart><NamePartValue NamePartGroupID="1" ScriptID="160">ولموریک</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
<NamePartGroups><MasterNamePartGroup><NamePartGroup ID="1" NamePartTypeID="1520"/></MasterNamePartGroup><MasterNamePartGroup><NamePartGroup ID="2" NamePartTypeID="1521"/></MasterNamePartGroup></NamePartGroups>
</Identity>
<Feature ID="1" FeatureTypeID="8"><FeatureVersion ID="1"><DatePeriod><Start Approximate="false"><From><Year>1961</Year><Month>1</Month><Day>1</Day></From></Start><End><To><Year>1961</Year><Month>12</Month><Day>31</Day></To></End></DatePeriod></FeatureVersion></Feature>
<Feature ID="2" FeatureTypeID="25"><FeatureVersion ID="2"><VersionLocation LocationID="700"/></FeatureVersion></Feature>
</Profile></DistinctParty>
<DistinctParty FixedRef="102"><Profile ID="102" PartySubTypeID="3"><Identity ID="51"><Alias AliasTypeID="1403" Primary="true"><DocumentedName><DocumentedNamePart><NamePartValue NamePartGroupID="9" ScriptID="215">Graymoor Holding</NamePartValue></DocumentedNamePart></DocumentedName></Alias><NamePartGroups><MasterNamePartGroup><NamePartGroup ID="9" NamePartTypeID="1525"/></MasterNamePartGroup></NamePartGroups></Identity></Profile></DistinctParty>
</DistinctParties>
<ProfileRelationships><ProfileRelationship ID="1" From-ProfileID="102" To-ProfileID="101" RelationTypeID="15003"/></ProfileRelationships>
<SanctionsEntries><SanctionsEntry ID="1" ProfileID="101" ListID="1550"><EntryEvent><Date><Year>2013</Year><Month>1</Month><Day>15</Day></Date></EntryEvent><SanctionsMeasure SanctionsTypeID="1"><Comment>QARN</Comment></SanctionsMeasure></SanctionsEntry></SanctionsEntries>
</Sanctions>)";

TEST(OfacAdvanced, WordsPlacesTiesAndMeasuresAreJoinedToTheirParties) {
  const Outcome out = read_text(kAdvanced, "sdn_advanced.xml");
  EXPECT_EQ(out.error, "");
  EXPECT_EQ(out.format, "ofac-advanced");
  EXPECT_EQ(out.info.date, "2025-03-28");
  const model::ListEntry* const one = out.entry("101");
  EXPECT_EQ(one->kind, ListedKind::person);
  EXPECT_EQ(names_of(one), "primary:Tarenko Velmoric|original:ولموریک|weak:TARE");
  EXPECT_EQ(said(one, ListDetailKind::birth_date), "1961");
  EXPECT_EQ(said(one, ListDetailKind::address), "Port Quell, Quell");
  EXPECT_EQ(said(one, ListDetailKind::identifier), "Q1234567 (passport (Quell))");
  EXPECT_EQ(said(one, ListDetailKind::programme), "QARN");
  EXPECT_EQ(said(one, ListDetailKind::listed_on), "2013-01-15");
  const model::ListEntry* const firm = out.entry("102");
  EXPECT_EQ(firm->kind, ListedKind::organisation);
  ASSERT_EQ(firm->relations.size(), 1u);
  EXPECT_EQ(firm->relations[0].tie, ListTie::owner);
  EXPECT_EQ(firm->relations[0].entry, "101");
}

TEST(EuXml, AttributesBecomeNamesDatesAndPapers) {
  const Outcome out = read_text(
      R"(<?xml version="1.0" encoding="UTF-8"?><export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-09-01T10:00:00"><sanctionEntity euReferenceNumber="EU.27.28" logicalId="13"><regulation programme="QUE" publicationDate="2013-01-15" numberTitle="1/2013"/><subjectType code="person" classificationCode="P"/><nameAlias wholeName="Tarenko Velmoric" strong="true" gender="M"/><nameAlias firstName="Tare" lastName="" strong="false"/><citizenship countryIso2Code="QU" countryDescription="QUELL"/><birthdate circa="true" year="1961" countryDescription="UNKNOWN" city="Port Quell"/><identification number="Q1" identificationTypeDescription="National passport" countryDescription="QUELL"/><remark>courier</remark></sanctionEntity></export>)",
      "20260901.xml");
  EXPECT_EQ(out.error, "");
  const model::ListEntry* const one = out.entry("EU.27.28");
  EXPECT_EQ(names_of(one), "primary:Tarenko Velmoric|weak:Tare");
  EXPECT_EQ(said(one, ListDetailKind::birth_date), "~1961");
  EXPECT_EQ(said(one, ListDetailKind::birth_place), "Port Quell");
  EXPECT_EQ(said(one, ListDetailKind::identifier), "Q1 (passport (QUELL))");
  EXPECT_EQ(out.info.date, "2026-09-01");
}

TEST(UkXml, DesignationsAndTargetsOfOneNameEach) {
  const Outcome fcdo = read_text(
      R"(<Designations><DateGenerated>23/01/2026</DateGenerated><Designation><UniqueID>QUE0001</UniqueID><Names><Name><Name6>VELMORIC</Name6><Name1>Tarenko</Name1><NameType>Primary Name</NameType></Name><Name><Name6>Tare</Name6><NameType>ALias</NameType><AliasStrength>Low quality</AliasStrength></Name></Names><NonLatinNames><NonLatinName><NameNonLatinScript>تاره</NameNonLatinScript></NonLatinName></NonLatinNames><RegimeName>Quell</RegimeName><IndividualEntityShip>Individual</IndividualEntityShip><Addresses><Address><AddressLine1>1 Quay Road</AddressLine1><AddressCountry>Quell</AddressCountry></Address></Addresses><IndividualDetails><Individual><DOBs><DOB>dd/mm/1961</DOB></DOBs><Nationalities><Nationality>Quell</Nationality></Nationalities></Individual></IndividualDetails></Designation></Designations>)",
      "uk.xml");
  EXPECT_EQ(fcdo.error, "");
  EXPECT_EQ(fcdo.info.date, "2026-01-23");
  EXPECT_EQ(names_of(fcdo.entry("QUE0001")), "primary:Tarenko VELMORIC|weak:Tare|original:تاره");
  EXPECT_EQ(said(fcdo.entry("QUE0001"), ListDetailKind::birth_date), "1961");
  EXPECT_EQ(said(fcdo.entry("QUE0001"), ListDetailKind::address), "1 Quay Road, Quell (Quell)");
  const Outcome ofsi = read_text(
      R"(<ArrayOfFinancialSanctionsTarget xmlns="http://example.org/ofsi"><FinancialSanctionsTarget><LastUpdated>2025-01-24T00:00:00</LastUpdated><Name6>Heron Lines</Name6><AliasTypeName>Primary name</AliasTypeName><GroupTypeDescription>Entity</GroupTypeDescription><RegimeName>Quell</RegimeName><GroupID>7001</GroupID><Entity_ParentCompany>Graymoor Holding</Entity_ParentCompany></FinancialSanctionsTarget><FinancialSanctionsTarget><name1>Old</name1><Name6>Heron</Name6><AliasTypeName>FKA</AliasTypeName><GroupID>7001</GroupID></FinancialSanctionsTarget></ArrayOfFinancialSanctionsTarget>)",
      "ConList.xml");
  EXPECT_EQ(ofsi.error, "");
  EXPECT_EQ(ofsi.format, "ofsi-xml");
  EXPECT_EQ(names_of(ofsi.entry("7001")), "primary:Heron Lines|former:Old Heron");
  EXPECT_EQ(ofsi.entry("7001")->relations[0].name, "Graymoor Holding");
}

TEST(SecoXml, SpellingsPlacesAndProgrammesComeTogether) {
  const Outcome out = read_text(
      R"(<?xml version="1.0" encoding="UTF-8"?><swiss-sanctions-list list-type="whole-list" date="2026-07-20"><sanctions-program ssid="20"><program-key lang="ger">Kuell</program-key><program-key lang="eng">Quell</program-key><sanctions-set ssid="87" lang="eng">annex 1</sanctions-set></sanctions-program><target ssid="100"><sanctions-set-id>87</sanctions-set-id><individual sex="male"><identity ssid="1" main="true"><name name-type="primary-name" quality="good"><name-part order="1" name-part-type="family-name"><value>Velmoric</value><spelling-variant script="CYRL">Велморик</spelling-variant></name-part><name-part order="2" name-part-type="given-name"><value>Tarenko</value><spelling-variant script="CYRL">Таренко</spelling-variant></name-part></name><name name-type="alias" quality="low"><name-part><value>Tare</value></name-part></name><day-month-year day="3" month="3" year="1961"/><place-of-birth place-id="500"/></identity><relation target-id="101" relation-type="related-to"/></individual><modification modification-type="listed" effective-date="2013-01-15"/></target><target ssid="102"><individual><identity main="true"><name name-type="primary-name"><name-part><value>Gone Person</value></name-part></name></identity></individual><modification modification-type="listed" effective-date="2013-01-15"/><modification modification-type="de-listed" effective-date="2016-01-15"/></target><place ssid="500"><location>Port Quell</location><country iso-code="QU">Quell</country></place></swiss-sanctions-list>)",
      "consolidated-list.xml");
  EXPECT_EQ(out.error, "");
  EXPECT_EQ(out.info.date, "2026-07-20");
  const model::ListEntry* const one = out.entry("100");
  EXPECT_EQ(names_of(one), "primary:Velmoric Tarenko|original:Велморик Таренко|weak:Tare");
  EXPECT_EQ(said(one, ListDetailKind::birth_place), "Port Quell, Quell");
  EXPECT_EQ(said(one, ListDetailKind::programme), "Quell");
  EXPECT_EQ(said(one, ListDetailKind::listed_on), "2013-01-15");
  EXPECT_TRUE(one->listed);
  EXPECT_FALSE(out.entry("102")->listed);
  EXPECT_EQ(one->relations[0].entry, "101");
}

}  // namespace
}  // namespace clew::lists
