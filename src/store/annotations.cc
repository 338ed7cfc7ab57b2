#include "store/annotations.h"

#include <limits>
#include <string>

#include "model/document.h"

namespace clew::store {
namespace {
constexpr std::uint64_t kCommitPassages = 200'000;
}  // namespace

struct Annotations::State {
  const Db& db;
  int version;
  Statement homes, again, content, chunk, zone, context, insert, forget, done, mark;
  std::int64_t reached = 0;                 // texts up to here were handed out whole,
  std::int64_t in_text = 0, in_start = -1;  // and passages up to this one
  std::int64_t last_text = 0;
  bool outdated = false, again_handed_out = false, in_transaction = false;
  std::uint64_t gathered = 0;

  // What is held of the text that a passage was last taken from.
  std::int64_t text = 0, start = 0;
  std::string bytes{}, language{}, date{};

  Result<void> begin() {
    if (in_transaction) return {};
    TRY(db.execute("BEGIN IMMEDIATE"));
    in_transaction = true;
    return {};
  }

  // Makes `bytes` hold the part of the text in which [from, to) lies.
  Result<void> load(std::int64_t id, std::int64_t from, std::int64_t to) {
    if (id == text && from >= start && to <= start + static_cast<std::int64_t>(bytes.size())) return {};
    if (id != text) {
      language.clear();
      date.clear();
      if (TRY(context.bind(1, id).step())) {
        language = context.string(0);
        if (!context.is_null(1)) date = model::iso8601(context.integer(1));
        context.reset();
      }
    }
    text = id;
    start = 0;
    bytes.clear();
    if (TRY(content.bind(1, id).step())) {
      if (!content.is_null(0))
        bytes = content.text(0);
      else
        start = -1;
      content.reset();
    }
    if (start == 0) return {};
    start = 0;
    if (TRY(chunk.bind(1, id).bind(2, from).step())) {
      start = chunk.integer(0);
      bytes = chunk.text(1);
      chunk.reset();
    }
    return {};
  }

