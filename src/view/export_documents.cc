#include "view/export_documents.h"

#include <map>

#include "base/json.h"
#include "model/record_json.h"
#include "store/read_documents.h"

namespace clew::view {
namespace {

using Entities = std::map<std::pair<std::string, std::string>, std::string>;

Result<Entities> entities_of(store::DocumentReader& reader, std::int64_t row) {
  Entities entities;
  for (store::StoredParty& party : TRY(reader.parties(row)))
    entities[{std::move(party.mailbox.name), std::move(party.mailbox.address)}] = std::move(party.entity);
  return entities;
}

// `record` ends with its closing brace, which gives way to the text, piece by piece.
Result<void> write_with_text(store::DocumentReader& reader, std::int64_t text_row, std::string record,
                             const Out& out) {
  record.pop_back();
  record += ",\"text\":\"";
  TRY(out(record));
  std::string piece;
  TRY(reader.read_text(text_row, [&](const std::string_view& text) -> Result<bool> {
    piece.clear();
    append_json_string(piece, text);
    TRY(out(std::string_view(piece).substr(1, piece.size() - 2)));
    return true;
  }));
  return out("\"}\n");
}

}  // namespace

Result<void> export_documents(const store::Db& db, bool with_text, const Out& out) {
  store::DocumentReader reader(db);
  return reader.each([&](const store::StoredDocument& document) -> Result<bool> {
    const Entities entities = TRY(entities_of(reader, document.row));
    model::DocumentExtras extras;
    extras.places = document.places;
    extras.thread = document.thread;
    extras.entity = [&](const model::Mailbox& mailbox) {
      const auto found = entities.find({mailbox.name, mailbox.address});
      return found == entities.end() ? std::string() : found->second;
    };
    JsonWriter json;
    model::write_document(json, document, extras);
    if (with_text && document.text_row != 0) {
      TRY(write_with_text(reader, document.text_row, json.take(), out));
    } else {
      json.end_line();
      TRY(out(json.text()));
    }
    return true;
  });
}

}  // namespace clew::view
