#include "annotate/identifiers.h"

#include <gtest/gtest.h>

#include "annotate/checks.h"

namespace clew::annotate {
namespace {

// "text=value", in order.
std::vector<std::string> found(std::string_view text, std::string_view language = "en") {
  std::vector<model::Mention> mentions;
  find_identifiers(text, language, mentions);
  std::vector<std::string> out;
  std::size_t end = 0;
  for (const model::Mention& m : mentions) {
    EXPECT_EQ(text.substr(m.start, m.end - m.start), m.text);
    EXPECT_GE(m.start, end);
    end = m.end;
    out.push_back(m.text + "=" + m.value);
  }
  return out;
}
using Found = std::vector<std::string>;

TEST(Identifiers, TelephonesBecomeE164) {
  EXPECT_EQ(found("Ring +44 (0)20 7946-0123 after six"), (Found{"+44 (0)20 7946-0123=phone:+442079460123"}));
  EXPECT_EQ(found("(713) 555-0123 or 713.555.0199"),
            (Found{"(713) 555-0123=phone:+17135550123", "713.555.0199=phone:+17135550199"}));
  EXPECT_EQ(found("تلفن: ۰۲۱-۸۸۱۲۳۴۵۶", "fa"), (Found{"۰۲۱-۸۸۱۲۳۴۵۶=phone:+982188123456"}));
  EXPECT_EQ(found("09121234567", "fa"), (Found{"09121234567=phone:+989121234567"}));
  EXPECT_EQ(found("هاتف ٠٠٢٠١٠٠١٢٣٤٥٦٧", "ar"), (Found{"٠٠٢٠١٠٠١٢٣٤٥٦٧=phone:+201001234567"}));
  EXPECT_EQ(found("Fax: 020 7946 0123"), (Found{"020 7946 0123=phone:02079460123"}));
}

TEST(Identifiers, NumbersThatNobodyAnnouncesAreNoTelephones) {
  EXPECT_EQ(found("It cost 7135550123 or 2009-05-13 or 12,345,678 and 1234 5678 9012"), Found{});
  EXPECT_EQ(found("call 2009-05-13 a day"), Found{});
  EXPECT_EQ(found("+999 12"), Found{});
}

TEST(Identifiers, AccountsNeedTheirCheckDigits) {
  EXPECT_EQ(found("GB82 WEST 1234 5698 7654 32, DE89370400440532013000."),
            (Found{"GB82 WEST 1234 5698 7654 32=iban:GB82WEST12345698765432",
                   "DE89370400440532013000=iban:DE89370400440532013000"}));
  EXPECT_EQ(found("GB83 WEST 1234 5698 7654 32"), Found{});
  EXPECT_EQ(found("SWIFT DEUTDEFF500, BIC: NEDSZAJJ; to be sure of this, send us your next PROJECTS"),
            (Found{"DEUTDEFF500=bic:DEUTDEFF500", "NEDSZAJJ=bic:NEDSZAJJ"}));
  EXPECT_EQ(found("card 4111 1111 1111 1111"), (Found{"4111 1111 1111 1111=card:4111111111111111"}));
  EXPECT_EQ(found("4111111111111111"), Found{});  // alone, one number in ten passes
  EXPECT_EQ(found("4111 1111 1111 1112"), Found{});
}

TEST(Identifiers, PapersNeedTheirContext) {
  EXPECT_EQ(found("passport no. K1234567, order K7654321"), (Found{"K1234567=passport:K1234567"}));
  EXPECT_EQ(found("کد ملی ۰۰۱۳۵۴۲۴۱۹", "fa"), (Found{"۰۰۱۳۵۴۲۴۱۹=id:IR:0013542419"}));
  EXPECT_EQ(found("کد ملی ۰۰۱۳۵۴۲۴۱۸", "fa"), Found{});
  EXPECT_EQ(found("his SSN is 123-45-6789"), (Found{"123-45-6789=id:US:123456789"}));
  EXPECT_EQ(found("company number 01234567"), (Found{"01234567=company:01234567"}));
}

TEST(Identifiers, ShipsAndAircraft) {
  EXPECT_EQ(found("IMO 9074729, IMO9074729, IMO 9074728"),
            (Found{"9074729=imo:9074729", "IMO9074729=imo:9074729"}));
  EXPECT_EQ(found("MMSI: 403123456"), (Found{"403123456=mmsi:403123456"}));
  EXPECT_EQ(found("tail number EP-MNX, part EP-MNX"),
            (Found{"EP-MNX=aircraft:EP-MNX", "EP-MNX=aircraft:EP-MNX"}));
  EXPECT_EQ(found("the jet N123AB left; N95 masks, N123AB"), (Found{"N123AB=aircraft:N123AB"}));
}

TEST(Identifiers, WalletsAreVerified) {
  EXPECT_EQ(found("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"),
            (Found{"1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2=btc:1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"}));
  EXPECT_EQ(found("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3"), Found{});
  EXPECT_EQ(
      found("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4"),
      (Found{"BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4=btc:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"}));
  EXPECT_EQ(found("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5"), Found{});
  // The first example of EIP-55, then with one letter's case changed.
  EXPECT_EQ(found("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed").size(), 1u);
  EXPECT_EQ(found("0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed").size(), 0u);
}

TEST(Identifiers, Places) {
  EXPECT_EQ(found("at 35.6892, 51.3890."), (Found{"35.6892, 51.3890=geo:35.6892,51.389"}));
  EXPECT_EQ(found("33.8688° S, 151.2093° E"), (Found{"33.8688° S, 151.2093° E=geo:-33.8688,151.2093"}));
  EXPECT_EQ(found("35°41'21\"N 51°23'20\"E"), (Found{"35°41'21\"N 51°23'20\"E=geo:35.689167,51.388889"}));
  EXPECT_EQ(found("rates 1.25, 3.75 and 0.123 0.456"), Found{});
}

TEST(Identifiers, HostileTextIsReadOnce) {
  std::string text;
  for (int i = 0; i < 200000; ++i) text += "+(1-";
  text += std::string(400000, '7') + std::string(400000, 'A') + std::string(100000, '\xD9');
  EXPECT_EQ(found(text), Found{});
}

TEST(Checks, AnswerNoToMalformedInput) {
  unsigned char version = 0;
  EXPECT_FALSE(passes_luhn(""));
  EXPECT_FALSE(passes_luhn("41x1"));
  EXPECT_FALSE(is_iban("GB"));
  EXPECT_FALSE(is_base58check("", version));
  EXPECT_FALSE(is_bech32("bc1", "bc"));
  EXPECT_FALSE(is_ethereum("0x"));
  EXPECT_TRUE(is_iranian_company("10380284790"));
  EXPECT_FALSE(is_iranian_company("10380284791"));
  EXPECT_TRUE(is_turkish_person("10000000146"));
}

}  // namespace
}  // namespace clew::annotate
