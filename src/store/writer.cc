#include "store/writer.h"

#include <unordered_map>

#include "base/digest.h"
#include "base/fold.h"
#include "model/record_json.h"
#include "store/case.h"
#include "store/text_writer.h"

namespace clew::store {
namespace {

// A commit costs a pass over the pages it touched; these keep that small beside the work and the loss after a
// kill under a few seconds of reading.
constexpr std::uint64_t kCommitBytes = 64 << 20;
constexpr std::uint64_t kCommitDocuments = 50'000;
constexpr std::size_t kCachedParties = 50'000;

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

FileState state_of(std::string_view word) {
  return word == "read" ? FileState::read : word == "failed" ? FileState::failed : FileState::open;
}

}  // namespace

struct Writer::State {
  std::unique_ptr<Db> connection;
  TextWriter texts;
  Statement find_source, insert_source, find_folder, insert_folder, find_file, insert_file, update_file,
      end_file;
  Statement find_document, insert_document, set_partial, find_message, insert_place, insert_field,
      find_tombstone;
  Statement find_party, insert_party, insert_party_words, insert_participant, insert_subject_words,
      insert_message_id;
  Statement insert_failure, put_ledger, get_ledger, forget_failures, reopen_file, set_property;

  std::int64_t last_document;
  std::string source_path{}, folder_path{};
  std::int64_t source = 0, folder = 0, file = 0;
  std::uint64_t items = 0, records = 0;
  std::string file_path{};
  bool progress_due = false;
  bool open_transaction = false;
  bool ignore_pieces = true;
  std::int64_t long_text = 0;
  std::optional<std::int64_t> long_date{};  // of the document whose text comes in pieces
  std::string long_digest{};
  std::uint64_t gathered_bytes = 0, gathered_documents = 0;
  std::unordered_map<std::string, std::int64_t> parties{};
  std::string parent_id{};
  std::int64_t parent_row = 0;
  std::string folded{};

  Result<void> begin() {
    if (open_transaction) return {};
    TRY(connection->execute("BEGIN IMMEDIATE"));
    open_transaction = true;
    return {};
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

  static std::string_view name_in(const FileInfo& info) {
    return std::string_view(info.path).substr(info.path.rfind('/') + 1);
  }

  // The row of a known document, 0 for none.
  Result<std::int64_t> row_of(std::string_view id) {
    unsigned char digest[32];
    if (!unhex(id, digest, 32)) return Error{Code::bad_input, "not a document id", std::string(id), {}};
    find_document.bind_blob(1, {reinterpret_cast<const char*>(digest), 32});
    if (!TRY(find_document.step())) return std::int64_t{0};
    const std::int64_t row = find_document.integer(0);
    find_document.reset();
    return row;
  }

  Result<std::int64_t> parent_of(const model::Place& place) {
    if (place.parent.empty()) return std::int64_t{0};
    if (place.parent != parent_id) {
      parent_row = TRY(row_of(place.parent));
      parent_id = place.parent;
    }
    return parent_row;
  }

  Result<void> add_place(std::int64_t document, const model::Place& place) {
    const std::string_view member = std::string_view(place.path).substr(file_path.size());
    const std::int64_t parent = TRY(parent_of(place));
    insert_place.bind(1, document).bind(2, file).bind_text_or_null(3, member);
    if (parent == 0)
      insert_place.bind_null(4);
    else
      insert_place.bind(4, parent);
    return insert_place.run();
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
        const std::int64_t row = TRY(party(mailbox));
        TRY(insert_participant.bind(1, document).bind(2, role).bind(3, seq++).bind(4, row).run());
      }
    }
    return {};
  }

  Result<void> add_message_ids(std::int64_t document, const model::Document& d) {
    int seq = 0;
    if (!d.message_id.empty())
      TRY(insert_message_id.bind(1, hash64(d.message_id)).bind(2, document).bind(3, seq).run());
    for (const std::string& reference : d.references)
      TRY(insert_message_id.bind(1, hash64(reference)).bind(2, document).bind(3, ++seq).run());
    return {};
  }

