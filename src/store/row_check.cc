#include "store/row_check.h"

#include <algorithm>
#include <utility>

#include "store/case.h"
#include "store/search_words.h"

namespace clew::store {
namespace {

using Kind = Query::Kind;

/// A text of more parts than these is not read to find a word; the index is asked.
constexpr std::int64_t kMostChunks = 16;
/// But its first parts are, for the beginning of a word: the index is slow with those that are common, and
/// they stand there.
constexpr std::int64_t kFirstChunks = 2;

Result<Statement*> ready(const Db& db, std::optional<Statement>& slot, std::string_view sql) {
  if (!slot) slot = TRY(db.prepare(sql));
  return &*slot;
}

void count_leaves(const WordScan& words, const Query& tree, std::vector<std::uint32_t>& counts) {
  for (const Query* leaf : leaves_of(tree)) words.count(*leaf, counts);
}

}  // namespace

Result<void> TextScan::read(std::int64_t text) {
  if (current_ == text) return {};
  current_.reset();
  words_.clear();
  asks_index_ = has_first_chunks_ = false;
  if (text != 0) {
    Statement& row =
        *TRY(ready(*db_, text_, "SELECT content, first_chunk, last_chunk FROM texts WHERE id = ?"));
    row.bind(1, text);
    if (TRY(row.step())) {
      if (!row.is_null(0)) {
        words_.add(row.text(0));
      } else {
        first_chunk_ = row.integer(1), last_chunk_ = row.integer(2);
        asks_index_ = last_chunk_ - first_chunk_ >= kMostChunks;
      }
      const bool is_long = row.is_null(0);
      row.reset();
      if (is_long && !asks_index_) TRY(read_chunks(text, last_chunk_));
    }
  }
  current_ = text;
  return {};
}

Result<void> TextScan::read_chunks(std::int64_t text, std::int64_t last) {
  Statement& chunk = *TRY(
      ready(*db_, chunks_, "SELECT content FROM chunks WHERE id BETWEEN ? AND ? AND text = ? ORDER BY id"));
  chunk.bind(1, first_chunk_).bind(2, last).bind(3, text);
  while (TRY(chunk.step())) words_.add(chunk.text(0));
  return {};
}

Result<bool> TextScan::holds(const Query& leaf) {
  if (!asks_index_) return words_.holds(leaf);
  if (has_prefix(leaf)) {
    if (!std::exchange(has_first_chunks_, true)) TRY(read_chunks(*current_, first_chunk_ + kFirstChunks - 1));
    if (words_.holds(leaf)) return true;
  }
  Statement& ask =
      *TRY(ready(*db_, ask_, "SELECT 1 FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ? LIMIT 1"));
  const std::string expression = text_expression(leaf);
  ask.bind(1, expression).bind(2, first_chunk_).bind(3, last_chunk_);
  const bool is = TRY(ask.step());
  ask.reset();
  return is;
}

Result<bool> TextScan::fulfils(const Query& tree) {
  if (!asks_index_) return words_.fulfils(tree);
  if (tree.kind == Kind::phrase || tree.kind == Kind::near) return holds(tree);
  for (const Query& part : tree.parts)
    if (TRY(fulfils(part)) != (tree.kind == Kind::all_of)) return tree.kind == Kind::any_of;
  return tree.kind != Kind::any_of;
}

std::optional<std::vector<std::uint32_t>> TextScan::counts(const Query& tree) const {
  if (asks_index_) return std::nullopt;
  std::vector<std::uint32_t> found;
  count_leaves(words_, tree, found);
  return found;
}

int cost_of(const Query& query) {
  switch (query.kind) {
    case Kind::everything:
      return 0;
    case Kind::phrase:
    case Kind::near:
      return 10;
    case Kind::filter:
      switch (query.field) {
        case Field::date:
          return 0;
        case Field::type:
        case Field::language:
          return 1;
        case Field::person:
        case Field::org:
          return 11;
        case Field::place:
          return 4;
        default:
          return 2;
      }
    default: {
      int most = 0;
      for (const Query& part : query.parts) most = std::max(most, cost_of(part));
      return most;
    }
  }
}

Result<RowCheck> RowCheck::open(const Db& db, const Query& query) {
  RowCheck check(db);
  check.text_.expect(query);
  check.last_party_ = TRY(db.number("SELECT max(id) FROM parties")).value_or(0);
  if (check.last_party_ < 0 || check.last_party_ > std::int64_t{1} << 32)
    return Error{Code::corrupt, "impossible row numbers", {}, "run clew verify"};
  TRY(check.prepare(query));
  return check;
}

Result<void> RowCheck::prepare(const Query& query) {
  for (const Query& part : query.parts) TRY(prepare(part));
  if (query.kind != Kind::filter) return {};
  Prepared prepared;
  const auto add_parties = [&](const std::vector<std::int64_t>& parties) {
    prepared.parties = RowSet(last_party_);
    for (const std::int64_t party : parties) prepared.parties.add(party);
  };
  switch (query.field) {
    case Field::date:
    case Field::type:
    case Field::language:
      return {};
    case Field::subject:
      prepared.words = std::make_unique<Query>(Query{.kind = Kind::phrase, .phrases = query.phrases});
      prepared.subject.expect(*prepared.words);
      break;
    case Field::place:
      prepared.part = lower_ascii(query.value);
      break;
    case Field::person:
    case Field::org: {
      MeantEntity meant = TRY(entity_meant(*db_, query));
      add_parties(meant.parties);
      prepared.texts = std::move(meant.texts);
      prepared.words = std::make_unique<Query>(Query{.kind = Kind::any_of});
      for (Phrase& address : meant.addresses)
        prepared.words->parts.push_back({.kind = Kind::phrase, .phrases = {std::move(address)}});
      text_.expect(*prepared.words);
      break;
    }
    default:
      add_parties(TRY(parties_matching(*db_, query.phrases[0])));
  }
  prepared_[&query] = std::move(prepared);
  return {};
}

Result<bool> RowCheck::fulfils(const Query& part, const Candidate& row) {
  switch (part.kind) {
    case Kind::everything:
      return true;
    case Kind::phrase:
    case Kind::near:
      TRY(text_.read(row.text));
      return text_.holds(part);
    case Kind::filter:
      return passes(part, row);
    case Kind::all_of:
    case Kind::any_of:
    case Kind::none_of:
      for (const Query& inner : part.parts)
        if (TRY(fulfils(inner, row)) != (part.kind == Kind::all_of)) return part.kind == Kind::any_of;
      return part.kind != Kind::any_of;
  }
  return false;
}

Result<bool> RowCheck::passes(const Query& filter, const Candidate& row) {
  switch (filter.field) {
    case Field::date:
      return row.date && (!filter.since || *row.date >= *filter.since) &&
             (!filter.until || *row.date < *filter.until);
    case Field::type:
    case Field::language:
      return has_property(filter, row);
    case Field::subject:
      return has_subject(filter, row);
    case Field::place:
      return stands_at(filter, row);
    case Field::person:
    case Field::org:
      return speaks_of(filter, row);
    default:
      return has_party(filter, row);
  }
}

Result<bool> RowCheck::has_property(const Query& filter, const Candidate& row) {
  Statement& read =
      *TRY(ready(*db_, properties_, "SELECT type, language, subject FROM documents WHERE id = ?"));
  read.bind(1, row.id);
  const int column = filter.field == Field::type ? 0 : 1;
  const bool is = TRY(read.step()) && !read.is_null(column) && read.text(column) == filter.value;
  read.reset();
  return is;
}

Result<bool> RowCheck::has_subject(const Query& filter, const Candidate& row) {
  Statement& read =
      *TRY(ready(*db_, properties_, "SELECT type, language, subject FROM documents WHERE id = ?"));
  read.bind(1, row.id);
  Prepared& wanted = prepared_.at(&filter);
  wanted.subject.clear();
  if (TRY(read.step())) wanted.subject.add(read.text(2));
  read.reset();
  return wanted.subject.holds(*wanted.words);
}

Result<bool> RowCheck::has_party(const Query& filter, const Candidate& row) {
  const RowSet& parties = prepared_.at(&filter).parties;
  const int role = filter.field == Field::person || filter.field == Field::org ? 0 : role_of(filter.field);
  Statement& read =
      *TRY(ready(*db_, participants_, "SELECT role, party FROM participants WHERE document = ?"));
  read.bind(1, row.id);
  bool is = false;
  while (!is && TRY(read.step())) is = (role == 0 || read.integer(0) == role) && parties.has(read.integer(1));
  read.reset();
  return is;
}

Result<bool> RowCheck::stands_at(const Query& filter, const Candidate& row) {
  const std::string& part = prepared_.at(&filter).part;
  Statement& read = *TRY(ready(
      *db_, places_,
      "SELECT fo.path, fi.name, pl.member, s.dataset FROM places pl JOIN files fi ON fi.id = pl.file"
      " JOIN folders fo ON fo.id = fi.folder LEFT JOIN sources s ON s.id = fo.source WHERE pl.document = ?"));
  read.bind(1, row.id);
  bool is = false;
  while (!is && TRY(read.step())) is = is_at({read.text(0), read.text(1), read.text(2), read.text(3)}, part);
  read.reset();
  return is;
}

Result<bool> RowCheck::speaks_of(const Query& filter, const Candidate& row) {
  if (TRY(has_party(filter, row))) return true;
  const Prepared& wanted = prepared_.at(&filter);
  if (std::binary_search(wanted.texts.begin(), wanted.texts.end(), row.text)) return true;
  TRY(text_.read(row.text));
  return text_.fulfils(*wanted.words);
}

}  // namespace clew::store
