// pipeline/recorder.h - what reading found, as records: JSON lines for `extract`, packed bytes for a case.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "model/document.h"
#include "model/list.h"
#include "pipeline/packed.h"

namespace clew::pipeline {

struct ReadTask;

/// One call gives one record or more, in an order that depends on the input alone. One thread at a time.
class Recorder {
 public:
  /// Takes one record; the bytes die when the call returns.
  using Put = std::function<void(std::string_view)>;

  virtual ~Recorder() = default;
  virtual void document(const model::Document& document, const PackedText& text, const Put& put) = 0;
  /// The next piece of the long text of `document`.
  virtual void piece(const model::Document& document, const PackedText& text, const Put& put) = 0;
  /// `document` is a list: once before its entries, once, complete, behind them.
  virtual void list(const model::Document& document, const model::ListInfo& info, bool complete,
                    const Put& put) = 0;
  virtual void list_entry(const model::Document& document, const model::ListEntry& entry, const Put& put) = 0;
  virtual void failure(const model::Failure& failure, const Put& put) = 0;
  virtual void ledger(const model::Ledger& ledger, const Put& put) = 0;
};

/// JSON lines as the contract says, each with the origin of its file; with mentions if the task wants them.
std::unique_ptr<Recorder> json_recorder(const ReadTask& task, std::uint64_t file_bytes);
/// See packed.h.
std::unique_ptr<Recorder> packing_recorder();

}  // namespace clew::pipeline
