#include "view/graph.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

namespace clew::view {
namespace {

std::vector<Edge> random_graph(std::uint32_t nodes, std::size_t edges, unsigned seed) {
  std::mt19937 random(seed);
  std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
  while (pairs.size() < edges) {
    const auto a = static_cast<std::uint32_t>(random() % nodes),
               b = static_cast<std::uint32_t>(random() % nodes);
    if (a != b) pairs.emplace(std::min(a, b), std::max(a, b));
  }
  std::vector<Edge> out;
  for (const auto& [a, b] : pairs) out.push_back({a, b, 1.0 + static_cast<double>(random() % 9)});
  return out;
}

// The slow twin, by the definition: over all pairs s, t the share of shortest paths that pass through v, from
// tables of distances and numbers of paths.
std::vector<double> betweenness_by_definition(std::uint32_t n, const std::vector<Edge>& edges) {
  constexpr int kFar = 1'000'000;
  std::vector<std::vector<int>> distance(n, std::vector<int>(n, kFar));
  std::vector<std::vector<double>> paths(n, std::vector<double>(n, 0));
  for (std::uint32_t v = 0; v < n; ++v) distance[v][v] = 0, paths[v][v] = 1;
  for (const Edge& e : edges) distance[e.a][e.b] = distance[e.b][e.a] = 1;
  for (std::uint32_t k = 0; k < n; ++k)
    for (std::uint32_t i = 0; i < n; ++i)
      for (std::uint32_t j = 0; j < n; ++j)
        distance[i][j] = std::min(distance[i][j], distance[i][k] + distance[k][j]);
  for (int d = 1; d < static_cast<int>(n); ++d)
    for (std::uint32_t s = 0; s < n; ++s)
      for (std::uint32_t t = 0; t < n; ++t)
        if (distance[s][t] == d)
          for (const Edge& e : edges)
            for (const auto& [u, w] : {std::pair(e.a, e.b), std::pair(e.b, e.a)})
              if (w == t && distance[s][u] == d - 1) paths[s][t] += paths[s][u];
  std::vector<double> out(n, 0);
  for (std::uint32_t v = 0; v < n; ++v)
    for (std::uint32_t s = 0; s < n; ++s)
      for (std::uint32_t t = 0; t < s; ++t)
        if (s != v && t != v && distance[s][t] < kFar && distance[s][v] + distance[v][t] == distance[s][t])
          out[v] += paths[s][v] * paths[v][t] / paths[s][t];
  for (double& score : out) score /= (n - 1.0) * (n - 2.0) / 2;
  return out;
}

TEST(Graph, BetweennessAgreesWithItsDefinitionOnRandomGraphs) {
  for (const unsigned seed : {1u, 2u, 3u}) {
    // Few edges leave nodes alone and parts apart; more make many equal paths.
    const auto edges = random_graph(60, 50 * seed, seed);
    const auto found = find_brokers(60, edges);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->pivots, 0u);
    const auto expected = betweenness_by_definition(60, edges);
    for (std::uint32_t v = 0; v < 60; ++v) {
      EXPECT_NEAR(found->score[v], expected[v], 1e-12) << "node " << v << " seed " << seed;
      EXPECT_EQ(found->error[v], 0);
    }
  }
}

TEST(Graph, SampledBetweennessStaysWithinItsStatedError) {
  const auto edges = random_graph(400, 900, 7);
  const auto exact = find_brokers(400, edges);
  ASSERT_TRUE(exact);
  std::size_t checked = 0, outside = 0;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const auto sampled = find_brokers(400, edges, {.exact_up_to = 100, .pivots = 200, .seed = seed});
    ASSERT_TRUE(sampled);
    EXPECT_EQ(sampled->pivots, 200u);
    EXPECT_LT(sampled->worst_error, 0.1);
    for (std::uint32_t v = 0; v < 400; ++v) {
      ++checked;
      EXPECT_GT(sampled->error[v], 0);
      if (std::abs(sampled->score[v] - exact->score[v]) > sampled->error[v]) ++outside;
    }
  }
  EXPECT_LE(outside, checked / 20);
}

TEST(Graph, SampledBetweennessFindsTheBridgeAndRepeats) {
  // Two dense halves that meet in node 0 alone: 0 lies on half of all paths.
  std::vector<Edge> edges;
  for (std::uint32_t v = 1; v <= 200; ++v) {
    edges.push_back({0, v, 1});
    edges.push_back({v, v % 100 == 0 ? v - 99 : v + 1, 1});
    if (edges.back().a > edges.back().b) std::swap(edges.back().a, edges.back().b);
  }
  const BrokerOptions options{.exact_up_to = 10, .pivots = 1000, .seed = 3};
  const auto first = find_brokers(201, edges, options), second = find_brokers(201, edges, options);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->score, second->score);
  EXPECT_EQ(first->error, second->error);
  EXPECT_EQ(std::max_element(first->score.begin(), first->score.end()) - first->score.begin(), 0);
  EXPECT_NEAR(first->score[0], find_brokers(201, edges)->score[0], first->error[0]);
}

