// pipeline/accounts.h - keeps the books of one run: an account for each source and each container file.
//
// expected = read + failed + skipped. What was expected is counted apart from what was read, so that a
// difference would show. One thread.
#pragma once

#include <map>
#include <string>

#include "model/document.h"
#include "pipeline/reading.h"
#include "store/writer.h"

namespace clew::pipeline {

class Accounts {
 public:
  /// The account of a source as an earlier run left it.
  void resume(const model::Ledger& ledger);
  /// A file was listed that will be read; counted into what the source expects.
  void expect(const store::FileInfo& file);
  /// It was counted as failed by an earlier run and is tried again.
  void forget_failed(const store::FileInfo& file);
  void begin_file(const store::FileInfo& file, const model::Ledger& earlier);
  /// An item of the current file, when it is a container.
  void item_done(bool failed, bool duplicate, std::uint64_t bytes);
  /// The current file is done. `duplicate`: a single document that the case had already.
  void end_file(const ReadOutcome& outcome, bool duplicate);
  /// What the listing left out by rule.
  void set_skipped(const std::string& source, std::uint64_t files, std::uint64_t bytes);

  const model::Ledger& file() const { return file_; }
  const model::Ledger& source(const std::string& path) { return sources_[path]; }

 private:
  std::map<std::string, model::Ledger> sources_;
  model::Ledger file_;
  store::FileInfo info_;
};

}  // namespace clew::pipeline
