#include "store/text_writer.h"

#include <limits>
#include <span>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/digest.h"
#include "base/fold.h"
#include "store/case.h"

namespace clew::store {
namespace {

std::string_view bytes_of(const Sha256& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

// Where a passage stands, in order of preference: the smallest is its home.
using Rank =
    std::tuple<bool, std::int64_t, std::string, std::int64_t, std::int64_t>;  // quoted date sha text start

using DocumentRank = std::pair<std::int64_t, std::string>;  // date (none: last), sha256
constexpr std::size_t kCachedRanks = 20'000;

// The end of the first `n` words of a folded text.
std::size_t end_of_words(std::string_view folded_text, int n) {
  std::size_t at = 0;
  while (n-- > 0) {
    at = folded_text.find(' ', at);
    if (at == std::string_view::npos) return folded_text.size();
    if (n > 0) ++at;
  }
  return at;
}

}  // namespace

struct TextWriter::State {
  const Db& db;
  Statement find, insert, finish, chunk, index, zone, zone_head, occurrence, passage, insert_passage,
      move_home, quoted_at, best_document, of_text, stale;
  std::int64_t last_text, last_chunk;
  std::int64_t long_text = 0, first_chunk = 0, waiting_chunk = 0;
  std::uint64_t long_bytes = 0;
  std::string waiting_folded{};  // of the chunk before: its row also needs the next one's first words
  Sha256Stream long_hash{};
  std::string folded{};
  std::unordered_map<std::int64_t, DocumentRank> ranks{};  // of the best document with that text
  // Of the text written last: passages that have a home already.
  struct Contested {
    std::int64_t start, passage;
    bool quoted;
  };
  std::vector<Contested> contested{};

  Result<void> index_row(std::int64_t row, std::string_view words) {
    return index.bind(1, row).bind(2, words).run();
  }

  // What is the author's own and plain needs no row. A head and the letter that it introduces say the same of
  // their author: one row for both.
  Result<void> write_zones(std::int64_t text, std::span<const model::Zone> zones) {
    const model::Zone* told = nullptr;
    for (const model::Zone& z : zones) {
      if (z.kind == model::ZoneKind::body && z.depth == 0) continue;
      const auto start = static_cast<std::int64_t>(z.start);
      zone.bind(1, text).bind(2, start).bind(3, static_cast<std::int64_t>(z.end));
      zone.bind(4, static_cast<int>(z.kind)).bind(5, z.depth);
      if (z.author == model::Mailbox{} && z.subject.empty() && z.date.empty() && z.date_raw.empty() &&
          z.to.empty()) {
        TRY(zone.bind_null(6).run());
        continue;
      }
      const bool same = told != nullptr && told->author == z.author && told->subject == z.subject &&
                        told->date == z.date && told->to == z.to;
      if (!same) told = &z;
      TRY(zone.bind(6, static_cast<std::int64_t>(told->start)).run());
      if (same) continue;
      zone_head.bind(1, text).bind(2, start).bind_text_or_null(3, z.author.name);
      zone_head.bind_text_or_null(4, z.author.address)
          .bind_text_or_null(5, z.subject)
          .bind_text_or_null(6, z.date);
      // The head's own words stand in the text; they are kept apart only where they could not be understood.
      zone_head.bind_text_or_null(7, z.date.empty() ? std::string_view(z.date_raw) : std::string_view());
      TRY(zone_head.bind_text_or_null(8, z.to).run());
    }
    return {};
  }

  Result<void> write_details(std::int64_t text, const TextPiece& piece) {
    TRY(write_zones(text, piece.zones));
    for (const model::Passage& p : piece.passages) {
      const auto start = static_cast<std::int64_t>(p.start);
      bool is_new = false;
      const std::int64_t id = TRY(claim_passage(p, text, is_new));
      occurrence.bind(1, text).bind(2, start).bind(3, static_cast<std::int64_t>(p.end));
      TRY(occurrence.bind(4, id).bind(5, p.depth > 0 ? 1 : 0).run());
      if (!is_new) contested.push_back({start, id, p.depth > 0});
    }
    return {};
  }

