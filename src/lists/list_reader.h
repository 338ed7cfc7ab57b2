// lists/list_reader.h - one sanctions list's bytes in, its entries out.
//
// A format knows one published form and nothing else: no disk, case or other format. Formats are stateless
// and safe from any thread; they never throw and never print. Everything they meet is hostile. A list is
// read wholly or not at all: after an Error nothing that was given may be used.
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "base/result.h"
#include "base/source.h"
#include "model/list.h"

namespace clew::lists {

/// Takes entries in the order of the file; an Error ends the reading and is handed on.
using EntrySink = std::function<Result<void>(model::ListEntry&)>;

struct Format {
  std::string_view name;   ///< stable id, stored in the case: "ofac-csv"
  std::string_view title;  ///< for people
  /// By content: the file is a list of this form. `head`: its first 4 KiB or less; `file_name`: without
  /// folders, decides only between lists of one form.
  bool (*matches)(std::string_view head, std::string_view file_name);
  /// Reads all of `file`, which stands at its start. Errors: bad_input, limit (both with line and column),
  /// unsupported, io.
  Result<model::ListInfo> (*read)(Source& file, std::string_view file_name, const EntrySink& sink);
};

/// All formats, in asking order: see list_readers.cc.
std::span<const Format* const> formats();
/// Whose form this file has, or nullptr: it is no list.
const Format* choose_format(std::string_view head, std::string_view file_name);

/// Reads a list through its format and looks after what holds for all: an id that stands twice with the same
/// name, or with no name, becomes a supplement; one with another name gets an id of its own; a file in which
/// more than one entry of twenty is there twice is no list (bad_input with the place of the first). Counts.
/// Errors: the format's; bad_input when there is no entry at all.
Result<model::ListInfo> read_list(const Format& format, Source& file, std::string_view file_name,
                                  const EntrySink& sink);

}  // namespace clew::lists
