// view/graph.h - graph methods on plain arrays: who stands between others, who forms groups, how one reaches
// another. Knows no case, no names; nodes are numbers 0..n-1 and edges have no direction.
//
// Everything is deterministic: the same nodes and edges give the same numbers, whatever the machine's cores.
// igraph (0.10) stays behind the .cc; its errors become Errors, never an abort. Threads: safe from any; calls
// into igraph take turns.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "base/result.h"

namespace clew::view {

/// An edge between two different nodes; a < b. Each pair at most once. `weight` > 0: letters both ways.
struct Edge {
  std::uint32_t a = 0, b = 0;
  double weight = 1;
};

/// Up to this many nodes betweenness is computed exactly.
inline constexpr std::uint32_t kExactNodes = 5000;

struct BrokerOptions {
  std::uint32_t exact_up_to = kExactNodes;
  /// Pivots above that; 0: as many as a fixed budget of work allows, at least 1,000. Not by the clock, which
  /// would make the result depend on the machine.
  std::size_t pivots = 0;
  std::uint64_t seed = 1;
};

/// Betweenness: the share of the shortest paths between all pairs of others that run through a node, 0..1
/// (Freeman 1977, normalised by (n-1)(n-2)/2). Paths count hops, not weights.
struct Brokers {
  std::vector<double> score;
  /// Half-width of each score's own 95 % interval; 0 when exact. Scores are estimated from pivots drawn
  /// uniformly, with replacement (Brandes & Pich 2007), and bounded by the empirical Bernstein inequality
  /// (Maurer & Pontil 2009, theorem 4, both sides), which uses each node's own variance over the pivots.
  std::vector<double> error;
  std::size_t pivots = 0;  ///< 0: exact
  /// What Hoeffding's inequality gives for any one node before looking at the data: 95 %.
  double worst_error = 0;
};

/// Errors: limit (igraph ran out of memory).
Result<Brokers> find_brokers(std::uint32_t nodes, std::span<const Edge> edges,
                             const BrokerOptions& options = {});

struct Communities {
  std::vector<std::uint32_t>
      of;  ///< community of each node, 0..count-1; by size (largest first), then smallest node
  std::uint32_t count = 0;
  double modularity = 0;
};

/// Leiden (Traag, Waltman & van Eck 2019) on weighted modularity, until nothing changes. A node without edges
/// is alone. Errors: limit, internal.
Result<Communities> find_communities(std::uint32_t nodes, std::span<const Edge> edges,
                                     std::uint64_t seed = 1);

/// Nodes from one end to the other.
using Path = std::vector<std::uint32_t>;

/// The paths of fewest hops between two nodes, strongest first, at most `limit` of them; empty when none
/// joins them. A path's weakness is the sum of 1 / weight over its edges, so that a chain is about as strong
/// as its weakest link; equal ones stand in the order of their nodes' numbers.
std::vector<Path> find_paths(std::uint32_t nodes, std::span<const Edge> edges, std::uint32_t from,
                             std::uint32_t to, std::size_t limit);

}  // namespace clew::view
