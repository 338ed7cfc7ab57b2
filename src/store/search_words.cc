#include "store/search_words.h"

#include <sqlite3.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <map>
#include <utility>

#include "store/case.h"

namespace clew::store {
namespace {

using Kind = Query::Kind;

bool is_leaf(const Query& query) { return query.kind == Kind::phrase || query.kind == Kind::near; }

/// The parts of an all_of: those that must be there, then those that must not.
std::vector<const Query*> ordered_parts(const Query& query) {
  std::vector<const Query*> parts;
  for (const Query& part : query.parts)
    if (part.kind != Kind::none_of) parts.push_back(&part);
  for (const Query& part : query.parts)
    if (part.kind == Kind::none_of) parts.push_back(&part);
  return parts;
}

void collect_leaves(const Query& query, std::vector<const Query*>& to) {
  if (is_leaf(query))
    to.push_back(&query);
  else
    for (const Query* part : ordered_parts(query)) collect_leaves(*part, to);
}

constexpr std::uint64_t kUnknown = std::numeric_limits<std::uint64_t>::max();

// --- The function clew_counts(words), for use in SELECT ... FROM words WHERE words MATCH ...: a blob of how
// many rows and words the index has, how many words this row has, and how often each phrase stands in it.
constexpr std::size_t kHead = 2 * sizeof(double) + sizeof(std::uint32_t);

void count_phrases(const Fts5ExtensionApi* api, Fts5Context* row, sqlite3_context* result, int,
                   sqlite3_value**) {
  sqlite3_int64 rows = 0, words = 0;
  int size = 0;
  int status = api->xRowCount(row, &rows);
  if (status == SQLITE_OK) status = api->xColumnTotalSize(row, 0, &words);
  if (status == SQLITE_OK) status = api->xColumnSize(row, 0, &size);
  const int phrases = api->xPhraseCount(row);
  std::vector<std::uint32_t> counts(static_cast<std::size_t>(phrases));
  for (int i = 0; i < phrases && status == SQLITE_OK; ++i) {
    Fts5PhraseIter at;
    int column = 0, offset = 0;
    status = api->xPhraseFirst(row, i, &at, &column, &offset);
    for (; status == SQLITE_OK && column >= 0; api->xPhraseNext(row, &at, &column, &offset))
      ++counts[static_cast<std::size_t>(i)];
  }
  if (status != SQLITE_OK) {
    sqlite3_result_error_code(result, status);
    return;
  }
  std::string blob(kHead + counts.size() * sizeof(std::uint32_t), '\0');
  const double totals[2] = {static_cast<double>(rows), static_cast<double>(words)};
  const auto length = static_cast<std::uint32_t>(size);
  std::memcpy(blob.data(), totals, sizeof totals);
  std::memcpy(blob.data() + sizeof totals, &length, sizeof length);
  std::memcpy(blob.data() + kHead, counts.data(), counts.size() * sizeof(std::uint32_t));
  sqlite3_result_blob64(result, blob.data(), blob.size(), SQLITE_TRANSIENT);
}

constexpr std::string_view kCountAll =
    "SELECT rowid, clew_counts(words) FROM words WHERE words MATCH ?1 AND rowid >= ?2 AND rowid < ?3";

Result<void> define_count_phrases(const Db& db) {
  if (db.prepare(kCountAll)) return {};  // this connection knows it already
  sqlite3_stmt* ask = nullptr;
  fts5_api* api = nullptr;
  if (sqlite3_prepare_v2(db.handle(), "SELECT fts5(?1)", -1, &ask, nullptr) == SQLITE_OK) {
    sqlite3_bind_pointer(ask, 1, &api, "fts5_api_ptr", nullptr);
    sqlite3_step(ask);
  }
  sqlite3_finalize(ask);
  if (api == nullptr ||
      api->xCreateFunction(api, "clew_counts", nullptr, count_phrases, nullptr) != SQLITE_OK)
    return Error{Code::unsupported, "this SQLite has no full-text search (FTS5)", {}, {}};
  return {};
}

TextCounts read_counts(const Statement& row, IndexTotals& totals) {
  const std::string_view blob = row.text(1);
  TextCounts found;
  found.text = row.integer(0);
  if (blob.size() < kHead) return found;
  std::memcpy(&totals.rows, blob.data(), sizeof(double));
  std::memcpy(&totals.words, blob.data() + sizeof(double), sizeof(double));
  std::memcpy(&found.words, blob.data() + 2 * sizeof(double), sizeof found.words);
  found.counts.resize((blob.size() - kHead) / sizeof(std::uint32_t));
  std::memcpy(found.counts.data(), blob.data() + kHead, found.counts.size() * sizeof(std::uint32_t));
  return found;
}

// --- Long texts: each leaf is asked for by itself, its chunks are gathered by text.
struct LongText {
  std::vector<bool> leaves;
  std::vector<std::uint32_t> counts;  // by phrase
  std::uint64_t words = 0, chunks = 0;
};

bool holds(const Query& query, const LongText& text, std::size_t& leaf) {
  if (is_leaf(query)) return text.leaves[leaf++];
  bool all = true, any = false;
  for (const Query* part : ordered_parts(query)) {
    const bool is = holds(*part, text, leaf);  // always walked, so that the numbers of leaves stay in step
    all = all && is;
    any = any || is;
  }
  switch (query.kind) {
    case Kind::all_of:
      return all;
    case Kind::any_of:
      return any;
    default:
      return !any;
  }
}

Result<std::int64_t> text_of_chunk(Statement& find, std::int64_t chunk) {
  find.bind(1, chunk);
  if (!TRY(find.step())) return Error{Code::corrupt, "the index knows a chunk that the case lacks", {}, {}};
  const std::int64_t text = find.integer(0);
  find.reset();
  return text;
}

Result<std::vector<TextCounts>> match_long_texts(const Db& db, const Query& query, IndexTotals& totals) {
  std::vector<TextCounts> found;
  if (!TRY(db.number("SELECT 1 FROM chunks LIMIT 1"))) return found;
  TRY(define_count_phrases(db));
  const std::vector<const Query*> leaves = leaves_of(query);
  const std::size_t phrases = phrases_of(query).size();
  std::map<std::int64_t, LongText> texts;
  Statement match = TRY(db.prepare(kCountAll));
  Statement find = TRY(db.prepare("SELECT text FROM chunks WHERE id = ?"));
  std::size_t first_phrase = 0;
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    const std::string expression = text_expression(*leaves[i]);
    match.bind(1, expression).bind(2, kFirstChunk).bind(3, std::int64_t{1} << 62);
    while (TRY(match.step())) {
      const TextCounts row = read_counts(match, totals);
      LongText& text = texts[TRY(text_of_chunk(find, row.text))];
      text.leaves.resize(leaves.size());
      text.counts.resize(phrases);
      text.leaves[i] = true;
      text.words += row.words, ++text.chunks;
      for (std::size_t p = 0; p < row.counts.size(); ++p) text.counts[first_phrase + p] += row.counts[p];
    }
    first_phrase += leaves[i]->phrases.size();
  }
  Statement size = TRY(db.prepare("SELECT last_chunk - first_chunk + 1 FROM texts WHERE id = ?"));
  for (auto& [row, text] : texts) {
    std::size_t leaf = 0;
    if (!holds(query, text, leaf)) continue;
    size.bind(1, row);
    const std::int64_t chunks = TRY(size.step()) ? std::max<std::int64_t>(1, size.integer(0)) : 1;
    size.reset();
    // Chunks without a match were not looked at: they are taken to be as long as those with one.
    const std::uint64_t words = text.words / text.chunks * static_cast<std::uint64_t>(chunks);
    found.push_back(
        {row, static_cast<std::uint32_t>(std::min<std::uint64_t>(words, ~0U)), std::move(text.counts)});
  }
  return found;
}

constexpr std::string_view kMatchAll = "SELECT rowid FROM words WHERE words MATCH ?1 AND rowid < ?2";

// In how many rows a phrase stands; judged by the first ones where there are very many.
Result<double> count_rows(const Db& db, const Phrase& phrase, double rows) {
  constexpr std::uint64_t kEnough = 20'000;
  const std::string expression = phrase_expression(phrase);
  Statement match = TRY(db.prepare(kMatchAll));
  match.bind(1, expression).bind(2, std::int64_t{1} << 62);
  std::uint64_t count = 0;
  while (TRY(match.step()))
    if (++count == kEnough) {
      const auto seen = static_cast<double>(match.integer(0));
      return seen >= static_cast<double>(kFirstChunk)
                 ? static_cast<double>(count)
                 : std::min(rows, static_cast<double>(count) * rows / seen);
    }
  return static_cast<double>(count);
}

/// Up to `most` rows of short texts that hold a word; one more when there are more.
Result<std::uint64_t> count_word(Statement& match, const std::string& word, std::uint64_t most) {
  const std::string expression = phrase_expression({.words = {word}});
  match.bind(1, expression).bind(2, kFirstChunk);
  std::uint64_t count = 0;
  while (count <= most && TRY(match.step())) ++count;
  match.reset();
  return count;
}

Result<std::uint64_t> bound(Statement& match, const Query& query, std::uint64_t most) {
  std::uint64_t found = query.kind == Kind::any_of ? 0 : kUnknown;
  if (is_leaf(query)) {
    for (const Phrase& phrase : query.phrases)
      for (std::size_t i = 0; i + (phrase.prefix ? 1 : 0) < phrase.words.size() && found != 0; ++i)
        found = std::min(found, TRY(count_word(match, phrase.words[i], std::min(most, found))));
    return found;
  }
  for (const Query& part : query.parts) {
    if (part.kind == Kind::none_of) continue;
    if (query.kind == Kind::all_of) {
      found = std::min(found, TRY(bound(match, part, std::min(most, found))));
    } else {
      const std::uint64_t more = TRY(bound(match, part, most - found));
      if (more > most - found) return kUnknown;
      found += more;
    }
  }
  return found;
}

// FTS5's record of averages: how many rows there are, how many words they have; as SQLite's varints.
Result<IndexTotals> read_totals(const Db& db) {
  Statement record = TRY(db.prepare("SELECT block FROM words_data WHERE id = 1"));
  IndexTotals totals;
  if (!TRY(record.step())) return totals;
  const std::string_view bytes = record.text(0);
  std::size_t at = 0;
  const auto number = [&] {
    std::uint64_t value = 0;
    for (int i = 0; i < 9 && at < bytes.size(); ++i) {
      const auto byte = static_cast<unsigned char>(bytes[at++]);
      if (i == 8) return value << 8 | byte;
      value = value << 7 | (byte & 0x7F);
      if (byte < 0x80) break;
    }
    return value;
  };
  totals.rows = static_cast<double>(number());
  totals.words = static_cast<double>(number());
  return totals;
}

}  // namespace

