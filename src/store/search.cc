// The plan of a search. Conditions that hold for the whole query are taken apart: words that FTS5 answers, a
// span of dates, properties of the document's own row, and the rest, each of which becomes a set. Then either
// the few candidates are looked at, or all documents are walked from the newest and asked, whichever promises
// to be cheaper; a walk that turns out long is changed into sets on the way.
#include "store/search.h"

#include <algorithm>
#include <limits>
#include <set>
#include <unordered_map>
#include <utility>

#include "store/case.h"
#include "store/search_filters.h"
#include "store/search_words.h"

namespace clew::store {
namespace {

using Kind = Query::Kind;

// What is dearer than these is done by sets. Measured on 500,000 letters: a look-up of a row costs about 1
// us, of a word in a text 20 to 70 us, reading matches 0.05 us each, and all texts' documents by index 30 ms.
constexpr std::uint64_t kFewCandidates = 500;
constexpr std::uint64_t kMatchesFirst = 100'000;
constexpr std::uint64_t kMostQuestions = 500;
constexpr std::uint64_t kMostLookups = 20'000;
// Above this share of the texts, ranking all matches would take too long.
constexpr std::uint64_t kAlwaysRanked = 10'000;
constexpr std::uint64_t kRankedShare = 50;  // one in so many
constexpr std::uint64_t kRankedNewest = 500;

struct RowCheck {
  Field field;
  std::string value;
  bool negated;
};

struct Plan {
  std::optional<Query> text;
  std::int64_t since = std::numeric_limits<std::int64_t>::min();
  std::int64_t until = std::numeric_limits<std::int64_t>::max();
  bool dated = false;
  std::vector<RowCheck> checks;
  std::vector<Query> sets;
};

bool is_row_check(const Query& query) {
  return query.kind == Kind::filter && (query.field == Field::type || query.field == Field::language);
}

Plan make_plan(const Query& query) {
  Plan plan;
  const std::vector<Query> parts = query.kind == Kind::all_of ? query.parts : std::vector<Query>{query};
  Query text{.kind = Kind::all_of};
  std::vector<Query> without;
  for (const Query& part : parts) {
    const bool negated = part.kind == Kind::none_of && part.parts.size() == 1;
    if (part.kind == Kind::everything) continue;
    if (part.kind == Kind::filter && part.field == Field::date) {
      plan.since = std::max(plan.since, part.since.value_or(plan.since));
      plan.until = std::min(plan.until, part.until.value_or(plan.until));
      plan.dated = true;
    } else if (is_row_check(part)) {
      plan.checks.push_back({part.field, part.value, false});
    } else if (negated && is_row_check(part.parts[0])) {
      plan.checks.push_back({part.parts[0].field, part.parts[0].value, true});
    } else if (is_text_query(part)) {
      text.parts.push_back(part);
    } else if (part.kind == Kind::none_of &&
               std::all_of(part.parts.begin(), part.parts.end(), is_text_query)) {
      without.push_back(part);
    } else {
      plan.sets.push_back(part);
    }
  }
  if (text.parts.empty()) {
    plan.sets.insert(plan.sets.end(), without.begin(), without.end());
  } else {
    text.parts.insert(text.parts.end(), without.begin(), without.end());
    plan.text = text.parts.size() == 1 ? text.parts[0] : text;
  }
  return plan;
}

struct Row {
  std::int64_t id = 0, text = 0;
  std::optional<std::int64_t> date;
  double score = 0;
};

/// Newest first, those without a date last; among equals as the index by date has them, later ones first.
bool newer(const Row& a, const Row& b) {
  if (a.date != b.date) return a.date && (!b.date || *a.date > *b.date);
  if (a.text != b.text) return a.text > b.text;
  return a.id > b.id;
}

class Search {
 public:
  static Result<Search> open(const Db& db, const Query& query) {
    Search search(db, make_plan(query));
    search.extent_ = TRY(extent_of(db));
    for (const Query& part : search.plan_.sets)
      search.narrow(TRY(documents_matching(db, part, search.extent_)));
    search.row_ = TRY(db.prepare("SELECT text, date FROM documents WHERE id = ?"));
    search.properties_ = TRY(db.prepare("SELECT type, language FROM documents WHERE id = ?"));
    return search;
  }

