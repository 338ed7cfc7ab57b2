// view/open.h - opens a case for the doors, which do not know the store.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/document.h"
#include "store/case.h"
#include "store/db.h"
#include "store/entities.h"
#include "store/ties.h"

namespace clew::view {

/// For reading. Errors: not_found, corrupt (no case), unsupported (made by a newer clew).
inline Result<store::Db> open_case(const std::string& path) { return store::open_case(path); }

/// What a user means by `word`: see store::find_entity. Errors: not_found, usage (several fit).
inline Result<std::int64_t> find_entity(const store::Db& db, std::string_view word) {
  return store::find_entity(db, word);
}

/// The span between two dates as users write them (2009, 2009-03, 2009-03-01, ...), both inclusive; empty:
/// open. Errors: usage.
Result<store::Span> read_span(std::string_view since, std::string_view until);

}  // namespace clew::view
