// store/homes.h - where each passage is at home: where it stands unquoted, else in the document of the
// earliest date, else of the smallest hash, else in the earlier text.
//
// Reading only lists where passages stand (the table `unsettled`); their homes are settled afterwards,
// sorted, many at a time: a look for each one by itself would cost more than all the rest of writing it. So
// the outcome depends on what is in the case alone, not on the order in which it came. One thread at a time.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "store/bulk.h"
#include "store/db.h"

namespace clew::store {

/// A passage at one of its places, as a reader found it. `id` and `check`: see model/passage.h.
struct PassagePlace {
  std::int64_t id = 0, check = 0, text = 0, start = 0;
  std::int64_t quoted = 0;  ///< 1: inside a quoted or forwarded letter
};
/// Puts the place behind others, in the form in which the table keeps them.
void append_unsettled(std::string& to, const PassagePlace& place);

/// Settles all that is unsettled: every passage has a row, and its home, then. Passages whose home moves are
/// put on the list of what must be annotated again. Commits each of its steps; call outside of a transaction.
/// Memory: about 100 MB at most, however many there are.
Result<void> settle_homes(const Db& db, BulkInsert& bulk);

}  // namespace clew::store
