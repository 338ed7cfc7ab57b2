#include "training/syntax_trainer.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <map>
#include <memory>
#include <numeric>
#include <random>
#include <set>

#include "base/model_file.h"
#include "text/label_features.h"
#include "text/lexicon.h"
#include "text/parser.h"
#include "text/syntax.h"
#include "text/tag_features.h"
#include "training/class_trainer.h"
#include "training/parser_trainer.h"

namespace clew::training {
namespace {

using text::LexWord;
using text::ParseToken;

/// A sentence in numbers.
struct Example {
  std::vector<text::WordForm> forms;
  std::vector<LexWord> words;
  std::vector<std::uint8_t> tags, guessed, relations;
  std::vector<std::uint16_t> heads;       // of tokens 1..n; gold
  std::vector<std::uint16_t> projective;  // the same with crossing arcs lifted
};

double seconds() {
  using namespace std::chrono;
  return duration<double>(steady_clock::now().time_since_epoch()).count();
}

class Trainer {
 public:
  Trainer(std::vector<Sentence> sentences, const SyntaxOptions& options)
      : options_(options), random_(options.seed), started_(seconds()) {
    for (const Sentence& sentence : sentences) number(sentence);
  }

  std::string train() {
    say("read %zu sentences, %zu tags, %zu relations", examples_.size(), tag_names_.size(),
        relation_names_.size());
    jackknife();
    make_lexicon(-1);
    ModelWriter writer;
    writer.add("language", options_.language);
    write_lexicon(writer);
    train_tagger(-1)->pack(writer, "tagger");
    writer.add("tags", joined(tag_names_));
    writer.add("relations", joined(relation_names_));
    lift();
    // Each part has its own generator and table, so that threads change nothing but the time it takes.
    const std::vector<ParserExample> trees = parser_examples();
    const auto learn = [&](int width, int rounds, bool mirror, std::size_t places) {
      ParserOptions parser;
      parser.width = width;
      parser.rounds = rounds;
      parser.mirror = mirror;
      parser.places = places;
      parser.scout_rounds = options_.scout_rounds;
      parser.bits = options_.scout_bits;
      parser.seed = options_.seed;
      return std::async(std::launch::async, [&trees, parser] { return train_parser(trees, parser); });
    };
    learn(1, options_.greedy_rounds, false, options_.greedy_places).get().pack(writer, "parser.greedy");
    auto forward = learn(options_.beam, options_.beam_rounds, false, options_.beam_places);
    auto backward = learn(options_.beam, options_.beam_rounds, true, options_.beam_places);
    forward.get().pack(writer, "parser.forward");
    backward.get().pack(writer, "parser.backward");
    train_labeller().pack(writer, "labeller");
    say("done");
    return writer.finish();
  }

 private:
  template <class... Args>
  void say(const char* format, Args... args) {
    std::fprintf(stderr, "%6.1f s  ", seconds() - started_);
    std::fprintf(stderr, format, args...);
    std::fputc('\n', stderr);
  }

  static std::string joined(const std::vector<std::string>& lines) {
    std::string out;
    for (const std::string& line : lines) out += line + "\n";
    return out;
  }

  static std::uint8_t number_of(std::vector<std::string>& names, std::map<std::string, int>& numbers,
                                const std::string& name) {
    const auto [at, fresh] = numbers.emplace(name, static_cast<int>(names.size()));
    if (fresh) names.push_back(name);
    if (names.size() > 250) {
      std::fprintf(stderr, "more than 250 tags or relations\n");
      std::exit(3);
    }
    return static_cast<std::uint8_t>(at->second);
  }

  void number(const Sentence& sentence) {
    if (sentence.words.empty() || sentence.words.size() > 250) return;
    Example& e = examples_.emplace_back();
    e.heads.push_back(0);
    e.relations.push_back(0);
    for (const Word& word : sentence.words) {
      e.forms.push_back(text::word_form(word.form));
      const std::string fine = options_.universal ? "_" : word.xpos;
      e.tags.push_back(number_of(tag_names_, tag_numbers_, word.upos + " " + fine));
      std::string relation = word.deprel;
      if (options_.universal) relation = relation.substr(0, relation.find(':'));
      e.relations.push_back(number_of(relation_names_, relation_numbers_, relation));
      e.heads.push_back(static_cast<std::uint16_t>(word.head));
    }
    e.words.resize(e.forms.size());
    e.guessed = e.tags;
  }

  // ---- words
  // -----------------------------------------------------------------------------------------------

  bool in_fold(std::size_t example, int fold) const {
    return fold >= 0 && static_cast<int>(example / 40 % static_cast<std::size_t>(options_.folds)) == fold;
  }

