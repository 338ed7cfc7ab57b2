#include "pipeline/ingest.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <deque>
#include <thread>

#include "model/record_json.h"
#include "pipeline/accounts.h"
#include "pipeline/finish.h"
#include "pipeline/listing.h"
#include "pipeline/pool.h"
#include "pipeline/record_loader.h"
#include "store/writer.h"

namespace clew::pipeline {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

Work work_on(const store::FileInfo& file, const store::KnownFile& known) {
  Work work;
  ReadTask& task = work.job.task;
  task.path = file.path;
  task.source_length = file.source.size();
  task.kind = file.kind;
  task.dataset = file.dataset;
  task.modified = file.modified;
  task.bytes = file.bytes;
  task.skip_items = known.items;
  task.skip_records = known.records;
  work.fd = ::open(file.path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (work.fd < 0) work.open_error = std::strerror(errno);
  return work;
}

PoolOptions pool_options(const IngestOptions& options) {
  PoolOptions out;
  out.workers =
      options.jobs > 0 ? options.jobs : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  return out;
}

// Writes what workers read into the case, file by file in the order of the listing.
class Ingesting final : public PoolHandler {
 public:
  Ingesting(store::Writer& writer, Listing& listing, const IngestOptions& options, IngestOutcome& outcome)
      : writer_(writer), listing_(listing), options_(options), outcome_(outcome), loader_(writer) {}

  Result<void> resume_accounts() {
    for (const std::string& source : listing_.sources()) {
      model::Ledger ledger;
      ledger.place = source;
      if (auto earlier = TRY(writer_.ledger(source))) ledger = *earlier;
      accounts_.resume(ledger);
    }
    return {};
  }

  // The next file that the case does not have.
  Result<std::optional<Work>> next() {
    while (auto file = listing_.next()) {
      store::KnownFile known = TRY(writer_.known(*file));
      if (known.state == store::FileState::failed && options_.retry) {
        known = TRY(writer_.forget_failed_file(known));
        accounts_.forget_failed(*file);
      }
      if (known.state == store::FileState::read || known.state == store::FileState::failed) continue;
      accounts_.expect(*file);
      files_.push_back({*file, known});
      Work work = work_on(*file, known);
      work.job.task.packed = true;
      return std::optional(std::move(work));
    }
    return std::optional<Work>();
  }

  Result<void> begin(const Job&) override {
    const auto& [file, known] = files_.front();
    TRY(writer_.begin_file(file, known));
    if (outcome_.files == 0) TRY(mark_stale(writer_));
    items_ = known.items;
    model::Ledger earlier;
    if (items_ > 0) {
      if (auto found = TRY(writer_.ledger(file.path))) earlier = *found;
    }
    accounts_.begin_file(file, earlier);
    container_ = items_ > 0;
    return {};
  }

  Result<void> record(const Job&, std::string_view packed) override { return loader_.add_packed(packed); }

  Result<void> item_done(const Job&, bool failed, std::uint64_t bytes) override {
    TRY(loader_.flush());
    accounts_.item_done(failed, loader_.take_duplicate(), bytes);
    if (failed) ++outcome_.failed;
    container_ = true;
    writer_.advance(++items_, 0);
    return commit_if_due();
  }

  Result<void> done(const Job& job, const ReadOutcome& outcome, const std::string& open_error) override {
    TRY(loader_.flush());
    ReadOutcome final = outcome;
    if (!open_error.empty()) {
      final.failed = true;
      TRY(writer_.add_failure(
          {job.task.path, {}, files_.front().file.bytes, "io", "cannot be opened: " + open_error}));
    }
    accounts_.end_file(final, loader_.take_duplicate());
    if (final.failed) ++outcome_.failed;
    if (final.container) TRY(writer_.put_ledger(accounts_.file()));
    container_ = false;
    TRY(writer_.end_file(final.failed, final.sha256));
    files_.pop_front();
    ++outcome_.files;
    return commit_if_due();
  }

  // The books of the sources, with what the listing left out.
  Result<void> close_accounts() {
    writer_.leave_file();
    for (const std::string& folder : listing_.take_unreadable()) {
      const std::size_t cut = folder.rfind(": ");
      TRY(writer_.add_failure(
          {folder.substr(0, cut), {}, 0, "io", "folder cannot be opened" + folder.substr(cut)}));
      ++outcome_.failed;
    }
    for (const std::string& source : listing_.sources())
      accounts_.set_skipped(source, listing_.skipped(source).files, listing_.skipped(source).bytes);
    TRY(put_source_ledgers());
    return writer_.commit();
  }

 private:
  Result<void> put_source_ledgers() {
    for (const std::string& source : listing_.sources()) TRY(writer_.put_ledger(accounts_.source(source)));
    return {};
  }

  Result<void> commit_if_due() {
    if (options_.progress && (outcome_.files % 64 == 0 || container_))
      options_.progress({"read", container_ ? items_ : outcome_.files, container_ ? 0 : listing_.expected(),
                         outcome_.failed});
    if (!writer_.commit_is_due()) return {};
    if (container_) TRY(writer_.put_ledger(accounts_.file()));
    TRY(put_source_ledgers());
    return writer_.commit();
  }

  store::Writer& writer_;
  Listing& listing_;
  const IngestOptions& options_;
  IngestOutcome& outcome_;
  RecordLoader loader_;
  Accounts accounts_;
  struct Given {
    store::FileInfo file;
    store::KnownFile known;
  };
  std::deque<Given> files_;  // to workers, not done
  std::uint64_t items_ = 0;
  bool container_ = false;
};

// Prints what workers read.
class Extracting final : public PoolHandler {
 public:
  Extracting(Listing& listing, const IngestOptions& options, const std::function<bool(std::string_view)>& out,
             IngestOutcome& outcome)
      : listing_(listing), options_(options), out_(out), outcome_(outcome) {
    for (const std::string& source : listing.sources()) {
      model::Ledger ledger;
      ledger.place = source;
      accounts_.resume(ledger);
    }
  }

  Result<std::optional<Work>> next() {
    auto file = listing_.next();
    if (!file) return std::optional<Work>();
    accounts_.expect(*file);
    files_.push_back(*file);
    Work work = work_on(*file, {});
    work.job.task.annotate = true;
    return std::optional(std::move(work));
  }

  Result<void> begin(const Job&) override {
    accounts_.begin_file(files_.front(), {});
    return {};
  }
  Result<void> record(const Job&, std::string_view json) override { return print(json); }
  Result<void> item_done(const Job&, bool failed, std::uint64_t bytes) override {
    accounts_.item_done(failed, false, bytes);
    if (failed) ++outcome_.failed;
    return {};
  }
  Result<void> done(const Job& job, const ReadOutcome& outcome, const std::string& open_error) override {
    ReadOutcome final = outcome;
    final.failed |= !open_error.empty();
    JsonWriter json;
    if (!open_error.empty()) {
      model::write_failure(
          json, {job.task.path, {}, files_.front().bytes, "io", "cannot be opened: " + open_error}, true);
      TRY(print_with_origin(json, job.task, files_.front().bytes));
    }
    accounts_.end_file(final, false);
    if (final.failed) ++outcome_.failed;
    if (final.container) {
      model::write_ledger(json, accounts_.file(), true);
      TRY(print_with_origin(json, job.task, files_.front().bytes, final.sha256));
    }
    files_.pop_front();
    ++outcome_.files;
    if (options_.progress && outcome_.files % 64 == 0)
      options_.progress({"read", outcome_.files, listing_.expected(), outcome_.failed});
    return {};
  }

  Result<void> close_accounts() {
    JsonWriter json;
    for (const std::string& folder : listing_.take_unreadable()) {
      const std::size_t cut = folder.rfind(": ");
      json.clear();
      model::write_failure(
          json, {folder.substr(0, cut), {}, 0, "io", "folder cannot be opened" + folder.substr(cut)}, true);
      TRY(print(json.text()));
      ++outcome_.failed;
    }
    for (const std::string& source : listing_.sources()) {
      accounts_.set_skipped(source, listing_.skipped(source).files, listing_.skipped(source).bytes);
      json.clear();
      model::write_ledger(json, accounts_.source(source), true);
      TRY(print(json.text()));
    }
    return {};
  }

 private:
  Result<void> print(std::string_view line) {
    if (!out_(line)) return Error{Code::io, "the output could not be written", {}, {}};
    return {};
  }
  Result<void> print_with_origin(JsonWriter& json, const ReadTask& task, std::uint64_t bytes,
                                 std::string_view sha256 = {}) {
    std::string line = json.take();
    json.clear();
    line.pop_back();
    if (!sha256.empty()) line += ",\"sha256\":\"" + std::string(sha256) + "\"";
    return print(line + origin_of(bytes, task));
  }

  Listing& listing_;
  const IngestOptions& options_;
  const std::function<bool(std::string_view)>& out_;
  IngestOutcome& outcome_;
  Accounts accounts_;
  std::deque<store::FileInfo> files_;
};

Result<Listing> list(const IngestOptions& options, const std::string& case_path) {
  return Listing::open(options.sources, {options.kind, options.dataset}, case_path);
}

}  // namespace

Result<IngestOutcome> ingest(const std::string& case_path, const IngestOptions& options) {
  const auto start = Clock::now();
  IngestOutcome outcome;
  Listing listing = TRY(list(options, case_path));
  // Workers are forked while nothing is open that they should not have.
  const auto pool = TRY(Pool::start(pool_options(options)));
  store::Writer writer = TRY(store::Writer::open(case_path));
  {
    Ingesting ingesting(writer, listing, options, outcome);
    TRY(ingesting.resume_accounts());
    TRY(pool->run([&] { return ingesting.next(); }, ingesting));
    TRY(ingesting.close_accounts());
  }
  // Beyond this point no source bytes are opened.
  TRY(finish_case(writer, *pool, options.progress, options.annotate));
  outcome.seconds = seconds_since(start);
  TRY(writer.log_run("ingest", outcome.seconds));
  TRY(writer.close());
  return outcome;
}

Result<IngestOutcome> extract(const IngestOptions& options,
                              const std::function<bool(std::string_view)>& out) {
  const auto start = Clock::now();
  IngestOutcome outcome;
  Listing listing = TRY(list(options, {}));
  const auto pool = TRY(Pool::start(pool_options(options)));
  Extracting extracting(listing, options, out, outcome);
  TRY(pool->run([&] { return extracting.next(); }, extracting));
  TRY(extracting.close_accounts());
  outcome.seconds = seconds_since(start);
  return outcome;
}

}  // namespace clew::pipeline
