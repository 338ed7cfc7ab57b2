#include "view/export_mentions.h"

#include <unordered_set>

#include "base/json.h"
#include "model/record_json.h"
#include "store/read_documents.h"
#include "store/ties.h"

namespace clew::view {
namespace {

std::string_view field_of(int role) {
  static constexpr std::string_view kFields[] = {"other", "from", "to", "cc", "bcc", "sender", "reply_to"};
  return role >= 1 && role <= 6 ? kFields[role] : kFields[0];
}

// Views live for the call.
struct HeaderMention {
  std::string_view document, field, type, text, value, entity;
};

void write_header(JsonWriter& json, const HeaderMention& m) {
  json.begin_object().field("document", m.document).field("field", m.field).field("text", m.text);
  json.field("type", m.type).optional("value", m.value).optional("entity", m.entity).field("confidence", 1);
  json.end_object().end_line();
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

}  // namespace

Result<void> export_mentions(const store::Db& db, const Out& out) {
  std::unordered_set<std::string> organisations;
  for (store::Label& label : TRY(store::all_labels(db)))
    if (label.type == "org") organisations.insert(std::move(label.key));
  store::DocumentReader reader(db);
  return reader.each([&](const store::StoredDocument& document) -> Result<bool> {
    if (document.message_row != 0 && !document.is_first_copy()) return true;
    JsonWriter json;
    for (const store::StoredParty& party : TRY(reader.parties(document.row))) {
      const auto& [name, address] = party.mailbox;
      const std::string_view field = field_of(party.role);
      const bool org = organisations.contains(party.entity);
      if (!name.empty())
        write_header(json, {document.id, field, org ? "org" : "person", name, {}, party.entity});
      const bool mail = address.find('@') != std::string::npos;
      if (!address.empty())
        write_header(json, {document.id, field, "identifier", address, mail ? "mail:" + lower(address) : "",
                            party.entity});
      TRY(out(json.text()));
      json.clear();
    }
    if (document.text_row == 0) return true;
    TRY(reader.each_mention(document.text_row, [&](const store::StoredMention& mention) -> Result<bool> {
      model::write_mention(json, mention, document.id, 0, mention.entity, false);
      json.end_line();
      TRY(out(json.text()));
      json.clear();
      return true;
    }));
    return true;
  });
}

}  // namespace clew::view
