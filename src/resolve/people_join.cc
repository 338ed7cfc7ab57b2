// Rules 2 to 5 of resolve/people.h: which nodes the names join.
#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_set>

#include "base/utf8.h"
#include "resolve/people_state.h"

namespace clew::resolve {
namespace {

/// At most so many addresses of each of two nearly equal names are compared.
constexpr std::size_t kCompared = 16;
/// Each name is compared with at most this many of those that one deleted letter makes equal.
constexpr std::size_t kNeighbours = 32;
/// An address with this many different people's names is nobody's own.
constexpr std::size_t kSharedNames = 4;
constexpr std::size_t kMinEditLetters = 5, kMaxEditLetters = 24;
/// Names beyond this many are compared in parts, to bound memory.
constexpr std::size_t kPartNames = 100'000;

/// A name that may join its node to others.
struct Use {
  std::uint64_t hash = 0;
  std::string_view key;
  NodeIndex node = 0;
  RowIndex row = 0;
};

/// All uses of one name.
struct Group {
  std::size_t begin = 0, end = 0;
  std::string_view key;
  bool near = false;  // unambiguous: may join nearly equal names
};

std::uint64_t hash_of(std::string_view text) { return std::hash<std::string_view>{}(text); }

enum class Script { latin, arabic, cyrillic, other };
Script script_of(std::string_view key) {
  const char32_t c = key.empty() ? 0 : decode_utf8(key, 0).character;
  if (c < 0x370) return Script::latin;
  if (c >= 0x600 && c < 0x780) return Script::arabic;
  return c >= 0x400 && c < 0x530 ? Script::cyrillic : Script::other;
}

std::string_view first_character(std::string_view word) {
  return word.empty() ? word : word.substr(0, static_cast<std::size_t>(decode_utf8(word, 0).length));
}

/// Whether two spellings on one address may be one person's: last name and first initial agree, or the words
/// do.
bool compatible(std::string_view a, std::string_view b) {
  if (a == b) return true;
  auto x = words_of(a), y = words_of(b);
  if (x.back() == y.back() && first_character(x.front()) == first_character(y.front())) return true;
  std::sort(x.begin(), x.end()), std::sort(y.begin(), y.end());
  return std::includes(x.begin(), x.end(), y.begin(), y.end()) ||
         std::includes(y.begin(), y.end(), x.begin(), x.end());
}

/// The full names of a node that may join it: the most used one of each script, and what is compatible with
/// it.
void collect_uses(const People::State& state, NodeIndex index, std::vector<Use>& uses) {
  struct Name {
    std::string_view key;
    RowIndex row;
    std::uint64_t letters;
    Script script;
  };
  const Node& node = state.nodes[index];
  std::vector<Name> names;
  for (RowIndex row = node.begin; row < node.end; ++row) {
    const Row& r = state.rows[row];
    if (!r.named || !r.full || r.role) continue;
    const std::uint64_t letters = state.letters(row) + 1;
    if (!names.empty() && names.back().key == r.key)
      names.back().letters += letters;
    else
      names.push_back({r.key, row, letters, script_of(r.key)});
  }
  for (const Script script : {Script::latin, Script::arabic, Script::cyrillic, Script::other}) {
    const Name* main = nullptr;
    for (const Name& name : names)
      if (name.script == script && (main == nullptr || name.letters > main->letters)) main = &name;
    if (main == nullptr) continue;
    for (const Name& name : names)
      if (name.script == script && compatible(main->key, name.key))
        uses.push_back({hash_of(name.key), name.key, index, name.row});
  }
}

/// Whether an address is used with so many different names that it says nothing of any of them: four persons'
/// names or more in one script, none of which has most of the letters.
bool is_shared(const People::State& state, const Node& node) {
  for (const Script script : {Script::latin, Script::arabic, Script::cyrillic, Script::other}) {
    std::string_view main;
    std::uint64_t most = 0, all = 0, agreeing = 0;
    const auto each = [&](auto&& give) {
      for (RowIndex row = node.begin; row < node.end; ++row) {
        const Row& r = state.rows[row];
        if (r.named && r.full && !r.role && script_of(r.key) == script) give(r.key, state.letters(row) + 1);
      }
    };
    each([&](std::string_view key, std::uint64_t letters) {
      all += letters;
      if (letters > most) most = letters, main = key;
    });
    std::unordered_set<std::string> others;
    each([&](std::string_view key, std::uint64_t letters) {
      if (compatible(main, key))
        agreeing += letters;
      else
        others.emplace(std::string(first_character(key)) + std::string(words_of(key).back()));
    });
    if (others.size() >= kSharedNames - 1 && agreeing < all - all / 10 * 3) return true;
  }
  return false;
}

std::string_view without_digits(std::string_view text) {
  while (!text.empty() && text.back() >= '0' && text.back() <= '9') text.remove_suffix(1);
  return text;
}

class Joiner {
 public:
  Joiner(const People::State& state, std::span<const ShortForm> short_forms)
      : state_(state), short_forms_(short_forms), out_{Sets(state.nodes.size()), {}} {}

