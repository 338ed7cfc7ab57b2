#include "pipeline/accounts.h"

namespace clew::pipeline {

void Accounts::resume(const model::Ledger& ledger) {
  model::Ledger& l = sources_[ledger.place] = ledger;
  // What earlier runs finished stays; what they skipped is listed anew.
  l.expected = l.read + l.failed;
  l.bytes_expected = l.bytes_read + l.bytes_failed;
  l.skipped = l.bytes_skipped = 0;
}

void Accounts::expect(const store::FileInfo& file) {
  model::Ledger& l = sources_[file.source];
  l.place = file.source;
  ++l.expected;
  l.bytes_expected += file.bytes;
}

void Accounts::forget_failed(const store::FileInfo& file) {
  model::Ledger& l = sources_[file.source];
  --l.failed;
  --l.expected;
  l.bytes_failed -= file.bytes;
  l.bytes_expected -= file.bytes;
}

void Accounts::begin_file(const store::FileInfo& file, const model::Ledger& earlier) {
  info_ = file;
  file_ = earlier;
  file_.place = file.path;
}

void Accounts::item_done(bool failed, bool duplicate, std::uint64_t bytes) {
  (failed ? file_.failed : file_.read) += 1;
  (failed ? file_.bytes_failed : file_.bytes_read) += bytes;
  if (duplicate) ++file_.duplicates;
}

void Accounts::end_file(const ReadOutcome& outcome, bool duplicate) {
  model::Ledger& l = sources_[info_.source];
  (outcome.failed ? l.failed : l.read) += 1;
  (outcome.failed ? l.bytes_failed : l.bytes_read) += info_.bytes;
  if (outcome.container) {
    file_.expected = outcome.expected_items;
    file_.bytes_expected = info_.bytes;
    file_.bytes_skipped = outcome.skipped_bytes;
  } else if (duplicate) {
    ++l.duplicates;
  }
}

void Accounts::set_skipped(const std::string& source, std::uint64_t files, std::uint64_t bytes) {
  model::Ledger& l = sources_[source];
  l.place = source;
  l.expected += files - l.skipped;
  l.bytes_expected += bytes - l.bytes_skipped;
  l.skipped = files;
  l.bytes_skipped = bytes;
}

}  // namespace clew::pipeline
