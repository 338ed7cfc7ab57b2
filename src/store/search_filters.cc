#include "store/search_filters.h"

#include <algorithm>
#include <limits>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/fold.h"
#include "store/index_scan.h"
#include "store/names.h"
#include "store/search_words.h"

namespace clew::store {
namespace {

using Kind = Query::Kind;

Result<RowSet> texts_matching(const Db& db, const Query& query, const Extent& extent) {
  IndexScan scan = TRY(IndexScan::open(db, query, extent.last_text));
  const RowSet texts = TRY(scan.texts());
  return documents_of_texts(db, texts, texts.count(), extent);
}

/// `role`: 0 for any. False: there are more than `most`, and not all were added.
Result<bool> add_letters_of(const Db& db, const std::vector<std::int64_t>& parties, int role,
                            std::uint64_t most, RowSet& to) {
  Statement find = TRY(db.prepare("SELECT document, role FROM participants WHERE party = ?"));
  std::uint64_t seen = 0;
  for (const std::int64_t party : parties) {
    find.bind(1, party);
    while (TRY(find.step())) {
      if (role == 0 || find.integer(1) == role) to.add(find.integer(0));
      if (++seen > most) return false;
    }
    if (++seen > most) return false;
  }
  return true;
}

Result<std::optional<RowSet>> with_party(const Db& db, const Query& query, std::uint64_t most,
                                         const Extent& extent) {
  RowSet found(extent.last_document);
  const bool all =
      TRY(add_letters_of(db, TRY(parties_matching(db, query.phrases[0])), role_of(query.field), most, found));
  return all ? std::optional(std::move(found)) : std::nullopt;
}

Result<std::optional<RowSet>> with_subject(const Db& db, const Phrase& phrase, std::uint64_t most,
                                           const Extent& extent) {
  const std::string expression = phrase_expression(phrase);
  Statement match = TRY(db.prepare("SELECT rowid FROM subject_words WHERE subject_words MATCH ?"));
  match.bind(1, expression);
  RowSet found(extent.last_document);
  for (std::uint64_t seen = 0; TRY(match.step()); ++seen) {
    if (seen == most) return std::optional<RowSet>();
    found.add(match.integer(0));
  }
  return std::optional(std::move(found));
}

Result<RowSet> rows_of(Statement& select, const Extent& extent) {
  RowSet found(extent.last_document);
  while (TRY(select.step())) found.add(select.integer(0));
  return found;
}

Result<RowSet> dated(const Db& db, const Query& query, const Extent& extent) {
  Statement select = TRY(db.prepare("SELECT id FROM documents WHERE date >= ? AND date < ?"));
  select.bind(1, query.since.value_or(std::numeric_limits<std::int64_t>::min()));
  select.bind(2, query.until.value_or(std::numeric_limits<std::int64_t>::max()));
  return rows_of(select, extent);
}

// --- Places: "folder/file" and what is inside a file ("!/member", "#number") make one path.

/// Whether the path base + member holds `part` (lower case) somewhere that reaches into the member.
bool reaches_into(std::string_view base, std::string_view member, std::string_view part) {
  const std::size_t tail = std::min(base.size(), part.size() - 1);
  return lower_ascii(std::string(base.substr(base.size() - tail)) + std::string(member)).find(part) !=
         std::string::npos;
}

/// Whether the name of a member is worth a look: a number in a mailbox ("#412") is searched only by somebody
/// who writes the sign.
bool says_member(std::string_view member, std::string_view part) {
  return !member.empty() &&
         (part.find('#') != std::string_view::npos || member.find('/') != std::string_view::npos);
}

struct PlaceFiles {
  RowSet whole;                    // files in which everything matches
  std::vector<std::string> tails;  // by files.id: the end of their path, as far as it can matter
};

Result<PlaceFiles> files_at(const Db& db, const std::string& part) {
  const std::int64_t last = TRY(db.number("SELECT max(id) FROM files")).value_or(0);
  if (last < 0 || last > std::numeric_limits<std::int32_t>::max())
    return Error{Code::corrupt, "impossible row numbers", {}, "run clew verify"};
  PlaceFiles found{RowSet(last), std::vector<std::string>(static_cast<std::size_t>(last) + 1)};
  Statement folders =
      TRY(db.prepare("SELECT f.id, f.path, s.dataset FROM folders f LEFT JOIN sources s ON s.id = f.source"));
  Statement files = TRY(db.prepare("SELECT id, name FROM files WHERE folder = ?"));
  while (TRY(folders.step())) {
    const std::string path = lower_ascii(folders.text(1));
    const bool all = lower_ascii(folders.text(2)) == part || path.find(part) != std::string::npos;
    files.bind(1, folders.integer(0));
    while (TRY(files.step())) {
      const std::int64_t file = files.integer(0);
      const std::string full = path + lower_ascii(files.text(1));
      if (all || full.find(part) != std::string::npos)
        found.whole.add(file);
      else if (file >= 0 && file <= last)
        found.tails[static_cast<std::size_t>(file)] =
            full.substr(full.size() - std::min(full.size(), part.size()));
    }
  }
  return found;
}

Result<RowSet> placed(const Db& db, const std::string& value, const Extent& extent) {
  const std::string part = lower_ascii(value);
  RowSet found(extent.last_document);
  if (part.empty()) return found;
  const PlaceFiles files = TRY(files_at(db, part));
  Statement places = TRY(db.prepare("SELECT document, file, member FROM places"));
  while (TRY(places.step())) {
    const std::int64_t file = places.integer(1);
    bool is = files.whole.has(file);
    if (!is && file >= 0 && static_cast<std::size_t>(file) < files.tails.size()) {
      const std::string_view member = places.text(2);
      is = says_member(member, part) &&
           reaches_into(files.tails[static_cast<std::size_t>(file)], member, part);
    }
    if (is) found.add(places.integer(0));
  }
  return found;
}

// --- People and organisations.

bool holds_in_sequence(const std::string& words, const Phrase& phrase) {
  std::string wanted = " ";
  for (const std::string& word : phrase.words) wanted += word + " ";
  if (phrase.prefix) wanted.pop_back();
  return (" " + words + " ").find(wanted) != std::string::npos;
}

Result<std::set<std::int64_t>> entities_meant(const Db& db, const Query& query, std::string_view type) {
  std::set<std::int64_t> found;
  Statement by_key = TRY(db.prepare("SELECT id FROM entities WHERE key = ? AND type = ?"));
  const std::string key = lower_ascii(query.value);
  by_key.bind(1, key).bind(2, type);
  while (TRY(by_key.step())) found.insert(by_key.integer(0));
  if (!found.empty()) return found;
  Statement party =
      TRY(db.prepare("SELECT p.name, p.entity FROM parties p JOIN entities e ON e.id = p.entity WHERE p.id = "
                     "? AND e.type = ?"));
  for (const std::int64_t row : TRY(parties_matching(db, query.phrases[0]))) {
    party.bind(1, row).bind(2, type);
    if (TRY(party.step()) && holds_in_sequence(folded(party.text(0)), query.phrases[0]))
      found.insert(party.integer(1));
    party.reset();
  }
  Statement name = TRY(
      db.prepare("SELECT n.shown, n.entity FROM names n JOIN entities e ON e.id = n.entity AND e.type = ?"));
  name.bind(1, type);
  while (TRY(name.step()))
    if (holds_in_sequence(folded(name.text(0)), query.phrases[0])) found.insert(name.integer(1));
  return found;
}

RowSet row_set_of(const std::vector<std::int64_t>& rows, std::int64_t last) {
  RowSet set(last);
  for (const std::int64_t row : rows) set.add(row);
  return set;
}

/// Letters in whose header the entity stands, and texts that name it or one of its addresses.
Result<std::optional<RowSet>> about_entity(const Db& db, const Query& query, std::uint64_t most,
                                           const Extent& extent) {
  RowSet found(extent.last_document);
  const MeantEntity meant = TRY(entity_meant(db, query));
  if (!meant.texts.empty())
    found.join(
        TRY(documents_of_texts(db, row_set_of(meant.texts, extent.last_text), meant.texts.size(), extent)));
  if (meant.addresses.size() > most || !TRY(add_letters_of(db, meant.parties, 0, most, found)))
    return std::optional<RowSet>();
  constexpr std::size_t kAtOnce = 100;
  Query any{.kind = Kind::any_of};
  for (std::size_t i = 0; i < meant.addresses.size(); ++i) {
    any.parts.push_back({.kind = Kind::phrase, .phrases = {meant.addresses[i]}});
    if (i + 1 < meant.addresses.size() && any.parts.size() < kAtOnce) continue;
    found.join(TRY(texts_matching(db, any, extent)));
    any.parts.clear();
  }
  return std::optional(std::move(found));
}

/// Nothing when more than `most` rows had to be read.
Result<std::optional<RowSet>> fulfilling(const Db& db, const Query& query, std::uint64_t most,
                                         const Extent& extent) {
  switch (query.field) {
    case Field::from:
    case Field::to:
    case Field::cc:
    case Field::bcc:
    case Field::with:
      return with_party(db, query, most, extent);
    case Field::subject:
      return with_subject(db, query.phrases[0], most, extent);
    case Field::date:
      return std::optional(TRY(dated(db, query, extent)));
    case Field::type:
    case Field::language: {
      Statement select =
          TRY(db.prepare(query.field == Field::type ? "SELECT id FROM documents WHERE type = ?"
                                                    : "SELECT id FROM documents WHERE language = ?"));
      select.bind(1, query.value);
      return std::optional(TRY(rows_of(select, extent)));
    }
    case Field::place:
      return std::optional(TRY(placed(db, query.value, extent)));
    case Field::person:
    case Field::org:
      return about_entity(db, query, most, extent);
  }
  return std::optional(RowSet(extent.last_document));
}

RowSet all_rows(const Extent& extent) {
  RowSet all(extent.last_document);
  all.invert();
  return all;
}

}  // namespace

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

int role_of(Field field) {
  switch (field) {
    case Field::from:
      return 1;
    case Field::to:
      return 2;
    case Field::cc:
      return 3;
    case Field::bcc:
      return 4;
    default:
      return 0;
  }
}

Result<std::vector<std::int64_t>> parties_matching(const Db& db, const Phrase& phrase) {
  const std::string expression = phrase_expression(phrase);
  Statement match = TRY(db.prepare("SELECT rowid FROM party_words WHERE party_words MATCH ?"));
  match.bind(1, expression);
  std::vector<std::int64_t> found;
  while (TRY(match.step())) found.push_back(match.integer(0));
  return found;
}

Result<MeantEntity> entity_meant(const Db& db, const Query& query) {
  MeantEntity meant;
  const auto entities = TRY(entities_meant(db, query, query.field == Field::org ? "org" : "person"));
  if (entities.empty()) return meant;
  std::set<std::string> addresses;  // folded
  Statement all = TRY(db.prepare("SELECT id, entity, address FROM parties WHERE entity IS NOT NULL"));
  while (TRY(all.step())) {
    if (!entities.contains(all.integer(1))) continue;
    meant.parties.push_back(all.integer(0));
    if (all.text(2).find('@') != std::string_view::npos) addresses.insert(folded(all.text(2)));
  }
  for (const std::string& address : addresses) {
    Phrase phrase;
    WordCutter cutter(address);
    for (Word word; cutter.next(word);) phrase.words.emplace_back(word.folded);
    if (!phrase.words.empty() && phrase.words.size() <= kMostPhraseWords)
      meant.addresses.push_back(std::move(phrase));
  }
  for (const std::int64_t entity : entities) {
    const auto texts = TRY(texts_naming(db, entity));
    meant.texts.insert(meant.texts.end(), texts.begin(), texts.end());
  }
  std::sort(meant.texts.begin(), meant.texts.end());
  meant.texts.erase(std::unique(meant.texts.begin(), meant.texts.end()), meant.texts.end());
  return meant;
}

bool is_at(const PlaceNames& place, const std::string& part) {
  if (part.empty()) return false;
  const std::string path = lower_ascii(place.folder) + lower_ascii(place.file);
  if (lower_ascii(place.dataset) == part || path.find(part) != std::string::npos) return true;
  return says_member(place.member, part) && reaches_into(path, place.member, part);
}

Result<Extent> extent_of(const Db& db) {
  Extent extent{TRY(db.number("SELECT max(id) FROM documents")).value_or(0),
                TRY(db.number("SELECT max(id) FROM texts")).value_or(0)};
  constexpr std::int64_t kMost = std::int64_t{1} << 32;
  if (extent.last_document < 0 || extent.last_document > kMost || extent.last_text < 0 ||
      extent.last_text > kMost)
    return Error{Code::corrupt, "impossible row numbers", {}, "run clew verify"};
  return extent;
}

Result<RowSet> documents_of_texts(const Db& db, const RowSet& texts, std::uint64_t count,
                                  const Extent& extent) {
  RowSet found(extent.last_document);
  // Above this number one walk through the whole index is cheaper than many searches in it.
  constexpr std::uint64_t kMany = 5000;
  if (count <= kMany) {
    Statement find = TRY(db.prepare("SELECT id FROM documents WHERE text = ?"));
    for (const std::int64_t text : texts.rows()) {
      find.bind(1, text);
      while (TRY(find.step())) found.add(find.integer(0));
    }
    return found;
  }
  Statement all = TRY(db.prepare("SELECT text, id FROM documents WHERE text IS NOT NULL ORDER BY text"));
  while (TRY(all.step()))
    if (texts.has(all.integer(0))) found.add(all.integer(1));
  return found;
}

Result<RowSet> documents_matching(const Db& db, const Query& query, const Extent& extent) {
  if (is_text_query(query)) return texts_matching(db, query, extent);
  if (query.kind == Kind::filter)
    return *TRY(fulfilling(db, query, std::numeric_limits<std::uint64_t>::max(), extent));
  if (query.kind == Kind::everything) return all_rows(extent);
  const bool all = query.kind == Kind::all_of;
  RowSet found = all ? all_rows(extent) : RowSet(extent.last_document);
  for (const Query& part : query.parts) {
    const RowSet of_part = TRY(documents_matching(db, part, extent));
    if (all)
      found.keep(of_part);
    else
      found.join(of_part);
  }
  if (query.kind == Kind::none_of) found.invert();
  return found;
}

Result<std::optional<RowSet>> few_documents_matching(const Db& db, const Query& query, const Extent& extent,
                                                     std::uint64_t most) {
  if (query.kind != Kind::filter || query.field == Field::date || query.field == Field::type ||
      query.field == Field::language || query.field == Field::place)
    return std::optional<RowSet>();
  return fulfilling(db, query, most, extent);
}

}  // namespace clew::store
