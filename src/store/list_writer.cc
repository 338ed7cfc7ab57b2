#include "store/list_writer.h"

namespace clew::store {

Result<ListWriter> ListWriter::open(const Db& db) {
  return ListWriter(
      TRY(db.prepare(
          "INSERT INTO lists(document, name, part, format, date, version, entries, names, complete) "
          "SELECT ?1, ?2, ?3, ?4, ?5, 1 + (SELECT count(*) FROM lists WHERE name = ?2 AND part = ?3), "
          "?6, ?7, 0 RETURNING id")),
      TRY(db.prepare("UPDATE lists SET complete = 1 WHERE id = ?")),
      TRY(db.number("SELECT max(id) FROM list_entries")).value_or(0));
}

Result<void> ListWriter::begin(std::int64_t document, const model::ListInfo& info) {
  insert_.bind(1, document).bind(2, info.name).bind(3, info.part).bind(4, info.format);
  insert_.bind_text_or_null(5, info.date);
  insert_.bind(6, static_cast<std::int64_t>(info.entries)).bind(7, static_cast<std::int64_t>(info.names));
  if (!TRY(insert_.step())) return Error{Code::internal, "a list was not put in", info.name, {}};
  list_ = insert_.integer(0);
  insert_.reset();
  return {};
}

void ListWriter::add(const model::ListEntry& entry) {
  if (!list_) return;
  const std::int64_t id = ++last_entry_;
  entries_.add(id).add(*list_).add_text(entry.id).add_text(name_of(entry.kind));
  entries_.add(entry.listed ? 1 : 0).add(entry.supplement ? 1 : 0).add(static_cast<std::int64_t>(entry.line));
  std::int64_t seq = 0;
  for (const model::ListName& one : entry.names) {
    names_.add(id).add(seq++).add_text(one.text).add_text(name_of(one.kind));
    gathered_ += one.text.size();
  }
  seq = 0;
  for (const model::ListDetail& one : entry.details) {
    details_.add(id).add(seq++).add_text(name_of(one.what)).add_text(one.value).add_text_or_null(one.note);
    gathered_ += one.value.size() + one.note.size();
  }
  seq = 0;
  for (const model::ListRelation& one : entry.relations) {
    relations_.add(id).add(seq++).add_text(name_of(one.tie)).add_text_or_null(one.entry);
    relations_.add_text_or_null(one.name);
    one.share < 0 ? relations_.add_null() : relations_.add_real(one.share);
    relations_.add_text_or_null(one.words);
    gathered_ += one.name.size() + one.words.size();
  }
  gathered_ += 128;
}

Result<void> ListWriter::complete() {
  if (!list_) return {};
  TRY(complete_.bind(1, *list_).run());
  list_.reset();
  return {};
}

Result<void> ListWriter::flush(BulkInsert& bulk) {
  TRY(bulk.move("INSERT INTO list_entries SELECT c0, c1, c2, c3, c4, c5, c6 FROM feed", entries_));
  TRY(bulk.move("INSERT INTO list_names SELECT c0, c1, c2, c3 FROM feed", names_));
  TRY(bulk.move("INSERT INTO list_details SELECT c0, c1, c2, c3, c4 FROM feed", details_));
  return bulk.move("INSERT INTO list_relations SELECT c0, c1, c2, c3, c4, c5, c6 FROM feed", relations_);
}

}  // namespace clew::store
