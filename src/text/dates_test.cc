#include "text/dates.h"

#include <gtest/gtest.h>

#include "text/mailboxes.h"

namespace clew::text {
namespace {

std::string iso(std::string_view text, DayOrder order = DayOrder::month_first) {
  const auto found = find_date(text, order);
  return found ? found->iso : "";
}

TEST(Dates, NumericDatesFollowTheOrderUnlessOnlyOneFits) {
  EXPECT_EQ(iso("05/03/2001 06:30 PM"), "2001-05-03T18:30");
  EXPECT_EQ(iso("05/03/2001 06:30", DayOrder::day_first), "2001-03-05T06:30");
  EXPECT_EQ(iso("20/11/2000 22:07"), "2000-11-20T22:07");
  EXPECT_EQ(iso("5.3.01"), "2001-03-05");
  EXPECT_EQ(iso("2001-05-03T06:30"), "2001-05-03T06:30");
  EXPECT_EQ(iso("12/01/99 12:05 AM"), "1999-12-01T00:05");
}

TEST(Dates, MonthsAreKnownInManyLanguages) {
  for (const char* text :
       {"Thursday, May 3, 2001", "3. Mai 2001", "3 mai 2001", "3 de mayo de 2001", "3 maggio 2001",
        "3 mei 2001", "3 maj 2001", "3 мая 2001", "۳ مه ۲۰۰۱", "٣ مايو ٢٠٠١", "3 أيار 2001"}) {
    EXPECT_EQ(iso(text), "2001-05-03") << text;
  }
}

TEST(Dates, SolarHijriDatesBecomeGregorian) {
  EXPECT_EQ(iso("۱۳۸۸/۲/۱۵"), "2009-05-05");
  EXPECT_EQ(iso("۱ فروردین ۱۳۸۰"), "2001-03-21");
  EXPECT_EQ(iso("30 اسفند 1387"), "2009-03-20");
  EXPECT_EQ(iso("۳۱ مهر ۱۳۸۸"), "");
}

TEST(Dates, NamedZonesGiveUniversalTime) {
  EXPECT_EQ(iso("Tue, 5 May 2009 10:11:12 +0330"), "2009-05-05T06:41:12Z");
  EXPECT_EQ(iso("05/03/2001 06:30 PM CDT"), "2001-05-03T23:30:00Z");
  EXPECT_EQ(iso("At 02:19 PM 5/3/2001 -0400, you"), "2001-05-03T18:19:00Z");
  EXPECT_EQ(iso("3 May 2001 06:30"), "2001-05-03T06:30");
}

TEST(Dates, NumbersAloneAreNoDate) {
  for (const char* text : {"call 713-555-0123", "see 3.4.5", "May we", "31/31/2001", "Feb 30, 2001", "10:30",
                           "version 12.1", ""}) {
    EXPECT_EQ(iso(text), "") << text;
  }
}

TEST(Mailboxes, FormsOfMailPrograms) {
  EXPECT_EQ(parse_mailbox("\"Vale, Mara\" <m@X.Example>"), (model::Mailbox{"Vale, Mara", "m@x.example"}));
  EXPECT_EQ(parse_mailbox("Vale, Mara [mailto:m@x.example]"), (model::Mailbox{"Vale, Mara", "m@x.example"}));
  EXPECT_EQ(parse_mailbox("m@x.example (Mara Vale)"), (model::Mailbox{"Mara Vale", "m@x.example"}));
  EXPECT_EQ(parse_mailbox("m@x.example"), (model::Mailbox{"", "m@x.example"}));
  EXPECT_EQ(parse_mailbox("\"Mara\" <SMTP:m@x.example>@SITE"), (model::Mailbox{"Mara", "m@x.example"}));
  EXPECT_EQ(parse_mailbox("Mara Vale/HOU/ORCH@ORCH"), (model::Mailbox{"Mara Vale", ""}));
  EXPECT_EQ(parse_mailbox("Mara Vale@ORCH"), (model::Mailbox{"Mara Vale", ""}));
  EXPECT_EQ(parse_mailbox("«مارا والی» <m@x.example>"), (model::Mailbox{"مارا والی", "m@x.example"}));
  EXPECT_EQ(parse_mailbox(" , "), model::Mailbox());
}

}  // namespace
}  // namespace clew::text
