#include "assemble/claim_groups.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_map>

namespace clew::assemble {
namespace {

using model::ClaimStatus;

/// A bucket holds claims about the same; past this many, a claim is compared with the first ones only.
constexpr std::size_t kCompared = 200;

enum class Part { core, sum, place, loose };

Part part_of(std::string_view role) {
  if (role == "amount" || role == "share") return Part::sum;
  if (role == "place") return Part::place;
  if (role == "purpose" || role == "topic" || role == "content" || role == "courier" || role == "goods" ||
      role == "form" || role == "programme" || role == "before")
    return Part::loose;
  return Part::core;
}

std::vector<std::string_view> keys_of(const ClaimFact& fact, std::string_view role) {
  std::vector<std::string_view> keys;
  for (const ClaimFactArg& arg : fact.args)
    if (arg.role == role && !arg.key.empty()) keys.push_back(arg.key);
  std::sort(keys.begin(), keys.end());
  return keys;
}

enum class Agreement { same, open, different };

Agreement agree_on(const ClaimFact& a, const ClaimFact& b, std::string_view role) {
  const auto left = keys_of(a, role), right = keys_of(b, role);
  if (left.empty() || right.empty()) return Agreement::open;
  return left == right ? Agreement::same : Agreement::different;
}

// "2012-05" and "2012-05-14" may be one day; "2012-05" and "2012-06" cannot.
Agreement agree_on_time(const ClaimFact& a, const ClaimFact& b) {
  if (a.from.empty() || b.from.empty()) return Agreement::open;
  const std::size_t n = std::min({a.from.size(), b.from.size(), std::size_t{10}});
  if (a.from.compare(0, n, b.from, 0, n) != 0) return Agreement::different;
  return Agreement::same;
}

struct Relation {
  bool same = false, conflicting = false;
};

// REQUIRES: one bucket, so that all core arguments that both have agree.
Relation relate(const ClaimFact& a, const ClaimFact& b) {
  Relation out;
  bool different = agree_on_time(a, b) == Agreement::different;
  bool conflict = different && a.type != model::ClaimType::meeting && a.type != model::ClaimType::payment &&
                  a.type != model::ClaimType::travel && a.type != model::ClaimType::communication;
  for (const char* role : {"amount", "share", "place", "courier", "goods", "topic", "content", "programme"}) {
    if (agree_on(a, b, role) != Agreement::different) continue;
    const bool sum = part_of(role) == Part::sum;
    // Another sum at the same time is another account of it; at another time, another payment.
    if (sum && agree_on_time(a, b) == Agreement::same) conflict = true;
    different = true;
  }
  out.same = !different;
  out.conflicting = conflict;
  return out;
}

bool says_no(ClaimStatus status) { return status == ClaimStatus::denied || status == ClaimStatus::negated; }

// What it is about: its type and its core arguments in a fixed order. Empty: nothing known.
std::string bucket_of(const ClaimFact& fact) {
  std::vector<std::string> parts;
  for (const ClaimFactArg& arg : fact.args)
    if (part_of(arg.role) == Part::core && !arg.key.empty()) parts.push_back(arg.role + '\x1f' + arg.key);
  if (parts.empty()) return {};
  std::sort(parts.begin(), parts.end());
  std::string key(name_of(fact.type));
  for (const std::string& part : parts) key += '\x1e' + part;
  return key;
}

class Comparing {
 public:
  explicit Comparing(const std::vector<ClaimFact>& facts) : facts_(facts), first_(facts.size()) {
    for (std::size_t i = 0; i < facts.size(); ++i) first_[i] = i;
  }

