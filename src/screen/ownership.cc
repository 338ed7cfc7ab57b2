#include "screen/ownership.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>

#include "base/fold.h"

namespace clew::screen {
namespace {

constexpr std::size_t kMostSteps = 20;

// Finds entries by number in the same list, or by their whole name there.
class Finder {
 public:
  explicit Finder(const Everything& all) : all_(all) {
    const auto& entries = all.entries();
    for (std::uint32_t i = 0; i < entries.size(); ++i)
      for (const model::ListName& name : entries[i].entry.names)
        if (name.kind != model::ListNameKind::weak) by_name_.emplace(key(entries[i].list, name.text), i);
  }
  std::int64_t find(const Listed& from, const model::ListRelation& relation) const {
    if (!relation.entry.empty()) {
      const Listed* const other = all_.find(all_.list_of(from).info.name, relation.entry);
      return other == nullptr ? -1 : other - all_.entries().data();
    }
    const auto found = by_name_.find(key(from.list, relation.name));
    return found == by_name_.end() ? -1 : static_cast<std::int64_t>(found->second);
  }

 private:
  static std::string key(std::uint32_t list, std::string_view name) {
    return std::to_string(list) + ' ' + folded(name);
  }
  const Everything& all_;
  std::unordered_map<std::string, std::uint32_t> by_name_;
};

using Owners = std::unordered_map<std::uint32_t, std::vector<Owner>>;

void add_owner(Owners& owners, std::uint32_t owned, Owner owner) {
  if (owned == owner.entry) return;
  for (Owner& known : owners[owned]) {
    if (known.entry != owner.entry) continue;
    known.share = std::max(known.share, owner.share);  // told twice, not held twice
    return;
  }
  owners[owned].push_back(std::move(owner));
}

Owners all_owners(const Everything& all) {
  const Finder finder(all);
  Owners owners;
  for (std::uint32_t i = 0; i < all.entries().size(); ++i)
    for (const model::ListRelation& one : all.entries()[i].entry.relations) {
      if (one.tie != model::ListTie::owner && one.tie != model::ListTie::owned) continue;
      const std::int64_t other = finder.find(all.entries()[i], one);
      if (other < 0) continue;
      const auto there = static_cast<std::uint32_t>(other);
      if (one.tie == model::ListTie::owner)
        add_owner(owners, i, {there, one.share, one.words});
      else
        add_owner(owners, there, {i, one.share, one.words});
    }
  return owners;
}

std::string percent(double share) {
  char text[32];
  std::snprintf(text, sizeof text, "%.10g %%", std::round(share * 100) / 100);
  return text;
}

}  // namespace

std::unordered_map<std::uint32_t, Owned> owned_by_listed(const Everything& all) {
  const Owners owners = all_owners(all);
  std::unordered_map<std::uint32_t, Owned> out;
  std::set<std::uint32_t> blocked;
  for (std::uint32_t i = 0; i < all.entries().size(); ++i)
    if (all.entries()[i].entry.listed) blocked.insert(i);
  // Each round may block those whose owners the round before blocked; it ends, as none is ever released.
  for (bool again = true; again;) {
    again = false;
    for (const auto& [entry, list] : owners) {
      Owned found;
      for (const Owner& owner : list) {
        if (!blocked.contains(owner.entry)) continue;
        found.owners.push_back(owner);
        found.share += std::max(owner.share, 0.0);
      }
      if (found.owners.empty()) continue;
      found.share = std::min(found.share, 100.0);
      std::stable_sort(found.owners.begin(), found.owners.end(),
                       [](const Owner& a, const Owner& b) { return a.share > b.share; });
      if (found.half() && blocked.insert(entry).second) again = true;
      out.insert_or_assign(entry, std::move(found));
    }
  }
  return out;
}

std::vector<std::string> chain_of(const Everything& all,
                                  const std::unordered_map<std::uint32_t, Owned>& owned,
                                  std::uint32_t entry) {
  std::vector<std::string> lines;
  std::vector<std::uint32_t> waiting{entry};
  std::set<std::uint32_t> told{entry};
  for (std::size_t at = 0; at < waiting.size() && lines.size() < kMostSteps; ++at) {
    const auto found = owned.find(waiting[at]);
    if (found == owned.end()) continue;
    std::string line(name_of(all.entries()[waiting[at]].entry));
    line += ": ";
    bool first = true;
    for (const Owner& owner : found->second.owners) {
      const Listed& other = all.entries()[owner.entry];
      if (!std::exchange(first, false)) line += ", ";
      line += (owner.share < 0 ? std::string("a share not told") : percent(owner.share)) + " by ";
      line += name_of(other.entry);
      line += other.entry.listed ? " (" + all.list_of(other).info.name + ", entry " + other.entry.id + ")"
                                 : " (not listed itself, owned as told below)";
      if (!other.entry.listed && told.insert(owner.entry).second) waiting.push_back(owner.entry);
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace clew::screen
