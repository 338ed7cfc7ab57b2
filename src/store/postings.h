// store/postings.h - where each word stands, read from the pages of an FTS5 index themselves.
//
// FTS5 answers for one row after the other and pays for each; what a search needs is all rows of a word at
// once, which lie side by side: some nanoseconds each. The format is that of SQLite's fts5_index.c (leaf
// pages, %_idx, versions 4 and 5); store/segment_pages.h writes the same. A row in several segments counts as
// the newest has it. Whatever the bytes are, nothing is read outside of them. Threads: one at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/db.h"

namespace clew::store {

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

/// Reads FTS5's list of places of a row: numbers of words, ascending. Replaces `to`.
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

  Result<WordRows> rows_of(std::string_view word);
  /// One call for each word that begins so, in the order of their bytes.
  Result<void> each_beginning(std::string_view beginning, const std::function<void(const WordRows&)>& give);
  /// Pages of the index that one of the two reads, roughly; found without reading them.
  Result<std::uint64_t> pages(std::string_view word, bool beginning);
  const RowNumbers& numbers() const { return numbers_; }

 private:
  class Walker;
  explicit Postings(RowNumbers numbers);
  Result<WordRows> take(const std::string& term);
  RowNumbers numbers_;
  std::vector<std::unique_ptr<Walker>> walkers_;  // of segments, the newest first
};

}  // namespace clew::store
