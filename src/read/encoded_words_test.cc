#include "read/encoded_words.h"

#include <gtest/gtest.h>

#include "base/utf8.h"

namespace clew::read {
namespace {

TEST(EncodedWords, PlainTextIsOnlyTrimmedAndUnfolded) {
  EXPECT_EQ(decode_header(" Meeting on\r\n Monday \r\n"), "Meeting on Monday");
  EXPECT_EQ(decode_header("a\n\tb"), "a b");
}

TEST(EncodedWords, BothEncodingsInAnyCase) {
  EXPECT_EQ(decode_header("=?utf-8?Q?caf=C3=A9_cr=C3=A8me?="), "café crème");
  EXPECT_EQ(decode_header("=?UTF-8?b?Y2Fmw6k=?="), "café");
  EXPECT_EQ(decode_header("Re: =?iso-8859-1*de?q?Gr=FC=DFe?= !"), "Re: Grüße !");
}

TEST(EncodedWords, WhiteSpaceBetweenWordsIsDroppedButNotBesideText) {
  EXPECT_EQ(decode_header("=?utf-8?q?a?= \r\n =?utf-8?q?b?= c =?utf-8?q?d?="), "ab c d");
}

TEST(EncodedWords, CharactersSplitAcrossWordsAreJoined) {
  EXPECT_EQ(decode_header("=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?="), "café");
  EXPECT_EQ(decode_header("=?utf-8?B?Y2Fmww==?= =?UTF-8?B?qQ==?="), "café");
  EXPECT_EQ(decode_header("=?utf-8?B?Y2Fmw?= =?utf-8?B?6k=?="), "café");
}

TEST(EncodedWords, BrokenFormsAreReadAnyway) {
  EXPECT_EQ(decode_header("=?utf-8?Q?two words?="), "two words");
  EXPECT_EQ(decode_header("x=?utf-8?Q?a?=y"), "xay");
  EXPECT_EQ(decode_header("=?utf-8?Q?what=3F?=?"), "what??");
  EXPECT_EQ(decode_header("=?no-such?Q?caf=E9?="), "café");
  EXPECT_EQ(decode_header("=?utf-8?Q?never closed"), "=?utf-8?Q?never closed");
  EXPECT_EQ(decode_header("=?utf-8?X?abc?="), "=?utf-8?X?abc?=");
  EXPECT_EQ(decode_header("=?gbk?B?xOO6ww==?="), "你好");
}

TEST(EncodedWords, RawEightBitBytesAreDecodedByHintOrGuess) {
  EXPECT_EQ(decode_header("Gr\xC3\xBC\xC3\x9F"
                          "e"),
            "Grüße");
  EXPECT_EQ(decode_header("Gr\xFC\xDF"
                          "e"),
            "Grüße");
  EXPECT_EQ(decode_header("\xD3\xE1\xC7\xE3", "windows-1256"), "سلام");
}

TEST(EncodedWords, ControlsCannotComeOutOfAWord) {
  EXPECT_EQ(decode_header("=?utf-8?Q?a=0D=0ABcc:_x=00y?="), "a  Bcc: x y");
}

TEST(EncodedWords, ManyOpeningsTakeLinearTime) {
  std::string raw;
  for (int i = 0; i < 200000; ++i) raw += "=?a?q?";
  EXPECT_TRUE(is_valid_utf8(decode_header(raw)));
  raw += "?=";
  EXPECT_TRUE(is_valid_utf8(decode_header(raw)));
}

TEST(HeaderValue, TypeAndParametersAreParted) {
  const HeaderValue v =
      parse_header_value(" Text/Plain (comment); Charset=\"UTF-8\"; format=flowed ; delsp=yes\r\n");
  EXPECT_EQ(v.value, "text/plain");
  ASSERT_TRUE(v.find("charset"));
  EXPECT_EQ(*v.find("charset"), "UTF-8");
  EXPECT_EQ(*v.find("format"), "flowed");
  EXPECT_EQ(*v.find("delsp"), "yes");
  EXPECT_FALSE(v.find("name"));
}

TEST(HeaderValue, ContinuationsAndPercentCodesAreDecoded) {
  const HeaderValue v = parse_header_value(
      "attachment; filename*1*=%20%D9%BE%DB%8C; filename*0*=utf-8'fa'a%20b; filename*2=\".txt\"");
  ASSERT_TRUE(v.find("filename"));
  EXPECT_EQ(*v.find("filename"), "a b پی.txt");
  EXPECT_EQ(*parse_header_value("x; name*=iso-8859-1''caf%E9").find("name"), "café");
  EXPECT_EQ(*parse_header_value("x; name=plain; name*=utf-8''caf%C3%A9").find("name"), "café");
}

TEST(HeaderValue, BrokenParametersAreReadAnyway) {
  EXPECT_EQ(*parse_header_value("a; name=\"=?utf-8?B?Y2Fmw6k=?=.txt\"").find("name"), "café.txt");
  EXPECT_EQ(*parse_header_value("a; name=my file.doc; x=1").find("name"), "my file.doc");
  EXPECT_EQ(*parse_header_value("a; name=\"never closed; x=1").find("name"), "never closed");
  EXPECT_EQ(*parse_header_value("a; name=\"C:\\dir\\f.txt\"").find("name"), "C:\\dir\\f.txt");
  const HeaderValue missing = parse_header_value("text/plain charset=koi8-r");
  EXPECT_EQ(missing.value, "text/plain");
  ASSERT_TRUE(missing.find("charset"));
  EXPECT_EQ(*missing.find("charset"), "koi8-r");
}

TEST(MessageIds, AngleBracketsAreTakenOff) {
  EXPECT_EQ(parse_message_ids("<a@b>\r\n <c@\r\n d> junk <e>"),
            (std::vector<std::string>{"a@b", "c@d", "e"}));
  EXPECT_EQ(parse_message_ids("a@b"), std::vector<std::string>{"a@b"});
  EXPECT_TRUE(parse_message_ids("your letter of Monday").empty());
  EXPECT_EQ(parse_message_ids("<a@b"), std::vector<std::string>{"a@b"});
}

}  // namespace
}  // namespace clew::read
