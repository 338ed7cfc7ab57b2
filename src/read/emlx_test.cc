#include <gtest/gtest.h>

#include <string>

#include "read/reader.h"

namespace clew::read {
extern const Reader kEmlx;

namespace {

struct Collect : Sink {
  model::Document document;
  std::string text_;
  void open(model::Document d) override { document = std::move(d); }
  void text(std::string_view piece) override { text_ += piece; }
  void child(const Child&, Source&) override {}
  void loss(std::string_view, std::string_view, std::uint64_t) override {}
  void close() override {}
  void skipped(std::uint64_t) override {}

  std::string field(std::string_view name) const {
    for (const auto& [key, value] : document.fields)
      if (key == name) return value;
    return {};
  }
};

Collect read(std::string_view bytes) {
  MemorySource source(bytes);
  Collect sink;
  EXPECT_TRUE(kEmlx.read(source, {}, sink));
  return sink;
}

constexpr std::string_view kApple =
    "63        \nFrom: j@x.org\nMessage-ID: <1@x.org>\nSubject: apple\n\nthe letter\n\n"
    "<?xml version=\"1.0\"?><plist><dict>\n<key>date-received</key>\n<real>1003158000</real>\n"
    "<key>flags</key>\n<integer>21</integer></dict></plist>\n";

TEST(Emlx, LetterAndItsPropertyList) {
  EXPECT_EQ(kEmlx.match(kApple, "1.bin"), Match::by_content);
  EXPECT_EQ(kEmlx.match("12\nno letter", "1.txt"), Match::no);
  const Collect got = read(kApple);
  EXPECT_EQ(got.document.subject, "apple");
  EXPECT_EQ(got.text_, "the letter\n");
  EXPECT_EQ(got.field("flags"), "read answered flagged");
  EXPECT_EQ(got.field("date-received"), "2001-10-15T15:00:00Z");
}

TEST(Emlx, WrongLengthsDoNoHarm) {
  EXPECT_EQ(read("99999999\nSubject: s\n\nshort\n").text_, "short\n");
  MemorySource none("abc\nSubject: s\n\n");
  Collect sink;
  EXPECT_FALSE(kEmlx.read(none, {}, sink));
}

}  // namespace
}  // namespace clew::read
