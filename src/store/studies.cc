#include "store/studies.h"

#include <algorithm>
#include <future>
#include <limits>
#include <optional>
#include <unordered_set>
#include <utility>

#include "model/document.h"
#include "store/case.h"
#include "store/claim_rows.h"
#include "store/document_rank.h"
#include "store/index_segment.h"
#include "store/names.h"

namespace clew::store {
namespace {

constexpr std::size_t kSegmentBytes = 40 << 20;  // of runs, before they become a segment
constexpr std::size_t kMentions = 200'000;       // and claims, before they are written
constexpr std::int64_t kWindow = 400'000;        // texts whose homes are known at a time
constexpr std::int64_t kFewTexts = 20;           // below one in so many, homes are looked up one by one
constexpr IndexTable kWords{"words", true}, kSubjectWords{"subject_words", false};

// Where each kind of work stands, as properties.
constexpr const char* kIndexed[] = {"indexed_text", "indexed_chunk", "indexed_document"};
constexpr const char* kAnnotated[] = {"annotated_text", "annotated_chunk"};

constexpr std::int64_t kAll = std::numeric_limits<std::int64_t>::max();

struct Place {
  std::int64_t text, start;
  auto operator<=>(const Place&) const = default;
};

// A list of rows in order of texts, walked along with the texts.
struct Walk {
  Statement statement;
  bool there = false;

  Result<void> begin(const Place& after) {
    statement.bind(1, after.text).bind(2, after.start);
    return go();
  }
  Result<void> go() {
    there = TRY(statement.step());
    return {};
  }
  void end() { statement.reset(); }
};

}  // namespace

struct Studies::State {
  const Db& db;
  BulkInsert& bulk;
  std::optional<int> version;
  Walk occurrences, zones, documents;
  Statement texts, subjects, chunks, context, author, published, home_of, again, around, content, chunk_at,
      zone_at, done, mark;
  Mark indexed, annotated, handed;  // committed; handed out
  std::int64_t last_text, last_document;
  bool again_handed_out = false, in_transaction = false;
  Place resume{0, kAll};  // where the walks go on: after all of a text, or inside a long one

  // Homes in the texts of the window, sorted; or none, and each is looked up.
  std::int64_t window_from = 0, window_to = -1;
  bool look_up = false;
  std::vector<Place> homes{};

  Rows mentions{7}, names{3};
  ClaimRows claims{};
  std::unordered_set<std::int64_t> new_names{};  // in `names`
  std::vector<std::string> runs{}, subject_runs{};
  std::size_t run_bytes = 0;
  Mark finished{};
  std::optional<NewSegment> merged{};
  std::future<Result<void>> merging{};  // ends before what it works on: its destructor waits
  std::vector<std::int64_t> again_finished{};

  Result<void> load_window(std::int64_t from) {
    if (from >= window_from && from <= window_to) return {};
    window_from = from;
    window_to = from + kWindow;
    homes.clear();
    look_up = (last_text - from) * kFewTexts < last_text;
    if (look_up) return {};
    Statement all = TRY(db.prepare("SELECT text, start FROM passages WHERE text BETWEEN ? AND ?"));
    all.bind(1, window_from).bind(2, window_to);
    while (TRY(all.step())) homes.push_back({all.integer(0), all.integer(1)});
    std::sort(homes.begin(), homes.end());
    return {};
  }

  Result<bool> is_home(const Place& place, std::int64_t passage) {
    if (!look_up) return std::binary_search(homes.begin(), homes.end(), place);
    home_of.bind(1, passage);
    const bool home =
        TRY(home_of.step()) && home_of.integer(0) == place.text && home_of.integer(1) == place.start;
    home_of.reset();
    return home;
  }

  // What a text's document tells about it.
  struct About {
    std::int64_t document = 0;
    std::string language, date, type, author;

    void give(TextToStudy& text) const {
      text.language = language;
      text.date = date;
      text.type = type;
      text.author = author;
    }
  };

