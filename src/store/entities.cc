#include "store/entities.h"

#include <algorithm>
#include <map>

#include "base/fold.h"

namespace clew::store {
namespace {

/// How many candidates an error lists.
constexpr std::size_t kListed = 5;

enum class Fit { none, lone_thing, lone, thing, part, name, address };

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

/// What the user typed, made ready to be compared with many parties.
struct Wanted {
  std::string address;             // lower case
  std::vector<std::string> words;  // sorted

  std::span<const std::string_view> types;

  Wanted(std::string_view word, std::span<const std::string_view> of)
      : address(lower(word)), words(name_words(word)), types(of) {}

  bool takes(std::string_view type) const {
    return types.empty() || std::find(types.begin(), types.end(), type) != types.end();
  }

  Fit fit(std::string_view name, std::string_view party_address, std::string_view entity_name) const {
    if (!party_address.empty() && lower(party_address) == address) return Fit::address;
    if (words.empty()) return Fit::none;
    const auto have = name_words(name);
    if (have == words || name_words(entity_name) == words) return Fit::name;
    return std::includes(have.begin(), have.end(), words.begin(), words.end()) ? Fit::part : Fit::none;
  }
};

/// The entities that fit best so far.
struct Found {
  Fit fit = Fit::none;
  bool whole = false;  // names are equal, not parts of each other
  std::map<std::int64_t, std::string> entities;

