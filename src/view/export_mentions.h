// view/export_mentions.h - every mention of a case as one line of JSON: the contract's `mention` record.
#pragma once

#include "base/result.h"
#include "store/db.h"
#include "view/export_text.h"

namespace clew::view {

/// For each document (of several copies of a letter, the first), in order of listing: the names (person, org)
/// and addresses (identifier) of its header, which have "field" (from, to, cc, bcc, sender, reply_to) and no
/// span; then the mentions of its text, with byte offsets into it. A passage quoted in several texts gives
/// its mentions in each. Errors: those of the store and of `out`.
Result<void> export_mentions(const store::Db& db, const Out& out);

}  // namespace clew::view