  Result<void> find_context(std::int64_t text, About& about) {
    about = About();
    if (!TRY(context.bind(1, text).step())) return {};
    about.document = context.integer(0);
    about.language = context.string(1);
    about.type = context.string(2);
    if (!context.is_null(3)) about.date = model::iso8601(context.integer(3));
    context.reset();
    return {};
  }

  // As find_context, of the texts in their order.
  Result<void> next_context(std::int64_t text, About& about) {
    const Statement& row = documents.statement;
    while (documents.there && row.integer(0) < text) TRY(documents.go());
    about = About();
    DocumentRank best;
    for (; documents.there && row.integer(0) == text; TRY(documents.go())) {
      const DocumentRank rank = DocumentRank::of(row, 2, 3);
      if (best.known && !(rank < best)) continue;
      best = rank;
      about.language = row.string(1);
      about.document = row.integer(4);
      about.type = row.string(5);
    }
    if (best.date != DocumentRank::kNever) about.date = model::iso8601(best.date);
    return {};
  }

  // The sender of a letter; the publication of a report, or who signs it.
  Result<void> find_author(About& about) {
    Statement& from = about.type == "report" ? published : author;
    if (TRY(from.bind(1, about.document).step())) about.author = from.string(0);
    from.reset();
    return {};
  }

  // The passages of [from, to) of the text, of letters with any at home there; both walks go on to its end.
  Result<void> gather_passages(std::int64_t text, std::int64_t from, std::int64_t to, TextToStudy& out) {
    Walk& o = occurrences;
    while (o.there && Place{o.statement.integer(0), o.statement.integer(1)} < Place{text, from}) TRY(o.go());
    for (; o.there && o.statement.integer(0) == text && o.statement.integer(1) < to; TRY(o.go())) {
      const std::int64_t start = o.statement.integer(1), end = o.statement.integer(2);
      PassageToStudy& passage = out.passages.emplace_back();
      passage.passage = o.statement.integer(3);
      passage.home = TRY(is_home({text, start}, passage.passage));
      passage.start = static_cast<std::uint64_t>(start - from);
      passage.end = static_cast<std::uint64_t>(std::min(end, to) - from);
      TRY(find_zone(text, start, passage));
    }
    keep_letters_at_home(out.passages);
    return {};
  }

  static void keep_letters_at_home(std::vector<PassageToStudy>& passages) {
    std::vector<std::size_t> homes;  // one of each letter; few
    for (std::size_t i = 0; i < passages.size(); ++i)
      if (passages[i].home && std::none_of(homes.begin(), homes.end(), [&](std::size_t j) {
            return passages[j].same_letter(passages[i]);
          }))
        homes.push_back(i);
    std::vector<bool> kept(passages.size());
    for (std::size_t i = 0; i < passages.size(); ++i)
      kept[i] = passages[i].home || std::any_of(homes.begin(), homes.end(), [&](std::size_t j) {
                  return passages[j].same_letter(passages[i]);
                });
    std::size_t to = 0;
    for (std::size_t i = 0; i < passages.size(); ++i) {
      if (!kept[i]) continue;
      if (to != i) passages[to] = std::move(passages[i]);
      ++to;
    }
    passages.resize(to);
  }

  // Columns from `first` on: kind, depth, and what the head says: date, name and address of the author.
  static void take_zone(const Statement& zone, int first, PassageToStudy& passage) {
    passage.zone = static_cast<model::ZoneKind>(zone.integer(first));
    passage.depth = static_cast<int>(zone.integer(first + 1));
    if (passage.depth == 0) return;
    passage.date = zone.string(first + 2);
    passage.author = zone.string(first + 3);
    if (passage.author.empty()) passage.author = zone.string(first + 4);
  }

  // The zone walk stands at the last zone that may hold `start`: zones and passages come in the same order.
  Result<void> find_zone(std::int64_t text, std::int64_t start, PassageToStudy& passage) {
    Walk& z = zones;
    while (z.there && (z.statement.integer(0) < text ||
                       (z.statement.integer(0) == text && z.statement.integer(2) <= start)))
      TRY(z.go());
    if (z.there && z.statement.integer(0) == text && z.statement.integer(1) <= start)
      take_zone(z.statement, 3, passage);
    return {};
  }

