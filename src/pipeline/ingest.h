// pipeline/ingest.h - the whole engine: sources -> case; and its two halves, extract and load.
//
// This is the first file to read. Each call is a list of passes; each pass commits and can be resumed.
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace clew::pipeline {

/// For people: how far it is. `expected` 0: not known.
struct Progress {
  std::string_view stage;
  std::uint64_t done = 0, expected = 0, failed = 0;
};
using ProgressReport = std::function<void(const Progress&)>;

struct IngestOptions {
  std::vector<std::string> sources;
  std::string kind = "auto";  ///< or "report"
  std::string dataset;
  int jobs = 0;          ///< workers; 0: one for each processor
  bool retry = false;    ///< read again what failed
  bool annotate = true;  ///< else mentions wait for the next ingest, and texts can be searched sooner
  ProgressReport progress;
};

struct IngestOutcome {
  std::uint64_t files = 0;   ///< read in this run
  std::uint64_t failed = 0;  ///< failures of this run: files, items, parts
  double seconds = 0;
};

/// Reads what the case does not have yet, and brings everything derived up to date. Errors: not_found, io (a
/// source or the case cannot be opened), busy, corrupt; a bad file is no error but an entry on the list of
/// what failed.
Result<IngestOutcome> ingest(const std::string& case_path, const IngestOptions& options);

/// The same reading with no case: one JSON record a line to `out`, in the order of the listing.
Result<IngestOutcome> extract(const IngestOptions& options, const std::function<bool(std::string_view)>& out);

/// Writes extract's records into a case. Errors: bad_input with the line's number; what came before it is
/// kept.
Result<IngestOutcome> load(const std::string& case_path, const std::vector<std::istream*>& records,
                           const IngestOptions& options);

}  // namespace clew::pipeline
