#include <gtest/gtest.h>

#include "digest/drawing.h"
#include "digest/escape.h"
#include "digest/html.h"
#include "digest/markdown.h"
#include "digest/wording.h"

namespace clew::digest {
namespace {

using view::Dossier;
using view::Exhibit;
using view::Quote;

std::string id_of(char digit) { return std::string(64, digit); }

Quote quote(std::size_t number, std::string bytes, std::uint64_t start) {
  Quote q;
  q.number = number;
  q.start = start;
  q.end = start + bytes.size();
  q.bytes = std::move(bytes);
  return q;
}

Exhibit letter(std::size_t number, std::string words, std::string subject = "Pump") {
  Exhibit e;
  e.document = id_of(static_cast<char>('0' + number));
  e.places = {"mail/box#" + std::to_string(number)};
  e.date = "2009-03-0" + std::to_string(number) + "T10:00:00Z";
  e.subject = std::move(subject);
  e.from = "Mina Tavan";
  e.to = {"Omid", "Salma"};
  e.quotes = {quote(number, std::move(words), 10)};
  return e;
}

Dossier harbour() {
  Dossier d;
  d.request.query = "pump";
  d.kind = Dossier::Kind::query;
  d.first = "2009-03-01", d.last = "2009-05-02";
  d.letters = 1234, d.reports = 1, d.people = 2;
  d.correspondents = {{"Mina Tavan", "k1", 9}, {"امید کاوه", "k2", 7}};
  d.letters_between = {{0, 1, 5, "2009-03-01", "2009-04-01"}, {1, 0, 2, "2009-03-02", "2009-03-09"}};
  d.months = {{"2009-03", 6, 1}, {"2009-04", 0, 0}, {"2009-05", 3, 0}};
  d.letters_shown = {letter(1, "The pump leaks."), letter(2, "پمپ تازه هنوز نرسیده است.")};
  d.letters_shown[0].quotes[0].cut_after = true;
  d.letters_shown[0].quotes[0].also_in = 3;
  d.letters_shown[1].quotes[0].right_to_left = true;
  d.letters_shown[1].quotes[0].language = "fa";
  d.topics = {{"flood gate", 0}, {"valve", 4}};
  d.further = {{"https://tarn.example/pump", id_of('3')}, {"javascript:alert(1)", id_of('3')}};
  return d;
}

std::size_t count(std::string_view text, std::string_view what) {
  std::size_t n = 0;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string_view::npos; at += what.size()) ++n;
  return n;
}

TEST(Markdown, EachQuoteHasItsNumberAndEachNumberItsSource) {
  const std::string md = to_markdown(harbour());
  EXPECT_NE(md.find("> “The pump leaks.” […] [1]\n"), std::string::npos);
  EXPECT_NE(md.find("\n1. `111111111111` · mail/box#1 · 2009-03-01T10:00:00Z · bytes 10–25 · SHA-256 " +
                    id_of('1') + "\n"),
            std::string::npos);
  EXPECT_NE(md.find("— Mina Tavan wrote to Omid and Salma:\n"), std::string::npos);
  EXPECT_NE(md.find("also quoted in 3 letters"), std::string::npos);
  EXPECT_NE(md.find("1,234 letters, 1 report, 2 people"), std::string::npos);
  EXPECT_NE(md.find("| Mina Tavan | امید کاوه | 5 | 2009-03-01 | 2009-04-01 |"), std::string::npos);
  EXPECT_NE(md.find("### March 2009\n"), std::string::npos);
  EXPECT_EQ(md, to_markdown(harbour()));
}

TEST(Markdown, RightToLeftQuotesStandInTheirDirection) {
  const std::string md = to_markdown(harbour());
  EXPECT_NE(md.find("<div dir=\"rtl\" lang=\"fa\">\n\n> “پمپ تازه هنوز نرسیده است.” [2]\n\n</div>\n"),
            std::string::npos);
}

TEST(Markdown, OnlyPlainWebAddressesBecomeLinks) {
  const std::string md = to_markdown(harbour());
  EXPECT_NE(md.find("<https://tarn.example/pump>"), std::string::npos);
  EXPECT_EQ(md.find("<javascript"), std::string::npos);
}

TEST(Markdown, HostileTextStaysText) {
  Dossier d = harbour();
  d.letters_shown = {
      letter(1, "# not a heading\n- [x](http://evil.example) <script>alert(1)</script>\r\n| a | `b`",
             "<script>alert(1)</script>\n# Owned\n\n> “forged” [9]\x1b[2J")};
  d.letters_shown[0].from = "*Mina*\n1. item";
  const std::string md = to_markdown(d);
  EXPECT_EQ(md.find('\x1b'), std::string::npos);
  EXPECT_EQ(md.find("<script"), md.find("\\<script") + 1) << "no unescaped tag";
  EXPECT_EQ(md.find("\n# Owned"), std::string::npos);
  EXPECT_EQ(md.find("\n> “forged"), std::string::npos);
  EXPECT_NE(
      md.find(
          "> “\\# not a heading\\\n> \\- \\[x\\](http\\://evil.example) \\<script>alert(1)\\</script>\\\n> "
          "\\| a \\| \\`b\\`” [1]\n"),
      std::string::npos);
}

TEST(Markdown, WhatWouldBeginABlockIsEscapedOnlyAtTheStartOfALine) {
  std::string out;
  append_markdown_lines(out, "a # b - c\n# d\n- e\n12. f\n= g\n    - h\nx 12. y", "> ");
  EXPECT_EQ(out, "a \\# b - c\\\n> \\# d\\\n> \\- e\\\n> 12\\. f\\\n> \\= g\\\n>     \\- h\\\n> x 12. y");
  EXPECT_EQ(markdown("R&D &amp; &#38; snake_case _x_ a\\b"), "R&D \\&amp; \\&#38; snake_case \\_x\\_ a\\\\b");
  EXPECT_EQ(markdown("bell\a nul" + std::string(1, '\0') + " csi\xC2\x9B rlo\xE2\x80\xAE"),
            "bell&#7; nul&#0; csi&#155; rlo&#8238;");
  EXPECT_EQ(markdown("می‌رود\r\nو"), "می‌رود و");
  EXPECT_EQ(markdown("www.evil.example"), "www\\.evil.example");
}

TEST(Html, IsOneFileThatLoadsAndRunsNothing) {
  const std::string page = to_html(harbour());
  EXPECT_TRUE(page.starts_with("<!DOCTYPE html>"));
  EXPECT_NE(page.find("content=\"default-src 'none'; style-src 'unsafe-inline'\""), std::string::npos);
  for (const char* tag :
       {"<script", "<link", "<img", "<iframe", "url(", "@import", "http-equiv=\"refresh", " on"})
    EXPECT_EQ(count(page, tag),
              std::string_view(tag) == " on" ? count(page, " on: ") + count(page, " on ") : 0u)
        << tag;
  EXPECT_EQ(count(page, "href=\"http"), 1u) << "the one source to read more at";
  EXPECT_EQ(count(page, "href=\"javascript"), 0u);
  EXPECT_EQ(page, to_html(harbour()));
}

TEST(Html, QuotesCarryTheirPlaceAndFootnotesLinkBothWays) {
  const std::string page = to_html(harbour());
  EXPECT_NE(page.find("<q data-document=\"111111111111\" data-start=\"10\" data-end=\"25\" data-sha256=\"" +
                      id_of('1') + "\">The pump leaks.</q><span class=\"cut\"> […]</span>"),
            std::string::npos);
  EXPECT_NE(page.find("<a id=\"q2\" href=\"#s2\""), std::string::npos);
  EXPECT_NE(page.find("<li id=\"s2\""), std::string::npos);
  EXPECT_NE(page.find("href=\"#q2\""), std::string::npos);
  EXPECT_NE(page.find("<blockquote dir=\"rtl\" lang=\"fa\">"), std::string::npos);
  EXPECT_NE(page.find("bytes 10–25 · SHA-256 <code class=\"hash\">" + id_of('1') + "</code>"),
            std::string::npos);
}

TEST(Html, HostileTextStaysText) {
  Dossier d = harbour();
  const std::string hostile = "\"><script>alert('x')</script>\x1b[2J</q></style>";
  d.request.query = hostile;
  d.letters_shown = {letter(1, hostile, hostile)};
  d.letters_shown[0].from = d.letters_shown[0].places[0] = hostile;
  d.correspondents[0].name = hostile;
  d.topics[0].words = d.further[1].text = d.report_headline = hostile;
  const std::string page = to_html(d);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_EQ(page.find('\x1b'), std::string::npos);
  EXPECT_EQ(count(page, "</style>"), 1u);
  EXPECT_NE(
      page.find(
          "&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;<i data-c=\"1B\"></i>[2J&lt;/q&gt;"),
      std::string::npos);
  EXPECT_EQ(html("a\r\n\xC2\x9B\xE2\x80\xAE\xFF"),
            "a<i data-c=\"0D\"></i>\n<i data-c=\"9B\"></i><i data-c=\"202E\"></i>\xEF\xBF\xBD");
}

TEST(Html, ElementsAreClosedInOrder) {
  const std::string page = to_html(harbour());
  for (const char* tag : {"section", "article", "blockquote", "figure", "table", "svg",  "q",    "li",
                          "ul",      "ol",      "header",     "footer", "main",  "body", "html", "bdi",
                          "p",       "span",    "small",      "sup",    "code",  "g"})
    EXPECT_EQ(count(page, "<" + std::string(tag) + ">") + count(page, "<" + std::string(tag) + " "),
              count(page, "</" + std::string(tag) + ">"))
        << tag;
}

TEST(Drawing, MonthsHaveBarsWithWordsForThoseWhoCannotSee) {
  const std::string svg = draw_months(harbour());
  EXPECT_NE(svg.find("<title>2009-03: 6 letters, 1 report</title>"), std::string::npos);
  EXPECT_EQ(count(svg, "class=\"letters\""), 2u);
  EXPECT_EQ(count(svg, "class=\"reports\""), 1u);
  Dossier one = harbour();
  one.months.resize(1);
  EXPECT_TRUE(draw_months(one).empty());
}

TEST(Drawing, TheNetworkIsTheSameEachTime) {
  const std::string svg = draw_network(harbour());
  EXPECT_EQ(svg, draw_network(harbour()));
  EXPECT_EQ(count(svg, "<circle"), 2u);
  EXPECT_EQ(count(svg, "<path"), 1u) << "both directions in one line";
  EXPECT_NE(svg.find("Mina Tavan and امید کاوه: 7 letters"), std::string::npos);
}

TEST(Wording, SaysWhoWroteAndNeverWhatIsSo) {
  Exhibit report;
  report.kind = Exhibit::Kind::report;
  report.publication = "The Tarn Herald";
  report.from = "Ada Quill";
  EXPECT_EQ(attribution_of(report, {}), "The Tarn Herald (Ada Quill) wrote:");
  Quote of_another;
  of_another.of_another = true;
  of_another.author = "Omid";
  EXPECT_EQ(attribution_of(letter(1, "x"), of_another), "Mina Tavan wrote to Omid and Salma, quoting Omid:");
  EXPECT_EQ(attribution_of(Exhibit{}, {}), "An unnamed author wrote to an unnamed recipient:");
  Dossier d;
  d.person = "Mina Tavan";
  d.request.since = "2009", d.request.until = "2010";
  EXPECT_EQ(title_of(d), "What was written by, to and naming Mina Tavan from 2009 to 2010");
}

TEST(Wording, SectionsAreMonthsOrDays) {
  EXPECT_EQ(section_of(letter(4, "x"), false), "March 2009");
  EXPECT_EQ(section_of(letter(4, "x"), true), "4 March 2009");
  EXPECT_EQ(section_of(Exhibit{}, true), "Without a date");
}

TEST(Links, OnlyPlainOnes) {
  EXPECT_TRUE(is_plain_link("https://tarn.example/2009/03?a=b&c=d#e_f"));
  for (const char* text :
       {"http://a b", "javascript:alert(1)", "https://a\"b", "https://a>b", "https://پمپ", "ftp://a"})
    EXPECT_FALSE(is_plain_link(text)) << text;
}

TEST(Shortened, CountsCharacters) {
  EXPECT_EQ(shortened("پمپ تازه", 3), "پمپ…");
  EXPECT_EQ(shortened("abc", 3), "abc");
}

}  // namespace
}  // namespace clew::digest