  NodeJoins run() {
    for (NodeIndex node = 0; node < state_.nodes.size(); ++node)
      if (state_.nodes[node].joins()) collect_uses(state_, node, uses_);
    std::sort(uses_.begin(), uses_.end(), [](const Use& a, const Use& b) {
      return std::tie(a.hash, a.key, a.node, a.row) < std::tie(b.hash, b.key, b.node, b.row);
    });
    for (std::size_t from = 0, to = 0; from < uses_.size(); from = to) {
      while (to < uses_.size() && uses_[to].key == uses_[from].key) ++to;
      groups_.push_back({from, to, uses_[from].key, false});
      join_equal(groups_.back());
    }
    join_initials();
    join_one_letter();
    join_without_address();
    join_organisations();
    join_short_forms();
    return std::move(out_);
  }

 private:
  std::string_view address(NodeIndex node) const { return state_.rows[state_.nodes[node].begin].address; }

  void join(const Use& a, const Use& b, JoinKind kind, Support support) {
    if (out_.sets.join(a.node, b.node)) out_.edges.push_back({a.node, b.node, a.row, b.row, kind, support});
  }

  // Rule 2.
  void join_equal(Group& group) {
    std::vector<std::tuple<std::string_view, std::string_view, std::size_t>> places;  // domain, local, use
    for (std::size_t i = group.begin; i < group.end; ++i) {
      const std::string_view at = address(uses_[i].node);
      places.emplace_back(domain_of(at), without_digits(local_part(at)), i);
    }
    std::sort(places.begin(), places.end());
    std::size_t domains = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
      const auto& [domain, local, use] = places[i];
      if (i == 0 || std::get<0>(places[i - 1]) != domain) {
        ++domains;
        continue;
      }
      const auto& [domain_before, local_before, use_before] = places[i - 1];
      const bool differ = local_part(address(uses_[use].node)) != local_part(address(uses_[use_before].node));
      if (!local.empty() && local_before == local && differ) return;  // name1@ and name2@
    }
    const bool crowded = domains > kMaxDomains;
    // All join the one that is used most, so that the reasons name it.
    std::size_t main = group.begin;
    for (std::size_t i = group.begin; i < group.end; ++i)
      if (state_.letters(uses_[i].row) > state_.letters(uses_[main].row)) main = i;
    group.near = !crowded;
    for (std::size_t i = crowded ? 1 : 0; i < places.size(); ++i) {
      const auto& [domain, local, use] = places[i];
      if (crowded && (std::get<0>(places[i - 1]) != domain || is_public_domain(domain))) continue;
      join(uses_[crowded ? std::get<2>(places[i - 1]) : main], uses_[use], JoinKind::full_name,
           Support::none);
    }
  }

  /// Whether a local part is made from the other spelling; where a word differs, it must show that word.
  static bool spells(std::string_view local, std::string_view word, std::string_view key) {
    return local_fits_name(local, key) && local.find(word) != local.npos;
  }

  // Rule 3: what speaks for two nearly equal names, and between which addresses. `word_a`, `word_b`: where
  // they differ; empty for initials.
  void join_near(const Group& a, const Group& b, std::string_view word_a, std::string_view word_b,
                 JoinKind kind) {
    std::optional<std::tuple<std::size_t, std::size_t, Support>> found;
    for (std::size_t i = a.begin; i < std::min(a.end, a.begin + kCompared); ++i) {
      for (std::size_t j = b.begin; j < std::min(b.end, b.begin + kCompared); ++j) {
        const std::string_view x = address(uses_[i].node), y = address(uses_[j].node);
        const std::string_view local_x = local_part(x), local_y = local_part(y);
        if (!word_a.empty() && local_x.find(word_a) != local_x.npos && local_y.find(word_b) != local_y.npos)
          return;  // the addresses spell out the difference
        if (found) continue;
        if (domain_of(x) == domain_of(y) && !is_public_domain(domain_of(x)))
          found = {i, j, Support::domain};
        else if (spells(local_x, word_b, b.key) || spells(local_y, word_a, a.key))
          found = {i, j, Support::local};
      }
    }
    if (found) join(uses_[std::get<0>(*found)], uses_[std::get<1>(*found)], kind, std::get<2>(*found));
  }

