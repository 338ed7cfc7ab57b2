#include "store/evidence.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/digest.h"
#include "base/fold.h"
#include "store/read_documents.h"
#include "store/text_writer.h"

namespace clew::store {
namespace {

std::string hex_of(std::string_view bytes) {
  return hex(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

// Bytes of texts at any offset, for walks that go mostly forward: keeps the two pieces used last.
class TextBytes {
 public:
  static Result<TextBytes> open(const Db& db) {
    return TextBytes(
        TRY(db.prepare("SELECT bytes, content IS NULL, first_chunk, last_chunk FROM texts WHERE id = ?")),
        TRY(db.prepare("SELECT content FROM texts WHERE id = ?")),
        TRY(db.prepare("SELECT start FROM chunks WHERE id = ?")),
        TRY(db.prepare("SELECT start, content FROM chunks WHERE id = ?")));
  }

  /// False: there is no such text.
  Result<bool> go_to(std::int64_t text) {
    if (text == text_) return known_;
    text_ = text;
    pieces_ = {};
    head_.bind(1, text);
    known_ = TRY(head_.step());
    if (!known_) return false;
    bytes_ = static_cast<std::uint64_t>(head_.integer(0));
    chunked_ = head_.integer(1) != 0;
    first_ = head_.integer(2);
    last_ = head_.integer(3);
    head_.reset();
    return true;
  }
  std::uint64_t bytes() const { return bytes_; }

  /// REQUIRES: offset <= bytes().
  Result<bool> is_boundary(std::uint64_t offset) {
    if (offset == 0 || offset == bytes_) return true;
    const Piece* piece = TRY(piece_at(offset));
    if (piece == nullptr || offset - piece->start >= piece->content.size()) return false;
    return (static_cast<unsigned char>(piece->content[offset - piece->start]) & 0xC0) != 0x80;
  }

 private:
  struct Piece {
    std::uint64_t start = 0;
    std::string content;
  };

  TextBytes(Statement head, Statement content, Statement start, Statement chunk)
      : head_(std::move(head)),
        content_(std::move(content)),
        start_(std::move(start)),
        chunk_(std::move(chunk)) {}

  Result<const Piece*> piece_at(std::uint64_t offset) {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (offset < pieces_[i].start || offset - pieces_[i].start >= pieces_[i].content.size()) continue;
      if (i > 0) std::swap(pieces_[0], pieces_[i]);
      return &pieces_[0];
    }
    std::swap(pieces_[0], pieces_[1]);
    pieces_[0] = {};
    if (!chunked_) {
      content_.bind(1, text_);
      if (TRY(content_.step())) pieces_[0].content = content_.string(0);
      content_.reset();
      return &pieces_[0];
    }
    std::int64_t low = first_, high = last_;
    while (low < high) {  // the last chunk that begins at or before the offset
      const std::int64_t middle = low + (high - low + 1) / 2;
      start_.bind(1, middle);
      const bool before = TRY(start_.step()) && static_cast<std::uint64_t>(start_.integer(0)) <= offset;
      start_.reset();
      if (before) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    chunk_.bind(1, low);
    if (!TRY(chunk_.step())) return nullptr;
    pieces_[0] = {static_cast<std::uint64_t>(chunk_.integer(0)), chunk_.string(1)};
    chunk_.reset();
    return offset < pieces_[0].start ? nullptr : &pieces_[0];
  }

  Statement head_, content_, start_, chunk_;
  std::int64_t text_ = -1, first_ = 0, last_ = 0;
  std::uint64_t bytes_ = 0;
  bool known_ = false, chunked_ = false;
  std::array<Piece, 2> pieces_;
};

// What all the checks share: the tally and how a fault is told.
class Check {
 public:
  Check(const Db& db, const EachFault& give) : db_(db), give_(give) {}

  Result<void> fault(std::string what, std::int64_t text, std::optional<std::uint64_t> start = {},
                     std::optional<std::uint64_t> end = {}) {
    ++tally.faults;
    give_(Fault{std::move(what), TRY(document_with_text(db_, text)), start, end});
    return {};
  }

  // Whether [start, end) is a span of the text; tells why not. `end` of a stored span may be anything.
  Result<bool> span(TextBytes& bytes, std::string_view of, std::int64_t text, std::int64_t start,
                    std::int64_t end) {
    const auto from = static_cast<std::uint64_t>(start), to = static_cast<std::uint64_t>(end);
    std::string what;
    if (!TRY(bytes.go_to(text))) {
      what = " of a text that is not there";
    } else if (start < 0 || end < start || to > bytes.bytes()) {
      what = " reaches beyond its text";
    } else if (!TRY(bytes.is_boundary(from)) || !TRY(bytes.is_boundary(to))) {
      what = " cuts a character";
    }
    if (what.empty()) return true;
    TRY(fault(std::string(of) + what, text, from, to));
    return false;
  }

  Tally tally;

 private:
  const Db& db_;
  const EachFault& give_;
};

struct Hashed {
  std::string sha256;
  std::uint64_t bytes = 0;
  bool in_order = true;
};

Result<Hashed> hash_chunks(Statement& chunks, std::int64_t text, std::int64_t first, std::int64_t last) {
  Sha256Stream stream;
  Hashed out;
  chunks.bind(1, first).bind(2, last);
  while (TRY(chunks.step())) {
    out.in_order &= chunks.integer(0) == text && static_cast<std::uint64_t>(chunks.integer(1)) == out.bytes;
    const std::string_view content = chunks.text(2);
    stream.update(content);
    out.bytes += content.size();
  }
  const Sha256 digest = stream.finish();
  out.sha256.assign(reinterpret_cast<const char*>(digest.data()), digest.size());
  return out;
}

}  // namespace

Result<std::string> document_with_text(const Db& db, std::int64_t text) {
  Statement find = TRY(db.prepare("SELECT sha256 FROM documents WHERE text = ? ORDER BY id LIMIT 1"));
  find.bind(1, text);
  if (!TRY(find.step())) return std::string();
  return hex_of(find.text(0));
}

Result<Tally> check_texts(const Db& db, const EachFault& give) {
  Statement texts =
      TRY(db.prepare("SELECT id, digest, bytes, content, first_chunk, last_chunk FROM texts ORDER BY id"));
  Statement chunks =
      TRY(db.prepare("SELECT text, start, content FROM chunks WHERE id BETWEEN ? AND ? ORDER BY id"));
  Check check(db, give);
  while (TRY(texts.step())) {
    ++check.tally.checked;
    Hashed found;
    if (texts.is_null(3)) {
      found = TRY(hash_chunks(chunks, texts.integer(0), texts.integer(4), texts.integer(5)));
    } else {
      const std::string_view content = texts.text(3);
      const Sha256 digest = sha256(content);
      found = {std::string(reinterpret_cast<const char*>(digest.data()), digest.size()), content.size(),
               true};
    }
    if (!found.in_order) {
      TRY(check.fault("the chunks of a text do not follow each other", texts.integer(0)));
    } else if (found.bytes != static_cast<std::uint64_t>(texts.integer(2))) {
      TRY(check.fault("a text has another length than stated", texts.integer(0), 0, found.bytes));
    } else if (found.sha256.substr(0, kTextDigestBytes) != texts.text(1)) {
      TRY(check.fault("a text does not have its SHA-256", texts.integer(0), 0, found.bytes));
    }
  }
  // A document whose text row is gone would otherwise go unseen: there is nothing left to hash.
  Statement lost =
      TRY(db.prepare("SELECT d.sha256, d.text FROM documents d WHERE d.text IS NOT NULL AND NOT EXISTS "
                     "(SELECT 1 FROM texts t WHERE t.id = d.text) ORDER BY d.id"));
  while (TRY(lost.step())) {
    ++check.tally.faults;
    give(Fault{"a document's text is not there", hex_of(lost.text(0)), {}, {}});
  }
  return check.tally;
}

Result<Tally> check_zones(const Db& db, const EachFault& give) {
  TextBytes bytes = TRY(TextBytes::open(db));
  Statement zones = TRY(db.prepare("SELECT text, start, \"end\" FROM zones ORDER BY text, start"));
  Check check(db, give);
  std::int64_t last_text = -1, last_end = 0;
  while (TRY(zones.step())) {
    ++check.tally.checked;
    const std::int64_t text = zones.integer(0), start = zones.integer(1), end = zones.integer(2);
    const bool fits = TRY(check.span(bytes, "a zone", text, start, end));
    if (fits && text == last_text && start < last_end) {
      TRY(check.fault("a zone overlaps the one before", text, static_cast<std::uint64_t>(start),
                      static_cast<std::uint64_t>(end)));
    }
    last_text = text;
    last_end = end;
  }
  return check.tally;
}

Result<Tally> check_passages(const Db& db, const EachFault& give) {
  TextBytes bytes = TRY(TextBytes::open(db));
  Statement places = TRY(db.prepare(
      "SELECT o.text, o.start, o.\"end\", p.id IS NULL, h.passage IS NOT o.passage FROM occurrences o "
      "LEFT JOIN passages p ON p.id = o.passage LEFT JOIN occurrences h ON h.text = p.text AND "
      "h.start = p.start ORDER BY o.text, o.start"));
  Check check(db, give);
  while (TRY(places.step())) {
    ++check.tally.checked;
    const std::int64_t text = places.integer(0), start = places.integer(1), end = places.integer(2);
    if (!TRY(check.span(bytes, "a passage", text, start, end))) continue;
    const auto from = static_cast<std::uint64_t>(start), to = static_cast<std::uint64_t>(end);
    if (places.integer(3) != 0) {
      TRY(check.fault("a passage is not in the list of passages", text, from, to));
    } else if (places.integer(4) != 0) {
      TRY(check.fault("a passage does not stand where its home is said to be", text, from, to));
    }
  }
  return check.tally;
}

Result<Tally> check_mentions(const Db& db, const EachFault& give) {
  TextBytes bytes = TRY(TextBytes::open(db));
  Statement mentions = TRY(db.prepare(
      "SELECT m.start, m.\"end\", p.text, p.start, h.\"end\" FROM mentions m LEFT JOIN passages p ON "
      "p.id = m.passage LEFT JOIN occurrences h ON h.text = p.text AND h.start = p.start "
      "ORDER BY m.passage, m.start"));
  Check check(db, give);
  while (TRY(mentions.step())) {
    ++check.tally.checked;
    const std::int64_t text = mentions.integer(2), start = mentions.integer(0), end = mentions.integer(1);
    if (mentions.is_null(2) || mentions.is_null(4)) {
      TRY(check.fault("a mention hangs on a passage that is not there", text));
    } else if (start < 0 || end < start || end > mentions.integer(4) - mentions.integer(3)) {
      TRY(check.fault("a mention reaches beyond its passage", text,
                      static_cast<std::uint64_t>(mentions.integer(3)),
                      static_cast<std::uint64_t>(mentions.integer(4))));
    } else {
      TRY(check.span(bytes, "a mention", text, mentions.integer(3) + start, mentions.integer(3) + end));
    }
  }
  return check.tally;
}

Result<Tally> check_claims(const Db& db, const EachFault& give) {
  TextBytes bytes = TRY(TextBytes::open(db));
  DocumentReader reader(db);
  Statement spans = TRY(db.prepare(
      "SELECT c.id, c.start, c.\"end\", p.text, p.start, h.\"end\", NULL, c.passage FROM claims c LEFT JOIN "
      "passages p "
      "ON p.id = c.passage LEFT JOIN occurrences h ON h.text = p.text AND h.start = p.start UNION ALL "
      "SELECT c.id, a.start, a.\"end\", p.text, p.start, h.\"end\", a.text, c.passage FROM claim_args a JOIN "
      "claims c ON "
      "c.id = a.claim JOIN passages p ON p.id = c.passage JOIN occurrences h ON h.text = p.text AND h.start "
      "= p.start "
      "WHERE a.start < a.\"end\""));
  Check check(db, give);
  while (TRY(spans.step())) {
    ++check.tally.checked;
    const std::int64_t start = spans.integer(1), end = spans.integer(2), text = spans.integer(3),
                       base = spans.integer(4);
    if (spans.is_null(3) || spans.is_null(5)) {
      TRY(check.fault("a claim hangs on a passage that is not there", text));
    } else if (start < 0 || end < start || end > spans.integer(5) - base) {
      TRY(check.fault("a claim reaches beyond its passage", text, static_cast<std::uint64_t>(base),
                      static_cast<std::uint64_t>(spans.integer(5))));
    } else if (TRY(check.span(bytes, "a claim", text, base + start, base + end)) && !spans.is_null(6)) {
      const auto from = static_cast<std::uint64_t>(base + start), to = static_cast<std::uint64_t>(base + end);
      if (TRY(reader.text(text, from, to)) != spans.text(6))
        TRY(check.fault("the words of a claim's argument do not stand there", text, from, to));
    }
  }
  return check.tally;
}

Result<void> each_source_file(const Db& db, const std::function<Result<void>(const SourceFile&)>& give) {
  constexpr std::string_view kColumns =
      "SELECT fo.path || f.name, f.bytes, %, EXISTS (SELECT 1 FROM files n WHERE n.folder = f.folder AND "
      "n.name_key IS f.name_key AND n.name = f.name AND n.version > f.version) ";
  const auto walk = [&](std::string_view hash, std::string_view rest) -> Result<void> {
    std::string sql(kColumns);
    sql.replace(sql.find('%'), 1, hash);
    Statement rows = TRY(db.prepare(sql + std::string(rest)));
    while (TRY(rows.step()))
      TRY(give(SourceFile{rows.string(0), static_cast<std::uint64_t>(rows.integer(1)), hex_of(rows.text(2)),
                          rows.integer(3) != 0}));
    return {};
  };
  TRY(walk("f.sha256",
           "FROM files f JOIN folders fo ON fo.id = f.folder WHERE f.sha256 IS NOT NULL ORDER BY f.id"));
  // By places, in their order: there is no index of places by file, and none is needed this way round.
  TRY(walk("d.sha256",
           "FROM places p CROSS JOIN files f ON f.id = p.file JOIN folders fo ON fo.id = f.folder JOIN "
           "documents d ON d.id = p.document WHERE p.member IS NULL AND f.sha256 IS NULL ORDER BY p.id"));
  return walk("NULL",
              "FROM files f JOIN folders fo ON fo.id = f.folder WHERE f.sha256 IS NULL AND f.id NOT IN "
              "(SELECT file FROM places WHERE member IS NULL) ORDER BY f.id");
}

SpanCarrier::SpanCarrier(std::string_view from, std::string_view to)
    : same_(from == to), from_bytes_(from.size()) {
  if (same_) return;
  const auto words = [](std::string_view text, std::vector<Span>& spans) {
    WordCutter cutter(text);
    for (Word word; cutter.next(word);) spans.push_back({word.start, word.end});
  };
  words(from, from_);
  words(to, to_);
}

std::optional<SpanCarrier::Span> SpanCarrier::carry(Span span) const {
  if (span.start > span.end || span.end > from_bytes_) return std::nullopt;
  if (same_) return span;
  if (from_.size() != to_.size()) return std::nullopt;
  const auto first = std::partition_point(from_.begin(), from_.end(),
                                          [&](const Span& word) { return word.end <= span.start; });
  const auto after =
      std::partition_point(first, from_.end(), [&](const Span& word) { return word.start < span.end; });
  if (first == after || first->start < span.start || (after - 1)->end > span.end) return std::nullopt;
  return Span{to_[static_cast<std::size_t>(first - from_.begin())].start,
              to_[static_cast<std::size_t>(after - from_.begin()) - 1].end};
}

}  // namespace clew::store
