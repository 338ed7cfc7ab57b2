// store/ties.h - who wrote to whom: the ties of the case, all of them, those of one entity, or those of a
// span of time. Knows nothing of graphs.
//
// A tie is directed: `a` sent letters that `b` received. Letters are counted once, whatever their copies. The
// stored ties cover the whole case; those of a span are counted again from the letters' participants.
// Threads: one thread at a time, as its Db.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/db.h"

namespace clew::store {

/// Letters from `a` to `b` (entities.id), by the header in which `b` stands. Times: seconds since 1970, UTC.
struct Tie {
  std::int64_t a = 0, b = 0;
  std::uint64_t to = 0, cc = 0, bcc = 0;
  std::optional<std::int64_t> first, last;  ///< nothing where no letter is dated
  /// A letter that names `b` in two headers counts in both.
  std::uint64_t count() const { return to + cc + bcc; }
};

/// Half-open: since <= date < until. A letter without a date lies in no span that has an end.
struct Span {
  std::optional<std::int64_t> since, until;
  bool is_everything() const { return !since && !until; }
  bool holds(std::optional<std::int64_t> date) const {
    if (is_everything()) return true;
    return date && (!since || *date >= *since) && (!until || *date < *until);
  }
};

/// What a listing needs to name an entity.
struct Label {
  std::int64_t id = 0;
  std::string key, type, name;
};

/// A letter that shows a tie.
struct Sample {
  std::string document;  ///< 64 hexadecimal digits
  std::optional<std::int64_t> date;
  std::string subject;
};

using EachTie = std::function<Result<bool>(const Tie&)>;

/// Streams the stored ties by (a, b). False from the callback ends the walk.
Result<void> each_tie(const Db& db, const EachTie& give);
/// Stored ties of one entity, both directions; out of two indexes, so fast in any case.
Result<std::vector<Tie>> ties_of(const Db& db, std::int64_t entity);
/// Ties of the letters in `span`, by (a, b); with `about` those of one entity alone. Cost: the letters in the
/// span, or those of the entity.
Result<std::vector<Tie>> ties_within(const Db& db, const Span& span,
                                     std::optional<std::int64_t> about = std::nullopt);

/// Errors: not_found.
Result<Label> label_of(const Db& db, std::int64_t entity);
/// The entities with these ids (entities.id), in their order; unknown ones are left out.
Result<std::vector<Label>> labels_of(const Db& db, const std::vector<std::int64_t>& entities);
/// All entities, by key.
Result<std::vector<Label>> all_labels(const Db& db);

/// parties.id of everything that stands for an entity, ascending.
Result<std::vector<std::int64_t>> parties_of(const Db& db, std::int64_t entity);
/// The letters (first copies) in whose header any of these parties stands, by date (undated last), then row;
/// only those in the span.
Result<std::vector<std::int64_t>> letters_of(const Db& db, const std::vector<std::int64_t>& parties,
                                             const Span& span);
/// The earliest letter of the span between two entities, in either direction; nothing when there is none.
Result<std::optional<Sample>> sample_letter(const Db& db, std::int64_t a, std::int64_t b,
                                            const Span& span = {});

}  // namespace clew::store
