// store/contacts.h - which letter passed between whom, when.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "store/db.h"

namespace clew::store {

/// A dated letter (first copy) between two entities, one the sender, whichever; entities.id, a < b.
/// A letter to more than twenty is an announcement, and no contact.
struct Contact {
  std::int64_t a = 0, b = 0;
  std::int64_t date = 0;      ///< seconds since 1970, UTC
  std::int64_t document = 0;  ///< documents.id
};

/// By (a, b), then date, then document. Memory: 32 bytes a letter and recipient.
Result<std::vector<Contact>> all_contacts(const Db& db);

}  // namespace clew::store
