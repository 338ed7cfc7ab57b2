// load: extract's records -> case. The counterpart of Ingesting in ingest.cc, with a stream in place of
// workers.
#include <map>
#include <optional>

#include "pipeline/finish.h"
#include "pipeline/ingest.h"
#include "pipeline/pool.h"
#include "pipeline/record_loader.h"
#include "store/writer.h"

namespace clew::pipeline {
namespace {

class Loading {
 public:
  Loading(store::Writer& writer, IngestOutcome& outcome)
      : writer_(writer), outcome_(outcome), loader_(writer) {}

  Result<void> add(std::string_view line) {
    const LoadedRecord record = TRY(loader_.parse(line));
    if (record.origin && !(file_ && record.origin->path == file_->path)) TRY(enter(*record.origin));
    if (record.kind == "ledger") return add_ledger(record.ledger);
    if (skip_) return {};
    if (record.kind == "document" && record.top_level) TRY(end_item());
    if (record.kind == "document") has_documents_ = true;
    if (record.kind == "failure" && record.document.empty()) {
      // What is said of a file that gave nothing; of one that gave something it is a loss.
      if (file_ && record.place == file_->path) failed_ = !has_documents_;
      if (!file_) ++outcome_.failed;  // a folder that could not be opened
    }
    return loader_.add_parsed();
  }

  Result<void> finish() {
    TRY(leave(""));
    return writer_.commit();
  }

 private:
  Result<void> enter(const store::FileInfo& file) {
    TRY(leave(""));
    const store::KnownFile known = TRY(writer_.known(file));
    skip_ = known.state == store::FileState::read || known.state == store::FileState::failed;
    file_ = file;
    if (skip_) return {};
    TRY(writer_.begin_file(file, known));
    if (outcome_.files++ == 0) TRY(mark_stale(writer_));
    return {};
  }

  // The current file is complete. `sha256`: of a container.
  Result<void> leave(std::string_view sha256) {
    TRY(end_item());
    if (file_ && !skip_) {
      if (failed_) ++outcome_.failed;
      TRY(writer_.end_file(failed_, sha256));
      if (sha256.empty() && duplicates_ > 0) ++source_duplicates_[file_->source];
    }
    file_.reset();
    skip_ = failed_ = has_documents_ = false;
    duplicates_ = 0;
    if (writer_.commit_is_due()) return writer_.commit();
    return {};
  }

  Result<void> end_item() {
    TRY(loader_.flush());
    if (loader_.take_duplicate()) ++duplicates_;
    return {};
  }

  // Duplicates are known only here: extract has no case to compare with.
  Result<void> add_ledger(model::Ledger ledger) {
    if (file_ && ledger.place == file_->path && !ledger_is_source(ledger)) {
      if (skip_) return leave("");
      TRY(end_item());
      ledger.duplicates = duplicates_;
      outcome_.failed += ledger.failed;
      failed_ = false;  // its items have their own account
      TRY(writer_.put_ledger(ledger));
      return leave(loader_.ledger_sha256());
    }
    if (skip_) return {};
    if (ledger_is_source(ledger)) {
      TRY(leave(""));
      ledger.duplicates = source_duplicates_[ledger.place];
      if (auto earlier = TRY(writer_.ledger(ledger.place)); earlier && outcome_.files == 0) return {};
    }
    TRY(loader_.flush());
    return writer_.put_ledger(ledger);
  }

  bool ledger_is_source(const model::Ledger&) const {
    return loader_.ledger_sha256().empty() && !loader_.has_origin();
  }

  store::Writer& writer_;
  IngestOutcome& outcome_;
  RecordLoader loader_;
  std::optional<store::FileInfo> file_;
  std::map<std::string, std::uint64_t> source_duplicates_;
  std::uint64_t duplicates_ = 0;
  bool skip_ = false, failed_ = false, has_documents_ = false;
};

}  // namespace

Result<IngestOutcome> load(const std::string& case_path, const std::vector<std::istream*>& records,
                           const IngestOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  IngestOutcome outcome;
  PoolOptions pool_options;
  pool_options.workers = std::max(1, options.jobs);
  const auto pool = TRY(Pool::start(pool_options));
  store::Writer writer = TRY(store::Writer::open(case_path));
  Loading loading(writer, outcome);
  std::string line;
  for (std::istream* stream : records) {
    std::uint64_t number = 0;
    while (std::getline(*stream, line)) {
      ++number;
      if (line.empty()) continue;
      if (auto added = loading.add(line); !added) {
        TRY(writer.commit());
        return std::move(added).error().in("line " + std::to_string(number));
      }
      if (options.progress && number % 4096 == 0) options.progress({"load", number, 0, outcome.failed});
    }
  }
  TRY(loading.finish());
  TRY(finish_case(writer, *pool, options.progress));
  outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  TRY(writer.log_run("load", outcome.seconds));
  TRY(writer.close());
  return outcome;
}

}  // namespace clew::pipeline
