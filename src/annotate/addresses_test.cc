#include "annotate/addresses.h"

#include <gtest/gtest.h>

#include "annotate/annotate.h"

namespace clew::annotate {
namespace {

// "type:text=value", in order.
std::vector<std::string> found(std::string_view text) {
  std::vector<std::string> out;
  for (const model::Mention& m : find_mentions(text, {})) {
    EXPECT_EQ(text.substr(m.start, m.end - m.start), m.text);
    out.push_back(std::string(model::name_of(m.type)) + ":" + m.text + "=" + m.value);
  }
  return out;
}
using Found = std::vector<std::string>;

TEST(Addresses, MailAddressInASentenceLosesItsFullStop) {
  EXPECT_EQ(found("Write to m.vale@Orchard.Example.ORG."),
            (Found{"identifier:m.vale@Orchard.Example.ORG=mail:m.vale@orchard.example.org"}));
  EXPECT_EQ(
      found("('a+b@x.example', c_d@y.example)"),
      (Found{"identifier:a+b@x.example=mail:a+b@x.example", "identifier:c_d@y.example=mail:c_d@y.example"}));
}

TEST(Addresses, MailAddressesStandInPersianAndArabicText) {
  EXPECT_EQ(found("نشانی من m@orchard.example، است"),
            (Found{"identifier:m@orchard.example=mail:m@orchard.example"}));
  EXPECT_EQ(found("راسلني على m@orchard.example؟"),
            (Found{"identifier:m@orchard.example=mail:m@orchard.example"}));
}

TEST(Addresses, WhatOnlyLooksLikeAnAddressIsNone) {
  for (const std::string& mention :
       found("Mara Vale@ORCHARD and 5 @ 3.20, icon@2x.png, @mara, a@b, x@.com, .@y.org"))
    EXPECT_EQ(mention.rfind("identifier:", 0), std::string::npos) << mention;
  EXPECT_TRUE(found(std::string(200, 'a') + "@x.example").empty());
}

TEST(Addresses, DisplayNamesBeforeAddressesArePeople) {
  EXPECT_EQ(found("From: Mara Vale <m@x.example>"),
            (Found{"person:Mara Vale=Mara Vale", "identifier:m@x.example=mail:m@x.example"}));
  EXPECT_EQ(found("To: \"Vale, Mara\" <m@x.example>, Ira Stone <i@x.example>"),
            (Found{"person:Vale, Mara=Vale, Mara", "identifier:m@x.example=mail:m@x.example",
                   "person:Ira Stone=Ira Stone", "identifier:i@x.example=mail:i@x.example"}));
  EXPECT_EQ(found("From: Vale, Mara [mailto:m@x.example]"),
            (Found{"person:Vale, Mara=Vale, Mara", "identifier:m@x.example=mail:m@x.example"}));
  EXPECT_EQ(found("On Tue, 5 May 2009 at 9:43 PM Mara Vale <m@x.example> wrote:"),
            (Found{"date:Tue, 5 May 2009 at 9:43 PM=2009-05-05T21:43", "person:Mara Vale=Mara Vale",
                   "identifier:m@x.example=mail:m@x.example"}));
  EXPECT_EQ(found("از: مارا والی <m@x.example>").front(), "person:مارا والی=مارا والی");
  EXPECT_EQ(found("من: مارا فالي <m@x.example>").front(), "person:مارا فالي=مارا فالي");
}

TEST(Addresses, UrlsEndBeforePunctuationButKeepTheirBrackets) {
  EXPECT_EQ(found("See (HTTP://Www.Orchard.Example/a_(b)?q=1), then www.orchard.example."),
            (Found{"identifier:HTTP://Www.Orchard.Example/a_(b)?q=1=url:http://www.orchard.example/a_(b)?q=1",
                   "identifier:www.orchard.example=url:http://www.orchard.example"}));
  EXPECT_EQ(found("«https://orchard.example/باغ»"),
            (Found{"identifier:https://orchard.example/باغ=url:https://orchard.example/باغ"}));
  EXPECT_TRUE(found("a://b www. :// and/or www.x").empty());
}

TEST(Addresses, AddressWithinAUrlIsPartOfIt) {
  EXPECT_EQ(found("ftp://guest@files.example/x"),
            (Found{"identifier:ftp://guest@files.example/x=url:ftp://guest@files.example/x"}));
}

TEST(Addresses, DomainDoesNotRunIntoAUrl) { EXPECT_EQ(found("a@b.http://orchard.example").size(), 1u); }

TEST(Addresses, MentionsAreOrderedAndDoNotOverlapInHostileText) {
  std::string text;
  for (int i = 0; i < 3000; ++i)
    text += i % 3 == 0 ? "@<a@b.example>www." : i % 3 == 1 ? "http://www.http://@x.example" : "\"<[mailto:";
  std::size_t end = 0;
  for (const model::Mention& m : find_mentions(text, {})) {
    ASSERT_GE(m.start, end);
    ASSERT_GT(m.end, m.start);
    end = m.end;
  }
  EXPECT_LE(end, text.size());
}

}  // namespace
}  // namespace clew::annotate
