// OFAC's SDN and consolidated lists as CSV, published as several files without headers: entries (SDN.CSV,
// CONS_PRIM.CSV: 12 columns), other names (ALT.CSV: 5), addresses (ADD.CSV: 6), remarks that go on
// (SDN_COMMENTS.CSV: 2). "-0-" is an empty cell; a lone 0x1A may end the file.
#include <algorithm>
#include <array>

#include "lists/entry.h"
#include "lists/list_reader.h"
#include "lists/ofac_remarks.h"
#include "lists/place.h"
#include "lists/rows.h"

namespace clew::lists {
namespace {

using model::ListDetailKind;
using model::ListEntry;
using model::ListNameKind;

bool is_number(std::string_view text) {
  return !text.empty() && text.size() < 10 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Columns tell the files apart: what stands in them must be what is published there.
std::string_view part_of(const std::vector<std::string>& cells) {
  if (cells.empty() || !is_number(cells[0])) return "no";
  if (cells.size() == 12) {
    const std::string type = clean(cells[2]);
    const bool known = type.empty() || kind_of(type) != model::ListedKind::unknown;
    return known && !clean(cells[1]).empty() && std::count(cells.begin() + 4, cells.end(), "-0- ") >= 3
               ? ""
               : "no";
  }
  if (cells.size() == 5 && is_number(cells[1]) &&
      (same_word(clean(cells[2]), "aka") || same_word(clean(cells[2]), "fka") ||
       same_word(clean(cells[2]), "nka")))
    return "names";
  if (cells.size() == 6 && is_number(cells[1]) && clean(cells[5]).empty()) return "addresses";
  return "no";
}

bool matches(std::string_view head, std::string_view file_name) {
  const std::vector<std::string> cells = first_row(head, ',');
  if (part_of(cells) != "no") return true;
  return cells.size() == 2 && is_number(cells[0]) && has_word(file_name, "comments.csv");
}

Result<void> wrong_columns(const Row& row, std::size_t expected) {
  if (row.cells.size() == expected && is_number(row.cells[0])) return {};
  if (row.cells.size() == expected)
    return bad_place(row.line, 1, "the first column is no number of an entry: '" + row.cells[0] + "'");
  return bad_place(
      row.line, 1,
      std::to_string(row.cells.size()) + " columns where the file has " + std::to_string(expected));
}

void read_entry(const Row& row, ListEntry& entry) {
  const std::string type = clean(row.cells[2]);
  entry.kind = type.empty() ? model::ListedKind::organisation : kind_of(type);
  add_name(entry, row.cells[1], ListNameKind::primary);
  // Several programmes stand in one cell: "SDGT] [IRGC".
  add_each(entry, ListDetailKind::programme, row.cells[3], "[];");
  add(entry, ListDetailKind::position, row.cells[4]);
  static constexpr std::array<std::string_view, 6> kVessel{
      "call sign", "vessel type", "tonnage", "gross registered tonnage", "flag", "owner"};
  for (std::size_t i = 0; i < kVessel.size(); ++i) {
    const std::string value = clean(row.cells[5 + i]);
    if (value.empty()) continue;
    if (i == 5)
      entry.relations.push_back({model::ListTie::owner, {}, value, -1, "vessel owner"});
    else if (i == 0)
      add(entry, ListDetailKind::identifier, value, kVessel[i]);
    else if (i == 4)
      add(entry, ListDetailKind::country, value, kVessel[i]);
    else
      add(entry, ListDetailKind::remark, std::string(kVessel[i]) + " " + value);
  }
  read_ofac_remarks(clean(row.cells[11]), entry);
}

void read_supplement(std::string_view part, const Row& row, ListEntry& entry) {
  entry.supplement = true;
  if (part == "names") {
    add_name(entry, row.cells[3], alias_kind(row.cells[2]));
    add(entry, ListDetailKind::remark, row.cells[4]);
  } else if (part == "addresses") {
    add(entry, ListDetailKind::address, join({row.cells[2], row.cells[3], row.cells[4]}, ", "), row.cells[4]);
  } else {
    read_ofac_remarks(clean(row.cells[1]), entry);
  }
}

Result<model::ListInfo> read(Source& file, std::string_view file_name, const EntrySink& sink) {
  Rows rows = TRY(Rows::open(file, ','));
  Row row;
  model::ListInfo info;
  info.name = ofac_list_name(file_name);
  std::size_t columns = 0;
  while (TRY(rows.next(row))) {
    if (columns == 0) {
      columns = row.cells.size();
      info.part = columns == 2 ? "remarks" : columns == 5 ? "names" : columns == 6 ? "addresses" : "";
    }
    TRY(wrong_columns(row, columns));
    ListEntry entry;
    entry.id = row.cells[0];
    entry.line = row.line;
    if (columns == 12)
      read_entry(row, entry);
    else
      read_supplement(info.part, row, entry);
    if (columns == 12 && entry.names.empty()) return bad_place(row.line, 1, "an entry without a name");
    TRY(sink(entry));
  }
  return info;
}

}  // namespace

extern const Format kOfacCsv;
const Format kOfacCsv{"ofac-csv", "OFAC, CSV without header", matches, read};

}  // namespace clew::lists
