// text/label_features.h - what tells the relation between a word and its head, once the tree is known.
// Training and reading share it; models depend on it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "text/features.h"
#include "text/parser_features.h"

namespace clew::text {

inline constexpr std::size_t kMostLabelFeatures = 80;
inline constexpr std::uint8_t kNoLabel = 255;

/// A tree with what the features ask of it; tokens as the parser has them (0: root, n + 1: none).
class LabelView {
 public:
  /// `heads[i]` of token i, 1..n. `classes[i]`: what kind of word token i is.
  enum Class : std::uint8_t { kOther, kFunction, kAuxiliary, kComma, kVerb };

  void begin(std::span<const ParseToken> tokens, std::span<const std::uint16_t> heads,
             std::span<const std::uint8_t> classes, int n) {
    t_ = tokens.data();
    heads_ = heads.data();
    classes_ = classes.data();
    n_ = n;
    const auto size = static_cast<std::size_t>(n) + 2;
    first_.assign(size, n + 1);
    last_.assign(size, n + 1);
    next_.assign(size, n + 1);
    before_.assign(size, n + 1);
    auxiliary_.assign(size, n + 1);
    labels_.assign(size, kNoLabel);
    seen_.assign(size, 0);
    for (int i = 1; i <= n; ++i) {
      const std::size_t h = heads[at(i)];
      if (first_[h] == n + 1) first_[h] = i;
      if (last_[h] != n + 1) {
        next_[at(last_[h])] = i;
        before_[at(i)] = last_[h];
      }
      last_[h] = i;
      if (classes[at(i)] == kAuxiliary) auxiliary_[h] = i;
    }
  }

  /// Tokens in the order in which they are to be labelled: heads before children, children left to right.
  const std::vector<int>& order() {
    order_.clear();
    order_.push_back(0);
    for (std::size_t k = 0; k < order_.size(); ++k)
      for (int c = first_[at(order_[k])]; c <= n_; c = next_[at(c)]) order_.push_back(c);
    order_.erase(order_.begin());
    return order_;
  }

  void set(int d, std::uint8_t label) {
    labels_[at(d)] = label;
    seen_[heads_[at(d)]] |= std::uint64_t{1} << (label & 63);
  }
  std::uint8_t label(int d) const { return labels_[at(d)]; }

  std::size_t features(int d, std::uint64_t* out) const {
    const int none = n_ + 1, h = heads_[at(d)], g = h == 0 ? none : heads_[at(h)];
    const int fc = first_[at(d)], lc = last_[at(d)], sib = before_[at(d)], nsib = next_[at(d)],
              aux = auxiliary_[at(h)];
    const int fc2 = fc == none ? none : next_[at(fc)], hfc = first_[at(h)];
    const int pv = d > 1 ? d - 1 : none, nx = d + 1;
    const ParseToken &D = t_[d], &H = t_[h], &G = t_[g], &F = t_[fc], &L = t_[lc], &S = t_[sib],
                     &N = t_[nsib];
    const ParseToken &P = t_[pv], &X = t_[nx], &A = t_[aux], &F2 = t_[fc2], &HF = t_[hfc];
    const bool right = h < d;
    const int gap = std::abs(d - h);
    const std::uint64_t dir = right, dist = static_cast<std::uint64_t>(gap <= 3    ? gap
                                                                       : gap <= 6  ? 4
                                                                       : gap <= 10 ? 5
                                                                                   : 6) *
                                                2 +
                                            dir;
    const std::uint64_t hl = h == 0 ? 200 : labels_[at(h)], sl = sib == none ? 201 : labels_[at(sib)];
    const bool f_left = fc != none && fc < d, s_left = sib != none && sib < h;
    int verbs = 0, commas = 0;
    for (int i = std::min(d, h) + 1; i < std::max(d, h) && i - std::min(d, h) < 24; ++i) {
      verbs += classes_[i] == kVerb;
      commas += classes_[i] == kComma;
    }
    const auto between = static_cast<std::uint64_t>(std::min(verbs, 2) * 3 + std::min(commas, 2));
    std::uint64_t* p = out;
    std::uint64_t n = 0;
    const auto put = [&](auto... values) { *p++ = feature(n++, values...); };
    put(0);
    put(dist);
    put(D.w);
    put(D.p, dir);
    put(D.c, dir);
    put(D.w, dist);
    put(H.p, D.p, dir);
    put(H.w, D.w, dir);
    put(H.w, D.p, dir);
    put(H.p, D.w, dir);
    put(H.c, D.c, dir);
    put(H.c, D.p, dir);
    put(H.p, D.c, dir);
    put(H.w, D.c, dir);
    put(H.p, D.p, dist);
    put(H.w, dir);
    put(H.p, dist);
    put(H.p, D.p, between, dir);
    put(D.p, between);
    put(H.u, D.u, dist);
    put(F.w, D.p, dir, f_left);
    put(F.p, D.p, dir, f_left);
    put(F.w, D.w);
    put(F.w, D.p, H.p, dir);
    put(F.w, H.w, D.p);
    put(F.p, D.p, H.p, dist);
    put(F.w, D.c, H.c, dir);
    put(F.p, F2.p, D.p, H.p);
    put(F.w, F2.w, D.p);
    put(F2.w, D.p, dir);
    put(L.p, D.p, H.p);
    put(L.w, D.p);
    put(F.p, L.p, D.p, dir);
    put(P.p, D.p, H.p);
    put(P.w, D.p);
    put(X.p, D.p, H.p);
    put(X.w, D.p);
    put(P.p, D.p, X.p, dir);
    put(P.w, D.w);
    put(D.w, X.w);
    put(G.p, H.p, D.p, dir);
    put(G.w, H.w, D.w);
    put(hl, D.p, dir);
    put(hl, H.p, D.p, dir);
    put(hl, D.w, H.p);
    put(hl, F.w, D.p);
    put(S.p, D.p, H.p, s_left);
    put(sl, D.p, dir, s_left);
    put(sl, H.p, D.p, dir);
    put(sl, H.w, D.p, dir);
    put(sl, D.w, dir);
    put(S.w, D.p, H.p);
    put(N.p, D.p, H.p, dir);
    put(N.w, D.p, dir);
    put(sl, N.p, D.p, dir);
    put(seen_[at(h)], D.p, dir);
    put(seen_[at(h)], H.w, D.p, dir);
    put(seen_[at(h)], F.w, D.p, dir);
    put(A.w, H.p, D.p, dir);
    put(A.w, A.p, H.p, D.w);
    put(aux == none, H.p, D.p, dir);
    put(HF.w, H.p, D.p, dir);
    put(sib == none, nsib == none, D.p, H.p, dir);
    put(F.w, F.p, L.p, dist);
    put(D.w, H.p, sib == none, nsib == none);
    put(D.w, hl, dir);
    put(F.w, sl, D.p, dir);
    return static_cast<std::size_t>(p - out);
  }

 private:
  static std::size_t at(int i) { return static_cast<std::size_t>(i); }

  const ParseToken* t_ = nullptr;
  const std::uint16_t* heads_ = nullptr;
  const std::uint8_t* classes_ = nullptr;
  int n_ = 0;
  std::vector<int> first_, last_, next_, before_, auxiliary_, order_;
  std::vector<std::uint8_t> labels_;
  std::vector<std::uint64_t> seen_;
};

}  // namespace clew::text
