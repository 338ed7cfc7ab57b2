#include "resolve/people.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_set>

#include "base/digest.h"
#include "base/fold.h"
#include "resolve/people_state.h"

namespace clew::resolve {
namespace {

std::string_view raw_name(const People::State& state, const Row& row) {
  return state.parties[row.party].name;
}

void make_rows(People::State& state) {
  state.rows.reserve(state.parties.size());
  for (PartyIndex i = 0; i < state.parties.size(); ++i) {
    const Party& party = state.parties[i];
    CleanName name;
    Row row;
    if (party.of == NameOf::header || party.of == NameOf::person) {
      name = clean_name(party.name);
    } else {
      row.of = party.of;
      name.key = folded(party.name);
    }
    std::string address = clean_address(party.address);
    if (address.empty() && name.key.empty()) address = address_in_name(party.name);
    row.address = address == party.address ? party.address : state.arena.keep(address);
    row.key = name.key == party.name ? party.name : state.arena.keep(name.key);
    row.party = i;
    row.full = name.full, row.role = name.role, row.named = !name.key.empty();
    state.rows.push_back(row);
  }
  std::sort(state.rows.begin(), state.rows.end(), [&](const Row& a, const Row& b) {
    const Party &x = state.parties[a.party], &y = state.parties[b.party];
    return std::tie(a.address, a.key, a.of, x.name, x.address, a.party) <
           std::tie(b.address, b.key, b.of, y.name, y.address, b.party);
  });
  state.row_of_party.resize(state.rows.size());
  for (RowIndex row = 0; row < state.rows.size(); ++row) state.row_of_party[state.rows[row].party] = row;
}

/// Whether an address that looks like a list's or an office's is somebody's after all: mina-lists@, used by a
/// Mina.
bool is_owners(const People::State& state, const Node& node) {
  const std::string_view local = local_part(state.rows[node.begin].address);
  bool any = false;
  for (RowIndex row = node.begin; row < node.end; ++row) {
    const Row& r = state.rows[row];
    if (!r.named || !r.full) continue;
    const auto words = words_of(r.key);
    const bool shown = std::any_of(words.begin(), words.end(), [&](std::string_view word) {
      return letters_in(word) >= 3 && local.find(word) != local.npos;
    });
    if (r.role || !shown) return false;
    any = true;
  }
  return any;
}

/// Whether a third or more of the letters call it by the name of an office, list or organisation.
bool is_office(const People::State& state, const Node& node) {
  std::uint64_t office = 0, all = 0;
  for (RowIndex row = node.begin; row < node.end; ++row) {
    const Row& r = state.rows[row];
    if (!r.named) continue;
    all += state.letters(row) + 1;
    if (r.role && !local_fits_name(local_part(r.address), r.key)) office += state.letters(row) + 1;
  }
  return office > 0 && office >= all / 3;
}

// Rule 1.
void make_nodes(People::State& state) {
  const auto same = [&](const Row& a, const Row& b) {
    if (a.address != b.address) return false;
    if (!a.address.empty()) return true;
    return a.key == b.key && a.of == b.of && (!a.key.empty() || raw_name(state, a) == raw_name(state, b));
  };
  state.node_of_row.resize(state.rows.size());
  for (RowIndex from = 0, to = 0; from < state.rows.size(); from = to) {
    Node node;
    node.begin = node.lead = from;
    for (; to < state.rows.size() && same(state.rows[from], state.rows[to]); ++to) {
      if (state.letters(to) > state.letters(node.lead)) node.lead = to;
      state.node_of_row[to] = static_cast<NodeIndex>(state.nodes.size());
    }
    node.end = to;
    node.has_address = !state.rows[from].address.empty();
    node.of = state.rows[from].of;
    if (node.has_address) node.kind = address_kind(state.rows[from].address);
    if ((node.kind == AddressKind::list || node.kind == AddressKind::role) && is_owners(state, node))
      node.kind = AddressKind::person;
    state.nodes.push_back(node);
  }
  mark_shared(state);
  for (Node& node : state.nodes) {
    node.is_org = node.of == NameOf::org || node.kind != AddressKind::person || node.shared ||
                  (node.of == NameOf::header && is_office(state, node));
  }
}

/// The node of each set from which its reasons are told: with an address, most letters, first.
std::vector<NodeIndex> set_heads(const People::State& state, Sets& sets) {
  std::vector<NodeIndex> head(state.nodes.size(), kNoIndex);
  const auto weight = [&](NodeIndex n) {
    std::uint64_t letters = 0;
    for (RowIndex row = state.nodes[n].begin; row < state.nodes[n].end; ++row) letters += state.letters(row);
    return std::pair(state.nodes[n].has_address, letters);
  };
  std::vector<std::pair<bool, std::uint64_t>> best(state.nodes.size());
  for (NodeIndex n = 0; n < state.nodes.size(); ++n) {
    const std::uint32_t set = sets.root(n);
    const auto w = weight(n);
    if (head[set] == kNoIndex || w > best[set]) head[set] = n, best[set] = w;
  }
  return head;
}

// Walks each tree of edges from its head, so that every reason names a party nearer to the head.
void tell_joins(People::State& state, NodeJoins& joins) {
  const std::size_t n = state.nodes.size();
  std::vector<std::uint32_t> begin(n + 1, 0), at(2 * joins.edges.size());
  for (const Edge& e : joins.edges) ++begin[e.a + 1], ++begin[e.b + 1];
  for (std::size_t i = 0; i < n; ++i) begin[i + 1] += begin[i];
  auto next = begin;
  for (std::uint32_t i = 0; i < joins.edges.size(); ++i) {
    at[next[joins.edges[i].a]++] = i;
    at[next[joins.edges[i].b]++] = i;
  }
  state.joins.assign(state.rows.size(), {});
  for (const Node& node : state.nodes)
    for (RowIndex row = node.begin; row < node.end; ++row)
      if (row != node.lead)
        state.joins[row] = {node.has_address ? JoinKind::address : JoinKind::same_name, Support::none,
                            node.lead, kNoIndex};
  std::vector<bool> seen(n, false);
  std::vector<NodeIndex> queue;
  for (const NodeIndex head : set_heads(state, joins.sets)) {
    if (head == kNoIndex) continue;
    seen[head] = true;
    queue.assign(1, head);
    while (!queue.empty()) {
      const NodeIndex node = queue.back();
      queue.pop_back();
      for (std::uint32_t k = begin[node]; k < begin[node + 1]; ++k) {
        const Edge& e = joins.edges[at[k]];
        const NodeIndex other = e.a == node ? e.b : e.a;
        if (seen[other]) continue;
        seen[other] = true;
        queue.push_back(other);
        state.joins[state.nodes[other].lead] = {e.kind, e.support, e.a == node ? e.row_a : e.row_b, kNoIndex};
      }
    }
  }
  state.label.resize(state.rows.size());
  for (RowIndex row = 0; row < state.rows.size(); ++row)
    state.label[row] = joins.sets.root(state.node_of_row[row]);
}

void number_entities(People::State& state) {
  std::uint32_t labels = 0, count = 0;
  for (const std::uint32_t label : state.label) labels = std::max(labels, label + 1);
  std::vector<std::uint32_t> number(labels, kNoIndex);
  state.entity.resize(state.rows.size());
  for (const RowIndex row : state.row_of_party) {
    std::uint32_t& entity = number[state.label[row]];
    if (entity == kNoIndex) entity = count++;
    state.entity[row] = entity;
  }
  state.begin.assign(count + 1, 0);
  for (const std::uint32_t entity : state.entity) ++state.begin[entity + 1];
  for (std::uint32_t e = 0; e < count; ++e) state.begin[e + 1] += state.begin[e];
  auto next = state.begin;
  state.members.resize(state.rows.size());
  for (RowIndex row = 0; row < state.rows.size(); ++row) state.members[next[state.entity[row]]++] = row;
  for (std::uint32_t e = 0; e < count; ++e)
    std::sort(state.members.begin() + state.begin[e], state.members.begin() + state.begin[e + 1],
              [&](RowIndex a, RowIndex b) {
                return state.letters(a) != state.letters(b) ? state.letters(a) > state.letters(b) : a < b;
              });
}

std::uint64_t hash64(std::string_view text) {
  const Sha256 digest = sha256(text);
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < 8; ++i) out = out << 8 | digest[i];
  return out;
}

void make_keys(People::State& state) {
  const std::size_t count = state.begin.size() - 1;
  state.keys.assign(count, ~std::uint64_t{0});
  const auto take = [&](std::uint32_t entity, const std::string& text) {
    state.keys[entity] = std::min(state.keys[entity], hash64(text));
  };
  for (const Node& node : state.nodes) {
    // An address that the user divided stays with what was not taken out of it.
    RowIndex owner = node.begin;
    while (owner < node.end && state.taken_out[owner]) ++owner;
    const std::uint32_t main = state.entity[owner < node.end ? owner : node.lead];
    const Row& row = state.rows[node.begin];
    const std::string_view mark = address_mark(row.of);
    const std::string name =
        std::string(mark.empty() ? "name:" : mark).append(row.key.empty() ? raw_name(state, row) : row.key);
    take(main, node.has_address ? std::string(row.address) : name);
    for (RowIndex r = node.begin; r < node.end; ++r)
      if (state.entity[r] != main)
        take(state.entity[r], "name:" + std::string(mark) + std::string(state.rows[r].key) + ' ' +
                                  std::string(state.rows[r].address));
  }
  // An address made to look like "name:..." could make two keys equal; in the order of rows, not of the
  // caller.
  std::unordered_set<std::uint64_t> used;
  std::vector<bool> done(count, false);
  for (const std::uint32_t e : state.entity) {
    if (done[e]) continue;
    done[e] = true;
    while (!used.insert(state.keys[e]).second)
      state.keys[e] = hash64("again:" + std::to_string(state.keys[e]));
  }
}

const Party& party_of(const People::State& state, RowIndex row) {
  return state.parties[state.rows[row].party];
}

std::string shown_name(const Party& party) {
  const bool plain = party.of == NameOf::header || party.of == NameOf::person;
  return plain ? clean_name(party.name).shown : std::string(party.name);
}

/// "Name <address>" as a reason shows it.
std::string label_of(const People::State& state, RowIndex row) {
  const Party& party = state.parties[state.rows[row].party];
  std::string out = shown_name(party);
  if (out.empty()) out = party.name;
  if (party.address.empty()) return out;
  if (out.empty()) return std::string(party.address);
  return out.append(" <").append(party.address).append(">");
}

std::string own_reason(const Node& node) {
  if (node.kind == AddressKind::no_reply) return "address of a machine: names on it join nobody";
  if (node.kind == AddressKind::list) return "address of a list: names on it join nobody";
  if (node.kind == AddressKind::role) return "address of an office: names on it join nobody";
  if (node.shared) return "address used with many different names: they join nobody";
  return {};
}

std::string decision_of(const People::State& state, std::uint32_t index) {
  const auto& [id, reason] = state.decisions[index];
  std::string out = "decision " + std::to_string(id);
  return reason.empty() ? out : out + ": " + reason;
}

std::string support_of(Support support) {
  switch (support) {
    case Support::none:
      return {};
    case Support::domain:
      return ", same domain";
    case Support::local:
      return ", and the address is made from it";
  }
  return {};
}

}  // namespace

