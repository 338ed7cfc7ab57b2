#include "store/read_documents.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/digest.h"
#include "model/record_json.h"
#include "store/evidence.h"

namespace clew::store {
namespace {

using Slot = std::optional<Statement>;

/// A statement out of its slot while it is stepped. Whoever needs the same one meanwhile prepares another, so
/// callbacks may call back; the last one to end leaves his in the slot.
class Lease {
 public:
  static Result<Lease> take(const Db& db, Slot& slot, std::string_view sql) {
    if (!slot) return Lease(slot, TRY(db.prepare(sql)));
    Lease lease(slot, std::move(*slot));
    slot.reset();
    return lease;
  }
  Lease(Lease&& other) noexcept
      : slot_(std::exchange(other.slot_, nullptr)), statement_(std::move(other.statement_)) {}
  ~Lease() {
    if (slot_ == nullptr) return;
    statement_.reset();
    slot_->reset();
    slot_->emplace(std::move(statement_));
  }
  Statement* operator->() { return &statement_; }

 private:
  Lease(Slot& slot, Statement statement) : slot_(&slot), statement_(std::move(statement)) {}
  Slot* slot_;
  Statement statement_;
};

std::string hex_of(std::string_view bytes) {
  return hex(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

constexpr std::string_view kColumns =
    "SELECT d.id, d.sha256, d.type, d.media_type, d.name, d.message, m.message_key, d.thread, t.sha256, "
    "d.subject,"
    " d.date, d.zone, d.date_raw, d.date_note, d.message_id, d.language, d.bytes, d.status, d.reason, d.text"
    " FROM documents d LEFT JOIN documents m ON m.id = d.message LEFT JOIN documents t ON t.id = d.thread ";

StoredDocument document_of(const Statement& row) {
  StoredDocument d;
  d.row = row.integer(0);
  d.id = d.sha256 = hex_of(row.text(1));
  d.type = model::document_type(row.text(2)).value_or(model::DocumentType::other);
  d.media_type = row.is_null(3) ? "message/rfc822" : row.string(3);
  d.name = row.string(4);
  d.message_row = row.integer(5);
  if (!row.is_null(6)) d.message = key_digits(row.integer(6));
  d.thread_row = row.integer(7);
  d.thread = hex_of(row.text(8));
  d.subject = row.string(9);
  if (!row.is_null(10)) d.date = model::Moment{row.integer(10), static_cast<int>(row.integer(11))};
  d.date_raw = row.string(12);
  d.date_note = row.string(13);
  d.message_id = row.string(14);
  d.language = row.string(15);
  d.bytes = static_cast<std::uint64_t>(row.integer(16));
  d.status = model::status(row.text(17)).value_or(model::Status::read);
  d.reason = row.string(18);
  d.text_row = row.integer(19);
  return d;
}

std::vector<model::Mailbox>* mailboxes(StoredDocument& document, int role) {
  switch (role) {
    case 1:
      return &document.from;
    case 2:
      return &document.to;
    case 3:
      return &document.cc;
    case 4:
      return &document.bcc;
    case 5:
      return &document.sender;
    case 6:
      return &document.reply_to;
    default:
      return nullptr;
  }
}

}  // namespace

std::string key_digits(std::int64_t key) { return model::hex64(static_cast<std::uint64_t>(key)); }

struct DocumentReader::State {
  explicit State(const Db& d) : db(d) {}
  const Db& db;
  Slot load, all, by_prefix, in_thread, attached, party, with_text, place, field, text, piece, chunk_at, zone;
  Slot passage, mention, home, known;

  Result<void> add_parties(StoredDocument& document) {
    Lease s = TRY(Lease::take(db, party,
                              "SELECT r.role, p.name, p.address, e.key FROM participants r JOIN parties p ON"
                              " p.id = r.party LEFT JOIN entities e ON e.id = p.entity WHERE r.document = ?"
                              " ORDER BY r.role, r.seq"));
    s->bind(1, document.row);
    while (TRY(s->step()))
      if (auto* list = mailboxes(document, static_cast<int>(s->integer(0))))
        list->push_back({s->string(1), s->string(2)});
    return {};
  }

  Result<void> add_places(StoredDocument& document) {
    Lease s =
        TRY(Lease::take(db, place,
                        "SELECT fo.path || fi.name || coalesce(pl.member, ''), p.sha256 FROM places pl"
                        " JOIN files fi ON fi.id = pl.file JOIN folders fo ON fo.id = fi.folder"
                        " LEFT JOIN documents p ON p.id = pl.parent WHERE pl.document = ? ORDER BY pl.id"));
    s->bind(1, document.row);
    while (TRY(s->step())) document.places.push_back({s->string(0), hex_of(s->text(1))});
    if (!document.places.empty()) document.place = document.places.front();
    return {};
  }

  Result<void> add_fields(StoredDocument& document) {
    Lease s = TRY(Lease::take(db, field, "SELECT name, value FROM fields WHERE document = ? ORDER BY seq"));
    s->bind(1, document.row);
    while (TRY(s->step())) document.fields.emplace_back(s->string(0), s->string(1));
    return {};
  }

  Result<std::string> entity_of(std::string_view value) {
    constexpr std::string_view kMail = "mail:";
    if (!value.starts_with(kMail)) return std::string();
    Lease s =
        TRY(Lease::take(db, known,
                        "SELECT e.key FROM parties p JOIN entities e ON e.id = p.entity WHERE p.address = ?"
                        " ORDER BY p.id LIMIT 1"));
    s->bind(1, value.substr(kMail.size()));
    if (!TRY(s->step())) return std::string();
    return s->string(0);
  }
};

DocumentReader::DocumentReader(const Db& db) : state_(std::make_unique<State>(db)) {}
DocumentReader::DocumentReader(DocumentReader&&) noexcept = default;
DocumentReader::~DocumentReader() = default;

Result<StoredDocument> DocumentReader::load_head(std::int64_t row) {
  Lease s = TRY(Lease::take(state_->db, state_->load, std::string(kColumns) + "WHERE d.id = ?"));
  s->bind(1, row);
  if (!TRY(s->step()))
    return Error{Code::not_found, "no document has the row number " + std::to_string(row), {}, {}};
  StoredDocument document = document_of(*s.operator->());
  TRY(state_->add_parties(document));
  return document;
}

Result<StoredDocument> DocumentReader::load(std::int64_t row) {
  StoredDocument document = TRY(load_head(row));
  TRY(state_->add_places(document));
  TRY(state_->add_fields(document));
  return document;
}

Result<std::int64_t> DocumentReader::find(std::string_view prefix) {
  std::string digits(prefix);
  for (char& c : digits) c = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
  if (digits.size() < 6 || digits.size() > 64 ||
      digits.find_first_not_of("0123456789abcdef") != std::string::npos)
    return Error{Code::usage,
                 "'" + std::string(prefix) + "' is no document id",
                 {},
                 "give 6 to 64 hexadecimal digits of its SHA-256"};
  const std::string head = digits.substr(0, 8);
  unsigned char low[4], high[4];
  CHECK(unhex(head + std::string(8 - head.size(), '0'), low, 4));
  CHECK(unhex(head + std::string(8 - head.size(), 'f'), high, 4));
  Lease s = TRY(Lease::take(state_->db, state_->by_prefix,
                            "SELECT id, sha256 FROM documents WHERE substr(sha256, 1, 4) BETWEEN ? AND ?"));
  s->bind_blob(1, {reinterpret_cast<char*>(low), 4}).bind_blob(2, {reinterpret_cast<char*>(high), 4});
  std::int64_t found = 0;
  while (TRY(s->step())) {
    if (!hex_of(s->text(1)).starts_with(digits)) continue;
    if (found != 0)
      return Error{
          Code::conflict, "several documents begin with " + digits, {}, "give more digits of the id"};
    found = s->integer(0);
  }
  if (std::uint64_t key = 0; found == 0 && model::parse_hex64(digits, key)) {
    Statement letter =
        TRY(state_->db.prepare("SELECT id FROM documents WHERE message_key = ? ORDER BY id LIMIT 1"));
    letter.bind(1, static_cast<std::int64_t>(key));
    if (TRY(letter.step())) found = letter.integer(0);
  }
  if (found == 0) return Error{Code::not_found, "no document begins with " + digits, {}, {}};
  return found;
}

Result<void> DocumentReader::each(const Each<StoredDocument>& give, std::int64_t first_row) {
  Lease s =
      TRY(Lease::take(state_->db, state_->all, std::string(kColumns) + "WHERE d.id >= ? ORDER BY d.id"));
  s->bind(1, first_row);
  while (TRY(s->step())) {
    StoredDocument document = document_of(*s.operator->());
    TRY(state_->add_parties(document));
    TRY(state_->add_places(document));
    TRY(state_->add_fields(document));
    if (!TRY(give(document))) break;
  }
  return {};
}

Result<void> DocumentReader::each_in_thread(std::int64_t thread_row, const Each<std::int64_t>& give) {
  Lease s = TRY(Lease::take(state_->db, state_->in_thread,
                            "SELECT id FROM documents WHERE thread = ? AND message = id"
                            " ORDER BY date IS NULL, date, id"));
  s->bind(1, thread_row);
  while (TRY(s->step()))
    if (!TRY(give(s->integer(0)))) break;
  return {};
}

Result<std::vector<std::int64_t>> DocumentReader::attachments(std::int64_t row) {
  Lease s =
      TRY(Lease::take(state_->db, state_->attached,
                      "SELECT document FROM places WHERE parent = ? GROUP BY document ORDER BY min(id)"));
  s->bind(1, row);
  std::vector<std::int64_t> found;
  while (TRY(s->step())) found.push_back(s->integer(0));
  return found;
}

Result<std::vector<StoredParty>> DocumentReader::parties(std::int64_t row) {
  Lease s = TRY(Lease::take(state_->db, state_->party,
                            "SELECT r.role, p.name, p.address, e.key FROM participants r JOIN parties p ON"
                            " p.id = r.party LEFT JOIN entities e ON e.id = p.entity WHERE r.document = ?"
                            " ORDER BY r.role, r.seq"));
  s->bind(1, row);
  std::vector<StoredParty> found;
  while (TRY(s->step()))
    found.push_back({static_cast<int>(s->integer(0)), {s->string(1), s->string(2)}, s->string(3)});
  return found;
}

Result<void> DocumentReader::each_with_text(std::int64_t text_row, const Each<std::int64_t>& give) {
  Lease s =
      TRY(Lease::take(state_->db, state_->with_text, "SELECT id FROM documents WHERE text = ? ORDER BY id"));
  s->bind(1, text_row);
  while (TRY(s->step()))
    if (!TRY(give(s->integer(0)))) break;
  return {};
}

namespace {

constexpr std::string_view kText = "SELECT bytes, content, first_chunk, last_chunk FROM texts WHERE id = ?";

Error no_text(std::int64_t row) {
  return Error{Code::corrupt, "the case lacks the text " + std::to_string(row), {}, "run clew verify"};
}

}  // namespace

Result<std::uint64_t> DocumentReader::text_bytes(std::int64_t text_row) {
  Lease s = TRY(Lease::take(state_->db, state_->text, kText));
  s->bind(1, text_row);
  if (!TRY(s->step())) return no_text(text_row);
  return static_cast<std::uint64_t>(s->integer(0));
}

Result<void> DocumentReader::read_text(std::int64_t text_row, const Each<std::string_view>& give) {
  Lease s = TRY(Lease::take(state_->db, state_->text, kText));
  s->bind(1, text_row);
  if (!TRY(s->step())) return no_text(text_row);
  if (!s->is_null(1)) {
    TRY(give(s->text(1)));
    return {};
  }
  Lease piece =
      TRY(Lease::take(state_->db, state_->piece,
                      "SELECT content FROM chunks WHERE id BETWEEN ? AND ? AND text = ? ORDER BY id"));
  piece->bind(1, s->integer(2)).bind(2, s->integer(3)).bind(3, text_row);
  while (TRY(piece->step()))
    if (!TRY(give(piece->text(0)))) break;
  return {};
}

Result<std::string> DocumentReader::text(std::int64_t text_row, std::uint64_t start, std::uint64_t end) {
  std::string found;
  if (end <= start) return found;
  Lease s = TRY(Lease::take(state_->db, state_->text, kText));
  s->bind(1, text_row);
  if (!TRY(s->step())) return no_text(text_row);
  const auto take = [&](std::uint64_t base, std::string_view piece) {
    const std::uint64_t from = std::max(start, base), to = std::min(end, base + piece.size());
    if (from < to) found += piece.substr(from - base, to - from);
  };
  if (!s->is_null(1)) {
    take(0, s->text(1));
    return found;
  }
  // Chunks lie in order of their starts: halve the range to the last one that begins at or before `start`.
  Lease chunk =
      TRY(Lease::take(state_->db, state_->chunk_at, "SELECT start, content FROM chunks WHERE id = ?"));
  std::int64_t low = s->integer(2), high = s->integer(3);
  const std::int64_t last = high;
  while (low < high) {
    const std::int64_t middle = low + (high - low + 1) / 2;
    chunk->bind(1, middle);
    if (!TRY(chunk->step())) return no_text(text_row);
    const bool before = static_cast<std::uint64_t>(chunk->integer(0)) <= start;
    chunk->reset();
    if (before)
      low = middle;
    else
      high = middle - 1;
  }
  for (; low <= last; ++low) {
    chunk->bind(1, low);
    if (!TRY(chunk->step())) return no_text(text_row);
    const auto base = static_cast<std::uint64_t>(chunk->integer(0));
    if (base >= end) break;
    take(base, chunk->text(1));
    chunk->reset();
  }
  return found;
}

Result<std::string> DocumentReader::whole_text(std::int64_t text_row) {
  std::string found;
  TRY(read_text(text_row, [&](const std::string_view& piece) -> Result<bool> {
    found += piece;
    return true;
  }));
  return found;
}

Result<void> DocumentReader::each_zone(std::int64_t text_row, const Each<model::Zone>& give) {
  Lease s = TRY(Lease::take(state_->db, state_->zone,
                            "SELECT start, \"end\", kind, depth, author_name, author_address, subject, date,"
                            " date_raw, recipients FROM zones WHERE text = ? ORDER BY start"));
  s->bind(1, text_row);
  // What no row covers is the author's own.
  model::Zone own;
  const auto give_own = [&](std::uint64_t upto) -> Result<bool> {
    own.end = upto;
    return own.end > own.start ? give(own) : Result<bool>(true);
  };
  while (TRY(s->step())) {
    model::Zone zone;
    zone.start = static_cast<std::uint64_t>(s->integer(0));
    zone.end = static_cast<std::uint64_t>(s->integer(1));
    zone.kind = model::zone_kind(s->text(2)).value_or(model::ZoneKind::body);
    zone.depth = static_cast<int>(s->integer(3));
    zone.author = {s->string(4), s->string(5)};
    zone.subject = s->string(6);
    zone.date = s->string(7);
    zone.date_raw = s->string(8);
    zone.to = s->string(9);
    if (!TRY(give_own(zone.start))) return {};
    if (!TRY(give(zone))) return {};
    own.start = zone.end;
  }
  TRY(give_own(TRY(text_bytes(text_row))));
  return {};
}

Result<void> DocumentReader::each_passage(std::int64_t text_row, const Each<model::Passage>& give) {
  Lease s =
      TRY(Lease::take(state_->db, state_->passage,
                      "SELECT o.start, o.\"end\", o.passage, p.\"check\", z.kind, z.depth, z.author_name,"
                      " z.author_address, z.date FROM occurrences o LEFT JOIN passages p ON p.id = o.passage"
                      " LEFT JOIN zones z ON z.text = o.text AND z.start ="
                      "  (SELECT max(start) FROM zone_spans y WHERE y.text = o.text AND y.start <= o.start)"
                      "  AND z.\"end\" > o.start"
                      " WHERE o.text = ? ORDER BY o.start"));
  s->bind(1, text_row);
  while (TRY(s->step())) {
    model::Passage passage;
    passage.start = static_cast<std::uint64_t>(s->integer(0));
    passage.end = static_cast<std::uint64_t>(s->integer(1));
    passage.id = static_cast<std::uint64_t>(s->integer(2));
    passage.check = static_cast<std::uint64_t>(s->integer(3));
    passage.zone = model::zone_kind(s->text(4)).value_or(model::ZoneKind::body);
    passage.depth = static_cast<int>(s->integer(5));
    passage.author = {s->string(6), s->string(7)};
    passage.date = s->string(8);
    if (!TRY(give(passage))) break;
  }
  return {};
}

Result<void> DocumentReader::each_mention(std::int64_t text_row, const Each<StoredMention>& give) {
  // The home's end is not kept with the passage: it is the end of the occurrence there.
  Lease s = TRY(Lease::take(
      state_->db, state_->home,
      "SELECT o.start, o.\"end\", o.passage, p.text, p.start, h.\"end\" FROM occurrences o JOIN passages p"
      " ON p.id = o.passage JOIN occurrences h ON h.text = p.text AND h.start = p.start WHERE o.text = ?"
      " AND EXISTS (SELECT 1 FROM mentions m WHERE m.passage = o.passage) ORDER BY o.start"));
  Lease m = TRY(Lease::take(state_->db, state_->mention,
                            "SELECT m.start, m.\"end\", m.type, m.value, m.confidence, e.key FROM mentions m"
                            " LEFT JOIN name_links l ON l.passage = m.passage AND l.name = m.name"
                            " LEFT JOIN names n ON n.id = coalesce(l.means, m.name)"
                            " LEFT JOIN entities e ON e.id = n.entity WHERE m.passage = ?"
                            " ORDER BY m.start, m.\"end\" DESC, m.type"));
  s->bind(1, text_row);
  while (TRY(s->step())) {
    const auto start = static_cast<std::uint64_t>(s->integer(0));
    const std::string here = TRY(text(text_row, start, static_cast<std::uint64_t>(s->integer(1))));
    const bool at_home = s->integer(3) == text_row && s->integer(4) == s->integer(0);
    const std::string home = at_home ? here
                                     : TRY(text(s->integer(3), static_cast<std::uint64_t>(s->integer(4)),
                                                static_cast<std::uint64_t>(s->integer(5))));
    const SpanCarrier carrier(home, here);
    m->bind(1, s->integer(2));
    while (TRY(m->step())) {
      const auto type = model::mention_type(m->text(2));
      const auto span =
          carrier.carry({static_cast<std::size_t>(m->integer(0)), static_cast<std::size_t>(m->integer(1))});
      if (!type || !span) continue;
      StoredMention mention;
      mention.start = start + span->start;
      mention.end = start + span->end;
      mention.type = *type;
      mention.text = here.substr(span->start, span->end - span->start);
      mention.value = m->string(3);
      mention.confidence = m->real(4);
      mention.entity = m->is_null(5) ? TRY(state_->entity_of(mention.value)) : m->string(5);
      if (!TRY(give(mention))) {
        m->reset();
        return {};
      }
    }
  }
  return {};
}

}  // namespace clew::store