  /// The newest matches, at most `limit`.
  Result<std::vector<Row>> newest(std::uint64_t limit) {
    if (plan_.text && !matches_) matches_ = TRY(TextMatches::open(*db_, *plan_.text, extent_.last_text));
    if (matches_) TRY(matches_->look_up(kMatchesFirst));
    std::vector<Row> found;
    if (const auto few = TRY(few_candidates(limit))) {
      for (const std::int64_t id : *few)
        if (auto row = TRY(accept(id))) found.push_back(*row);
      std::sort(found.begin(), found.end(), newer);
      if (found.size() > limit) found.resize(limit);
      return found;
    }
    TRY(walk([&](const Row& row) -> Result<bool> {
      found.push_back(row);
      return found.size() < limit;
    }));
    return found;
  }

  /// All matches, newest first.
  Result<void> each_newest(const std::function<Result<bool>(const Row&)>& give) {
    if (plan_.text) matches_ = TRY(TextMatches::open(*db_, *plan_.text, extent_.last_text));
    TRY(settle());
    return walk(give);
  }

  Result<SearchNotes> ranked(std::uint64_t limit, const std::function<Result<bool>(const Row&)>& give) {
    SearchNotes notes;
    Ranker ranker = TRY(Ranker::open(*db_, *plan_.text));
    matches_ = TRY(TextMatches::open(*db_, *plan_.text, extent_.last_text));
    const bool all = limit == std::numeric_limits<std::uint64_t>::max();
    const std::uint64_t most =
        std::max(kAlwaysRanked, static_cast<std::uint64_t>(extent_.last_text) / kRankedShare);
    TRY(matches_->look_up(all ? limit : most + 1));
    if (all || matches_->count() <= most) {
      ranker.assume_rows(matches_->count());
      TRY(rank_all(ranker, TRY(ranker.count_all()), limit, give));
      return notes;
    }
    const std::uint64_t wanted = std::max(kRankedNewest, limit);
    std::vector<Row> rows = TRY(newest(wanted));
    ranker.assume_rows(matches_->estimate());
    if (rows.size() >= wanted) {
      notes.ranked_newest = rows.size();
      if (!set_ && plan_.checks.empty() && !plan_.dated) notes.about = matches_->estimate();
    }
    TRY(rank_some(ranker, rows));
    sort_by_rank(rows);
    if (rows.size() > limit) rows.resize(limit);
    for (const Row& row : rows)
      if (!TRY(give(row))) break;
    return notes;
  }

  bool has_words() const { return plan_.text.has_value(); }

 private:
  Search(const Db& db, Plan plan) : db_(&db), plan_(std::move(plan)) {}

  void narrow(RowSet set) {
    if (set_)
      set_->keep(set);
    else
      set_ = std::move(set);
  }

  static void sort_by_rank(std::vector<Row>& rows) {
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
      if (a.score != b.score) return a.score > b.score;
      if (a.date != b.date) return a.date && (!b.date || *a.date > *b.date);
      return a.id < b.id;
    });
  }

