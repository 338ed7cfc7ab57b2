#include "read/addresses.h"

#include <gtest/gtest.h>

#include <string>

namespace clew::read {
namespace {

using Boxes = std::vector<model::Mailbox>;

TEST(Addresses, NamesQuotedAndPlain) {
  EXPECT_EQ(parse_addresses("Jane Doe <jane@Example.ORG>, \"Roe, Richard\" <r@x.org>"),
            (Boxes{{"Jane Doe", "jane@example.org"}, {"Roe, Richard", "r@x.org"}}));
  EXPECT_EQ(parse_addresses("a@b.org,c@d.org"), (Boxes{{"", "a@b.org"}, {"", "c@d.org"}}));
  EXPECT_EQ(parse_addresses("\"A \\\"B\\\" C\" <a@b.org>"), (Boxes{{"A \"B\" C", "a@b.org"}}));
}

TEST(Addresses, CommentsGiveANameWhereThereIsNone) {
  EXPECT_EQ(parse_addresses("jane@x.org (Jane (J.) Doe)"), (Boxes{{"Jane (J.) Doe", "jane@x.org"}}));
  EXPECT_EQ(parse_addresses("Jane <jane@x.org> (home)"), (Boxes{{"Jane", "jane@x.org"}}));
}

TEST(Addresses, GroupsGiveTheirMembers) {
  EXPECT_EQ(parse_addresses("Friends: Jane <j@x.org>, r@x.org; other@x.org"),
            (Boxes{{"Jane", "j@x.org"}, {"", "r@x.org"}, {"", "other@x.org"}}));
  EXPECT_TRUE(parse_addresses("undisclosed-recipients:;").empty());
}

TEST(Addresses, RoutesAndObsoleteSpaces) {
  EXPECT_EQ(parse_addresses("<@relay.org,@hub.org:jane@x.org>"), (Boxes{{"", "jane@x.org"}}));
  EXPECT_EQ(parse_addresses("jane . doe @ x . org"), (Boxes{{"", "jane.doe@x.org"}}));
}

TEST(Addresses, CommasInNamesWithoutQuotes) {
  EXPECT_EQ(parse_addresses("Doe, Jane <j@x.org>, Roe, Richard B. <r@x.org>"),
            (Boxes{{"Doe, Jane", "j@x.org"}, {"Roe, Richard B.", "r@x.org"}}));
  EXPECT_EQ(parse_addresses("Doe, Jane </O=ORG/OU=NA/CN=JDOE>, Roe, Richard </O=ORG/CN=RROE>"),
            (Boxes{{"Doe, Jane", "/O=ORG/OU=NA/CN=JDOE"}, {"Roe, Richard", "/O=ORG/CN=RROE"}}));
  EXPECT_EQ(parse_addresses("Jane Doe, Richard Roe <r@x.org>"),
            (Boxes{{"Jane Doe", ""}, {"Richard Roe", "r@x.org"}}));
  EXPECT_EQ(parse_addresses("root, Richard <r@x.org>"), (Boxes{{"", "root"}, {"Richard", "r@x.org"}}));
}

TEST(Addresses, AnAddressForANameIsNoName) {
  EXPECT_EQ(parse_addresses("\"'a@b.org'\" <A@b.org>"), (Boxes{{"", "A@b.org"}}));
  EXPECT_EQ(parse_addresses("'Jane Doe' <j@x.org>"), (Boxes{{"Jane Doe", "j@x.org"}}));
  EXPECT_EQ(parse_addresses("'j@x.org'"), (Boxes{{"", "j@x.org"}}));
}

TEST(Addresses, WhatExchangeAndNotesLeaveBehind) {
  EXPECT_EQ(parse_addresses("<jane@x.org@>"), (Boxes{{"", "jane@x.org"}}));
  EXPECT_EQ(parse_addresses("\"Jane Doe\" <j@x.org>@ORG <IMCEANOTES-x@org.com>, r@x.org"),
            (Boxes{{"Jane Doe", "j@x.org"}, {"", "r@x.org"}}));
  EXPECT_EQ(parse_addresses("Jane Doe/HOU/ORG@ORG"), (Boxes{{"", "Jane Doe/HOU/ORG@org"}}));
}

TEST(Addresses, EncodedWordsAndRawBytes) {
  EXPECT_EQ(parse_addresses("=?utf-8?Q?Ren=C3=A9e_Doe?= <r@x.org>"), (Boxes{{"Renée Doe", "r@x.org"}}));
  EXPECT_EQ(parse_addresses("\"=?utf-8?Q?Doe,_Ren=C3=A9e?=\" <r@x.org>"), (Boxes{{"Doe, Renée", "r@x.org"}}));
  EXPECT_EQ(parse_addresses("=?utf-8?Q?Doe,_Ren=C3=A9e?= <r@x.org>"), (Boxes{{"Doe, Renée", "r@x.org"}}));
  EXPECT_EQ(parse_addresses("سارا <s@x.org>"), (Boxes{{"سارا", "s@x.org"}}));
  EXPECT_EQ(parse_addresses("\xD3\xE1\xC7\xE3 <s@x.org>", "windows-1256"), (Boxes{{"سلام", "s@x.org"}}));
}

TEST(Addresses, BrokenListsGiveWhatIsThere) {
  EXPECT_EQ(parse_addresses("\"Jane <j@x.org>, r@x.org"), (Boxes{{"Jane", "j@x.org"}, {"", "r@x.org"}}));
  EXPECT_EQ(parse_addresses("Jane <j@x.org, r@x.org"), (Boxes{{"Jane", "j@x.org"}, {"", "r@x.org"}}));
  EXPECT_EQ(parse_addresses("Jane <j@x.org> Richard <r@x.org>"),
            (Boxes{{"Jane", "j@x.org"}, {"Richard", "r@x.org"}}));
  EXPECT_EQ(parse_addresses("a@x.org; b@x.org;"), (Boxes{{"", "a@x.org"}, {"", "b@x.org"}}));
  EXPECT_EQ(parse_addresses("Jane Doe [mailto:j@X.org]"), (Boxes{{"Jane Doe", "j@x.org"}}));
  EXPECT_EQ(parse_addresses("a@x.org b@x.org"), (Boxes{{"", "a@x.org"}, {"", "b@x.org"}}));
  EXPECT_TRUE(parse_addresses(" ,;, <>, () ").empty());
}

TEST(Addresses, HostileListsTakeLinearTime) {
  for (const char* piece : {"\"", "(", "<", "a@b,", "a,", "=?a?q?", "<a", "((", "a b ", "\\"}) {
    std::string raw;
    while (raw.size() < 400000) raw += piece;
    EXPECT_LE(parse_addresses(raw).size(), raw.size());
  }
}

}  // namespace
}  // namespace clew::read
