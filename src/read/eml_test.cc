#include "read/eml.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/utf8.h"

namespace clew::read {
extern const Reader kEml;

namespace {

struct Kept {
  std::string member, name, media_type, bytes;
  std::uint64_t size;
  model::Fields fields;
};

struct Collect : Sink {
  model::Document document;
  std::string text_;
  std::vector<Kept> children;
  std::vector<std::string> losses;
  int opened = 0, closed = 0;

  void open(model::Document d) override {
    document = std::move(d);
    ++opened;
  }
  void text(std::string_view piece) override {
    EXPECT_TRUE(is_valid_utf8(piece));
    text_ += piece;
  }
  void child(const Child& child, Source& bytes) override {
    const auto once = read_all(bytes, 1 << 30);
    EXPECT_TRUE(once);
    EXPECT_TRUE(bytes.seek(0));
    const auto again = read_all(bytes, 1 << 30);
    EXPECT_EQ(*once, *again);
    children.push_back({child.member, child.name, child.media_type, *once, bytes.size(), child.fields});
  }
  void loss(std::string_view code, std::string_view reason, std::uint64_t) override {
    losses.push_back(std::string(code) + ": " + std::string(reason));
  }
  void close() override { ++closed; }
  void skipped(std::uint64_t) override {}

  std::string field(std::string_view name) const {
    for (const auto& [key, value] : document.fields)
      if (key == name) return value;
    return {};
  }
};

// A source that is not in memory and hands out few bytes at a time.
class SlowSource final : public Source {
 public:
  explicit SlowSource(std::string bytes) : bytes_(std::move(bytes)) {}
  Result<std::size_t> read(char* to, std::size_t n) override {
    n = std::min({n, std::size_t{7919}, bytes_.size() - at_});
    bytes_.copy(to, n, at_);
    at_ += n;
    return n;
  }
  std::uint64_t size() const override { return bytes_.size(); }
  Result<void> seek(std::uint64_t offset) override {
    at_ = static_cast<std::size_t>(offset);
    return {};
  }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

Collect read(std::string_view bytes, const Limits& limits = {}) {
  MemorySource source(bytes);
  Collect sink;
  const auto done = kEml.read(source, limits, sink);
  EXPECT_TRUE(done) << (done ? "" : done.error().what);
  EXPECT_EQ(sink.opened, 1);
  EXPECT_EQ(sink.closed, 1);
  return sink;
}

TEST(Eml, PlainLetterWithItsHeaders) {
  const Collect got = read(
      "Return-Path: <j@x.org>\r\nFrom: Jane Doe <j@x.org>\r\nTo: r@x.org,\r\n s@x.org\r\nCc: t@x.org\r\n"
      "Subject: =?utf-8?Q?Caf=C3=A9?=\r\nDate: Mon, 15 Oct 2001 08:00:00 -0700\r\nMessage-ID: <1@x.org>\r\n"
      "References: <a@x> <b@x>\r\nIn-Reply-To: <b@x>\r\nX-Folder: \\Sent\r\n\r\nHello\r\n  there\r\n");
  EXPECT_EQ(got.document.type, model::DocumentType::mail);
  EXPECT_EQ(got.document.media_type, "message/rfc822");
  EXPECT_EQ(got.document.subject, "Café");
  EXPECT_EQ(got.document.from, (std::vector<model::Mailbox>{{"Jane Doe", "j@x.org"}}));
  EXPECT_EQ(got.document.to.size(), 2u);
  EXPECT_EQ(got.document.cc.size(), 1u);
  EXPECT_EQ(model::iso8601(got.document.date->utc), "2001-10-15T15:00:00Z");
  EXPECT_EQ(got.document.message_id, "1@x.org");
  EXPECT_EQ(got.document.references, (std::vector<std::string>{"a@x", "b@x"}));
  EXPECT_EQ(got.field("x-folder"), "\\Sent");
  EXPECT_EQ(got.text_, "Hello\r\n  there\r\n");
  EXPECT_TRUE(got.losses.empty());
}

TEST(Eml, HeaderBlockAloneIsALetterWithoutText) {
  EXPECT_EQ(read("From: j@x.org\nSubject: empty").text_, "");
  EXPECT_EQ(read("From: j@x.org\nSubject: empty\n\n").document.subject, "empty");
}

TEST(Eml, FileWithoutAnyHeaderIsAnError) {
  for (const std::string_view bytes : {"", "\n\n", "no header at all\nat all\n", "From nobody\n\ntext"}) {
    MemorySource source(bytes);
    Collect sink;
    const auto done = kEml.read(source, {}, sink);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, Code::bad_input);
    EXPECT_EQ(sink.opened, 0);
  }
}

TEST(Eml, MissingDateComesFromTheFirstHop) {
  const Collect got = read(
      "Received: from b by c; Tue, 16 Oct 2001 10:00:00 +0000\nReceived: from a by b; Tue, 16 Oct 2001 "
      "09:00:00 +0000\n"
      "From: j@x.org\nDate: soon\n\nx");
  EXPECT_EQ(model::iso8601(got.document.date->utc), "2001-10-16T09:00:00Z");
  EXPECT_EQ(got.document.date_raw, "soon");
  EXPECT_EQ(got.document.date_note, "Date not readable; from the Received header");
}

TEST(Eml, RepeatedMessageIdIsRemarkedOn) {
  const Collect got = read("Message-ID: <1@x>\nMessage-Id: <2@x>\nIn-Reply-To: 0@x\n\n");
  EXPECT_EQ(got.document.message_id, "1@x");
  EXPECT_EQ(got.field("repeated-header"), "message-id");
  EXPECT_EQ(got.document.references, std::vector<std::string>{"0@x"});
}

TEST(Eml, NamesComeFromTheExchangeHeaders) {
  const Collect got = read(
      "From: jane.doe@x.org\nTo: r.roe@x.org, s@x.org\nX-From: Doe, Jane </O=ORG/CN=JD>\n"
      "X-To: Roe, Richard </O=ORG/CN=RR>, Sam Smith\n\n");
  EXPECT_EQ(got.document.from[0].name, "Doe, Jane");
  EXPECT_EQ(got.document.to[0].name, "Roe, Richard");
  EXPECT_EQ(got.document.to[1].name, "Sam Smith");
  EXPECT_EQ(got.field("names-from"), "x-from");
  const Collect other = read("To: jane.doe@x.org, richard.roe@x.org\nX-To: Richard Roe, Jane Doe\n\n");
  EXPECT_EQ(other.document.to[0].name, "");  // the order does not fit
}

TEST(Eml, TransferEncodingsAndCharsets) {
  EXPECT_EQ(
      read("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nY2Fmw6kK\n").text_,
      "café\n");
  EXPECT_EQ(read("Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: "
                 "quoted-printable\n\ncaf=E9=\n!\n")
                .text_,
            "café!\n");
  EXPECT_EQ(
      read("Content-Type: text/plain; charset=us-ascii\n\n\xD3\xE1\xC7\xE3 \xC8\xE5 \xE5\xE3\xE5\n").text_,
      "سلام به همه\n");
  EXPECT_EQ(
      read("Content-Transfer-Encoding: x-uuencode\nSubject: u\n\nbegin 644 a\n%:&5L;&\\ \n`\nend\n").text_,
      "hello");
}

TEST(Eml, FlowedTextIsKeptAndRecorded) {
  const Collect got = read("Content-Type: text/plain; format=flowed; delsp=yes\n\nlong \nline\n");
  EXPECT_EQ(got.text_, "long \nline\n");
  EXPECT_EQ(got.field("format"), "flowed");
  EXPECT_EQ(got.field("delsp"), "yes");
}

constexpr std::string_view kMixed =
    "From: j@x.org\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"outer\"\r\n\r\n"
    "This is a multi-part message.\r\n--outer\r\nContent-Type: multipart/alternative; boundary=inner\r\n\r\n"
    "--inner\r\nContent-Type: text/plain\r\n\r\nplain text\r\n--inner\r\nContent-Type: "
    "text/html\r\n\r\n<p>html text</p>\r\n"
    "--inner--\r\n--outer\r\nContent-Type: application/pdf; name=\"a/../report.pdf\"\r\nContent-ID: "
    "<c1@x>\r\n"
    "Content-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n--outer\r\n"
    "Content-Type: application/pdf; name=report.pdf\r\n\r\nsecond\r\n--outer\r\nContent-Type: "
    "image/png\r\n\r\n\x89PNG\r\n"
    "--outer--\r\n";

TEST(Eml, PlainAlternativeIsTheTextAndAllElseAreChildren) {
  const Collect got = read(kMixed);
  EXPECT_EQ(got.text_, "plain text");
  ASSERT_EQ(got.children.size(), 4u);
  EXPECT_EQ(got.children[0].media_type, "text/html");
  EXPECT_EQ(got.children[0].bytes, "<p>html text</p>");
  EXPECT_EQ(got.children[0].fields, (model::Fields{{"role", "alternative"}}));
  EXPECT_EQ(got.children[1].member, "!/report.pdf");
  EXPECT_EQ(got.children[1].bytes, "%PDF");
  EXPECT_EQ(got.children[1].size, 4u);
  EXPECT_EQ(got.children[1].fields, (model::Fields{{"content-id", "c1@x"}, {"disposition", "attachment"}}));
  EXPECT_EQ(got.children[2].member, "!/report.pdf~2");
  EXPECT_EQ(got.children[2].name, "report.pdf");
  EXPECT_EQ(got.children[2].bytes, "second");
  EXPECT_EQ(got.children[3].member, "!/part-6.png");
  EXPECT_TRUE(got.losses.empty());
}

TEST(Eml, LongLettersAreReadTheSameAsShortOnes) {
  std::string bytes(kMixed);
  std::string filler;
  while (filler.size() < (2u << 20)) filler += "a line of an attachment that is long\r\n";
  const std::string mark = "second";
  bytes.replace(bytes.find(mark), mark.size(), filler);
  SlowSource slow(bytes);
  Collect got;
  ASSERT_TRUE(kEml.read(slow, {}, got));
  const Collect quick = read(bytes);
  ASSERT_EQ(got.children.size(), quick.children.size());
  for (std::size_t i = 0; i < got.children.size(); ++i)
    EXPECT_EQ(got.children[i].bytes, quick.children[i].bytes);
  EXPECT_EQ(got.children[2].bytes, filler);
  EXPECT_EQ(got.text_, quick.text_);
}

TEST(Eml, LongEncodedPartsAreDecodedInPieces) {
  std::string raw, want;
  while (raw.size() < (3u << 20)) {
    raw += "YSBsb25nIGF0dGFjaG1lbnQu\r\n";
    want += "a long attachment.";
  }
  SlowSource slow("Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
                  raw);
  Collect got;
  ASSERT_TRUE(kEml.read(slow, {}, got));
  ASSERT_EQ(got.children.size(), 1u);
  EXPECT_EQ(got.children[0].bytes, want);
  EXPECT_EQ(got.children[0].size, want.size());
}

TEST(Eml, BlankPlainAlternativeGivesWayToHtml) {
  const Collect got = read(
      "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n \n\n--b\n"
      "Content-Type: text/html\n\n<p>Words</p>\n--b--\n");
  EXPECT_NE(got.text_.find("Words"), std::string::npos);
  EXPECT_EQ(got.text_.find("<p>"), std::string::npos);
  EXPECT_EQ(got.field("text-from"), "html");
}

TEST(Eml, EnclosedLetterKeepsItsBytes) {
  const std::string inner =
      "From: in@x.org\r\nSubject: inner\r\nContent-Type: multipart/mixed; "
      "boundary=in\r\n\r\npre\r\n--in\r\n\r\none\r\n--in--\r\nafter\r\n";
  const Collect got = read(
      "Content-Type: multipart/mixed; boundary=out\r\n\r\n--out\r\n\r\ntext\r\n--out\r\nContent-Type: "
      "message/rfc822\r\n\r\n" +
      inner + "\r\n--out--\r\n");
  EXPECT_EQ(got.text_, "text");
  ASSERT_EQ(got.children.size(), 1u);
  EXPECT_EQ(got.children[0].media_type, "message/rfc822");
  EXPECT_EQ(got.children[0].member, "!/part-2.eml");
  EXPECT_EQ(got.children[0].bytes, inner);
}

TEST(Eml, DigestPartsAreLetters) {
  const Collect got = read(
      "Content-Type: multipart/digest; boundary=d\n\n--d\n\nFrom: a@x.org\nSubject: one\n\nbody\n--d--\n");
  ASSERT_EQ(got.children.size(), 1u);
  EXPECT_EQ(got.children[0].media_type, "message/rfc822");
  EXPECT_EQ(got.children[0].bytes, "From: a@x.org\nSubject: one\n\nbody");
  EXPECT_EQ(got.text_, "");
}

TEST(Eml, EncodedLetterInsideIsDecoded) {
  const Collect got = read(
      "Content-Type: multipart/mixed; boundary=d\n\n--d\nContent-Type: "
      "message/rfc822\nContent-Transfer-Encoding: base64\n\n"
      "RnJvbTogYUB4Lm9yZwoKaGk=\n--d--\n");
  ASSERT_EQ(got.children.size(), 1u);
  EXPECT_EQ(got.children[0].media_type, "message/rfc822");
  EXPECT_EQ(got.children[0].bytes, "From: a@x.org\n\nhi");
}

TEST(Eml, TextOutsideThePartsIsNotLost) {
  const Collect got = read("Content-Type: multipart/mixed; boundary=b\n\n" + std::string(400, 'p') +
                           "\n--b\n\ntext\n--b--\n\nhidden words\n");
  EXPECT_EQ(got.text_, "text");
  ASSERT_EQ(got.children.size(), 2u);
  EXPECT_EQ(got.children[0].member, "!/preamble.txt");
  EXPECT_EQ(got.children[1].member, "!/epilogue.txt");
  EXPECT_EQ(got.children[1].bytes, "\nhidden words\n");
}

TEST(Eml, MissingClosingBoundaryBehindWholePartsIsNoLoss) {
  const Collect got = read("Content-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n");
  EXPECT_EQ(got.text_, "text\n");
  EXPECT_TRUE(got.losses.empty());
}

TEST(Eml, LetterThatStopsInsideItsLastPartIsALoss) {
  const std::string text = "Content-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n--b\n";
  const std::string file = text + "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n";
  for (const std::string& bytes : {file, file + "aGVsbG8h\naGVs"}) {
    const Collect got = read(bytes);
    EXPECT_EQ(got.text_, "text");
    ASSERT_EQ(got.losses.size(), 1u) << bytes;
    EXPECT_EQ(got.losses[0].substr(0, 8), "corrupt:");
  }
  EXPECT_TRUE(read(file + "aGVsbG8h\n").losses.empty());
}

TEST(Eml, BoundariesWithNothingBetweenThemAreNoText) {
  const Collect got = read("Content-Type: multipart/mixed; boundary=b\n\nnotice\n\n--b\n--b--\n\nbehind\n");
  EXPECT_EQ(got.text_, "");
  EXPECT_TRUE(got.losses.empty());
  ASSERT_EQ(got.children.size(), 1u);
  EXPECT_EQ(got.children[0].bytes, "\nbehind\n");
}

TEST(Eml, BoundaryLongerThanAnyStandardAllowsIsFound) {
  for (const std::size_t length : {1023u, 1500u, 3000u}) {
    const std::string b(length, 'b');
    const Collect got = read("Content-Type: multipart/mixed; boundary=\"" + b + "\"\n\n--" + b +
                             "\n\none\n--" + b + "\nContent-Type: text/x-note\n\ntwo\n--" + b + "--\n");
    EXPECT_EQ(got.text_, "one") << length;
    ASSERT_EQ(got.children.size(), 1u) << length;
    EXPECT_EQ(got.children[0].bytes, "two");
    EXPECT_TRUE(got.losses.empty());
  }
}

TEST(Eml, ProseThatSaysItIsBase64IsKeptAsItIs) {
  const std::string prose = "the words of this line\nare not encoded at all and\nstay what they are\n";
  const std::string head = "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n";
  EXPECT_EQ(read(head + prose).text_, prose);
  EXPECT_EQ(read(head + "aGVs bG8g\n dGhl cmU=\n").text_, "hello there");
}

TEST(Eml, WrongBoundaryIsGuessedOrTheRawTextKept) {
  EXPECT_EQ(
      read("Content-Type: multipart/mixed; boundary=other\n\n--real-one-1\n\ntext\n--real-one-1--\n").text_,
      "text");
  EXPECT_EQ(read("Content-Type: multipart/mixed\n\n--real-one-1\n\ntext\n--real-one-1--\n").text_, "text");
  const Collect none = read("Content-Type: multipart/mixed; boundary=b\n\njust words\n");
  EXPECT_EQ(none.text_, "just words\n");
  EXPECT_EQ(none.losses.size(), 1u);
}

TEST(Eml, BrokenBase64IsALossAndTheRestStays) {
  const Collect got = read("Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\naGVs**bG8\n");
  EXPECT_EQ(got.text_, "hello");
  EXPECT_EQ(got.losses.size(), 2u);
}

TEST(Eml, LimitsAreLossesNotErrors) {
  std::string many = "Content-Type: multipart/mixed; boundary=b\n\n";
  for (int i = 0; i < 300; ++i) many += "--b\nContent-Type: image/gif\n\nx\n";
  Limits limits;
  limits.max_parts = 100;
  const Collect parts = read(many + "--b--\n", limits);
  EXPECT_LE(parts.children.size(), 101u);
  ASSERT_EQ(parts.losses.size(), 1u);
  EXPECT_EQ(parts.losses[0], "limit: too many parts");

  limits = {};
  limits.max_text_bytes = 10;
  const Collect text = read("Subject: x\n\n123456789é-more", limits);
  EXPECT_EQ(text.text_, "123456789");
  EXPECT_EQ(text.losses.size(), 1u);

  limits = {};
  limits.max_header_bytes = 200;
  const Collect header = read("Subject: x\nX-Long: " + std::string(1000, 'l') + "\n\nbody", limits);
  EXPECT_EQ(header.document.subject, "x");
  EXPECT_EQ(header.text_, "body");
  EXPECT_EQ(header.losses.size(), 1u);

  std::string deep;
  for (int i = 0; i < 100; ++i)
    deep += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" + std::to_string(i) +
            "\n";
  const Collect nested = read(deep + "\nword\n");
  EXPECT_FALSE(nested.losses.empty());
}

TEST(Eml, OldMacintoshLineEndsAreUnderstood) {
  std::string bytes =
      "From: j@x.org\rSubject: mac\rContent-Type: multipart/mixed; boundary=b\r\r--b\r\rone\rtwo\r--b\r"
      "Content-Type: text/x-note\rContent-Transfer-Encoding: quoted-printable\r\ra=\rb\r--b--\r";
  const Collect got = read(bytes);
  EXPECT_EQ(got.document.subject, "mac");
  EXPECT_EQ(got.text_, "one\rtwo");
  ASSERT_EQ(got.children.size(), 1u);
  EXPECT_EQ(got.children[0].bytes, "ab");
}

TEST(Eml, HeaderLinesFoldedWronglyAreTakenTogether) {
  const Collect got =
      read("From: j@x.org\nSubject: a subject\nthat goes on\nDate: Mon, 15 Oct 2001 08:00:00 +0000\n\nbody");
  EXPECT_EQ(got.document.subject, "a subjectthat goes on");
  EXPECT_TRUE(got.document.date);
  EXPECT_EQ(got.text_, "body");
  EXPECT_EQ(read("From: j@x.org\nno colon here\nstill body\n").text_, "no colon here\nstill body\n");
}

TEST(Eml, BlanksBeforeTheFirstFieldAndLettersInANameArePassedOver) {
  const Collect got = read(" From: j@x.org\nSubject: s\nGr\xC3\xBC\xC3\x9F-Gott: x\nTo: k@x.org\n\nbody");
  ASSERT_EQ(got.document.from.size(), 1u);
  EXPECT_EQ(got.document.from[0].address, "j@x.org");
  EXPECT_EQ(got.document.to.size(), 1u);
  EXPECT_EQ(got.text_, "body");
  EXPECT_EQ(kEml.match(" From: j@x.org\nSubject: s\n\nbody", ""), Match::by_content);
}

TEST(Eml, FoldedLineOfBlanksDoesNotEndTheHeader) {
  const std::string bytes =
      "Subject :first\r\n       \r\n second\r\nDate    : soon\r\nTo: k@x.org\r\n\r\nbody\r\n";
  EXPECT_EQ(kEml.match(bytes, ""), Match::by_content);
  const Collect got = read(bytes);
  EXPECT_EQ(got.document.date_raw, "soon");
  EXPECT_EQ(got.text_, "body\r\n");
}

TEST(Eml, FromLineAndByteOrderMarkBeforeTheHeaderArePassedOver) {
  EXPECT_EQ(read("\xEF\xBB\xBF"
                 "From x Mon Jan  1 00:00:00 2001\nSubject: s\n\nb")
                .document.subject,
            "s");
  EXPECT_EQ(read("\r\n\r\nSubject: s\r\n\r\nb").text_, "b");
}

TEST(Eml, NamesOfPartsAreMadeHarmless) {
  const Collect got = read("Content-Type: application/x-a; name=\"C:\\\\dir\\\\evil\x01.exe\"\n\nx");
  ASSERT_EQ(got.children.size(), 1u);
  EXPECT_EQ(got.children[0].member, "!/evil .exe");
  const Collect dots = read("Content-Disposition: attachment; filename=\"../..\"\nContent-Type: a/b\n\nx");
  EXPECT_EQ(dots.children[0].member, "!/part-0.bin");
}

TEST(Eml, NamesOfPartsAreDecodedFromTheirRawFields) {
  const Collect got = read(
      "Content-Type: multipart/mixed; boundary=\"=?x*y\"\n\n--=?x*y\nContent-Type: a/b; "
      "name=\"=?utf-8?B?Y2Fmw6k=?=\"\n\n1\n--=?x*y\nContent-Type: a/b\nContent-Disposition: attachment;\n "
      "filename*0*=utf-8''%D9%BE%DB%8C; filename*1=\".txt\"\n\n2\n--=?x*y\nContent-Type: a/b; "
      "name=caf\xE9\n\n3\n"
      "--=?x*y--\n");
  ASSERT_EQ(got.children.size(), 3u);
  EXPECT_EQ(got.children[0].name, "café");
  EXPECT_EQ(got.children[1].name, "پی.txt");
  EXPECT_EQ(got.children[2].name, "café");
  EXPECT_EQ(got.children[2].bytes, "3");
}

TEST(Eml, TruncationAnywhereIsHarmless) {
  for (std::size_t n = 0; n <= kMixed.size(); ++n) {
    MemorySource source(kMixed.substr(0, n));
    Collect sink;
    static_cast<void>(kEml.read(source, {}, sink));
    EXPECT_EQ(sink.opened, sink.closed);
  }
}

TEST(Eml, MatchesByContentThenByName) {
  EXPECT_EQ(kEml.match("Received: from a by b\r\nFrom: j@x.org\r\n\r\n", "x"), Match::by_content);
  EXPECT_EQ(kEml.match("words", "letter.EML"), Match::by_name);
  EXPECT_EQ(kEml.match("words", "letter.txt"), Match::no);
}

}  // namespace
}  // namespace clew::read
