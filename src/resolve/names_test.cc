#include "resolve/names.h"

#include <gtest/gtest.h>

namespace clew::resolve {
namespace {

TEST(Names, WhatIsNoPartOfTheNameComesOff) {
  const struct {
    const char *raw, *shown, *key;
  } cases[] = {
      {"Mina Faraday", "Mina Faraday", "mina faraday"},
      {"'Mina Faraday'", "Mina Faraday", "mina faraday"},
      {"\"Faraday, Mina\"", "Mina Faraday", "mina faraday"},
      {"Faraday, Mina (E-mail)", "Mina Faraday", "mina faraday"},
      {"Mina Faraday [mailto:mina@harbour.example]", "Mina Faraday", "mina faraday"},
      {"Mina Faraday/LON/HARBOUR@HARBOUR", "Mina Faraday", "mina faraday"},
      {"Mina Faraday@HARBOUR", "Mina Faraday", "mina faraday"},
      {"Dr. Mina Faraday, Ph.D.", "Dr. Mina Faraday", "mina faraday"},
      {"دکتر مینا فرادی", "دکتر مینا فرادی", "مینا فرادی"},
      {"فرادی، مینا", "مینا فرادی", "مینا فرادی"},
      {"“Mina  Faraday”", "Mina Faraday", "mina faraday"},
      {"mina@harbour.example", "", ""},
      {"'mina@harbour.example'", "", ""},
      {"", "", ""},
      {"(", "(", ""},
  };
  for (const auto& c : cases) {
    const CleanName name = clean_name(c.raw);
    EXPECT_EQ(name.shown, c.shown) << c.raw;
    EXPECT_EQ(name.key, c.key) << c.raw;
  }
}

TEST(Names, AFullNameHasTwoWordsAndNoDigits) {
  for (const char* full : {"Mina Faraday", "Mina K. Faraday", "مینا فرادی", "田中太郎"})
    EXPECT_TRUE(clean_name(full).full) << full;
  for (const char* part : {"Mina", "M Faraday", "محمدی", "Mina 7", "Mina, Omid, Sara", "王伟", ""})
    EXPECT_FALSE(clean_name(part).full) << part;
}

TEST(Names, OfficesListsAndDelegatesAreRoles) {
  for (const char* role :
       {"Harbour Foundation", "Customer Service", "IT Support", "Mina Faraday via Harbour List",
        "Mina Faraday on behalf of Omid", "روابط عمومی", "مؤسسة الميناء"})
    EXPECT_TRUE(clean_name(role).role) << role;
  EXPECT_FALSE(clean_name("Mina Faraday").role);
}

TEST(Names, AddressesAreCleaned) {
  EXPECT_EQ(clean_address("'Mina@Harbour.example'"), "mina@harbour.example");
  EXPECT_EQ(clean_address("<mailto:mina@harbour.example>"), "mina@harbour.example");
  EXPECT_EQ(clean_address("SMTP:mina@harbour.example"), "mina@harbour.example");
  EXPECT_EQ(address_in_name("'Mina@Harbour.example'"), "mina@harbour.example");
  EXPECT_EQ(address_in_name("Mina @ Harbour"), "");
}

TEST(Names, AddressesTellOfficesFromPeople) {
  EXPECT_EQ(address_kind("mina.faraday@harbour.example"), AddressKind::person);
  EXPECT_EQ(address_kind("/o=harbour/ou=na/cn=recipients/cn=mfarada"), AddressKind::person);
  for (const char* role : {"info@harbour.example", "press-north@harbour.example", "sales2@harbour.example"})
    EXPECT_EQ(address_kind(role), AddressKind::role) << role;
  for (const char* list : {"harbour-l@x.example", "owner-harbour@x.example", "harbour@lists.x.example",
                           "harbour-announce@x.example", "x@googlegroups.com"})
    EXPECT_EQ(address_kind(list), AddressKind::list) << list;
  for (const char* machine : {"no-reply@x.example", "do_not_reply@x.example", "mailer-daemon@x.example"})
    EXPECT_EQ(address_kind(machine), AddressKind::no_reply) << machine;
}

TEST(Names, ExchangeNamesHaveALocalPartAndADomain) {
  EXPECT_EQ(local_part("/o=harbour/ou=na/cn=recipients/cn=mfarada"), "mfarada");
  EXPECT_EQ(domain_of("/o=harbour/ou=na/cn=recipients/cn=mfarada"), "/o=harbour");
}

TEST(Names, LocalPartsMadeFromTheNameAreSeen) {
  for (const char* local : {"mina.faraday", "faraday.mina", "mfaraday", "faradaym", "mina_faraday", "faraday",
                            "mfaraday2", "mfarad", "minaf"})
    EXPECT_TRUE(local_fits_name(local, "mina faraday")) << local;
  for (const char* local : {"mina", "farada", "mfa", "omid.faraday", "x", "", "mf"})
    EXPECT_FALSE(local_fits_name(local, "mina faraday")) << local;
  EXPECT_TRUE(local_fits_name("mkfaraday", "mina k faraday"));
  EXPECT_FALSE(local_fits_name("mfaraday", "مینا فرادی"));
}

}  // namespace
}  // namespace clew::resolve
