#include "view/export_csv.h"

#include <unordered_map>

#include "model/document.h"
#include "store/entities.h"
#include "store/read_documents.h"
#include "store/ties.h"

namespace clew::view {
namespace {

constexpr Table kTables[] = {Table::people, Table::ties, Table::documents};

std::string when(std::optional<std::int64_t> date) { return date ? model::iso8601(*date) : std::string(); }

std::string mailboxes(const std::vector<model::Mailbox>& list) {
  std::string out;
  for (const model::Mailbox& m : list) {
    if (!out.empty()) out += "; ";
    out += m.name;
    if (!m.address.empty()) out += (m.name.empty() ? "<" : " <") + m.address + ">";
  }
  return out;
}

Result<void> put(const Out& out, const std::vector<std::string>& cells) {
  std::string line;
  append_csv(line, cells);
  return out(line);
}

Result<void> export_people(const store::Db& db, const Out& out) {
  TRY(put(out, {"key", "type", "name", "names", "addresses", "sent", "received", "first", "last", "named"}));
  Result<void> status;
  TRY(store::each_entity(db, {.in_letters = true}, [&](const store::StoredEntity& e) {
    status = put(
        out, {e.key, e.type, e.name, joined(e.names, "; "), joined(e.addresses, "; "), std::to_string(e.sent),
              std::to_string(e.received), when(e.first), when(e.last), std::to_string(e.named)});
    return status.has_value();
  }));
  return status;
}

Result<void> export_ties(const store::Db& db, const Out& out) {
  TRY(put(out, {"from_key", "from", "to_key", "to", "letters", "as_to", "as_cc", "as_bcc", "first", "last"}));
  std::unordered_map<std::int64_t, store::Label> labels;
  for (store::Label& label : TRY(store::all_labels(db))) labels[label.id] = std::move(label);
  return store::each_tie(db, [&](const store::Tie& tie) -> Result<bool> {
    const store::Label &a = labels[tie.a], &b = labels[tie.b];
    TRY(put(out, {a.key, a.name, b.key, b.name, std::to_string(tie.count()), std::to_string(tie.to),
                  std::to_string(tie.cc), std::to_string(tie.bcc), when(tie.first), when(tie.last)}));
    return true;
  });
}

Result<void> export_documents_table(const store::Db& db, const Out& out) {
  TRY(put(out, {"id", "type", "media_type", "date", "subject", "from", "to", "cc", "bcc", "name", "places",
                "message", "thread", "message_id", "language", "bytes", "status", "reason"}));
  store::DocumentReader reader(db);
  return reader.each([&](const store::StoredDocument& d) -> Result<bool> {
    std::vector<std::string> places;
    for (const model::Place& place : d.places) places.push_back(place.path);
    TRY(put(out, {d.id, std::string(model::name_of(d.type)), d.media_type, model::shown_date(d), d.subject,
                  mailboxes(d.from), mailboxes(d.to), mailboxes(d.cc), mailboxes(d.bcc), d.name,
                  joined(places, "; "), d.message, d.thread, d.message_id, d.language,
                  std::to_string(d.bytes), std::string(model::name_of(d.status)), d.reason}));
    return true;
  });
}

}  // namespace

std::string_view name_of(Table table) {
  switch (table) {
    case Table::people:
      return "people";
    case Table::ties:
      return "ties";
    case Table::documents:
      break;
  }
  return "documents";
}

Result<Table> table_of(std::string_view name) {
  for (const Table table : kTables)
    if (name_of(table) == name) return table;
  return Error{Code::usage, "--table is people, ties or documents, not '" + std::string(name) + "'", {}, {}};
}

std::span<const Table> all_tables() { return kTables; }

Result<void> export_csv(const store::Db& db, Table table, const Out& out) {
  switch (table) {
    case Table::people:
      return export_people(db, out);
    case Table::ties:
      return export_ties(db, out);
    case Table::documents:
      break;
  }
  return export_documents_table(db, out);
}

}  // namespace clew::view