bool is_text_query(const Query& query) {
  switch (query.kind) {
    case Kind::phrase:
    case Kind::near:
      return true;
    case Kind::any_of:
      return !query.parts.empty() && std::all_of(query.parts.begin(), query.parts.end(), is_text_query);
    case Kind::all_of: {
      bool any = false;
      for (const Query& part : query.parts) {
        const bool negated = part.kind == Kind::none_of;
        any = any || !negated;
        if (!(negated ? std::all_of(part.parts.begin(), part.parts.end(), is_text_query)
                      : is_text_query(part)))
          return false;
      }
      return any;
    }
    default:
      return false;
  }
}

std::string phrase_expression(const Phrase& phrase) {
  std::string out = "\"";
  for (std::size_t i = 0; i < phrase.words.size(); ++i) {
    if (i > 0) out += ' ';
    for (const char c : phrase.words[i]) out += c == '"' ? "\"\"" : std::string(1, c);
  }
  out += phrase.prefix ? "\" *" : "\"";
  return out;
}

std::string text_expression(const Query& query) {
  if (query.kind == Kind::phrase) return phrase_expression(query.phrases[0]);
  std::string out;
  if (query.kind == Kind::near) {
    out = "NEAR(";
    for (const Phrase& phrase : query.phrases) out += phrase_expression(phrase) + " ";
    return out + ", " + std::to_string(query.distance) + ")";
  }
  const std::string_view joint = query.kind == Kind::all_of ? " AND " : " OR ";
  std::string none;
  for (const Query* part : ordered_parts(query)) {
    if (part->kind == Kind::none_of && query.kind == Kind::all_of) {
      for (const Query& inner : part->parts) none += (none.empty() ? "" : " OR ") + text_expression(inner);
      continue;
    }
    if (!out.empty()) out += joint;
    out += text_expression(*part);
  }
  return none.empty() ? "(" + out + ")" : "((" + out + ") NOT (" + none + "))";
}

