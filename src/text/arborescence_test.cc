#include "text/arborescence.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace clew::text {
namespace {

// The largest weight of any tree with one word at the root, by trying all.
std::int64_t by_trying(int n, const std::vector<Arc>& arcs) {
  std::vector<std::vector<Arc>> into(static_cast<std::size_t>(n) + 1);
  for (const Arc& arc : arcs) into[static_cast<std::size_t>(arc.child)].push_back(arc);
  std::vector<int> heads(static_cast<std::size_t>(n) + 1);
  std::int64_t best = -1;
  const auto reaches_root = [&](int v) {
    for (int steps = 0; steps <= n; ++steps) {
      if (v == 0) return true;
      v = heads[static_cast<std::size_t>(v)];
    }
    return false;
  };
  const auto go = [&](auto&& self, int v, std::int64_t total) -> void {
    if (v > n) {
      if (std::count(heads.begin() + 1, heads.end(), 0) != 1) return;
      for (int u = 1; u <= n; ++u)
        if (!reaches_root(u)) return;
      best = std::max(best, total);
      return;
    }
    for (const Arc& arc : into[static_cast<std::size_t>(v)]) {
      heads[static_cast<std::size_t>(v)] = arc.head;
      self(self, v + 1, total + arc.weight);
    }
  };
  go(go, 1, 0);
  return best;
}

TEST(Arborescence, NoTreeIsBetterThanTheOneFound) {
  std::mt19937 random(3);
  for (int round = 0; round < 500; ++round) {
    const int n = 2 + static_cast<int>(random() % 5);
    std::vector<Arc> arcs;
    for (int v = 1; v <= n; ++v)
      arcs.push_back({v - 1, v, static_cast<std::int64_t>(random() % 20)});  // a tree
    for (int v = 1; v <= n; ++v)
      for (int extra = 0; extra < 3; ++extra) {
        const int head = static_cast<int>(random() % static_cast<unsigned>(n + 1));
        if (head != v) arcs.push_back({head, v, static_cast<std::int64_t>(random() % 40)});
      }
    std::vector<std::uint16_t> heads(static_cast<std::size_t>(n) + 1, 99);
    best_tree(n, arcs, heads.data());
    std::int64_t total = 0;
    int roots = 0;
    for (int v = 1; v <= n; ++v) {
      std::int64_t weight = -1;
      for (const Arc& arc : arcs)
        if (arc.child == v && arc.head == heads[static_cast<std::size_t>(v)])
          weight = std::max(weight, arc.weight);
      ASSERT_GE(weight, 0);
      total += weight;
      roots += heads[static_cast<std::size_t>(v)] == 0;
      int up = v;
      for (int steps = 0; steps <= n && up != 0; ++steps) up = heads[static_cast<std::size_t>(up)];
      ASSERT_EQ(up, 0);
    }
    ASSERT_EQ(roots, 1);
    ASSERT_EQ(total, by_trying(n, arcs));
  }
}

}  // namespace
}  // namespace clew::text
