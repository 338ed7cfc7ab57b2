#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/utf8.h"
#include "read/reader.h"

namespace clew::read {

extern const Reader kCsv, kText;

namespace {

struct Seen final : Sink {
  model::Document document;
  std::string whole;
  std::vector<std::string> losses;
  int opened = 0, closed = 0;
  void open(model::Document d) override { document = std::move(d), ++opened; }
  void text(std::string_view piece) override {
    EXPECT_TRUE(is_valid_utf8(piece));
    whole += piece;
  }
  void child(const Child&, Source&) override { ADD_FAILURE(); }
  void loss(std::string_view code, std::string_view, std::uint64_t) override { losses.emplace_back(code); }
  void close() override { ++closed; }
  void skipped(std::uint64_t) override { ADD_FAILURE(); }
};

Seen read_bytes(std::string_view bytes, const Limits& limits = {}) {
  MemorySource source(bytes);
  Seen seen;
  EXPECT_TRUE(kText.read(source, limits, seen).has_value());
  EXPECT_EQ(seen.opened, 1);
  EXPECT_EQ(seen.closed, 1);
  return seen;
}

TEST(Text, Utf8StaysByteForByte) {
  const std::string bytes = "First line\r\n\r\nسلام دنیا‌ها\tend \n\n\n";
  const Seen seen = read_bytes(bytes);
  EXPECT_EQ(seen.whole, bytes);
  EXPECT_EQ(seen.document.type, model::DocumentType::text);
  EXPECT_EQ(seen.document.media_type, "text/plain");
  EXPECT_TRUE(seen.losses.empty());
}

TEST(Csv, ATableIsItsBytes) {
  const std::string bytes = "date,payee,sum\r\n2012-05-09,\"Reed, Ada\",\"4,500\"\r\n";
  MemorySource source(bytes);
  Seen seen;
  ASSERT_TRUE(kCsv.read(source, {}, seen).has_value());
  EXPECT_EQ(seen.whole, bytes);
  EXPECT_EQ(seen.document.media_type, "text/csv");
  EXPECT_EQ(choose_reader(bytes, "Payments.CSV", ""), &kCsv);
  EXPECT_EQ(choose_reader(bytes, "payments.dat", "text/csv"), &kCsv);
  EXPECT_EQ(choose_reader(std::string_view("\0\1\2\3", 4), "payments.csv", ""), nullptr);
}

TEST(Text, LongTextIsReadToItsLastWordInPieces) {
  std::string bytes;
  while (bytes.size() < 3'000'000) bytes += "کلمه word " + std::to_string(bytes.size()) + "\n";
  bytes += "the last word";
  EXPECT_EQ(read_bytes(bytes).whole, bytes);
}

TEST(Text, EmptyFileIsAnEmptyDocument) { EXPECT_EQ(read_bytes("").whole, ""); }

TEST(Text, Utf16WithAMark) {
  const std::string bytes("\xFF\xFEh\0i\0\x33\x06", 8);
  EXPECT_EQ(read_bytes(bytes).whole, "hiس");
}

TEST(Text, CharsetThatTheContainerDeclaresIsBelieved) {
  Limits limits;
  limits.charset = "koi8-r";
  EXPECT_EQ(read_bytes("\xC4\xC1", limits).whole, "да");
  limits.charset = "us-ascii";
  const Seen seen = read_bytes("caf\xE9", limits);
  EXPECT_EQ(seen.whole, "café");
  EXPECT_EQ(seen.document.fields, (model::Fields{{"charset-guessed", "windows-1252"}}));
}

TEST(Text, LimitIsALossAndSaysSo) {
  Limits limits;
  limits.max_text_bytes = 10;
  const Seen seen = read_bytes("longer than ten bytes", limits);
  EXPECT_EQ(seen.losses, std::vector<std::string>{"limit"});
}

TEST(Text, MatchesByContentByNameOrNotAtAll) {
  EXPECT_EQ(kText.match("hello", "a.txt"), Match::by_content);
  EXPECT_EQ(kText.match("hello", "README"), Match::by_content);
  EXPECT_EQ(kText.match("hello", "notes.MD"), Match::by_content);
  EXPECT_EQ(kText.match("hello", "notes.old"), Match::by_name);
  EXPECT_EQ(kText.match("", "empty.txt"), Match::by_name);
  EXPECT_EQ(kText.match("{\"a\":1}", "a.json"), Match::no);
  EXPECT_EQ(kText.match("a,b\n", "a.csv"), Match::no);
  EXPECT_EQ(kText.match(std::string_view("\0\1\2", 3), "a.txt"), Match::no);
  EXPECT_EQ(kText.match("{\\rtf1\\ansi", "letter"), Match::no);
}

}  // namespace
}  // namespace clew::read
