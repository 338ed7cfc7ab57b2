// The plan of a search. Conditions that hold for the whole query are taken apart: words that the index
// answers, a span of dates, and the rest. What is rare is found as a set. What is common is found by asking
// the newest documents one by one (store/row_check.h); a walk that turns out long is changed into sets on the
// way. All ways give the same documents; which one is taken is judged by counts, never by the clock.
#include "store/search.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <unordered_map>
#include <utility>

#include "store/case.h"
#include "store/index_scan.h"
#include "store/newest.h"
#include "store/row_check.h"
#include "store/search_filters.h"
#include "store/search_plan.h"
#include "store/search_words.h"

namespace clew::store {
namespace {

using Kind = Query::Kind;

// Microseconds, measured on 500,000 letters: a look-up of a row, reading a text for its words, a row of the
// walk by date, a document of the case for each set that is made of a condition.
constexpr double kLookUpCost = 2, kReadCost = 12, kRowCost = 0.3, kSetCost = 0.3;
/// What the index answers in this time is asked at once.
constexpr double kFastIndex = 3'000;
constexpr std::uint64_t kFewLetters = 5'000;
constexpr std::uint64_t kFewTexts = 10'000;
constexpr std::uint64_t kFirstLook = 256;
// Above this share of the texts, ranking all matches would take too long.
constexpr std::uint64_t kAlwaysRanked = 10'000;
constexpr std::uint64_t kRankedShare = 50;  // one in so many
constexpr std::uint64_t kRankedNewest = 500;
constexpr std::uint64_t kAll = std::numeric_limits<std::uint64_t>::max();

/// Newest first, those without a date last; among equals as the index by date has them, later ones first.
bool newer(const Candidate& a, const Candidate& b) {
  if (a.date != b.date) return a.date && (!b.date || *a.date > *b.date);
  if (a.text != b.text) return a.text > b.text;
  return a.id > b.id;
}

void sort_by_rank(std::vector<Candidate>& rows) {
  std::sort(rows.begin(), rows.end(), [](const Candidate& a, const Candidate& b) {
    if (a.score != b.score) return a.score > b.score;
    if (a.date != b.date) return a.date && (!b.date || *a.date > *b.date);
    return a.id < b.id;
  });
}

/// What the list of documents by date says itself.
bool is_coded(const Query& part) {
  return part.kind == Kind::filter && (part.field == Field::type || part.field == Field::language);
}

using Give = std::function<Result<bool>(const Candidate&)>;

class Search {
 public:
  static Result<std::unique_ptr<Search>> open(const Db& db, const Query& query) {
    std::unique_ptr<Search> search(new Search(db, make_plan(query)));
    // As long as this one is under way, all others read the same state and need not lock for themselves.
    search->snapshot_ = TRY(db.prepare("SELECT id FROM documents"));
    TRY(search->snapshot_->step());
    search->extent_ = TRY(extent_of(db));
    search->row_ = TRY(db.prepare("SELECT text, date FROM documents WHERE id = ?"));
    search->list_ = TRY(NewestList::open(db));
    for (const Query& part : search->plan_.others)
      (search->list_ && is_coded(part) ? search->coded_ : search->rest_).push_back(&part);
    if (const auto& text = search->plan_.text) {
      search->rest_.push_back(&*text);
      search->index_ = TRY(IndexScan::open(db, *text, search->extent_.last_text));
    }
    return search;
  }

  /// The newest matches, at most `limit`.
  Result<std::vector<Candidate>> newest(std::uint64_t limit) {
    TRY(find_rare());
    std::vector<Candidate> found;
    const auto keep = [&](const Candidate& row) -> Result<bool> {
      found.push_back(row);
      return found.size() < limit;
    };
    while (true) {
      found.clear();
      if (const auto few = TRY(few_candidates(limit))) {
        TRY(look_at(*few, keep));
        return found;
      }
      if (TRY(walk(limit, keep))) return found;
      TRY(settle());
    }
  }

