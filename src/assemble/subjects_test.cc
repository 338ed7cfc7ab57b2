#include "assemble/subjects.h"

#include <gtest/gtest.h>

namespace clew::assemble {
namespace {

struct Case {
  const char* subject;
  const char* base;
  bool is_reply;
};

TEST(Subjects, MarksOfManyLanguagesComeOff) {
  const Case cases[] = {
      {"Radios for the north", "radios for the north", false},
      {"Re: Radios for the north", "radios for the north", true},
      {"RE: FW: Re: Radios for the north", "radios for the north", true},
      {"Re[2]: Radios", "radios", true},
      {"Re(3): Radios", "radios", true},
      {"Re^4: Radios", "radios", true},
      {"RE2: Radios", "radios", true},
      {"AW: WG: Funkgeräte", "funkgerate", true},
      {"Antw: Radio's", "radio s", true},
      {"SV: Radioer", "radioer", true},
      {"RES: ENC: Rádios", "radios", true},
      {"Re : Radios", "radios", true},
      {"İLT: Telsizler", "telsizler", true},
      {"پاسخ: جلسه شورا", "جلسه شورا", true},
      {"باز ارسال: جلسه شورا", "جلسه شورا", true},
      {"رد: اجتماع المجلس", "اجتماع المجلس", true},
      {"إعادة توجيه: اجتماع المجلس", "اجتماع المجلس", true},
      {"回复：Radios", "radios", true},
      {"Radios (fwd)", "radios", true},
      {"[Fwd: Radios]", "radios", true},
      {"[Fwd: Re: Radios]", "radios", true},
  };
  for (const Case& c : cases) {
    bool is_reply = !c.is_reply;
    const std::string base = base_subject(c.subject, is_reply);
    bool ignored = false;
    EXPECT_EQ(base, base_subject(c.base, ignored)) << c.subject;
    EXPECT_EQ(is_reply, c.is_reply) << c.subject;
  }
}

TEST(Subjects, TagsOfListsComeOffButDoNotMakeAReply) {
  bool is_reply = true;
  EXPECT_EQ(base_subject("[harbour-list] Radios", is_reply), "radios");
  EXPECT_FALSE(is_reply);
  EXPECT_EQ(base_subject("Re: [harbour-list] Re: Radios", is_reply), "radios");
  EXPECT_TRUE(is_reply);
}

TEST(Subjects, ATagAloneStays) {
  bool is_reply = false;
  EXPECT_EQ(base_subject("[harbour]", is_reply), "harbour");
}

TEST(Subjects, AWordBeforeAColonThatIsNoMarkStays) {
  bool is_reply = true;
  EXPECT_EQ(base_subject("Budget: second draft", is_reply), "budget second draft");
  EXPECT_FALSE(is_reply);
  EXPECT_EQ(base_subject("Reform: what now", is_reply), "reform what now");
  EXPECT_FALSE(is_reply);
}

TEST(Subjects, AMarkAloneLeavesNothing) {
  bool is_reply = false;
  EXPECT_EQ(base_subject("Re:", is_reply), "");
  EXPECT_TRUE(is_reply);
}

TEST(Subjects, AHundredThousandMarksTakeLinearTime) {
  std::string subject;
  for (int i = 0; i < 100'000; ++i) subject += "Re: [x] ";
  bool is_reply = false;
  EXPECT_EQ(base_subject(subject + "Radios", is_reply), "radios");
  EXPECT_EQ(base_subject(std::string(100'000, '['), is_reply), "");
  EXPECT_EQ(base_subject("\xFF\xFE: \xC3", is_reply), "");
}

TEST(Subjects, WeakSubjectsAreThoseThatAnybodyWrites) {
  for (const char* weak : {"", "hi", "meeting", "12", "2009 11 03", "hi there", "meeting 4", "سلام", "جلسه"})
    EXPECT_TRUE(is_weak_subject(weak)) << weak;
  for (const char* strong : {"radios", "radios for the north", "meeting harbour", "جلسه شورا"})
    EXPECT_FALSE(is_weak_subject(strong)) << strong;
}

}  // namespace
}  // namespace clew::assemble