std::string_view address_mark(NameOf of) {
  static constexpr std::string_view kMarks[] = {"", "", "org:", "place:", "event:", "programme:"};
  return kMarks[static_cast<std::size_t>(of)];
}

NameOf of_mark(std::string_view address) {
  for (const NameOf of : {NameOf::org, NameOf::place, NameOf::event, NameOf::programme})
    if (address == address_mark(of)) return of;
  return NameOf::header;
}

People::People(std::unique_ptr<State> state) : state_(std::move(state)) {}
People::People(People&&) noexcept = default;
People& People::operator=(People&&) noexcept = default;
People::~People() = default;

std::size_t People::count() const { return state_->begin.size() - 1; }
std::uint32_t People::entity_of(PartyIndex party) const {
  return state_->entity[state_->row_of_party[party]];
}
std::uint64_t People::key(std::uint32_t entity) const { return state_->keys[entity]; }

std::string_view People::type(std::uint32_t entity) const {
  static constexpr std::string_view kTypes[] = {"person", "person", "org", "place", "event", "programme"};
  bool header = false, org = true;
  NameOf of = NameOf::programme;
  for (std::uint32_t k = state_->begin[entity]; k < state_->begin[entity + 1]; ++k) {
    const Node& node = state_->nodes[state_->node_of_row[state_->members[k]]];
    of = std::min(of, node.of);
    if (node.of != NameOf::header) continue;
    header = true;
    org &= node.is_org;
  }
  return header && org ? "org" : kTypes[static_cast<std::size_t>(of)];
}

