#include "store/index_scan.h"

#include <algorithm>
#include <utility>

#include "store/case.h"
#include "store/index_run.h"

namespace clew::store {
namespace {

using Kind = Query::Kind;

// Microseconds, measured on 500,000 letters: a page of 16 KB holds some thousand rows.
constexpr double kPage = 25, kPhrasePage = 150, kReadText = 12;
constexpr double kRowsOfAPage = 4000;

bool is_leaf(const Query& query) { return query.kind == Kind::phrase || query.kind == Kind::near; }

/// Finds rows in a list, fast when they come in ascending order.
class RowFinder {
 public:
  explicit RowFinder(const WordRows& list) : list_(&list) {}
  const WordRows::Row* find(std::uint32_t number) {
    const auto& rows = list_->rows;
    std::size_t from = at_ < rows.size() && rows[at_].number <= number ? at_ : 0, step = 1;
    while (from + step < rows.size() && rows[from + step].number < number) from += step, step *= 2;
    const auto begin = rows.begin() + static_cast<std::ptrdiff_t>(from);
    const auto end = rows.begin() + static_cast<std::ptrdiff_t>(std::min(rows.size(), from + step + 1));
    const auto found =
        std::lower_bound(begin, end, number,
                         [](const WordRows::Row& row, std::uint32_t wanted) { return row.number < wanted; });
    at_ = static_cast<std::size_t>(found - rows.begin());
    return found != end && found->number == number ? &*found : nullptr;
  }
  const WordRows& list() const { return *list_; }

 private:
  const WordRows* list_;
  std::size_t at_ = 0;
};

/// Where a phrase begins, row by row.
class PhraseFinder {
 public:
  template <class Lists>
  explicit PhraseFinder(const Lists& words) {
    for (const auto& word : words) words_.emplace_back(*word);
  }
  /// The places in a row, in starts().
  bool find(std::uint32_t row) {
    starts_.clear();
    found_.clear();
    for (RowFinder& word : words_) {
      found_.push_back(word.find(row));
      if (found_.back() == nullptr) return false;
    }
    for (std::size_t k = 0; k < words_.size(); ++k) {
      read_places(words_[k].list().places(*found_[k]), k == 0 ? starts_ : places_);
      if (k > 0) keep_followed(static_cast<std::uint32_t>(k));
      if (starts_.empty()) return false;
    }
    return !words_.empty();
  }
  const std::vector<std::uint32_t>& starts() const { return starts_; }
  std::size_t words() const { return words_.size(); }

