#include "store/index_structure.h"

#include <algorithm>

#include "store/index_run.h"

namespace clew::store {
namespace {

Error unknown_form(const std::string& table) {
  return {Code::corrupt, "the full-text index '" + table + "' is not in a known form", {}, {}};
}

}  // namespace

bool IndexStructure::read(std::string_view bytes) {
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
    const std::uint64_t here = take_varint(bytes);
    if ((seen += here) > all) return false;
    for (std::uint64_t j = 0; j < here; ++j) {
      Segment segment{};
      segment.id = take_varint(bytes);
      segment.first = take_varint(bytes);
      segment.last = take_varint(bytes);
      level.segments.push_back(segment);
    }
  }
  return seen == all && bytes.empty();
}

std::string IndexStructure::text() const {
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

std::uint64_t IndexStructure::count() const {
  std::uint64_t n = 0;
  for (const Level& level : levels) n += level.segments.size();
  return n;
}

std::uint64_t IndexStructure::free_id() const {
  std::vector<std::uint64_t> used;
  for (const Level& level : levels)
    for (const Segment& segment : level.segments) used.push_back(segment.id);
  std::uint64_t id = 1;
  while (std::find(used.begin(), used.end(), id) != used.end()) ++id;
  return id;
}

Result<std::string> index_record(const Db& db, const std::string& table, std::int64_t row) {
  Statement block = TRY(db.prepare("SELECT block FROM " + table + "_data WHERE id = ?"));
  if (!TRY(block.bind(1, row).step())) return unknown_form(table);
  return block.string(0);
}

Result<IndexStructure> index_structure(const Db& db, const std::string& table) {
  IndexStructure structure;
  if (!structure.read(TRY(index_record(db, table, kStructureRow)))) return unknown_form(table);
  return structure;
}

}  // namespace clew::store