  Result<std::size_t> give(const Receiver& receiver, TextToStudy& text, About& about, std::int64_t id,
                           std::int64_t start, bool annotate) {
    text.passages.clear();
    const auto end = start + static_cast<std::int64_t>(text.content.size());
    if (annotate && version) TRY(gather_passages(id, start, end, text));
    if (!text.passages.empty() && about.author.empty()) TRY(find_author(about));
    about.give(text);
    if (text.index || !text.passages.empty()) receiver.text(text);
    return text.content.size() + 100;
  }

  Result<std::size_t> give_chunks(const Receiver& receiver, TextToStudy& text, About& about, std::int64_t id,
                                  std::size_t bytes, Batch& batch, bool& whole) {
    std::size_t gathered = 0;
    const std::int64_t last = texts.integer(3);
    chunks.bind(1, std::max(texts.integer(2), handed.chunk + 1)).bind(2, last);
    std::string held;
    std::int64_t start = 0;
    text.row = 0;
    whole = false;
    for (bool more = true; more && gathered < bytes;) {
      more = TRY(chunks.step());
      if (text.row != 0) {
        text.content = held;
        text.next = more ? chunks.text(2) : std::string_view();
        text.index = text.row > indexed.chunk;
        gathered += TRY(give(receiver, text, about, id, start, text.row > annotated.chunk));
        handed.chunk = batch.upto.chunk = text.row;
        ++batch.items;
        resume = {id, start + static_cast<std::int64_t>(text.content.size()) - 1};
        if (text.row == last) whole = true;
      }
      if (!more) break;
      text.row = chunks.integer(0);
      start = chunks.integer(1);
      held = chunks.text(2);
    }
    chunks.reset();
    whole = whole || text.row == 0;
    text.next = {};
    return gathered;
  }

  Result<void> give_texts(std::size_t bytes, const Receiver& receiver, Batch& batch) {
    std::size_t gathered = 0;
    if (resume.text < handed.text) resume = {handed.text, kAll};
    texts.bind(1, handed.text);
    TRY(occurrences.begin(resume));
    TRY(zones.begin(resume));
    documents.statement.bind(1, handed.text);
    TRY(documents.go());
    About about;
    TextToStudy text;
    bool whole = true;
    while (gathered < bytes && whole && TRY(texts.step())) {
      const std::int64_t id = texts.integer(0);
      TRY(load_window(id));
      TRY(next_context(id, about));
      text.index = id > indexed.text;
      if (texts.is_null(1)) {
        gathered += TRY(give_chunks(receiver, text, about, id, bytes - gathered, batch, whole));
      } else {
        text.row = id;
        text.content = texts.text(1);
        gathered += TRY(give(receiver, text, about, id, 0, id > annotated.text));
      }
      if (!whole) break;
      ++batch.items;
      handed.text = batch.upto.text = id;
    }
    texts.reset();
    occurrences.end();
    zones.end();
    documents.end();
    return {};
  }

  Result<void> give_subjects(std::size_t bytes, const Receiver& receiver, Batch& batch) {
    std::size_t gathered = 0;
    subjects.bind(1, handed.document);
    while (gathered < bytes && TRY(subjects.step())) {
      handed.document = batch.upto.document = subjects.integer(0);
      gathered += subjects.text(1).size() + 20;
      ++batch.items;
      if (!subjects.is_null(1)) receiver.subject(handed.document, subjects.text(1));
    }
    subjects.reset();
    return {};
  }

