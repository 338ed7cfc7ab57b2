#include "view/graph.h"

#include <igraph/igraph.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>
#include <numeric>
#include <thread>
#include <tuple>

#include "base/random.h"

namespace clew::view {
namespace {

// ---- igraph, held by its owners ----

// igraph keeps its error handlers and its random numbers in global variables.
std::mutex& igraph_turn() {
  static std::mutex mutex;
  return mutex;
}

class Igraph {
 public:
  Igraph() : turn_(igraph_turn()) {
    igraph_set_error_handler(igraph_error_handler_ignore);
    igraph_set_warning_handler(igraph_warning_handler_ignore);
  }

 private:
  std::lock_guard<std::mutex> turn_;
};

Error igraph_failed(igraph_error_t code) {
  return Error{code == IGRAPH_ENOMEM ? Code::limit : Code::internal,
               std::string("the network could not be analysed: ") + igraph_strerror(code),
               "igraph",
               {}};
}

Result<void> done(igraph_error_t code) {
  if (code != IGRAPH_SUCCESS) return igraph_failed(code);
  return {};
}

struct Reals {
  igraph_vector_t v{};
  Reals() = default;
  Reals(const Reals&) = delete;
  Reals& operator=(const Reals&) = delete;
  ~Reals() { igraph_vector_destroy(&v); }
};
struct Integers {
  igraph_vector_int_t v{};
  Integers() = default;
  Integers(const Integers&) = delete;
  Integers& operator=(const Integers&) = delete;
  ~Integers() { igraph_vector_int_destroy(&v); }
};

/// REQUIRES: an Igraph is held.
struct Graph {
  igraph_t g{};
  bool made = false;
  Graph() = default;
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;
  ~Graph() {
    if (made) igraph_destroy(&g);
  }
  Result<void> make(std::uint32_t nodes, std::span<const Edge> edges) {
    Integers ends;
    TRY(done(igraph_vector_int_init(&ends.v, static_cast<igraph_integer_t>(2 * edges.size()))));
    for (std::size_t i = 0; i < edges.size(); ++i) {
      VECTOR(ends.v)[2 * i] = edges[i].a;
      VECTOR(ends.v)[2 * i + 1] = edges[i].b;
    }
    TRY(done(igraph_create(&g, &ends.v, nodes, IGRAPH_UNDIRECTED)));
    made = true;
    return {};
  }
};

// ---- betweenness ----

/// Neighbours of each node in one array: at[i] .. at[i + 1].
struct Neighbours {
  std::vector<std::size_t> at;
  std::vector<std::uint32_t> node;
  std::vector<double> weight;

  Neighbours(std::uint32_t nodes, std::span<const Edge> edges) : at(nodes + std::size_t{1}, 0) {
    for (const Edge& e : edges) ++at[e.a + std::size_t{1}], ++at[e.b + std::size_t{1}];
    for (std::size_t i = 1; i < at.size(); ++i) at[i] += at[i - 1];
    node.resize(2 * edges.size());
    weight.resize(2 * edges.size());
    std::vector<std::size_t> next(at.begin(), at.end() - 1);
    for (const Edge& e : edges) {
      node[next[e.a]] = e.b, weight[next[e.a]++] = e.weight;
      node[next[e.b]] = e.a, weight[next[e.b]++] = e.weight;
    }
  }
};

constexpr std::uint32_t kUnreached = std::numeric_limits<std::uint32_t>::max();

/// How much all nodes depend on each other node for their paths from one source (Brandes 2001).
class SourcePass {
 public:
  explicit SourcePass(const Neighbours& graph)
      : graph_(graph),
        hops_(graph.at.size() - 1, kUnreached),
        paths_(hops_.size()),
        dependency_(hops_.size()) {}

