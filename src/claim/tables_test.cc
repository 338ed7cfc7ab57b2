#include "claim/tables.h"

#include <gtest/gtest.h>

#include "claim/sums.h"
#include "claim/transfers.h"

namespace clew::claim {
namespace {

using Lines = std::vector<std::string>;

std::string shown(const model::Claim& claim) {
  std::string out(name_of(claim.type));
  for (const model::ClaimArgument& arg : claim.args) {
    out += " | " + arg.role + '=' + arg.text;
    if (arg.value)
      out += '(' + std::to_string(static_cast<long long>(*arg.value * 100 + 0.5)) + ' ' + arg.currency + ')';
  }
  return out + (claim.from.empty() ? "" : " @" + claim.from);
}

// Paragraphs end at blank lines.
template <class Read>
Lines claims_of(const std::string& text, Read read, std::vector<model::Mention> mentions = {}) {
  std::vector<ParagraphInput> paragraphs;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find("\n\n", at), text.size());
    ParagraphInput one;
    one.start = at;
    one.end = end;
    one.mentions = mentions;
    paragraphs.push_back(one);
    at = end + 2;
  }
  const Document document(text, paragraphs, {"en", "text", "", ""});
  std::vector<ParagraphClaims> found(document.size());
  read(document, found);
  Lines lines;
  for (const ParagraphClaims& one : found)
    for (const model::Claim& claim : one.claims) {
      EXPECT_LE(claim.end, text.size());
      for (const model::ClaimArgument& arg : claim.args)
        EXPECT_EQ(text.substr(arg.start, arg.end - arg.start), arg.text);
      lines.push_back(shown(claim));
    }
  return lines;
}

TEST(Tables, EachRowOfPaymentsIsAClaim) {
  EXPECT_EQ(
      claims_of("Date,Payer,Payee,Amount (USD),Purpose\r\n"
                "2012-05-09,Harbour Fund,\"Reed, Ada\",\"4,500.50\",pumps\r\n"
                "2012-06-01,Harbour Fund,,100,\r\n",
                read_tables),
      (Lines{"payment | payer=Harbour Fund | payee=Reed, Ada | amount=4,500.50(450050 USD) | purpose=pumps",
             "payment | payer=Harbour Fund | amount=100(10000 USD)"}));
}

TEST(Tables, SemicolonsTabsAndOtherTongues) {
  EXPECT_EQ(claims_of("گیرنده;مبلغ;ارز\nآدا رید;۴۵۰۰;EUR\n", read_tables),
            (Lines{"payment | payee=آدا رید | amount=۴۵۰۰(450000 EUR)"}));
  EXPECT_EQ(claims_of("from\tto\tsum\nA\tB\t12\n", read_tables),
            (Lines{"payment | payer=A | payee=B | amount=12(1200 )"}));
}

TEST(Tables, HoldersOfFirms) {
  EXPECT_EQ(claims_of("number,company,shareholder,shares\nHE 1,REED LTD,Ada Moss,600\n", read_tables),
            (Lines{"ownership | owner=Ada Moss | asset=REED LTD | share=600"}));
}

TEST(Tables, ARowGoesOnInTheNextParagraphAndEndsWithTheTable) {
  EXPECT_EQ(claims_of("payee,amount\nA,1\n\nB,2\n\nDear Ada, from me\nC,3\n", read_tables),
            (Lines{"payment | payee=A | amount=1(100 )", "payment | payee=B | amount=2(200 )"}));
}

TEST(Tables, WhatIsNoTableOfPaymentsIsLeftAlone) {
  EXPECT_TRUE(claims_of("date,what,eur\n2012-05-14,stamps,22.00\n", read_tables).empty());
  EXPECT_TRUE(claims_of("From: Ada, To: Bela, Amount: little\nOne, two, three\n", read_tables).empty());
  EXPECT_TRUE(claims_of("payee,amount\n\"unbalanced,5\n", read_tables).empty());
}

TEST(Sums, MarksOfGroupsAndDecimals) {
  EXPECT_EQ(read_sum("45,000"), 45000);
  EXPECT_EQ(read_sum("45.000,50"), 45000.5);
  EXPECT_EQ(read_sum("1 234,5"), 1234.5);
  EXPECT_EQ(read_sum("USD 6.40"), 6.4);
  EXPECT_EQ(read_sum("1,234,567"), 1234567);
  EXPECT_EQ(read_sum("٤٥٫٥"), 45.5);
  EXPECT_EQ(read_sum("(120)"), std::nullopt);
  EXPECT_EQ(read_sum("5 of 12 in 2012 rows"), std::nullopt);
  EXPECT_EQ(read_sum("none"), std::nullopt);
}

TEST(Transfers, AnMt103IsAPayment) {
  EXPECT_EQ(claims_of("{1:F01EXAMPLEXAXXX}{4:\n:20:REF1\n:23B:CRED\n:32A:120509USD45000,\n:50K:/"
                      "CY17002001280000001200527600\n"
                      "HARBOUR FUND\n1 QUAY ROAD\n:59:/GB33BUKB20201555555555\nREED AND MOSS "
                      "LTD\n:70:PUMPS\n:71A:SHA\n-}\n",
                      read_transfers),
            (Lines{"payment | payer=HARBOUR FUND | payee=REED AND MOSS LTD | amount=USD45000,(4500000 USD) | "
                   "purpose=PUMPS @2012-05-09"}));
}

TEST(Transfers, Pacs008IsAPayment) {
  EXPECT_EQ(
      claims_of(
          "<p:CdtTrfTxInf><p:IntrBkSttlmAmt Ccy=\"EUR\">700.25</p:IntrBkSttlmAmt><p:IntrBkSttlmDt>2012-11-02"
          "</p:IntrBkSttlmDt><p:Dbtr><p:Nm>Ada Reed</p:Nm></p:Dbtr><p:Cdtr><p:Nm>Bela Moss</p:Nm></p:Cdtr>"
          "</p:CdtTrfTxInf>",
          read_transfers),
      (Lines{"payment | payer=Ada Reed | payee=Bela Moss | amount=700.25(70025 EUR) @2012-11-02"}));
}

TEST(Transfers, HalfAMessageIsNone) {
  EXPECT_TRUE(claims_of(":20:REF1\n:32A:120509USD45000,\n:50K:/1\n", read_transfers).empty());
  EXPECT_TRUE(claims_of(":32A:12", read_transfers).empty());
  EXPECT_TRUE(claims_of("<CdtTrfTxInf><Dbtr><Nm>A</Dbtr>", read_transfers).empty());
}

}  // namespace
}  // namespace clew::claim
