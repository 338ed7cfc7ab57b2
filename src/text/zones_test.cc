#include "text/zones.h"

#include <gtest/gtest.h>

#include "text/passages.h"

namespace clew::text {
namespace {

using model::DocumentType;
using model::Zone;
using model::ZoneKind;

std::vector<Zone> zones_of(std::string_view text) {
  std::vector<Zone> zones = find_zones(text, DocumentType::mail);
  std::size_t at = 0;
  for (const Zone& zone : zones) {
    EXPECT_EQ(zone.start, at);
    EXPECT_GT(zone.end, zone.start);
    at = zone.end;
  }
  EXPECT_EQ(at, text.size());
  return zones;
}

// "body0 head1 quote1": kinds with depths.
std::string shape(const std::vector<Zone>& zones) {
  std::string out;
  for (const Zone& zone : zones) {
    out += (out.empty() ? "" : " ") + std::string(model::name_of(zone.kind)) + std::to_string(zone.depth);
  }
  return out;
}
std::string shape(std::string_view text) { return shape(zones_of(text)); }

const Zone& first(const std::vector<Zone>& zones, ZoneKind kind) {
  for (const Zone& zone : zones) {
    if (zone.kind == kind) return zone;
  }
  ADD_FAILURE() << "no " << model::name_of(kind);
  return zones.front();
}

// The head of a letter with one head: "name|address|date|subject".
std::string head_of(std::string_view text) {
  const std::vector<Zone> zones = zones_of(text);
  const Zone& head = first(zones, ZoneKind::head);
  EXPECT_EQ(zones.back().author, head.author) << text;
  return head.author.name + "|" + head.author.address + "|" + head.date + "|" + head.subject;
}

TEST(Zones, EmptyTextHasNoneAndReportsHaveOne) {
  EXPECT_TRUE(find_zones("", DocumentType::mail).empty());
  const auto zones = find_zones("> On Monday, X wrote:\n> y\n", DocumentType::report);
  ASSERT_EQ(zones.size(), 1u);
  EXPECT_EQ(zones[0].kind, ZoneKind::body);
  EXPECT_EQ(shape("\n\n"), "body0");
}

TEST(Zones, QuoteMarksNestAndTheReplyGoesOnBelow) {
  const std::string text =
      "My answer stands below.\n\n"
      "On Tue, May 5, 2009 at 10:11 AM, Mara Vale <m.vale@Orchard.example> wrote:\n"
      "> Shall we sell the press?\n"
      ">> It was offered twice.\n"
      "No, we shall keep it.\n"
      "> And the cart?\n"
      "That too.\n";
  const auto zones = zones_of(text);
  EXPECT_EQ(shape(zones), "body0 head1 quote1 quote2 body0 quote1 body0");
  EXPECT_EQ(zones[1].author, (model::Mailbox{"Mara Vale", "m.vale@orchard.example"}));
  EXPECT_EQ(zones[1].date, "2009-05-05T10:11");
  EXPECT_EQ(zones[1].date_raw, "Tue, May 5, 2009 at 10:11 AM");
  EXPECT_EQ(zones[2].author.name, "Mara Vale");
  EXPECT_EQ(zones[3].author, model::Mailbox());
  EXPECT_EQ(zones[5].author.name, "Mara Vale") << "the quotation goes on after the remark";
}

TEST(Zones, InitialsAndBarsAreQuoteMarksAndTablesAreNot) {
  EXPECT_EQ(shape("Yes.\n\nMV> Is it sold?\nMV> I hope not, said the miller to us.\n"), "body0 quote1");
  EXPECT_EQ(shape("Yes, it is sold to them.\n\n| Is it sold?\n"), "body0 quote1");
  EXPECT_EQ(shape("The list is here:\n\n| cart | 3 |\n| press | 1 |\n"), "body0");
}

TEST(Zones, HeadsOfManyLanguagesNameTheirAuthor) {
  const std::string below = "\n> text of the older letter\n";
  const std::pair<const char*, const char*> heads[] = {
      {"On 5 May 2009, at 10:11, Mara Vale wrote:", "Mara Vale||2009-05-05T10:11|"},
      {"On 5/4/2009 10:11 AM, Mara Vale wrote:", "Mara Vale||2009-05-04T10:11|"},
      {"Mara Vale <m@x.example> wrote:", "Mara Vale|m@x.example||"},
      {"Am 05.05.2009 um 10:11 schrieb Mara Vale <m@x.example>:", "Mara Vale|m@x.example|2009-05-05T10:11|"},
      {"Am Dienstag, 5. Mai 2009 10:11 schrieb Mara Vale:", "Mara Vale||2009-05-05T10:11|"},
      {"Le mar. 5 mai 2009 à 10:11, Mara Vale <m@x.example> a écrit :",
       "Mara Vale|m@x.example|2009-05-05T10:11|"},
      {"Le 04/05/2009 10:11, Mara Vale a écrit :", "Mara Vale||2009-05-04T10:11|"},
      {"El mar., 5 de mayo de 2009 a las 10:11, Mara Vale (<m@x.example>) escribió:",
       "Mara Vale|m@x.example|2009-05-05T10:11|"},
      {"Il giorno mar 5 mag 2009 alle ore 10:11 Mara Vale <m@x.example> ha scritto:",
       "Mara Vale|m@x.example|2009-05-05T10:11|"},
      {"Op di 5 mei 2009 om 10:11 schreef Mara Vale <m@x.example>:",
       "Mara Vale|m@x.example|2009-05-05T10:11|"},
      {"Em ter., 5 de mai. de 2009 às 10:11, Mara Vale <m@x.example> escreveu:",
       "Mara Vale|m@x.example|2009-05-05T10:11|"},
      {"Den tis 5 maj 2009 kl 10:11 skrev Mara Vale <m@x.example>:",
       "Mara Vale|m@x.example|2009-05-05T10:11|"},
      {"W dniu 5 maja 2009 10:11 Mara Vale <m@x.example> napisał(a):",
       "Mara Vale|m@x.example|2009-05-05T10:11|"},
      {"5 мая 2009 г. в 10:11 Мара Вале <m@x.example> написал:", "Мара Вале|m@x.example|2009-05-05T10:11|"},
      {"در تاریخ سه‌شنبه ۵ مه ۲۰۰۹ ساعت ۱۰:۱۱، مارا والی "
       "<m@x.example> "
       "نوشت:",
       "مارا والی|m@x.example|2009-05-05T10:11|"},
      {"در ۱۳۸۸/۲/۱۵ مارا والی نوشت:", "مارا والی||2009-05-05|"},
      {"في الثلاثاء، 5 مايو 2009 في 10:11 ص، كتب مارا فالي <m@x.example>:",
       "مارا فالي|m@x.example|2009-05-05T10:11|"},
      {"في ٥ مايو ٢٠٠٩، مارا فالي <m@x.example> كتب:", "مارا فالي|m@x.example|2009-05-05|"},
  };
  for (const auto& [head, expected] : heads) {
    EXPECT_EQ(head_of(std::string("Agreed by us all.\n\n") + head + below), expected) << head;
  }
}

TEST(Zones, HeadsOfOtherProgramsAreKnown) {
  EXPECT_EQ(head_of("Agreed.\n\n2009/5/3 Mara Vale <m@x.example>\n\n> barley\n"),
            "Mara Vale|m@x.example|2009-05-03|");
  EXPECT_EQ(head_of("Agreed.\n\n>>> Mara Vale <m@x.example> 02/16/01 10:41AM >>>\nbarley\n"),
            "Mara Vale|m@x.example|2001-02-16T10:41|");
  EXPECT_EQ(
      head_of(
          "Agreed.\n\n---- On Tue, 5 May 2009 10:11:12 +0000 Mara Vale <m@x.example> wrote ----\nbarley\n"),
      "Mara Vale|m@x.example|2009-05-05T10:11:12Z|");
  EXPECT_EQ(head_of("Agreed.\n\nAt 5/3/2009 08:32 PM, you wrote:\n>barley\n"), "||2009-05-03T20:32|");
}

TEST(Zones, WrappedHeadIsOneHead) {
  const std::string text =
      "> > On Tue, May 5, 2009 at 10:11 AM, Mara Vale <\n> > m.vale@orchard.example> wrote:\n> > > barley\n";
  const auto zones = zones_of(text);
  EXPECT_EQ(shape(zones), "head3 quote3");
  EXPECT_EQ(zones[0].author.address, "m.vale@orchard.example");
}

TEST(Zones, ProseWithAColonIsNoHead) {
  EXPECT_EQ(shape("On Monday we met and agreed on the following:\n\nthe press is sold, as the miller "
                  "wrote:\n\nfine\n"),
            "body0");
  EXPECT_EQ(
      shape("We discussed it at length.\nFrom: our point of view it is settled.\nTo: be continued, then.\n"),
      "body0");
}

TEST(Zones, OutlookBlocksIntroduceTheRest) {
  const std::string text =
      "Please see below.\n\n-----Original Message-----\n"
      "From: \tVale, Mara [mailto:m.vale@orchard.example] \nSent:\tTuesday, May 05, 2009 10:11 AM\n"
      "To:\tStone, Ira; Reed, Jo\nCc:\tPike, Sam\nSubject:\tRE: the press\n\nIt is for sale.\n\n"
      "\t-----Original Message-----\n\tFrom: Stone, Ira\n\tSent: Monday, May 04, 2009 9:00 AM\n\tTo: Vale, "
      "Mara\n"
      "\tSubject: the press\n\n\tIs it for sale, I wonder?\n";
  const auto zones = zones_of(text);
  EXPECT_EQ(shape(zones), "body0 head1 quote1 head2 quote2");
  EXPECT_EQ(zones[1].author, (model::Mailbox{"Vale, Mara", "m.vale@orchard.example"}));
  EXPECT_EQ(zones[1].subject, "RE: the press");
  EXPECT_EQ(zones[1].to, "Stone, Ira; Reed, Jo");
  EXPECT_EQ(zones[1].date, "2009-05-05T10:11");
  EXPECT_EQ(zones[4].author.name, "Stone, Ira");
}

TEST(Zones, BlocksOfManyLanguagesAreHeads) {
  const std::pair<const char*, const char*> blocks[] = {
      {"-----Ursprüngliche Nachricht-----\nVon: Mara Vale <m@x.example>\nGesendet: Dienstag, 5. Mai 2009 "
       "10:11\nAn: Ira Stone\nBetreff: Presse",
       "Mara Vale|m@x.example|2009-05-05T10:11|Presse"},
      {"De : Mara Vale <m@x.example>\nEnvoyé : mardi 5 mai 2009 10:11\nÀ : Ira Stone\nObjet : presse",
       "Mara Vale|m@x.example|2009-05-05T10:11|presse"},
      {"De: Mara Vale <m@x.example>\nEnviado el: martes, 5 de mayo de 2009 10:11\nPara: Ira Stone\nAsunto: "
       "prensa",
       "Mara Vale|m@x.example|2009-05-05T10:11|prensa"},
      {"-----پیام اصلی-----\nاز: مارا والی <m@x.example>\nارسال: ۵ مه ۲۰۰۹ ۱۰:۱۱\nبه: ایرا\nموضوع: آسیاب",
       "مارا والی|m@x.example|2009-05-05T10:11|آسیاب"},
      {"-----الرسالة الأصلية-----\nمن: مارا فالي <m@x.example>\nأرسلت: 5 مايو 2009 10:11 ص\nإلى: "
       "إيرا\nالموضوع: المطحنة",
       "مارا فالي|m@x.example|2009-05-05T10:11|المطحنة"},
      {"________________________________\nFrom: Mara Vale <m@x.example>\nSent: Tuesday, May 5, 2009 10:11:12 "
       "AM\nTo: Ira\nSubject: press",
       "Mara Vale|m@x.example|2009-05-05T10:11:12|press"},
      {"*From:* Mara Vale <m@x.example>\n*Date:* Tue, 5 May 2009 10:11:12 +0200\n*To:* Ira\n*Subject:* press",
       "Mara Vale|m@x.example|2009-05-05T08:11:12Z|press"},
      {"From: Mara Vale <m@x.example> Sent: Tuesday, May 05, 2009 10:11 AM To: Ira Subject: press",
       "Mara Vale|m@x.example|2009-05-05T10:11|press"},
  };
  for (const auto& [block, expected] : blocks) {
    const std::string text = std::string("Agreed by us all.\n\n") + block + "\n\nThe old letter is short.\n";
    EXPECT_EQ(head_of(text), expected) << block;
    EXPECT_EQ(shape(text), "body0 head1 quote1") << block;
  }
}

TEST(Zones, ForwardedLettersAreMarkedAsSuch) {
  for (const char* banner :
       {"---------- Forwarded message ---------",
        "Begin forwarded message:", "-------- Weitergeleitete Nachricht --------",
        "---------- پیام فوروارد شده ----------", "---------- الرسالة المعاد توجيهها ----------"}) {
    const std::string text = std::string("For you to read.\n\n") + banner +
                             "\n\nFrom: Mara Vale <m@x.example>\nDate: Tue, May 5, 2009 at 10:11 "
                             "AM\nSubject: press\nTo: <i@x.example>\n\nIt is for sale.\n";
    EXPECT_EQ(shape(text), "body0 head1 forward1") << banner;
    EXPECT_EQ(head_of(text), "Mara Vale|m@x.example|2009-05-05T10:11|press") << banner;
  }
  EXPECT_EQ(shape("Look at this one.\n\nBegin forwarded message:\n\n> From: Mara Vale <m@x.example>\n> Date: "
                  "5 May 2009 10:11\n"
                  "> Subject: press\n>\n> It is for sale.\n"),
            "body0 head1 forward1");
}

TEST(Zones, LotusNotesNamesDatesAndBanners) {
  const std::string text =
      "Ira, please take care of it today.\n"
      "---------------------- Forwarded by Jo Reed/HOU/ORCH on 05/06/2001 \n08:02 AM "
      "---------------------------\n\n\n"
      "Mara Vale@ORCHARD\n05/03/2001 06:30 PM\nTo: Jo Reed/HOU/ORCH@ORCH, Sam \nPike/HOU/ORCH@ORCH\ncc:  "
      "\n\nSubject: the press  \n\n"
      "It is for sale.\n\n\n"
      "\tIra Stone\n\tSent by: Sam Pike\n\t05/02/2001 12:42 PM\n\t\t \n\t\t To: Mara "
      "Vale/HOU/ORCH@ORCH\n\t\t cc: \n\t\t Subject: a question\n\n"
      "Is it for sale, I wonder?\n"
      "---------------------- Forwarded by Jo Reed/HOU/ORCH on 05/06/2001 08:03 AM "
      "---------------------------\n"
      "From: Sam Pike on 05/01/2001 09:00 AM\nTo: Jo Reed/HOU/ORCH@ORCH\ncc:  \nSubject: another\n\nThe "
      "second letter.\n";
  const auto zones = zones_of(text);
  EXPECT_EQ(shape(zones), "body0 head1 forward1 head2 quote2 head1 forward1");
  EXPECT_EQ(zones[1].author, (model::Mailbox{"Mara Vale", ""}));
  EXPECT_EQ(zones[1].date, "2001-05-03T18:30");
  EXPECT_EQ(zones[1].subject, "the press");
  EXPECT_EQ(zones[1].to, "Jo Reed/HOU/ORCH@ORCH, Sam Pike/HOU/ORCH@ORCH");
  EXPECT_EQ(zones[3].author.name, "Ira Stone");
  EXPECT_EQ(zones[5].author.name, "Sam Pike");
}

TEST(Zones, GreetingClosingAndSignatureInThreeLanguages) {
  EXPECT_EQ(shape("Hi Mara,\n\nThe press is sold to them.\n\nBest regards,\nIra\n"),
            "greeting0 body0 closing0");
  EXPECT_EQ(shape("Mara,\n\nThe press is sold to them.\n\nIra\n"), "greeting0 body0 closing0");
  EXPECT_EQ(shape("با سلام\n\nآسیاب فروخته شد و پول آن رسید.\n\nبا احترام\nایرا\n"),
            "greeting0 body0 closing0");
  EXPECT_EQ(shape("السيد مارا المحترم،\n\nتم بيع المطحنة ووصل المال إلينا.\n\nمع التحية\nإيرا\n"),
            "greeting0 body0 closing0");
  EXPECT_EQ(shape("The press is sold to them.\n\nThanks,\n\nIra Stone\nOrchard Press Ltd.\n12 Mill "
                  "Lane\nTel: +1 713 555 0123\nira@x.example\n"),
            "body0 closing0 signature0");
  EXPECT_EQ(shape("The press is sold to them.\n\n-- \nIra Stone\nOrchard\n"), "body0 signature0");
  EXPECT_EQ(shape("The press is sold to them.\n\nSent from my telephone\n"), "body0 signature0");
  EXPECT_EQ(shape("Item one is a cart: 3\nItem two is a press: 12\nItem three is a mill: 7\n"), "body0");
}

TEST(Zones, SignaturesOfQuotedLettersBelongToTheirAuthor) {
  const auto zones = zones_of(
      "Yes to both of them.\n\nOn 5 May 2009, Mara Vale wrote:\n> Shall we sell it?\n> --\n> Mara, at the "
      "mill\n");
  EXPECT_EQ(shape(zones), "body0 head1 quote1 signature1");
  EXPECT_EQ(zones.back().author.name, "Mara Vale");
}

TEST(Zones, DisclaimersRunToTheEnd) {
  EXPECT_EQ(
      shape("It is sold.\n\nThis e-mail is confidential and intended only for the recipient. If you have\n"
            "received this in error, delete it.\n\nOrchard Ltd.\n"),
      "body0 disclaimer0");
  EXPECT_EQ(shape("فروخته شد.\n\nاین پیام محرمانه است و تنها برای گیرنده آن نوشته شده؛ اگر به اشتباه رسیده "
                  "آن را پاک کنید.\n"),
            "body0 disclaimer0");
  EXPECT_EQ(shape("تم البيع.\n\nهذه الرسالة سرية وموجهة إلى المستلم وحده. إذا وصلت عن طريق الخطأ فاحذفها "
                  "فورا من فضلك.\n"),
            "body0 disclaimer0");
  EXPECT_EQ(shape("It is sold.\n\n_______________________________________________\nMill mailing "
                  "list\nMill@lists.example\n"),
            "body0 disclaimer0");
  EXPECT_EQ(shape("This is confidential, please keep it among the three of us for now.\n"), "body0");
}

TEST(Zones, HostileTextsStayLinearAndCovered) {
  std::string heads, marks, colons, lists;
  for (int i = 0; i < 20000; ++i) {
    heads += "From: a\nTo: b\nSubject: c\n";
    marks += i % 2 == 0 ? std::string(40, '>') + "x\n" : "y\n";
    colons += "On 5 May 2009 wrote:\n";
    lists += "To: a,\n05/03/2001 06:30 PM\n";
  }
  for (const std::string& text :
       {heads, marks, colons, lists, std::string(1 << 20, '>'), std::string(1 << 20, ':')})
    zones_of(text);
}

TEST(Zones, AnAnswerOfOneLineIsItsLettersBody) {
  for (const char* text :
       {"Thanks, will do.\n", "Thanks, will do.\n\nOn 2 Mar 2009, at 10:00, Sam Arden wrote:\n\n> x\n",
        "Before\n\n2016-03-03 17:21 GMT+01:00 Sam Arden\n\nAfter\n"}) {
    const auto zones = find_zones(text, model::DocumentType::mail);
    ASSERT_FALSE(zones.empty());
    EXPECT_EQ(zones[0].kind, ZoneKind::body) << text;
  }
}

TEST(Zones, ADateOfThreeNumbersIsReadAsItsClockIs) {
  const auto date_of = [](const std::string& head) {
    const auto zones = find_zones("Yes.\n\n" + head + "\n> x\n", model::DocumentType::mail);
    return zones.size() > 1 ? zones[1].date : "";
  };
  EXPECT_EQ(date_of("On 02/03/2009 14:10, Sam Arden wrote:"), "2009-03-02T14:10");
  EXPECT_EQ(date_of("On 02/03/2009 02:10 PM, Sam Arden wrote:"), "2009-02-03T14:10");
  EXPECT_EQ(date_of("Sam Arden <s@x.example>, 2 Mar 2009 Pzt, 10:00 tarihinde şunu yazdı:"),
            "2009-03-02T10:00");
}

}  // namespace
}  // namespace clew::text