  /// The candidates, in any order, when they are so few that looking at each is cheaper than a walk.
  Result<std::optional<std::vector<std::int64_t>>> few_candidates(std::uint64_t limit) {
    const std::uint64_t in_set = set_ ? set_->count() : std::numeric_limits<std::uint64_t>::max();
    std::uint64_t in_texts = std::numeric_limits<std::uint64_t>::max();
    if (matches_ && matches_->complete()) in_texts = matches_->count();
    const std::uint64_t n = std::min(in_set, in_texts);
    // A walk looks at limit * documents / n rows if the matches lie evenly, each 30 times as fast as a
    // candidate.
    const bool cheaper =
        n <= kFewCandidates ||
        (n <= 10'000 && n * n < limit * (static_cast<std::uint64_t>(extent_.last_document) / 30));
    if (!cheaper) return std::optional<std::vector<std::int64_t>>();
    if (in_set <= in_texts) {
      if (matches_ && !matches_->complete() && in_set > kMostQuestions) TRY(matches_->look_up_all());
      return std::optional(set_->rows());
    }
    return std::optional(TRY(documents_of_texts(*db_, matches_->found(), in_texts, extent_)).rows());
  }

  /// The document's row if all conditions hold.
  Result<std::optional<Row>> accept(std::int64_t id) {
    row_->bind(1, id);
    if (!TRY(row_->step())) return std::optional<Row>();
    const Row row{id, row_->integer(0), row_->integer_or_null(1), 0};
    row_->reset();
    const bool in_time = !plan_.dated || (row.date && *row.date >= plan_.since && *row.date < plan_.until);
    return in_time && TRY(holds(row)) ? std::optional(row) : std::nullopt;
  }

  /// All conditions but those of the date.
  Result<bool> holds(const Row& row) {
    if (set_ && !set_->has(row.id)) return false;
    if (settled_) return true;
    if (matches_ && (row.text == 0 || !TRY(matches_->has(row.text)))) return false;
    if (plan_.checks.empty()) return true;
    ++lookups_;
    properties_->bind(1, row.id);
    if (!TRY(properties_->step())) return false;
    bool is = true;
    for (const RowCheck& check : plan_.checks)
      is = is && (properties_->text(check.field == Field::type ? 0 : 1) == check.value) != check.negated;
    properties_->reset();
    return is;
  }

  /// From here on the set alone decides.
  Result<void> settle() {
    if (matches_) {
      TRY(matches_->look_up_all());
      narrow(TRY(documents_of_texts(*db_, matches_->found(), matches_->count(), extent_)));
    }
    for (const RowCheck& check : plan_.checks) {
      Query query{.kind = Kind::filter};
      query.field = check.field, query.value = check.value;
      RowSet set = TRY(documents_matching(*db_, query, extent_));
      if (check.negated) set.invert();
      narrow(std::move(set));
    }
    settled_ = true;
    return {};
  }

  /// From the newest document to the oldest, then those without a date.
  Result<void> walk(const std::function<Result<bool>(const Row&)>& give) {
    Statement by_date =
        TRY(db_->prepare("SELECT id, text, date FROM documents WHERE date >= ? AND date < ?"
                         " ORDER BY date DESC, text DESC, id DESC"));
    by_date.bind(1, plan_.since).bind(2, plan_.until);
    Statement undated = TRY(
        db_->prepare("SELECT id, text, date FROM documents WHERE date IS NULL ORDER BY text DESC, id DESC"));
    for (Statement* statement : {&by_date, &undated}) {
      if (statement == &undated && plan_.dated) break;
      while (TRY(statement->step())) {
        const Row row{statement->integer(0), statement->integer(1), statement->integer_or_null(2), 0};
        if (TRY(holds(row)) && !TRY(give(row))) return {};
        if (matches_ && matches_->questions() > kMostQuestions) TRY(matches_->look_up_all());
        if (lookups_ > kMostLookups && !settled_) TRY(settle());
      }
    }
    return {};
  }

  Result<void> rank_some(Ranker& ranker, std::vector<Row>& rows) {
    std::vector<std::int64_t> texts;
    for (const Row& row : rows) texts.push_back(row.text);
    std::sort(texts.begin(), texts.end());
    texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
    std::unordered_map<std::int64_t, double> scores;
    for (const TextCounts& counts : TRY(ranker.count_some(std::move(texts))))
      scores[counts.text] = TRY(ranker.score(counts));
    for (Row& row : rows) row.score = scores[row.text];
    return {};
  }

  Result<void> rank_all(Ranker& ranker, const std::vector<TextCounts>& counted, std::uint64_t limit,
                        const std::function<Result<bool>(const Row&)>& give) {
    struct Scored {
      double score;
      std::int64_t text;
    };
    std::vector<Scored> texts;
    texts.reserve(counted.size());
    for (const TextCounts& text : counted) texts.push_back({TRY(ranker.score(text)), text.text});
    std::sort(texts.begin(), texts.end(), [](const Scored& a, const Scored& b) {
      return a.score != b.score ? a.score > b.score : a.text < b.text;
    });
    Statement find = TRY(db_->prepare("SELECT id FROM documents WHERE text = ?"));
    std::uint64_t given = 0;
    std::vector<Row> equals;
    for (std::size_t i = 0; i < texts.size() && given < limit; ++i) {
      find.bind(1, texts[i].text);
      while (TRY(find.step()))
        if (auto row = TRY(accept(find.integer(0)))) {
          row->score = texts[i].score;
          equals.push_back(*row);
        }
      if (i + 1 < texts.size() && texts[i + 1].score == texts[i].score) continue;
      sort_by_rank(equals);
      for (const Row& row : equals)
        if (given++ < limit && !TRY(give(row))) return {};
      equals.clear();
    }
    return {};
  }

  const Db* db_;
  Plan plan_;
  Extent extent_;
  std::optional<RowSet> set_;
  std::optional<TextMatches> matches_;
  std::optional<Statement> row_, properties_;
  std::uint64_t lookups_ = 0;
  bool settled_ = false;
};

bool has_filter(const Query& query) {
  return query.kind == Kind::filter || std::any_of(query.parts.begin(), query.parts.end(), has_filter);
}

}  // namespace

