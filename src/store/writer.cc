#include "store/writer.h"

#include <cstring>
#include <unordered_map>

#include "base/digest.h"
#include "base/fold.h"
#include "model/record_json.h"
#include "store/bulk.h"
#include "store/case.h"
#include "store/checkpointer.h"
#include "store/list_writer.h"
#include "store/seen.h"
#include "store/text_writer.h"

namespace clew::store {
namespace {

// A commit costs a pass over the pages it touched; these keep that small beside the work and the loss after a
// kill under a few seconds of reading.
constexpr std::uint64_t kCommitBytes = 24 << 20;
constexpr std::uint64_t kCommitDocuments = 50'000;
// Of texts, gathered before they are written: enough for the cost of a statement not to matter, and so little
// that workers do not come to a halt meanwhile.
constexpr std::uint64_t kFlushBytes = 1 << 20;
constexpr std::uint64_t kFlushDocuments = 1'000;
constexpr std::size_t kCachedParties = 50'000;

// The kinds of keys in Seen; texts are 2.
constexpr std::uint64_t kDocumentKey = 0, kMessageKey = 1, kFileKey = 3;

using Digest = std::array<char, 32>;
struct FirstBytes {
  std::size_t operator()(const Digest& digest) const {
    std::uint64_t value = 0;
    std::memcpy(&value, digest.data(), sizeof value);
    return static_cast<std::size_t>(value);
  }
};

std::int64_t hash64(std::string_view text) {
  const Sha256 digest = sha256(text);
  std::uint64_t value = 0;
  for (int i = 0; i < 8; ++i) value = value << 8 | digest[static_cast<std::size_t>(i)];
  return static_cast<std::int64_t>(value);
}

std::int64_t name_key(std::string_view name) {
  std::uint32_t hash = 2166136261u;  // FNV-1a
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return static_cast<std::int32_t>(hash);
}

std::uint64_t file_key(std::int64_t folder, std::string_view name) {
  std::uint64_t hash = 14695981039346656037u ^ static_cast<std::uint64_t>(folder);  // FNV-1a
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return hash;
}

FileState state_of(std::string_view word) {
  return word == "read" ? FileState::read : word == "failed" ? FileState::failed : FileState::open;
}

}  // namespace

// The file whose documents come now. Its row is written once, when it is done, unless a commit comes before.
struct CurrentFile {
  std::int64_t row = 0, folder = 0, version = 0;
  std::string path;
  std::uint64_t bytes = 0;
  std::int64_t modified = 0;
  bool written = false;
};

struct Writer::State {
  std::unique_ptr<Db> connection;
  std::unique_ptr<Checkpointer> checkpointer;
  BulkInsert bulk;
  std::unique_ptr<Seen> seen;
  std::optional<TextWriter> texts;
  std::optional<ListWriter> list_rows;
  Statement find_source, insert_source, find_folder, insert_folder, find_file, update_file, end_file;
  Statement find_document, set_partial, find_message, find_tombstone, find_party, insert_party,
      insert_party_words;
  Statement insert_failure, put_ledger, get_ledger, forget_failures, reopen_file, set_property;
  std::int64_t last_document, last_file;
  bool has_tombstones;

  Rows files{11}, documents{19}, places{4}, fields{4}, participants{4}, message_ids{3};
  // Of what has gathered and is not in the tables yet.
  std::unordered_map<Digest, std::int64_t, FirstBytes> new_documents{};
  std::unordered_map<std::int64_t, std::int64_t> new_messages{};
  std::unordered_map<std::string, FileState> new_files{};
  std::uint64_t unwritten_bytes = 0, unwritten_documents = 0;

  std::string source_path{}, folder_path{};
  std::int64_t source = 0, folder = 0;
  CurrentFile file{};
  std::uint64_t items = 0, records = 0;
  bool progress_due = false;
  bool open_transaction = false;
  bool ignore_pieces = true;
  std::int64_t list_document = 0;  // that the next list stands in; 0: the case has it already
  std::uint64_t gathered_bytes = 0, gathered_documents = 0;
  std::unordered_map<std::string, std::int64_t> parties{};
  std::string parent_id{};
  std::int64_t parent_row = 0;

  Result<void> begin() {
    if (open_transaction) return {};
    TRY(connection->execute("BEGIN IMMEDIATE"));
    open_transaction = true;
    return {};
  }

