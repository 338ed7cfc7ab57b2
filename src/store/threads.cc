#include "store/threads.h"

#include <algorithm>
#include <functional>
#include <string>

#include "base/digest.h"
#include "store/entities.h"
#include "store/savepoint.h"

namespace clew::store {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;
constexpr std::size_t kBatch = 4096;
/// Dates beyond this many seconds (34,000 years) are no dates: differences must not overflow.
constexpr std::int64_t kLatest = std::int64_t{1} << 40;

// Tables are indexed by row id, which the writer counts up from 1. A file that was tampered with must not
// make us allocate without bounds.
Result<std::size_t> table_size(const Db& db, const std::string& table) {
  const auto last = TRY(db.number("SELECT max(id) FROM " + table)).value_or(0);
  const auto rows = TRY(db.number("SELECT count(*) FROM " + table)).value_or(0);
  if (last < 0 || last >= kNone || last / 64 > rows + (1 << 20))
    return Error{Code::corrupt, "the rows of " + table + " are numbered too sparsely", {}, {}};
  return static_cast<std::size_t>(last) + 1;
}

std::uint64_t number_of(std::string_view bytes) {
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < 8; ++i)
    out = out << 8 | (i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0);
  return out;
}

std::int64_t empty_id_hash() {
  const Sha256 digest = sha256(std::string_view());
  return static_cast<std::int64_t>(number_of({reinterpret_cast<const char*>(digest.data()), digest.size()}));
}

std::uint64_t key_of(char kind, std::string_view text) {
  const std::uint64_t key = std::hash<std::string>{}(kind + std::string(text));
  return key == 0 ? 1 : key;
}

}  // namespace

Result<ThreadTables> ThreadTables::open(const Db& db) {
  ThreadTables tables(db);
  const std::size_t size = TRY(table_size(db, "documents"));
  std::vector<std::uint32_t> message(size, kNone);
  tables.letters_.assign(size, kNone);
  auto documents = TRY(db.prepare(
      "SELECT id, message, substr(sha256, 1, 8) FROM documents WHERE message IS NOT NULL ORDER BY id"));
  while (TRY(documents.step())) {
    const auto id = documents.integer(0), first = documents.integer(1);
    if (id < 0 || static_cast<std::size_t>(id) >= size) continue;
    if (first < 0 || static_cast<std::size_t>(first) >= size) continue;
    message[static_cast<std::size_t>(id)] = static_cast<std::uint32_t>(first);
    if (first != id) continue;
    tables.letters_[static_cast<std::size_t>(id)] = static_cast<std::uint32_t>(tables.rows_.size());
    tables.rows_.push_back(static_cast<std::uint32_t>(id));
    tables.order_.push_back(number_of(documents.text(2)));
  }
  for (std::size_t id = 0; id < size; ++id)
    if (message[id] != kNone && message[id] != id) tables.letters_[id] = tables.letters_[message[id]];
  return tables;
}

std::optional<std::uint32_t> ThreadTables::letter_of(std::int64_t document) const {
  if (document < 0 || static_cast<std::size_t>(document) >= letters_.size()) return std::nullopt;
  const std::uint32_t letter = letters_[static_cast<std::size_t>(document)];
  return letter == kNone ? std::nullopt : std::optional(letter);
}

Result<void> ThreadTables::each_id(const std::function<void(std::span<const MessageIdUse>)>& give) const {
  const std::int64_t empty = empty_id_hash();
  auto ids = TRY(db_->prepare("SELECT hash, document, seq FROM message_ids ORDER BY hash, document, seq"));
  std::vector<MessageIdUse> uses;
  std::int64_t current = 0;
  const auto flush = [&] {
    // An id that one letter bears and nobody cites says nothing.
    if (uses.size() > 1 || (uses.size() == 1 && uses.front().place > 0)) give(uses);
    uses.clear();
  };
  while (TRY(ids.step())) {
    const std::int64_t hash = ids.integer(0);
    if (hash == empty) continue;
    if (hash != current) flush();
    current = hash;
    if (const auto letter = letter_of(ids.integer(1)))
      uses.push_back(
          {*letter, static_cast<std::uint32_t>(std::clamp<std::int64_t>(ids.integer(2), 0, kNone))});
  }
  flush();
  return {};
}

