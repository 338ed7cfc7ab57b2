// view/export_csv.h - people, ties and documents of a case as tables in CSV (RFC 4180, UTF-8, header first).
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "base/result.h"
#include "store/db.h"
#include "view/export_text.h"

namespace clew::view {

enum class Table { people, ties, documents };
std::string_view name_of(Table table);
/// Errors: usage.
Result<Table> table_of(std::string_view name);
std::span<const Table> all_tables();

/// People by letters, ties by row, documents in order of listing (every copy). Cells that a spreadsheet would
/// compute get a leading apostrophe. Errors: those of the store and of `out`.
Result<void> export_csv(const store::Db& db, Table table, const Out& out);

}  // namespace clew::view