  /// All matches, newest first.
  Result<void> each_newest(const Give& give) {
    TRY(settle());
    TRY(walk(kAll, give));
    return {};
  }

  Result<SearchNotes> ranked(std::uint64_t limit, const Give& give) {
    SearchNotes notes;
    TRY(settle_text());
    const Ranker ranker = TRY(Ranker::open(*db_, TRY(index_->rows_with_phrases())));
    const auto all_texts = static_cast<std::uint64_t>(extent_.last_text);
    if (limit == kAll || texts_count_ <= std::max(kAlwaysRanked, all_texts / kRankedShare)) {
      TRY(find_rare_others(limit));
      TRY(rank_all(ranker, TRY(index_->count(TRY(texts_to_rank()))), limit, give));
      return notes;
    }
    const std::uint64_t wanted = std::max(kRankedNewest, limit);
    std::vector<Candidate> rows = TRY(newest(wanted));
    if (rows.size() >= wanted) {
      notes.ranked_newest = rows.size();
      if (plan_.others.empty() && !plan_.dated) notes.about = texts_count_;
    }
    TRY(rank_some(ranker, rows));
    sort_by_rank(rows);
    if (rows.size() > limit) rows.resize(limit);
    for (const Candidate& row : rows)
      if (!TRY(give(row))) break;
    return notes;
  }

  bool has_words() const { return plan_.text.has_value(); }

 private:
  Search(const Db& db, Plan plan) : db_(&db), plan_(std::move(plan)), scan_(db) {
    if (plan_.text) scan_.expect(*plan_.text);
  }

  void narrow(RowSet set) {
    if (set_)
      set_->keep(set);
    else
      set_ = std::move(set);
  }
  void drop(const Query& part) { std::erase(rest_, &part); }

  // --- What is rare is found at once.

  Result<void> find_rare() {
    for (const Query& part : plan_.others)
      if (auto set = TRY(few_documents_matching(*db_, part, extent_, kFewLetters))) {
        narrow(std::move(*set));
        drop(part);
      }
    if (index_ && !texts_ && TRY(index_->cost()) <= kFastIndex) TRY(settle_text());
    return {};
  }

  /// From here on a set of texts decides about the words.
  Result<void> settle_text() {
    if (texts_) return {};
    texts_ = TRY(index_->texts());
    texts_count_ = texts_->count();
    drop(*plan_.text);
    return {};
  }

  /// The candidates, in any order, when they are so few that looking at each is cheaper than a walk.
  Result<std::optional<std::vector<std::int64_t>>> few_candidates(std::uint64_t limit) {
    const std::uint64_t in_set = set_ ? set_->count() : kAll;
    const std::uint64_t in_texts = texts_ ? texts_count_ : kAll;
    const std::uint64_t n = std::min(in_set, in_texts);
    // A walk looks at limit * documents / n rows if the matches lie evenly, each 10 times as fast as a
    // candidate.
    const bool cheaper =
        n <= kFewLetters / 10 || (!list_ && n <= kFewTexts &&
                                  n * n < limit * (static_cast<std::uint64_t>(extent_.last_document) / 10));
    if (!cheaper) return std::optional<std::vector<std::int64_t>>();
    if (in_set <= in_texts) return std::optional(set_->rows());
    return std::optional(TRY(documents_of_texts(*db_, *texts_, in_texts, extent_)).rows());
  }

  Result<void> look_at(const std::vector<std::int64_t>& candidates, const Give& give) {
    std::vector<Candidate> rows;
    for (const std::int64_t id : candidates)
      if (const auto row = TRY(load(id)); row && in_time(*row)) rows.push_back(*row);
    std::sort(rows.begin(), rows.end(), newer);
    for (const Candidate& row : rows)
      if (TRY(holds(row)) && !TRY(give(row))) break;
    return {};
  }

  Result<std::optional<Candidate>> load(std::int64_t id) {
    row_->bind(1, id);
    if (!TRY(row_->step())) return std::optional<Candidate>();
    const Candidate row{id, row_->integer(0), row_->integer_or_null(1), 0};
    row_->reset();
    return std::optional(row);
  }