  // `text`: its row, 0 for none.
  Result<void> insert_row(std::int64_t row, const model::Document& d, std::string_view digest,
                          std::int64_t text) {
    Statement& s = insert_document;
    s.bind(1, row).bind_blob(2, digest).bind(3, name_of(d.type));
    s.bind_text_or_null(4, d.media_type == "message/rfc822" ? std::string_view() : d.media_type);
    s.bind_text_or_null(5, d.name).bind_null(6).bind_null(7).bind_null(19);
    std::uint64_t key = 0;
    if (model::parse_hex64(d.message, key)) {
      find_message.bind(1, static_cast<std::int64_t>(key));
      if (TRY(find_message.step())) {
        s.bind(6, find_message.integer(0)).bind(19, find_message.integer(0));
        find_message.reset();
      } else {
        // A thread of its own, until threading says more: most letters stay so.
        s.bind(6, row).bind(19, row).bind(7, static_cast<std::int64_t>(key));
      }
    }
    s.bind_text_or_null(8, d.subject);
    if (d.date)
      s.bind(9, d.date->utc).bind(10, d.date->zone);
    else
      s.bind_null(9).bind_null(10);
    s.bind_text_or_null(11, d.date_raw)
        .bind_text_or_null(12, d.date_note)
        .bind_text_or_null(13, d.message_id);
    s.bind_text_or_null(14, d.language)
        .bind(15, static_cast<std::int64_t>(d.bytes))
        .bind(16, name_of(d.status));
    s.bind_text_or_null(17, d.reason);
    if (text == 0)
      s.bind_null(18);
    else
      s.bind(18, text);
    return s.run();
  }
};

Writer::Writer(std::unique_ptr<State> state) : state_(std::move(state)) {}
Writer::Writer(Writer&&) noexcept = default;
Writer& Writer::operator=(Writer&&) noexcept = default;
Writer::~Writer() = default;

Result<Writer> Writer::open(const std::string& path) {
  auto connection = std::make_unique<Db>(TRY(create_case(path)));
  const Db& db = *connection;
  const auto last = TRY(db.number("SELECT max(id) FROM documents")).value_or(0);
  auto texts = TRY(TextWriter::open(db));
  std::unique_ptr<State> state(new State{
      .connection = std::move(connection),
      .texts = std::move(texts),
      .find_source = TRY(db.prepare("SELECT id FROM sources WHERE path = ?")),
      .insert_source = TRY(db.prepare("INSERT INTO sources(path, kind, dataset) VALUES (?, ?, ?)")),
      .find_folder = TRY(db.prepare("SELECT id FROM folders WHERE path = ?")),
      .insert_folder = TRY(db.prepare("INSERT INTO folders(source, path) VALUES (?, ?)")),
      .find_file =
          TRY(db.prepare("SELECT id, bytes, modified, state, items, records, version FROM files WHERE "
                         "folder = ? AND name_key = ? AND name = ? ORDER BY version DESC LIMIT 1")),
      .insert_file = TRY(db.prepare("INSERT INTO files(folder, name, bytes, modified, state, items, records, "
                                    "version, name_key) VALUES (?, ?, ?, ?, 'open', 0, 0, ?, ?)")),
      .update_file = TRY(db.prepare("UPDATE files SET items = ?, records = ? WHERE id = ?")),
      .end_file = TRY(db.prepare("UPDATE files SET state = ?, items = NULL, records = NULL, sha256 = ? "
                                 "WHERE id = ?")),
      .find_document =
          TRY(db.prepare("SELECT id FROM documents WHERE substr(sha256, 1, 6) = substr(?1, 1, 6) "
                         "AND sha256 = ?1")),
      .insert_document =
          TRY(db.prepare("INSERT INTO documents(id, sha256, type, media_type, name, message, message_key, "
                         "subject, date, zone, "
                         "date_raw, date_note, message_id, language, bytes, status, reason, text, thread) "
                         "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")),
      .set_partial = TRY(db.prepare("UPDATE documents SET status = 'partial', reason = coalesce(reason, ?) "
                                    "WHERE id = ? AND status = 'read'")),
      .find_message = TRY(db.prepare("SELECT id FROM documents WHERE message_key = ?")),
      .insert_place =
          TRY(db.prepare("INSERT INTO places(document, file, member, parent) VALUES (?, ?, ?, ?)")),
      .insert_field = TRY(db.prepare("INSERT INTO fields VALUES (?, ?, ?, ?)")),
      .find_tombstone = TRY(db.prepare("SELECT 1 FROM tombstones WHERE sha256 = ?")),
      .find_party = TRY(db.prepare("SELECT id FROM parties WHERE address = ? AND name = ?")),
      .insert_party = TRY(db.prepare("INSERT INTO parties(address, name) VALUES (?, ?)")),
      .insert_party_words = TRY(db.prepare("INSERT INTO party_words(rowid, folded) VALUES (?, ?)")),
      .insert_participant = TRY(db.prepare("INSERT INTO participants VALUES (?, ?, ?, ?)")),
      .insert_subject_words = TRY(db.prepare("INSERT INTO subject_words(rowid, folded) VALUES (?, ?)")),
      .insert_message_id = TRY(db.prepare("INSERT OR IGNORE INTO message_ids VALUES (?, ?, ?)")),
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
  });
  return Writer(std::move(state));
}

