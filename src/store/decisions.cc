#include "store/decisions.h"

#include <algorithm>

#include "base/json.h"
#include "store/entities.h"

namespace clew::store {
namespace {

std::string json_of(const std::vector<NameAndAddress>& parties) {
  JsonWriter json;
  json.begin_array();
  for (const auto& [name, address] : parties) json.begin_array().value(name).value(address).end_array();
  return json.end_array().take();
}

Result<std::vector<NameAndAddress>> parties_of(const Db& db, std::string_view json) {
  auto rows =
      TRY(db.prepare("SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?)"));
  rows.bind(1, json);
  std::vector<NameAndAddress> out;
  while (TRY(rows.step())) out.emplace_back(rows.string(0), rows.string(1));
  return out;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

StoredJoin join_of(const Statement& row) {
  return {row.string(0), row.string(1), row.integer(2), row.string(3), false};
}

// As resolve::address_mark has it.
constexpr std::string_view kNames =
    "SELECT shown, CASE type WHEN 'person' THEN '' ELSE type || ':' END, entity, coalesce(reason, 'named in "
    "texts') FROM names ";

StoredJoin name_of(const Statement& row) {
  StoredJoin join = join_of(row);
  join.in_texts = true;
  return join;
}

}  // namespace

Result<std::vector<StoredDecision>> load_decisions(const Db& db) {
  auto rows =
      TRY(db.prepare("SELECT id, action, subject, object, reason, undone FROM decisions ORDER BY id"));
  std::vector<StoredDecision> out;
  while (TRY(rows.step())) {
    StoredDecision decision;
    decision.id = rows.integer(0);
    decision.action = rows.string(1);
    decision.subject = TRY(parties_of(db, rows.text(2)));
    decision.object = TRY(parties_of(db, rows.text(3)));
    decision.reason = rows.string(4);
    decision.undone = rows.integer(5) != 0;
    out.push_back(std::move(decision));
  }
  return out;
}

Result<std::int64_t> add_decision(const Db& db, const StoredDecision& decision) {
  auto insert = TRY(db.prepare("INSERT INTO decisions(action, subject, object, reason) VALUES (?, ?, ?, ?)"));
  const std::string subject = json_of(decision.subject), object = json_of(decision.object);
  insert.bind(1, decision.action).bind(2, subject).bind(3, object).bind(4, decision.reason);
  TRY(insert.run());
  return db.last_row();
}

Result<StoredDecision> undo_decision(const Db& db, std::optional<std::int64_t> id) {
  const auto decisions = TRY(load_decisions(db));
  const auto found = std::find_if(decisions.rbegin(), decisions.rend(),
                                  [&](const StoredDecision& d) { return id ? d.id == *id : !d.undone; });
  if (found == decisions.rend())
    return Error{Code::not_found, id ? "no decision " + std::to_string(*id) : "no decision to undo", {}, {}};
  if (found->undone)
    return Error{Code::conflict, "decision " + std::to_string(found->id) + " is undone already", {}, {}};
  auto update = TRY(db.prepare("UPDATE decisions SET undone = 1 WHERE id = ?"));
  TRY(update.bind(1, found->id).run());
  return *found;
}

Result<std::vector<StoredJoin>> joins_of(const Db& db, std::int64_t entity) {
  auto rows =
      TRY(db.prepare("SELECT name, address, entity, reason FROM parties WHERE entity = ? ORDER BY id"));
  rows.bind(1, entity);
  std::vector<StoredJoin> out;
  while (TRY(rows.step())) out.push_back(join_of(rows));
  auto names = TRY(db.prepare(std::string(kNames) + "WHERE entity = ? ORDER BY shown, type"));
  names.bind(1, entity);
  while (TRY(names.step())) out.push_back(name_of(names));
  return out;
}

Result<std::vector<StoredJoin>> parties_called(const Db& db, std::string_view word, bool& is_address) {
  const std::string address = lower(word);
  const auto words = name_words(word);
  auto rows = TRY(db.prepare("SELECT name, address, entity, reason FROM parties ORDER BY id"));
  std::vector<StoredJoin> by_address, by_name;
  while (TRY(rows.step())) {
    if (!rows.text(1).empty() && lower(rows.text(1)) == address)
      by_address.push_back(join_of(rows));
    else if (by_address.empty() && !words.empty() && name_words(rows.text(0)) == words)
      by_name.push_back(join_of(rows));
  }
  is_address = !by_address.empty();
  if (is_address || words.empty()) return by_address;
  auto names = TRY(db.prepare(std::string(kNames) + "WHERE entity IS NOT NULL ORDER BY shown, type"));
  while (TRY(names.step()))
    if (name_words(names.text(0)) == words) by_name.push_back(name_of(names));
  return by_name;
}

Result<std::optional<std::int64_t>> entity_of(const Db& db, const std::vector<NameAndAddress>& parties) {
  auto find =
      TRY(db.prepare("SELECT entity FROM parties WHERE address = ?1 AND (name = ?2 OR ?2 = '*') LIMIT 1"));
  for (const auto& [name, address] : parties) {
    find.bind(1, address).bind(2, name);
    if (!TRY(find.step())) continue;
    const auto entity = find.integer_or_null(0);
    find.reset();
    if (entity) return entity;
  }
  auto named =
      TRY(db.prepare(std::string(kNames) + "WHERE shown = ?1 AND entity IS NOT NULL AND (CASE type WHEN "
                                           "'person' THEN '' ELSE type || ':' END) = ?2"));
  for (const auto& [name, address] : parties) {
    named.bind(1, name).bind(2, address);
    if (TRY(named.step())) return std::optional(named.integer(2));
  }
  return std::optional<std::int64_t>();
}

}  // namespace clew::store