  // What is known of words from all sentences but those of the fold.
  void make_lexicon(int fold) {
    std::map<std::uint32_t, std::map<std::uint8_t, int>> counts;
    for (std::size_t i = 0; i < examples_.size(); ++i) {
      if (in_fold(i, fold)) continue;
      for (std::size_t k = 0; k < examples_[i].forms.size(); ++k)
        ++counts[examples_[i].forms[k].form][examples_[i].tags[k]];
    }
    std::map<std::string, int> sets;  // tags as characters
    lexicon_.clear();
    for (const auto& [form, tags] : counts) {
      int all = 0;
      for (const auto& [tag, count] : tags) all += count;
      if (all < 2) continue;
      std::uint32_t set = 0;
      if (all >= 3) {
        std::vector<std::pair<int, std::uint8_t>> frequent;
        for (const auto& [tag, count] : tags)
          if (count * 20 >= all) frequent.push_back({-count, tag});
        std::sort(frequent.begin(), frequent.end());
        std::string names;
        for (const auto& [count, tag] : frequent) names.push_back(static_cast<char>(tag));
        if (names.size() > 2) std::sort(names.begin() + 1, names.end());
        set =
            static_cast<std::uint32_t>(sets.emplace(names, static_cast<int>(sets.size()) + 1).first->second);
      }
      lexicon_[form] = set << 16;
    }
    for (const auto& [form, cluster] : options_.clusters) lexicon_[form] |= cluster;
    for (Example& e : examples_) {
      for (std::size_t k = 0; k < e.forms.size(); ++k) {
        const auto at = lexicon_.find(e.forms[k].form);
        e.words[k] = text::lex_word(e.forms[k], at != lexicon_.end(), at == lexicon_.end() ? 0 : at->second);
      }
    }
  }

  void write_lexicon(ModelWriter& writer) const {
    std::size_t size = 16;
    while (size * 3 < lexicon_.size() * 4) size *= 2;
    std::vector<std::uint32_t> keys(size), values(size);
    for (const auto& [form, value] : lexicon_) {
      if (form == 0) continue;
      std::size_t at = form & (size - 1);
      while (keys[at] != 0) at = (at + 1) & (size - 1);
      keys[at] = form;
      values[at] = value;
    }
    writer.add("lexicon.keys", keys);
    writer.add("lexicon.values", values);
  }

  // ---- tags
  // ------------------------------------------------------------------------------------------------

  // First over all features, then, for a model, over those that matter (see triple_trainer.h).
  std::unique_ptr<ClassTrainer> train_tagger(int fold) {
    auto trainer = std::make_unique<ClassTrainer>(tag_names_.size());
    learn_tags(*trainer, fold, fold < 0 ? 3 : options_.tag_rounds / 2 + 1);
    if (fold >= 0) return trainer;
    *trainer = trainer->reduced(options_.tag_features);
    learn_tags(*trainer, fold, options_.tag_rounds);
    return trainer;
  }

  void learn_tags(ClassTrainer& trainer, int fold, int rounds) {
    std::vector<std::uint32_t> order;
    for (std::size_t i = 0; i < examples_.size(); ++i)
      if (!in_fold(i, fold)) order.push_back(static_cast<std::uint32_t>(i));
    std::array<std::uint64_t, text::kTagFeatures> features;
    std::size_t right = 0, all = 0;
    for (int round = 0; round < rounds; ++round) {
      shuffle(order, random_);
      right = all = 0;
      for (const std::uint32_t i : order) {
        const Example& e = examples_[i];
        std::vector<std::uint8_t> tags(e.tags.size());
        for (std::size_t k = 0; k < tags.size(); ++k) {
          const std::size_t n = text::tag_features(e.words, tags.data(), k, features.data());
          tags[k] = trainer.best({features.data(), n});
          trainer.learn({features.data(), n}, e.tags[k], tags[k]);
          right += tags[k] == e.tags[k];
          ++all;
        }
      }
    }
    say("tagger %d: %.2f %% on its own sentences, %zu features", fold,
        100.0 * static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(all, 1)),
        trainer.size());
    trainer.average();
  }

  void guess_tags(ClassTrainer& tagger, Example& e) {
    std::array<std::uint64_t, text::kTagFeatures> features;
    for (std::size_t k = 0; k < e.words.size(); ++k) {
      const std::size_t n = text::tag_features(e.words, e.guessed.data(), k, features.data());
      e.guessed[k] = tagger.best({features.data(), n});
    }
  }

  // Tags as the parser will meet them: by taggers that never saw the sentence.
  void jackknife() {
    std::size_t right = 0, all = 0;
    for (int fold = 0; fold < options_.folds; ++fold) {
      make_lexicon(fold);
      const auto tagger = train_tagger(fold);
      for (std::size_t i = 0; i < examples_.size(); ++i) {
        if (!in_fold(i, fold)) continue;
        Example& e = examples_[i];
        guess_tags(*tagger, e);
        for (std::size_t k = 0; k < e.tags.size(); ++k) right += e.tags[k] == e.guessed[k];
        all += e.tags.size();
      }
    }
    if (all > 0)
      say("tags by others: %.2f %% right", 100.0 * static_cast<double>(right) / static_cast<double>(all));
  }

