// store/savepoint.h - runs a change as a whole or not at all, whether or not a transaction is open around it.
#pragma once

#include <string>
#include <utility>

#include "base/result.h"
#include "store/db.h"

namespace clew::store {

/// Calls `change()` (which gives a Result<void>) inside a savepoint: kept when it succeeds, rolled back when
/// it does not. Commits when no transaction was open before. Errors: those of `change`, and of the commit.
template <class Change>
Result<void> as_one_change(const Db& db, Change&& change) {
  TRY(db.execute("SAVEPOINT clew_change"));
  Result<void> done = std::forward<Change>(change)();
  if (done) done = db.execute("RELEASE clew_change");
  if (done) return {};
  // The first error is the one to tell; a failed rollback changes nothing about it.
  (void)db.execute("ROLLBACK TO clew_change");
  (void)db.execute("RELEASE clew_change");
  return done;
}

}  // namespace clew::store
