#include "store/index_segment.h"

#include <algorithm>
#include <queue>

#include "store/index_run.h"
#include "store/segment_pages.h"

namespace clew::store {
namespace {

constexpr std::int64_t kAveragesRow = 1, kStructureRow = 10;
constexpr std::size_t kFlushBytes = 4 << 20;

Error unknown_form(const IndexTable& table) {
  return {
      Code::corrupt, std::string("the full-text index '") + table.name + "' is not in a known form", {}, {}};
}

// The record that lists an index's segments, level by level.
struct Structure {
  struct Segment {
    std::uint64_t id, first, last;
  };
  struct Level {
    std::uint64_t merging;
    std::vector<Segment> segments;
  };
  std::string cookie = std::string(4, '\0');
  std::uint64_t writes = 0;
  std::vector<Level> levels;

  bool read(std::string_view bytes) {
    if (bytes.size() < 4) return false;
    cookie = bytes.substr(0, 4);
    bytes.remove_prefix(4);
    const std::uint64_t n = take_varint(bytes), all = take_varint(bytes);
    writes = take_varint(bytes);
    if (n > 64 || all > 2000) return false;
    std::uint64_t seen = 0;
    for (std::uint64_t i = 0; i < n; ++i) {
      Level& level = levels.emplace_back();
      level.merging = take_varint(bytes);
      const std::uint64_t count = take_varint(bytes);
      if ((seen += count) > all) return false;
      for (std::uint64_t j = 0; j < count; ++j) {
        Segment segment{};
        segment.id = take_varint(bytes);
        segment.first = take_varint(bytes);
        segment.last = take_varint(bytes);
        level.segments.push_back(segment);
      }
    }
    return seen == all && bytes.empty();
  }

  std::string text() const {
    std::string out = cookie;
    append_varint(out, levels.size());
    append_varint(out, count());
    append_varint(out, writes);
    for (const Level& level : levels) {
      append_varint(out, level.merging);
      append_varint(out, level.segments.size());
      for (const Segment& segment : level.segments) {
        append_varint(out, segment.id);
        append_varint(out, segment.first);
        append_varint(out, segment.last);
      }
    }
    return out;
  }

  std::uint64_t count() const {
    std::uint64_t n = 0;
    for (const Level& level : levels) n += level.segments.size();
    return n;
  }

  // The smallest number that no segment bears.
  std::uint64_t free_id() const {
    std::vector<std::uint64_t> used;
    for (const Level& level : levels)
      for (const Segment& segment : level.segments) used.push_back(segment.id);
    std::uint64_t id = 1;
    while (std::find(used.begin(), used.end(), id) != used.end()) ++id;
    return id;
  }
};

Result<std::string> get_record(const Db& db, const IndexTable& table, std::int64_t row) {
  Statement block = TRY(db.prepare("SELECT block FROM " + std::string(table.name) + "_data WHERE id = ?"));
  if (!TRY(block.bind(1, row).step())) return unknown_form(table);
  return block.string(0);
}

Result<Structure> read_structure(const Db& db, const IndexTable& table) {
  Structure structure;
  if (!structure.read(TRY(get_record(db, table, kStructureRow)))) return unknown_form(table);
  return structure;
}

class Segment {
 public:
  Segment(const Db& db, BulkInsert& bulk, const IndexTable& table) : db_(db), bulk_(bulk), table_(table) {}

  Result<void> add(const std::vector<std::string>& runs) {
    Structure structure = TRY(read_structure(db_, table_));
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
    std::string totals = TRY(get_record(db_, table_, kAveragesRow)), out;
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
  return TRY(read_structure(db, table)).count();
}

}  // namespace clew::store
