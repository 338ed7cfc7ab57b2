#include "training/syntax_trainer.h"

#include <gtest/gtest.h>

#include <cstring>
#include <random>

#include "base/model_file.h"
#include "text/syntax.h"

namespace clew::training {
namespace {

/// A little language: "the old miller sold a press in the town ." What hangs on what follows from the words.
class Grammar {
 public:
  explicit Grammar(std::uint32_t seed) : random_(seed) {}

  Sentence sentence() {
    made_ = {};
    const int subject = phrase(), verb = add(pick({"sold", "bought", "found", "mended"}), "VERB", "root");
    link(subject, verb, "nsubj");
    link(phrase(), verb, "obj");
    if (random_() % 2 == 0) {
      const int in = add(pick({"in", "behind", "near"}), "ADP", "case");
      const int place = phrase();
      link(in, place, "case");
      link(place, verb, "obl");
    }
    link(add(".", "PUNCT", "punct"), verb, "punct");
    return made_;
  }
  std::vector<Sentence> sentences(int n) {
    std::vector<Sentence> all;
    while (n-- > 0) all.push_back(sentence());
    return all;
  }

 private:
  std::string pick(std::vector<std::string> of) { return of[random_() % of.size()]; }
  int add(const std::string& form, const std::string& upos, const std::string& relation) {
    Word& word = made_.words.emplace_back();
    word.form = form;
    word.upos = upos;
    word.xpos = upos.substr(0, 2);
    word.deprel = relation;
    return static_cast<int>(made_.words.size());
  }
  void link(int child, int head, const std::string& relation) {
    Word& word = made_.words[static_cast<std::size_t>(child) - 1];
    word.head = head;
    word.deprel = relation;
  }
  int phrase() {
    const int the = add(pick({"the", "a", "every"}), "DET", "det");
    const int old = random_() % 2 == 0 ? add(pick({"old", "red", "heavy", "broken"}), "ADJ", "amod") : 0;
    const int noun = add(pick({"miller", "press", "town", "orchard", "cart", "ladder"}), "NOUN", "nsubj");
    link(the, noun, "det");
    if (old != 0) link(old, noun, "amod");
    return noun;
  }

  std::mt19937 random_;
  Sentence made_;
};

SyntaxOptions small_options() {
  SyntaxOptions options;
  options.tag_rounds = options.greedy_rounds = options.beam_rounds = options.label_rounds = 4;
  options.scout_rounds = 2;
  options.scout_bits = 16;
  options.folds = 2;
  options.greedy_places = options.beam_places = 2000;
  options.tag_features = options.label_features = 800;
  return options;
}

/// A model's bytes where models may lie.
struct Aligned {
  explicit Aligned(const std::string& model) : data(model.size() / 4 + 1), size(model.size()) {
    std::memcpy(data.data(), model.data(), size);
  }
  std::string_view view() const { return {reinterpret_cast<const char*>(data.data()), size}; }
  std::vector<std::uint32_t> data;
  std::size_t size;
};

TEST(SyntaxTrainer, ALittleLanguageIsLearntAndReadAgain) {
  const Aligned bytes(train_syntax(Grammar(1).sentences(120), small_options()));
  const auto file = ModelFile::over(bytes.view(), "little");
  ASSERT_TRUE(file);
  const auto syntax = text::Syntax::open(*file);
  ASSERT_TRUE(syntax) << to_string(syntax.error());
  text::SyntaxScratch scratch;
  std::vector<text::SyntaxNode> nodes;
  for (const auto mode : {text::ParseMode::fast, text::ParseMode::accurate}) {
    int words = 0, tags = 0, heads = 0, relations = 0;
    for (const Sentence& gold : Grammar(2).sentences(60)) {
      std::vector<std::string_view> forms;
      for (const Word& word : gold.words) forms.push_back(word.form);
      syntax->parse(forms, mode, scratch, nodes);
      ASSERT_EQ(nodes.size(), gold.words.size());
      for (std::size_t i = 0; i < nodes.size(); ++i) {
        ++words;
        tags += text::name_of(nodes[i].upos) == gold.words[i].upos;
        heads += nodes[i].head + 1 == gold.words[i].head;
        relations += syntax->relation(nodes[i].relation) == gold.words[i].deprel;
      }
    }
    EXPECT_EQ(tags, words);
    EXPECT_GE(heads, words * 98 / 100);
    EXPECT_GE(relations, words * 98 / 100);
  }
}

TEST(SyntaxTrainer, TheSameSentencesGiveTheSameBytes) {
  const auto sentences = Grammar(3).sentences(40);
  const std::string model = train_syntax(sentences, small_options());
  EXPECT_EQ(model, train_syntax(sentences, small_options()));
  SyntaxOptions other = small_options();
  other.seed = 2;
  EXPECT_NE(model, train_syntax(sentences, other));
}

TEST(SyntaxTrainer, ADamagedModelIsRefusedOrStillGivesATree) {
  const std::string good = train_syntax(Grammar(4).sentences(30), small_options());
  const std::vector<std::string_view> words = {"the", "press", "near", "every", "cart", "mended", "."};
  std::mt19937 random(5);
  text::SyntaxScratch scratch;
  std::vector<text::SyntaxNode> nodes;
  for (int round = 0; round < 300; ++round) {
    Aligned bytes(good);
    auto* at = reinterpret_cast<unsigned char*>(bytes.data.data());
    for (int hit = 0; hit < 20; ++hit) {
      const std::size_t where = 1024 + random() % (good.size() - 1024);
      at[where] = static_cast<unsigned char>(random());
    }
    const auto file = ModelFile::over(bytes.view(), "damaged");
    if (!file) continue;
    const auto syntax = text::Syntax::open(*file);
    if (!syntax) continue;
    for (const auto mode : {text::ParseMode::fast, text::ParseMode::accurate}) {
      syntax->parse(words, mode, scratch, nodes);
      int roots = 0;
      for (const auto& node : nodes) roots += node.head == -1;
      EXPECT_EQ(roots, 1);
    }
  }
}

}  // namespace
}  // namespace clew::training
