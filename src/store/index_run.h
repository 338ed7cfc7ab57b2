// store/index_run.h - a run: the words of a batch of texts, sorted, with where they stand.
//
// Workers make runs; index_segment.h merges them into the full-text index. The lists of places are in the
// very encoding that FTS5 stores (sqlite.org/fts5.html, "doclist format"), so that merging only copies. Pure:
// knows no database. One thread at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace clew::store {

/// Appends an integer as SQLite's varint: 1 to 9 bytes, big-endian, seven bits a byte.
void append_varint(std::string& to, std::uint64_t value);
/// The next varint of `from`, which loses it. REQUIRES: it is there (0 and nothing lost otherwise).
std::uint64_t take_varint(std::string_view& from);

/// The row that lies `distance` behind `row`. Distances come from workers: one that is too great wraps.
inline std::int64_t row_after(std::int64_t row, std::uint64_t distance) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(row) + distance);
}

/// The first eight bytes of a term as a number that orders as they do: compared before the terms themselves.
std::uint64_t term_prefix(std::string_view term);

/// Gathers the rows of a run.
class RunBuilder {
 public:
  RunBuilder();
  /// A row of the index: folded words with one space between them. Rows come in ascending order.
  void add(std::int64_t row, std::string_view folded);
  /// The run; the builder is then empty. See RunReader for its form.
  std::string finish();
  bool empty() const { return rows_ == 0; }

 private:
  struct Term {
    std::uint32_t hash = 0, text = 0, length = 0;  // the text: in texts_
    std::int64_t row = -1;                         // the last one that holds it, and the first
    std::int64_t first_row = 0;
    std::uint32_t position = 0;  // in that row, of the last place
    std::size_t size_at = 0;     // where the length of that row's places stands in `places`
    std::string places{};
  };

  void add_word(std::int64_t row, std::string_view word, std::uint32_t position);
  Term& find(std::string_view word);
  static void close_row(Term& term);
  void grow();

  std::vector<std::uint32_t> slots_;  // index into terms_ plus one
  std::vector<Term> terms_;
  std::string texts_, sizes_;
  std::uint64_t rows_ = 0;
  std::int64_t last_row_ = 0;
};

/// Walks a run in the order of its terms. The bytes must outlive the reader.
class RunReader {
 public:
  /// False for bytes that are no run: those of a worker that lies.
  static bool open(std::string_view run, RunReader& reader);

  /// The rows of the run with their numbers of words: varint row (a difference after the first), varint
  /// words.
  std::string_view sizes() const { return sizes_; }
  /// Goes to the next term. False: there is none.
  bool next();
  /// Whether next() found no term because what is there cannot be read.
  bool broken() const { return broken_; }
  std::string_view term() const { return term_; }
  std::uint64_t prefix() const { return prefix_; }  ///< term_prefix(term())
  std::int64_t first_row() const { return first_row_; }
  std::int64_t last_row() const { return last_row_; }
  /// What follows the number of the first row: its places, then the other rows with theirs.
  std::string_view rest() const { return rest_; }

 private:
  std::string_view sizes_, terms_;
  std::string_view term_, rest_;
  std::uint64_t prefix_ = 0;
  bool broken_ = false;
  std::int64_t first_row_ = 0, last_row_ = 0;
};

}  // namespace clew::store