  Result<std::size_t> hand_out(Statement& rows, const std::function<void(const PassageAtHome&)>& each) {
    const std::int64_t id = rows.integer(0), from = rows.integer(1), to = rows.integer(2),
                       passage = rows.integer(3);
    TRY(load(id, from, to));
    std::string kind = "body", zone_date;
    if (TRY(zone.bind(1, id).bind(2, from).step())) {
      if (zone.integer(3) > from) {
        kind = zone.string(0);
        zone_date = zone.integer(2) > 0 ? zone.string(1) : std::string();
      }
      zone.reset();
    }
    if (from < start || to > start + static_cast<std::int64_t>(bytes.size())) return std::size_t{0};
    const std::string_view words = std::string_view(bytes).substr(static_cast<std::size_t>(from - start),
                                                                  static_cast<std::size_t>(to - from));
    each({passage, words, language, kind, zone_date.empty() ? date : zone_date});
    TRY(begin());
    TRY(forget.bind(1, passage).run());
    return words.size();
  }
};

Annotations::Annotations(std::unique_ptr<State> state) : state_(std::move(state)) {}
Annotations::Annotations(Annotations&&) noexcept = default;
Annotations::~Annotations() = default;

Result<Annotations> Annotations::open(const Db& db, int version) {
  std::unique_ptr<State> state(new State{
      db,
      version,
      TRY(db.prepare("SELECT o.text, o.start, o.\"end\", o.passage FROM occurrences o JOIN passages p "
                     "ON p.id = o.passage AND p.text = o.text AND p.start = o.start "
                     "WHERE (o.text, o.start) > (?1, ?2) ORDER BY o.text, o.start")),
      TRY(db.prepare(
          "SELECT p.text, p.start, o.\"end\", p.id FROM to_annotate a JOIN passages p ON p.id = a.passage "
          "JOIN occurrences o ON o.text = p.text AND o.start = p.start ORDER BY p.text, p.start")),
      TRY(db.prepare("SELECT content FROM texts WHERE id = ?")),
      TRY(db.prepare("SELECT c.start, c.content FROM texts t JOIN chunks c ON c.id BETWEEN t.first_chunk AND "
                     "t.last_chunk WHERE t.id = ? AND c.start <= ? ORDER BY c.id DESC LIMIT 1")),
      TRY(db.prepare(
          "SELECT kind, coalesce(date, ''), depth, \"end\" FROM zones WHERE text = ? AND start <= ? "
          "ORDER BY start DESC LIMIT 1")),
      TRY(db.prepare(
          "SELECT language, date FROM documents WHERE text = ? ORDER BY date IS NULL, date, sha256 LIMIT 1")),
      TRY(db.prepare("INSERT OR REPLACE INTO mentions(passage, start, \"end\", type, value, confidence) "
                     "VALUES (?, ?, ?, ?, ?, ?)")),
      TRY(db.prepare("DELETE FROM mentions WHERE passage = ?")),
      TRY(db.prepare("DELETE FROM to_annotate WHERE passage = ?")),
      TRY(db.prepare("INSERT OR REPLACE INTO properties VALUES (?, ?)")),
  });
  const auto made_by = TRY(db.number("SELECT value FROM properties WHERE name = 'annotator'"));
  if (made_by == version) {
    state->reached = TRY(db.number("SELECT value FROM properties WHERE name = 'annotated'")).value_or(0);
  } else {
    state->outdated = made_by.has_value();
  }
  state->last_text = TRY(db.number("SELECT max(id) FROM texts")).value_or(0);
  return Annotations(std::move(state));
}

bool Annotations::outdated() const { return state_->outdated; }

Result<void> Annotations::next_batch(std::size_t bytes, const std::function<void(const PassageAtHome&)>& each,
                                     Batch& batch) {
  State& s = *state_;
  batch = Batch();
  std::size_t gathered = 0;
  if (!s.again_handed_out) {
    s.again_handed_out = true;
    while (TRY(s.again.step())) {
      const std::int64_t passage = s.again.integer(3);
      // Those in texts that are still to come need no turn of their own.
      if (s.again.integer(0) <= s.reached) TRY(s.hand_out(s.again, each));
      batch.again.push_back(passage);
    }
    if (!batch.again.empty()) return {};
  }
  if (s.reached >= s.last_text) return {};
  if (s.in_text < s.reached) s.in_text = s.reached, s.in_start = std::numeric_limits<std::int64_t>::max();
  s.homes.bind(1, s.in_text).bind(2, s.in_start);
  while (gathered < bytes) {
    if (!TRY(s.homes.step())) {
      s.reached = batch.last_text = s.last_text;
      return {};
    }
    if (s.homes.integer(0) != s.in_text && s.in_text > s.reached) s.reached = batch.last_text = s.in_text;
    s.in_text = s.homes.integer(0);
    s.in_start = s.homes.integer(1);
    gathered += TRY(s.hand_out(s.homes, each)) + 100;
    ++batch.passages;
  }
  s.homes.reset();
  return {};
}

Result<void> Annotations::add(std::int64_t passage, std::uint64_t start, std::uint64_t end,
                              std::string_view type, std::string_view value, double confidence) {
  State& s = *state_;
  TRY(s.begin());
  s.insert.bind(1, passage).bind(2, static_cast<std::int64_t>(start)).bind(3, static_cast<std::int64_t>(end));
  return s.insert.bind(4, type).bind_text_or_null(5, value).bind(6, confidence).run();
}

Result<void> Annotations::finish_batch(const Batch& batch) {
  State& s = *state_;
  TRY(s.begin());
  for (const std::int64_t passage : batch.again) TRY(s.done.bind(1, passage).run());
  if (batch.last_text != 0) {
    TRY(s.mark.bind(1, "annotator").bind(2, s.version).run());
    TRY(s.mark.bind(1, "annotated").bind(2, batch.last_text).run());
  }
  s.gathered += batch.passages + batch.again.size();
  return s.gathered < kCommitPassages ? Result<void>() : commit();
}

Result<void> Annotations::commit() {
  State& s = *state_;
  s.gathered = 0;
  if (!std::exchange(s.in_transaction, false)) return {};
  return s.db.execute("COMMIT");
}

}  // namespace clew::store