  // The row of this passage: its id, or the next free one when another passage has the same id (see
  // model/passage.h). A new one is at home here.
  Result<std::int64_t> claim_passage(const model::Passage& p, std::int64_t text, bool& is_new) {
    auto id = static_cast<std::int64_t>(p.id);
    const auto check = static_cast<std::int64_t>(p.check);
    for (;; id = id == std::numeric_limits<std::int64_t>::max() ? 0 : id + 1) {
      insert_passage.bind(1, id).bind(2, check).bind(3, text).bind(4, static_cast<std::int64_t>(p.start));
      TRY(insert_passage.run());
      is_new = db.changes() > 0;
      if (is_new) return id;
      CHECK(TRY(passage.bind(1, id).step()));
      const bool same = passage.integer(0) == check;
      passage.reset();
      if (same) return id;
    }
  }

  void remember(std::int64_t text, DocumentRank rank) {
    if (ranks.size() >= kCachedRanks) ranks.clear();
    ranks[text] = std::move(rank);
  }

  Result<Rank> rank_of(std::int64_t text, std::int64_t start, bool quoted) {
    auto known = ranks.find(text);
    if (known == ranks.end()) {
      DocumentRank rank{std::numeric_limits<std::int64_t>::max(), {}};
      if (TRY(best_document.bind(1, text).step())) {
        if (!best_document.is_null(0)) rank.first = best_document.integer(0);
        rank.second = best_document.string(1);
        best_document.reset();
      }
      remember(text, std::move(rank));
      known = ranks.find(text);
    }
    return Rank{quoted, known->second.first, known->second.second, text, start};
  }

