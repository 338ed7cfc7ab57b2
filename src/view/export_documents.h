// view/export_documents.h - every document of a case as one line of JSON: the contract's `document` record.
#pragma once

#include "base/result.h"
#include "store/db.h"
#include "view/export_text.h"

namespace clew::view {

/// In order of listing, every copy, with every place, thread and message; names and addresses carry the key
/// of their entity. `with_text` adds the whole text; memory stays flat whatever its length. Errors: those of
/// the store and of `out`.
Result<void> export_documents(const store::Db& db, bool with_text, const Out& out);

}  // namespace clew::view
