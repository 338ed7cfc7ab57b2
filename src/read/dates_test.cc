#include "read/dates.h"

#include <gtest/gtest.h>

namespace clew::read {
namespace {

std::string read(std::string_view raw) {
  const ReadDate date = parse_date(raw);
  return date.moment ? model::iso8601(date.moment->utc) : "none";
}

TEST(Dates, PlainDatesNeedNoNote) {
  const ReadDate date = parse_date(" Mon, 15 Oct 2001 08:00:00 -0700 (PDT)\r\n");
  ASSERT_TRUE(date.moment);
  EXPECT_EQ(model::iso8601(date.moment->utc), "2001-10-15T15:00:00Z");
  EXPECT_EQ(date.moment->zone, -420);
  EXPECT_EQ(date.raw, "");
  EXPECT_EQ(date.note, "");
  EXPECT_EQ(parse_date("15 Oct 2001 08:00 GMT").raw, "");
}

TEST(Dates, ObsoleteFormsAreReadAndNoted) {
  const ReadDate date = parse_date("Mon, 15 Oct 01 08:00:00 EST");
  EXPECT_EQ(model::iso8601(date.moment->utc), "2001-10-15T13:00:00Z");
  EXPECT_EQ(date.note, "two-digit year");
  EXPECT_EQ(date.raw, "Mon, 15 Oct 01 08:00:00 EST");
  EXPECT_EQ(read("15 Oct 99 08:00 UT"), "1999-10-15T08:00:00Z");
  EXPECT_EQ(read("15 Oct 102 08:00 UT"), "2002-10-15T08:00:00Z");
  EXPECT_EQ(read("Fri, 2 Mar 0001 08:00:00 +0000"), "2001-03-02T08:00:00Z");
}

TEST(Dates, ZonesOfAllKinds) {
  EXPECT_EQ(read("15 Oct 2001 08:00:00 +0330"), "2001-10-15T04:30:00Z");
  EXPECT_EQ(read("15 Oct 2001 08:00:00 GMT+2"), "2001-10-15T06:00:00Z");
  EXPECT_EQ(read("15 Oct 2001 08:00:00 +02:00"), "2001-10-15T06:00:00Z");
  EXPECT_EQ(read("15 Oct 2001 08:00:00 CEST"), "2001-10-15T06:00:00Z");
  EXPECT_EQ(parse_date("15 Oct 2001 08:00:00 +2500").note, "impossible zone, read as UTC");
  EXPECT_EQ(parse_date("15 Oct 2001 08:00:00").note, "no zone, read as UTC");
  EXPECT_EQ(read("15 Oct 2001 08:00:00 +2500"), "2001-10-15T08:00:00Z");
}

TEST(Dates, OtherOrdersAndFormats) {
  EXPECT_EQ(read("Mon Oct 15 15:00:00 2001"), "2001-10-15T15:00:00Z");
  EXPECT_EQ(read("Mon Oct 15 15:00:00 EDT 2001"), "2001-10-15T19:00:00Z");
  EXPECT_EQ(read("2001-10-15T15:00:00Z"), "2001-10-15T15:00:00Z");
  EXPECT_EQ(read("2001-10-15 15:00:00.250+03:00"), "2001-10-15T12:00:00Z");
  EXPECT_EQ(read("15/10/2001 15:00"), "2001-10-15T15:00:00Z");
  EXPECT_EQ(read("10/15/2001 3:00:05 PM"), "2001-10-15T15:00:05Z");
  EXPECT_EQ(read("Monday, October 15, 2001 3:00 PM"), "2001-10-15T15:00:00Z");
  EXPECT_EQ(read("15-Oct-2001 15:00:00 +0000"), "2001-10-15T15:00:00Z");
}

TEST(Dates, MonthsInOtherLanguages) {
  EXPECT_EQ(read("Mo, 15 Okt 2001 15:00:00 +0000"), "2001-10-15T15:00:00Z");
  EXPECT_EQ(read("mer., 1 août 2001 15:00:00 +0000"), "2001-08-01T15:00:00Z");
  EXPECT_EQ(read("15 أكتوبر 2001 15:00:00 +0000"), "2001-10-15T15:00:00Z");
  EXPECT_EQ(read("15 Dez 2001 15:00:00 +0000"), "2001-12-15T15:00:00Z");
}

TEST(Dates, WhatIsNoDateGivesNothingButItsWords) {
  for (const char* raw : {"", "yesterday", "31 Feb 2001 08:00:00 +0000", "15 Oct 2001 25:00:00 +0000",
                          "99999999999999", "15 Oct", "Mon, 0 Oct 2001 08:00:00 +0000"}) {
    const ReadDate date = parse_date(raw);
    EXPECT_FALSE(date.moment) << raw;
    EXPECT_EQ(date.raw, raw);
  }
  EXPECT_FALSE(parse_date(std::string(100000, '1')).moment);
}

TEST(Dates, LeapDaysAndOldYears) {
  EXPECT_EQ(read("29 Feb 2000 00:00:00 +0000"), "2000-02-29T00:00:00Z");
  EXPECT_EQ(read("29 Feb 2001 00:00:00 +0000"), "none");
  EXPECT_EQ(read("31 Dec 1969 23:59:59 +0000"), "1969-12-31T23:59:59Z");
}

}  // namespace
}  // namespace clew::read
