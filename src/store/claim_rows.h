// store/claim_rows.h - claims on their way into the case, and out of it again when their passage is read
// anew. One thread at a time.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "model/claim.h"
#include "store/bulk.h"
#include "store/db.h"

namespace clew::store {

/// Claims that wait to be written.
class ClaimRows {
 public:
  /// Offsets relative to the passage, whose claims come one after the other. One with the type and spans of
  /// an earlier one is that one.
  void add(std::int64_t passage, const model::Claim& claim);
  std::size_t size() const { return claims_.size(); }
  /// Writes and forgets them.
  Result<void> write(BulkInsert& bulk);

 private:
  Rows claims_{13}, args_{9}, sources_{6};
  std::int64_t passage_ = 0;
  std::vector<std::int64_t> ids_;  // of the passage at hand
};

/// A claim's id: the same on every machine.
std::int64_t claim_id(std::int64_t passage, const model::Claim& claim);

/// Takes mentions and claims of a passage out.
Result<void> forget_mentions(const Db& db, std::int64_t passage);

}  // namespace clew::store
