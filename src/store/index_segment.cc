#include "store/index_segment.h"

#include <queue>

#include "store/index_run.h"
#include "store/index_structure.h"
#include "store/segment_pages.h"

namespace clew::store {
namespace {

constexpr std::size_t kFlushBytes = 4 << 20;

class Segment {
 public:
  Segment(const Db& db, BulkInsert& bulk, const IndexTable& table) : db_(db), bulk_(bulk), table_(table) {}

  Result<void> add(const std::vector<std::string>& runs) {
    IndexStructure structure = TRY(index_structure(db_, table_.name));
    const std::uint64_t id = structure.free_id();
    const auto page_size =
        TRY(db_.number("SELECT v FROM " + name("config") + " WHERE k = 'pgsz'")).value_or(4050);
    SegmentPages pages(static_cast<std::int64_t>(id), static_cast<std::size_t>(page_size));
    TRY(merge(runs, pages));
    const std::int64_t last = pages.finish();
    TRY(write(pages));
    TRY(add_sizes(runs));
    if (last == 0) return {};
    if (structure.levels.empty()) structure.levels.emplace_back();
    structure.levels[0].segments.push_back({id, 1, static_cast<std::uint64_t>(last)});
    return put(kStructureRow, structure.text());
  }

 private:
  std::string name(const char* part) const { return std::string(table_.name) + '_' + part; }
  Result<void> put(std::int64_t row, std::string_view bytes) {
    Statement block = TRY(db_.prepare("UPDATE " + name("data") + " SET block = ? WHERE id = ?"));
    return block.bind_blob(1, bytes).bind(2, row).run();
  }

  Result<void> write(SegmentPages& pages) {
    written_ = 0;
    const std::string data = "INSERT INTO " + name("data") + " SELECT c0, c1 FROM feed";
    const std::string index = "INSERT INTO " + name("idx") + " SELECT c0, c1, c2 FROM feed";
    TRY(bulk_.move(data, pages.data));
    return bulk_.move(index, pages.index);
  }

  Result<void> merge(const std::vector<std::string>& runs, SegmentPages& pages) {
    std::vector<RunReader> readers(runs.size());
    // Runs with the same term come in their own order, which is that of their rows.
    const auto later = [&](std::size_t a, std::size_t b) {
      const int order = readers[a].term().compare(readers[b].term());
      return order != 0 ? order > 0 : a > b;
    };
    std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> queue(later);
    for (std::size_t i = 0; i < runs.size(); ++i) {
      if (!RunReader::open(runs[i], readers[i])) return broken_run();
      if (readers[i].next()) queue.push(i);
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
      if (written_ >= kFlushBytes) TRY(write(pages));
    }
    return {};
  }

  Result<void> add_rows(const RunReader& reader, SegmentPages& pages) {
    std::int64_t row = reader.first_row();
    std::string_view rest = reader.rest();
    written_ += rest.size();
    for (bool first = true; first || !rest.empty(); first = false) {
      if (!first) row += static_cast<std::int64_t>(take_varint(rest));
      const std::string_view before = rest;
      const std::uint64_t length = take_varint(rest) / 2;
      const std::string_view size = before.substr(0, before.size() - rest.size());
      if (length == 0 || length > rest.size()) return broken_run();
      pages.add_row(row, size, rest.substr(0, length));
      rest.remove_prefix(length);
    }
    return {};
  }

  // How many rows there are, and how many words in each: BM25 asks.
  Result<void> add_sizes(const std::vector<std::string>& runs) {
    std::uint64_t rows = 0, words = 0;
    Rows sizes(2);
    for (const std::string& run : runs) {
      RunReader reader;
      if (!RunReader::open(run, reader)) return broken_run();
      std::int64_t row = 0;
      for (std::string_view rest = reader.sizes(); !rest.empty();) {
        row += static_cast<std::int64_t>(take_varint(rest));
        const std::string_view before = rest;
        words += take_varint(rest);
        ++rows;
        if (table_.keeps_row_sizes) sizes.add(row).add_blob(before.substr(0, before.size() - rest.size()));
      }
    }
    TRY(bulk_.move("INSERT INTO " + name("docsize") + " SELECT c0, c1 FROM feed", sizes));
    std::string totals = TRY(index_record(db_, table_.name, kAveragesRow)), out;
    std::string_view rest = totals;
    append_varint(out, take_varint(rest) + rows);
    append_varint(out, take_varint(rest) + words);
    return put(kAveragesRow, out);
  }

  static Error broken_run() { return {Code::internal, "a worker gave words that cannot be read", {}, {}}; }

  const Db& db_;
  BulkInsert& bulk_;
  const IndexTable& table_;
  std::size_t written_ = 0;
};

}  // namespace

Result<void> add_segment(const Db& db, BulkInsert& bulk, const IndexTable& table,
                         const std::vector<std::string>& runs) {
  if (runs.empty()) return {};
  return Segment(db, bulk, table).add(runs);
}

Result<std::uint64_t> count_segments(const Db& db, const IndexTable& table) {
  return TRY(index_structure(db, table.name)).count();
}

}  // namespace clew::store
