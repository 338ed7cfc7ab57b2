// Small bombs: input that costs a careless reader far more than its size. Each must end with an entry, and
// soon: what is quadratic in any of these takes minutes.
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>

#include "base/source.h"
#include "pipeline/reading.h"

namespace clew::pipeline {
namespace {

constexpr std::string_view kHead =
    "From: nobody@example.org\nTo: nobody@example.org\nSubject: a bomb\nMIME-Version: 1.0\n";

struct Records : RecordOutput {
  std::size_t documents = 0, failures = 0, items = 0, bytes = 0;
  std::string reasons;
  void announce(std::string_view) override {}
  void record(std::string_view json) override {
    bytes += json.size();
    if (json.starts_with("{\"record\":\"document\"")) ++documents;
    if (json.starts_with("{\"record\":\"failure\"")) {
      ++failures;
      if (reasons.size() < 10'000) reasons += json;
    }
  }
  void item_done(bool, std::uint64_t) override { ++items; }
  bool says(std::string_view words) const { return reasons.find(words) != std::string::npos; }
};

std::string repeated(std::string_view text, int times) {
  std::string out;
  out.reserve(text.size() * static_cast<std::size_t>(times));
  while (times-- > 0) out += text;
  return out;
}

std::string with_head(std::string_view rest) { return std::string(kHead) += rest; }

Records read(const std::string& name, const std::string& bytes) {
  const auto start = std::chrono::steady_clock::now();
  MemorySource source(bytes);
  ReadTask task;
  task.path = "/made/" + name;
  task.source_length = 5;
  task.bytes = bytes.size();
  Records out;
  const ReadOutcome outcome = read_file(source, task, read::Limits(), out);
  EXPECT_TRUE(out.documents + out.failures > 0 || outcome.container) << name;
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60)) << name;
  return out;
}

TEST(Hostile, MultipartsNestedWithoutEnd) {
  std::string bytes = with_head("Content-Type: multipart/mixed; boundary=b0\n\n");
  for (int i = 0; i < 20'000; ++i)
    bytes += "--b" + std::to_string(i) + "\nContent-Type: multipart/mixed; boundary=b" +
             std::to_string(i + 1) + "\n\n";
  EXPECT_TRUE(read("nested.eml", bytes).says("parts nested too deep"));
}

TEST(Hostile, LettersInLettersWithoutEnd) {
  const std::string one = with_head("Content-Type: message/rfc822\n\n");
  EXPECT_TRUE(
      read("letters.eml", repeated(one, 2'000) + "Subject: last\n\nwords\n").says("nested more than"));
  const std::string many =
      with_head("Content-Type: multipart/mixed; boundary=b\n\n--b\n") + repeated(one, 2'000);
  EXPECT_TRUE(read("in-a-part.eml", many).says("nested more than"));
}

TEST(Hostile, MorePartsThanAnybodySends) {
  const std::string head = "Content-Type: multipart/mixed; boundary=b\n\n";
  EXPECT_TRUE(read("parts.eml", with_head(head) + repeated("--b\n\nx\n", 50'000)).says("too many parts"));
  const std::string hidden = head + "--b\nContent-Type: multipart/mixed; bOUNDARy=c\n\n";
  EXPECT_TRUE(read("hidden.eml", with_head(hidden) + repeated("--c\n\nx\n", 50'000)).says("too many parts"));
}

TEST(Hostile, PartsOfOneName) {
  const std::string part = "--b\nContent-Disposition: attachment; filename=a.bin\n\nx\n";
  const Records got = read("names.eml", with_head("Content-Type: multipart/mixed; boundary=b\n\n") +
                                            repeated(part, 5'000) + "--b--\n");
  EXPECT_EQ(got.documents, 5'001u);
  EXPECT_EQ(got.failures, 0u);
}

TEST(Hostile, HeaderBlocksWithoutMeasure) {
  EXPECT_TRUE(
      read("line.eml", with_head("X: " + repeated("x", 2 << 20) + "\n\nwords\n")).says("header block"));
  EXPECT_EQ(read("fields.eml", with_head(repeated("X: y\n", 100'000) + "\nwords\n")).documents, 1u);
  const std::string part = with_head("Content-Type: multipart/mixed; boundary=b\n\n--b\n");
  EXPECT_TRUE(
      read("part.eml", part + repeated("a:\n", 400'000) + "\nx\n--b--\n").says("header blocks of its"));
  const std::string letter = part + "Content-Type: message/rfc822\n\n";
  EXPECT_TRUE(read("letter.eml", letter + repeated("a:\n", 400'000) + "\nx\n--b--\n").says("header blocks"));
}

TEST(Hostile, FieldsThatNestWithoutEnd) {
  for (const char* unit : {"(", "<", "\"\\", "g:", "=?a?q?", "@", "a <", "(\\", "[", ","}) {
    const std::string value = repeated(unit, 100'000);
    EXPECT_EQ(read("to.eml", "From: a@example.org\nTo: " + value + "\n\nwords\n").documents, 1u) << unit;
    // In a letter inside a part, which the MIME parser sees too.
    read("inside.eml",
         with_head("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822"
                   "\n\nTo: ") +
             value + repeated(unit, 400'000) + "\n\nwords\n--b--\n");
    for (const char* name : {"References: ", "Date: ", "Content-Type: a/b; x=", "Received: "})
      read("field.eml", with_head(name) + value + "\n\nwords\n");
  }
}

TEST(Hostile, BoundariesThatLie) {
  const auto letter = [](std::string_view outer, std::string_view inner) {
    const std::string o = "--" + std::string(outer), i = "--" + std::string(inner);
    return with_head("Content-Type: multipart/mixed; boundary=") + std::string(outer) + "\n\n" + o +
           "\nContent-Type: multipart/mixed; boundary=" + std::string(inner) + "\n\n" + i + "\n\none\n" + i +
           "\nContent-Type: a/b\n\ntwo\n" + i + "--\n" + o + "\nContent-Type: a/c\n\nthree\n" + o + "--\n";
  };
  for (const auto& bytes : {letter("ab", "abc"), letter("abc", "ab")}) {
    const Records got = read("prefix.eml", bytes);
    EXPECT_EQ(got.documents, 3u);
    EXPECT_EQ(got.failures, 0u);
  }
  EXPECT_TRUE(
      read("none.eml", with_head("Content-Type: multipart/mixed\n\nwords\n")).says("cannot be found"));
}

TEST(Hostile, BytesThatAreNoLetter) {
  EXPECT_EQ(read("zeros.eml", std::string(1'000'000, '\0')).failures, 1u);
  EXPECT_EQ(read("zeros-inside.eml", with_head("\n") + std::string(1'000'000, '\0')).documents, 1u);
  EXPECT_EQ(read("returns.eml", with_head("\n") + std::string(1'000'000, '\r')).documents, 1u);
  EXPECT_EQ(
      read("colon.eml", "From: a@example.org\n" + repeated("no colon\n", 100'000) + "\nwords\n").documents,
      1u);
}

TEST(Hostile, MailboxesOfNothing) {
  read("empty.mbox", repeated("From a@example.org Mon Jan  1 10:00:00 2024\n\n", 100'000));
  const std::string letter = "From a@example.org Mon Jan  1 10:00:00 2024\nX: y\n\n";
  EXPECT_EQ(read("tiny.mbox", repeated(letter, 20'000)).items, 20'000u);
}

TEST(Hostile, ContentLengthsThatLie) {
  std::string bytes;
  for (int i = 0; i < 5'000; ++i)
    bytes += "From a@example.org Mon Jan  1 10:00:00 2024\nFrom: a@example.org\nContent-Length: " +
             std::to_string(i % 3 == 0   ? 0
                            : i % 3 == 1 ? i * 97
                                         : i * 1'000'000'007LL) +
             "\n\nwords\n\n";
  EXPECT_EQ(read("lies.mbox", bytes).items, 5'000u);
}

TEST(Hostile, PagesOfTagsOnly) {
  for (const char* unit : {"<", "<div>", "<!--", "<a b=\"", "&amp", "&#", "<table><tr><td>", "<ul><li>",
                           "<blockquote>", "<script>", "<![CDATA[", "</", "<p "})
    EXPECT_EQ(read("page.html", "<html><body>" + repeated(unit, 200'000)).documents, 1u) << unit;
}

TEST(Hostile, TextsWithoutAPause) {
  for (const char* unit :
       {"x", "\xD8\xB9", ">", "a@", "a.", "a@a.a-", "e\xCC\x81", "\n", "-- \n", "http://",
        "On Mon, Jan 1, 2024 at 10:00 AM, A <a@example.org> wrote:\n", "From: a\n", "+", "("}) {
    EXPECT_EQ(read("text.txt", repeated(unit, 1'000'000 / static_cast<int>(std::string_view(unit).size())))
                  .documents,
              1u)
        << unit;
    const std::string body = repeated(unit, 500'000 / static_cast<int>(std::string_view(unit).size()));
    EXPECT_EQ(read("letter.eml", with_head("\n") + body).documents, 1u) << unit;
  }
}

}  // namespace
}  // namespace clew::pipeline
