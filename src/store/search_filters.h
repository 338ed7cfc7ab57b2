// store/search_filters.h - the documents that fulfil a condition, as a set: headers, dates, places, people,
// and any combination of these with words. Exact, and as dear as reading all that matches; see
// store/row_check.h for asking one document. Threads: one at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/db.h"
#include "store/row_set.h"
#include "store/search.h"

namespace clew::store {

/// How far the rows of a case go.
struct Extent {
  std::int64_t last_document = 0, last_text = 0;
};
/// Errors: corrupt.
Result<Extent> extent_of(const Db& db);

/// documents.id of all that match.
Result<RowSet> documents_matching(const Db& db, const Query& query, const Extent& extent);
/// The same if it is cheap because at most `most` letters or so fulfil the condition; nothing otherwise.
Result<std::optional<RowSet>> few_documents_matching(const Db& db, const Query& query, const Extent& extent,
                                                     std::uint64_t most);
/// documents.id of all that have one of these texts.
Result<RowSet> documents_of_texts(const Db& db, const RowSet& texts, std::uint64_t count,
                                  const Extent& extent);

// --- What conditions mean, for asking one document.

/// participants.role of a filter by header; 0: any (with). REQUIRES: from, to, cc, bcc or with.
int role_of(Field field);
/// parties.id whose name or address holds the words.
Result<std::vector<std::int64_t>> parties_matching(const Db& db, const Phrase& phrase);

/// What person: or org: means: parties that are meant, the words of their addresses, and the texts
/// (texts.id, ascending) that name them.
struct MeantEntity {
  std::vector<std::int64_t> parties;
  std::vector<Phrase> addresses;
  std::vector<std::int64_t> texts;
};
Result<MeantEntity> entity_meant(const Db& db, const Query& query);

/// Where a document stands: what in: is compared with.
struct PlaceNames {
  std::string_view folder, file, member, dataset;
};
/// Whether a place is meant by in:`part` (lower case).
bool is_at(const PlaceNames& place, const std::string& part);

std::string lower_ascii(std::string_view text);

}  // namespace clew::store
