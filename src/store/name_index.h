// store/name_index.h - from a name as a text has it to the entity that bears it.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"
#include "store/db.h"

namespace clew::store {

/// All names of all entities, folded, their words sorted. Memory: some 100 bytes a name. Threads: any, once
/// made.
class NameIndex {
 public:
  static Result<NameIndex> open(const Db& db);
  /// entities.key of the one entity with this name; empty: none, or several.
  std::string find(std::string_view name) const;

 private:
  std::unordered_map<std::string, std::string> keys_;  // empty: several
};

}  // namespace clew::store
