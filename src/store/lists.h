// store/lists.h - sanctions lists out of the case, and the user's word on what was found in them.
//
// Threads: as the connection. Errors: the store's own.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/list.h"
#include "store/db.h"

namespace clew::store {

struct StoredList {
  std::int64_t id = 0, number = 0;  ///< number: 1, 2, ... of its name and part
  model::ListInfo info;
  std::string document;  ///< 64 hexadecimal digits
  std::string path;      ///< the file, as it was ingested
};

/// The newest version that is whole of each list and part, in the order of ingest. Newest: the latest date
/// the list gives itself, then the last ingested.
Result<std::vector<StoredList>> current_lists(const Db& db);
/// The entries of a list, in the order of its file.
Result<void> each_list_entry(const Db& db, std::int64_t list,
                             const std::function<Result<void>(model::ListEntry&&)>& give);

/// What the user says of a hit.
struct Verdict {
  std::string hit;      ///< 16 hexadecimal digits
  std::string verdict;  ///< true, false, unsure
  std::string note;
  std::string subject, list, version, entry, listed_name;  ///< as they were when it was said
};
/// Nothing is ever removed: a later word on a hit stands before an earlier one. Gives its number.
Result<std::int64_t> add_verdict(const Db& db, const Verdict& verdict);
/// The last word on each hit.
Result<std::map<std::string, Verdict>> last_verdicts(const Db& db);

/// The hits of the last screening: id -> what was said (JSON).
Result<std::map<std::string, std::string>> last_screening(const Db& db);
Result<void> put_screening(const Db& db, const std::map<std::string, std::string>& hits);

/// Where a name stands in the header of letters: documents.id of up to `most`, oldest first.
Result<std::vector<std::int64_t>> letters_with_name(const Db& db, std::int64_t entity, std::string_view name,
                                                    std::size_t most);

/// A mention of a person or an organisation in a text of the case.
struct NameInText {
  std::string_view type;  ///< person or org
  std::int64_t text = 0;  ///< texts.id
  std::uint64_t start = 0, end = 0;
  std::string_view words;  ///< as written
};
/// All of them, text by text. The views live for the call.
Result<void> each_name_in_text(const Db& db, const std::function<Result<void>(const NameInText&)>& give);

}  // namespace clew::store