  // Passages whose home moved into a text that was annotated before.
  Result<void> give_again(const Receiver& receiver, Batch& batch) {
    std::string held;
    std::int64_t text = 0, base = 0;
    std::vector<std::int64_t> starts;  // in the text, or the chunk, at hand
    while (TRY(again.step())) {
      batch.again.push_back(again.integer(0));
      const std::int64_t id = again.integer(1), start = again.integer(2);
      if (id > annotated.text) continue;  // its turn comes
      const bool here = id == text && start - base < static_cast<std::int64_t>(held.size());
      if (!here) {
        TRY(give_around(receiver, text, base, held, starts));
        starts.clear();
        text = id;
        TRY(load(id, start, held, base));
      }
      if (start >= base) starts.push_back(start);
    }
    return give_around(receiver, text, base, held, starts);
  }

  // The passages that begin at `starts`, ascending, with those beside them in the same letter.
  Result<void> give_around(const Receiver& receiver, std::int64_t id, std::int64_t base,
                           std::string_view content_of, const std::vector<std::int64_t>& starts) {
    if (starts.empty()) return {};
    const auto to = base + static_cast<std::int64_t>(content_of.size());
    TextToStudy text;
    text.content = content_of;
    around.bind(1, id).bind(2, base).bind(3, to);
    while (TRY(around.step())) {
      const std::int64_t start = around.integer(0);
      PassageToStudy& passage = text.passages.emplace_back();
      passage.passage = around.integer(2);
      passage.home = std::binary_search(starts.begin(), starts.end(), start);
      passage.start = static_cast<std::uint64_t>(start - base);
      passage.end = static_cast<std::uint64_t>(std::min(around.integer(1), to) - base);
      if (TRY(zone_at.bind(1, id).bind(2, start).step()) && zone_at.integer(0) > start)
        take_zone(zone_at, 1, passage);
      zone_at.reset();
    }
    keep_letters_at_home(text.passages);
    About about;
    TRY(find_context(id, about));
    TRY(find_author(about));
    about.give(text);
    receiver.text(text);
    return {};
  }

  // The text, or the chunk of it that holds `at`.
  Result<void> load(std::int64_t id, std::int64_t at, std::string& held, std::int64_t& base) {
    held.clear();
    base = 0;
    Statement& s = content;
    const bool chunked = TRY(s.bind(1, id).step()) && s.is_null(0);
    if (!chunked) held = s.text(0);
    s.reset();
    if (!chunked) return {};
    if (TRY(chunk_at.bind(1, id).bind(2, at).step())) {
      base = chunk_at.integer(0);
      held = chunk_at.text(1);
    }
    chunk_at.reset();
    return {};
  }

  Result<void> begin() {
    if (in_transaction) return {};
    TRY(db.execute("BEGIN IMMEDIATE"));
    in_transaction = true;
    return {};
  }

  Result<void> set(const char* name, std::int64_t value) { return mark.bind(1, name).bind(2, value).run(); }

  Result<void> write_index() {
    TRY(begin());
    if (merging.valid()) {
      TRY(merging.get());
      TRY(merged->write(bulk));
      merged.reset();
    } else if (!runs.empty()) {
      TRY(add_segment(db, bulk, kWords, runs));
    }
    if (!subject_runs.empty()) TRY(add_segment(db, bulk, kSubjectWords, subject_runs));
    runs.clear();
    subject_runs.clear();
    run_bytes = 0;
    indexed = {std::max(indexed.text, finished.text), std::max(indexed.chunk, finished.chunk),
               std::max(indexed.document, finished.document)};
    TRY(set(kIndexed[0], indexed.text));
    TRY(set(kIndexed[1], indexed.chunk));
    return set(kIndexed[2], indexed.document);
  }

  Result<void> write_mentions() {
    if (!version) return {};
    TRY(begin());
    for (const std::int64_t passage : again_finished) {
      TRY(forget_mentions(db, passage));
      TRY(done.bind(1, passage).run());
    }
    again_finished.clear();
    TRY(claims.write(bulk));
    TRY(bulk.move(
        "INSERT OR REPLACE INTO mentions SELECT c0, c1, c2, c3, c4, c5, c6 FROM feed ORDER BY c0, c1, c2, c3",
        mentions));
    TRY(bulk.move("INSERT OR IGNORE INTO names(id, type, shown) SELECT c0, c1, c2 FROM feed ORDER BY c0",
                  names));
    new_names.clear();
    annotated.text = std::max(annotated.text, finished.text);
    annotated.chunk = std::max(annotated.chunk, finished.chunk);
    TRY(set("annotator", *version));
    TRY(set(kAnnotated[0], annotated.text));
    return set(kAnnotated[1], annotated.chunk);
  }