  /// Calls give(node, dependency) for every node that the source reaches but itself.
  template <class Give>
  void run(std::uint32_t source, const Give& give) {
    walk(source);
    for (std::size_t i = order_.size(); i-- > 1;) {
      const std::uint32_t w = order_[i];
      const double share = (1 + dependency_[w]) / (paths_[w] * layer_scale_[hops_[w]]);
      for (std::size_t e = graph_.at[w]; e < graph_.at[w + std::size_t{1}]; ++e) {
        const std::uint32_t v = graph_.node[e];
        if (hops_[v] + 1 == hops_[w]) dependency_[v] += paths_[v] * share;
      }
      give(w, dependency_[w]);
    }
    for (const std::uint32_t v : order_) hops_[v] = kUnreached;
  }

 private:
  // Numbers of paths grow exponentially with depth. Only ratios between neighbouring layers matter, so a
  // layer that grows too large is scaled down as a whole, and its factor kept.
  void walk(std::uint32_t source) {
    order_.assign(1, source);
    layer_scale_.assign(1, 1.0);
    hops_[source] = 0, paths_[source] = 1, dependency_[source] = 0;
    for (std::size_t begin = 0, end = 1; begin < end; begin = end, end = order_.size()) {
      const auto depth = static_cast<std::uint32_t>(layer_scale_.size());
      for (std::size_t i = begin; i < end; ++i) {
        const std::uint32_t v = order_[i];
        for (std::size_t e = graph_.at[v]; e < graph_.at[v + std::size_t{1}]; ++e) {
          const std::uint32_t w = graph_.node[e];
          if (hops_[w] == kUnreached) {
            hops_[w] = depth, paths_[w] = 0, dependency_[w] = 0;
            order_.push_back(w);
          }
          if (hops_[w] == depth) paths_[w] += paths_[v];
        }
      }
      double most = 1;
      for (std::size_t i = end; i < order_.size(); ++i) most = std::max(most, paths_[order_[i]]);
      const double scale = most > 1e100 ? most : 1;
      // Nothing may become 0: it is divided by.
      if (scale != 1)
        for (std::size_t i = end; i < order_.size(); ++i)
          paths_[order_[i]] = std::max(paths_[order_[i]] / scale, std::numeric_limits<double>::min() * 1e100);
      layer_scale_.push_back(scale);
    }
  }

  const Neighbours& graph_;
  std::vector<std::uint32_t> hops_, order_;
  std::vector<double> paths_, dependency_, layer_scale_;
};

std::vector<std::uint32_t> draw_pivots(std::uint32_t nodes, std::size_t count, std::uint64_t seed) {
  std::vector<std::uint32_t> pivots(count);
  // Numbers that would favour the first nodes are drawn again.
  const std::uint64_t fair = std::numeric_limits<std::uint64_t>::max() / nodes * nodes;
  Random random(seed);
  for (std::uint32_t& pivot : pivots) {
    std::uint64_t number = random.next();
    while (number >= fair) number = random.next();
    pivot = static_cast<std::uint32_t>(number % nodes);
  }
  return pivots;
}

struct Sums {
  std::vector<double> sum, squares;
};

// Sums over the pivots. They are split into a fixed number of blocks, whatever the number of threads, and the
// blocks are added in order: floating point gives the same sums everywhere.
Sums sum_dependencies(const Neighbours& graph, std::uint32_t nodes, const std::vector<std::uint32_t>& pivots,
                      double scale) {
  constexpr std::size_t kBlocks = 8;
  std::vector<Sums> blocks(kBlocks);
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    SourcePass pass(graph);
    for (std::size_t b = next++; b < kBlocks; b = next++) {
      Sums& block = blocks[b];
      block.sum.assign(nodes, 0), block.squares.assign(nodes, 0);
      for (std::size_t i = pivots.size() * b / kBlocks; i < pivots.size() * (b + 1) / kBlocks; ++i)
        pass.run(pivots[i], [&](std::uint32_t v, double dependency) {
          const double x = dependency * scale;
          block.sum[v] += x, block.squares[v] += x * x;
        });
    }
  };
  const std::size_t threads = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kBlocks);
  std::vector<std::jthread> pool;
  for (std::size_t i = 1; i < threads; ++i) pool.emplace_back(work);
  work();
  pool.clear();
  for (std::size_t b = 1; b < kBlocks; ++b)
    for (std::uint32_t v = 0; v < nodes; ++v) {
      blocks[0].sum[v] += blocks[b].sum[v];
      blocks[0].squares[v] += blocks[b].squares[v];
    }
  return std::move(blocks[0]);
}

