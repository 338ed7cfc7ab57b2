#include "pipeline/finish.h"

#include <sys/mman.h>
#include <unistd.h>

#include <deque>

#include "pipeline/assemble_case.h"
#include "pipeline/resolve_case.h"
#include "pipeline/settle_dates.h"
#include "pipeline/study_text.h"
#include "pipeline/studying.h"
#include "pipeline/thread_case.h"
#include "store/case.h"
#include "store/homes.h"
#include "store/newest.h"
#include "store/status.h"
#include "store/studies.h"
#include "store/text_sizes.h"

namespace clew::pipeline {
namespace {

constexpr std::size_t kBatchBytes = 1 << 20;

// Texts go out in batches, in their order; what workers found comes back in the same order.
class Studying final : public PoolHandler {
 public:
  Studying(store::Studies& studies, const ProgressReport& progress)
      : studies_(studies), progress_(progress) {}

  Result<std::optional<Work>> next() {
    Packer requests;
    store::Studies::Batch batch;
    TRY(studies_.next_batch(kBatchBytes,
                            {[&](const store::TextToStudy& text) { request_text(requests, text); },
                             [&](std::int64_t document, std::string_view subject) {
                               request_subject(requests, document, subject);
                             }},
                            batch));
    if (batch.empty()) return std::optional<Work>();
    Work work;
    work.job.kind = JobKind::study;
    work.fd = ::memfd_create("texts", MFD_CLOEXEC);
    if (work.fd < 0) return Error{Code::io, "cannot make a temporary file in memory", {}, {}};
    std::string_view rest = requests.bytes();
    while (!rest.empty()) {
      const ssize_t n = ::write(work.fd, rest.data(), rest.size());
      if (n <= 0) return Error{Code::io, "cannot write to a temporary file in memory", {}, {}};
      rest.remove_prefix(static_cast<std::size_t>(n));
    }
    batches_.push_back(std::move(batch));
    return std::optional(std::move(work));
  }

  Result<void> begin(const Job&) override { return {}; }
  Result<void> record(const Job&, std::string_view record) override { return add_studied(record, studies_); }
  Result<void> item_done(const Job&, bool, std::uint64_t) override { return {}; }
  Result<void> done(const Job&, const ReadOutcome&, const std::string&) override {
    TRY(studies_.finish_batch(batches_.front()));
    if (progress_) progress_({"study", static_cast<std::uint64_t>(batches_.front().upto.text), 0, 0});
    batches_.pop_front();
    return {};
  }

 private:
  store::Studies& studies_;
  const ProgressReport& progress_;
  std::deque<store::Studies::Batch> batches_;
};

}  // namespace

Result<void> mark_stale(store::Writer& writer) { return writer.set_property("derived", "stale"); }

Result<void> derive_case(const store::Db& db, const std::function<void(std::string_view)>& tell) {
  tell("thread");
  TRY(thread_case(db));
  tell("people");
  TRY(resolve_case(db));
  TRY(settle_dates(db));
  tell("compare");
  TRY(assemble_case(db));
  tell("count");
  TRY(store::compute_totals(db));
  return store::list_newest(db);
}

Result<void> finish_case(store::Writer& writer, Pool& pool, const ProgressReport& progress, bool annotate) {
  const store::Db& db = writer.db();
  const auto tell = [&](std::string_view stage) {
    if (progress) progress({stage, 0, 0, 0});
  };
  const bool stale =
      TRY(db.number("SELECT value = 'stale' FROM properties WHERE name = 'derived'")).value_or(0) != 0;
  // Beyond this point no source bytes are read, and no document appears.
  if (stale) {
    tell("index");
    TRY(store::ensure_indexes(db));
    tell("settle");
    TRY(store::settle_homes(db, writer.bulk()));
  }
  const auto version = annotate ? std::optional(kStudyVersion) : std::nullopt;
  auto studies = TRY(store::Studies::open(db, writer.bulk(), version));
  const bool studied = stale || TRY(studies.pending());
  if (studied) {
    tell("study");
    Studying studying(studies, progress);
    TRY(pool.run([&] { return studying.next(); }, studying, JobSize::large));
    TRY(stale ? studies.commit_mentions() : studies.commit());
  }
  if (!stale) {
    if (!studied) return {};
    TRY(resolve_case(db));
    TRY(settle_dates(db));
    return assemble_case(db);
  }
  // Beyond this point no new mention appears. The words merge meanwhile.
  TRY(derive_case(db, tell));
  TRY(studies.commit());
  TRY(store::list_text_sizes(db));
  TRY(writer.set_property("derived", "fresh"));
  TRY(writer.commit());
  // Last, since it only saves room: a case that has doubled since it was packed is packed again.
  tell("pack");
  return store::pack_if_grown(db);
}

}  // namespace clew::pipeline