  bool in_time(const Candidate& row) const {
    return !plan_.dated || (row.date && *row.date >= plan_.since && *row.date < plan_.until);
  }

  /// All conditions but those of the date.
  Result<bool> holds(const Candidate& row) {
    if (!coded_.empty() && coded_checks_.empty())
      for (const Query* part : coded_) coded_checks_.push_back({part, TRY(RowCheck::open(*db_, *part))});
    for (auto& [part, check] : coded_checks_)
      if (!TRY(check.fulfils(*part, row))) return false;
    return holds_rest(row);
  }
  /// But without what the list says.
  Result<bool> holds_rest(const Candidate& row) {
    if (set_ && !set_->has(row.id)) return false;
    if (texts_ && !texts_->has(row.text)) return false;
    if (rest_.empty()) return true;
    if (checks_.size() != rest_.size()) {
      checks_.clear();
      for (const Query* part : rest_) checks_.push_back({part, TRY(RowCheck::open(*db_, *part))});
    }
    for (auto& [part, check] : checks_)
      if (!TRY(check.fulfils(*part, row))) return false;
    return true;
  }

  /// From here on sets alone decide.
  Result<void> settle() {
    if (index_) TRY(settle_text());
    for (const Query* part : rest_) narrow(TRY(documents_matching(*db_, *part, extent_)));
    rest_.clear();
    checks_.clear();
    return {};
  }

  /// Microseconds that settle() would take, roughly, and that asking one document takes.
  Result<double> cost_of_settling() {
    double cost = 0;
    for (const Query* part : rest_) {
      if (part == (plan_.text ? &*plan_.text : nullptr))
        cost += TRY(index_->cost());
      else
        cost += kSetCost * static_cast<double>(extent_.last_document) +
                (cost_of(*part) < 10 ? 0 : 2 * kSetCost * static_cast<double>(extent_.last_text));
    }
    return cost;
  }
  double cost_of_asking() const {
    double cost = kRowCost;
    for (const Query* part : rest_) cost += cost_of(*part) >= 10 ? kReadCost : kLookUpCost;
    return cost;
  }

  /// From the newest document to the oldest, then those without a date. False: settling is the faster way,
  /// and the walk was broken off; never when nothing is left to be asked.
  Result<bool> walk(std::uint64_t limit, const Give& give) {
    asked_ = found_ = 0;
    look_ = kFirstLook;
    return list_ ? walk_list(limit, give) : walk_index(limit, give);
  }

  Result<bool> walk_index(std::uint64_t limit, const Give& give) {
    Statement by_date =
        TRY(db_->prepare("SELECT id, text, date FROM documents WHERE date >= ? AND date < ?"
                         " ORDER BY date DESC, text DESC, id DESC"));
    by_date.bind(1, plan_.since).bind(2, plan_.until);
    Statement undated = TRY(
        db_->prepare("SELECT id, text, date FROM documents WHERE date IS NULL ORDER BY text DESC, id DESC"));
    for (Statement* statement : {&by_date, &undated}) {
      if (statement == &undated && plan_.dated) break;
      while (TRY(statement->step())) {
        const Candidate row{statement->integer(0), statement->integer(1), statement->integer_or_null(2), 0};
        if (TRY(holds(row))) {
          ++found_;
          if (!TRY(give(row))) return true;
        }
        if (TRY(is_too_long(limit))) return false;
      }
    }
    return true;
  }

