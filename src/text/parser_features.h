// text/parser_features.h - the parser's stack and what it looks at before a transition. Training and reading
// share it; models depend on it. After Zhang and Nivre (ACL 2011), for the arc-hybrid system (Kuhlmann,
// Gomez-Rodriguez and Satta, ACL 2011), with word clusters.
#pragma once

#include <algorithm>
#include <cstdint>

#include "text/features.h"

namespace clew::text {

/// A word for the parser: hashes of its form, tag, cluster and wide cluster. Index 0 is the root, 1..n the
/// words, n + 1 stands for "none".
struct ParseToken {
  std::uint64_t w = 0, p = 0, c = 0, u = 0;
};

/// A word on the stack with the children it has; indices of tokens. Items are never changed: a stack is
/// shared by all that grew from it.
struct StackItem {
  std::int16_t token = 0;
  std::int16_t l1 = 0, l2 = 0, r1 = 0, r2 = 0;  ///< outermost and next children at its left and right
  std::uint8_t left = 0, right = 0;             ///< how many
  std::int32_t below = -1;                      ///< index of the next item, -1: none
};

/// Where a parse stands: its stack, the first word not yet read, and that word's left children.
struct ParseState {
  std::int32_t top = 0;
  std::int16_t next = 1;
  std::int16_t l1 = 0, l2 = 0;
  std::uint8_t left = 0;
};

enum Transition : std::uint8_t { kShift = 0, kLeft = 1, kRight = 2 };

inline constexpr std::size_t kMostParserFeatures = 140;

/// What the features see of a state.
struct ParseView {
  const ParseToken* t;
  int none;
  StackItem s0, s1;
  int s2;
  int b0, b1, b2, b3;
  int bl1, bl2, bleft;
};

inline std::size_t parser_features(const ParseView& v, std::uint64_t* out) {
  const auto distance = [](int d) -> std::uint64_t {
    return d <= 4 ? static_cast<std::uint64_t>(d) : d <= 6 ? 5 : d <= 10 ? 6 : 7;
  };
  const ParseToken &s0 = v.t[v.s0.token], &s1 = v.t[v.s1.token], &s2 = v.t[v.s2];
  const ParseToken &b0 = v.t[v.b0], &b1 = v.t[v.b1], &b2 = v.t[v.b2], &b3 = v.t[v.b3];
  const ParseToken &s0l = v.t[v.s0.l1], &s0l2 = v.t[v.s0.l2], &s0r = v.t[v.s0.r1], &s0r2 = v.t[v.s0.r2];
  const ParseToken &s1l = v.t[v.s1.l1], &s1r = v.t[v.s1.r1], &s1r2 = v.t[v.s1.r2];
  const ParseToken &b0l = v.t[v.bl1], &b0l2 = v.t[v.bl2];
  const ParseToken& last = v.t[v.b0 > 1 ? v.b0 - 1 : 0];  // the word just read
  const std::uint64_t d0 = distance(v.b0 - v.s0.token),
                      d1 = v.s1.token == v.none ? 9 : distance(v.s0.token - v.s1.token);
  std::uint64_t* p = out;
  std::uint64_t n = 0;
  const auto put = [&](auto... values) { *p++ = feature(n++, values...); };
  put(0);
  for (const ParseToken* x : {&s0, &s1, &b0, &b1}) {
    put(x->w);
    put(x->p);
    put(x->w, x->p);
    put(x->c);
    put(x->c, x->p);
  }
  put(s2.p);
  put(s2.w, s2.p);
  put(b2.p);
  put(b2.w);
  put(b3.p);
  put(last.p);
  put(last.w);
  put(b2.u);
  put(s2.u);
  // Pairs.
  put(s0.w, s0.p, b0.w, b0.p);
  put(s0.w, s0.p, b0.p);
  put(s0.p, b0.w, b0.p);
  put(s0.w, b0.w);
  put(s0.p, b0.p);
  put(s0.c, b0.c);
  put(s0.u, b0.u);
  put(s0.c, b0.p);
  put(s0.p, b0.c);
  put(s0.w, b0.c);
  put(s0.c, b0.w);
  put(s1.w, s1.p, s0.w, s0.p);
  put(s1.w, s1.p, s0.p);
  put(s1.p, s0.w, s0.p);
  put(s1.w, s0.w);
  put(s1.p, s0.p);
  put(s1.c, s0.c);
  put(s1.u, s0.u);
  put(s1.c, s0.p);
  put(s1.p, s0.c);
  put(s1.w, s0.c);
  put(s1.c, s0.w);
  put(s1.p, b0.p);
  put(s1.w, b0.p);
  put(s1.p, b0.w);
  put(s1.w, b0.w);
  put(s1.c, b0.c);
  put(b0.p, b1.p);
  put(b0.w, b1.w);
  put(b0.w, b1.p);
  put(b0.p, b1.w);
  put(b0.c, b1.c);
  put(s0.p, b1.p);
  put(s0.w, b1.p);
  put(s0.p, b1.w);
  put(s0.w, b1.w);
  put(last.p, b0.p);
  put(last.p, s0.p, b0.p);
  // Triples.
  put(b0.p, b1.p, b2.p);
  put(s0.p, b0.p, b1.p);
  put(s0.w, b0.p, b1.p);
  put(s0.p, b0.w, b1.p);
  put(s0.p, b0.p, b1.w);
  put(s0.u, b0.u, b1.u);
  put(s0.p, b0.p, b1.p, b2.p);
  put(s1.p, s0.p, b0.p);
  put(s1.w, s0.p, b0.p);
  put(s1.p, s0.w, b0.p);
  put(s1.p, s0.p, b0.w);
  put(s1.u, s0.u, b0.u);
  put(s1.p, s0.p, b0.p, b1.p);
  put(s2.p, s1.p, s0.p);
  put(s2.p, s1.p, s0.p, b0.p);
  put(s1.p, b0.p, b1.p);
  put(s1.w, s0.w, b0.w);
  // Children.
  put(s0.p, s0l.p);
  put(s0.w, s0l.w);
  put(s0.p, s0r.p);
  put(s0.w, s0r.w);
  put(s1.p, s1r.p);
  put(s1.p, s1l.p);
  put(b0.p, b0l.p);
  put(b0.w, b0l.w);
  put(s0.p, s0l.p, b0.p);
  put(s0.p, s0l.w, b0.p);
  put(s0.p, s0r.p, b0.p);
  put(s0.p, s0r.w, b0.p);
  put(s0.p, b0.p, b0l.p);
  put(s0.p, b0.p, b0l.w);
  put(s1.p, s0.p, s0l.p);
  put(s1.p, s0.p, s0l.w);
  put(s1.p, s0.p, s0r.p);
  put(s1.p, s0.p, s0r.w);
  put(s1.p, s1r.p, s0.p);
  put(s1.p, s1r.w, s0.p);
  put(s1.p, s1l.p, s0.p);
  put(s1.p, s1l.w, s0.p);
  put(s1.w, s0.w, s0l.w);
  put(s0.p, s0l.p, s0l2.p);
  put(s0.p, s0r.p, s0r2.p);
  put(s1.p, s1r.p, s1r2.p);
  put(b0.p, b0l.p, b0l2.p);
  put(s1.p, s1l.p, s0.p, b0.p);
  put(s0.p, s0l.p, s0r.p, b0.p);
  // Distances and numbers of children.
  put(d0, s0.p, b0.p);
  put(d0, s0.w);
  put(d0, b0.w);
  put(d0, s0.p);
  put(d0, b0.p);
  put(d1, s1.p, s0.p);
  put(d1, s1.w);
  put(d1, s0.w);
  put(d1, s1.p, s0.p, b0.p);
  const auto few = [](int k) { return static_cast<std::uint64_t>(std::min(k, 3)); };
  put(s0.w, few(v.s0.left));
  put(s0.p, few(v.s0.left));
  put(s0.w, few(v.s0.right) + 8);
  put(s0.p, few(v.s0.right) + 8);
  put(s1.w, few(v.s1.right));
  put(s1.p, few(v.s1.right));
  put(s1.p, few(v.s1.left) + 8);
  put(b0.w, few(v.bleft));
  put(b0.p, few(v.bleft));
  return static_cast<std::size_t>(p - out);
}

}  // namespace clew::text
