#include "view/people.h"

#include <algorithm>
#include <set>

#include "model/document.h"
#include "store/decisions.h"

namespace clew::view {
namespace {

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

bool concerns(const std::vector<store::NameAndAddress>& parties, const std::set<store::NameAndAddress>& known,
              const std::set<std::string>& addresses) {
  return std::any_of(parties.begin(), parties.end(), [&](const store::NameAndAddress& party) {
    return party.first == "*" ? addresses.contains(lower(party.second)) : known.contains(party);
  });
}

}  // namespace

Result<void> each_person(const store::Db& db, const PeopleQuery& query,
                         const std::function<bool(const store::StoredEntity&)>& row) {
  if (!query.about)
    return store::each_entity(db, {query.types, query.limit, false, query.orgs_in_letters}, row);
  const auto entity = TRY(store::load_entity(
      db, TRY(store::find_entity(db, *query.about, store::NameMatch::words, query.types))));
  const auto& types = query.types;
  if (types.empty() || std::find(types.begin(), types.end(), entity.type) != types.end()) row(entity);
  return {};
}

void write_entity(JsonWriter& json, const store::StoredEntity& entity) {
  json.begin_object().field("entity", entity.key).field("type", entity.type).field("name", entity.name);
  json.key("names").begin_array();
  for (const auto& name : entity.names) json.value(name);
  json.end_array().key("addresses").begin_array();
  for (const auto& address : entity.addresses) json.value(address);
  json.end_array().field("sent", entity.sent).field("received", entity.received).field("named", entity.named);
  if (entity.first) json.field("first", model::iso8601(*entity.first));
  if (entity.last) json.field("last", model::iso8601(*entity.last));
  json.end_object();
}

Result<Why> explain_entity(const store::Db& db, std::string_view a, std::string_view b) {
  Why why;
  std::vector<std::int64_t> entities = {TRY(store::find_entity(db, a))};
  if (!b.empty()) entities.push_back(TRY(store::find_entity(db, b)));
  why.one = entities.front() == entities.back();
  if (why.one) entities.resize(1);
  std::set<store::NameAndAddress> known;
  std::set<std::string> addresses;
  std::string key, name;
  for (const std::int64_t id : entities) {
    const auto entity = TRY(store::load_entity(db, id));
    if (key.empty()) key = entity.key, name = entity.name;
    for (const auto& join : TRY(store::joins_of(db, id))) {
      why.rows.push_back({entity.key,
                          entity.name,
                          join.name,
                          join.in_texts ? std::string() : join.address,
                          join.reason,
                          0,
                          {},
                          false});
      known.emplace(join.name, join.address);
      if (!join.address.empty() && !join.in_texts) addresses.insert(lower(join.address));
    }
  }
  for (const auto& decision : TRY(store::load_decisions(db)))
    if (concerns(decision.subject, known, addresses) || concerns(decision.object, known, addresses))
      why.rows.push_back({key, name, {}, {}, decision.reason, decision.id, decision.action, decision.undone});
  return why;
}

void write_why(JsonWriter& json, const WhyRow& row) {
  json.begin_object().field("entity", row.entity);
  if (row.decision != 0)
    json.field("decision", row.decision).field("action", row.action).field("undone", row.undone);
  else
    json.field("name", row.name).field("address", row.address);
  json.field("reason", row.reason).end_object();
}

}  // namespace clew::view