  /// The rows of the list that its own words, the span of dates and the sets allow. False ends it.
  Result<void> each_listed(const std::function<Result<bool>(const NewestList::Row&)>& give) {
    std::optional<std::uint8_t> language, type;
    for (const Query* part : coded_) {
      auto& wanted = part->field == Field::language ? language : type;
      const auto code =
          part->field == Field::language ? list_->language(part->value) : list_->type(part->value);
      if (!code || (wanted && *wanted != *code)) return {};  // nothing is
      wanted = code;
    }
    const std::uint64_t end = plan_.dated ? TRY(first_before(plan_.since)) : list_->size();
    for (std::uint64_t i = plan_.dated ? TRY(first_before(plan_.until)) : 0; i < end; ++i) {
      const NewestList::Row row = TRY(list_->at(i));
      if ((language && row.language != *language) || (type && row.type != *type)) continue;
      if ((set_ && !set_->has(row.document)) || (texts_ && !texts_->has(row.text))) continue;
      if (!TRY(give(row))) return {};
    }
    return {};
  }

  Result<bool> walk_list(std::uint64_t limit, const Give& give) {
    bool whole = true;
    TRY(each_listed([&](const NewestList::Row& listed) -> Result<bool> {
      const auto row = TRY(load(listed.document));
      if (row && TRY(holds_rest(*row))) {
        ++found_;
        if (!TRY(give(*row))) return false;
      }
      whole = !TRY(is_too_long(limit));
      return whole;
    }));
    return whole;
  }

  /// Where in the list the documents begin that are older than a date, or have none.
  Result<std::uint64_t> first_before(std::int64_t date) {
    std::uint64_t from = 0, to = list_->size();
    while (from < to) {
      const std::uint64_t middle = from + (to - from) / 2;
      const auto row = TRY(load(TRY(list_->at(middle)).document));
      if (row && row->date && *row->date >= date)
        from = middle + 1;
      else
        to = middle;
    }
    return from;
  }

  /// Judged whenever twice as many documents were asked as the last time.
  Result<bool> is_too_long(std::uint64_t limit) {
    if (rest_.empty() || ++asked_ < look_) return false;
    look_ *= 2;
    const double share = (static_cast<double>(found_) + 0.5) / static_cast<double>(asked_);
    const double left = static_cast<double>(limit - found_) / share * cost_of_asking();
    return left > TRY(cost_of_settling());
  }

  // --- Rank.

  /// Of the text that was read last. One that is too long to be read counts each phrase once.
  Result<TextCounts> counts_here(std::int64_t text) {
    TextCounts found{text, scan_.words(), {}};
    if (auto counts = scan_.counts(*plan_.text)) {
      found.counts = std::move(*counts);
      return found;
    }
    for (const Query* leaf : leaves_of(*plan_.text))
      found.counts.insert(found.counts.end(), leaf->phrases.size(), TRY(scan_.holds(*leaf)) ? 1 : 0);
    found.words = 1'000'000;
    return found;
  }

  Result<void> rank_some(const Ranker& ranker, std::vector<Candidate>& rows) {
    std::unordered_map<std::int64_t, double> scores;
    for (Candidate& row : rows) {
      const auto [known, is_new] = scores.try_emplace(row.text, 0);
      if (is_new) {
        TRY(scan_.read(row.text));
        known->second = ranker.score(TRY(counts_here(row.text)));
      }
      row.score = known->second;
    }
    return {};
  }

  Result<void> rank_all(const Ranker& ranker, const std::vector<TextCounts>& counted, std::uint64_t limit,
                        const Give& give) {
    struct Scored {
      double score;
      std::int64_t text;
    };
    std::vector<Scored> texts;
    texts.reserve(counted.size());
    for (const TextCounts& text : counted) texts.push_back({ranker.score(text), text.text});
    std::sort(texts.begin(), texts.end(), [](const Scored& a, const Scored& b) {
      return a.score != b.score ? a.score > b.score : a.text < b.text;
    });
    Statement find = TRY(db_->prepare("SELECT id FROM documents WHERE text = ?"));
    std::uint64_t given = 0;
    std::vector<Candidate> equals;
    for (std::size_t i = 0; i < texts.size() && given < limit; ++i) {
      find.bind(1, texts[i].text);
      while (TRY(find.step())) {
        auto row = TRY(load(find.integer(0)));
        if (!row || !in_time(*row) || !TRY(holds(*row))) continue;
        row->score = texts[i].score;
        equals.push_back(*row);
      }
      if (i + 1 < texts.size() && texts[i + 1].score == texts[i].score) continue;
      sort_by_rank(equals);
      for (const Candidate& row : equals)
        if (given++ < limit && !TRY(give(row))) return {};
      equals.clear();
    }
    return {};
  }

