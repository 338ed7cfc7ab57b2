// store/postings.h - where each word stands, read from the pages of an FTS5 index themselves.
//
// FTS5 answers for one row after the other and pays for each; what a search needs is all rows of a word at
// once, which lie side by side: some nanoseconds each. The format is that of SQLite's fts5_index.c (leaf
// pages, %_idx, versions 4 and 5); store/segment_pages.h writes the same. A row in several segments counts as
// the newest has it. Whatever the bytes are, nothing is read outside of them. Threads: one at a time.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/db.h"
#include "store/index_run.h"
#include "store/row_set.h"

namespace clew::store {

/// SQLite's varint at `at`, which moves behind it; the short one is nearly all of them. At the end: 0.
inline std::uint64_t varint(std::string_view bytes, std::size_t& at) {
  if (at < bytes.size()) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    if (first < 0x80) {
      ++at;
      return first;
    }
  }
  std::string_view rest = bytes.substr(std::min(at, bytes.size()));
  const std::size_t before = rest.size();
  const std::uint64_t value = take_varint(rest);
  at = rest.size() == before ? bytes.size() : at + (before - rest.size());
  return value;
}

/// How the rows of an index are numbered here: whole texts by their row, then the chunks of long texts.
struct RowNumbers {
  std::int64_t last_text = 0, chunks = 0;  ///< chunks from kFirstChunk on
  std::int64_t last() const { return last_text + chunks; }
  /// 0: none of them.
  std::uint32_t of(std::uint64_t row) const;
  /// REQUIRES: number > last_text.
  std::int64_t chunk(std::int64_t number) const;
};

/// A list of rows, ascending, each with the places where the word stands in it.
struct WordRows {
  struct Row {
    std::uint32_t number, at, size;  ///< of its places in `bytes`
  };
  std::vector<Row> rows;
  std::string bytes;

  std::string_view places(const Row& row) const { return std::string_view(bytes).substr(row.at, row.size); }
};

/// Goes through FTS5's list of places of a row: numbers of words, ascending.
class PlaceReader {
 public:
  explicit PlaceReader(std::string_view list) : list_(list) { next(); }
  bool ended() const { return ended_; }
  std::uint32_t at() const { return static_cast<std::uint32_t>(place_); }
  void next() {
    ended_ = next_ >= list_.size();
    if (!ended_) place_ += varint(list_, next_) - 2;  // 0 and 1 are for tables of several columns
  }

 private:
  std::string_view list_;
  std::size_t next_ = 0;
  std::uint64_t place_ = 0;
  bool ended_ = false;
};

/// All of them. Replaces `to`.
void read_places(std::string_view list, std::vector<std::uint32_t>& to);
/// How many these are.
std::uint32_t count_places(std::string_view list);
/// The reverse, at the end of a list of rows. REQUIRES: places ascend, rows too.
void append_row(WordRows& to, std::uint32_t number, const std::vector<std::uint32_t>& places);

class Postings {
 public:
  /// Errors: corrupt.
  static Result<Postings> open(const Db& db, const std::string& table, RowNumbers numbers);
  Postings(Postings&&) noexcept;
  Postings& operator=(Postings&&) noexcept;
  ~Postings();

  /// The rows that a word stands in.
  Result<RowSet> rows_of(std::string_view word);
  /// The same with its places. `in`: of these rows alone.
  Result<WordRows> places_of(std::string_view word, const RowSet* in = nullptr);
  /// The rows that any word stands in that begins so.
  Result<RowSet> rows_beginning(std::string_view beginning);
  /// One call for each word that begins so, in the order of their bytes: its places in some rows.
  Result<void> each_beginning(std::string_view beginning, const RowSet& in,
                              const std::function<void(const WordRows&)>& give);
  /// Pages of the index that reading a word or a beginning takes, roughly; found without reading them.
  Result<std::uint64_t> pages(std::string_view word, bool beginning);
  const RowNumbers& numbers() const { return numbers_; }

 private:
  class Walker;
  explicit Postings(RowNumbers numbers);
  Result<WordRows> take_places(const std::string& term, const RowSet* in);
  Result<void> take_rows(const std::string& term, RowSet& to);
  Result<void> at_term(std::string_view word, const std::function<Result<void>(const std::string&)>& take);
  Result<void> each_term(std::string_view beginning,
                         const std::function<Result<void>(const std::string&)>& take);
  RowNumbers numbers_;
  std::vector<std::unique_ptr<Walker>> walkers_;  // of segments, the newest first
};

}  // namespace clew::store
