#include "view/network.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace clew::view {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

/// The ties of a span as a graph: nodes are the entities that have any, in order of their keys.
struct TieGraph {
  std::vector<store::Label> nodes;
  std::vector<Edge> edges;
  std::unordered_map<std::int64_t, std::uint32_t> node_of;

  std::uint32_t node(std::int64_t entity) const {
    const auto found = node_of.find(entity);
    return found == node_of.end() ? kNone : found->second;
  }
};

Result<std::vector<store::Tie>> load_ties(const store::Db& db, const store::Span& span) {
  if (!span.is_everything()) return store::ties_within(db, span);
  std::vector<store::Tie> ties;
  TRY(store::each_tie(db, [&](const store::Tie& tie) -> Result<bool> {
    ties.push_back(tie);
    return true;
  }));
  return ties;
}

Result<TieGraph> load_graph(const store::Db& db, const store::Span& span) {
  const std::vector<store::Tie> ties = TRY(load_ties(db, span));
  std::vector<std::int64_t> tied;
  for (const store::Tie& tie : ties)
    if (tie.a != tie.b) tied.push_back(tie.a), tied.push_back(tie.b);
  std::sort(tied.begin(), tied.end());
  tied.erase(std::unique(tied.begin(), tied.end()), tied.end());
  TieGraph graph;
  for (store::Label& label : TRY(store::all_labels(db))) {
    if (!std::binary_search(tied.begin(), tied.end(), label.id)) continue;
    graph.node_of.emplace(label.id, static_cast<std::uint32_t>(graph.nodes.size()));
    graph.nodes.push_back(std::move(label));
  }
  std::vector<Edge> both;
  both.reserve(ties.size());
  for (const store::Tie& tie : ties) {
    const std::uint32_t a = graph.node(tie.a), b = graph.node(tie.b);
    if (a == b || a == kNone || b == kNone) continue;
    both.push_back(
        {std::min(a, b), std::max(a, b), static_cast<double>(std::max<std::uint64_t>(tie.count(), 1))});
  }
  std::sort(both.begin(), both.end(),
            [](const Edge& x, const Edge& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
  for (const Edge& e : both) {
    if (!graph.edges.empty() && graph.edges.back().a == e.a && graph.edges.back().b == e.b)
      graph.edges.back().weight += e.weight;
    else
      graph.edges.push_back(e);
  }
  return graph;
}

void widen(Hop& hop, const store::Tie& tie) {
  if (tie.first && (!hop.first || *tie.first < *hop.first)) hop.first = tie.first;
  if (tie.last && (!hop.last || *tie.last > *hop.last)) hop.last = tie.last;
}

}  // namespace

Result<store::Span> read_span(std::string_view since, std::string_view until) {
  store::Span span;
  const auto bad = [](std::string_view text) {
    return Error{
        Code::usage, "no date: '" + std::string(text) + "'", {}, "write 2009, 2009-03 or 2009-03-01"};
  };
  if (!since.empty() && !(span.since = model::parse_iso8601(since))) return bad(since);
  if (!until.empty() && !(span.until = model::parse_iso8601_end(until))) return bad(until);
  return span;
}

Result<void> each_tie_by_count(const store::Db& db, const TieQuery& query, const GiveTie& give) {
  std::vector<store::Tie> ties;
  std::unordered_map<std::int64_t, store::Label> labels;
  const auto keep = [&](std::vector<store::Label> list) {
    for (store::Label& label : list) {
      const std::int64_t id = label.id;
      labels.emplace(id, std::move(label));
    }
  };
  if (query.about) {
    std::vector<std::int64_t> ids;
    ties = query.span.is_everything() ? TRY(store::ties_of(db, *query.about))
                                      : TRY(store::ties_within(db, query.span, query.about));
    for (const store::Tie& tie : ties) ids.insert(ids.end(), {tie.a, tie.b});
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    keep(TRY(store::labels_of(db, ids)));
  } else {
    ties = TRY(load_ties(db, query.span));
    keep(TRY(store::all_labels(db)));
  }
  struct Row {
    std::uint64_t count;
    const store::Label *a, *b;
    const store::Tie* tie;
  };
  std::vector<Row> rows;
  rows.reserve(ties.size());
  for (const store::Tie& tie : ties) {
    const auto a = labels.find(tie.a), b = labels.find(tie.b);
    if (a != labels.end() && b != labels.end()) rows.push_back({tie.count(), &a->second, &b->second, &tie});
  }
  const std::size_t wanted = query.limit ? std::min<std::size_t>(*query.limit, rows.size()) : rows.size();
  std::partial_sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(wanted), rows.end(),
                    [](const Row& x, const Row& y) {
                      return std::tie(y.count, x.a->key, x.b->key) < std::tie(x.count, y.a->key, y.b->key);
                    });
  rows.resize(wanted);
  for (const Row& row : rows)
    if (!TRY(give(*row.a, *row.b, *row.tie))) break;
  return {};
}

