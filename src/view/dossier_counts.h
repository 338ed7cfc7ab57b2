// view/dossier_counts.h - the numbers of a dossier: who wrote to whom how often, and how much there is a
// month.
//
// Threads: one at a time, as the Db.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.h"
#include "store/db.h"
#include "view/dossier.h"

namespace clew::view {

/// A document that matches what was asked. Of several copies of a letter, one.
struct Selected {
  std::int64_t row = 0, text_row = 0;  ///< documents.id; texts.id, 0: none
  Exhibit::Kind kind = Exhibit::Kind::letter;
  std::optional<std::int64_t> date;  ///< seconds since 1970, UTC
};

/// Fills people, correspondents and letters_between. Cost: one look-up a letter.
Result<void> count_people(const store::Db& db, const std::vector<Selected>& selected, Dossier& dossier);

/// Fills first, last, letters, reports, others, undated and months.
void count_dates(const std::vector<Selected>& selected, Dossier& dossier);

/// "2009-03-04" of a time.
std::string day_of(std::int64_t utc);

}  // namespace clew::view
