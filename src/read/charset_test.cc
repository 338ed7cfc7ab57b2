#include "read/charset.h"

#include <gtest/gtest.h>

#include "base/utf8.h"

namespace clew::read {
namespace {

std::string in_pieces(std::string_view bytes, std::string_view label, std::size_t step) {
  TextDecoder decoder(label, bytes);
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += step) decoder.decode(bytes.substr(at, step), false, out);
  decoder.decode({}, true, out);
  return out;
}

// "سلام به همه دوستان" and "گزارش پرداخت" in windows-1256.
constexpr std::string_view kPersian1256 =
    "\xD3\xE1\xC7\xE3 \xC8\xE5 \xE5\xE3\xE5 \xCF\xE6\xD3\xCA\xC7\xE4 \x90\xD2\xC7\xD1\xD4 "
    "\x81\xD1\xCF\xC7\xCE\xCA";
// "والسلام عليكم ورحمة الله" in ISO-8859-6.
constexpr std::string_view kArabic8859 =
    "\xE8\xC7\xE4\xD3\xE4\xC7\xE5 \xD9\xE4\xEA\xE3\xE5 \xE8\xD1\xCD\xE5\xC9 \xC7\xE4\xE4\xE7";

TEST(Charset, ValidUtf8StaysByteForByte) {
  const std::string text = "plain, \xD8\xB3\xD9\x84\xD8\xA7\xD9\x85, \xE2\x82\xAC \xF0\x9F\x98\x80\r\n";
  EXPECT_EQ(to_utf8(text, "utf-8"), text);
  EXPECT_EQ(to_utf8(text, ""), text);
  EXPECT_EQ(to_utf8(text, "us-ascii"), text);
}

TEST(Charset, ByteOrderMarkIsDroppedAndWins) {
  EXPECT_EQ(to_utf8("\xEF\xBB\xBFtext", "windows-1252"), "text");
  EXPECT_EQ(to_utf8(std::string_view("\xFF\xFE"
                                     "a\0b\0",
                                     6),
                    "utf-8"),
            "ab");
  EXPECT_EQ(to_utf8(std::string_view("\xFE\xFF"
                                     "\0a\0b",
                                     6),
                    ""),
            "ab");
  EXPECT_EQ(in_pieces("\xEF\xBB\xBFtext", "utf-8", 1), "text");
}

TEST(Charset, Latin1MeansWindows1252) {
  EXPECT_EQ(to_utf8("\x93quoted\x94 caf\xE9", "ISO-8859-1"), "“quoted” café");
  EXPECT_EQ(TextDecoder("ISO_8859-1", "caf\xE9").charset(), "windows-1252");
}

TEST(Charset, DeclaredArabicAndPersianAreDecoded) {
  EXPECT_EQ(to_utf8(kPersian1256, "Windows-1256"), "سلام به همه دوستان گزارش پرداخت");
  EXPECT_EQ(to_utf8(kArabic8859, "iso-8859-6"), "والسلام عليكم ورحمة الله");
}

TEST(Charset, UndeclaredArabicScriptIsDetected) {
  TextDecoder persian("", kPersian1256);
  EXPECT_EQ(persian.charset(), "windows-1256");
  EXPECT_TRUE(persian.guessed());
  EXPECT_EQ(TextDecoder("", kArabic8859).charset(), "iso-8859-6");
}

TEST(Charset, ALabelThatTheBytesContradictIsNotBelieved) {
  EXPECT_EQ(to_utf8(kPersian1256, "us-ascii"), to_utf8(kPersian1256, "windows-1256"));
  EXPECT_EQ(to_utf8(kPersian1256, "utf-8"), to_utf8(kPersian1256, "windows-1256"));
  EXPECT_EQ(to_utf8(kPersian1256, "iso-8859-1"), to_utf8(kPersian1256, "windows-1256"));
  EXPECT_EQ(to_utf8(kPersian1256, "iso-8859-6"), to_utf8(kPersian1256, "windows-1256"));
  EXPECT_EQ(to_utf8("\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85", "iso-8859-1"), "سلام");
  EXPECT_EQ(to_utf8("na\xEFve caf\xE9", "utf-8"), "naïve café");
}

TEST(Charset, FewStrayBytesDoNotMakeUtf8SomethingElse) {
  std::string text;
  for (int i = 0; i < 9; ++i) text += "word.\xC2\xA0 and \xC2\xBB \n";
  const TextDecoder decoder("", text + "one\xA0two \xA0 three \xA0 four \xA0 five \xA0 ");
  EXPECT_EQ(decoder.charset(), "utf-8");
}

TEST(Charset, SampleCutInsideACharacterIsStillUtf8) {
  std::string text = " ";
  while (text.size() < (1 << 16) + 64) text += "\xC2\xA0\xC2\xB6\xE2\x82\xAC";
  for (std::size_t shift = 0; shift < 8; ++shift) {
    const std::string whole = std::string(shift, 'x') + text;
    EXPECT_EQ(TextDecoder("", whole).charset(), "utf-8");
    EXPECT_EQ(to_utf8(whole, ""), whole);
  }
}

TEST(Charset, BinaryBytesAreReadInNoForeignScript) {
  std::string bytes;
  for (int i = 0; i < 2000; ++i) bytes += static_cast<char>((i * 7919 + i / 3) % 255 + 1);
  EXPECT_EQ(TextDecoder("", bytes).charset(), "windows-1252");
}

TEST(Charset, RussianAndGermanAreTold) {
  EXPECT_EQ(
      TextDecoder("", "\xEF\xF0\xE8\xE2\xE5\xF2 \xE2\xF1\xE5\xEC \xE4\xF0\xF3\xE7\xFC\xFF\xEC").charset(),
      "windows-1251");
  EXPECT_EQ(
      TextDecoder("", "\xD0\xD2\xC9\xD7\xC5\xD4 \xD7\xD3\xC5\xCD \xC4\xD2\xD5\xDA\xD8\xD1\xCD").charset(),
      "koi8-r");
  EXPECT_EQ(TextDecoder("",
                        "Sch\xF6ne Gr\xFC\xDF"
                        "e aus K\xF6ln")
                .charset(),
            "windows-1252");
}

TEST(Charset, EastAsianCharsetsAreDecoded) {
  EXPECT_EQ(to_utf8("\x1B$B$3$s\x1B(B ok", "iso-2022-jp"), "こん ok");
  EXPECT_EQ(to_utf8("\x1B$B$3$s\x1B(B ok", ""), "こん ok");
  EXPECT_EQ(to_utf8("\xC4\xE3\xBA\xC3", "gb2312"), "你好");
  EXPECT_EQ(to_utf8("\xA7\x41\xA6\x6E", "Big5"), "你好");
  EXPECT_EQ(to_utf8("\xBE\xC8\xB3\xE7", "ks_c_5601-1987"), "안녕");
  EXPECT_EQ(to_utf8("\x82\xB1\x82\xF1", "Shift_JIS"), "こん");
}

TEST(Charset, Utf7IsDecoded) { EXPECT_EQ(to_utf8("Hi Mom -+Jjo--!", "UTF-7"), "Hi Mom -☺-!"); }

TEST(Charset, Utf16WithoutAMarkIsSeenByItsZeros) {
  EXPECT_EQ(to_utf8(std::string_view("h\0e\0l\0l\0o\0!\0", 12), ""), "hello!");
}

TEST(Charset, CharactersMayBeCutAnywhereBetweenPieces) {
  const std::string utf8 = "aé€\xF0\x9F\x98\x80z سلام";
  for (std::size_t step = 1; step < 6; ++step) {
    EXPECT_EQ(in_pieces(utf8, "utf-8", step), utf8);
    EXPECT_EQ(in_pieces(utf8, "", step), utf8);
    EXPECT_EQ(in_pieces("\xC4\xE3\xBA\xC3 x", "gbk", step), "你好 x");
    EXPECT_EQ(in_pieces("\x1B$B$3$s\x1B(B ok", "iso-2022-jp", step), "こん ok");
  }
}

TEST(Charset, InvalidBytesBecomeReplacementCharactersAndAreCounted) {
  const std::string bytes = "سلام سلام\xFFسلام\xC3";
  TextDecoder decoder("utf-8", bytes);
  std::string out;
  decoder.decode(bytes, true, out);
  EXPECT_EQ(out, "سلام سلام\xEF\xBF\xBDسلام\xEF\xBF\xBD");
  EXPECT_EQ(decoder.replaced(), 2u);
  EXPECT_FALSE(decoder.guessed());
}

TEST(Charset, EightBitTextBehindAnAsciiSampleIsStillDetected) {
  TextDecoder decoder("us-ascii", "only ascii in the sample");
  std::string out;
  decoder.decode("only ascii in the sample ", false, out);
  decoder.decode(kPersian1256, true, out);
  EXPECT_EQ(out, "only ascii in the sample " + to_utf8(kPersian1256, "windows-1256"));
  EXPECT_TRUE(decoder.guessed());
}

TEST(Charset, UnknownLabelsAreGuessedAround) {
  EXPECT_EQ(to_utf8("caf\xE9 cr\xE8me", "x-no-such-charset"), "café crème");
  EXPECT_EQ(to_utf8("plain", std::string(5000, 'x')), "plain");
  EXPECT_EQ(to_utf8("", ""), "");
}

TEST(Charset, AnyBytesUnderAnyLabelGiveValidUtf8) {
  std::string bytes;
  for (int i = 0; i < 4096; ++i) bytes += static_cast<char>((i * 7919) >> 3);
  for (const char* label :
       {"", "utf-8", "us-ascii", "utf-7", "utf-16", "iso-2022-jp", "iso-2022-kr", "big5", "gb18030", "euc-jp",
        "windows-1256", "iso-8859-6", "hz-gb-2312", "ibm037", "iso-2022-cn"})
    EXPECT_TRUE(is_valid_utf8(to_utf8(bytes, label))) << label;
}

}  // namespace
}  // namespace clew::read