std::vector<const Query*> leaves_of(const Query& query) {
  std::vector<const Query*> leaves;
  collect_leaves(query, leaves);
  return leaves;
}

std::vector<const Phrase*> phrases_of(const Query& query) {
  std::vector<const Phrase*> phrases;
  for (const Query* leaf : leaves_of(query))
    for (const Phrase& phrase : leaf->phrases) phrases.push_back(&phrase);
  return phrases;
}

bool has_prefix(const Query& query) {
  return std::any_of(query.phrases.begin(), query.phrases.end(), [](const Phrase& p) { return p.prefix; }) ||
         std::any_of(query.parts.begin(), query.parts.end(), has_prefix);
}

Result<std::uint64_t> most_that_can_match(const Db& db, const Query& query, std::uint64_t most) {
  Statement match = TRY(db.prepare(kMatchAll));
  return bound(match, query, most);
}

Result<TextMatches> TextMatches::open(const Db& db, const Query& query, std::int64_t last_text) {
  TextMatches matches(TRY(db.prepare(kMatchAll)), text_expression(query), last_text, has_prefix(query));
  IndexTotals totals;
  for (const TextCounts& text : TRY(match_long_texts(db, query, totals))) {
    matches.found_.add(text.text);
    ++matches.count_;
  }
  return matches;
}