Result<KnownFile> Writer::known(const FileInfo& file) {
  State& s = *state_;
  TRY(s.begin());
  TRY(s.enter_folder(file));
  KnownFile known;
  known.folder = s.folder;
  s.find_file.bind(1, s.folder).bind(2, name_key(State::name_in(file))).bind(3, State::name_in(file));
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
  s.file_path = file.path;
  s.progress_due = false;
  s.file = known.row;
  if (s.file != 0) return {};
  s.insert_file.bind(1, known.folder)
      .bind(2, State::name_in(file))
      .bind(3, static_cast<std::int64_t>(file.bytes));
  TRY(s.insert_file.bind(4, file.modified)
          .bind(5, known.version + 1)
          .bind(6, name_key(State::name_in(file)))
          .run());
  s.file = s.connection->last_row();
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
  unsigned char digest[32];
  s.end_file.bind(1, failed ? "failed" : "read");
  if (unhex(sha256, digest, 32))
    s.end_file.bind_blob(2, {reinterpret_cast<const char*>(digest), 32});
  else
    s.end_file.bind_null(2);
  s.progress_due = false;
  return s.end_file.bind(3, s.file).run();
}

Result<Writer::Added> Writer::add_document(const model::Document& d, const std::optional<TextPiece>& text,
                                           bool pieces_follow) {
  State& s = *state_;
  s.ignore_pieces = true;
  unsigned char raw[32];
  if (!unhex(d.id, raw, 32)) return Error{Code::bad_input, "a document without an id", d.place.path, {}};
  if (!std::string_view(d.place.path).starts_with(s.file_path))
    return Error{Code::bad_input, "a document outside of its file", d.place.path, {}};
  const std::string_view digest(reinterpret_cast<const char*>(raw), 32);
  ++s.gathered_documents;
  s.find_document.bind_blob(1, digest);
  if (TRY(s.find_document.step())) {
    const std::int64_t row = s.find_document.integer(0);
    s.find_document.reset();
    TRY(s.add_place(row, d.place));
    return Added::duplicate;
  }
  s.find_tombstone.bind_blob(1, digest);
  if (TRY(s.find_tombstone.step())) {
    s.find_tombstone.reset();
    return Added::removed;
  }
  const std::int64_t row = ++s.last_document;
  std::int64_t text_row = 0;
  bool is_new = true;
  if (text && !text->text.empty()) {
    text_row = TRY(s.texts.add(*text, is_new));
    s.gathered_bytes += text->text.size();
  } else if (pieces_follow) {
    text_row = s.long_text = TRY(s.texts.begin_long());
    s.ignore_pieces = false;
  }
  TRY(s.insert_row(row, d, digest, text_row));
  TRY(s.add_place(row, d.place));
  int seq = 0;
  for (const auto& [name, value] : d.fields)
    TRY(s.insert_field.bind(1, row).bind(2, seq++).bind(3, name).bind(4, value).run());
  TRY(s.add_participants(row, d));
  if (!d.message.empty()) TRY(s.add_message_ids(row, d));
  if (!d.subject.empty()) {
    s.folded.clear();
    append_folded(s.folded, d.subject);
    if (!s.folded.empty()) TRY(s.insert_subject_words.bind(1, row).bind(2, s.folded).run());
  }
  const auto date = d.date ? std::optional(d.date->utc) : std::nullopt;
  if (text_row != 0 && !pieces_follow) TRY(s.texts.settle_homes(text_row, is_new, date, digest));
  s.long_date = date;
  s.long_digest = digest;
  return Added::fresh;
}

Result<void> Writer::add_piece(const TextPiece& piece, bool last) {
  State& s = *state_;
  if (s.ignore_pieces) return {};
  if (!piece.text.empty()) TRY(s.texts.add_piece(piece));
  s.gathered_bytes += piece.text.size();
  if (!last) return {};
  s.ignore_pieces = true;
  TRY(s.texts.end_long());
  return s.texts.settle_homes(s.long_text, true, s.long_date, s.long_digest);
}

Result<void> Writer::add_failure(const model::Failure& failure) {
  State& s = *state_;
  TRY(s.begin());
  std::int64_t row = 0;
  if (!failure.document.empty()) {
    row = TRY(s.row_of(failure.document));
    if (row != 0) TRY(s.set_partial.bind(1, failure.reason).bind(2, row).run());
  }
  if (s.file == 0)
    s.insert_failure.bind_null(1);
  else
    s.insert_failure.bind(1, s.file);
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
  if (s.progress_due) {
    s.update_file.bind(1, static_cast<std::int64_t>(s.items)).bind(2, static_cast<std::int64_t>(s.records));
    TRY(s.update_file.bind(3, s.file).run());
    s.progress_due = false;
  }
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

void Writer::leave_file() { state_->file = 0; }

Result<void> Writer::set_property(std::string_view name, std::string_view value) {
  TRY(state_->begin());
  return state_->set_property.bind(1, name).bind(2, value).run();
}

const Db& Writer::db() const { return *state_->connection; }

Result<void> Writer::close() {
  TRY(commit());
  return state_->connection->execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace clew::store