  /// A name without its middle initials, and these.
  struct Bare {
    std::string name, initials;
    std::size_t group;
  };

  void join_initials() {
    std::vector<Bare> bare;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      if (!groups_[g].near) continue;
      const auto words = words_of(groups_[g].key);
      Bare b{{}, {}, g};
      for (std::size_t i = 0; i < words.size(); ++i) {
        const bool letter =
            letters_in(words[i]) == 1 && decode_utf8(words[i], 0).character < 0x2E80;  // no Han
        const bool middle = letter && i > 0 && i + 1 < words.size();
        (middle ? b.initials : b.name).append(words[i]).append(" ");
      }
      bare.push_back(std::move(b));
    }
    std::sort(bare.begin(), bare.end(), [](const Bare& x, const Bare& y) {
      return std::tie(x.name, x.initials) < std::tie(y.name, y.initials);
    });
    // A name with two different initials beside the one without leaves open whose the latter is.
    for (std::size_t from = 0, to = 0; from < bare.size(); from = to) {
      while (to < bare.size() && bare[to].name == bare[from].name) ++to;
      if (to - from == 2 && bare[from].initials.empty())
        join_near(groups_[bare[from].group], groups_[bare[from + 1].group], {}, {}, JoinKind::initial);
    }
  }

  struct Shape {
    std::uint64_t hash;
    std::uint32_t group, word;
  };

  // Symmetric deletion: two words within one edit have a common form with at most one letter deleted.
  void add_shapes(std::uint32_t group, std::size_t part, std::size_t parts,
                  std::vector<Shape>& shapes) const {
    const std::string_view key = groups_[group].key;
    std::string form;
    std::uint32_t index = 0;
    for (const std::string_view word : words_of(key)) {
      const std::uint32_t at = index++;
      const std::size_t letters = letters_in(word),
                        start = static_cast<std::size_t>(word.data() - key.data());
      if (letters < kMinEditLetters || letters > kMaxEditLetters) continue;
      const auto add = [&](std::size_t from, std::size_t n) {
        form.assign(key.substr(0, start)).append(1, '\0').append(word.substr(0, from));
        form.append(word.substr(from + n)).append(1, '\0').append(key.substr(start + word.size()));
        const std::uint64_t hash = hash_of(form);
        if (hash % parts == part) shapes.push_back({hash, group, at});
      };
      add(0, 0);
      for (std::size_t i = 0; i < word.size();) {
        const auto n = static_cast<std::size_t>(decode_utf8(word, i).length);
        if (i > 0) add(i, n);  // the first letter must agree
        i += n;
      }
    }
  }

  static bool one_edit(std::string_view a, std::string_view b) {
    std::u32string x, y;
    for (auto [text, to] : {std::pair(a, &x), std::pair(b, &y)})
      for (std::size_t i = 0; i < text.size();) {
        const Decoded d = decode_utf8(text, i);
        *to += d.character;
        i += static_cast<std::size_t>(d.length);
      }
    if (x.size() > y.size()) std::swap(x, y);
    if (y.size() - x.size() > 1 || x.size() < kMinEditLetters || x[0] != y[0]) return false;
    std::size_t head = 0, tail = 0;
    while (head < x.size() && x[head] == y[head]) ++head;
    while (tail < x.size() - head && x[x.size() - 1 - tail] == y[y.size() - 1 - tail]) ++tail;
    const std::size_t left_x = x.size() - head - tail, left_y = y.size() - head - tail;
    if (left_y <= 1) return true;
    return left_x == 2 && left_y == 2 && x[head] == y[head + 1] && x[head + 1] == y[head];
  }

  void join_one_letter() {
    const std::size_t parts = groups_.size() / kPartNames + 1;
    std::vector<Shape> shapes;
    for (std::size_t part = 0; part < parts; ++part) {
      shapes.clear();
      for (std::uint32_t g = 0; g < groups_.size(); ++g)
        if (groups_[g].near) add_shapes(g, part, parts, shapes);
      std::sort(shapes.begin(), shapes.end(), [&](const Shape& a, const Shape& b) {
        return std::tie(a.hash, a.word, a.group) < std::tie(b.hash, b.word, b.group);
      });
      for (std::size_t i = 0; i < shapes.size(); ++i) {
        for (std::size_t j = i + 1; j < std::min(shapes.size(), i + 1 + kNeighbours); ++j) {
          if (shapes[j].hash != shapes[i].hash || shapes[j].word != shapes[i].word) break;
          if (shapes[j].group != shapes[i].group) try_one_letter(shapes[i], shapes[j]);
        }
      }
    }
  }

