#include "read/html.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "read/reader.h"

namespace clew::read {

extern const Reader kHtml;

namespace {

std::string text_of(std::string_view html, std::string_view charset = "utf-8") {
  MemorySource source(html);
  std::string text;
  EXPECT_TRUE(html_to_text(source, charset, [&](std::string_view piece) {
                EXPECT_TRUE(is_valid_utf8(piece));
                text += piece;
              }).has_value());
  return text;
}

TEST(Html, WhiteSpaceCollapsesAndBlocksEndLines) {
  EXPECT_EQ(text_of("<div> one \n two</div><div>three</div>"), "one two\nthree\n");
  EXPECT_EQ(text_of("a <b>bold</b>, <i>it</i>"), "a bold, it\n");
}

TEST(Html, ParagraphsAndHeadingsHaveBlankLines) {
  EXPECT_EQ(text_of("<h1>Head</h1><p>One</p><p>Two</p>tail"), "Head\n\nOne\n\nTwo\n\ntail\n");
}

TEST(Html, LineBreaks) {
  EXPECT_EQ(text_of("a<br>b<br/><br>c"), "a\nb\n\nc\n");
  EXPECT_EQ(text_of("<div>a<br></div><div>b</div>"), "a\nb\n");
  EXPECT_EQ(text_of("<div>a</div><div><br></div><div>b</div>"), "a\n\nb\n");
  EXPECT_EQ(text_of("<p>a</p><p>&nbsp;</p><p>b</p>"), "a\n\nb\n");
}

TEST(Html, Lists) {
  EXPECT_EQ(text_of("<p>x</p><ul><li>one<li>two<ul><li>deep</ul></ul><p>y"),
            "x\n\n- one\n- two\n- deep\n\ny\n");
}

TEST(Html, TableCellsArePartedByTabs) {
  EXPECT_EQ(text_of("<table><tr><td>a</td><td>b</td></tr><tr><td>c<td>d</table>"), "a\tb\nc\td\n");
  EXPECT_EQ(
      text_of(
          "<table><tr><td><p>a</p></td><td><p>b</p></td></tr><tr><td><p>c</p></td><td>d</td></tr></table>"),
      "a\tb\nc\td\n");
}

TEST(Html, BlockquoteLinesAreMarkedAsInMail) {
  EXPECT_EQ(
      text_of(
          "I agree.<blockquote><p>One</p><p>Two<br>lines</p><blockquote>Older</blockquote></blockquote>Bye"),
      "I agree.\n\n> One\n>\n> Two\n> lines\n>\n>> Older\n\nBye\n");
  EXPECT_EQ(text_of("<blockquote type=cite>سلام<div>دوم</div></blockquote>"), "> سلام\n> دوم\n");
  EXPECT_EQ(text_of("a</blockquote>b"), "ab\n");
}

TEST(Html, PreformattedTextIsKept) {
  EXPECT_EQ(text_of("<pre>\n  a  b\r\n\n c</pre>d"), "  a  b\n\n c\n\nd\n");
}

TEST(Html, ScriptsStylesTitlesAndCommentsAreLeftOut) {
  EXPECT_EQ(
      text_of(
          "<head><title>T</title><style>p{}</style></head><script>if (a<b) '</p>'</script>x<!-- y -- > -->z"),
      "xz\n");
  EXPECT_EQ(
      text_of("<!--[if mso]>no<![endif]-->a<![if !mso]>b<![endif]>c<!--[if !mso]><!-->d<!--<![endif]-->"),
      "abcd\n");
  EXPECT_EQ(text_of("<!-->a<!--->b<!--c--!>d"), "abd\n");
}

TEST(Html, HiddenElementsAreEvidence) {
  EXPECT_EQ(text_of("<p style='display:none'>secret</p>"), "secret\n");
}

TEST(Html, CharacterReferences) {
  EXPECT_EQ(text_of("&lt;&amp;&gt;&quot;&apos;&eacute;&#1587;&#x633;&#150;&hellip;"), "<&>\"'éسس–…\n");
  EXPECT_EQ(text_of("AT&T &copy2001 &unknown; &; &ampx &#0; &#xD800; &#99999999999;"),
            "AT&T ©2001 &unknown; &; &x \xEF\xBF\xBD \xEF\xBF\xBD \xEF\xBF\xBD\n");
  EXPECT_EQ(text_of("&amp"), "&\n");
}

TEST(Html, LinksGiveTheirText) { EXPECT_EQ(text_of("<a href='http://example.org/?a>b'>here</a>"), "here\n"); }

TEST(Html, UnescapedAddressIsText) {
  EXPECT_EQ(text_of("From: Ann <Ann.Writer@Example.org> 1 < 2 <3"),
            "From: Ann <Ann.Writer@Example.org> 1 < 2 <3\n");
}

TEST(Html, CharsetFromOutsideMetaOrDetection) {
  const std::string body = "<meta charset=windows-1256><p>\xD3\xE1\xC7\xE3</p>";
  EXPECT_EQ(text_of(body, ""), "سلام\n");
  EXPECT_EQ(text_of(body, "us-ascii"), "سلام\n");
  EXPECT_EQ(text_of("<p>\xD3\xE1\xC7\xE3</p>", "windows-1256"), "سلام\n");
  EXPECT_EQ(text_of("<meta http-equiv=Content-Type content='text/html; charset=windows-1256'>سلام", "utf-8"),
            "سلام\n");
  EXPECT_EQ(text_of("<meta name=x><script charset=koi8-r></script><meta charset=unicode>plain", ""),
            "plain\n");
  EXPECT_EQ(text_of(std::string("\xFF\xFE<\0p\0>\0\x33\x06", 10), ""), "س\n");
}

TEST(Html, PiecesMayBeCutAnywhere) {
  class Slow final : public Source {
   public:
    explicit Slow(std::string_view bytes) : bytes_(bytes) {}
    Result<std::size_t> read(char* to, std::size_t n) override {
      if (at_ == bytes_.size() || n == 0) return std::size_t{0};
      *to = bytes_[at_++];
      return std::size_t{1};
    }
    std::uint64_t size() const override { return bytes_.size(); }
    Result<void> seek(std::uint64_t offset) override { return at_ = offset, Result<void>(); }

   private:
    std::string_view bytes_;
    std::size_t at_ = 0;
  };
  std::string html =
      "<!DOCTYPE html><p class=\"a>b\">س&amp;&hellip;<!-- c --><script>x</scripty></script>t</p>";
  const std::string filler(70'000, ' ');
  const std::string expected = text_of(html);
  Slow slow(html);
  std::string text;
  ASSERT_TRUE(html_to_text(slow, "utf-8", [&](std::string_view piece) { text += piece; }).has_value());
  EXPECT_EQ(text, expected);
  EXPECT_EQ(text_of(filler + html), expected);
}

TEST(Html, HostileNestingIsLinear) {
  const auto start = std::chrono::steady_clock::now();
  for (const std::string_view tag :
       {"<div>", "<blockquote>", "<span></b>", "<p a=1 b=2 ", "<!--", "&#", "</", "<table><td>"}) {
    std::string html;
    while (html.size() < 500'000) html += tag;
    text_of(html + "<i>x");
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

struct Seen final : Sink {
  model::Document document;
  std::string whole;
  void open(model::Document d) override { document = std::move(d); }
  void text(std::string_view piece) override { whole += piece; }
  void child(const Child&, Source&) override { ADD_FAILURE(); }
  void loss(std::string_view, std::string_view, std::uint64_t) override { ADD_FAILURE(); }
  void close() override {}
  void skipped(std::uint64_t) override { ADD_FAILURE(); }
};

TEST(Html, ReaderTakesTitleAuthorAndDate) {
  const std::string_view html =
      "<html><head><title> The\n bridge </title><META NAME=Author content='Ann Writer'>"
      "<meta content=2009-03-12 name='date'></head><body><h1>Bridge closed</h1></body></html>";
  MemorySource source(html);
  Seen seen;
  ASSERT_TRUE(kHtml.read(source, {}, seen).has_value());
  EXPECT_EQ(seen.document.subject, "The bridge");
  EXPECT_EQ(seen.document.type, model::DocumentType::text);
  EXPECT_EQ(seen.document.media_type, "text/html");
  ASSERT_EQ(seen.document.from.size(), 1u);
  EXPECT_EQ(seen.document.from[0].name, "Ann Writer");
  ASSERT_TRUE(seen.document.date.has_value());
  EXPECT_EQ(model::iso8601(seen.document.date->utc), "2009-03-12T00:00:00Z");
  EXPECT_EQ(seen.whole, "Bridge closed\n");
}

TEST(Html, MatchesByContentThenByName) {
  EXPECT_EQ(kHtml.match("<html>", "x"), Match::by_content);
  EXPECT_EQ(kHtml.match("just words", "x.HTM"), Match::by_name);
  EXPECT_EQ(kHtml.match("just words", "x.txt"), Match::no);
}

}  // namespace
}  // namespace clew::read