Result<void> ThreadTables::each_subject(const std::function<void(const LetterSubject&)>& give) const {
  auto rows =
      TRY(db_->prepare("SELECT id, date, subject FROM documents "
                       "WHERE message = id AND subject IS NOT NULL AND date IS NOT NULL ORDER BY id"));
  while (TRY(rows.step())) {
    const auto letter = letter_of(rows.integer(0));
    const std::int64_t date = rows.integer(1);
    if (letter && date > -kLatest && date < kLatest) give({*letter, date, rows.text(2)});
  }
  return {};
}

Result<void> ThreadTables::load_people() {
  parties_.assign(TRY(table_size(*db_, "parties")), {});
  auto rows = TRY(db_->prepare("SELECT id, name, address FROM parties"));
  while (TRY(rows.step())) {
    const auto id = rows.integer(0);
    if (id < 0 || static_cast<std::size_t>(id) >= parties_.size()) continue;
    PartyKeys& keys = parties_[static_cast<std::size_t>(id)];
    std::string address = rows.string(2);
    for (char& c : address)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (!address.empty()) keys.address = key_of('a', address);
    const auto words = name_words(rows.text(1));
    if (words.size() < 2 && !(words.size() == 1 && address.empty())) continue;
    std::string name;
    for (const auto& word : words) name += word + ' ';
    keys.name = key_of('n', name);
  }
  participants_ =
      TRY(db_->prepare("SELECT role, party FROM participants WHERE document = ? AND role BETWEEN 1 AND 4"));
  return {};
}

Result<LetterPeople> ThreadTables::people(std::uint32_t letter) {
  CHECK(participants_.has_value() && letter < rows_.size());
  LetterPeople people;
  participants_->bind(1, static_cast<std::int64_t>(rows_[letter]));
  while (TRY(participants_->step())) {
    const auto party = participants_->integer(1);
    if (party < 0 || static_cast<std::size_t>(party) >= parties_.size()) continue;
    auto& side = participants_->integer(0) == 1 ? people.senders : people.recipients;
    const PartyKeys& keys = parties_[static_cast<std::size_t>(party)];
    for (const std::uint64_t key : {keys.address, keys.name})
      if (key != 0 && side.size() < LetterPeople::kMaxKeys) side.push_back(key);
  }
  return people;
}

Result<void> ThreadTables::write(std::span<const std::uint32_t> thread) const {
  CHECK(thread.size() == rows_.size());
  return as_one_change(*db_, [&] { return write_changes(thread); });
}

Result<void> ThreadTables::write_changes(std::span<const std::uint32_t> thread) const {
  struct Change {
    std::int64_t document;
    std::uint32_t thread;
  };
  auto rows = TRY(db_->prepare("SELECT id, thread, message FROM documents WHERE id > ? ORDER BY id"));
  auto update = TRY(db_->prepare("UPDATE documents SET thread = ? WHERE id = ?"));
  std::vector<Change> changes;
  std::int64_t last = -1;
  // In batches, so that no row changes under a statement that is reading it.
  for (bool more = true; more;) {
    more = false;
    rows.bind(1, last);
    while (TRY(rows.step())) {
      last = rows.integer(0);
      const auto letter = rows.is_null(2) ? std::nullopt : letter_of(last);
      if (letter) {
        const std::uint32_t wanted = rows_[thread[*letter]];
        if (rows.integer_or_null(1) != static_cast<std::int64_t>(wanted)) changes.push_back({last, wanted});
      }
      if (changes.size() == kBatch) {
        rows.reset();
        more = true;
        break;
      }
    }
    for (const Change& change : changes)
      TRY(update.bind(1, static_cast<std::int64_t>(change.thread)).bind(2, change.document).run());
    changes.clear();
  }
  // In a new case only now: threads are numbers of documents, and come in any order.
  return db_->execute(
      "CREATE INDEX IF NOT EXISTS documents_by_thread ON documents(thread) WHERE thread IS NOT NULL");
}

}  // namespace clew::store
