// store/segment_pages.h - the pages of one FTS5 segment: terms and lists of rows in, leaf pages out.
//
// The rules are those of SQLite's fts5_index.c (fts5WriteAppendTerm and its neighbours), so that FTS5 reads
// the result as its own. One thread at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/bulk.h"

namespace clew::store {

class SegmentPages {
 public:
  /// `page_size`: the table's pgsz. Pages gather in the two tables of rows until they are taken.
  SegmentPages(std::int64_t segment, std::size_t page_size);

  /// A term, greater than the one before in the order of its bytes.
  void begin_term(std::string_view term);
  /// A row of the current term, with the varint of its places' length (doubled) and the places.
  void add_row(std::int64_t row, std::string_view size, std::string_view places);
  /// Ends the segment. Gives the number of its last page; 0: it has none.
  std::int64_t finish();

  Rows data{2};   ///< id, block
  Rows index{3};  ///< segid, term, pgno

 private:
  struct Level {  // of the doclist-index: which pages of a long list begin with which row
    std::string bytes;
    std::int64_t page = 0, before = 0;
    bool has_before = false;
  };

  std::size_t used() const { return page_.size() + terms_on_page_.size(); }
  void end_page();
  void begin_index_entry(std::string_view term);
  void end_index_entry();
  void append_to_doclist_index(std::int64_t row);
  bool end_doclist_index();
  std::int64_t page_id(std::int64_t page) const { return segment_ << 37 | page; }
  std::int64_t doclist_index_id(std::int64_t level, std::int64_t page) const {
    return segment_ << 37 | std::int64_t{1} << 36 | level << 31 | page;
  }

  std::int64_t segment_;
  std::size_t page_size_;
  std::string page_ = std::string(4, '\0'), terms_on_page_, term_;
  std::size_t last_term_at_ = 0;
  std::int64_t page_number_ = 1, pages_without_term_ = 0;
  bool first_term_on_page_ = true, first_row_on_page_ = true, first_row_of_term_ = true;
  std::int64_t last_row_ = 0;
  std::string entry_term_;
  std::int64_t entry_page_ = 1;
  std::vector<Level> levels_ = std::vector<Level>(1);
};

}  // namespace clew::store