  ClaimComparison compare() {
    std::unordered_map<std::string, std::vector<std::size_t>> buckets;
    for (std::size_t i = 0; i < facts_.size(); ++i) {
      const std::string key = bucket_of(facts_[i]);
      if (key.empty()) continue;
      std::vector<std::size_t>& bucket = buckets[key];
      for (std::size_t n = 0; n < bucket.size() && n < kCompared; ++n) compare(bucket[n], i);
      bucket.push_back(i);
    }
    deny_in_part();
    ClaimComparison out;
    std::vector<std::size_t> size(facts_.size());
    for (std::size_t i = 0; i < facts_.size(); ++i) ++size[first_[i]];
    for (std::size_t i = 0; i < facts_.size(); ++i)
      if (size[first_[i]] > 1) out.groups.emplace_back(facts_[i].id, facts_[first_[i]].id);
    std::sort(disputes_.begin(), disputes_.end());
    disputes_.erase(std::unique(disputes_.begin(), disputes_.end()), disputes_.end());
    for (const auto& [claim, by] : disputes_) out.disputes.emplace_back(facts_[claim].id, facts_[by].id);
    return out;
  }

 private:
  void compare(std::size_t earlier, std::size_t later) {
    const ClaimFact &a = facts_[earlier], &b = facts_[later];
    const Relation relation = relate(a, b);
    if (says_no(a.status) != says_no(b.status)) {
      if (relation.same) dispute(says_no(a.status) ? later : earlier, says_no(a.status) ? earlier : later);
      return;
    }
    if (relation.conflicting && !says_no(a.status)) {
      dispute(earlier, later);
      dispute(later, earlier);
    }
    // Only into a group whose first member agrees: groups do not grow along chains of half-agreement.
    if (relation.same && first_[later] == later && first_[earlier] == earlier) first_[later] = earlier;
  }

  void dispute(std::size_t claim, std::size_t by) { disputes_.emplace_back(claim, by); }

  // "I paid no relative of mine": fewer arguments than the claim that it denies. Every one that it has must
  // be there.
  void deny_in_part() {
    std::unordered_map<std::string, std::vector<std::size_t>> by_arg;
    const auto key_of = [](const ClaimFact& fact, const ClaimFactArg& arg) {
      return std::string(name_of(fact.type)) + '\x1e' + arg.role + '\x1f' + arg.key;
    };
    for (std::size_t i = 0; i < facts_.size(); ++i)
      if (!says_no(facts_[i].status))
        for (const ClaimFactArg& arg : facts_[i].args)
          if (part_of(arg.role) == Part::core && !arg.key.empty())
            by_arg[key_of(facts_[i], arg)].push_back(i);
    for (std::size_t i = 0; i < facts_.size(); ++i) {
      if (!says_no(facts_[i].status)) continue;
      const std::vector<std::size_t>* least = nullptr;
      bool missing = false;
      for (const ClaimFactArg& arg : facts_[i].args) {
        if (part_of(arg.role) != Part::core || arg.key.empty()) continue;
        const auto at = by_arg.find(key_of(facts_[i], arg));
        if (at == by_arg.end()) {
          missing = true;
        } else if (least == nullptr || at->second.size() < least->size()) {
          least = &at->second;
        }
      }
      if (missing || least == nullptr) continue;
      for (std::size_t n = 0; n < least->size() && n < kCompared; ++n)
        if (covers((*least)[n], i)) dispute((*least)[n], i);
    }
  }

  // Two arguments at least must be shared, or "A met nobody" would deny each of A's meetings.
  bool covers(std::size_t claim, std::size_t denial) const {
    std::size_t shared = 0;
    for (const ClaimFactArg& arg : facts_[denial].args) {
      if (part_of(arg.role) != Part::core || arg.key.empty()) continue;
      const auto keys = keys_of(facts_[claim], arg.role);
      if (!std::binary_search(keys.begin(), keys.end(), std::string_view(arg.key))) return false;
      ++shared;
    }
    return shared >= 2 && relate(facts_[claim], facts_[denial]).same;
  }

  const std::vector<ClaimFact>& facts_;
  std::vector<std::size_t> first_;
  std::vector<std::pair<std::size_t, std::size_t>> disputes_;
};

}  // namespace

ClaimComparison compare_claims(const std::vector<ClaimFact>& facts) { return Comparing(facts).compare(); }

}  // namespace clew::assemble
