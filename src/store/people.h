// store/people.h - what resolving people needs from the case, and the way back: parties, entities, ties.
//
// Letters are counted once, whatever their copies. Memory: a few bytes a party and an entity; ties are
// gathered in a bounded buffer and spill into a temporary table. Threads: one thread at a time, as the
// connection.
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

inline constexpr std::uint32_t kNoEntity = 0xFFFFFFFF;

/// All parties by id. The views live until the callback returns.
Result<void> each_party(
    const Db& db,
    const std::function<void(std::int64_t id, std::string_view name, std::string_view address)>& give);

/// By parties.id: in how many letters the party stands.
Result<std::vector<std::uint32_t>> letters_by_party(const Db& db);

/// An entity to be written; counts and dates are found from the letters, dates also from texts.
struct NewEntity {
  std::uint64_t key = 0;
  std::string_view type;
  std::string name;
  std::vector<std::string> names, addresses;
  std::optional<std::int64_t> first, last;  ///< named in texts
};

/// The result of resolving. Entities are numbered 0..entities-1 and get the ids 1..entities.
struct ResolvedPeople {
  std::uint32_t entities = 0;
  std::span<const std::uint32_t> entity_of_party;  ///< by parties.id; kNoEntity: none
  std::function<std::string(std::int64_t party)> reason;
  std::function<NewEntity(std::uint32_t entity)> entity;
};

/// Writes parties.entity and .reason where they differ, and entities and ties anew, as one change. A tie goes
/// from a letter's writer (at most kMaxWriters of them) to each recipient but himself.
inline constexpr std::size_t kMaxWriters = 16;
Result<void> write_people(const Db& db, const ResolvedPeople& people);

}  // namespace clew::store