  // ---- trees
  // -----------------------------------------------------------------------------------------------

  static bool crosses(const std::vector<std::uint16_t>& heads, int& child) {
    const int n = static_cast<int>(heads.size()) - 1;
    int shortest = n + 1;
    for (int d = 1; d <= n; ++d) {
      const int a = std::min<int>(d, heads[static_cast<std::size_t>(d)]),
                b = std::max<int>(d, heads[static_cast<std::size_t>(d)]);
      for (int k = a + 1; k < b; ++k) {
        const int h = heads[static_cast<std::size_t>(k)];
        if ((h < a || h > b) && b - a < shortest) {
          shortest = b - a;
          child = d;
        }
      }
    }
    return shortest <= n;
  }

  // Lifts crossing arcs to the head's head, shortest first (Nivre and Nilsson, ACL 2005).
  void lift() {
    std::size_t lifted = 0;
    for (Example& e : examples_) {
      e.projective = e.heads;
      int child = 0;
      bool changed = false;
      while (crosses(e.projective, child)) {
        const std::uint16_t head = e.projective[static_cast<std::size_t>(child)];
        if (head == 0) break;
        e.projective[static_cast<std::size_t>(child)] = e.projective[head];
        changed = true;
      }
      lifted += changed;
    }
    say("%zu trees with crossing arcs", lifted);
  }

  std::vector<ParseToken> tokens_of(const Example& e) const {
    std::vector<ParseToken> tokens{text::root_token()};
    for (std::size_t k = 0; k < e.words.size(); ++k)
      tokens.push_back(text::parse_token(e.words[k], e.guessed[k]));
    tokens.push_back(text::no_token());
    return tokens;
  }

  std::vector<ParserExample> parser_examples() const {
    std::vector<ParserExample> all;
    for (const Example& e : examples_) all.push_back({tokens_of(e), e.projective});
    return all;
  }

  // ---- relations
  // -------------------------------------------------------------------------------------------

  ClassTrainer train_labeller() {
    ClassTrainer trainer(relation_names_.size());
    learn_labels(trainer, 2);
    trainer = trainer.reduced(options_.label_features);
    learn_labels(trainer, options_.label_rounds);
    return trainer;
  }

  void learn_labels(ClassTrainer& trainer, int rounds) {
    std::vector<std::uint8_t> allowed;
    for (std::size_t i = 0; i < relation_names_.size(); ++i)
      if (relation_names_[i] != "root") allowed.push_back(static_cast<std::uint8_t>(i));
    std::vector<text::Upos> upos;
    for (const std::string& name : tag_names_) upos.push_back(text::upos_of(name.substr(0, name.find(' '))));
    std::vector<std::uint32_t> order(examples_.size());
    std::iota(order.begin(), order.end(), 0u);
    std::size_t right = 0, all = 0;
    for (int round = 0; round < rounds; ++round) {
      shuffle(order, random_);
      right = all = 0;
      for (const std::uint32_t i : order) learn_labels(trainer, examples_[i], upos, allowed, right, all);
    }
    say("labeller: %.2f %%, %zu features",
        100.0 * static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(all, 1)),
        trainer.size());
    trainer.average();
  }

  void learn_labels(ClassTrainer& trainer, const Example& e, const std::vector<text::Upos>& upos,
                    const std::vector<std::uint8_t>& allowed, std::size_t& right, std::size_t& all) {
    std::array<std::uint64_t, text::kMostLabelFeatures> features;
    const std::vector<ParseToken> tokens = tokens_of(e);
    std::vector<std::uint8_t> classes(tokens.size(), text::LabelView::kOther);
    for (std::size_t k = 0; k < e.guessed.size(); ++k) classes[k + 1] = text::label_class(upos[e.guessed[k]]);
    labels_.begin(tokens, e.heads, classes, static_cast<int>(e.words.size()));
    for (const int d : labels_.order()) {
      const auto at = static_cast<std::size_t>(d);
      std::uint8_t guess = e.relations[at];
      if (e.heads[at] != 0) {
        const std::size_t n = labels_.features(d, features.data());
        guess = trainer.best({features.data(), n}, allowed);
        trainer.learn({features.data(), n}, e.relations[at], guess);
        right += guess == e.relations[at];
        ++all;
      }
      labels_.set(d, guess);
    }
  }

  const SyntaxOptions& options_;
  std::mt19937 random_;
  double started_;
  std::vector<Example> examples_;
  std::vector<std::string> tag_names_, relation_names_;
  std::map<std::string, int> tag_numbers_, relation_numbers_;
  std::map<std::uint32_t, std::uint32_t> lexicon_;
  text::LabelView labels_;
};

}  // namespace

std::string train_syntax(std::vector<Sentence> sentences, const SyntaxOptions& options) {
  return Trainer(std::move(sentences), options).train();
}

}  // namespace clew::training
