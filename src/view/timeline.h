// view/timeline.h - the dated things of a case in their order: letters, reports, other documents, and what
// claims say happened when; or how many of each there are by day, month or year.
//
// Streams along the index of dates: memory is flat, and a limit ends the walk at once. Times are seconds
// since 1970, UTC; days, months and years are those of UTC. Threads: one at a time, as the Db.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/db.h"
#include "store/ties.h"
#include "view/open.h"

namespace clew::view {

struct Event {
  std::int64_t date = 0;
  std::string_view kind;              ///< letter, report or document; of a claim its type
  std::string document;               ///< 64 hexadecimal digits
  std::vector<std::string> from, to;  ///< best known names, else addresses; `to` with the copied
  std::string subject;                ///< or the name of the file; of a claim its arguments
  std::string claim;                  ///< its id; empty: the thing is a document
  std::string status, says, time;     ///< of a claim, as ClaimView has them
};

struct TimelineQuery {
  std::optional<std::int64_t> about;  ///< entities.id: only letters in whose header it stands
  store::Span span;
  bool claims = false;  ///< also what claims give a date of their own: at the first second that it may mean
};

using GiveEvent = std::function<Result<bool>(const Event&)>;
/// Events by date, then in order of listing; of several copies of a letter the first. False ends the walk.
Result<void> each_event(const store::Db& db, const TimelineQuery& query, const GiveEvent& give);

enum class Period { day, month, year };
/// Errors: usage.
Result<Period> period_of(std::string_view name);

struct Bucket {
  std::string period;  ///< 2009, 2009-03 or 2009-03-01
  std::uint64_t letters = 0, reports = 0, documents = 0;
  std::uint64_t all() const { return letters + reports + documents; }
};
/// Periods in which anything happened, in order.
Result<std::vector<Bucket>> count_events(const store::Db& db, const TimelineQuery& query, Period period);

/// Letters and reports without a date: they stand in no timeline.
Result<std::uint64_t> count_undated(const store::Db& db);

}  // namespace clew::view
