#include "text/syntax.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/embedded_models.h"

namespace clew::text {
namespace {

constexpr std::size_t kMostWords = 30000;
/// Found on the development set.
constexpr Vote kGreedyVote{.width = 1, .weight = 32, .half = 200},
    kBeamVote{.width = 8, .weight = 16, .half = 200};

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    lines.push_back(text.substr(0, text.find('\n')));
    text.remove_prefix(std::min(text.size(), lines.back().size() + 1));
  }
  return lines;
}

}  // namespace

std::uint8_t label_class(Upos upos) {
  switch (upos) {
    case Upos::aux:
      return LabelView::kAuxiliary;
    case Upos::verb:
      return LabelView::kVerb;
    case Upos::punct:
      return LabelView::kComma;
    case Upos::adp:
    case Upos::sconj:
    case Upos::cconj:
      return LabelView::kFunction;
    default:
      return LabelView::kOther;
  }
}

Result<Syntax> Syntax::open(ModelFile model) {
  Syntax syntax;
  syntax.lexicon_ = TRY(Lexicon::open(model));
  syntax.tagger_ = TRY(Tagger::open(model));
  syntax.greedy_ = TRY(Parser::open(model, "parser.greedy", false));
  syntax.forward_ = TRY(Parser::open(model, "parser.forward", false));
  syntax.backward_ = TRY(Parser::open(model, "parser.backward", true));
  syntax.relations_ = lines_of(TRY(model.text("relations")));
  const auto root = std::find(syntax.relations_.begin(), syntax.relations_.end(), "root");
  if (root == syntax.relations_.end() || syntax.relations_.size() > 250)
    return model.wrong("relations", "is broken");
  syntax.root_ = static_cast<std::uint8_t>(root - syntax.relations_.begin());
  syntax.labeller_ = TRY(ClassTable::open(model, "labeller", syntax.relations_.size()));
  syntax.model_ = std::move(model);
  return syntax;
}

Result<Syntax> Syntax::open_embedded(std::string_view language) {
  return open(TRY(open_embedded_model("syntax-" + std::string(language))));
}

void Syntax::tag(std::span<const std::string_view> words, SyntaxScratch& s,
                 std::vector<SyntaxNode>& nodes) const {
  nodes.assign(words.size(), {});
  s.words.clear();
  for (const std::string_view word : words.first(std::min(words.size(), kMostWords)))
    s.words.push_back(lexicon_.look_up(word));
  s.tags.assign(s.words.size(), 0);
  tagger_.tag(s.words, s.tags.data());
  for (std::size_t i = 0; i < s.words.size(); ++i) {
    nodes[i].tag = s.tags[i];
    nodes[i].upos = tagger_.upos(s.tags[i]);
  }
}

void Syntax::parse(std::span<const std::string_view> words, ParseMode mode, SyntaxScratch& s,
                   std::vector<SyntaxNode>& nodes) const {
  tag(words, s, nodes);
  if (words.empty()) return;
  const std::size_t n = s.words.size();
  s.tokens.assign(1, root_token());
  s.classes.assign(n + 2, LabelView::kOther);
  for (std::size_t i = 0; i < n; ++i) {
    s.tokens.push_back(parse_token(s.words[i], s.tags[i]));
    s.classes[i + 1] = label_class(nodes[i].upos);
  }
  s.tokens.push_back(no_token());
  s.heads.assign(n + 2, 0);
  if (mode == ParseMode::fast) {
    greedy_.parse(s.tokens, 1, s.parser, s.heads.data());
  } else {
    s.trees.heads.clear();
    s.trees.weights.clear();
    greedy_.parse_all(s.tokens, kGreedyVote, s.parser, s.trees);
    forward_.parse_all(s.tokens, kBeamVote, s.parser, s.trees);
    backward_.parse_all(s.tokens, kBeamVote, s.parser, s.trees);
    best_of(s.trees, static_cast<int>(n), s.heads.data());
  }
  label(s, nodes);
  for (std::size_t i = n; i < nodes.size(); ++i) nodes[i].head = 0;
}

void Syntax::label(SyntaxScratch& s, std::vector<SyntaxNode>& nodes) const {
  std::array<std::uint64_t, kMostLabelFeatures> features;
  std::array<std::int32_t, 256> scores;
  const auto count = static_cast<std::ptrdiff_t>(relations_.size());
  const int n = static_cast<int>(s.words.size());
  s.labels.begin(s.tokens, s.heads, s.classes, n);
  for (const int d : s.labels.order()) {
    const auto i = static_cast<std::size_t>(d) - 1;
    nodes[i].head = static_cast<std::int32_t>(s.heads[i + 1]) - 1;
    std::uint8_t best = root_;
    if (nodes[i].head >= 0) {
      std::fill_n(scores.begin(), count, 0);
      const std::size_t k = s.labels.features(d, features.data());
      labeller_.add({features.data(), k}, scores.data());
      scores[root_] = INT32_MIN;
      best = static_cast<std::uint8_t>(std::max_element(scores.begin(), scores.begin() + count) -
                                       scores.begin());
    }
    s.labels.set(d, best);
    nodes[i].relation = best;
  }
}

const Syntax* embedded_syntax(std::string_view language) {
  const auto open = [](std::string_view name) -> std::optional<Syntax> {
    auto opened = Syntax::open_embedded(name);
    if (!opened) return std::nullopt;
    return std::move(*opened);
  };
  static constexpr auto pointer = [](const std::optional<Syntax>& syntax) {
    return syntax ? &*syntax : nullptr;
  };
  if (language == "en") {
    static const std::optional<Syntax> english = open("en");
    return pointer(english);
  }
  if (language == "fa") {
    static const std::optional<Syntax> persian = open("fa");
    return pointer(persian);
  }
  return nullptr;
}

}  // namespace clew::text