  Result<void> flush() {
    TRY(texts->flush());
    TRY(bulk.move("INSERT INTO files SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10 FROM feed", files));
    TRY(
        bulk.move("INSERT INTO documents SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, "
                  "c14, c15, c16, c17, c18 FROM feed",
                  documents));
    TRY(bulk.move("INSERT INTO places(document, file, member, parent) SELECT c0, c1, c2, c3 FROM feed",
                  places));
    TRY(bulk.move("INSERT INTO fields SELECT c0, c1, c2, c3 FROM feed", fields));
    TRY(bulk.move("INSERT INTO participants SELECT c0, c1, c2, c3 FROM feed", participants));
    TRY(bulk.move("INSERT OR IGNORE INTO message_ids SELECT c0, c1, c2 FROM feed", message_ids));
    TRY(list_rows->flush(bulk));
    new_documents.clear();
    new_messages.clear();
    new_files.clear();
    unwritten_bytes = unwritten_documents = 0;
    return {};
  }
  Result<void> flush_if_due() {
    if (unwritten_bytes < kFlushBytes && unwritten_documents < kFlushDocuments) return {};
    return flush();
  }

  Result<std::int64_t> find_or_insert(Statement& find, Statement& insert) {
    if (TRY(find.step())) {
      const std::int64_t row = find.integer(0);
      find.reset();
      return row;
    }
    TRY(insert.run());
    return connection->last_row();
  }

  Result<void> enter_folder(const FileInfo& info) {
    if (source == 0 || info.source != source_path) {
      find_source.bind(1, info.source);
      insert_source.bind(1, info.source).bind(2, info.kind).bind_text_or_null(3, info.dataset);
      source = TRY(find_or_insert(find_source, insert_source));
      source_path = info.source;
      folder = 0;
    }
    const std::string_view path = std::string_view(info.path).substr(0, info.path.rfind('/') + 1);
    if (folder == 0 || path != folder_path) {
      find_folder.bind(1, path);
      insert_folder.bind(1, source).bind(2, path);
      folder = TRY(find_or_insert(find_folder, insert_folder));
      folder_path = path;
    }
    return {};
  }

  static std::string_view name_in(std::string_view path) { return path.substr(path.rfind('/') + 1); }

  // Puts the row of the current file among those to be written.
  void add_file_row(std::string_view state, std::string_view digest) {
    files.add(file.row)
        .add(file.folder)
        .add_text(name_in(file.path))
        .add(static_cast<std::int64_t>(file.bytes));
    files.add(file.modified);
    digest.empty() ? files.add_null() : files.add_blob(digest);
    files.add_text(state);
    if (state == "open")
      files.add(static_cast<std::int64_t>(items)).add(static_cast<std::int64_t>(records));
    else
      files.add_null().add_null();
    files.add(file.version).add(name_key(name_in(file.path)));
    file.written = true;
  }

  // The row of a known document, 0 for none.
  Result<std::int64_t> row_of(const Digest& digest) {
    std::uint64_t key = 0;
    std::memcpy(&key, digest.data(), sizeof key);
    if (!seen->maybe(key, kDocumentKey)) return std::int64_t{0};
    if (const auto found = new_documents.find(digest); found != new_documents.end()) return found->second;
    find_document.bind_blob(1, {digest.data(), digest.size()});
    if (!TRY(find_document.step())) return std::int64_t{0};
    const std::int64_t row = find_document.integer(0);
    find_document.reset();
    return row;
  }
  static Result<Digest> digest_of(std::string_view id) {
    unsigned char digest[32];
    if (!unhex(id, digest, 32)) return Error{Code::bad_input, "not a document id", std::string(id), {}};
    Digest out;
    std::memcpy(out.data(), digest, out.size());
    return out;
  }

  Result<std::int64_t> parent_of(const model::Place& place) {
    if (place.parent.empty()) return std::int64_t{0};
    if (place.parent != parent_id) {
      parent_row = TRY(row_of(TRY(digest_of(place.parent))));
      parent_id = place.parent;
    }
    return parent_row;
  }

  Result<void> add_place(std::int64_t document, const model::Place& place) {
    const std::int64_t parent = TRY(parent_of(place));
    places.add(document).add(file.row);
    places.add_text_or_null(std::string_view(place.path).substr(file.path.size()));
    parent == 0 ? places.add_null() : places.add(parent);
    return {};
  }

