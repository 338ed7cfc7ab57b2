#include "training/parser_trainer.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <numeric>
#include <random>

#include "text/parser_search.h"

namespace clew::training {
namespace {

using text::ParseToken;

class Trainer {
 public:
  Trainer(const std::vector<ParserExample>& examples, const ParserOptions& options)
      : examples_(examples), options_(options), random_(options.seed) {}

  void train(TripleTrainer& trainer) {
    std::vector<std::uint32_t> order(examples_.size());
    std::iota(order.begin(), order.end(), 0u);
    for (int round = 0; round < options_.rounds; ++round) {
      shuffle(order, random_);
      right_ = all_ = 0;
      for (const std::uint32_t i : order) learn(trainer, examples_[i], round);
      std::fprintf(stderr, "  parser %s, beam %d, round %d: %.2f %% of steps right, %zu features, %zu lost\n",
                   options_.mirror ? "backward" : "forward", options_.width, round + 1,
                   100.0 * static_cast<double>(right_) / static_cast<double>(std::max<std::size_t>(all_, 1)),
                   trainer.size(), trainer.lost());
    }
    trainer.average();
  }

 private:
  void learn(TripleTrainer& trainer, const ParserExample& example, int round) {
    std::vector<ParseToken> tokens = example.tokens;
    std::vector<std::uint16_t> heads = example.heads;
    if (options_.mirror) {
      std::reverse(tokens.begin() + 1, tokens.end() - 1);
      const auto n = static_cast<std::uint16_t>(heads.size() - 1);
      std::reverse(heads.begin() + 1, heads.end());
      for (std::size_t k = 1; k < heads.size(); ++k)
        if (heads[k] != 0) heads[k] = static_cast<std::uint16_t>(n + 1 - heads[k]);
    }
    if (options_.width == 1) {
      learn_greedy(trainer, tokens, heads, round);
    } else {
      learn_beam(trainer, tokens, heads, options_.width);
    }
  }

  /// The gold transition of a state on the gold path.
  static text::Transition oracle(const text::ParseSpace& space, const text::ParseState& s,
                                 const std::vector<std::uint16_t>& heads,
                                 const std::vector<std::uint16_t>& last_child) {
    const int top = space.stack_token(s), below = space.below_token(s),
              n = static_cast<int>(heads.size()) - 1;
    if (top != 0 && s.next <= n && heads[static_cast<std::size_t>(top)] == s.next) return text::kLeft;
    if (below >= 0 && top != 0 && heads[static_cast<std::size_t>(top)] == below &&
        last_child[static_cast<std::size_t>(top)] < s.next && (below != 0 || s.next > n))
      return text::kRight;
    return s.next <= n ? text::kShift : text::kRight;
  }

  static std::vector<std::uint16_t> last_children(const std::vector<std::uint16_t>& heads) {
    std::vector<std::uint16_t> last(heads.size(), 0);
    for (std::size_t d = 1; d < heads.size(); ++d) last[heads[d]] = static_cast<std::uint16_t>(d);
    return last;
  }

  // Cost of each transition: arcs of the gold tree that it makes impossible (Goldberg and Nivre, TACL 2013).
  static std::array<int, 3> costs(const text::ParseState& s, const std::vector<int>& stack,
                                  const std::vector<std::uint16_t>& heads) {
    const int n = static_cast<int>(heads.size()) - 1, b = s.next;
    std::array<int, 3> cost{};
    const auto head = [&](int i) { return static_cast<int>(heads[static_cast<std::size_t>(i)]); };
    const int top = stack.back();
    const int below = stack.size() > 1 ? stack[stack.size() - 2] : -1;
    if (top != 0) {
      int children = 0;  // of top, not yet read
      for (int k = b; k <= n; ++k) children += head(k) == top;
      cost[text::kLeft] = children + (head(top) > b || head(top) == below);
      cost[text::kRight] = children + (head(top) >= b);
    }
    if (b <= n) {
      for (std::size_t k = 0; k + 1 < stack.size(); ++k) cost[text::kShift] += head(b) == stack[k];
      for (const int k : stack) cost[text::kShift] += k != 0 && head(k) == b;
    }
    return cost;
  }