  Result<void> settle(std::int64_t text, std::int64_t start, std::int64_t id, const Rank& candidate,
                      bool is_new) {
    CHECK(TRY(passage.bind(1, id).step()));
    const std::int64_t home_text = passage.integer(1), home_start = passage.integer(2);
    passage.reset();
    if (home_text == text && home_start == start) return {};
    quoted_at.bind(1, home_text).bind(2, home_start);
    const bool quoted = TRY(quoted_at.step()) && quoted_at.integer(0) != 0;
    quoted_at.reset();
    if (TRY(rank_of(home_text, home_start, quoted)) < candidate) return {};
    if (!is_new) TRY(stale.bind(1, id).run());
    return move_home.bind(1, text).bind(2, start).bind(3, id).run();
  }
};

TextWriter::TextWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
TextWriter::TextWriter(TextWriter&&) noexcept = default;
TextWriter& TextWriter::operator=(TextWriter&&) noexcept = default;
TextWriter::~TextWriter() = default;

Result<TextWriter> TextWriter::open(const Db& db) {
  const auto last_text = TRY(db.number("SELECT max(id) FROM texts")).value_or(0);
  const auto last_chunk = TRY(db.number("SELECT max(id) FROM chunks")).value_or(kFirstChunk - 1);
  std::unique_ptr<State> state(new State{
      db,
      TRY(db.prepare(
          "SELECT id, content FROM texts WHERE substr(sha256, 1, 6) = substr(?1, 1, 6) AND sha256 = ?1 "
          "AND content IS NOT NULL")),
      TRY(db.prepare("INSERT INTO texts(id, sha256, bytes, content) VALUES (?, ?, ?, ?)")),
      TRY(db.prepare("UPDATE texts SET sha256 = ?, bytes = ?, first_chunk = ?, last_chunk = ? WHERE id = ?")),
      TRY(db.prepare("INSERT INTO chunks(id, text, start, content) VALUES (?, ?, ?, ?)")),
      TRY(db.prepare("INSERT INTO words(rowid, folded) VALUES (?, ?)")),
      TRY(db.prepare("INSERT INTO zone_spans VALUES (?, ?, ?, ?, ?, ?)")),
      TRY(db.prepare("INSERT INTO zone_heads VALUES (?, ?, ?, ?, ?, ?, ?, ?)")),
      TRY(db.prepare("INSERT INTO occurrences VALUES (?, ?, ?, ?, ?)")),
      TRY(db.prepare("SELECT \"check\", text, start FROM passages WHERE id = ?")),
      TRY(db.prepare("INSERT OR IGNORE INTO passages VALUES (?, ?, ?, ?)")),
      TRY(db.prepare("UPDATE passages SET text = ?, start = ? WHERE id = ?")),
      TRY(db.prepare("SELECT quoted FROM occurrences WHERE text = ? AND start = ?")),
      TRY(db.prepare(
          "SELECT date, sha256 FROM documents WHERE text = ? ORDER BY date IS NULL, date, sha256 LIMIT 1")),
      TRY(db.prepare("SELECT start, passage, quoted FROM occurrences WHERE text = ?")),
      TRY(db.prepare("INSERT OR IGNORE INTO to_annotate VALUES (?)")),
      last_text,
      last_chunk,
  });
  return TextWriter(std::move(state));
}

Result<std::int64_t> TextWriter::add(const TextPiece& piece, bool& is_new) {
  State& s = *state_;
  const Sha256 digest = sha256(piece.text);
  is_new = false;
  s.find.bind_blob(1, bytes_of(digest));
  if (TRY(s.find.step())) {
    const std::int64_t id = s.find.integer(0);
    s.find.reset();
    return id;
  }
  is_new = true;
  const std::int64_t id = ++s.last_text;
  s.insert.bind(1, id).bind_blob(2, bytes_of(digest)).bind(3, static_cast<std::int64_t>(piece.text.size()));
  TRY(s.insert.bind(4, piece.text).run());
  s.folded.clear();
  append_folded(s.folded, piece.text);
  if (!s.folded.empty()) TRY(s.index_row(id, s.folded));
  TRY(s.write_details(id, piece));
  return id;
}

Result<std::int64_t> TextWriter::begin_long() {
  State& s = *state_;
  s.long_text = ++s.last_text;
  s.first_chunk = s.last_chunk + 1;
  s.waiting_chunk = 0;
  s.long_bytes = 0;
  s.insert.bind(1, s.long_text).bind_blob(2, "").bind(3, 0).bind_null(4);
  TRY(s.insert.run());
  return s.long_text;
}

Result<void> TextWriter::add_piece(const TextPiece& piece) {
  State& s = *state_;
  const std::int64_t id = ++s.last_chunk;
  s.chunk.bind(1, id)
      .bind(2, s.long_text)
      .bind(3, static_cast<std::int64_t>(piece.start))
      .bind(4, piece.text);
  TRY(s.chunk.run());
  s.long_hash.update(piece.text);
  s.long_bytes = piece.start + piece.text.size();
  std::string words;
  append_folded(words, piece.text);
  if (s.waiting_chunk != 0) {
    if (!s.waiting_folded.empty() && !words.empty()) s.waiting_folded += ' ';
    s.waiting_folded.append(words, 0, end_of_words(words, kOverlapWords));
    TRY(s.index_row(s.waiting_chunk, s.waiting_folded));
  }
  s.waiting_chunk = id;
  s.waiting_folded = std::move(words);
  return s.write_details(s.long_text, piece);
}

Result<void> TextWriter::end_long() {
  State& s = *state_;
  if (s.waiting_chunk != 0) TRY(s.index_row(s.waiting_chunk, s.waiting_folded));
  const Sha256 digest = s.long_hash.finish();
  s.finish.bind_blob(1, bytes_of(digest)).bind(2, static_cast<std::int64_t>(s.long_bytes));
  s.finish.bind(3, s.first_chunk).bind(4, s.last_chunk).bind(5, s.long_text);
  return s.finish.run();
}

Result<void> TextWriter::settle_homes(std::int64_t text, bool is_new, std::optional<std::int64_t> date,
                                      std::string_view sha256) {
  State& s = *state_;
  const DocumentRank own{date.value_or(std::numeric_limits<std::int64_t>::max()), std::string(sha256)};
  if (is_new) {
    s.remember(text, own);
  } else if (const auto known = s.ranks.find(text); known != s.ranks.end()) {
    // Thousands of letters may share a text: each is compared with the best before it, not with all.
    if (known->second <= own) return {};
    known->second = own;
  }
  Rank rank = TRY(s.rank_of(text, 0, false));
  const auto settle = [&](std::int64_t start, std::int64_t passage, bool quoted) {
    std::get<0>(rank) = quoted;
    std::get<4>(rank) = start;
    return s.settle(text, start, passage, rank, is_new);
  };
  if (is_new) {
    for (const State::Contested& c : std::exchange(s.contested, {}))
      TRY(settle(c.start, c.passage, c.quoted));
    return {};
  }
  s.of_text.bind(1, text);
  while (TRY(s.of_text.step()))
    TRY(settle(s.of_text.integer(0), s.of_text.integer(1), s.of_text.integer(2) != 0));
  return {};
}

}  // namespace clew::store
