#include "store/postings.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "store/case.h"
#include "store/index_run.h"
#include "store/index_structure.h"

namespace clew::store {
namespace {

constexpr std::size_t kHead = 4;              // of a page: two numbers of 16 bits
constexpr std::string_view kMainIndex = "0";  // before each term; others stand before those of prefix indexes

Error broken() { return {Code::corrupt, "the full-text index cannot be read", {}, "run clew verify"}; }

inline std::size_t u16(std::string_view page, std::size_t at) {
  return static_cast<std::size_t>(static_cast<unsigned char>(page[at])) << 8 |
         static_cast<unsigned char>(page[at + 1]);
}

// Takes the list of one term in one segment apart, page by page. The sink hears of each row: number() says
// whether its places are wanted, places() brings them, in one piece or in several. Rows that were deleted
// have no places and stay in the list.
template <class Sink>
class ListReader {
 public:
  ListReader(const RowNumbers& numbers, Sink& sink) : numbers_(numbers), sink_(sink) {}

  /// The next bytes of the list; `whole`: where in them a row's number is whole, as the very first is (the
  /// others are differences). False: they are no list.
  bool read(std::string_view bytes, std::size_t whole) {
    std::string joined;
    if (!cut_.empty()) {
      joined = std::exchange(cut_, {});
      if (whole != kNowhere) whole += joined.size();
      bytes = joined += bytes;
    }
    std::size_t at = take_places(bytes, 0);
    while (at < bytes.size()) {
      if (whole < at) return false;
      std::size_t next = at;
      std::uint64_t value = 0, size = 0;
      if (!varint_in(bytes, next, value) || !varint_in(bytes, next, size)) {
        cut_ = bytes.substr(at);
        return cut_.size() < kLongestHead && (whole == kNowhere || whole == at);
      }
      row_ = whole == at ? value : row_ + value;
      if (whole == at) whole = kNowhere;
      left_ = size / 2;
      wanted_ = false;
      if (const std::uint32_t number = numbers_.of(row_); number != 0) {
        if (number <= last_) return false;
        last_ = number;
        wanted_ = sink_.number(number, left_);
      }
      at = take_places(bytes, next);
    }
    return whole == kNowhere;
  }
  /// Nothing is missing.
  bool ended() const { return left_ == 0 && cut_.empty(); }

  static constexpr std::size_t kNowhere = std::string_view::npos;

 private:
  static constexpr std::size_t kLongestHead = 20;

  // False: the bytes end before it does.
  static bool varint_in(std::string_view bytes, std::size_t& at, std::uint64_t& value) {
    if (at == bytes.size()) return false;
    value = varint(bytes, at);
    return at < bytes.size() || static_cast<unsigned char>(bytes.back()) < 0x80;
  }
  std::size_t take_places(std::string_view bytes, std::size_t at) {
    const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size() - at));
    if (wanted_ && n > 0) sink_.places(bytes.substr(at, n));
    left_ -= n;
    return at + n;
  }

  const RowNumbers& numbers_;
  Sink& sink_;
  std::string cut_;  // the head of a row, by the end of a page
  std::uint64_t row_ = 0, left_ = 0;
  std::uint32_t last_ = 0;
  bool wanted_ = false;
};

// Keeps the rows that are in `in`, where there is one, with their places.
struct KeepPlaces {
  WordRows& to;
  const RowSet* in;
  bool number(std::uint32_t number, std::uint64_t size) {
    if (in != nullptr && !in->has(number)) return false;
    to.rows.push_back(
        {number, static_cast<std::uint32_t>(to.bytes.size()), static_cast<std::uint32_t>(size)});
    return true;
  }
  void places(std::string_view bytes) { to.bytes += bytes; }
};

// Keeps the rows alone. `decided`: rows that newer segments spoke of.
struct KeepNumbers {
  RowSet& to;
  RowSet* decided;
  bool number(std::uint32_t number, std::uint64_t size) {
    if (decided != nullptr) {
      if (decided->has(number)) return false;
      decided->add(number);
    }
    if (size > 0) to.add(number);
    return false;
  }
  void places(std::string_view) {}
};

void drop_deleted(WordRows& list) {
  std::erase_if(list.rows, [](const WordRows::Row& row) { return row.size == 0; });
}