  void add(Fit how, bool is_whole, std::int64_t entity, std::string_view label) {
    if (how == Fit::none || how < fit) return;
    if (how > fit) entities.clear(), whole = false;
    whole |= is_whole;
    fit = how;
    entities.emplace(entity, label);
  }
};

/// A quick look: whether a name with ASCII letters alone may hold all the words. True for other names.
bool may_hold(std::string_view name, const std::vector<std::string>& words) {
  std::string small = lower(name);
  if (std::any_of(small.begin(), small.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
    return true;
  return std::all_of(words.begin(), words.end(),
                     [&](const std::string& word) { return small.find(word) != std::string::npos; });
}

Result<void> collect(Statement& parties, const Wanted& wanted, Found& found) {
  while (TRY(parties.step())) {
    const Fit fit = wanted.fit(parties.text(1), parties.text(2), parties.text(3));
    if (fit == Fit::none || !wanted.takes(parties.text(5))) continue;
    std::string label = parties.string(4) + " " + parties.string(3);
    if (const auto address = parties.text(2); !address.empty()) label += " <" + std::string(address) + ">";
    found.add(fit, fit >= Fit::name, parties.integer(0), label);
  }
  return {};
}

/// Names in texts. What is one word only, or no person or organisation, is asked for less likely.
Result<void> collect_names(const Db& db, const Wanted& wanted, Found& found) {
  if (wanted.words.empty()) return {};
  Statement names = TRY(db.prepare(
      "SELECT e.id, n.shown, e.name, e.key, e.type FROM names n JOIN entities e ON e.id = n.entity"));
  while (TRY(names.step())) {
    if (!wanted.takes(names.text(4)) || !may_hold(names.text(1), wanted.words)) continue;
    Fit fit = wanted.fit(names.text(1), {}, names.text(2));
    if (fit == Fit::none) continue;
    const bool whole = fit == Fit::name;
    const bool thing = names.text(4) != "person" && names.text(4) != "org";
    if (wanted.words.size() == 1 && whole)
      fit = thing ? Fit::lone_thing : Fit::lone;
    else if (thing)
      fit = Fit::thing;
    found.add(fit, whole, names.integer(0), names.string(3) + " " + names.string(2));
  }
  return {};
}

constexpr std::string_view kPartyColumns =
    "SELECT e.id, p.name, p.address, e.name, e.key, e.type FROM parties p JOIN entities e ON e.id = "
    "p.entity ";

Result<Found> collect_parties(const Db& db, const Wanted& wanted) {
  Found found;
  std::string query;
  for (const auto& word : wanted.words) query += (query.empty() ? "\"" : " \"") + word + "\"";
  if (!query.empty()) {
    auto indexed = TRY(db.prepare(std::string(kPartyColumns) +
                                  "WHERE p.id IN (SELECT rowid FROM party_words WHERE party_words MATCH ?)"));
    indexed.bind(1, query);
    TRY(collect(indexed, wanted, found));
  }
  if (found.fit != Fit::none) return found;
  // Nothing in the index, which leaves words that it cuts otherwise: look at every party.
  auto all = TRY(db.prepare(kPartyColumns));
  TRY(collect(all, wanted, found));
  return found;
}

Result<std::vector<std::string>> strings_of(Statement& json_each, std::string_view json) {
  std::vector<std::string> out;
  json_each.bind(1, json);
  while (TRY(json_each.step())) out.push_back(json_each.string(0));
  return out;
}

constexpr std::string_view kEntityColumns =
    "SELECT id, key, type, name, names, addresses, sent, received, first, last, coalesce(d.passages, 0) FROM "
    "entities LEFT JOIN named d ON d.entity = id ";
constexpr std::string_view kJsonEach = "SELECT value FROM json_each(?)";

Result<StoredEntity> entity_of(const Statement& row, Statement& json_each) {
  StoredEntity entity;
  entity.id = row.integer(0);
  entity.key = row.string(1);
  entity.type = row.string(2);
  entity.name = row.string(3);
  entity.names = TRY(strings_of(json_each, row.text(4)));
  entity.addresses = TRY(strings_of(json_each, row.text(5)));
  entity.sent = row.integer(6);
  entity.received = row.integer(7);
  entity.first = row.integer_or_null(8);
  entity.last = row.integer_or_null(9);
  entity.named = row.integer(10);
  return entity;
}

Error ambiguous(std::string_view word, const Found& found) {
  std::string hint = "say which: ";
  std::size_t listed = 0;
  for (const auto& [id, label] : found.entities) {
    if (listed == kListed) {
      hint += "; and " + std::to_string(found.entities.size() - kListed) + " more";
      break;
    }
    hint += (listed++ == 0 ? "" : "; ") + label;
  }
  return Error{
      Code::usage,
      "\"" + std::string(word) + "\" could be any of " + std::to_string(found.entities.size()) + " entities",
      {},
      std::move(hint)};
}

}  // namespace

std::vector<std::string> name_words(std::string_view name) {
  std::vector<std::string> out;
  WordCutter cutter(name);
  for (Word word; cutter.next(word);) out.emplace_back(word.folded);
  std::sort(out.begin(), out.end());
  return out;
}

Result<std::int64_t> find_entity(const Db& db, std::string_view word, NameMatch match,
                                 std::span<const std::string_view> types) {
  word = trimmed(word);
  if (const auto open = word.find('<'); open != word.npos && word.ends_with('>'))
    word = trimmed(word.substr(open + 1, word.size() - open - 2));
  if (word.size() == 16) {
    auto by_key = TRY(db.prepare("SELECT id FROM entities WHERE key = ?"));
    const std::string key = lower(word);
    by_key.bind(1, key);
    if (TRY(by_key.step())) return by_key.integer(0);
  }
  const Wanted wanted(word, types);
  Found found;
  if (!word.empty()) {
    // The spelling as stored is in an index of its own; other spellings of an address are found by its words.
    auto by_address = TRY(db.prepare(std::string(kPartyColumns) + "WHERE p.address = ?"));
    by_address.bind(1, word);
    TRY(collect(by_address, wanted, found));
    if (found.fit != Fit::address) found = TRY(collect_parties(db, wanted));
  }
  if (found.fit < Fit::name) TRY(collect_names(db, wanted, found));
  if (found.fit == Fit::none)
    return Error{Code::not_found,
                 "nobody in this case is called \"" + std::string(word) + "\"",
                 {},
                 "see who is: clew people CASE"};
  if (match == NameMatch::exact && !found.whole) {
    Error error = ambiguous(word, found);
    return Error{Code::not_found,
                 "nobody in this case is called exactly \"" + std::string(word) + "\"",
                 {},
                 std::move(error.hint)};
  }
  if (found.entities.size() > 1) return ambiguous(word, found);
  return found.entities.begin()->first;
}

Result<StoredEntity> load_entity(const Db& db, std::int64_t id) {
  auto row = TRY(db.prepare(std::string(kEntityColumns) + "WHERE id = ?"));
  auto json_each = TRY(db.prepare(kJsonEach));
  row.bind(1, id);
  if (!TRY(row.step())) return Error{Code::not_found, "no entity " + std::to_string(id), {}, {}};
  return entity_of(row, json_each);
}

Result<void> each_entity(const Db& db, const EntityFilter& filter,
                         const std::function<bool(const StoredEntity&)>& row) {
  // Ids first: sorting them keeps the long lists of names out of the sorter.
  auto ids =
      TRY(db.prepare("SELECT id FROM entities LEFT JOIN named d ON d.entity = id WHERE (?1 = '' OR "
                     "instr(?1, ' ' || type || ' ') > 0) AND (sent + received > 0 OR ?3 = 0 OR (?3 = 1 AND "
                     "type <> 'org')) ORDER BY sent + received DESC, d.passages DESC, key LIMIT ?2"));
  std::string types;
  for (const std::string_view type : filter.types)
    types.append(types.empty() ? " " : "").append(type).append(" ");
  ids.bind(1, types).bind(2, filter.limit ? static_cast<std::int64_t>(*filter.limit) : -1);
  ids.bind(3, filter.in_letters ? 2 : filter.orgs_in_letters ? 1 : 0);
  auto load = TRY(db.prepare(std::string(kEntityColumns) + "WHERE id = ?"));
  auto json_each = TRY(db.prepare(kJsonEach));
  while (TRY(ids.step())) {
    load.bind(1, ids.integer(0));
    if (!TRY(load.step())) continue;
    const StoredEntity entity = TRY(entity_of(load, json_each));
    load.reset();
    if (!row(entity)) break;
  }
  return {};
}

}  // namespace clew::store
