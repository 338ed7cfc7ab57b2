// view/dossier_claims.h - what the documents of a dossier claim.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/db.h"
#include "view/dossier.h"
#include "view/dossier_counts.h"
#include "view/highlight.h"

namespace clew::view {

/// What claims are wanted: of these documents; with terms, only those whose quote or arguments hold one; with
/// a person, only those about or by them.
struct ClaimsWanted {
  const std::vector<Selected>& selected;
  const Highlighter& terms;
  std::string about;  ///< an entity's key; empty: anyone
};

/// Fills `claims` and `claims_beyond`: of claims that say the same the first, at most `request.limit`, each
/// with those that dispute it, wherever they stand. `describe` gives a document without quotes.
Result<void> gather_claims(const store::Db& db, const ClaimsWanted& wanted,
                           const std::function<Result<Exhibit>(std::int64_t row)>& describe,
                           Dossier& dossier);

}  // namespace clew::view