  void try_one_letter(const Shape& a, const Shape& b) {
    const Group &x = groups_[a.group], &y = groups_[b.group];
    const auto words_x = words_of(x.key), words_y = words_of(y.key);
    if (words_x.size() != words_y.size()) return;
    for (std::size_t i = 0; i < words_x.size(); ++i)
      if (i != a.word && words_x[i] != words_y[i]) return;
    if (one_edit(words_x[a.word], words_y[b.word]))
      join_near(x, y, words_x[a.word], words_y[b.word], JoinKind::one_letter);
  }

  // Rule 4. Nodes without an address come first in the order of rows.
  void join_without_address() {
    for (NodeIndex node = 0; node < state_.nodes.size() && !state_.nodes[node].has_address; ++node) {
      const RowIndex row = state_.nodes[node].lead;
      const Row& r = state_.rows[row];
      if (r.of != NameOf::header || !r.named || !r.full || r.role) continue;
      const std::uint64_t hash = hash_of(r.key);
      const auto found = std::lower_bound(
          groups_.begin(), groups_.end(), std::tie(hash, r.key),
          [&](const Group& g, const auto& wanted) { return std::tie(uses_[g.begin].hash, g.key) < wanted; });
      if (found == groups_.end() || found->key != r.key) continue;
      const std::uint32_t root = out_.sets.root(uses_[found->begin].node);
      bool unique = true;
      for (std::size_t i = found->begin; i < found->end; ++i) unique &= out_.sets.root(uses_[i].node) == root;
      if (unique) join(uses_[found->begin], Use{hash, r.key, node, row}, JoinKind::no_address, Support::none);
    }
  }

  // Rule 5: organisations in texts. Offices and lists are known by what most letters call them.
  void join_organisations() {
    std::vector<std::pair<std::string_view, NodeIndex>> called;
    for (NodeIndex n = 0; n < state_.nodes.size(); ++n) {
      const Node& node = state_.nodes[n];
      if (!node.has_address || !node.is_org || node.shared || node.kind == AddressKind::no_reply) continue;
      if (const Row& r = state_.rows[node.lead]; r.named) called.emplace_back(r.key, n);
    }
    if (called.empty()) return;
    std::sort(called.begin(), called.end());
    for (NodeIndex n = 0; n < state_.nodes.size() && !state_.nodes[n].has_address; ++n) {
      const Node& node = state_.nodes[n];
      if (node.of != NameOf::org) continue;
      const std::string_view key = state_.rows[node.lead].key;
      auto found = std::lower_bound(called.begin(), called.end(), std::pair(key, NodeIndex{0}));
      if (found == called.end() || found->first != key) continue;
      const NodeIndex first = found->second;
      bool unique = true;
      for (; found != called.end() && found->first == key; ++found)
        unique &= out_.sets.root(found->second) == out_.sets.root(first);
      if (unique) join_by(first, n, JoinKind::called_so);
    }
  }

  void join_short_forms() {
    for (const ShortForm& form : short_forms_) {
      const RowIndex row = state_.row_of_party[form.name], means = state_.row_of_party[form.means];
      const NodeIndex a = state_.node_of_row[means], b = state_.node_of_row[row];
      if (state_.nodes[a].of == state_.nodes[b].of) join_by(a, b, JoinKind::initials);
    }
  }

  void join_by(NodeIndex a, NodeIndex b, JoinKind kind) {
    const RowIndex row_a = state_.nodes[a].lead, row_b = state_.nodes[b].lead;
    join({0, {}, a, row_a}, {0, {}, b, row_b}, kind, Support::none);
  }

  const People::State& state_;
  std::span<const ShortForm> short_forms_;
  NodeJoins out_;
  std::vector<Use> uses_;
  std::vector<Group> groups_;
};

}  // namespace

void mark_shared(People::State& state) {
  for (Node& node : state.nodes)
    if (node.has_address && node.end - node.begin >= kSharedNames) node.shared = is_shared(state, node);
}

NodeJoins join_nodes(const People::State& state, std::span<const ShortForm> short_forms) {
  return Joiner(state, short_forms).run();
}

}  // namespace clew::resolve