  /// Without those whose documents the list rules out.
  Result<RowSet> texts_to_rank() {
    if (!list_ || (!plan_.dated && coded_.empty() && !set_)) return *texts_;
    RowSet texts(extent_.last_text);
    TRY(each_listed([&](const NewestList::Row& row) -> Result<bool> {
      texts.add(row.text);
      return true;
    }));
    return texts;
  }

  /// Sets of the other conditions, where all matches will be looked at.
  Result<void> find_rare_others(std::uint64_t limit) {
    if (limit == kAll) return settle();
    for (const Query& part : plan_.others)
      if (auto set = TRY(few_documents_matching(*db_, part, extent_, kFewLetters))) {
        narrow(std::move(*set));
        drop(part);
      }
    return {};
  }

  const Db* db_;
  Plan plan_;
  Extent extent_;
  std::vector<const Query*> rest_;                         // conditions that no set decides
  std::vector<std::pair<const Query*, RowCheck>> checks_;  // of rest_, once somebody asked
  std::vector<const Query*> coded_;  // conditions that the list decides, if one walks it
  std::vector<std::pair<const Query*, RowCheck>> coded_checks_;
  std::optional<NewestList> list_;
  std::uint64_t asked_ = 0, found_ = 0, look_ = kFirstLook;  // of the walk
  std::optional<RowSet> set_, texts_;                        // documents; texts with the words
  std::uint64_t texts_count_ = 0;
  TextScan scan_;
  std::optional<Statement> row_, snapshot_;
  std::optional<IndexScan> index_;  // of plan_.text
};

bool has_filter(const Query& query) {
  return query.kind == Kind::filter || std::any_of(query.parts.begin(), query.parts.end(), has_filter);
}

}  // namespace

Result<SearchNotes> find_documents(const Db& db, const Query& query, const SearchOptions& options,
                                   const std::function<Result<bool>(const Found&)>& give) {
  if (options.limit == 0) return SearchNotes{};
  const auto pass_on = [&](const Candidate& row) { return give({row.id, row.text, row.score}); };
  const auto search = TRY(Search::open(db, query));
  if (options.by_rank && search->has_words()) return search->ranked(options.limit.value_or(kAll), pass_on);
  if (!options.limit) {
    TRY(search->each_newest(pass_on));
    return SearchNotes{};
  }
  for (const Candidate& row : TRY(search->newest(*options.limit)))
    if (!TRY(pass_on(row))) break;
  return SearchNotes{};
}

Result<std::optional<std::uint64_t>> count_in_subject_alone(const Db& db, const Query& query) {
  using Answer = std::optional<std::uint64_t>;
  constexpr std::uint64_t kMost = 200;
  // Beginnings of words are not worth their cost here.
  if (has_filter(query) || !is_text_query(query) || has_prefix(query)) return Answer();
  const std::string expression = text_expression(query);
  Statement subject = TRY(db.prepare("SELECT rowid FROM subject_words WHERE subject_words MATCH ?"));
  subject.bind(1, expression);
  std::vector<std::int64_t> documents;
  while (TRY(subject.step())) {
    documents.push_back(subject.integer(0));
    if (documents.size() > kMost) return Answer();
  }
  Statement row = TRY(db.prepare("SELECT text FROM documents WHERE id = ?"));
  TextScan scan(db);
  scan.expect(query);
  std::uint64_t alone = 0;
  for (const std::int64_t document : documents) {
    row.bind(1, document);
    const std::int64_t text = TRY(row.step()) ? row.integer(0) : 0;
    row.reset();
    TRY(scan.read(text));
    if (!TRY(scan.fulfils(query))) ++alone;
  }
  return Answer(alone);
}

}  // namespace clew::store
