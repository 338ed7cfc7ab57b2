#include "store/text_writer.h"

#include <cstring>
#include <span>
#include <unordered_map>

#include "base/digest.h"
#include "store/case.h"
#include "store/homes.h"

namespace clew::store {
namespace {

constexpr std::uint64_t kTextKey = 2;  // the kind of these keys in Seen

struct FirstBytes {
  std::size_t operator()(const Sha256& digest) const {
    std::uint64_t value = 0;
    std::memcpy(&value, digest.data(), sizeof value);
    return static_cast<std::size_t>(value);
  }
};

std::string_view stored(const Sha256& digest) {
  return {reinterpret_cast<const char*>(digest.data()), kTextDigestBytes};
}

}  // namespace

struct TextWriter::State {
  BulkInsert& bulk;
  Seen& seen;
  Statement find;
  std::int64_t last_text, last_chunk;
  Rows texts{6}, chunks{4}, zones{6}, zone_heads{8}, occurrences{5}, unsettled{1};
  std::string unsettled_passages{};
  std::unordered_map<Sha256, std::int64_t, FirstBytes> gathered{};

  std::int64_t long_text = 0, first_chunk = 0;
  std::uint64_t long_bytes = 0;
  Sha256Stream long_hash{};

  // What is the author's own and plain needs no row. A head and the letter that it introduces say the same of
  // their author: one row for both.
  void add_zones(std::int64_t text, std::span<const model::Zone> list) {
    const model::Zone* told = nullptr;
    for (const model::Zone& z : list) {
      if (z.kind == model::ZoneKind::body && z.depth == 0) continue;
      const auto start = static_cast<std::int64_t>(z.start);
      zones.add(text).add(start).add(static_cast<std::int64_t>(z.end));
      zones.add(static_cast<int>(z.kind)).add(z.depth);
      if (z.author == model::Mailbox{} && z.subject.empty() && z.date.empty() && z.date_raw.empty() &&
          z.to.empty()) {
        zones.add_null();
        continue;
      }
      const bool same = told != nullptr && told->author == z.author && told->subject == z.subject &&
                        told->date == z.date && told->to == z.to;
      if (!same) told = &z;
      zones.add(static_cast<std::int64_t>(told->start));
      if (same) continue;
      zone_heads.add(text).add(start).add_text_or_null(z.author.name).add_text_or_null(z.author.address);
      zone_heads.add_text_or_null(z.subject).add_text_or_null(z.date);
      // The head's own words stand in the text; they are kept apart only where they could not be understood.
      zone_heads.add_text_or_null(z.date.empty() ? std::string_view(z.date_raw) : std::string_view());
      zone_heads.add_text_or_null(z.to);
    }
  }

  void add_passages(std::int64_t text, std::span<const model::Passage> list) {
    for (const model::Passage& p : list) {
      const auto start = static_cast<std::int64_t>(p.start), id = static_cast<std::int64_t>(p.id);
      const int quoted = p.depth > 0 ? 1 : 0;
      occurrences.add(text).add(start).add(static_cast<std::int64_t>(p.end)).add(id).add(quoted);
      append_unsettled(unsettled_passages, {id, static_cast<std::int64_t>(p.check), text, start, quoted});
    }
  }

  void add_details(std::int64_t text, const TextPiece& piece) {
    add_zones(text, piece.zones);
    add_passages(text, piece.passages);
  }
};

TextWriter::TextWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
TextWriter::TextWriter(TextWriter&&) noexcept = default;
TextWriter& TextWriter::operator=(TextWriter&&) noexcept = default;
TextWriter::~TextWriter() = default;

Result<TextWriter> TextWriter::open(const Db& db, BulkInsert& bulk, Seen& seen) {
  std::unique_ptr<State> state(new State{
      bulk,
      seen,
      TRY(db.prepare("SELECT id FROM texts WHERE substr(digest, 1, 4) = substr(?1, 1, 4) AND digest = ?1 "
                     "AND content IS NOT NULL")),
      TRY(db.number("SELECT max(id) FROM texts")).value_or(0),
      TRY(db.number("SELECT max(id) FROM chunks")).value_or(kFirstChunk - 1),
  });
  return TextWriter(std::move(state));
}

Result<std::int64_t> TextWriter::add(const TextPiece& piece) {
  State& s = *state_;
  Sha256 digest;
  if (piece.sha256.size() == digest.size())
    std::memcpy(digest.data(), piece.sha256.data(), digest.size());
  else
    digest = sha256(piece.text);
  const std::uint64_t key = FirstBytes()(digest);
  if (s.seen.maybe(key, kTextKey)) {
    if (const auto found = s.gathered.find(digest); found != s.gathered.end()) return found->second;
    s.find.bind_blob(1, stored(digest));
    if (TRY(s.find.step())) {
      const std::int64_t id = s.find.integer(0);
      s.find.reset();
      return id;
    }
  }
  const std::int64_t id = ++s.last_text;
  s.seen.add(key, kTextKey);
  s.gathered.emplace(digest, id);
  s.texts.add(id).add_blob(stored(digest)).add(static_cast<std::int64_t>(piece.text.size()));
  s.texts.add_text(piece.text).add_null().add_null();
  s.add_details(id, piece);
  return id;
}

Result<std::int64_t> TextWriter::begin_long() {
  State& s = *state_;
  s.long_text = ++s.last_text;
  s.first_chunk = s.last_chunk + 1;
  s.long_bytes = 0;
  return s.long_text;
}

Result<void> TextWriter::add_piece(const TextPiece& piece) {
  State& s = *state_;
  s.chunks.add(++s.last_chunk).add(s.long_text).add(static_cast<std::int64_t>(piece.start));
  s.chunks.add_text(piece.text);
  s.long_hash.update(piece.text);
  s.long_bytes = piece.start + piece.text.size();
  s.add_details(s.long_text, piece);
  return {};
}

Result<void> TextWriter::end_long() {
  State& s = *state_;
  const Sha256 digest = s.long_hash.finish();
  s.texts.add(s.long_text).add_blob(stored(digest)).add(static_cast<std::int64_t>(s.long_bytes));
  s.texts.add_null().add(s.first_chunk).add(s.last_chunk);
  return {};
}

Result<void> TextWriter::flush() {
  State& s = *state_;
  TRY(s.bulk.move("INSERT INTO texts SELECT c0, c1, c2, c3, c4, c5 FROM feed", s.texts));
  TRY(s.bulk.move("INSERT INTO chunks SELECT c0, c1, c2, c3 FROM feed", s.chunks));
  TRY(s.bulk.move("INSERT INTO zone_spans SELECT c0, c1, c2, c3, c4, c5 FROM feed", s.zones));
  TRY(s.bulk.move("INSERT INTO zone_heads SELECT c0, c1, c2, c3, c4, c5, c6, c7 FROM feed", s.zone_heads));
  TRY(s.bulk.move("INSERT INTO occurrences SELECT c0, c1, c2, c3, c4 FROM feed", s.occurrences));
  if (!s.unsettled_passages.empty()) s.unsettled.add_blob(s.unsettled_passages);
  s.unsettled_passages.clear();
  s.gathered.clear();
  return s.bulk.move("INSERT INTO unsettled(passages) SELECT c0 FROM feed", s.unsettled);
}

}  // namespace clew::store