Result<std::vector<Hop>> find_ways(const store::Db& db, std::int64_t a, std::int64_t b,
                                   const store::Span& span, std::size_t limit) {
  if (a == b) return Error{Code::usage, "a path needs two different people", {}, {}};
  const TieGraph graph = TRY(load_graph(db, span));
  const std::uint32_t from = graph.node(a), to = graph.node(b);
  std::vector<Hop> hops;
  if (from == kNone || to == kNone) return hops;
  const auto paths = find_paths(static_cast<std::uint32_t>(graph.nodes.size()), graph.edges, from, to, limit);
  for (std::size_t p = 0; p < paths.size(); ++p)
    for (std::size_t i = 1; i < paths[p].size(); ++i) {
      Hop hop;
      hop.path = p + 1, hop.step = i;
      hop.a = graph.nodes[paths[p][i - 1]], hop.b = graph.nodes[paths[p][i]];
      const auto ties = span.is_everything() ? TRY(store::ties_of(db, hop.a.id))
                                             : TRY(store::ties_within(db, span, hop.a.id));
      for (const store::Tie& tie : ties) {
        if (tie.a == hop.a.id && tie.b == hop.b.id) hop.there = tie.count(), widen(hop, tie);
        if (tie.a == hop.b.id && tie.b == hop.a.id) hop.back = tie.count(), widen(hop, tie);
      }
      hop.sample = TRY(store::sample_letter(db, hop.a.id, hop.b.id, span));
      hops.push_back(std::move(hop));
    }
  return hops;
}

Result<BrokerList> list_brokers(const store::Db& db, const store::Span& span, const BrokerOptions& options,
                                std::optional<std::uint64_t> limit) {
  TieGraph graph = TRY(load_graph(db, span));
  const auto n = static_cast<std::uint32_t>(graph.nodes.size());
  const Brokers scores = TRY(find_brokers(n, graph.edges, options));
  BrokerList out;
  out.nodes = n, out.edges = graph.edges.size();
  out.pivots = scores.pivots, out.worst_error = scores.worst_error;
  std::vector<std::uint64_t> contacts(n, 0);
  for (const Edge& e : graph.edges) ++contacts[e.a], ++contacts[e.b];
  std::vector<std::uint32_t> order;
  for (std::uint32_t v = 0; v < n; ++v)
    if (scores.score[v] > 0) order.push_back(v);
  std::sort(order.begin(), order.end(), [&](std::uint32_t x, std::uint32_t y) {
    return std::tuple(scores.score[y], x) < std::tuple(scores.score[x], y);
  });
  if (limit && *limit < order.size()) order.resize(*limit);
  for (const std::uint32_t v : order)
    out.people.push_back({std::move(graph.nodes[v]), scores.score[v], scores.error[v], contacts[v]});
  return out;
}

Result<CommunityList> list_communities(const store::Db& db, const store::Span& span, std::uint64_t seed) {
  TieGraph graph = TRY(load_graph(db, span));
  const auto n = static_cast<std::uint32_t>(graph.nodes.size());
  const Communities found = TRY(find_communities(n, graph.edges, seed));
  std::vector<double> inside(n, 0);
  for (const Edge& e : graph.edges)
    if (found.of[e.a] == found.of[e.b]) inside[e.a] += e.weight, inside[e.b] += e.weight;
  CommunityList out;
  out.nodes = n, out.modularity = found.modularity;
  out.communities.resize(found.count);
  for (std::uint32_t v = 0; v < n; ++v)
    out.communities[found.of[v]].push_back({std::move(graph.nodes[v]), inside[v]});
  for (auto& members : out.communities)
    std::stable_sort(members.begin(), members.end(),
                     [](const Member& x, const Member& y) { return x.inside > y.inside; });
  return out;
}

}  // namespace clew::view
