#include "read/mime_outline.h"

#include <gtest/gtest.h>

#include <string>

#include "read/mime_mask.h"

namespace clew::read {
namespace {

Outline outline_of(const std::string& body, int max_parts) {
  MemorySource source(body);
  const auto found = find_outline(source, {0, body.size()}, "b", false, max_parts);
  EXPECT_TRUE(found);
  return *found;
}

std::string repeated(std::string_view text, int times) {
  std::string out;
  while (times-- > 0) out += text;
  return out;
}

std::string masked_lines(std::string_view raw, std::size_t at, std::size_t n, bool cr_lines = false) {
  std::string out(n, '\0');
  mask_mime(raw, at, n, cr_lines, out.data());
  return out;
}

TEST(MimeOutline, PartsAreCountedHoweverTheirBoundaryIsWritten) {
  for (const char* parameter :
       {"bOuNdArY=c", "boundary = c", "boundary(note)=c", "x=y;boundary=\"\\c\"", "x=y;\n boundary=c"}) {
    const std::string body = "--b\nContent-Type: multipart/mixed; " + std::string(parameter) + "\n\n" +
                             repeated("--c\n\nx\n", 50) + "--c--\n--b--\n";
    EXPECT_EQ(outline_of(body, 20).stopped, "too many parts") << parameter;
    EXPECT_EQ(outline_of(body, 60).stopped, "") << parameter;
  }
}

TEST(MimeOutline, DashesInTheTextAreNoParts) {
  const std::string body = "--b\n\n" + repeated("-- \n--c\n--------\n", 100) + "--b--\n";
  const Outline got = outline_of(body, 20);
  EXPECT_EQ(got.stopped, "");
  EXPECT_TRUE(got.closed);
}

TEST(MimeOutline, HeaderBlocksOfPartsHaveALimit) {
  const std::string fields = "--b\n" + repeated("a: b\n", 1000) + "\nx\n--b--\n";
  EXPECT_FALSE(outline_of(fields, 20).stopped.empty());
  EXPECT_EQ(outline_of(fields, 20).parts.end, 4u + 600 * 5);
  EXPECT_TRUE(outline_of(fields, 100).stopped.empty());
  const std::string inside =
      "--b\nContent-Type: message/rfc822\n\n" + repeated("a: b\n", 1000) + "\nx\n--b--\n";
  EXPECT_FALSE(outline_of(inside, 20).stopped.empty());
  const std::string text = "--b\n\n" + repeated("a: b\n", 1000) + "\nx\n--b--\n";
  EXPECT_TRUE(outline_of(text, 20).stopped.empty());
}

TEST(MimeOutline, TextInThePlaceOfAHeaderBlockIsNotOne) {
  EXPECT_TRUE(outline_of("--b\n" + repeated("YWJj\n  more\n", 1000) + "--b--\n", 20).stopped.empty());
}

TEST(MimeMask, OnlyFieldsThatDescribeAPartKeepTheirNames) {
  const std::string raw =
      "Content-Type: a/b\nTo: g:g:g:\n Cc: folded\nX-Apple-Content-Length: 3\nFrom x\n--To\n";
  EXPECT_EQ(masked_lines(raw, 0, raw.size()),
            "Content-Type: a/b\n_o: g:g:g:\n Cc: folded\nX-Apple-Content-Length: 3\nFrom x\n--To\n");
}

TEST(MimeMask, CutsBetweenBlocksMakeNoDifference) {
  const std::string raw = "To: a\xE9?\ncontent-id: <*>\nCc: b\nconten: c\r\n";
  const std::string whole = masked_lines(raw, 0, raw.size());
  EXPECT_EQ(whole, "_o: a__\ncontent-id: <_>\n_c: b\n_onten: c\r\n");
  for (std::size_t cut = 0; cut <= raw.size(); ++cut)
    EXPECT_EQ(masked_lines(raw, 0, cut) + masked_lines(raw, cut, raw.size() - cut), whole) << cut;
}

TEST(MimeMask, LinesOfOldMacintoshesBeginBehindTheirCr) {
  EXPECT_EQ(masked_lines("a: b\rTo: c\r", 0, 11, true), "_: b\n_o: c\n");
}

}  // namespace
}  // namespace clew::read
