// store/claims.h - claims out of the case, with who says them and where.
//
// Threads: one at a time, as the Db, which the reader must not outlive. Memory: the ids of what fits.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "model/claim.h"
#include "store/db.h"

namespace clew::store {

/// Where a claim's words stand.
struct ClaimPlace {
  std::string document, sha256;  ///< 64 hexadecimal digits
  std::uint64_t start = 0, end = 0;
  std::string quote;
};

/// A claim as the case holds it; offsets of arguments are bytes into the text of the first place.
struct StoredClaim : model::Claim {
  std::int64_t row = 0;    ///< claims.id
  std::string id;          ///< its 16 hexadecimal digits
  std::int64_t text = 0;   ///< texts.id where its passage has its home
  std::int64_t group = 0;  ///< claims.id of the first that says the same; itself where it stands alone
  std::vector<std::int64_t> disputed_by;  ///< claims.id
  std::string author;                ///< who wrote or published the passage: name, else address; may be empty
  std::string author_entity;         ///< entities.key; empty: not known
  std::optional<std::int64_t> date;  ///< of the document: seconds since 1970
  std::vector<ClaimPlace> places;    ///< the home first
};

struct ClaimFilter {
  std::vector<model::ClaimType> types;  ///< none: all
  std::optional<model::ClaimStatus> status;
  double confidence = 0;            ///< at least
  std::optional<std::int64_t> row;  ///< only this one
  bool quotes = true;               ///< with author, places and quotes; else they stay empty
};

class ClaimReader {
 public:
  static Result<ClaimReader> open(const Db& db);
  ClaimReader(ClaimReader&&) noexcept;
  ~ClaimReader();

  /// Also the other places where the words of claims stand; reads all occurrences once.
  Result<void> find_all_places();
  /// By the date of the document (undated last), then by place; false from `give` ends the walk.
  Result<void> each(const ClaimFilter& filter, const std::function<Result<bool>(const StoredClaim&)>& give);

 private:
  struct State;
  explicit ClaimReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// What groups of claims say of each other; made anew as a whole. Rows: claims.id.
struct ClaimTies {
  std::vector<std::pair<std::int64_t, std::int64_t>> groups;    ///< claim, the one that stands for the group
  std::vector<std::pair<std::int64_t, std::int64_t>> disputes;  ///< claim, one that disputes it
};
Result<void> put_claim_ties(const Db& db, const ClaimTies& ties);

}  // namespace clew::store