TEST(Graph, BetweennessSurvivesMorePathsThanADoubleCanCount) {
  // A chain of 1,200 diamonds has 2^1200 shortest paths from end to end.
  std::vector<Edge> edges;
  std::uint32_t nodes = 1;
  for (int i = 0; i < 1200; ++i) {
    const std::uint32_t start = nodes - 1;
    edges.push_back({start, nodes, 1});
    edges.push_back({start, nodes + 1, 1});
    edges.push_back({nodes, nodes + 2, 1});
    edges.push_back({nodes + 1, nodes + 2, 1});
    nodes += 3;
  }
  for (const std::uint32_t exact_up_to : {kExactNodes, 10u}) {
    const auto found = find_brokers(nodes, edges, {.exact_up_to = exact_up_to, .pivots = 100});
    ASSERT_TRUE(found);
    for (const double score : found->score) ASSERT_TRUE(std::isfinite(score));
    // The joint in the middle carries half of all pairs; a corner half of what its joint does.
    const std::uint32_t middle = 3 * 600;
    EXPECT_NEAR(found->score[middle], 0.5, 0.15);
    EXPECT_NEAR(found->score[middle + 1], 0.25, 0.1);
  }
}

TEST(Graph, TinyAndEmptyGraphsHaveNoBrokers) {
  for (const std::uint32_t n : {0u, 1u, 2u, 3u}) {
    const auto found = find_brokers(n, {});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->score, std::vector<double>(n, 0));
  }
  const std::vector<Edge> one{{0, 1, 1}};
  EXPECT_EQ(find_brokers(2, one)->score, std::vector<double>(2, 0));
}

TEST(Graph, CommunitiesAreNumberedBySizeThenBySmallestMember) {
  // Cliques of 3 (nodes 0-2), 5 (3-7) and 3 (8-10), joined by thin bridges; node 11 is alone.
  std::vector<Edge> edges{{2, 3, 1}, {7, 8, 1}};
  const auto clique = [&](std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t a = first; a <= last; ++a)
      for (std::uint32_t b = a + 1; b <= last; ++b) edges.push_back({a, b, 10});
  };
  clique(0, 2), clique(3, 7), clique(8, 10);
  const auto found = find_communities(12, edges);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->of, (std::vector<std::uint32_t>{1, 1, 1, 0, 0, 0, 0, 0, 2, 2, 2, 3}));
  EXPECT_EQ(found->count, 4u);
  EXPECT_GT(found->modularity, 0.4);
  EXPECT_EQ(find_communities(12, edges)->of, found->of);
}

TEST(Graph, CommunitiesOfAGraphWithoutEdgesAreTheNodes) {
  const auto found = find_communities(3, {});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->of, (std::vector<std::uint32_t>{0, 1, 2}));
  EXPECT_EQ(find_communities(0, {})->count, 0u);
}

TEST(Graph, PathsGoByFewestHopsThenByStrongestTies) {
  // 0-1-4 is weak, 0-2-4 strong, 0-3-4 has one strong and one weak link; 0-5-6-4 is strongest but longer.
  const std::vector<Edge> edges{{0, 1, 1},   {1, 4, 1},  {0, 2, 5},  {2, 4, 5}, {0, 3, 9},
                                {3, 4, 1.5}, {0, 5, 99}, {5, 6, 99}, {4, 6, 99}};
  const auto paths = find_paths(8, edges, 0, 4, 10);
  ASSERT_EQ(paths.size(), 3u);
  EXPECT_EQ(paths[0], (Path{0, 2, 4}));
  EXPECT_EQ(paths[1], (Path{0, 3, 4}));
  EXPECT_EQ(paths[2], (Path{0, 1, 4}));
  EXPECT_EQ(find_paths(8, edges, 0, 4, 1), (std::vector<Path>{{0, 2, 4}}));
  EXPECT_EQ(find_paths(8, edges, 4, 0, 1), (std::vector<Path>{{4, 2, 0}}));
  EXPECT_TRUE(find_paths(8, edges, 0, 7, 3).empty());
  EXPECT_TRUE(find_paths(8, edges, 0, 0, 3).empty());
}

TEST(Graph, PathsThroughExponentiallyManyWaysStayFew) {
  std::vector<Edge> edges;
  std::uint32_t nodes = 1;
  for (int i = 0; i < 300; ++i, nodes += 3) {
    edges.push_back({nodes - 1, nodes, 1});
    edges.push_back({nodes - 1, nodes + 1, 2});
    edges.push_back({nodes, nodes + 2, 1});
    edges.push_back({nodes + 1, nodes + 2, 2});
  }
  const auto paths = find_paths(nodes, edges, 0, nodes - 1, 5);
  ASSERT_EQ(paths.size(), 5u);
  for (const Path& path : paths) EXPECT_EQ(path.size(), 601u);
  // The strongest takes the second corner everywhere.
  for (std::size_t i = 1; i < paths[0].size(); i += 2) EXPECT_EQ(paths[0][i] % 3, 2u);
  EXPECT_NE(paths[0], paths[1]);
}

}  // namespace
}  // namespace clew::view