  void learn_greedy(TripleTrainer& trainer, const std::vector<ParseToken>& tokens,
                    const std::vector<std::uint16_t>& heads, int round) {
    const int n = static_cast<int>(heads.size()) - 1;
    space_.begin(tokens.data(), n);
    text::ParseState s = space_.start();
    std::vector<int> stack{0};
    std::array<std::uint64_t, text::kMostParserFeatures> features;
    while (!space_.over(s)) {
      const unsigned mask = space_.possible(s);
      const std::size_t count = text::parser_features(space_.view(s), features.data());
      std::int64_t scores[3];
      trainer.score({features.data(), count}, scores);
      const std::array<int, 3> cost = costs(s, stack, heads);
      int guess = -1, gold = -1, least = 1 << 20;
      for (int t = 0; t < 3; ++t)
        if (mask >> t & 1) least = std::min(least, cost[static_cast<std::size_t>(t)]);
      for (int t = 0; t < 3; ++t) {
        if (!(mask >> t & 1)) continue;
        if (guess < 0 || scores[t] > scores[guess]) guess = t;
        if (cost[static_cast<std::size_t>(t)] == least && (gold < 0 || scores[t] > scores[gold])) gold = t;
      }
      trainer.step();
      ++all_;
      right_ += guess == gold;
      if (cost[static_cast<std::size_t>(guess)] > least) {
        trainer.add({features.data(), count}, gold, 1);
        trainer.add({features.data(), count}, guess, -1);
      }
      // Errors are followed most of the time once the parser knows something.
      const int next = round >= 1 && random_() % 10 < 9 ? guess : gold;
      if (next == text::kShift)
        stack.push_back(s.next);
      else
        stack.pop_back();
      s = space_.move(s, static_cast<text::Transition>(next));
    }
  }

  // Largest violation (Huang, Fayong and Guo, NAACL 2012).
  void learn_beam(TripleTrainer& trainer, const std::vector<ParseToken>& tokens,
                  const std::vector<std::uint16_t>& heads, int width) {
    const int n = static_cast<int>(heads.size()) - 1;
    space_.begin(tokens.data(), n);
    std::array<std::uint64_t, text::kMostParserFeatures> features;
    const auto score = [&](const text::ParseView& view, std::int64_t* scores) {
      const std::size_t count = text::parser_features(view, features.data());
      trainer.score({features.data(), count}, scores);
    };
    const std::vector<std::uint16_t> last = last_children(heads);
    gold_.clear();
    text::ParseState s = space_.start();
    std::int64_t gold_score = 0, worst = 0;
    int worst_step = -1;
    std::int32_t worst_state = -1;
    const auto seen = [&](int step, std::int32_t best) {
      const text::Transition t = oracle(space_, s, heads, last);
      std::int64_t scores[3];
      score(space_.view(s), scores);
      gold_score += scores[t];
      gold_.push_back({s, t});
      s = space_.move(s, t);
      const std::int64_t ahead = search_.states()[static_cast<std::size_t>(best)].score - gold_score;
      bool same =
          search_.states()[static_cast<std::size_t>(best)].by == t;  // the same path has the same score
      ++all_;
      right_ += ahead == 0 && same;
      if (ahead > worst || (worst_step < 0 && ahead >= worst && step + 1 == 2 * n && !path_is_gold(best))) {
        worst = ahead;
        worst_step = step;
        worst_state = best;
      }
      return true;
    };
    search_.run(space_, n, width, score, seen);
    trainer.step();
    if (worst_step < 0) return;
    // Both paths up to the step; what they share cancels out and is left away.
    std::vector<const text::BeamState*> path;
    const auto& states = search_.states();
    for (std::int32_t at = worst_state; states[static_cast<std::size_t>(at)].from >= 0;
         at = states[static_cast<std::size_t>(at)].from)
      path.push_back(&states[static_cast<std::size_t>(at)]);
    std::reverse(path.begin(), path.end());
    std::size_t k = 0;
    while (k < path.size() && path[k]->by == gold_[k].by) ++k;
    for (; k < path.size(); ++k) {
      std::size_t count = text::parser_features(space_.view(gold_[k].state), features.data());
      trainer.add({features.data(), count}, gold_[k].by, 1);
      count = text::parser_features(space_.view(states[static_cast<std::size_t>(path[k]->from)].state),
                                    features.data());
      trainer.add({features.data(), count}, path[k]->by, -1);
    }
  }

  bool path_is_gold(std::int32_t at) const {
    const auto& states = search_.states();
    std::size_t k = gold_.size();
    for (; states[static_cast<std::size_t>(at)].from >= 0; at = states[static_cast<std::size_t>(at)].from)
      if (k == 0 || gold_[--k].by != states[static_cast<std::size_t>(at)].by) return false;
    return true;
  }

  const std::vector<ParserExample>& examples_;
  const ParserOptions& options_;
  std::mt19937 random_;
  text::ParseSpace space_;
  text::BeamSearch search_;
  struct Step {
    text::ParseState state;
    text::Transition by;
  };
  std::vector<Step> gold_;
  std::size_t right_ = 0, all_ = 0;
};

}  // namespace

void shuffle(std::vector<std::uint32_t>& order, std::mt19937& random) {
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
}

TripleTrainer train_parser(const std::vector<ParserExample>& examples, const ParserOptions& options) {
  ParserOptions scout = options;
  scout.width = 1;
  scout.rounds = options.scout_rounds;
  TripleTrainer all(options.bits);
  Trainer(examples, scout).train(all);
  TripleTrainer trainer = all.reduced(options.places);
  all = TripleTrainer(1);
  Trainer(examples, options).train(trainer);
  return trainer;
}

}  // namespace clew::training
