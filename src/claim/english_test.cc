// What English sentences claim: one rule a test, with sentences that look alike and claim nothing. Mentions
// are given, as annotate would find them; the trees are those of the parser that this build carries.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "claim/claims.h"
#include "claim/frames.h"
#include "claim/references.h"
#include "claim/times.h"

namespace clew::claim {
namespace {

using model::MentionType;

struct Given {
  MentionType type;
  std::string text, value = {};
};

const std::vector<Given> kKnown = {
    {MentionType::person, "Ann Pellworm"},
    {MentionType::person, "Bo Dahl"},
    {MentionType::person, "Mr Dahl"},
    {MentionType::person, "Cyra Vantongeren"},
    {MentionType::org, "Gull Trading Ltd"},
    {MentionType::org, "Gull Trading"},
    {MentionType::org, "Harbour Board"},
    {MentionType::org, "Ministry of Fisheries"},
    {MentionType::org, "Coastal Harbour Authority"},
    {MentionType::org, "CHA"},
    {MentionType::place, "Trieste"},
    {MentionType::place, "Muscat"},
    {MentionType::money, "$5,000", "5000 USD"},
    {MentionType::money, "3 million euros", "3000000 EUR"},
    {MentionType::date, "May 2009", "2009-05"},
    {MentionType::date, "2003", "2003"},
    {MentionType::date, "2011", "2011"},
    {MentionType::date, "4 February 2012", "2012-02-04"},
    {MentionType::date, "9 June 2030", "2030-06-09"},
};

std::vector<model::Mention> mentions_in(const std::string& text) {
  std::vector<model::Mention> found;
  for (std::size_t at = 0; at < text.size(); ++at)
    for (const Given& known : kKnown) {
      if (text.compare(at, known.text.size(), known.text) != 0) continue;
      if (!found.empty() && found.back().end > at) continue;
      found.push_back({at, at + known.text.size(), known.type, known.text, known.value, 1});
    }
  return found;
}

// "payment asserted payer=Bo Dahl amount=$5,000 (5000 USD) 2009-05..2009-05 said by Ann", one line a claim.
std::string shown(const model::Claim& claim) {
  std::string line = std::string(name_of(claim.type)) + ' ' + std::string(name_of(claim.status));
  for (const model::ClaimArgument& a : claim.args) {
    line += ' ' + a.role + '=' + a.text;
    if (!a.name.empty()) line += '[' + a.name + ']';
    if (a.value) line += " (" + std::to_string(static_cast<long long>(*a.value)) + ' ' + a.currency + ')';
  }
  if (!claim.from.empty() || !claim.to.empty()) line += ' ' + claim.from + ".." + claim.to;
  for (const model::ClaimSource& s : claim.sources) line += " by " + (s.name.empty() ? s.source : s.name);
  if (claim.nonanswer) line += " nonanswer";
  return line;
}

std::vector<model::Claim> claims_of(const std::string& text, std::string_view author = "Edda Marlow") {
  ParagraphInput paragraph;
  paragraph.end = text.size();
  paragraph.mentions = mentions_in(text);
  Document document(text, {paragraph}, {"en", "mail", author, "2012-05-10T10:00:00Z"});
  return read_claims(document)[0].claims;
}

std::string read(const std::string& text) {
  std::string all;
  for (const model::Claim& claim : claims_of(text)) all += (all.empty() ? "" : "\n") + shown(claim);
  return all;
}

TEST(EnglishClaims, APaymentHasPayerPayeeAmountAndTime) {
  EXPECT_EQ(
      read("Gull Trading Ltd paid Bo Dahl $5,000 in May 2009."),
      "payment asserted payer=Gull Trading Ltd payee=Bo Dahl amount=$5,000 (5000 USD) 2009-05..2009-05");
}

TEST(EnglishClaims, APassiveIsTheSamePayment) {
  EXPECT_EQ(read("Bo Dahl was paid $5,000 by Gull Trading Ltd."),
            "payment asserted payer=Gull Trading Ltd payee=Bo Dahl amount=$5,000 (5000 USD)");
}

TEST(EnglishClaims, ANounOfPaymentHasItsPrepositions) {
  EXPECT_EQ(read("The payment of 3 million euros to Bo Dahl was in the books of the bank."),
            "payment asserted payee=Bo Dahl amount=3 million euros (3000000 EUR)");
}

TEST(EnglishClaims, WithoutASumOrAPayeeNothingIsPaid) {
  EXPECT_EQ(read("Bo Dahl paid attention to the weather."), "");
  EXPECT_EQ(read("He gave a speech to the board."), "");
  EXPECT_EQ(read("Crime does not pay."), "");
}

TEST(EnglishClaims, QuestionsAndCommandsClaimNothing) {
  EXPECT_EQ(read("Did Gull Trading Ltd pay Bo Dahl $5,000?"), "");
  EXPECT_EQ(read("Pay Bo Dahl $5,000 tomorrow."), "");
}

TEST(EnglishClaims, TheFirstPersonIsTheWriter) {
  EXPECT_EQ(read("I paid Bo Dahl $5,000."),
            "payment asserted payer=I[Edda Marlow] payee=Bo Dahl amount=$5,000 (5000 USD)");
  EXPECT_EQ(read("Sent 3 million euros to Bo Dahl."),
            "payment asserted payer=[Edda Marlow] payee=Bo Dahl amount=3 million euros (3000000 EUR)");
}

TEST(EnglishClaims, ModalsAndAdverbsHedge) {
  EXPECT_EQ(read("Gull Trading Ltd may have paid Bo Dahl $5,000."),
            "payment hedged payer=Gull Trading Ltd payee=Bo Dahl amount=$5,000 (5000 USD)");
  EXPECT_EQ(read("Bo Dahl reportedly met Ann Pellworm in Trieste."),
            "meeting hedged participants=Bo Dahl participants=Ann Pellworm place=Trieste");
  EXPECT_EQ(read("Bo Dahl is said to have met Ann Pellworm."),
            "meeting hedged participants=Bo Dahl participants=Ann Pellworm");
}

TEST(EnglishClaims, NegationReachesItsClauseOnly) {
  EXPECT_EQ(read("Bo Dahl did not meet Ann Pellworm."),
            "meeting negated participants=Bo Dahl participants=Ann Pellworm");
  EXPECT_EQ(read("He did not know that Bo Dahl met Ann Pellworm."),
            "meeting asserted participants=Bo Dahl participants=Ann Pellworm");
}

TEST(EnglishClaims, WhatIsDeniedIsDenied) {
  EXPECT_EQ(read("Bo Dahl denied that he had paid Ann Pellworm $5,000."),
            "payment denied payer=he[Bo Dahl] payee=Ann Pellworm amount=$5,000 (5000 USD) by Bo Dahl");
  EXPECT_EQ(read("I have never met Bo Dahl."),
            "meeting denied participants=I[Edda Marlow] participants=Bo Dahl");
}

TEST(EnglishClaims, PlansAreNotDone) {
  EXPECT_EQ(read("Gull Trading Ltd will pay Bo Dahl $5,000."),
            "payment planned payer=Gull Trading Ltd payee=Bo Dahl amount=$5,000 (5000 USD)");
  EXPECT_EQ(read("Ann Pellworm promised to pay Bo Dahl $5,000."),
            "payment planned payer=Ann Pellworm payee=Bo Dahl amount=$5,000 (5000 USD)");
  EXPECT_EQ(read("Bo Dahl flies from Trieste to Muscat on 9 June 2030."),
            "travel planned traveller=Bo Dahl origin=Trieste destination=Muscat 2030-06-09..2030-06-09");
}

TEST(EnglishClaims, WhoIsToldToDeliverIsTheSupplier) {
  EXPECT_EQ(read("Bo Dahl was told to deliver 20 rifles to the militia."),
            "supply planned supplier=Bo Dahl recipient=the militia goods=20 rifles");
}

TEST(EnglishClaims, CoordinatedRecipientsAreTwoClaimsWhereOneIsHedged) {
  EXPECT_EQ(read("Bo Dahl delivered rifles to the militia and supposedly to the police."),
            "supply asserted supplier=Bo Dahl recipient=the militia goods=rifles\n"
            "supply hedged supplier=Bo Dahl recipient=the police goods=rifles");
}

TEST(EnglishClaims, ReportedSpeechNamesItsSpeakerAndWeakensNothing) {
  EXPECT_EQ(read("Ann Pellworm said that Gull Trading Ltd had paid Bo Dahl $5,000."),
            "payment asserted payer=Gull Trading Ltd payee=Bo Dahl amount=$5,000 (5000 USD) by Ann Pellworm");
}

TEST(EnglishClaims, PostsStandInAppositionBeforeNamesAndInSentences) {
  EXPECT_EQ(read("Ann Pellworm, a former adviser to the Ministry of Fisheries, met Bo Dahl."),
            "role asserted holder=Ann Pellworm title=adviser organisation=the Ministry of Fisheries[Ministry "
            "of Fisheries]\n"
            "meeting asserted participants=Ann Pellworm participants=Bo Dahl");
  EXPECT_EQ(read("Bo Dahl chaired the Harbour Board until 2011."),
            "role asserted holder=Bo Dahl organisation=the Harbour Board[Harbour Board] ..2011");
  EXPECT_EQ(read("Bo Dahl is the director of Gull Trading Ltd."),
            "role asserted holder=Bo Dahl title=director organisation=Gull Trading Ltd");
}

TEST(EnglishClaims, AVisitToAPlaceIsTravelAndToAPersonAMeeting) {
  EXPECT_EQ(read("Bo Dahl visited Muscat in May 2009."),
            "travel asserted traveller=Bo Dahl destination=Muscat 2009-05..2009-05");
  EXPECT_EQ(read("Bo Dahl visited Ann Pellworm."),
            "meeting asserted participants=Bo Dahl participants=Ann Pellworm");
}

TEST(EnglishClaims, ARefusalToCommentIsAStatementWithoutAnAnswer) {
  EXPECT_EQ(read("Bo Dahl declined to comment."),
            "statement asserted speaker=Bo Dahl content=declined to comment nonanswer");
}

TEST(EnglishClaims, WhatTellsOfNothingElseIsAStatement) {
  EXPECT_EQ(read("Ann Pellworm said that the weather was fine."),
            "statement asserted speaker=Ann Pellworm content=the weather was fine by Ann Pellworm");
}

TEST(EnglishClaims, FoundingOwnershipSanctionsAndCharges) {
  EXPECT_EQ(read("Bo Dahl founded Gull Trading Ltd in 2003."),
            "founding asserted founder=Bo Dahl organisation=Gull Trading Ltd 2003..2003");
  EXPECT_EQ(read("Gull Trading Ltd is owned by Bo Dahl."),
            "ownership asserted owner=Bo Dahl asset=Gull Trading Ltd");
  EXPECT_EQ(
      read("The Coastal Harbour Authority sanctioned Bo Dahl on 4 February 2012."),
      "sanction asserted authority=The Coastal Harbour Authority[Coastal Harbour Authority] target=Bo Dahl "
      "2012-02-04..2012-02-04");
  EXPECT_EQ(read("Bo Dahl was arrested in Trieste."),
            "legal asserted target=Bo Dahl action=arrested place=Trieste");
  EXPECT_EQ(read("Bo Dahl was put on leave."), "legal asserted target=Bo Dahl action=[put on leave]");
}

TEST(EnglishClaims, KinAndFriends) {
  EXPECT_EQ(read("Bo Dahl is a cousin of Ann Pellworm."),
            "relation asserted subject=Bo Dahl object=Ann Pellworm kind=cousin[family]");
}

TEST(EnglishClaims, ArgumentsAndEvidenceAreWordsOfTheText) {
  const std::string text =
      "The board met. In Trieste Gull Trading Ltd paid Bo Dahl $5,000, as Ann Pellworm said.";
  for (const model::Claim& claim : claims_of(text)) {
    EXPECT_LE(claim.end, text.size());
    for (const model::ClaimArgument& a : claim.args) {
      if (a.start == a.end) continue;
      EXPECT_EQ(text.substr(a.start, a.end - a.start), a.text);
      EXPECT_GE(a.start, claim.start);
      EXPECT_LE(a.end, claim.end);
    }
  }
}

TEST(EnglishClaims, LongAndBrokenSentencesEnd) {
  std::string text;
  for (int i = 0; i < 10000; ++i) text += i % 3 == 0 ? "paid " : "\"the Harbour Board ";
  EXPECT_TRUE(claims_of(text).empty());
  claims_of("paid paid paid to to to \xff\xfe $5,000 of of the the");
}

TEST(FrameLexicon, ReadsWhatThisBuildCarries) {
  const FrameLexicon& lexicon = FrameLexicon::english();
  EXPECT_TRUE(lexicon.may_trigger("paid"));
  EXPECT_TRUE(lexicon.may_trigger("invited"));
  EXPECT_TRUE(lexicon.may_trigger("directors"));
  EXPECT_FALSE(lexicon.may_trigger("weather"));
}

TEST(FrameLexicon, SaysInWhichLineAMistakeStands) {
  const auto bad = FrameLexicon::parse("# fine\npayment | verb | pay | payer=subj\n");
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().where, "line 2");
}

TEST(Times, ValuesHaveTwoEnds) {
  std::string from, to;
  EXPECT_TRUE(ends_of("2009-05/2011", from, to));
  EXPECT_EQ(from + ".." + to, "2009-05..2011");
  EXPECT_TRUE(ends_of("2009-05-13T16:30", from, to));
  EXPECT_EQ(from + ".." + to, "2009-05-13..2009-05-13");
  EXPECT_TRUE(ends_of("2001-04-03|2001-03-04", from, to));
  EXPECT_EQ(to, "2001-04-03");
  EXPECT_FALSE(ends_of("T09:30", from, to));
  EXPECT_FALSE(ends_of("", from, to));
}

TEST(References, ShortNamesInitialsAndPronounsMeanWhomTheyMean) {
  EXPECT_EQ(initials_of("Coastal Harbour Authority"), "CHA");
  EXPECT_EQ(read("The Coastal Harbour Authority (CHA) is old. CHA paid Bo Dahl $5,000."),
            "payment asserted payer=CHA[Coastal Harbour Authority] payee=Bo Dahl amount=$5,000 (5000 USD)");
  EXPECT_EQ(read("Bo Dahl is tired. Mr Dahl paid Ann Pellworm $5,000."),
            "payment asserted payer=Dahl[Bo Dahl] payee=Ann Pellworm amount=$5,000 (5000 USD)");
  EXPECT_EQ(read("Bo Dahl is tired. He paid Ann Pellworm $5,000."),
            "payment asserted payer=He[Bo Dahl] payee=Ann Pellworm amount=$5,000 (5000 USD)");
}

}  // namespace
}  // namespace clew::claim
