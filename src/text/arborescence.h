// text/arborescence.h - the best tree among given arcs: one root, every word once (Chu and Liu 1965, Edmonds
// 1967).
#pragma once

#include <cstdint>
#include <vector>

namespace clew::text {

struct Arc {
  std::int32_t head = 0, child = 0;  ///< 0 is the root, words are 1..n
  std::int64_t weight = 0;
};

/// Sets heads[1..n] to the tree of largest total weight in which exactly one word hangs on the root; of equal
/// ones always the same. REQUIRES: some such tree is among the arcs. Cost grows with n * arcs at worst; where
/// arcs agree it is linear.
void best_tree(std::int32_t n, const std::vector<Arc>& arcs, std::uint16_t* heads);

}  // namespace clew::text
