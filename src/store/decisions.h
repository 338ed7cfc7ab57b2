// store/decisions.h - the log of the user's word on who is who. Nothing in it is ever removed: undoing marks
// a row.
//
// Decisions name parties by name and address, so that they are found again whatever is read later. The name
// "*" means all parties with that address. Threads: as the connection.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "store/db.h"

namespace clew::store {

using NameAndAddress = std::pair<std::string, std::string>;

struct StoredDecision {
  std::int64_t id = 0;
  std::string action;  ///< "merge": subject with object; "split": subject taken out
  std::vector<NameAndAddress> subject, object;
  std::string reason;
  bool undone = false;
};

/// All of them, by number.
Result<std::vector<StoredDecision>> load_decisions(const Db& db);
/// Gives the number. `id` and `undone` are not looked at.
Result<std::int64_t> add_decision(const Db& db, const StoredDecision& decision);
/// Marks one as undone: the numbered one, else the last that is not undone. Gives it as it was.
/// Errors: not_found; conflict (it is undone already).
Result<StoredDecision> undo_decision(const Db& db, std::optional<std::int64_t> id);

/// A party, or a name in texts, with what is known of it.
struct StoredJoin {
  std::string name, address;
  std::int64_t entity = 0;
  std::string reason;
  bool in_texts =
      false;  ///< a name of texts; its address is empty, or a type and a colon if it is no person's
};
/// The parties of an entity, by parties.id, then its names in texts.
Result<std::vector<StoredJoin>> joins_of(const Db& db, std::int64_t entity);
/// The parties with this address, in any case of its letters; else those, and names in texts, with this name
/// (folded, words in any order). Empty: there are none. `is_address`: which of the two it was.
Result<std::vector<StoredJoin>> parties_called(const Db& db, std::string_view word, bool& is_address);

/// The entity of the first of these parties that is in the case; nothing where none is.
Result<std::optional<std::int64_t>> entity_of(const Db& db, const std::vector<NameAndAddress>& parties);

}  // namespace clew::store
