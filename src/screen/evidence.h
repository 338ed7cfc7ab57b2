// screen/evidence.h - what beside the name speaks for or against a hit: dates of birth, nationality, kind,
// numbers. An absent fact speaks neither way.
#pragma once

#include <string>
#include <vector>

#include "model/list.h"

namespace clew::screen {

/// What is known of the one who is screened. Empty: not known.
struct Subject {
  std::string name;
  model::ListedKind kind = model::ListedKind::unknown;
  std::vector<std::string> birth_dates;    ///< ISO 8601, "~" before one that is about so, "from/to"
  std::vector<std::string> nationalities;  ///< ISO 3166 codes or words, any case
  std::vector<std::string> identifiers;    ///< passports, IMO numbers, IBANs, ... as written
};

struct Evidence {
  std::vector<std::string> supports, speaks_against;  ///< in words for people
  double score = 0;                                   ///< the name's score with all of it weighed in
};

/// `name_score`: how alike the names are. `name_kind`: of the listed name that was met: a weak one counts
/// less. A number that both have makes it certain (1); other facts move the score by at most a third, and
/// none lifts a hit above 1 or below 0.
Evidence weigh(const Subject& subject, const model::ListEntry& entry, model::ListNameKind name_kind,
               double name_score);

/// The years that a date of birth allows, the uncertainty of "about" included; false: none is told.
bool years_of(std::string_view date, int& from, int& to);

}  // namespace clew::screen
