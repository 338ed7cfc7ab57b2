#include "view/record_json.h"

#include "model/record_json.h"

namespace clew::view {
namespace {

void write_head(JsonWriter& json, const store::StoredDocument& document) {
  json.field("type", model::name_of(document.type)).optional("subject", document.subject);
  if (document.date) json.field("date", model::shown_date(document));
}

}  // namespace

void write_hit(JsonWriter& json, const Hit& hit) {
  json.begin_object().field("document", hit.document.id).field("score", hit.score);
  write_head(json, hit.document);
  json.key("passages").begin_array();
  for (const Excerpt& passage : hit.passages)
    json.begin_object()
        .field("start", passage.start)
        .field("end", passage.end)
        .field("quote", passage.quote)
        .end_object();
  json.end_array().end_object();
}

void write_document(JsonWriter& json, const DocumentView& view) {
  model::DocumentExtras extras;
  extras.places = view.document.places;
  extras.thread = view.document.thread;
  extras.entity = [&](const model::Mailbox& mailbox) {
    for (const store::StoredParty& party : view.parties)
      if (party.mailbox == mailbox) return party.entity;
    return std::string();
  };
  model::write_document(json, view.document, extras);
}

void write_entity(JsonWriter& json, const EntityView& view) {
  const store::StoredEntity& entity = view.entity;
  const auto texts = [&](std::string_view name, const std::vector<std::string>& list) {
    json.key(name).begin_array();
    for (const std::string& text : list) json.value(text);
    json.end_array();
  };
  json.begin_object().field("entity", entity.key).field("type", entity.type).field("name", entity.name);
  texts("names", entity.names);
  texts("addresses", entity.addresses);
  json.field("sent", entity.sent).field("received", entity.received).field("named", entity.named);
  if (entity.first) json.field("first", model::iso8601(*entity.first));
  if (entity.last) json.field("last", model::iso8601(*entity.last));
  json.key("known_as").begin_array();
  for (const store::KnownAs& known : view.known_as)
    json.begin_object()
        .field("name", known.mailbox.name)
        .field("address", known.mailbox.address)
        .optional("reason", known.reason)
        .end_object();
  json.end_array().key("ties").begin_array();
  for (const EntityTie& tie : view.ties)
    json.begin_object()
        .field("entity", tie.key)
        .field("name", tie.name)
        .field("sent", tie.sent)
        .field("received", tie.received)
        .end_object();
  json.end_array().key("letters").begin_array();
  for (const store::StoredDocument& letter : view.letters) {
    json.begin_object().field("document", letter.id);
    write_head(json, letter);
    json.end_object();
  }
  json.end_array().key("passages").begin_array();
  for (const Naming& naming : view.passages) {
    json.begin_object().field("document", naming.document.id);
    write_head(json, naming.document);
    json.field("start", naming.start).field("end", naming.end).field("quote", naming.quote).end_object();
  }
  json.end_array().end_object();
}

void write_alike(JsonWriter& json, const Alike& alike) {
  json.begin_object()
      .field("document", alike.document.id)
      .field("score", alike.score)
      .field("shared", alike.shared);
  write_head(json, alike.document);
  json.end_object();
}

}  // namespace clew::view
