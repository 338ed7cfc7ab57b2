// store/document_rank.h - which of the documents with one text speaks for it: the earliest, else the smallest
// id.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <limits>
#include <tuple>

#include "base/digest.h"
#include "store/db.h"

namespace clew::store {

struct DocumentRank {
  static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
  std::int64_t date = kNever;  ///< seconds since 1970; kNever: none
  Sha256 sha256{};
  bool known = false;  ///< there is such a document

  /// Of the documents row whose columns `date` and `sha256` are.
  static DocumentRank of(const Statement& row, int date, int sha256) {
    DocumentRank rank;
    rank.known = true;
    if (!row.is_null(date)) rank.date = row.integer(date);
    const std::string_view bytes = row.text(sha256);
    std::memcpy(rank.sha256.data(), bytes.data(), std::min(bytes.size(), rank.sha256.size()));
    return rank;
  }
  /// The lesser speaks for the text.
  bool operator<(const DocumentRank& other) const {
    return std::tie(date, sha256) < std::tie(other.date, other.sha256);
  }
  bool operator==(const DocumentRank& other) const { return date == other.date && sha256 == other.sha256; }
};

}  // namespace clew::store
