#include "store/index_segment.h"

#include <algorithm>
#include <queue>

#include "store/index_run.h"
#include "store/index_structure.h"
#include "store/segment_pages.h"

namespace clew::store {
namespace {

Error broken_run() { return {Code::internal, "a worker gave words that cannot be read", {}, {}}; }

Result<void> add_rows(const RunReader& reader, SegmentPages& pages) {
  std::int64_t row = reader.first_row();
  std::string_view rest = reader.rest();
  for (bool first = true; first || !rest.empty(); first = false) {
    if (!first) row = row_after(row, take_varint(rest));
    const std::string_view before = rest;
    const std::uint64_t length = take_varint(rest) / 2;
    const std::string_view size = before.substr(0, before.size() - rest.size());
    if (length == 0 || length > rest.size()) return broken_run();
    pages.add_row(row, size, rest.substr(0, length));
    rest.remove_prefix(length);
  }
  return {};
}

}  // namespace

struct NewSegment::State {
  const Db& db;
  IndexTable table;
  IndexStructure structure;
  std::int64_t id;
  SegmentPages pages;
  std::int64_t last_page = 0;
  std::uint64_t rows = 0, words = 0;
  Rows sizes{2};

  std::string name(const char* part) const { return std::string(table.name) + '_' + part; }
  Result<void> put(std::int64_t row, std::string_view bytes) {
    Statement block = TRY(db.prepare("UPDATE " + name("data") + " SET block = ? WHERE id = ?"));
    return block.bind_blob(1, bytes).bind(2, row).run();
  }

  Result<void> merge_words(const std::vector<std::string>& runs) {
    std::vector<RunReader> readers(runs.size());
    // Runs with the same term come in their own order, which is that of their rows.
    const auto later = [&](std::size_t a, std::size_t b) {
      const RunReader &one = readers[a], &other = readers[b];
      if (one.prefix() != other.prefix()) return one.prefix() > other.prefix();
      const int order = one.term().compare(other.term());
      return order != 0 ? order > 0 : a > b;
    };
    std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> queue(later);
    for (std::size_t i = 0; i < runs.size(); ++i) {
      if (!RunReader::open(runs[i], readers[i])) return broken_run();
      if (readers[i].next()) queue.push(i);
      if (readers[i].broken()) return broken_run();
    }
    std::string term;
    bool begun = false;
    while (!queue.empty()) {
      const std::size_t i = queue.top();
      queue.pop();
      RunReader& reader = readers[i];
      if (!begun || reader.term() != term) {
        term = reader.term();
        begun = true;
        pages.begin_term(term);
      }
      TRY(add_rows(reader, pages));
      if (reader.next()) queue.push(i);
      if (reader.broken()) return broken_run();
    }
    last_page = pages.finish();
    return {};
  }

  // How many rows there are, and how many words in each: BM25 asks.
  Result<void> gather_sizes(const std::vector<std::string>& runs) {
    for (const std::string& run : runs) {
      RunReader reader;
      if (!RunReader::open(run, reader)) return broken_run();
      std::int64_t row = 0;
      for (std::string_view rest = reader.sizes(); !rest.empty();) {
        row = row_after(row, take_varint(rest));
        const std::string_view before = rest;
        words += take_varint(rest);
        if (rest.size() == before.size()) return broken_run();  // cut: it would go on for ever
        ++rows;
        if (table.keeps_row_sizes) sizes.add(row).add_blob(before.substr(0, before.size() - rest.size()));
      }
    }
    return {};
  }

  Result<void> write_sizes(BulkInsert& bulk) {
    TRY(bulk.move("INSERT INTO " + name("docsize") + " SELECT c0, c1 FROM feed", sizes));
    std::string totals = TRY(index_record(db, table.name, kAveragesRow)), out;
    std::string_view rest = totals;
    append_varint(out, take_varint(rest) + rows);
    append_varint(out, take_varint(rest) + words);
    return put(kAveragesRow, out);
  }
};

NewSegment::NewSegment(std::unique_ptr<State> state) : state_(std::move(state)) {}
NewSegment::NewSegment(NewSegment&&) noexcept = default;
NewSegment& NewSegment::operator=(NewSegment&&) noexcept = default;
NewSegment::~NewSegment() = default;

Result<NewSegment> NewSegment::open(const Db& db, const IndexTable& table) {
  IndexStructure structure = TRY(index_structure(db, table.name));
  const auto id = static_cast<std::int64_t>(structure.free_id());
  const auto page_size =
      TRY(db.number("SELECT v FROM " + std::string(table.name) + "_config WHERE k = 'pgsz'")).value_or(4050);
  return NewSegment(std::unique_ptr<State>(
      new State{db, table, std::move(structure), id, SegmentPages(id, static_cast<std::size_t>(page_size))}));
}

Result<void> NewSegment::merge(const std::vector<std::string>& runs) {
  TRY(state_->merge_words(runs));
  return state_->gather_sizes(runs);
}

Result<void> NewSegment::write(BulkInsert& bulk) {
  State& s = *state_;
  TRY(bulk.move("INSERT INTO " + s.name("data") + " SELECT c0, c1 FROM feed", s.pages.data));
  TRY(bulk.move("INSERT INTO " + s.name("idx") + " SELECT c0, c1, c2 FROM feed", s.pages.index));
  TRY(s.write_sizes(bulk));
  if (s.last_page == 0) return {};
  auto& levels = s.structure.levels;
  if (levels.empty()) levels.emplace_back();
  levels[0].segments.push_back(
      {static_cast<std::uint64_t>(s.id), 1, static_cast<std::uint64_t>(s.last_page)});
  return s.put(kStructureRow, s.structure.text());
}

Result<void> add_segment(const Db& db, BulkInsert& bulk, const IndexTable& table,
                         const std::vector<std::string>& runs) {
  if (runs.empty()) return {};
  auto segment = TRY(NewSegment::open(db, table));
  TRY(segment.merge(runs));
  return segment.write(bulk);
}

Result<std::uint64_t> count_segments(const Db& db, const IndexTable& table) {
  return TRY(index_structure(db, table.name)).count();
}

}  // namespace clew::store
