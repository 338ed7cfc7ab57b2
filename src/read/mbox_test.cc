#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "read/mbox_lines.h"
#include "read/reader.h"

namespace clew::read {

extern const Reader kMbox;

namespace {

struct Letter {
  std::string member, bytes;
  model::Fields fields;
  std::string field(std::string_view name) const {
    for (const auto& [key, value] : fields)
      if (key == name) return value;
    return "";
  }
};

struct Seen final : Sink {
  std::vector<Letter> letters;
  std::vector<std::string> losses;
  std::uint64_t given = 0, skip = 0, lost = 0;
  void open(model::Document) override { ADD_FAILURE(); }
  void text(std::string_view) override { ADD_FAILURE(); }
  void child(const Child& child, Source& bytes) override {
    EXPECT_EQ(child.media_type, "message/rfc822");
    Result<std::string> all = read_all(bytes, 1 << 30);
    ASSERT_TRUE(all.has_value());
    EXPECT_EQ(all->size(), bytes.size());
    given += bytes.size();
    letters.push_back({child.member, *all, child.fields});
  }
  void loss(std::string_view code, std::string_view, std::uint64_t bytes) override {
    losses.emplace_back(code);
    lost += bytes;
  }
  void close() override { ADD_FAILURE(); }
  void skipped(std::uint64_t bytes) override { skip += bytes; }
};

/// A source that is not in memory, so that the reader's own buffer is used.
class Plain final : public Source {
 public:
  explicit Plain(std::string_view bytes) : bytes_(bytes) {}
  Result<std::size_t> read(char* to, std::size_t n) override {
    n = std::min<std::size_t>({n, bytes_.size() - at_, 4093});
    std::copy_n(bytes_.data() + at_, n, to);
    at_ += n;
    return n;
  }
  std::uint64_t size() const override { return bytes_.size(); }
  Result<void> seek(std::uint64_t offset) override { return at_ = offset, Result<void>(); }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

/// Splits it twice, from memory and through the buffer; checks that the books balance.
Seen split(std::string_view mailbox) {
  Seen seen, again;
  MemorySource memory(mailbox);
  EXPECT_TRUE(kMbox.read(memory, {}, seen).has_value());
  EXPECT_EQ(seen.given + seen.skip + seen.lost, mailbox.size());
  Plain plain(mailbox);
  EXPECT_TRUE(kMbox.read(plain, {}, again).has_value());
  EXPECT_EQ(again.letters.size(), seen.letters.size());
  for (std::size_t i = 0; i < std::min(again.letters.size(), seen.letters.size()); ++i)
    EXPECT_EQ(again.letters[i].bytes, seen.letters[i].bytes);
  return seen;
}

const std::string kLine = "From ann@example.org Mon Mar  2 10:11:12 2009\n";
const std::string kHead = "From: ann@example.org\nSubject: x\n\n";

TEST(Mbox, LettersAreTheBytesBetweenSeparators) {
  const Seen seen = split(kLine + kHead + "one\n\n" + kLine + kHead + "دو\n\n\n" + kLine + kHead + "three");
  ASSERT_EQ(seen.letters.size(), 3u);
  EXPECT_EQ(seen.letters[0].bytes, kHead + "one\n");
  EXPECT_EQ(seen.letters[1].bytes, kHead + "دو\n\n");
  EXPECT_EQ(seen.letters[2].bytes, kHead + "three");
  EXPECT_EQ(seen.letters[2].member, "#3");
  EXPECT_EQ(seen.letters[0].field("envelope-from"), "ann@example.org");
  EXPECT_EQ(seen.letters[0].field("envelope-date"), "Mon Mar  2 10:11:12 2009");
  EXPECT_EQ(seen.letters[0].field("stored-as"), "");
}

TEST(Mbox, FromLineInsideBodyDoesNotStartAMessage) {
  const std::string body =
      "First.\n\nFrom here on: the road is closed.\nTo: all\n\nFrom Monday Mar 2 10:00 we rest\n\n" + kLine +
      "and so he wrote, with no header below\n";
  const Seen seen = split(kLine + kHead + body);
  ASSERT_EQ(seen.letters.size(), 1u);
  EXPECT_EQ(seen.letters[0].bytes, kHead + body);
}

TEST(Mbox, MissingBlankLineIsToleratedBeforeAFullSeparatorOnly) {
  EXPECT_EQ(split(kLine + kHead + "one\n" + kLine + kHead + "two\n").letters.size(), 2u);
  EXPECT_EQ(split(kLine + kHead + "one\nFrom my dear old friend Mon Mar  2 10:11:12 2009\nNote: this\n")
                .letters.size(),
            1u);
}

TEST(Mbox, LineEndsOfAllKinds) {
  for (const std::string_view end : {"\r\n", "\r"}) {
    std::string mailbox;
    for (const char c : kLine + kHead + "one\n\n" + kLine + kHead + "two\n")
      if (c == '\n')
        mailbox += end;
      else
        mailbox += c;
    const Seen seen = split(mailbox);
    ASSERT_EQ(seen.letters.size(), 2u);
    EXPECT_TRUE(seen.letters[0].bytes.ends_with("one" + std::string(end)));
    EXPECT_TRUE(seen.letters[1].bytes.starts_with("From: "));
  }
}

TEST(Mbox, QuotedFromLinesAreUnquoted) {
  const Seen seen = split(kLine + kHead + ">From the start\n>>From the quote\n> From a reply\n>From: x\n");
  ASSERT_EQ(seen.letters.size(), 1u);
  EXPECT_EQ(seen.letters[0].bytes, kHead + "From the start\n>From the quote\n> From a reply\n>From: x\n");
  EXPECT_EQ(seen.letters[0].field("stored-as"), "unquoted");
}

TEST(Mbox, QuoteMarksOfAReplyAreNotTheMailboxs) {
  const std::string body = ">He said so.\n>From then on it was quiet.\n\nI see.\n";
  const Seen seen = split(kLine + kHead + body);
  EXPECT_EQ(seen.letters[0].bytes, kHead + body);
  EXPECT_EQ(seen.letters[0].field("stored-as"), "");
}

TEST(Mbox, TrueContentLengthShieldsSeparatorsInTheBody) {
  const std::string body = "forwarded:\n\n" + kLine + kHead + ">From as it stood\n";
  const std::string head = "From: ann@example.org\nContent-Length: " + std::to_string(body.size()) + "\n\n";
  const Seen seen = split(kLine + head + body + "\n" + kLine + kHead + "two\n");
  ASSERT_EQ(seen.letters.size(), 2u);
  EXPECT_EQ(seen.letters[0].bytes, head + body);  // mboxcl2: nothing is quoted, so nothing is unquoted
  EXPECT_EQ(split(kLine + head + body).letters.size(), 1u);
}

TEST(Mbox, FalseContentLengthIsIgnored) {
  for (const char* number : {"3", "40", "999999", "18446744073709551615", "-1", "x"}) {
    const std::string head = "From: ann@example.org\nContent-Length: " + std::string(number) + "\n\n";
    EXPECT_EQ(split(kLine + head + "one\n\n" + kLine + kHead + "two two two two two two\n").letters.size(),
              2u)
        << number;
  }
}

TEST(Mbox, WrongContentLengthThatHitsASeparatorByChanceIsIgnored) {
  const std::string wrong = kLine + "From: ann@example.org\nContent-Length: 7\n\nfive!!!!!!\n\n";
  const std::string rest = "x\n\n" + wrong;
  const std::string chance =
      kLine + "From: ann@example.org\nContent-Length: " + std::to_string(rest.size()) + "\n\n" + rest;
  EXPECT_EQ(split(wrong + wrong + chance + wrong).letters.size(), 5u);
}

TEST(Mbox, PipermailSenders) {
  const std::string line = "From ann at example.org  Thu Nov  1 11:19:12 2001\n";
  const Seen seen = split(line + kHead + "one\n\n" + line + kHead + "two\n");
  ASSERT_EQ(seen.letters.size(), 2u);
  EXPECT_EQ(seen.letters[1].field("envelope-from"), "ann at example.org");
}

TEST(Mbox, DatelessSeparatorsInAMailboxThatBeginsWithOne) {
  const std::string body = "My favourite film:\n\nFrom somewhere with love\nYear: 1963\n";
  const Seen seen = split(
      "\xEF\xBB\xBF"
      "From -\n" +
      kHead + body + "\nFrom - \n" + kHead + "b\n");
  ASSERT_EQ(seen.letters.size(), 2u);
  EXPECT_EQ(seen.letters[0].bytes, kHead + body);
  EXPECT_EQ(split("From 184@xxx\n" + kHead + "a\n\nFrom 185@xxx\n" + kHead + "b\n").letters.size(), 2u);
  EXPECT_EQ(split(kLine + kHead + "a\n\nFrom Paris\n" + kHead + "b\n").letters.size(), 1u);
}

TEST(Mbox, PatchInsideALetterIsNoLetter) {
  const std::string patch =
      "From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n" + kHead;
  EXPECT_EQ(split(kLine + kHead + "see below\n\n" + patch + "diff\n").letters.size(), 1u);
  EXPECT_EQ(split(patch + "diff\n\n" + patch + "diff\n").letters.size(), 2u);
}

TEST(Mbox, ListservLogs) {
  const std::string rule(73, '=');
  const std::string head =
      "Date:         Fri, 1 Mar 2013 21:05:30 +0000\r\nFrom:         ann@example.org\r\n\r\n";
  const Seen seen =
      split(rule + "\r\n" + head + "one\r\n" + rule + "\r\nno header\r\n" + rule + "\r\n" + head + "two\r\n");
  ASSERT_EQ(seen.letters.size(), 2u);
  EXPECT_EQ(seen.letters[0].bytes, head + "one\r\n" + rule + "\r\nno header\r\n");
  EXPECT_EQ(seen.letters[1].bytes, head + "two\r\n");
}

TEST(Mbox, DamageIsALossAndReadingGoesOn) {
  const Seen junk = split("\x01\x02 junk\n" + kLine + kHead + "one\n");
  EXPECT_EQ(junk.letters.size(), 1u);
  EXPECT_EQ(junk.losses, std::vector<std::string>{"corrupt"});
  const Seen zeros = split(kLine + kHead + "one\n\n" + std::string(5000, '\0') + kLine + kHead + "two\n");
  ASSERT_EQ(zeros.letters.size(), 2u);
  EXPECT_EQ(zeros.lost, 5000u);
  EXPECT_EQ(zeros.letters[0].bytes, kHead + "one\n");
  const Seen cut = split(kLine + kHead + "one\n\n" + kLine + "From: ann@exa");
  EXPECT_EQ(cut.letters.size(), 2u);
  EXPECT_EQ(cut.losses, std::vector<std::string>{"corrupt"});
}

TEST(Mbox, EmptyAndStrangeFiles) {
  EXPECT_TRUE(split("").letters.empty());
  EXPECT_TRUE(split("\n\n").letters.empty());
  MemorySource prose("No mail at all.\n");
  Seen seen;
  const Result<void> result = kMbox.read(prose, {}, seen);
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, Code::bad_input);
}

TEST(Mbox, LettersLargerThanTheBufferAreStreamed) {
  const std::string line(76, 'x');
  std::string large = kHead;
  while (large.size() < (5 << 20)) large += line + "\n";
  std::string giant = large;
  while (giant.size() < (17 << 20)) giant += line + "\n";
  giant += ">From the end\n";
  const Seen seen = split(kLine + large + "\n" + kLine + giant + "\n" + kLine + kHead + "small\n");
  ASSERT_EQ(seen.letters.size(), 3u);
  EXPECT_TRUE(seen.letters[0].bytes == large);
  EXPECT_TRUE(seen.letters[1].bytes == giant);
  EXPECT_EQ(seen.letters[1].field("stored-as"), "quoted");
  EXPECT_EQ(seen.letters[2].bytes, kHead + "small\n");
}

TEST(Mbox, MatchesByContentUnlessItIsNamedALetter) {
  EXPECT_EQ(kMbox.match(kLine + kHead, "inbox"), Match::by_content);
  EXPECT_EQ(kMbox.match(kLine + kHead, "letter.EML"), Match::no);
  EXPECT_EQ(kMbox.match("strange", "inbox.mbox"), Match::by_name);
  EXPECT_EQ(kMbox.match("strange", "inbox.txt"), Match::no);
}

TEST(MboxLines, Separators) {
  EXPECT_EQ(parse_separator("From a@b Mon Mar  2 10:11:12 2009").kind, SeparatorKind::dated);
  EXPECT_TRUE(parse_separator("From a@b Mon Mar  2 10:11 2009 +0330").exact);
  EXPECT_TRUE(parse_separator("From a@b Fri Sep 26 17:18:40 +0000 2025").exact);
  EXPECT_TRUE(parse_separator("From a Fri Jan  2 10:10 1990 remote from gate").exact);
  EXPECT_EQ(parse_separator("From a@b Thu, 1 Nov 2001 11:19:12 +0000 (UTC)").kind, SeparatorKind::dated);
  EXPECT_FALSE(parse_separator("From my old friend Mon Mar  2 10:11:12 2009").exact);
  EXPECT_EQ(parse_separator("From Mon to Fri").kind, SeparatorKind::none);
  EXPECT_EQ(parse_separator("From: a@b").kind, SeparatorKind::none);
}

}  // namespace
}  // namespace clew::read