std::vector<PartyIndex> People::parties(std::uint32_t entity) const {
  std::vector<PartyIndex> out;
  for (std::uint32_t k = state_->begin[entity]; k < state_->begin[entity + 1]; ++k)
    out.push_back(state_->rows[state_->members[k]].party);
  return out;
}

std::string People::reason(PartyIndex party) const {
  const State& s = *state_;
  const RowIndex row = s.row_of_party[party];
  const Join& join = s.joins[row];
  const Node& node = s.nodes[s.node_of_row[row]];
  const std::string with = join.with == kNoIndex ? std::string() : label_of(s, join.with);
  switch (join.kind) {
    case JoinKind::first: {
      const std::string own = own_reason(node);
      if (!own.empty()) return own;
      if (party_of(s, row).of != NameOf::header) return std::string(kPlainReason);
      return node.has_address ? "its own address" : "its own name";
    }
    case JoinKind::address:
      return "same address" + (node.joins() ? "" : "; " + own_reason(node));
    case JoinKind::full_name:
      return "same full name as " + with;
    case JoinKind::one_letter:
      return "one letter from the name of " + with + support_of(join.support);
    case JoinKind::initial:
      return "but for a middle initial the name of " + with + support_of(join.support);
    case JoinKind::no_address:
      return "no address; the only one here with this full name is " + with;
    case JoinKind::called_so:
      return "named in texts; the only office or list here that is called so is " + with;
    case JoinKind::initials:
      return "initials of " + with + ", beside which it stands";
    case JoinKind::same_name:
      return party_of(s, row).of == NameOf::header ? "no address; same name" : std::string(kPlainReason);
    case JoinKind::merged:
      return "joined with " + with + " by " + decision_of(s, join.decision);
    case JoinKind::split:
      return "taken out by " + decision_of(s, join.decision);
    case JoinKind::remained:
      return "stayed when a decision took out what joined it";
  }
  return {};
}

