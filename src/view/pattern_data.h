// view/pattern_data.h - what patterns are looked for in: letters by pair, dated claims by person. For
// patterns*.cc.
#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/random.h"
#include "store/contacts.h"
#include "store/db.h"
#include "view/patterns.h"

namespace clew::view {

inline constexpr std::int64_t kDay = 86400;
inline constexpr std::size_t kMostEvidence = 20;  ///< of each kind, in a row

/// A dated claim that people take part in.
struct DatedClaim {
  std::int64_t date = 0;
  std::string id, document, quote, type;
  bool to_the_day = false;
  std::vector<std::string> actors;  ///< entity keys of those who act
  std::vector<std::string> payees;  ///< of a payment
};

struct PatternData {
  std::vector<store::Contact> contacts;
  std::vector<DatedClaim> claims;                   ///< by date
  std::map<std::int64_t, std::string> keys, names;  ///< of entities with letters
  std::unordered_map<std::string, std::int64_t> ids;
  std::int64_t first = 0, last = 0;  ///< of all letters
};
Result<PatternData> load_pattern_data(const store::Db& db);

/// How often a count of at least `hits` comes up in draws.
struct Chance {
  double expected = 0, p = 1;
};
template <class Draw>
Chance chance_of(std::size_t hits, int draws, Draw&& draw) {
  std::size_t as_many = 0;
  double sum = 0;
  for (int i = 0; i < draws; ++i) {
    const std::size_t count = draw();
    as_many += count >= hits;
    sum += static_cast<double>(count);
  }
  return {sum / draws, static_cast<double>(1 + as_many) / (1 + draws)};
}

/// Seed of a row: the same whatever else is in the case.
Random random_for(std::string_view what);

Result<PatternEvidence> letter_evidence(const store::Db& db, std::int64_t document);
PatternEvidence claim_evidence(const DatedClaim& claim);

/// Each appends its rows, tested ones or not, and gives how many were looked for.
Result<std::size_t> find_contacts_before(const store::Db& db, const PatternData& data,
                                         const PatternQuery& query, std::vector<Pattern>& rows);
Result<std::size_t> find_money_before(const store::Db& db, const PatternData& data, const PatternQuery& query,
                                      std::vector<Pattern>& rows);
Result<std::size_t> find_silences(const store::Db& db, const PatternData& data, const PatternQuery& query,
                                  std::vector<Pattern>& rows);
Result<std::size_t> find_successions(const store::Db& db, const PatternData& data, const PatternQuery& query,
                                     std::vector<Pattern>& rows);

}  // namespace clew::view
