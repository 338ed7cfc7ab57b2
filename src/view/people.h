// view/people.h - answers about people, organisations, places and events: what the case knows of each, and
// why two addresses are one person.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "store/db.h"
#include "store/entities.h"

namespace clew::view {

struct PeopleQuery {
  std::vector<std::string_view> types;  ///< person, org, place, event, programme; empty: all
  bool orgs_in_letters = false;         ///< of organisations only those in letter headers
  std::optional<std::string> about;     ///< only this one: key, address or name
  std::optional<std::uint64_t> limit;   ///< none: all
};

/// Most letters first, then most often named, then by key; stops when `row` gives false. Errors: not_found,
/// usage (of `about`).
Result<void> each_person(const store::Db& db, const PeopleQuery& query,
                         const std::function<bool(const store::StoredEntity&)>& row);

/// {"entity","type","name","names","addresses","sent","received","named","first"?,"last"?}
void write_entity(JsonWriter& json, const store::StoredEntity& entity);

/// One name and address, and why it belongs to its entity; or a decision of the user about that entity.
struct WhyRow {
  std::string entity, entity_name;  ///< key and name
  std::string name, address;        ///< of a party
  std::string reason;
  std::int64_t decision = 0;  ///< its number; 0: this is a party
  std::string action;         ///< merge or split
  bool undone = false;
};
struct Why {
  bool one = false;  ///< both words mean one entity (also where there is one word)
  std::vector<WhyRow> rows;
};
/// The parties of the entity that `a` means, and of that which `b` means, if given; then the decisions that
/// name any of them, undone ones too. Errors: not_found, usage (unclear).
Result<Why> explain_entity(const store::Db& db, std::string_view a, std::string_view b);

void write_why(JsonWriter& json, const WhyRow& row);

}  // namespace clew::view