Brokers sample_brokers(std::uint32_t nodes, std::span<const Edge> edges, const BrokerOptions& options) {
  constexpr std::size_t kWork = 2'000'000'000;  // edges walked, twice each
  constexpr double kMiss = 0.05;
  const std::size_t pass_cost = nodes + 4 * edges.size();
  const std::size_t wanted = std::clamp<std::size_t>(kWork / pass_cost, 1000, 20'000);
  const std::size_t k = std::max<std::size_t>(options.pivots > 0 ? options.pivots : wanted, 2);
  const double n = nodes;
  // One pivot's estimate of a normalised score lies in 0 .. range.
  const double range = n / (n - 1);
  const Sums sums =
      sum_dependencies(Neighbours(nodes, edges), nodes, draw_pivots(nodes, k, options.seed), range / (n - 2));
  Brokers out;
  out.pivots = k;
  out.score.resize(nodes), out.error.resize(nodes);
  const double count = static_cast<double>(k);
  for (std::uint32_t v = 0; v < nodes; ++v) {
    const double mean = sums.sum[v] / count;
    const double variance = std::max(0.0, (sums.squares[v] - mean * sums.sum[v]) / (count - 1));
    const double confidence = std::log(4 / kMiss);
    out.score[v] = std::min(mean, 1.0);
    out.error[v] = std::min(
        1.0, std::sqrt(2 * variance * confidence / count) + range * 7 * confidence / (3 * (count - 1)));
  }
  out.worst_error = std::min(1.0, range * std::sqrt(std::log(2 / kMiss) / (2 * count)));
  return out;
}

}  // namespace

Result<Brokers> find_brokers(std::uint32_t nodes, std::span<const Edge> edges, const BrokerOptions& options) {
  Brokers out;
  if (nodes < 3 || edges.empty()) {
    out.score.assign(nodes, 0), out.error.assign(nodes, 0);
    return out;
  }
  if (nodes > options.exact_up_to) return sample_brokers(nodes, edges, options);
  const Igraph turn;
  Graph graph;
  TRY(graph.make(nodes, edges));
  Reals scores;
  TRY(done(igraph_vector_init(&scores.v, 0)));
  TRY(done(igraph_betweenness(&graph.g, &scores.v, igraph_vss_all(), IGRAPH_UNDIRECTED, nullptr)));
  const double pairs = (nodes - 1.0) * (nodes - 2.0);
  out.error.assign(nodes, 0);
  bool finite = true;
  for (std::uint32_t v = 0; v < nodes; ++v) {
    out.score.push_back(2 * VECTOR(scores.v)[v] / pairs);
    finite = finite && std::isfinite(out.score.back());
  }
  if (finite) return out;
  // igraph counts paths in plain doubles, which a deep network of many equal paths overflows.
  std::vector<std::uint32_t> all(nodes);
  std::iota(all.begin(), all.end(), 0u);
  out.score = sum_dependencies(Neighbours(nodes, edges), nodes, all, 1 / pairs).sum;
  return out;
}

namespace {

// By size, then by the smallest member. REQUIRES: out.count is set, out.of has one place for each node.
void number_communities(const igraph_vector_int_t& membership, Communities& out) {
  struct Group {
    std::uint32_t size = 0, smallest = kUnreached;
    std::size_t was = 0;
  };
  std::vector<Group> groups(out.count);
  for (std::uint32_t v = 0; v < out.of.size(); ++v) {
    Group& group = groups[static_cast<std::size_t>(VECTOR(membership)[v])];
    ++group.size;
    group.smallest = std::min(group.smallest, v);
  }
  for (std::size_t i = 0; i < groups.size(); ++i) groups[i].was = i;
  std::sort(groups.begin(), groups.end(), [](const Group& x, const Group& y) {
    return std::tuple(y.size, x.smallest) < std::tuple(x.size, y.smallest);
  });
  std::vector<std::uint32_t> number(groups.size());
  for (std::size_t i = 0; i < groups.size(); ++i) number[groups[i].was] = static_cast<std::uint32_t>(i);
  for (std::uint32_t v = 0; v < out.of.size(); ++v)
    out.of[v] = number[static_cast<std::size_t>(VECTOR(membership)[v])];
}

}  // namespace