// Lists of one word, the newest segment first.
WordRows merged(const std::vector<WordRows>& lists) {
  WordRows all;
  std::vector<std::size_t> at(lists.size(), 0);
  while (true) {
    std::uint32_t least = 0;
    std::size_t from = lists.size();
    for (std::size_t i = 0; i < lists.size(); ++i)
      if (at[i] < lists[i].rows.size() && (from == lists.size() || lists[i].rows[at[i]].number < least)) {
        least = lists[i].rows[at[i]].number;
        from = i;
      }
    if (from == lists.size()) return all;
    const WordRows::Row& row = lists[from].rows[at[from]];
    if (row.size > 0) {
      all.rows.push_back({row.number, static_cast<std::uint32_t>(all.bytes.size()), row.size});
      all.bytes += lists[from].places(row);
    }
    for (std::size_t i = 0; i < lists.size(); ++i)
      if (at[i] < lists[i].rows.size() && lists[i].rows[at[i]].number == least) ++at[i];
  }
}

}  // namespace

std::uint32_t RowNumbers::of(std::uint64_t row) const {
  if (row <= static_cast<std::uint64_t>(last_text)) return static_cast<std::uint32_t>(row);
  const auto first = static_cast<std::uint64_t>(kFirstChunk);
  if (row < first || row - first >= static_cast<std::uint64_t>(chunks)) return 0;
  return static_cast<std::uint32_t>(static_cast<std::uint64_t>(last_text) + 1 + row - first);
}

std::int64_t RowNumbers::chunk(std::int64_t number) const { return kFirstChunk + (number - last_text - 1); }

void read_places(std::string_view list, std::vector<std::uint32_t>& to) {
  to.clear();
  for (PlaceReader place(list); !place.ended(); place.next()) to.push_back(place.at());
}

std::uint32_t count_places(std::string_view list) {
  std::uint32_t n = 0;
  for (const char c : list) n += static_cast<unsigned char>(c) < 0x80 ? 1 : 0;
  return n;
}

void append_row(WordRows& to, std::uint32_t number, const std::vector<std::uint32_t>& places) {
  const std::size_t at = to.bytes.size();
  std::uint32_t last = 0;
  for (const std::uint32_t place : places) {
    append_varint(to.bytes, std::uint64_t{place} - last + 2);
    last = place;
  }
  to.rows.push_back(
      {number, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(to.bytes.size() - at)});
}

// Goes through the terms of one segment.
class Postings::Walker {
 public:
  static Result<std::unique_ptr<Walker>> open(const Db& db, const std::string& table,
                                              const IndexStructure::Segment& segment) {
    constexpr std::uint64_t kMostSegments = 1 << 16, kMostPages = std::uint64_t{1} << 31;
    if (segment.id == 0 || segment.id > kMostSegments || segment.last >= kMostPages ||
        segment.first > segment.last)
      return broken();
    return std::unique_ptr<Walker>(new Walker(
        segment,
        TRY(db.prepare("SELECT pgno FROM " + table +
                       "_idx WHERE segid = ? AND term <= ? ORDER BY term DESC LIMIT 1")),
        TRY(db.prepare("SELECT id, block FROM " + table + "_data WHERE id >= ? AND id <= ? ORDER BY id"))));
  }

  /// Goes to the first term that is not less.
  Result<void> seek(std::string_view term) {
    pages_.reset();
    const std::int64_t page = TRY(page_of(term));
    const std::int64_t base = static_cast<std::int64_t>(segment_.id) << 37;
    next_id_ = base + page;
    pages_.bind(1, next_id_).bind(2, base + static_cast<std::int64_t>(segment_.last));
    terms_.clear();
    term_at_ = 0;
    ended_ = false;
    TRY(read_term());
    while (has_term_ && term_ < term) {
      ++term_at_;
      TRY(read_term());
    }
    return {};
  }
  /// Nothing is read from here on.
  void stop() {
    pages_.reset();
    has_term_ = false;
  }

  bool has_term() const { return has_term_; }
  const std::string& term() const { return term_; }

