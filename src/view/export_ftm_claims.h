// view/export_ftm_claims.h - claims as FollowTheMoney has relations and events: Payment, Employment,
// Ownership ...
#pragma once

#include "base/result.h"
#include "store/db.h"
#include "view/export_text.h"

namespace clew::view {

/// One entity a claim that is asserted or hedged and that Clew is sure enough to have read rightly
/// (kShownConfidence); its `summary` says whose word it is, how surely, and that somebody disputes it;
/// `proof` is the document, `description` the quote. Whoever is named and is no entity of the case becomes
/// one. A relation of which an end is not told becomes an Event. Denials, plans and statements are left out:
/// the schema cannot say them.
Result<void> export_ftm_claims(const store::Db& db, const Out& out);

}  // namespace clew::view
