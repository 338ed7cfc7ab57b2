// pipeline/reading.h - one file -> records: descends into containers and letters, hashes, zones, cuts
// passages.
//
// The first of the two kinds of work. Pure with regard to its input: the same file gives the same records in
// the same order, which is what lets a broken run go on where it stopped. Runs in a locked-down worker: opens
// nothing, writes nothing but records.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/source.h"
#include "read/reader.h"

namespace clew::pipeline {

/// What to read, and how much of its outcome is known already.
struct ReadTask {
  std::string path;               ///< the place of the file
  std::size_t source_length = 0;  ///< bytes of `path` that name the source given by the user
  std::string kind = "auto";      ///< or "report"
  std::string dataset;
  std::int64_t modified = 0;
  std::uint64_t bytes = 0;         ///< as the listing saw it
  std::uint64_t skip_items = 0;    ///< whole items of a container that need not be read again
  std::uint64_t skip_records = 0;  ///< records of the item after them that need not be written again
  std::set<std::string> poison;    ///< places whose reading kills workers, each as "place\ncode\nreason"
  bool annotate = false;           ///< also find the mentions of each passage (`extract`; no home is chosen)
  bool packed = false;             ///< records as bytes for a case (packed.h) in place of JSON
};

/// What the whole file was.
struct ReadOutcome {
  bool failed = false;  ///< nothing of it is in the case
  bool container = false;
  std::uint64_t expected_items = 0;  ///< of a container, those skipped by the task included
  std::uint64_t skipped_bytes = 0;   ///< of a container, by rule
  std::string sha256;                ///< of a container
};

/// Where records go. Called in order.
class RecordOutput {
 public:
  virtual ~RecordOutput() = default;
  /// The place about to be read, before any of its bytes are looked at.
  virtual void announce(std::string_view place) = 0;
  /// One JSON object without line feed, or one packed record, as the task says.
  virtual void record(std::string_view json) = 0;
  /// An item of the file, when it is a container, is complete.
  virtual void item_done(bool failed, std::uint64_t bytes) = 0;
};

/// The end of a record: ,"origin":{...}} with what `load` needs to know about the file that it comes from.
std::string origin_of(std::uint64_t file_bytes, const ReadTask& task);

ReadOutcome read_file(Source& file, const ReadTask& task, const read::Limits& limits, RecordOutput& output);

}  // namespace clew::pipeline
