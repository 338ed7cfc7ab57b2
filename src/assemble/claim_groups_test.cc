#include "assemble/claim_groups.h"

#include <gtest/gtest.h>

namespace clew::assemble {
namespace {

using model::ClaimStatus;
using model::ClaimType;
using Pairs = std::vector<std::pair<std::int64_t, std::int64_t>>;

ClaimFact paid(std::int64_t id, const char* payer, const char* payee, const char* sum, const char* from = "",
               ClaimStatus status = ClaimStatus::asserted) {
  ClaimFact fact{id, ClaimType::payment, status, {{"payer", payer}, {"payee", payee}}, from, ""};
  if (*sum != 0) fact.args.push_back({"amount", sum});
  return fact;
}

TEST(CompareClaims, GroupsWhatAgreesOnAllThatBothTell) {
  const auto out = compare_claims({paid(1, "ann", "bo", "5000 USD", "2012-05"),
                                   paid(2, "ann", "bo", "", "2012-05-14"), paid(3, "ann", "cy", "5000 USD")});
  EXPECT_EQ(out.groups, (Pairs{{1, 1}, {2, 1}}));
  EXPECT_TRUE(out.disputes.empty());
}

TEST(CompareClaims, AnotherMonthIsAnotherPayment) {
  const auto out =
      compare_claims({paid(1, "ann", "bo", "5 USD", "2012-05"), paid(2, "ann", "bo", "7 USD", "2012-06")});
  EXPECT_TRUE(out.groups.empty());
  EXPECT_TRUE(out.disputes.empty());
}

TEST(CompareClaims, AnotherSumAtTheSameTimeIsADispute) {
  const auto out =
      compare_claims({paid(1, "ann", "bo", "5 USD", "2012-05"), paid(2, "ann", "bo", "7 USD", "2012-05")});
  EXPECT_EQ(out.disputes, (Pairs{{1, 2}, {2, 1}}));
}

TEST(CompareClaims, ADenialDisputesWhatItDeniesAndIsInNoGroupWithIt) {
  const auto out =
      compare_claims({paid(1, "ann", "bo", "5 USD"), paid(2, "ann", "bo", "", "", ClaimStatus::denied)});
  EXPECT_TRUE(out.groups.empty());
  EXPECT_EQ(out.disputes, (Pairs{{1, 2}}));
}

TEST(CompareClaims, ADenialWithFewerArgumentsCoversIfTwoAreShared) {
  ClaimFact met{1,
                ClaimType::meeting,
                ClaimStatus::asserted,
                {{"participants", "ann"}, {"participants", "bo"}, {"participants", "cy"}},
                "",
                ""};
  ClaimFact denied{
      2, ClaimType::meeting, ClaimStatus::denied, {{"participants", "ann"}, {"participants", "bo"}}, "", ""};
  ClaimFact vague{3, ClaimType::meeting, ClaimStatus::denied, {{"participants", "ann"}}, "", ""};
  const auto out = compare_claims({met, denied, vague});
  EXPECT_EQ(out.disputes, (Pairs{{1, 2}}));
}

TEST(CompareClaims, WhatIsAboutNothingKnownIsLeftAlone) {
  const auto out =
      compare_claims({{1, ClaimType::payment, ClaimStatus::asserted, {{"amount", "5 USD"}}, "", ""},
                      {2, ClaimType::payment, ClaimStatus::denied, {{"amount", "5 USD"}}, "", ""}});
  EXPECT_TRUE(out.groups.empty());
  EXPECT_TRUE(out.disputes.empty());
}

}  // namespace
}  // namespace clew::assemble
