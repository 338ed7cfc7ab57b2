#include "text/syntax.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace clew::text {
namespace {

/// One root, and every word comes to it.
bool is_tree(const std::vector<SyntaxNode>& nodes) {
  std::size_t roots = 0;
  for (const SyntaxNode& node : nodes) {
    roots += node.head == -1;
    std::size_t steps = 0;
    for (std::int32_t at = node.head; at >= 0; at = nodes[static_cast<std::size_t>(at)].head)
      if (++steps > nodes.size()) return false;
  }
  return roots == 1;
}

class EachLanguage : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    auto opened = Syntax::open_embedded(GetParam());
    if (!opened) GTEST_SKIP() << "built without this model";
    syntax_ = std::move(*opened);
  }
  Syntax syntax_;
  SyntaxScratch scratch_;
  std::vector<SyntaxNode> nodes_;
};

TEST_P(EachLanguage, AnyWordsGiveOneTreeAndTheSameAgain) {
  const std::vector<std::string> words = {
      "the",  "letter", "\xff\xfe",        "",    "12/3", "نامه", "را", "Send", ",", ".",
      "....", "(",      "سلام‌ها", "印刷"};
  std::mt19937 random(3);
  for (std::size_t n = 1; n < 60; ++n) {
    std::vector<std::string_view> sentence;
    for (std::size_t i = 0; i < n; ++i) sentence.push_back(words[random() % words.size()]);
    for (const ParseMode mode : {ParseMode::fast, ParseMode::accurate}) {
      syntax_.parse(sentence, mode, scratch_, nodes_);
      ASSERT_EQ(nodes_.size(), n);
      EXPECT_TRUE(is_tree(nodes_));
      SyntaxScratch fresh;
      std::vector<SyntaxNode> again;
      syntax_.parse(sentence, mode, fresh, again);
      for (std::size_t i = 0; i < n; ++i) {
        EXPECT_EQ(again[i].head, nodes_[i].head);
        EXPECT_EQ(again[i].relation, nodes_[i].relation);
        EXPECT_EQ(again[i].tag, nodes_[i].tag);
        EXPECT_LT(nodes_[i].relation, syntax_.relation_count());
        EXPECT_EQ(nodes_[i].head == -1, syntax_.relation(nodes_[i].relation) == "root");
      }
    }
  }
}

TEST_P(EachLanguage, NoWordsAndTooManyAreNoTrouble) {
  syntax_.parse({}, ParseMode::accurate, scratch_, nodes_);
  EXPECT_TRUE(nodes_.empty());
  const std::vector<std::string_view> many(30100, "letter");
  syntax_.parse(many, ParseMode::fast, scratch_, nodes_);
  ASSERT_EQ(nodes_.size(), many.size());
  EXPECT_TRUE(is_tree(nodes_));
}

INSTANTIATE_TEST_SUITE_P(Syntax, EachLanguage, ::testing::Values("en", "fa"));

}  // namespace
}  // namespace clew::text
