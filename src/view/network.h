// view/network.h - the network of a case: who is tied to whom, by what ways, who stands between, who belongs
// together. Knows nothing of how it is printed.
//
// Everything is deterministic: people are numbered by their keys, not by their rows. Times are seconds since
// 1970, UTC. Threads: one at a time, as the Db. Errors besides those named: the store's own (io, corrupt).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/db.h"
#include "store/ties.h"
#include "view/graph.h"
#include "view/open.h"

namespace clew::view {

/// Which ties are meant.
struct TieQuery {
  std::optional<std::int64_t> about;  ///< entities.id: its ties alone, both ways
  store::Span span;                   ///< counted again within it, where it is not everything
  std::optional<std::uint64_t> limit;
};

using GiveTie = std::function<Result<bool>(const store::Label& a, const store::Label& b, const store::Tie&)>;

/// Ties by count, largest first, then by the keys of `a` and `b`. False ends the walk.
Result<void> each_tie_by_count(const store::Db& db, const TieQuery& query, const GiveTie& give);

/// One step of a way from one to another.
struct Hop {
  std::size_t path = 1, step = 1;  ///< both from 1
  store::Label a, b;
  std::uint64_t there = 0, back = 0;  ///< letters a -> b and b -> a
  std::optional<std::int64_t> first, last;
  std::optional<store::Sample> sample;  ///< the earliest letter between them
};

/// The ways of fewest hops between two entities, strongest first (see find_paths), hop by hop; empty when no
/// letters join them. Errors: usage (both are the same).
Result<std::vector<Hop>> find_ways(const store::Db& db, std::int64_t a, std::int64_t b,
                                   const store::Span& span, std::size_t limit);

struct Broker {
  store::Label who;
  double score = 0, error = 0;  ///< see Brokers
  std::uint64_t contacts = 0;   ///< others with whom letters were exchanged, either way
};
struct BrokerList {
  std::vector<Broker> people;  ///< those with a score above 0, by score, then key; at most `limit`
  std::size_t nodes = 0;       ///< entities with ties
  std::size_t edges = 0;
  std::size_t pivots = 0;  ///< 0: exact
  double worst_error = 0;
};
Result<BrokerList> list_brokers(const store::Db& db, const store::Span& span, const BrokerOptions& options,
                                std::optional<std::uint64_t> limit);

struct Member {
  store::Label who;
  double inside = 0;  ///< letters exchanged with others of the community
};
struct CommunityList {
  std::vector<std::vector<Member>> communities;  ///< by size, then smallest key; members by letters, then key
  std::size_t nodes = 0;
  double modularity = 0;
};
Result<CommunityList> list_communities(const store::Db& db, const store::Span& span, std::uint64_t seed = 1);

}  // namespace clew::view
