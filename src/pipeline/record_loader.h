// pipeline/record_loader.h - records (JSON lines, as `extract` prints them, or packed) -> the case's writer.
//
// The one way into the case, for `ingest` and `load` alike, so that both give the same. One thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/writer.h"

namespace clew::pipeline {

/// What `load` needs to know of a record before it goes in.
struct LoadedRecord {
  std::string kind, place, document;  ///< document: of a failure
  bool top_level = false;             ///< a document that is an item itself, not attached to one
  std::optional<store::FileInfo> origin;
  model::Ledger ledger;
};

class RecordLoader {
 public:
  explicit RecordLoader(store::Writer& writer);
  ~RecordLoader();
  /// One record. A document waits for its passages: they reach the writer with the next other record, or
  /// flush(). Errors: bad_input (no JSON, no such record), and the writer's.
  Result<void> add(std::string_view json);
  /// The same for a record in bytes (packed.h), whose document has its passages with it.
  Result<void> add_packed(std::string_view packed);
  /// The two halves of add(), for a caller that must look between. The line need not outlive the call.
  Result<LoadedRecord> parse(std::string_view json);
  Result<void> add_parsed();
  /// Sends on what waits; call at the end of each item and file.
  Result<void> flush();
  /// Whether the first document since the last call was one that the case had already.
  bool take_duplicate();
  /// Of the ledger parsed last: the hash of its container, and whether it bore an origin (a source's does
  /// not).
  const std::string& ledger_sha256() const;
  bool has_origin() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace clew::pipeline