People::Names People::names(std::uint32_t entity) const {
  struct Spelling {
    std::uint64_t letters = 0;
    std::string shown;
    bool personal = false;
  };
  const State& s = *state_;
  std::map<std::string_view, Spelling> names, addresses;
  std::uint64_t all = 0;
  bool shared = false;
  for (std::uint32_t k = s.begin[entity]; k < s.begin[entity + 1];
       ++k) {  // most used first: it gives the spelling
    const Row& row = s.rows[s.members[k]];
    const Party& party = s.parties[row.party];
    shared |= s.nodes[s.node_of_row[s.members[k]]].shared;
    if (row.named) {
      Spelling& name = names[row.key];
      if (name.shown.empty()) name.shown = shown_name(party), name.personal = row.full && !row.role;
      name.letters += party.letters;
      all += party.letters;
    }
    if (row.address.empty()) continue;
    Spelling& address = addresses[row.address];
    if (address.shown.empty()) address.shown = party.address.empty() ? row.address : party.address;
    address.letters += party.letters;
  }
  const auto sorted = [](const std::map<std::string_view, Spelling>& from) {
    std::vector<const Spelling*> out;
    for (const auto& [key, spelling] : from) out.push_back(&spelling);
    std::stable_sort(out.begin(), out.end(), [](auto* a, auto* b) { return a->letters > b->letters; });
    return out;
  };
  Names out;
  const auto by_use = sorted(names);
  for (const auto* name : by_use)
    if (out.names.size() < kMaxNames) out.names.push_back(name->shown);
  for (const auto* address : sorted(addresses)) out.addresses.push_back(address->shown);
  const bool org = type(entity) != "person";
  const auto personal = std::find_if(by_use.begin(), by_use.end(), [](auto* name) { return name->personal; });
  if (!org && personal != by_use.end())
    out.shown = (*personal)->shown;
  else if (!by_use.empty() && (!org || (!shared && by_use.front()->letters * 2 >= all)))
    out.shown = by_use.front()->shown;
  else if (!out.addresses.empty())
    out.shown = out.addresses.front();
  else
    out.shown = raw_name(s, s.rows[s.members[s.begin[entity]]]);
  return out;
}

People resolve_people(std::span<const Party> parties, std::span<const Decision> decisions,
                      std::span<const ShortForm> short_forms) {
  auto state = std::make_unique<People::State>();
  state->parties = parties;
  for (const Decision& d : decisions) state->decisions.emplace_back(d.id, d.reason);
  make_rows(*state);
  make_nodes(*state);
  {
    NodeJoins joins = join_nodes(*state, short_forms);
    tell_joins(*state, joins);
  }
  state->taken_out.assign(state->rows.size(), false);
  apply_decisions(*state, decisions);
  number_entities(*state);
  make_keys(*state);
  return People(std::move(state));
}

}  // namespace clew::resolve
