// store/party_reasons.h - the names and addresses that stand for an entity, each with why it belongs there.
//
// Threads: one thread at a time per Db.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/document.h"
#include "store/db.h"

namespace clew::store {

struct KnownAs {
  model::Mailbox mailbox;
  std::string reason;
};

/// Those of letter headers in the order in which they were first met, then names in texts.
Result<std::vector<KnownAs>> known_as(const Db& db, std::int64_t entity);

}  // namespace clew::store
