// pipeline/resolve_case.h - works out who is who in a case, and takes the user's word for it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/db.h"
#include "store/entities.h"

namespace clew::pipeline {

/// Recomputes entities, ties and what parties belong to, from the letters and the user's decisions, as one
/// change. See resolve/people.h for the rules. Errors: the store's.
Result<void> resolve_case(const store::Db& db);

/// A decision and the entity that it is about, as it is afterwards.
struct Decided {
  std::int64_t decision = 0;
  std::string action;  ///< merge, split
  store::StoredEntity entity;
};

/// Each of these opens the case, writes the decision into its log and resolves anew: both or neither.
/// `a` and `b`: key, address or whole name. Errors: not_found, usage (unclear, or one entity already), busy.
Result<Decided> merge_entities(const std::string& path, std::string_view a, std::string_view b,
                               std::string_view reason);
/// Takes addresses, or names with whatever addresses they stand at, out of the entity that they belong to.
/// Errors: not_found; usage (they are of several entities, or nothing would be left).
Result<Decided> split_entity(const std::string& path, const std::vector<std::string>& words,
                             std::string_view reason);
/// Undoes the numbered decision, or the last one that stands. `entity`: one that it was about.
/// Errors: not_found, conflict (undone already).
Result<Decided> undo_decision(const std::string& path, std::optional<std::int64_t> number);

}  // namespace clew::pipeline
