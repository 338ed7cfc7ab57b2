#include "text/arborescence.h"

#include <algorithm>
#include <limits>

namespace clew::text {
namespace {

constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::min() / 4;

/// An arc within a graph of which some cycles have been made one node; `original` is its index there before.
struct Inner {
  std::int32_t head, child;
  std::int64_t weight;
  std::int32_t original;
};

/// The index into `arcs` of the arc chosen for each node but 0; false when a node cannot be reached.
bool choose(std::int32_t nodes, const std::vector<Inner>& arcs, std::vector<std::int32_t>& chosen) {
  const auto size = static_cast<std::size_t>(nodes);
  chosen.assign(size, -1);
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    const Inner& arc = arcs[i];
    if (arc.child == 0 || arc.head == arc.child) continue;
    std::int32_t& best = chosen[static_cast<std::size_t>(arc.child)];
    if (best < 0 || arc.weight > arcs[static_cast<std::size_t>(best)].weight)
      best = static_cast<std::int32_t>(i);
  }
  for (std::size_t v = 1; v < size; ++v)
    if (chosen[v] < 0) return false;
  // Walks up from each node; a walk that meets itself is a cycle.
  std::vector<std::int32_t> walk(size, 0), group(size, -1);
  std::int32_t groups = 0;
  bool cycles = false;
  const auto up = [&](std::int32_t v) {
    return arcs[static_cast<std::size_t>(chosen[static_cast<std::size_t>(v)])].head;
  };
  walk[0] = -1;
  for (std::int32_t start = 1; start < nodes; ++start) {
    std::int32_t v = start;
    while (walk[static_cast<std::size_t>(v)] == 0) {
      walk[static_cast<std::size_t>(v)] = start;
      v = up(v);
    }
    if (v != 0 && walk[static_cast<std::size_t>(v)] == start && group[static_cast<std::size_t>(v)] < 0) {
      cycles = true;
      const std::int32_t number = ++groups;
      for (std::int32_t u = v; group[static_cast<std::size_t>(u)] < 0; u = up(u))
        group[static_cast<std::size_t>(u)] = number;
    }
  }
  if (!cycles) return true;
  const std::int32_t first_cycle = groups;
  group[0] = 0;
  for (std::size_t v = 1; v < size; ++v)
    if (group[v] < 0) group[v] = ++groups;
  std::vector<Inner> outer;
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    const Inner& arc = arcs[i];
    const std::int32_t head = group[static_cast<std::size_t>(arc.head)],
                       child = group[static_cast<std::size_t>(arc.child)];
    if (head == child || child == 0) continue;
    const std::int64_t instead =
        child <= first_cycle
            ? arcs[static_cast<std::size_t>(chosen[static_cast<std::size_t>(arc.child)])].weight
            : 0;
    outer.push_back({head, child, arc.weight - instead, static_cast<std::int32_t>(i)});
  }
  std::vector<std::int32_t> picked;
  if (!choose(groups + 1, outer, picked)) return false;
  for (std::int32_t g = 1; g <= groups; ++g) {
    const std::int32_t arc = outer[static_cast<std::size_t>(picked[static_cast<std::size_t>(g)])].original;
    chosen[static_cast<std::size_t>(arcs[static_cast<std::size_t>(arc)].child)] =
        arc;  // breaks the cycle, if it is one
  }
  return true;
}

}  // namespace

void best_tree(std::int32_t n, const std::vector<Arc>& arcs, std::uint16_t* heads) {
  std::vector<Inner> inner;
  std::vector<std::int32_t> roots;
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    inner.push_back({arcs[i].head, arcs[i].child, arcs[i].weight, static_cast<std::int32_t>(i)});
    if (arcs[i].head == 0) roots.push_back(arcs[i].child);
  }
  std::sort(roots.begin(), roots.end());
  roots.erase(std::unique(roots.begin(), roots.end()), roots.end());
  std::vector<std::int32_t> chosen;
  const auto take = [&](const std::vector<Inner>& from) {
    std::int64_t total = 0;
    for (std::int32_t v = 1; v <= n; ++v)
      total += from[static_cast<std::size_t>(chosen[static_cast<std::size_t>(v)])].weight;
    return total;
  };
  const auto set = [&](const std::vector<Inner>& from) {
    for (std::int32_t v = 1; v <= n; ++v)
      heads[v] = static_cast<std::uint16_t>(
          from[static_cast<std::size_t>(chosen[static_cast<std::size_t>(v)])].head);
  };
  if (choose(n + 1, inner, chosen)) {
    set(inner);
    if (std::count(heads + 1, heads + n + 1, 0) == 1) return;
  }
  std::int64_t best = kNone;
  for (const std::int32_t root : roots) {
    std::vector<Inner> only;
    for (const Inner& arc : inner)
      if (arc.head != 0 || arc.child == root) only.push_back(arc);
    if (!choose(n + 1, only, chosen)) continue;
    const std::int64_t total = take(only);
    if (total <= best) continue;
    best = total;
    set(only);
  }
}

}  // namespace clew::text