  Result<std::int64_t> party(const model::Mailbox& mailbox) {
    std::string key = mailbox.address + '\n' + mailbox.name;
    if (const auto found = parties.find(key); found != parties.end()) return found->second;
    find_party.bind(1, mailbox.address).bind(2, mailbox.name);
    insert_party.bind(1, mailbox.address).bind(2, mailbox.name);
    std::int64_t row;
    if (TRY(find_party.step())) {
      row = find_party.integer(0);
      find_party.reset();
    } else {
      TRY(insert_party.run());
      row = connection->last_row();
      const std::string words = clew::folded(mailbox.name + ' ' + mailbox.address);
      if (!words.empty()) TRY(insert_party_words.bind(1, row).bind(2, words).run());
    }
    if (parties.size() >= kCachedParties) parties.clear();
    parties.emplace(std::move(key), row);
    return row;
  }

  Result<void> add_participants(std::int64_t document, const model::Document& d) {
    const std::vector<model::Mailbox>* const lists[] = {&d.from, &d.to,     &d.cc,
                                                        &d.bcc,  &d.sender, &d.reply_to};
    int role = 0;
    for (const auto* list : lists) {
      ++role;
      int seq = 0;
      for (const model::Mailbox& mailbox : *list) {
        if (mailbox == model::Mailbox{}) continue;
        participants.add(document).add(role).add(seq++).add(TRY(party(mailbox)));
      }
    }
    return {};
  }

  void add_message_ids(std::int64_t document, const model::Document& d) {
    int seq = 0;
    if (!d.message_id.empty()) message_ids.add(hash64(d.message_id)).add(document).add(seq);
    for (const std::string& reference : d.references)
      message_ids.add(hash64(reference)).add(document).add(++seq);
  }

  // The first copy of this letter, 0 for none.
  Result<std::int64_t> first_copy(std::int64_t key) {
    if (!seen->maybe(static_cast<std::uint64_t>(key), kMessageKey)) return std::int64_t{0};
    if (const auto found = new_messages.find(key); found != new_messages.end()) return found->second;
    if (!TRY(find_message.bind(1, key).step())) return std::int64_t{0};
    const std::int64_t row = find_message.integer(0);
    find_message.reset();
    return row;
  }