  Result<void> commit() {
    if (!std::exchange(in_transaction, false)) return {};
    return db.execute("COMMIT");
  }
};

Studies::Studies(std::unique_ptr<State> state) : state_(std::move(state)) {}
Studies::Studies(Studies&&) noexcept = default;
Studies::~Studies() = default;

Result<Studies> Studies::open(const Db& db, BulkInsert& bulk, std::optional<int> version) {
  const auto property = [&](const char* name) -> Result<std::int64_t> {
    return TRY(db.number("SELECT value FROM properties WHERE name = '" + std::string(name) + "'"))
        .value_or(0);
  };
  const auto made_by = TRY(property("annotator"));
  Mark indexed{TRY(property(kIndexed[0])), TRY(property(kIndexed[1])), TRY(property(kIndexed[2]))};
  Mark annotated{TRY(property(kAnnotated[0])), TRY(property(kAnnotated[1])), 0};
  if (version && made_by != *version && made_by != 0) {
    annotated = {};
    TRY(db.execute(
        "DELETE FROM mentions; DELETE FROM claims; DELETE FROM claim_args; DELETE FROM claim_sources;"
        "DELETE FROM to_annotate;"
        "UPDATE properties SET value = 0 WHERE name IN ('annotated_text', 'annotated_chunk')"));
  }
  Mark from = indexed;
  if (version) {
    from.text = std::min(from.text, annotated.text);
    from.chunk = std::min(from.chunk, annotated.chunk);
  }
  std::unique_ptr<State> state(new State{
      db,
      bulk,
      version,
      {TRY(db.prepare("SELECT text, start, \"end\", passage FROM occurrences WHERE (text, start) > (?, ?) "
                      "ORDER BY text, start"))},
      {TRY(db.prepare("SELECT s.text, s.start, s.\"end\", s.kind, s.depth, h.date, h.author_name, "
                      "h.author_address FROM zone_spans s LEFT JOIN "
                      "zone_heads h ON h.text = s.text AND h.start = s.head WHERE (s.text, s.start) > (?, ?) "
                      "ORDER BY s.text, s.start"))},
      {TRY(db.prepare(
          "SELECT text, language, date, sha256, id, type FROM documents WHERE text > ? ORDER BY text"))},
      TRY(db.prepare("SELECT id, content, first_chunk, last_chunk FROM texts WHERE id > ? ORDER BY id")),
      TRY(db.prepare("SELECT id, subject FROM documents WHERE id > ? ORDER BY id")),
      TRY(db.prepare("SELECT id, start, content FROM chunks WHERE id BETWEEN ? AND ? ORDER BY id")),
      TRY(db.prepare("SELECT id, language, type, date FROM documents WHERE text = ? ORDER BY date IS NULL, "
                     "date, sha256 LIMIT 1")),
      TRY(db.prepare(
          "SELECT iif(p.name = '', p.address, p.name) FROM participants r JOIN parties p ON p.id = r.party "
          "WHERE r.document = ? AND r.role = 1 AND r.seq = 0")),
      TRY(db.prepare(
          "SELECT value FROM fields WHERE document = ? AND name IN ('publication', 'byline') ORDER BY "
          "name DESC, seq LIMIT 1")),
      TRY(db.prepare("SELECT text, start FROM passages WHERE id = ?")),
      TRY(db.prepare("SELECT a.passage, p.text, p.start FROM to_annotate a JOIN passages p ON "
                     "p.id = a.passage JOIN occurrences o ON o.text = p.text AND o.start = p.start "
                     "ORDER BY p.text, p.start")),
      TRY(db.prepare(
          "SELECT start, \"end\", passage FROM occurrences WHERE text = ? AND start >= ? AND start < ? "
          "ORDER BY start")),
      TRY(db.prepare("SELECT content FROM texts WHERE id = ?")),
      TRY(db.prepare("SELECT c.start, c.content FROM texts t JOIN chunks c ON c.id BETWEEN t.first_chunk AND "
                     "t.last_chunk WHERE t.id = ? AND c.start <= ? ORDER BY c.id DESC LIMIT 1")),
      TRY(db.prepare("SELECT s.\"end\", s.kind, s.depth, h.date, h.author_name, h.author_address FROM "
                     "zone_spans s LEFT JOIN "
                     "zone_heads h ON h.text = s.text AND h.start = s.head WHERE s.text = ? AND s.start <= ? "
                     "ORDER BY s.start DESC LIMIT 1")),
      TRY(db.prepare("DELETE FROM to_annotate WHERE passage = ?")),
      TRY(db.prepare("INSERT OR REPLACE INTO properties VALUES (?, ?)")),
      indexed,
      annotated,
      from,
      TRY(db.number("SELECT max(id) FROM texts")).value_or(0),
      TRY(db.number("SELECT max(id) FROM documents")).value_or(0),
  });
  state->finished = from;
  return Studies(std::move(state));
}

Result<bool> Studies::pending() {
  const State& s = *state_;
  return s.handed.text < s.last_text || s.handed.document < s.last_document ||
         (s.version && TRY(s.db.number("SELECT 1 FROM to_annotate LIMIT 1")).has_value());
}

Result<void> Studies::next_batch(std::size_t bytes, const Receiver& receiver, Batch& batch) {
  State& s = *state_;
  batch = Batch();
  batch.upto = s.handed;
  if (s.version && !std::exchange(s.again_handed_out, true)) {
    TRY(s.give_again(receiver, batch));
    if (!batch.again.empty()) return {};
  }
  TRY(s.give_texts(bytes, receiver, batch));
  if (batch.items == 0) TRY(s.give_subjects(bytes, receiver, batch));
  return {};
}

void Studies::add_mention(std::int64_t passage, std::uint64_t start, std::uint64_t end, std::string_view type,
                          std::string_view value, double confidence, std::string_view name) {
  Rows& m = state_->mentions;
  m.add(passage).add(static_cast<std::int64_t>(start)).add(static_cast<std::int64_t>(end));
  m.add_text(type).add_text_or_null(value).add_real(confidence);
  const std::string spelling = spelling_of(name);
  if (spelling.empty()) {
    m.add_null();
    return;
  }
  const std::int64_t id = name_id(type, spelling);
  m.add(id);
  if (state_->new_names.insert(id).second) state_->names.add(id).add_text(type).add_text(spelling);
}

void Studies::add_claim(std::int64_t passage, const model::Claim& claim) {
  state_->claims.add(passage, claim);
}

void Studies::add_run(bool of_subjects, std::string run) {
  state_->run_bytes += run.size();
  (of_subjects ? state_->subject_runs : state_->runs).push_back(std::move(run));
}

Result<void> Studies::finish_batch(const Batch& batch) {
  State& s = *state_;
  s.finished = batch.upto;
  s.again_finished.insert(s.again_finished.end(), batch.again.begin(), batch.again.end());
  if (s.run_bytes < kSegmentBytes && s.mentions.size() + s.claims.size() < kMentions) return {};
  return commit();
}

Result<void> Studies::commit() {
  TRY(state_->write_index());
  TRY(state_->write_mentions());
  return state_->commit();
}

Result<void> Studies::commit_mentions() {
  State& s = *state_;
  TRY(s.write_mentions());
  TRY(s.commit());
  if (s.runs.empty()) return {};
  s.merged = TRY(NewSegment::open(s.db, kWords));
  s.merging = std::async(std::launch::async, [&s] { return s.merged->merge(s.runs); });
  return {};
}

}  // namespace clew::store
