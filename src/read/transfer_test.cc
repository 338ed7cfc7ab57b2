#include "read/transfer.h"

#include <gtest/gtest.h>

namespace clew::read {
namespace {

std::string in_pieces(std::string_view bytes, Encoding encoding, std::size_t step) {
  TransferDecoder decoder(encoding);
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += step) decoder.decode(bytes.substr(at, step), false, out);
  decoder.decode({}, true, out);
  return out;
}

TEST(Transfer, NamesAreReadInAnyCase) {
  EXPECT_EQ(encoding_named(" BASE64 (yes)"), Encoding::base64);
  EXPECT_EQ(encoding_named("Quoted-Printable"), Encoding::quoted_printable);
  EXPECT_EQ(encoding_named("x-uuencode;"), Encoding::uuencode);
  EXPECT_EQ(encoding_named("8bit"), Encoding::identity);
  EXPECT_EQ(encoding_named(""), Encoding::identity);
}

TEST(Transfer, Base64IsDecodedInPiecesOfAnySize) {
  for (std::size_t step = 1; step < 9; ++step)
    EXPECT_EQ(in_pieces("aGVs\r\nbG8gd29y\nbGQ=\n", Encoding::base64, step), "hello world");
}

TEST(Transfer, BrokenBase64IsCountedAndTheRestDecoded) {
  TransferDecoder decoder(Encoding::base64);
  std::string out;
  decoder.decode("aGVs!!bG8", true, out);
  EXPECT_EQ(out, "hello");
  EXPECT_EQ(decoder.damaged(), 2u);
  EXPECT_TRUE(decoder.cut());
}

TEST(Transfer, TextBehindThePaddingIsNotTakenForBase64) {
  TransferDecoder decoder(Encoding::base64);
  std::string out;
  decoder.decode("aGVsbG8=\n______\nlist footer\n", true, out);
  EXPECT_EQ(out, "hello");
  EXPECT_GT(decoder.after_end(), 0u);
}

TEST(Transfer, LinesThatAreEachPaddedAreJoined) {
  EXPECT_EQ(decode_transfer("Zmlyc3QgbGluZSBvZiBpdA==\nc2Vjb25kIGxpbmUgb2YgaXQ=\n", Encoding::base64),
            "first line of itsecond line of it");
}

TEST(Transfer, QuotedPrintableWithSoftLineEnds) {
  const std::string_view text = "caf=C3=A9 =\r\non=\none line  \nnext=\n";
  for (std::size_t step = 1; step < 12; ++step)
    EXPECT_EQ(in_pieces(text, Encoding::quoted_printable, step), "caf\xC3\xA9 onone line  \nnext");
}

TEST(Transfer, BrokenQuotedPrintableStaysAsItIs) {
  EXPECT_EQ(decode_transfer("a=ZZb=4 c=  \nd=", Encoding::quoted_printable), "a=ZZb=4 cd");
}

TEST(Transfer, UuencodeIsDecodedBetweenItsMarks) {
  const std::string_view text = "junk\nbegin 644 a.txt\n+:&5L;&\\@=V]R;&0 \n`\nend\nmore\n";
  for (std::size_t step = 1; step < 9; ++step)
    EXPECT_EQ(in_pieces(text, Encoding::uuencode, step), "hello world");
}

TEST(Transfer, UuencodeWithoutAnEndIsSaidToBeCut) {
  TransferDecoder decoder(Encoding::uuencode);
  std::string out;
  decoder.decode("begin 644 a.txt\n+:&5L;&\\@=V]R;&0 \n", true, out);
  EXPECT_EQ(out, "hello world");
  EXPECT_TRUE(decoder.cut());
}

}  // namespace
}  // namespace clew::read