 private:
  // Those of starts_ that have one of places_ at a distance.
  void keep_followed(std::uint32_t distance) {
    std::size_t kept = 0, at = 0;
    for (const std::uint32_t start : starts_) {
      while (at < places_.size() && places_[at] < start + distance) ++at;
      if (at == places_.size()) break;
      if (places_[at] == start + distance) starts_[kept++] = start;
    }
    starts_.resize(kept);
  }
  std::vector<RowFinder> words_;
  std::vector<const WordRows::Row*> found_;
  std::vector<std::uint32_t> starts_, places_;
};

RowSet set_of(const WordRows& list, std::int64_t last) {
  RowSet set(last);
  for (const WordRows::Row& row : list.rows) set.add(row.number);
  return set;
}

std::uint64_t sized(Statement& size, std::int64_t row, bool& known) {
  size.bind(1, row);
  const auto is = size.step();
  known = is && *is;
  std::string_view bytes = known ? size.text(0) : std::string_view();
  const std::uint64_t words = take_varint(bytes);
  size.reset();
  return words;
}

}  // namespace

IndexScan::IndexScan(const Db& db, const Query& query, Postings postings)
    : db_(&db), query_(&query), postings_(std::move(postings)), scan_(db) {
  scan_.expect(query);
}

Result<IndexScan> IndexScan::open(const Db& db, const Query& query, std::int64_t last_text) {
  const std::int64_t last_chunk = TRY(db.number("SELECT max(id) FROM chunks")).value_or(kFirstChunk - 1);
  const std::int64_t chunks = std::max<std::int64_t>(0, last_chunk - kFirstChunk + 1);
  return IndexScan(db, query, TRY(Postings::open(db, "words", {last_text, chunks})));
}

// --- Words and phrases.

Result<IndexScan::Rows> IndexScan::word(const std::string& word) {
  if (const auto known = words_.find(word); known != words_.end()) return known->second;
  Rows rows = std::make_shared<const WordRows>(TRY(postings_.rows_of(word)));
  words_.emplace(word, rows);
  return rows;
}

// All words that begin so taken for one, in some rows. They are counted first, so that the places need no
// sorting by row.
Result<IndexScan::Rows> IndexScan::beginning(const std::string& start, const RowSet& in) {
  std::vector<std::uint32_t> ends(static_cast<std::size_t>(postings_.numbers().last()) + 2, 0);
  TRY(postings_.each_beginning(start, [&](const WordRows& list) {
    for (const WordRows::Row& row : list.rows)
      if (in.has(row.number)) ends[row.number + 1] += count_places(list.places(row));
  }));
  for (std::size_t i = 1; i < ends.size(); ++i) ends[i] += ends[i - 1];
  std::vector<std::uint32_t> all(ends.back()), places;
  TRY(postings_.each_beginning(start, [&](const WordRows& list) {
    for (const WordRows::Row& row : list.rows) {
      if (!in.has(row.number)) continue;
      read_places(list.places(row), places);
      for (const std::uint32_t place : places)
        if (ends[row.number] < all.size()) all[ends[row.number]++] = place;
    }
  }));
  WordRows rows;
  for (std::size_t row = 1, from = 0; row + 1 < ends.size(); from = ends[row++]) {
    const std::size_t to = std::min<std::size_t>(ends[row], all.size());
    if (to <= from) continue;
    places.assign(all.begin() + static_cast<std::ptrdiff_t>(from),
                  all.begin() + static_cast<std::ptrdiff_t>(to));
    std::sort(places.begin(), places.end());
    append_row(rows, static_cast<std::uint32_t>(row), places);
  }
  return std::make_shared<const WordRows>(std::move(rows));
}

// Of the beginning only the places behind the other words are kept: it may stand in most rows.
Result<IndexScan::Found> IndexScan::find_followed(const Phrase& phrase) {
  const std::int64_t last = postings_.numbers().last();
  const Phrase head{.words = {phrase.words.begin(), phrase.words.end() - 1}};
  Found found = TRY(find(head));
  if (found.rows.next(1) == 0) return found;
  // Where the beginning must stand: of row r, wanted[ends[r - 1]] to wanted[ends[r]].
  std::vector<std::uint32_t> ends(static_cast<std::size_t>(last) + 1, 0), wanted, places;
  PhraseFinder finder(found.words);
  for (std::size_t row = 1; row < ends.size(); ++row) {
    if (found.rows.has(static_cast<std::int64_t>(row)) && finder.find(static_cast<std::uint32_t>(row)))
      for (const std::uint32_t start : finder.starts())
        wanted.push_back(start + static_cast<std::uint32_t>(head.words.size()));
    ends[row] = static_cast<std::uint32_t>(wanted.size());
  }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> kept;  // row and place
  TRY(postings_.each_beginning(phrase.words.back(), [&](const WordRows& list) {
    for (const WordRows::Row& row : list.rows) {
      if (!found.rows.has(row.number)) continue;
      read_places(list.places(row), places);
      const auto from = wanted.begin() + static_cast<std::ptrdiff_t>(ends[row.number - 1]);
      const auto to = wanted.begin() + static_cast<std::ptrdiff_t>(ends[row.number]);
      for (const std::uint32_t place : places)
        if (std::find(from, to, place) != to) kept.emplace_back(row.number, place);
    }
  }));
  std::sort(kept.begin(), kept.end());
  WordRows rows;
  found.rows = RowSet(last);
  for (std::size_t i = 0; i < kept.size();) {
    const std::uint32_t row = kept[i].first;
    for (places.clear(); i < kept.size() && kept[i].first == row; ++i) places.push_back(kept[i].second);
    append_row(rows, row, places);
    found.rows.add(row);
  }
  found.words.push_back(std::make_shared<const WordRows>(std::move(rows)));
  return found;
}

Result<IndexScan::Found> IndexScan::find(const Phrase& phrase) {
  const std::int64_t last = postings_.numbers().last();
  Found found{{}, RowSet(last)};
  if (phrase.words.empty()) return found;
  if (phrase.prefix && phrase.words.size() == 1) {
    TRY(postings_.each_beginning(phrase.words[0], [&](const WordRows& list) {
      for (const WordRows::Row& row : list.rows) found.rows.add(row.number);
    }));
    return found;
  }
  if (phrase.prefix) return find_followed(phrase);
  for (const std::string& text : phrase.words) {
    found.words.push_back(TRY(word(text)));
    if (found.words.back()->rows.empty()) return found;
  }
  const WordRows& rarest =
      **std::min_element(found.words.begin(), found.words.end(),
                         [](const Rows& a, const Rows& b) { return a->rows.size() < b->rows.size(); });
  if (found.words.size() == 1) {
    found.rows = set_of(rarest, last);
    return found;
  }
  found.rows = RowSet(last);
  PhraseFinder finder(found.words);
  for (const WordRows::Row& row : rarest.rows)
    if (finder.find(row.number)) found.rows.add(row.number);
  return found;
}

Result<void> IndexScan::add_places(Leaf& leaf, const RowSet& in) {
  for (std::size_t i = 0; i < leaf.phrases.size(); ++i) {
    const Phrase& phrase = leaf.query->phrases[i];
    if (phrase.prefix && phrase.words.size() == 1)
      leaf.phrases[i].words = {TRY(beginning(phrase.words[0], in))};
  }
  return {};
}

Result<RowSet> IndexScan::near_rows(const Leaf& leaf) {
  RowSet rows(postings_.numbers().last());
  std::vector<PhraseFinder> finders;
  for (const Found& phrase : leaf.phrases) finders.emplace_back(phrase.words);
  std::vector<NearPhrase> phrases(finders.size());
  const RowSet& candidates = leaf.rows;
  for (std::int64_t row = candidates.next(1); row != 0; row = candidates.next(row + 1)) {
    bool all = true;
    for (std::size_t i = 0; all && i < finders.size(); ++i) {
      all = finders[i].find(static_cast<std::uint32_t>(row));
      if (all) phrases[i] = {finders[i].starts(), static_cast<std::int64_t>(finders[i].words())};
    }
    if (all && near_counts(phrases, leaf.query->distance, true)[0] > 0) rows.add(row);
  }
  return rows;
}

Result<const IndexScan::Leaf*> IndexScan::leaf(const Query& query) {
  auto& slot = leaves_[&query];
  if (slot) return const_cast<const Leaf*>(slot.get());
  auto made = std::make_unique<Leaf>();
  made->query = &query;
  for (const Phrase& phrase : query.phrases) made->phrases.push_back(TRY(find(phrase)));
  if (made->phrases.empty()) made->phrases.emplace_back();
  made->rows = made->phrases[0].rows;
  if (query.kind == Kind::near) {
    for (const Found& phrase : made->phrases) made->rows.keep(phrase.rows);
    TRY(add_places(*made, made->rows));
    made->rows = TRY(near_rows(*made));
  }
  made->texts = TRY(texts_of(made->rows));
  slot = std::move(made);
  return const_cast<const Leaf*>(slot.get());
}

Result<std::optional<std::pair<std::int64_t, std::int64_t>>> IndexScan::chunks_of(std::int64_t text) {
  using Answer = std::optional<std::pair<std::int64_t, std::int64_t>>;
  if (!chunks_of_text_)
    chunks_of_text_ = TRY(
        db_->prepare("SELECT first_chunk, last_chunk FROM texts WHERE id = ? AND first_chunk IS NOT NULL"));
  chunks_of_text_->bind(1, text);
  Answer found;
  if (TRY(chunks_of_text_->step())) found = {chunks_of_text_->integer(0), chunks_of_text_->integer(1)};
  chunks_of_text_->reset();
  return found;
}

// A long text holds what one of its chunks holds.
Result<RowSet> IndexScan::texts_of(const RowSet& rows) {
  const RowNumbers& numbers = postings_.numbers();
  RowSet texts = rows.first(numbers.last_text);
  for (std::int64_t row = rows.next(numbers.last_text + 1); row != 0; row = rows.next(row + 1)) {
    if (!text_of_chunk_) text_of_chunk_ = TRY(db_->prepare("SELECT text FROM chunks WHERE id = ?"));
    text_of_chunk_->bind(1, numbers.chunk(row));
    if (!TRY(text_of_chunk_->step()))
      return Error{Code::corrupt, "the index knows a chunk that the case lacks", {}, {}};
    const std::int64_t text = text_of_chunk_->integer(0);
    text_of_chunk_->reset();
    texts.add(text);
    // The text's other chunks say no more.
    if (const auto chunks = TRY(chunks_of(text)))
      row = std::max(row, std::min(numbers.last(), row + (chunks->second - numbers.chunk(row))));
  }
  return texts;
}

// --- The tree.

Result<double> IndexScan::cost_of_tree(const Query& query) {
  if (is_leaf(query)) {
    double cost = 0;
    for (const Phrase& phrase : query.phrases)
      for (std::size_t i = 0; i < phrase.words.size(); ++i) {
        const bool begins = phrase.prefix && i + 1 == phrase.words.size();
        const bool alone = query.kind == Kind::phrase && phrase.words.size() == 1;
        cost += static_cast<double>(TRY(postings_.pages(phrase.words[i], begins))) *
                (alone ? kPage : kPhrasePage);
      }
    return cost;
  }
  double least = -1, all = 0;
  for (const Query& part : query.parts) {
    const double cost = TRY(cost_of_tree(part));
    all += cost;
    if (part.kind != Kind::none_of && (least < 0 || cost < least)) least = cost;
  }
  // The texts that hold the rarest part are read.
  if (query.kind == Kind::all_of && least >= 0)
    return std::min(all, least + least / kPage * kRowsOfAPage * kReadText);
  return all;
}

Result<double> IndexScan::cost() { return cost_of_tree(*query_); }

Result<RowSet> IndexScan::reading(const Query& query, const RowSet& in) {
  RowSet found(postings_.numbers().last_text);
  for (std::int64_t text = in.next(1); text != 0; text = in.next(text + 1)) {
    TRY(scan_.read(text));
    if (TRY(scan_.fulfils(query))) found.add(text);
  }
  return found;
}

// Of the texts in `in`, where there is one.
Result<RowSet> IndexScan::matching(const Query& query, const RowSet* in) {
  if (in != nullptr && static_cast<double>(in->count()) * kReadText < TRY(cost_of_tree(query)))
    return reading(query, *in);
  if (is_leaf(query)) return TRY(leaf(query))->texts;
  if (query.kind == Kind::all_of) return matching_all(query, in);
  RowSet found(postings_.numbers().last_text);
  for (const Query& part : query.parts) found.join(TRY(matching(part, in)));
  return found;
}

// What is found fast is asked first, so that little is left for the rest.
Result<RowSet> IndexScan::matching_all(const Query& query, const RowSet* in) {
  std::vector<std::pair<double, const Query*>> parts;
  for (const Query& part : query.parts) parts.emplace_back(TRY(cost_of_tree(part)), &part);
  std::stable_sort(parts.begin(), parts.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  const auto first = std::find_if(parts.begin(), parts.end(),
                                  [](const auto& part) { return part.second->kind != Kind::none_of; });
  if (first == parts.end()) return RowSet(postings_.numbers().last_text);
  std::rotate(parts.begin(), first, first + 1);
  RowSet found = TRY(matching(*parts[0].second, in));
  if (in != nullptr) found.keep(*in);
  for (std::size_t i = 1; i < parts.size() && found.next(1) != 0; ++i) {
    const Query& part = *parts[i].second;
    if (part.kind != Kind::none_of) {
      found.keep(TRY(matching(part, &found)));
      continue;
    }
    for (const Query& unwanted : part.parts) found.drop(TRY(matching(unwanted, &found)));
  }
  return found;
}

Result<RowSet> IndexScan::texts() { return matching(*query_, nullptr); }

// --- For ranking.

Result<std::vector<double>> IndexScan::rows_with_phrases() {
  std::vector<double> rows;
  for (const Query* query : leaves_of(*query_))
    for (const Found& phrase : TRY(leaf(*query))->phrases)
      rows.push_back(static_cast<double>(phrase.rows.count()));
  return rows;
}

Result<std::vector<TextCounts>> IndexScan::count(const RowSet& texts) {
  const RowNumbers& numbers = postings_.numbers();
  Statement size = TRY(db_->prepare("SELECT sz FROM words_docsize WHERE id = ?"));
  // Which rows of the index are meant.
  struct Part {
    std::int64_t number;
    std::size_t text;  // in `found`
  };
  std::vector<TextCounts> found;
  std::vector<Part> parts;
  RowSet rows(numbers.last());
  const std::size_t phrases = phrases_of(*query_).size();
  const auto add = [&](std::int64_t number, std::int64_t row) {
    bool known = false;
    const std::uint64_t words = sized(size, row, known);
    if (!known) return false;
    found.back().words += static_cast<std::uint32_t>(std::min<std::uint64_t>(words, 1 << 24));
    parts.push_back({number, found.size() - 1});
    rows.add(number);
    return true;
  };
  for (std::int64_t text = texts.next(1); text != 0; text = texts.next(text + 1)) {
    found.push_back({text, 0, std::vector<std::uint32_t>(phrases, 0)});
    if (add(text, text)) continue;
    if (const auto chunks = TRY(chunks_of(text)))
      for (std::int64_t chunk = chunks->first; chunk <= chunks->second; ++chunk)
        if (const std::uint32_t number = numbers.of(static_cast<std::uint64_t>(chunk)); number != 0)
          add(number, chunk);
  }
  std::size_t first = 0;
  for (const Query* query : leaves_of(*query_)) {
    TRY(leaf(*query));
    Leaf& leaf = *leaves_[query];
    if (query->kind == Kind::phrase) TRY(add_places(leaf, rows));
    std::vector<PhraseFinder> finders;
    for (const Found& phrase : leaf.phrases) finders.emplace_back(phrase.words);
    std::vector<NearPhrase> near(finders.size());
    for (const Part& part : parts) {
      if (!leaf.rows.has(part.number)) continue;
      for (std::size_t i = 0; i < finders.size(); ++i) {
        finders[i].find(static_cast<std::uint32_t>(part.number));
        near[i] = {finders[i].starts(), static_cast<std::int64_t>(finders[i].words())};
      }
      std::vector<std::uint32_t>& counts = found[part.text].counts;
      if (query->kind == Kind::phrase) {
        counts[first] += static_cast<std::uint32_t>(near[0].places.size());
        continue;
      }
      const auto here = near_counts(near, query->distance, false);
      for (std::size_t i = 0; i < here.size(); ++i) counts[first + i] += here[i];
    }
    first += leaf.phrases.size();
  }
  return found;
}

}  // namespace clew::store
