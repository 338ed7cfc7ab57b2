// store/entities.h - the people, organisations, places and events of a case: look one up by what a user
// types, load it, list them.
//
// Threads: as the connection. Errors besides those named: the store's own (io, corrupt).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/db.h"

namespace clew::store {

struct StoredEntity {
  std::int64_t id = 0;
  std::string key;                          ///< 16 hexadecimal digits: what users and records call it by
  std::string type;                         ///< person, org, place, event or programme
  std::string name;                         ///< the one to show
  std::vector<std::string> names;           ///< in every script, most used first
  std::vector<std::string> addresses;       ///< most used first
  std::int64_t sent = 0, received = 0;      ///< letters
  std::int64_t named = 0;                   ///< passages of texts that name it
  std::optional<std::int64_t> first, last;  ///< seconds since 1970, UTC: in a letter's header, or named
};

/// exact: a whole name (in any order of its words, folded). words: also part of a name, if only one entity
/// has it.
enum class NameMatch { exact, words };

/// The entity (entities.id) that `word` names: its key, an address, "Name <address>", or a name, folded by
/// base/fold.h. An address goes before a whole name, a whole name before a part of one, and anything before
/// one word that only texts call somebody by. Of equal names, those of people and organisations go before
/// those of places and events.
/// Errors: not_found; usage (more than one fits: `hint` lists them).
/// `types`: only among these; empty: all.
Result<std::int64_t> find_entity(const Db& db, std::string_view word, NameMatch match = NameMatch::words,
                                 std::span<const std::string_view> types = {});

/// Errors: not_found.
Result<StoredEntity> load_entity(const Db& db, std::int64_t id);

struct EntityFilter {
  std::vector<std::string_view> types = {};  ///< empty: all
  std::optional<std::uint64_t> limit = {};   ///< none: all
  bool in_letters = false;                   ///< only those in letter headers
  bool orgs_in_letters = false;              ///< the same of organisations alone
};
/// Calls `row` for each entity, most letters (sent + received) first, then most often named, then by key;
/// stops when it gives false.
Result<void> each_entity(const Db& db, const EntityFilter& filter,
                         const std::function<bool(const StoredEntity&)>& row);

/// The words of a name, folded and sorted: equal for "Last, First" and "First Last".
std::vector<std::string> name_words(std::string_view name);

}  // namespace clew::store