  /// Gives the list of the term to the sink and goes to the next one.
  template <class Sink>
  Result<void> take(const RowNumbers& numbers, Sink& sink) {
    ListReader<Sink> list(numbers, sink);
    const bool is_last = term_at_ + 1 == terms_.size();
    const std::size_t end = is_last ? leaf_end_ : terms_[term_at_ + 1];
    if (!list.read(page_.substr(list_at_, end - list_at_), ListReader<Sink>::kNowhere)) return broken();
    ++term_at_;
    while (is_last && TRY(next_page())) {
      const std::size_t page_end = terms_.empty() ? leaf_end_ : terms_[0];
      std::size_t whole = u16(page_, 0);
      if (whole != 0 && (whole < kHead || whole >= page_end)) return broken();
      whole = whole == 0 ? ListReader<Sink>::kNowhere : whole - kHead;
      if (!list.read(page_.substr(kHead, page_end - kHead), whole)) return broken();
      if (!terms_.empty()) break;
    }
    if (!list.ended()) return broken();
    return read_term();
  }

  Result<std::int64_t> page_of(std::string_view term) {
    find_.bind(1, static_cast<std::int64_t>(segment_.id)).bind_blob(2, term);
    const std::int64_t page = TRY(find_.step()) ? find_.integer(0) >> 1 : 1;
    find_.reset();
    return std::clamp(page, static_cast<std::int64_t>(segment_.first),
                      static_cast<std::int64_t>(segment_.last));
  }
  std::int64_t last_page() const { return static_cast<std::int64_t>(segment_.last); }

 private:
  Walker(const IndexStructure::Segment& segment, Statement find, Statement pages)
      : segment_(segment), find_(std::move(find)), pages_(std::move(pages)) {}

  // The term at term_at_, or the first one of the pages that follow.
  Result<void> read_term() {
    while (term_at_ >= terms_.size()) {
      if (!TRY(next_page())) {
        has_term_ = false;
        return {};
      }
    }
    const std::size_t end = term_at_ + 1 < terms_.size() ? terms_[term_at_ + 1] : leaf_end_;
    std::size_t at = terms_[term_at_];
    const std::uint64_t shared = term_at_ == 0 ? 0 : varint(page_, at);
    const std::uint64_t more = varint(page_, at);
    if (shared > term_.size() || at > end || more > end - at) return broken();
    term_.resize(shared);
    term_ += page_.substr(at, more);
    list_at_ = at + more;
    has_term_ = true;
    return {};
  }

  // False: it was the last one. The view lives until the next page.
  Result<bool> next_page() {
    term_at_ = 0;
    terms_.clear();
    if (ended_ || !TRY(pages_.step())) {
      ended_ = true;
      return false;
    }
    page_ = pages_.text(1);
    if (pages_.integer(0) != next_id_++ || page_.size() < kHead) return broken();
    leaf_end_ = u16(page_, 2);
    if (leaf_end_ < kHead || leaf_end_ > page_.size()) return broken();
    std::size_t term = 0;
    for (std::size_t at = leaf_end_; at < page_.size();) {
      term += varint(page_, at);
      if (term < kHead || term >= leaf_end_ || (!terms_.empty() && term <= terms_.back())) return broken();
      terms_.push_back(term);
    }
    return true;
  }

  IndexStructure::Segment segment_;
  Statement find_, pages_;
  std::int64_t next_id_ = 0;
  std::string_view page_;
  std::size_t leaf_end_ = 0;
  std::vector<std::size_t> terms_;  // where the terms of the page begin
  std::size_t term_at_ = 0;         // in terms_
  std::string term_;
  std::size_t list_at_ = 0;
  bool has_term_ = false, ended_ = false;
};

Postings::Postings(RowNumbers numbers) : numbers_(numbers) {}
Postings::Postings(Postings&&) noexcept = default;
Postings& Postings::operator=(Postings&&) noexcept = default;
Postings::~Postings() = default;

Result<Postings> Postings::open(const Db& db, const std::string& table, RowNumbers numbers) {
  if (numbers.last() >= std::numeric_limits<std::uint32_t>::max()) return broken();
  Postings postings(numbers);
  const IndexStructure structure = TRY(index_structure(db, table));
  for (const IndexStructure::Level& level : structure.levels)
    for (auto segment = level.segments.rbegin(); segment != level.segments.rend(); ++segment)
      postings.walkers_.push_back(TRY(Walker::open(db, table, *segment)));
  return postings;
}

