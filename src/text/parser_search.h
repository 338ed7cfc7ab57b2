// text/parser_search.h - arc-hybrid transitions and beam search, for any scorer.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "text/parser_features.h"

namespace clew::text {

/// The stacks of all parses of one sentence, and the moves between states.
class ParseSpace {
 public:
  /// `tokens`: root, n words, none. REQUIRES: n < 32,000.
  void begin(const ParseToken* tokens, int n) {
    tokens_ = tokens;
    n_ = n;
    none_ = static_cast<std::int16_t>(n + 1);
    items_.clear();
    items_.push_back({0, none_, none_, none_, none_, 0, 0, -1});
  }
  ParseState start() const { return {0, 1, none_, none_, 0}; }
  bool over(const ParseState& s) const {
    return s.next > n_ && items_[static_cast<std::size_t>(s.top)].below < 0;
  }
  /// Bit t is set when transition t can be taken. One word hangs on the root, and only when all else is done.
  unsigned possible(const ParseState& s) const {
    const StackItem& top = items_[static_cast<std::size_t>(s.top)];
    const bool words = s.next <= n_;
    unsigned mask = words ? 1u << kShift : 0u;
    if (words && top.token != 0) mask |= 1u << kLeft;
    if (top.below >= 0 && (!words || items_[static_cast<std::size_t>(top.below)].token != 0))
      mask |= 1u << kRight;
    return mask;
  }
  ParseView view(const ParseState& s) const {
    ParseView v;
    v.t = tokens_;
    v.none = none_;
    v.s0 = items_[static_cast<std::size_t>(s.top)];
    v.s2 = none_;
    if (v.s0.below >= 0) {
      v.s1 = items_[static_cast<std::size_t>(v.s0.below)];
      if (v.s1.below >= 0) v.s2 = items_[static_cast<std::size_t>(v.s1.below)].token;
    } else {
      v.s1 = {none_, none_, none_, none_, none_, 0, 0, -1};
    }
    v.b0 = std::min<int>(s.next, none_);
    v.b1 = std::min<int>(s.next + 1, none_);
    v.b2 = std::min<int>(s.next + 2, none_);
    v.b3 = std::min<int>(s.next + 3, none_);
    v.bl1 = s.l1;
    v.bl2 = s.l2;
    v.bleft = s.left;
    return v;
  }
  int stack_token(const ParseState& s) const { return items_[static_cast<std::size_t>(s.top)].token; }
  int below_token(const ParseState& s) const {
    const std::int32_t below = items_[static_cast<std::size_t>(s.top)].below;
    return below < 0 ? -1 : items_[static_cast<std::size_t>(below)].token;
  }

  ParseState move(const ParseState& s, Transition t) {
    ParseState to = s;
    const StackItem top = items_[static_cast<std::size_t>(s.top)];
    switch (t) {
      case kShift:
        items_.push_back({s.next, s.l1, s.l2, none_, none_, s.left, 0, s.top});
        to.top = static_cast<std::int32_t>(items_.size()) - 1;
        to.next = static_cast<std::int16_t>(s.next + 1);
        to.l1 = to.l2 = none_;
        to.left = 0;
        break;
      case kLeft:
        to.l2 = s.l1;
        to.l1 = top.token;
        to.left = static_cast<std::uint8_t>(std::min(s.left + 1, 200));
        to.top = top.below;
        break;
      case kRight: {
        StackItem head = items_[static_cast<std::size_t>(top.below)];
        head.r2 = head.r1;
        head.r1 = top.token;
        head.right = static_cast<std::uint8_t>(std::min(head.right + 1, 200));
        items_.push_back(head);
        to.top = static_cast<std::int32_t>(items_.size()) - 1;
        break;
      }
    }
    return to;
  }

 private:
  const ParseToken* tokens_ = nullptr;
  int n_ = 0;
  std::int16_t none_ = 0;
  std::vector<StackItem> items_;
};

/// A state in the beam, and how it was come to.
struct BeamState {
  ParseState state;
  std::int64_t score = 0;
  std::int32_t from = -1;  ///< index of the state before it
  Transition by = kShift;
};

/// Beam search. All states ever kept stay in `states()`, step by step, so that paths can be followed back.
class BeamSearch {
 public:
  /// Takes 2n steps; `score` gives three numbers for features. After each step `seen(step, best_index)` may
  /// end it by false. Ties go to the state that came first. Returns the index of the best state of the last
  /// step.
  template <class Score, class Seen>
  std::int32_t run(ParseSpace& space, int n, int width, Score&& score, Seen&& seen) {
    states_.clear();
    states_.push_back({space.start(), 0, -1, kShift});
    last_step_ = 0;
    std::size_t from = 0, to = 1;
    std::int32_t best = 0;
    for (int step = 0; step < 2 * n; ++step) {
      candidates_.clear();
      for (std::size_t i = from; i < to; ++i) {
        const BeamState& b = states_[i];
        const unsigned mask = space.possible(b.state);
        std::int64_t scores[3] = {0, 0, 0};
        if ((mask & (mask - 1)) != 0 || width > 1) score(space.view(b.state), scores);
        for (int t = 0; t < 3; ++t)
          if (mask >> t & 1)
            candidates_.push_back(
                {b.score + scores[t], static_cast<std::int32_t>(i), static_cast<Transition>(t)});
      }
      const auto better = [](const Candidate& a, const Candidate& b) {
        return a.score != b.score ? a.score > b.score : a.from != b.from ? a.from < b.from : a.by < b.by;
      };
      if (candidates_.size() > static_cast<std::size_t>(width)) {
        std::nth_element(candidates_.begin(), candidates_.begin() + width - 1, candidates_.end(), better);
        candidates_.resize(static_cast<std::size_t>(width));
      }
      best = static_cast<std::int32_t>(states_.size());
      std::int32_t top = best;
      for (const Candidate& c : candidates_) {
        states_.push_back(
            {space.move(states_[static_cast<std::size_t>(c.from)].state, c.by), c.score, c.from, c.by});
        const auto here = static_cast<std::int32_t>(states_.size()) - 1;
        if (here != top) {
          const BeamState& leader = states_[static_cast<std::size_t>(top)];
          if (better({c.score, c.from, c.by}, {leader.score, leader.from, leader.by})) top = here;
        }
      }
      best = top;
      from = to;
      to = states_.size();
      last_step_ = static_cast<std::int32_t>(from);
      if (!seen(step, best)) break;
    }
    return best;
  }
  const std::vector<BeamState>& states() const { return states_; }
  /// Index of the first state of the last step; the others follow it.
  std::int32_t last_step() const { return last_step_; }

 private:
  struct Candidate {
    std::int64_t score;
    std::int32_t from;
    Transition by;
  };
  std::int32_t last_step_ = 0;
  std::vector<BeamState> states_;
  std::vector<Candidate> candidates_;
};

}  // namespace clew::text
