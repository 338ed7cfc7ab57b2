#include "pipeline/resolve_case.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <set>

#include "pipeline/resolve_names.h"
#include "resolve/people.h"
#include "store/case.h"
#include "store/decisions.h"
#include "store/people.h"
#include "store/savepoint.h"

namespace clew::pipeline {
namespace {

/// The parties of a case with their strings, which lie in large blocks.
class Parties {
 public:
  static Result<Parties> load(const store::Db& db) {
    Parties out;
    const auto letters = TRY(store::letters_by_party(db));
    out.by_id_.assign(letters.size(), resolve::PartyIndex{store::kNoEntity});
    TRY(store::each_party(db, [&](std::int64_t id, std::string_view name, std::string_view address) {
      const auto row = static_cast<std::size_t>(id);
      out.by_id_[row] = static_cast<resolve::PartyIndex>(out.parties_.size());
      out.parties_.push_back({out.keep(name), out.keep(address), letters[row]});
    }));
    return out;
  }
  std::vector<resolve::Party>& all() { return parties_; }
  /// By parties.id: its index among all(), or kNoEntity.
  const std::vector<resolve::PartyIndex>& by_id() const { return by_id_; }

 private:
  static constexpr std::size_t kBlock = 1 << 20;
  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    if (left_ < text.size()) {
      left_ = std::max(kBlock, text.size());
      blocks_.push_back(std::make_unique<char[]>(left_));
      to_ = blocks_.back().get();
    }
    char* const kept = to_;
    std::memcpy(kept, text.data(), text.size());
    to_ += text.size(), left_ -= text.size();
    return {kept, text.size()};
  }
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* to_ = nullptr;
  std::size_t left_ = 0;
  std::vector<resolve::Party> parties_;
  std::vector<resolve::PartyIndex> by_id_;
};

Result<std::vector<resolve::Decision>> standing_decisions(const store::Db& db) {
  std::vector<resolve::Decision> out;
  for (auto& stored : TRY(store::load_decisions(db))) {
    if (stored.undone) continue;
    using Action = resolve::Decision::Action;
    out.push_back({stored.id, stored.action == "merge" ? Action::merge : Action::split,
                   std::move(stored.subject), std::move(stored.object), std::move(stored.reason)});
  }
  return out;
}

std::vector<store::NameAndAddress> pairs_of(const std::vector<store::StoredJoin>& joins) {
  std::vector<store::NameAndAddress> out;
  for (const auto& join : joins) out.emplace_back(join.name, join.address);
  return out;
}

Result<Decided> with_entity(const store::Db& db, Decided decided,
                            const std::vector<store::NameAndAddress>& parties) {
  if (const auto entity = TRY(store::entity_of(db, parties)))
    decided.entity = TRY(store::load_entity(db, *entity));
  return decided;
}

Result<Decided> decide(const store::Db& db, const store::StoredDecision& decision) {
  Decided out;
  out.action = decision.action;
  TRY(store::as_one_change(db, [&]() -> Result<void> {
    out.decision = TRY(store::add_decision(db, decision));
    return resolve_case(db);
  }));
  return with_entity(db, std::move(out), decision.subject);
}

}  // namespace

Result<void> resolve_case(const store::Db& db) {
  Parties parties = TRY(Parties::load(db));
  NamesOfTexts names = TRY(NamesOfTexts::load(db));
  names.add_to(parties.all());
  const auto decisions = TRY(standing_decisions(db));
  const resolve::People people = resolve::resolve_people(parties.all(), decisions, names.short_forms());
  std::vector<std::uint32_t> entities(parties.by_id().size(), store::kNoEntity);
  for (std::size_t id = 0; id < entities.size(); ++id)
    if (const auto party = parties.by_id()[id]; party != store::kNoEntity)
      entities[id] = people.entity_of(party);
  std::vector<std::uint32_t> named(names.party_of().size(), store::kNoEntity);
  for (std::size_t i = 0; i < named.size(); ++i)
    if (const auto party = names.party_of()[i]; party != store::kNoEntity) named[i] = people.entity_of(party);
  store::ResolvedNames resolved{named, names.links(), [&](std::uint32_t name) {
                                  std::string reason = people.reason(names.party_of()[name]);
                                  return reason == resolve::kPlainReason ? std::string() : reason;
                                }};
  const auto counts = store::count_named(names.texts(), resolved, people.count());
  store::ResolvedPeople out;
  out.entities = static_cast<std::uint32_t>(people.count());
  out.entity_of_party = entities;
  out.reason = [&](std::int64_t id) { return people.reason(parties.by_id()[static_cast<std::size_t>(id)]); };
  out.entity = [&](std::uint32_t entity) {
    auto called = people.names(entity);
    return store::NewEntity{people.key(entity),      people.type(entity),         std::move(called.shown),
                            std::move(called.names), std::move(called.addresses), counts[entity].first,
                            counts[entity].last};
  };
  return store::as_one_change(db, [&]() -> Result<void> {
    TRY(store::write_people(db, out));
    return store::write_names(db, names.texts(), resolved, counts);
  });
}

Result<Decided> merge_entities(const std::string& path, std::string_view a, std::string_view b,
                               std::string_view reason) {
  const store::Db db = TRY(store::open_case_for_writing(path));
  const auto subject = TRY(store::find_entity(db, a, store::NameMatch::exact));
  const auto object = TRY(store::find_entity(db, b, store::NameMatch::exact));
  if (subject == object)
    return Error{Code::usage, "these are one already", {}, "see why: clew why CASE " + std::string(a)};
  store::StoredDecision decision;
  decision.action = "merge";
  decision.subject = pairs_of(TRY(store::joins_of(db, subject)));
  decision.object = pairs_of(TRY(store::joins_of(db, object)));
  decision.reason = reason;
  return decide(db, decision);
}

Result<Decided> split_entity(const std::string& path, const std::vector<std::string>& words,
                             std::string_view reason) {
  const store::Db db = TRY(store::open_case_for_writing(path));
  store::StoredDecision decision;
  decision.action = "split";
  decision.reason = reason;
  std::set<store::NameAndAddress> taken;
  std::optional<std::int64_t> entity;
  for (const std::string& word : words) {
    bool is_address = false;
    const auto parties = TRY(store::parties_called(db, word, is_address));
    if (parties.empty())
      return Error{Code::not_found,
                   "no address and no name \"" + word + "\" in this case",
                   {},
                   "see what there is: clew people CASE"};
    for (const auto& party : parties) {
      if (entity && *entity != party.entity)
        return Error{
            Code::usage, "these belong to different people or organisations", {}, "split one after another"};
      entity = party.entity;
      taken.emplace(party.name, party.address);
    }
    if (is_address)
      decision.subject.emplace_back("*", parties.front().address);
    else
      for (auto& pair : pairs_of(parties)) decision.subject.push_back(std::move(pair));
  }
  if (!entity) return Error{Code::usage, "what is to be taken out?", {}, {}};
  if (taken.size() == TRY(store::joins_of(db, *entity)).size())
    return Error{Code::usage, "nothing would be left: this is an entity of its own already", {}, {}};
  return decide(db, decision);
}

Result<Decided> undo_decision(const std::string& path, std::optional<std::int64_t> number) {
  const store::Db db = TRY(store::open_case_for_writing(path));
  store::StoredDecision undone;
  TRY(store::as_one_change(db, [&]() -> Result<void> {
    undone = TRY(store::undo_decision(db, number));
    return resolve_case(db);
  }));
  return with_entity(db, {undone.id, undone.action, {}}, undone.subject);
}

}  // namespace clew::pipeline