// Of a term, from the walkers that are at it; these go on to the next one.
Result<WordRows> Postings::take_places(const std::string& term, const RowSet* in) {
  std::vector<WordRows> lists;
  for (const auto& walker : walkers_) {
    if (!walker->has_term() || walker->term() != term) continue;
    KeepPlaces keep{lists.emplace_back(), in};
    TRY(walker->take(numbers_, keep));
    if (keep.to.bytes.size() > std::numeric_limits<std::uint32_t>::max()) return broken();
  }
  if (lists.empty()) return WordRows{};
  if (lists.size() > 1) return merged(lists);
  drop_deleted(lists[0]);
  return std::move(lists[0]);
}

Result<void> Postings::take_rows(const std::string& term, RowSet& to) {
  const auto has = [&](const auto& walker) { return walker->has_term() && walker->term() == term; };
  const bool several = std::count_if(walkers_.begin(), walkers_.end(), has) > 1;
  RowSet decided(several ? numbers_.last() : 0);
  KeepNumbers keep{to, several ? &decided : nullptr};
  for (const auto& walker : walkers_)
    if (has(walker)) TRY(walker->take(numbers_, keep));
  return {};
}

Result<void> Postings::at_term(std::string_view word,
                               const std::function<Result<void>(const std::string&)>& take) {
  const std::string wanted = std::string(kMainIndex) + std::string(word);
  for (const auto& walker : walkers_) TRY(walker->seek(wanted));
  TRY(take(wanted));
  for (const auto& walker : walkers_) walker->stop();
  return {};
}

Result<WordRows> Postings::places_of(std::string_view word, const RowSet* in) {
  WordRows rows;
  TRY(at_term(word, [&](const std::string& term) -> Result<void> {
    rows = TRY(take_places(term, in));
    return {};
  }));
  return rows;
}

Result<RowSet> Postings::rows_of(std::string_view word) {
  RowSet rows(numbers_.last());
  TRY(at_term(word, [&](const std::string& term) { return take_rows(term, rows); }));
  return rows;
}

Result<void> Postings::each_term(std::string_view beginning,
                                 const std::function<Result<void>(const std::string&)>& take) {
  const std::string start = std::string(kMainIndex) + std::string(beginning);
  for (const auto& walker : walkers_) TRY(walker->seek(start));
  while (true) {
    const Walker* least = nullptr;
    for (const auto& walker : walkers_)
      if (walker->has_term() && (least == nullptr || walker->term() < least->term())) least = walker.get();
    if (least == nullptr || !least->term().starts_with(start)) break;
    const std::string term = least->term();
    TRY(take(term));
  }
  for (const auto& walker : walkers_) walker->stop();
  return {};
}

Result<void> Postings::each_beginning(std::string_view beginning, const RowSet& in,
                                      const std::function<void(const WordRows&)>& give) {
  return each_term(beginning, [&](const std::string& term) -> Result<void> {
    give(TRY(take_places(term, &in)));
    return {};
  });
}

Result<RowSet> Postings::rows_beginning(std::string_view beginning) {
  RowSet rows(numbers_.last());
  TRY(each_term(beginning, [&](const std::string& term) { return take_rows(term, rows); }));
  return rows;
}

Result<std::uint64_t> Postings::pages(std::string_view word, bool beginning) {
  const std::string start = std::string(kMainIndex) + std::string(word);
  // The least term behind those that begin so, or behind the word alone.
  std::string behind = start;
  if (beginning) {
    while (!behind.empty() && static_cast<unsigned char>(behind.back()) == 0xFF) behind.pop_back();
    if (!behind.empty()) behind.back() = static_cast<char>(static_cast<unsigned char>(behind.back()) + 1);
  } else {
    behind.push_back('\0');
  }
  std::uint64_t all = 0;
  for (const auto& walker : walkers_) {
    const std::int64_t first = TRY(walker->page_of(start));
    const std::int64_t last = TRY(walker->page_of(behind));
    all += static_cast<std::uint64_t>(std::max<std::int64_t>(0, last - first)) + 1;
  }
  return all;
}

}  // namespace clew::store
