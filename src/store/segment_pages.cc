#include "store/segment_pages.h"

#include <algorithm>

#include "store/index_run.h"

namespace clew::store {
namespace {

constexpr std::int64_t kMinPagesWithoutTerm = 4;  // FTS5_MIN_DLIDX_SIZE

void put_u16(std::string& page, std::size_t at, std::size_t value) {
  page[at] = static_cast<char>(value >> 8);
  page[at + 1] = static_cast<char>(value);
}

std::size_t common_prefix(std::string_view a, std::string_view b) {
  const auto end = std::mismatch(
      a.begin(), a.begin() + static_cast<std::ptrdiff_t>(std::min(a.size(), b.size())), b.begin());
  return static_cast<std::size_t>(end.first - a.begin());
}

}  // namespace

SegmentPages::SegmentPages(std::int64_t segment, std::size_t page_size)
    : segment_(segment), page_size_(page_size) {}

void SegmentPages::begin_term(std::string_view term) {
  // FTS5 keeps the main index apart from prefix indexes by a byte before each term.
  const std::string key = '0' + std::string(term);
  if (used() + key.size() + 2 >= page_size_ && page_.size() > 4) end_page();
  append_varint(terms_on_page_, page_.size() - last_term_at_);
  last_term_at_ = page_.size();
  std::size_t shared = common_prefix(term_, key);
  if (first_term_on_page_) {
    // The shortest string that tells this page from the one before stands for it in the index.
    if (page_number_ != 1)
      begin_index_entry(std::string_view(key).substr(0, term_.empty() ? key.size() : shared + 1));
    shared = 0;
  } else {
    append_varint(page_, shared);
  }
  append_varint(page_, key.size() - shared);
  page_.append(key, shared);
  term_ = key;
  first_term_on_page_ = first_row_on_page_ = false;
  first_row_of_term_ = true;
  levels_[0].page = page_number_;
}

void SegmentPages::add_row(std::int64_t row, std::string_view size, std::string_view places) {
  if (used() >= page_size_) end_page();
  if (first_row_on_page_) {
    put_u16(page_, 0, page_.size());
    append_to_doclist_index(row);
  }
  append_varint(page_,
                static_cast<std::uint64_t>(first_row_of_term_ || first_row_on_page_ ? row : row - last_row_));
  last_row_ = row;
  first_row_of_term_ = first_row_on_page_ = false;
  page_ += size;
  // Places may go on on the next page, but no number is cut.
  while (used() + places.size() >= page_size_) {
    const std::size_t room = page_size_ > used() ? page_size_ - used() : 0;
    std::string_view rest = places;
    while (places.size() - rest.size() < room) take_varint(rest);
    page_ += places.substr(0, places.size() - rest.size());
    places = rest;
    end_page();
  }
  page_ += places;
}

void SegmentPages::end_page() {
  put_u16(page_, 2, page_.size());
  if (first_term_on_page_) {
    // No term begins here. A doclist-index that is under way notes a page without a row by a zero.
    if (first_row_on_page_ && !levels_[0].bytes.empty()) levels_[0].bytes.push_back('\0');
    ++pages_without_term_;
  } else {
    page_ += terms_on_page_;
  }
  data.add(page_id(page_number_)).add_blob(page_);
  page_.assign(4, '\0');
  terms_on_page_.clear();
  last_term_at_ = 0;
  ++page_number_;
  first_term_on_page_ = first_row_on_page_ = true;
}

void SegmentPages::begin_index_entry(std::string_view term) {
  end_index_entry();
  entry_term_ = term;
  entry_page_ = page_number_;
}

void SegmentPages::end_index_entry() {
  if (entry_page_ == 0) return;
  const bool has_doclist_index = end_doclist_index();
  index.add(segment_).add_blob(entry_term_).add(entry_page_ << 1 | (has_doclist_index ? 1 : 0));
  entry_page_ = 0;
}

void SegmentPages::append_to_doclist_index(std::int64_t row) {
  bool done = false;
  for (std::size_t i = 0; !done; ++i) {
    if (levels_[i].bytes.size() >= page_size_) {
      // This page of it is full: its successor's first row goes up a level.
      levels_[i].bytes[0] = 1;  // not the root
      data.add(doclist_index_id(static_cast<std::int64_t>(i), levels_[i].page)).add_blob(levels_[i].bytes);
      if (levels_.size() < i + 2) levels_.resize(i + 2);
      if (levels_[i + 1].bytes.empty()) {
        std::string_view first = levels_[i].bytes;
        first.remove_prefix(1);
        take_varint(first);
        const std::uint64_t first_row = take_varint(first);
        Level& up = levels_[i + 1];
        up.page = levels_[i].page;
        append_varint(up.bytes, 0);
        append_varint(up.bytes, static_cast<std::uint64_t>(levels_[i].page));
        append_varint(up.bytes, first_row);
        up.has_before = true;
        up.before = static_cast<std::int64_t>(first_row);
      }
      levels_[i].bytes.clear();
      levels_[i].has_before = false;
      ++levels_[i].page;
    } else {
      done = true;
    }
    Level& level = levels_[i];
    std::int64_t value = row - level.before;
    if (!level.has_before) {
      append_varint(level.bytes, done ? 0 : 1);
      append_varint(level.bytes, static_cast<std::uint64_t>(i == 0 ? page_number_ : levels_[i - 1].page));
      value = row;
    }
    append_varint(level.bytes, static_cast<std::uint64_t>(value));
    level.has_before = true;
    level.before = row;
  }
}

// True: it was worth writing.
bool SegmentPages::end_doclist_index() {
  const bool write = !levels_[0].bytes.empty() && pages_without_term_ >= kMinPagesWithoutTerm;
  for (std::size_t i = 0; i < levels_.size() && !levels_[i].bytes.empty(); ++i) {
    if (write)
      data.add(doclist_index_id(static_cast<std::int64_t>(i), levels_[i].page)).add_blob(levels_[i].bytes);
    levels_[i].bytes.clear();
    levels_[i].has_before = false;
  }
  pages_without_term_ = 0;
  return write;
}

std::int64_t SegmentPages::finish() {
  if (page_.size() > 4) end_page();
  if (page_number_ > 1) end_index_entry();
  return page_number_ - 1;
}

}  // namespace clew::store
