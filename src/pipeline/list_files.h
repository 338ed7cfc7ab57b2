// pipeline/list_files.h - sanctions lists read without a case, and files of names to be screened.
//
// Lists are read by the same locked-down workers as at ingest, so that what one knows the other does.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/list.h"

namespace clew::pipeline {

/// Gives each list with its version (its date, or the beginning of its file's hash), then its entries; only
/// lists that are whole. Files in folders that are no lists are passed over. Errors: not_found, io; bad_input
/// (a list that is broken, with its place; a file given by name that is no list).
Result<void> read_list_files(
    const std::vector<std::string>& paths,
    const std::function<void(const model::ListInfo&, const std::string& version)>& list,
    const std::function<void(model::ListEntry&&)>& entry);

/// A name to be screened, and what its row says besides.
struct NameRow {
  std::string name;
  model::ListedKind kind = model::ListedKind::unknown;
  std::vector<std::string> birth_dates, nationalities, identifiers;
};

/// Each name of a file, in order: one a line, or the rows of a CSV whose header has a column for names. "-"
/// is standard input. Stops when `give` gives false. Errors: not_found, bad_input with line and column.
Result<void> each_name(const std::string& path, const std::function<Result<bool>(const NameRow&)>& give);

}  // namespace clew::pipeline