Result<SearchNotes> find_documents(const Db& db, const Query& query, const SearchOptions& options,
                                   const std::function<Result<bool>(const Found&)>& give) {
  if (options.limit == 0) return SearchNotes{};
  const auto pass_on = [&](const Row& row) { return give({row.id, row.text, row.score}); };
  Search search = TRY(Search::open(db, query));
  if (options.by_rank && search.has_words())
    return search.ranked(options.limit.value_or(std::numeric_limits<std::uint64_t>::max()), pass_on);
  if (!options.limit) {
    TRY(search.each_newest(pass_on));
    return SearchNotes{};
  }
  for (const Row& row : TRY(search.newest(*options.limit)))
    if (!TRY(pass_on(row))) break;
  return SearchNotes{};
}

Result<std::optional<std::uint64_t>> count_in_subject_alone(const Db& db, const Query& query) {
  using Answer = std::optional<std::uint64_t>;
  constexpr std::uint64_t kMost = 200;
  if (has_filter(query) || !is_text_query(query)) return Answer();
  const std::string expression = text_expression(query);
  Statement subject = TRY(db.prepare("SELECT rowid FROM subject_words WHERE subject_words MATCH ?"));
  subject.bind(1, expression);
  std::vector<std::int64_t> documents;
  while (TRY(subject.step())) {
    documents.push_back(subject.integer(0));
    if (documents.size() > kMost) return Answer();
  }
  if (documents.empty()) return Answer(0);
  Statement text = TRY(db.prepare("SELECT text FROM documents WHERE id = ?"));
  TextMatches matches = TRY(TextMatches::open(db, query, TRY(extent_of(db)).last_text));
  // Where no single word can be read through at once, a few questions are all that this note is worth.
  if (query.kind == Kind::phrase && query.phrases[0].words.size() == 1 && !has_prefix(query))
    TRY(matches.look_up(kMatchesFirst));
  else if (has_prefix(query) || documents.size() > kMost / 4)
    return Answer();
  std::uint64_t alone = 0;
  for (const std::int64_t document : documents) {
    text.bind(1, document);
    const std::int64_t row = TRY(text.step()) ? text.integer(0) : 0;
    text.reset();
    if (row == 0 || !TRY(matches.has(row))) ++alone;
  }
  return Answer(alone);
}

Result<std::vector<MatchingPiece>> matching_pieces(const Db& db, const Query& query, std::int64_t text_row,
                                                   std::size_t most) {
  std::vector<MatchingPiece> found;
  Statement text =
      TRY(db.prepare("SELECT first_chunk, last_chunk FROM texts WHERE id = ? AND content IS NULL"));
  text.bind(1, text_row);
  if (!TRY(text.step())) return found;
  std::vector<const Query*> terms;
  const std::function<void(const Query&)> collect = [&](const Query& part) {
    if (part.kind == Kind::phrase || part.kind == Kind::near) terms.push_back(&part);
    if (part.kind == Kind::all_of || part.kind == Kind::any_of)
      for (const Query& inner : part.parts) collect(inner);
  };
  collect(query);
  Statement match =
      TRY(db.prepare("SELECT rowid FROM words WHERE words MATCH ? AND rowid >= ? AND rowid <= ? LIMIT ?"));
  std::vector<std::vector<std::int64_t>> of_term;
  for (const Query* term : terms) {
    const std::string expression = text_expression(*term);
    match.bind(1, expression).bind(2, text.integer(0)).bind(3, text.integer(1));
    match.bind(4, static_cast<std::int64_t>(most));
    of_term.emplace_back();
    while (TRY(match.step())) of_term.back().push_back(match.integer(0));
  }
  // The first part for each term, then the second for each, ...
  std::set<std::int64_t> chosen;
  for (std::size_t i = 0; i < most; ++i)
    for (const auto& rows : of_term)
      if (i < rows.size() && chosen.size() < most) chosen.insert(rows[i]);
  Statement chunk =
      TRY(db.prepare("SELECT start, content FROM chunks WHERE id >= ? AND text = ? ORDER BY id LIMIT 2"));
  for (const std::int64_t row : chosen) {
    chunk.bind(1, row).bind(2, text_row);
    MatchingPiece piece;
    if (TRY(chunk.step())) {
      piece.start = static_cast<std::uint64_t>(chunk.integer(0));
      piece.content = chunk.string(1);
      if (TRY(chunk.step())) piece.content += chunk.text(1);
      found.push_back(std::move(piece));
    }
    chunk.reset();
  }
  return found;
}

}  // namespace clew::store
