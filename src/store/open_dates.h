// store/open_dates.h - dates with two readings ("2001-04-03|2001-03-04"), and how their senders write dates
// elsewhere.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/db.h"

namespace clew::store {

/// A date mention with two readings, in a passage that its sender wrote.
struct OpenDate {
  std::int64_t passage = 0, start = 0, end = 0;
  std::string value;
  std::string text;  ///< as it stands
  double confidence = 0;
  std::int64_t sender = 0;  ///< entities.id, or minus parties.id of who is none
};

/// In the order of passages. Those in quoted letters and in texts of several chunks are left out.
Result<std::vector<OpenDate>> open_dates(const Db& db);

/// Calls back with the text of each date with one reading that one of `senders` wrote, letters in their
/// order: at most the first 500 of each.
Result<void> each_settled_date(const Db& db, const std::set<std::int64_t>& senders,
                               const std::function<void(std::int64_t sender, std::string_view text)>& take);

/// Writes values and confidences of mentions. Commits nothing.
Result<void> put_open_dates(const Db& db, const std::vector<OpenDate>& dates);

}  // namespace clew::store
