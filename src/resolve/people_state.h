// resolve/people_state.h - what the passes of resolve_people hand to each other. For people*.cc alone.
//
// Rows are the parties in an order of their own (by address, then name), so that nothing depends on the
// caller's. A node is what rule 1 joins: the rows of one address, or the rows without an address that bear
// one name.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "resolve/names.h"
#include "resolve/people.h"

namespace clew::resolve {

using RowIndex = std::uint32_t;
using NodeIndex = std::uint32_t;
inline constexpr std::uint32_t kNoIndex = 0xFFFFFFFF;

/// Keeps short strings in large blocks; views stay valid as long as the arena.
class Arena {
 public:
  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    if (used_ + text.size() > size_) {
      size_ = std::max<std::size_t>(kBlock, text.size());
      blocks_.push_back(std::make_unique<char[]>(size_));
      used_ = 0;
    }
    char* to = blocks_.back().get() + used_;
    std::memcpy(to, text.data(), text.size());
    used_ += text.size();
    return {to, text.size()};
  }

 private:
  static constexpr std::size_t kBlock = 1 << 20;
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t used_ = 0, size_ = 0;
};

struct Row {
  std::string_view address;  // cleaned
  std::string_view key;      // CleanName::key
  PartyIndex party = 0;
  bool full = false, role = false, named = false;
  NameOf of = NameOf::header;  // a person's name in a text is as one in a header
};

struct Node {
  RowIndex begin = 0, end = 0;
  RowIndex lead = 0;  // the row with the most letters
  AddressKind kind = AddressKind::person;
  bool has_address = false;
  bool shared = false;  // used with many different names
  bool is_org = false;
  NameOf of = NameOf::header;  // as its rows'
  /// Whether names on it may join it to other addresses.
  bool joins() const { return has_address && kind == AddressKind::person && !shared; }
};

/// Why a row is where it is. `first`: nothing joined it, others joined it.
enum class JoinKind : std::uint8_t {
  first,
  address,
  full_name,
  one_letter,
  initial,
  no_address,
  called_so,
  initials,
  same_name,
  merged,
  split,
  remained,
};

/// What speaks for a nearly equal name.
enum class Support : std::uint8_t { none, domain, local };

struct Join {
  JoinKind kind = JoinKind::first;
  Support support = Support::none;
  RowIndex with = kNoIndex;
  std::uint32_t decision = kNoIndex;  // index into the decisions
};

/// A join of two nodes, by a name on a row of each.
struct Edge {
  NodeIndex a = 0, b = 0;
  RowIndex row_a = 0, row_b = 0;
  JoinKind kind = JoinKind::full_name;
  Support support = Support::none;
};

/// Sets with the smallest member as their name.
class Sets {
 public:
  explicit Sets(std::size_t n) : up_(n) {
    for (std::size_t i = 0; i < n; ++i) up_[i] = static_cast<std::uint32_t>(i);
  }
  std::uint32_t root(std::uint32_t i) {
    while (up_[i] != i) i = up_[i] = up_[up_[i]];
    return i;
  }
  bool join(std::uint32_t a, std::uint32_t b) {
    a = root(a), b = root(b);
    if (a == b) return false;
    up_[std::max(a, b)] = std::min(a, b);
    return true;
  }
  std::uint32_t add() {
    up_.push_back(static_cast<std::uint32_t>(up_.size()));
    return up_.back();
  }

 private:
  std::vector<std::uint32_t> up_;
};

struct People::State {
  std::span<const Party> parties;
  Arena arena;
  std::vector<Row> rows;
  std::vector<Node> nodes;
  std::vector<NodeIndex> node_of_row;
  std::vector<Join> joins;           // by row
  std::vector<std::uint32_t> label;  // by row: which entity, before they are numbered
  std::vector<bool> taken_out;       // by row: by a split
  std::vector<RowIndex> row_of_party;
  std::vector<std::uint32_t> entity;  // by row
  std::vector<std::uint32_t> begin;   // by entity: where its rows start in `members`
  std::vector<RowIndex> members;
  std::vector<std::uint64_t> keys;                              // by entity
  std::vector<std::pair<std::int64_t, std::string>> decisions;  // number and reason

  std::uint64_t letters(RowIndex row) const { return parties[rows[row].party].letters; }
};

/// Sets Node::shared.
void mark_shared(People::State& state);

/// Joins nodes by names (rules 2 to 5): edges that form a tree for each set, and the sets.
struct NodeJoins {
  Sets sets;
  std::vector<Edge> edges;
};
NodeJoins join_nodes(const People::State& state, std::span<const ShortForm> short_forms);

/// What rows a decision with this address means: those of its mark, else those of headers.
NameOf of_mark(std::string_view address);

/// Applies the user's decisions to State::label and State::joins (rule 6).
void apply_decisions(People::State& state, std::span<const Decision> decisions);

}  // namespace clew::resolve
