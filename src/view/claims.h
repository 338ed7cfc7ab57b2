// view/claims.h - the claims of a case: who is said to have done what, by whom, how surely, and who denies
// it.
//
// Threads: one at a time, as the Db.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "store/claims.h"
#include "store/db.h"
#include "store/name_index.h"
#include "view/export_text.h"

namespace clew::view {

/// What `claims` shows unless it is told otherwise.
inline constexpr double kShownConfidence = 0.5;

struct ClaimQuery {
  std::vector<model::ClaimType> types = {};  ///< none: all
  std::optional<model::ClaimStatus> status = {};
  std::string about = {};  ///< an entity's key, address or name, or words of an argument; empty: all
  std::string by = {};     ///< the same, of those who say it
  std::string since = {},
              until = {};  ///< as users write dates, inclusive: when it was so, else the document's date
  double confidence = kShownConfidence;
  bool disputed = false;    ///< only those that another claim disputes
  bool all_places = false;  ///< evidence: also where the words are quoted
};

/// Lists of type and status by their words, "payment,support". Errors: usage.
Result<std::vector<model::ClaimType>> claim_types(std::string_view list);
Result<std::optional<model::ClaimStatus>> claim_status(std::string_view word);

/// A claim and whom its names mean; lives for the call.
struct ClaimView {
  const store::StoredClaim& claim;
  const store::NameIndex& names;

  /// Arguments of a role, by name, "; " between them.
  std::string arg(std::string_view role) const;
  std::string amount() const;  ///< "5000 USD"
  std::string what() const;    ///< all arguments: "payer: A; payee: B"
  std::string says() const;    ///< author, then those cited, " > " between them
  std::string time() const;    ///< "2009-11-03", "2009..2011", "since 2009"
};

using GiveClaim = std::function<Result<bool>(const ClaimView&)>;
/// By the date of the document, then by place. Errors: usage (a bad date).
Result<void> each_claim(const store::Db& db, const ClaimQuery& query, const GiveClaim& give);

/// The contract's `claim` record.
void write_claim(JsonWriter& json, const ClaimView& view);

/// Every claim, whatever its confidence, as a record a line, with all places of its words.
Result<void> export_claims(const store::Db& db, const Out& out);

}  // namespace clew::view