Result<Communities> find_communities(std::uint32_t nodes, std::span<const Edge> edges, std::uint64_t seed) {
  Communities out;
  out.of.resize(nodes);
  if (nodes == 0) return out;
  const Igraph turn;
  Graph graph;
  TRY(graph.make(nodes, edges));
  Reals weights, strengths;
  TRY(done(igraph_vector_init(&weights.v, static_cast<igraph_integer_t>(edges.size()))));
  TRY(done(igraph_vector_init(&strengths.v, nodes)));
  double total = 0;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    VECTOR(weights.v)[i] = edges[i].weight;
    VECTOR(strengths.v)[edges[i].a] += edges[i].weight;
    VECTOR(strengths.v)[edges[i].b] += edges[i].weight;
    total += edges[i].weight;
  }
  Integers membership;
  TRY(done(igraph_vector_int_init(&membership.v, nodes)));
  igraph_integer_t count = nodes;
  if (total > 0) {
    igraph_rng_seed(igraph_rng_default(), static_cast<igraph_uint_t>(seed));
    igraph_real_t quality = 0;
    TRY(done(igraph_community_leiden(&graph.g, &weights.v, &strengths.v, 1 / (2 * total), 0.01, false, -1,
                                     &membership.v, &count, &quality)));
    out.modularity = quality;
  } else {
    for (std::uint32_t v = 0; v < nodes; ++v) VECTOR(membership.v)[v] = v;
  }
  out.count = static_cast<std::uint32_t>(count);
  number_communities(membership.v, out);
  return out;
}

std::vector<Path> find_paths(std::uint32_t nodes, std::span<const Edge> edges, std::uint32_t from,
                             std::uint32_t to, std::size_t limit) {
  if (from == to || limit == 0) return {};
  const Neighbours graph(nodes, edges);
  std::vector<std::uint32_t> hops(nodes, kUnreached), order{from};
  hops[from] = 0;
  for (std::size_t i = 0; i < order.size() && hops[order[i]] < hops[to]; ++i)
    for (std::size_t e = graph.at[order[i]]; e < graph.at[order[i] + std::size_t{1}]; ++e)
      if (const std::uint32_t w = graph.node[e]; hops[w] == kUnreached)
        hops[w] = hops[order[i]] + 1, order.push_back(w);
  if (hops[to] == kUnreached) return {};
  // The best few ways to each node are made of the best few to its predecessors.
  struct Way {
    double weakness;
    std::uint32_t before;
    std::size_t rank;
    auto operator<=>(const Way&) const = default;
  };
  std::vector<std::vector<Way>> best(nodes);
  best[from].push_back({0, from, 0});
  for (const std::uint32_t v : order) {
    if (v == from || (hops[v] == hops[to] && v != to)) continue;
    std::vector<Way>& ways = best[v];
    for (std::size_t e = graph.at[v]; e < graph.at[v + std::size_t{1}]; ++e) {
      const std::uint32_t u = graph.node[e];
      if (hops[u] == kUnreached || hops[u] + 1 != hops[v]) continue;
      for (std::size_t r = 0; r < best[u].size(); ++r)
        ways.push_back({best[u][r].weakness + 1 / graph.weight[e], u, r});
      if (ways.size() < 2 * limit + 64) continue;
      std::sort(ways.begin(), ways.end());
      ways.resize(std::min(ways.size(), limit));
    }
    std::sort(ways.begin(), ways.end());
    if (ways.size() > limit) ways.resize(limit);
    ways.shrink_to_fit();
  }
  std::vector<Path> found;
  for (const Way& last : best[to]) {
    Path path{to};
    for (Way way = last;; way = best[way.before][way.rank]) {
      path.push_back(way.before);
      if (way.before == from) break;
    }
    std::reverse(path.begin(), path.end());
    found.push_back(std::move(path));
  }
  return found;
}

}  // namespace clew::view