  // `text`: its row, 0 for none.
  Result<void> add_row(std::int64_t row, const model::Document& d, const Digest& digest, std::int64_t text) {
    Rows& r = documents;
    r.add(row).add_blob({digest.data(), digest.size()}).add_text(name_of(d.type));
    r.add_text_or_null(d.media_type == "message/rfc822" ? std::string_view() : d.media_type);
    r.add_text_or_null(d.name);
    if (std::uint64_t id = 0; model::parse_hex64(d.message, id)) {
      const auto key = static_cast<std::int64_t>(id);
      if (const std::int64_t first = TRY(first_copy(key)); first != 0) {
        r.add(first).add_null().add(first);
      } else {
        // A thread of its own, until threading says more: most letters stay so.
        r.add(row).add(key).add(row);
        new_messages.emplace(key, row);
        seen->add(id, kMessageKey);
      }
    } else {
      r.add_null().add_null().add_null();
    }
    r.add_text_or_null(d.subject);
    if (d.date)
      r.add(d.date->utc).add(d.date->zone);
    else
      r.add_null().add_null();
    r.add_text_or_null(d.date_raw).add_text_or_null(d.date_note).add_text_or_null(d.message_id);
    r.add_text_or_null(d.language).add(static_cast<std::int64_t>(d.bytes)).add_text(name_of(d.status));
    r.add_text_or_null(d.reason);
    text == 0 ? r.add_null() : r.add(text);
    return {};
  }
};

Writer::Writer(std::unique_ptr<State> state) : state_(std::move(state)) {}
Writer::Writer(Writer&&) noexcept = default;
Writer& Writer::operator=(Writer&&) noexcept = default;
Writer::~Writer() = default;

Result<Writer> Writer::open(const std::string& path) {
  auto connection = std::make_unique<Db>(TRY(create_case(path)));
  const Db& db = *connection;
  auto checkpointer = TRY(Checkpointer::start(db, path));
  const auto last = TRY(db.number("SELECT max(id) FROM documents")).value_or(0);
  auto bulk = TRY(BulkInsert::open(db));
  auto seen = std::make_unique<Seen>(TRY(db.number("SELECT 1 FROM files LIMIT 1")).value_or(0) == 0);
  const auto last_file = TRY(db.number("SELECT max(id) FROM files")).value_or(0);
  const bool has_tombstones = TRY(db.number("SELECT 1 FROM tombstones LIMIT 1")).has_value();
  std::unique_ptr<State> state(new State{
      .connection = std::move(connection),
      .checkpointer = std::move(checkpointer),
      .bulk = std::move(bulk),
      .seen = std::move(seen),
      .texts = {},
      .list_rows = {},
      .find_source = TRY(db.prepare("SELECT id FROM sources WHERE path = ?")),
      .insert_source = TRY(db.prepare("INSERT INTO sources(path, kind, dataset) VALUES (?, ?, ?)")),
      .find_folder = TRY(db.prepare("SELECT id FROM folders WHERE path = ?")),
      .insert_folder = TRY(db.prepare("INSERT INTO folders(source, path) VALUES (?, ?)")),
      .find_file =
          TRY(db.prepare("SELECT id, bytes, modified, state, items, records, version FROM files WHERE "
                         "folder = ? AND name_key = ? AND name = ? ORDER BY version DESC LIMIT 1")),
      .update_file = TRY(db.prepare("UPDATE files SET items = ?, records = ? WHERE id = ?")),
      .end_file = TRY(db.prepare("UPDATE files SET state = ?, items = NULL, records = NULL, sha256 = ? "
                                 "WHERE id = ?")),
      .find_document =
          TRY(db.prepare("SELECT id FROM documents WHERE substr(sha256, 1, 4) = substr(?1, 1, 4) "
                         "AND sha256 = ?1")),
      .set_partial = TRY(db.prepare("UPDATE documents SET status = 'partial', reason = coalesce(reason, ?) "
                                    "WHERE id = ? AND status = 'read'")),
      .find_message = TRY(db.prepare("SELECT id FROM documents WHERE message_key = ?")),
      .find_tombstone = TRY(db.prepare("SELECT 1 FROM tombstones WHERE sha256 = ?")),
      .find_party = TRY(db.prepare("SELECT id FROM parties WHERE address = ? AND name = ?")),
      .insert_party = TRY(db.prepare("INSERT INTO parties(address, name) VALUES (?, ?)")),
      .insert_party_words = TRY(db.prepare("INSERT INTO party_words(rowid, folded) VALUES (?, ?)")),
      .insert_failure =
          TRY(db.prepare("INSERT OR IGNORE INTO failures(file, place, document, bytes, code, reason) "
                         "VALUES (?, ?, ?, ?, ?, ?)")),
      .put_ledger = TRY(db.prepare("INSERT INTO ledgers(place, expected, read, failed, skipped, duplicates, "
                                   "bytes_expected, bytes_read, "
                                   "bytes_failed, bytes_skipped) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
                                   "?10) ON CONFLICT (place) DO "
                                   "UPDATE SET expected = ?2, read = ?3, failed = ?4, skipped = ?5, "
                                   "duplicates = ?6, bytes_expected = ?7, "
                                   "bytes_read = ?8, bytes_failed = ?9, bytes_skipped = ?10")),
      .get_ledger =
          TRY(db.prepare("SELECT expected, read, failed, skipped, duplicates, bytes_expected, bytes_read, "
                         "bytes_failed, bytes_skipped FROM ledgers WHERE place = ?")),
      .forget_failures = TRY(db.prepare("DELETE FROM failures WHERE file = ?")),
      .reopen_file = TRY(db.prepare("UPDATE files SET state = 'open', items = 0, records = 0 WHERE id = ?")),
      .set_property = TRY(db.prepare("INSERT OR REPLACE INTO properties VALUES (?, ?)")),
      .last_document = last,
      .last_file = last_file,
      .has_tombstones = has_tombstones,
  });
  state->texts.emplace(TRY(TextWriter::open(db, state->bulk, *state->seen)));
  state->list_rows.emplace(TRY(ListWriter::open(db)));
  return Writer(std::move(state));
}

Result<KnownFile> Writer::known(const FileInfo& file) {
  State& s = *state_;
  TRY(s.begin());
  TRY(s.enter_folder(file));
  KnownFile known;
  known.folder = s.folder;
  const std::string_view name = State::name_in(file.path);
  if (!s.seen->maybe(file_key(s.folder, name), kFileKey)) return known;
  if (s.new_files.contains(file.path)) TRY(s.flush());
  s.find_file.bind(1, s.folder).bind(2, name_key(name)).bind(3, name);
  if (!TRY(s.find_file.step())) return known;
  known.version = s.find_file.integer(6);
  if (s.find_file.integer(1) == static_cast<std::int64_t>(file.bytes) &&
      s.find_file.integer(2) == file.modified) {
    known.row = s.find_file.integer(0);
    known.state = state_of(s.find_file.text(3));
    known.items = static_cast<std::uint64_t>(s.find_file.integer(4));
    known.records = static_cast<std::uint64_t>(s.find_file.integer(5));
  }
  s.find_file.reset();
  return known;
}

Result<void> Writer::begin_file(const FileInfo& file, const KnownFile& known) {
  State& s = *state_;
  TRY(s.begin());
  s.progress_due = false;
  s.file = {known.row, known.folder, known.version + 1, file.path, file.bytes, file.modified, known.row != 0};
  if (known.row != 0) return {};
  s.file.row = ++s.last_file;
  s.seen->add(file_key(known.folder, State::name_in(file.path)), kFileKey);
  return {};
}

Result<void> Writer::begin_file(const FileInfo& file) { return begin_file(file, TRY(known(file))); }

void Writer::advance(std::uint64_t items, std::uint64_t records) {
  state_->items = items;
  state_->records = records;
  state_->progress_due = true;
}

Result<void> Writer::end_file(bool failed, std::string_view sha256) {
  State& s = *state_;
  unsigned char raw[32];
  const std::string_view digest(reinterpret_cast<const char*>(raw), unhex(sha256, raw, 32) ? 32 : 0);
  const char* state = failed ? "failed" : "read";
  s.progress_due = false;
  if (!s.file.written) {
    s.add_file_row(state, digest);
    s.new_files.emplace(s.file.path, failed ? FileState::failed : FileState::read);
    return s.flush_if_due();
  }
  s.end_file.bind(1, state);
  digest.empty() ? s.end_file.bind_null(2) : s.end_file.bind_blob(2, digest);
  return s.end_file.bind(3, s.file.row).run();
}

Result<Writer::Added> Writer::add_document(const model::Document& d, const std::optional<TextPiece>& text,
                                           bool pieces_follow) {
  State& s = *state_;
  s.ignore_pieces = true;
  s.list_document = 0;
  s.list_rows->leave();
  const auto digest = State::digest_of(d.id);
  if (!digest) return Error{Code::bad_input, "a document without an id", d.place.path, {}};
  if (!std::string_view(d.place.path).starts_with(s.file.path))
    return Error{Code::bad_input, "a document outside of its file", d.place.path, {}};
  ++s.gathered_documents;
  ++s.unwritten_documents;
  if (const std::int64_t row = TRY(s.row_of(*digest)); row != 0) {
    TRY(s.add_place(row, d.place));
    return Added::duplicate;
  }
  if (s.has_tombstones) {
    const bool removed = TRY(s.find_tombstone.bind_blob(1, {digest->data(), digest->size()}).step());
    s.find_tombstone.reset();
    if (removed) return Added::removed;
  }
  const std::int64_t row = s.list_document = ++s.last_document;
  std::int64_t text_row = 0;
  if (text && !text->text.empty()) {
    text_row = TRY(s.texts->add(*text));
    s.gathered_bytes += text->text.size();
    s.unwritten_bytes += text->text.size();
  } else if (pieces_follow) {
    text_row = TRY(s.texts->begin_long());
    s.ignore_pieces = false;
  }
  TRY(s.add_row(row, d, *digest, text_row));
  s.new_documents.emplace(*digest, row);
  std::uint64_t key = 0;
  std::memcpy(&key, digest->data(), sizeof key);
  s.seen->add(key, kDocumentKey);
  TRY(s.add_place(row, d.place));
  int seq = 0;
  for (const auto& [name, value] : d.fields) s.fields.add(row).add(seq++).add_text(name).add_text(value);
  TRY(s.add_participants(row, d));
  if (!d.message.empty()) s.add_message_ids(row, d);
  TRY(s.flush_if_due());
  return Added::fresh;
}

Result<void> Writer::add_piece(const TextPiece& piece, bool last) {
  State& s = *state_;
  if (s.ignore_pieces) return {};
  if (!piece.text.empty()) TRY(s.texts->add_piece(piece));
  s.gathered_bytes += piece.text.size();
  s.unwritten_bytes += piece.text.size();
  TRY(s.flush_if_due());
  if (!last) return {};
  s.ignore_pieces = true;
  return s.texts->end_long();
}

Result<void> Writer::add_list(const model::ListInfo& info, bool complete) {
  State& s = *state_;
  if (complete) return s.list_rows->complete();
  if (s.list_document == 0) return {};
  return s.list_rows->begin(s.list_document, info);
}

Result<void> Writer::add_list_entry(const model::ListEntry& entry) {
  State& s = *state_;
  s.list_rows->add(entry);
  const std::uint64_t bytes = s.list_rows->take_gathered();
  s.gathered_bytes += bytes;
  s.unwritten_bytes += bytes;
  return s.flush_if_due();
}

Result<void> Writer::add_failure(const model::Failure& failure) {
  State& s = *state_;
  TRY(s.begin());
  std::int64_t row = 0;
  if (!failure.document.empty()) {
    row = TRY(s.row_of(TRY(State::digest_of(failure.document))));
    if (row != 0) {
      TRY(s.flush());
      TRY(s.set_partial.bind(1, failure.reason).bind(2, row).run());
    }
  }
  if (s.file.row == 0)
    s.insert_failure.bind_null(1);
  else
    s.insert_failure.bind(1, s.file.row);
  s.insert_failure.bind(2, failure.place);
  if (row == 0)
    s.insert_failure.bind_null(3);
  else
    s.insert_failure.bind(3, row);
  s.insert_failure.bind(4, static_cast<std::int64_t>(failure.bytes));
  return s.insert_failure.bind(5, failure.code).bind(6, failure.reason).run();
}

Result<void> Writer::put_ledger(const model::Ledger& ledger) {
  State& s = *state_;
  TRY(s.begin());
  const std::uint64_t numbers[] = {ledger.expected,   ledger.read,         ledger.failed,
                                   ledger.skipped,    ledger.duplicates,   ledger.bytes_expected,
                                   ledger.bytes_read, ledger.bytes_failed, ledger.bytes_skipped};
  s.put_ledger.bind(1, ledger.place);
  int index = 1;
  for (const std::uint64_t number : numbers) s.put_ledger.bind(++index, static_cast<std::int64_t>(number));
  return s.put_ledger.run();
}

Result<std::optional<model::Ledger>> Writer::ledger(std::string_view place) {
  State& s = *state_;
  s.get_ledger.bind(1, place);
  if (!TRY(s.get_ledger.step())) return std::optional<model::Ledger>();
  model::Ledger out;
  out.place = place;
  std::uint64_t* const numbers[] = {&out.expected,   &out.read,         &out.failed,
                                    &out.skipped,    &out.duplicates,   &out.bytes_expected,
                                    &out.bytes_read, &out.bytes_failed, &out.bytes_skipped};
  int index = 0;
  for (std::uint64_t* number : numbers) *number = static_cast<std::uint64_t>(s.get_ledger.integer(index++));
  s.get_ledger.reset();
  return std::optional(out);
}

Result<KnownFile> Writer::forget_failed_file(KnownFile known) {
  State& s = *state_;
  TRY(s.begin());
  TRY(s.forget_failures.bind(1, known.row).run());
  TRY(s.reopen_file.bind(1, known.row).run());
  known.state = FileState::open;
  known.items = known.records = 0;
  return known;
}

bool Writer::commit_is_due() const {
  return state_->gathered_bytes >= kCommitBytes || state_->gathered_documents >= kCommitDocuments;
}

Result<void> Writer::commit() {
  State& s = *state_;
  if (!s.open_transaction) return {};
  if (s.progress_due && !s.file.written) {
    s.add_file_row("open", {});
  } else if (s.progress_due) {
    s.update_file.bind(1, static_cast<std::int64_t>(s.items)).bind(2, static_cast<std::int64_t>(s.records));
    TRY(s.update_file.bind(3, s.file.row).run());
  }
  s.progress_due = false;
  TRY(s.flush());
  TRY(s.connection->execute("COMMIT"));
  s.open_transaction = false;
  s.gathered_bytes = s.gathered_documents = 0;
  return {};
}

Result<void> Writer::log_run(std::string_view command, double seconds) {
  auto insert =
      TRY(state_->connection->prepare("INSERT INTO runs(at, command, seconds) VALUES (unixepoch(), ?, ?)"));
  return insert.bind(1, command).bind(2, seconds).run();
}

void Writer::leave_file() { state_->file = {}; }

Result<void> Writer::set_property(std::string_view name, std::string_view value) {
  TRY(state_->begin());
  return state_->set_property.bind(1, name).bind(2, value).run();
}

const Db& Writer::db() const { return *state_->connection; }
BulkInsert& Writer::bulk() { return state_->bulk; }

Result<void> Writer::close() {
  TRY(commit());
  state_->checkpointer->wait();
  return state_->connection->execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace clew::store
