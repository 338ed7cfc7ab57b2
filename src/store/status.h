// store/status.h - what is in a case: totals, the accounts of its containers, what could not be read.
//
// Counting half a million documents takes a second, so whoever changes the case saves the totals when done;
// they are the property 'totals', a JSON object that any SQLite client can read. Threads: one thread at a
// time per Db.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "model/document.h"
#include "store/db.h"

namespace clew::store {

struct CaseTotals {
  std::uint64_t documents = 0;    ///< distinct bytes
  std::uint64_t letters = 0;      ///< messages, each counted once whatever its copies
  std::uint64_t copies = 0;       ///< places where a letter stands once more
  std::uint64_t attachments = 0;  ///< documents that are attached to a letter
  std::uint64_t threads = 0, people = 0, passages = 0;
  std::uint64_t bytes = 0;   ///< of all documents
  std::uint64_t failed = 0;  ///< failures, see each_failure
  /// By number, most first, then by name.
  std::vector<std::pair<std::string, std::uint64_t>> types, languages;
  std::optional<std::int64_t> first, last;  ///< dates of documents, seconds since 1970
  std::uint64_t case_bytes = 0;             ///< of the case's own file
  std::int64_t schema = 0;
};

/// Counts everything. Cost: a walk through all documents and places.
Result<CaseTotals> count_totals(const Db& db);
/// Counts, and keeps the totals in the case. REQUIRES: a case opened for writing; runs inside any transaction
/// that is open.
Result<void> compute_totals(const Db& db);
/// The saved totals, or, where documents came since, new ones. People, failures and sizes are always counted
/// now.
Result<CaseTotals> read_totals(const Db& db);

/// In the order of listing.
Result<void> each_ledger(const Db& db, const std::function<Result<bool>(const model::Ledger&)>& give);
Result<void> each_failure(const Db& db, const std::function<Result<bool>(const model::Failure&)>& give);

}  // namespace clew::store