Result<void> TextMatches::look_up(std::uint64_t most) {
  if (complete_) return {};
  if (!std::exchange(started_, true)) all_.bind(1, *expression_).bind(2, kFirstChunk);
  while (prefix_ || count_ < most) {
    if (!TRY(all_.step())) {
      complete_ = true;
      break;
    }
    last_seen_ = all_.integer(0);
    found_.add(last_seen_);
    ++count_;
  }
  return {};
}

std::uint64_t TextMatches::estimate() const {
  if (complete_ || last_seen_ <= 0) return count_;
  return static_cast<std::uint64_t>(static_cast<double>(count_) * static_cast<double>(last_text_) /
                                    static_cast<double>(last_seen_));
}

Result<Ranker> Ranker::open(const Db& db, const Query& query) {
  Ranker ranker(db, query);
  ranker.totals_ = TRY(read_totals(db));
  return ranker;
}

Result<std::optional<std::vector<TextCounts>>> Ranker::count_all(std::uint64_t most) {
  TRY(define_count_phrases(*db_));
  IndexTotals totals;
  std::vector<TextCounts> found = TRY(match_long_texts(*db_, *query_, totals));
  const std::string expression = text_expression(*query_);
  Statement match = TRY(db_->prepare(kCountAll));
  match.bind(1, expression).bind(2, std::int64_t{0}).bind(3, kFirstChunk);
  for (std::uint64_t n = 0; TRY(match.step()); ++n) {
    if (n == most) return std::optional<std::vector<TextCounts>>();
    found.push_back(read_counts(match, totals));
  }
  return std::optional(std::move(found));
}

Result<void> Ranker::weigh() {
  const double rows = std::max(1.0, totals_.rows);
  const auto phrases = phrases_of(*query_);
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    const double with = i < assumed_rows_.size() ? std::min(assumed_rows_[i], rows)
                                                 : TRY(count_rows(*db_, *phrases[i], rows));
    // A phrase in more than half of the texts tells nothing; its weight must not turn negative.
    weights_.push_back(std::max(1e-6, std::log((rows - with + 0.5) / (with + 0.5))));
  }
  return {};
}

Result<double> Ranker::score(const TextCounts& text) {
  if (weights_.empty()) TRY(weigh());
  constexpr double kSaturation = 1.2, kLengthWeight = 0.75;
  const double average = totals_.words / std::max(1.0, totals_.rows);
  const double length = average > 0 ? text.words / average : 1;
  double score = 0;
  for (std::size_t i = 0; i < text.counts.size() && i < weights_.size(); ++i) {
    const double n = text.counts[i];
    score += weights_[i] * n * (kSaturation + 1) /
             (n + kSaturation * (1 - kLengthWeight + kLengthWeight * length));
  }
  return score;
}

}  // namespace clew::store
