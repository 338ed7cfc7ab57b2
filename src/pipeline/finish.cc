#include "pipeline/finish.h"

#include <simdjson.h>
#include <sys/mman.h>
#include <unistd.h>

#include <charconv>
#include <deque>

#include "annotate/annotate.h"
#include "model/document.h"
#include "pipeline/annotating.h"
#include "pipeline/resolve_case.h"
#include "pipeline/thread_case.h"
#include "store/annotations.h"
#include "store/case.h"
#include "store/homes.h"
#include "store/status.h"

namespace clew::pipeline {
namespace {

constexpr std::size_t kBatchBytes = 1 << 20;

// Passages go out in batches, in the order of their texts; their mentions come back in the same order.
class Annotating final : public PoolHandler {
 public:
  Annotating(store::Annotations& store, const ProgressReport& progress)
      : store_(store), progress_(progress) {}

  Result<std::optional<Work>> next() {
    std::string requests;
    store::Annotations::Batch batch;
    TRY(store_.next_batch(
        kBatchBytes,
        [&](const store::PassageAtHome& p) {
          requests += annotate_request(p.passage, p.text, {p.language, p.zone, p.date});
        },
        batch));
    if (batch.empty()) return std::optional<Work>();
    Work work;
    work.job.kind = JobKind::annotate;
    work.fd = ::memfd_create("passages", MFD_CLOEXEC);
    if (work.fd < 0) return Error{Code::io, "cannot make a temporary file in memory", {}, {}};
    std::string_view rest = requests;
    while (!rest.empty()) {
      const ssize_t n = ::write(work.fd, rest.data(), rest.size());
      if (n <= 0) return Error{Code::io, "cannot write to a temporary file in memory", {}, {}};
      rest.remove_prefix(static_cast<std::size_t>(n));
    }
    batches_.push_back(std::move(batch));
    return std::optional(std::move(work));
  }

  Result<void> begin(const Job&) override { return {}; }
  Result<void> record(const Job&, std::string_view json) override {
    simdjson::dom::element record;
    std::int64_t passage = 0;
    simdjson::dom::array list;
    if (parser_.parse(json.data(), json.size()).get(record) != simdjson::SUCCESS ||
        record["passage"].get(passage) != simdjson::SUCCESS ||
        record["mentions"].get(list) != simdjson::SUCCESS)
      return Error{Code::internal, "a worker gave no mentions", {}, {}};
    for (const simdjson::dom::element one : list) {
      std::uint64_t start = 0, end = 0;
      std::string_view type, value;
      double confidence = 1;
      if (one.at(0).get(start) != simdjson::SUCCESS || one.at(1).get(end) != simdjson::SUCCESS ||
          one.at(2).get(type) != simdjson::SUCCESS || one.at(3).get(value) != simdjson::SUCCESS ||
          one.at(4).get(confidence) != simdjson::SUCCESS)
        return Error{Code::internal, "a worker gave no mention", {}, {}};
      TRY(store_.add(passage, start, end, type, value, confidence));
    }
    return {};
  }
  Result<void> item_done(const Job&, bool, std::uint64_t) override { return {}; }
  Result<void> done(const Job&, const ReadOutcome&, const std::string&) override {
    TRY(store_.finish_batch(batches_.front()));
    if (progress_) progress_({"annotate", static_cast<std::uint64_t>(batches_.front().last_text), 0, 0});
    batches_.pop_front();
    return {};
  }

 private:
  store::Annotations& store_;
  const ProgressReport& progress_;
  std::deque<store::Annotations::Batch> batches_;
  simdjson::dom::parser parser_;
};

}  // namespace

Result<void> mark_stale(store::Writer& writer) { return writer.set_property("derived", "stale"); }

Result<void> finish_case(store::Writer& writer, Pool& pool, const ProgressReport& progress) {
  const store::Db& db = writer.db();
  const auto tell = [&](std::string_view stage) {
    if (progress) progress({stage, 0, 0, 0});
  };
  const bool stale =
      TRY(db.number("SELECT value = 'stale' FROM properties WHERE name = 'derived'")).value_or(0) != 0;
  tell("settle");
  TRY(store::settle_homes(db, writer.bulk()));
  auto annotations = TRY(store::Annotations::open(db, annotate::kVersion));
  if (stale || annotations.outdated()) {
    tell("annotate");
    Annotating annotating(annotations, progress);
    TRY(pool.run([&] { return annotating.next(); }, annotating));
    TRY(annotations.commit());
  }
  if (!stale) return {};
  // Beyond this point no new mention appears.
  tell("thread");
  TRY(thread_case(db));
  tell("people");
  TRY(resolve_case(db));
  tell("count");
  TRY(store::compute_totals(db));
  TRY(writer.set_property("derived", "fresh"));
  TRY(writer.commit());
  // Last, since it only saves room: a case that has doubled since it was packed is packed again.
  tell("pack");
  return store::pack_if_grown(db);
}

}  // namespace clew::pipeline
