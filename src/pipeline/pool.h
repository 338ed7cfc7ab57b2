// pipeline/pool.h - the supervisor: gives files to locked-down workers, and their records to one handler in
// order.
//
// Jobs are numbered as they are asked for; the handler hears of them strictly in that order, whichever worker
// was faster, through a buffer of bounded size. A worker that dies costs nothing but time: its jobs are done
// again, and the one that it stood at runs alone in a fresh worker. An item fails only if it passes a limit
// (time, memory) or kills a fresh worker twice, alone; then its reader is told to leave it out. One thread.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "pipeline/worker.h"

namespace clew::pipeline {

struct PoolOptions {
  int workers = 1;
  std::chrono::seconds item_timeout{300};  ///< without any sign of life from the item
  WorkFunction work = do_job;              ///< tests put another in its place
};

/// A file to be worked on; the pool closes `fd`. -1: it could not be opened, `job` then runs as failed.
struct Work {
  Job job;
  int fd = -1;
  std::string open_error;
};

/// Of files of any size on disk some hundreds are opened ahead; of large ones that lie in memory, a few.
enum class JobSize { any, large };

class PoolHandler {
 public:
  virtual ~PoolHandler() = default;
  virtual Result<void> begin(const Job& job) = 0;
  virtual Result<void> record(const Job& job, std::string_view json) = 0;
  virtual Result<void> item_done(const Job& job, bool failed, std::uint64_t bytes) = 0;
  /// `open_error`: why its file could not be opened; else empty.
  virtual Result<void> done(const Job& job, const ReadOutcome& outcome, const std::string& open_error) = 0;
};

class Pool {
 public:
  /// Forks the workers; call before threads or databases are opened. Errors: io, unsupported.
  static Result<std::unique_ptr<Pool>> start(const PoolOptions& options);
  virtual ~Pool() = default;
  /// Runs until `next` gives nothing and all is done. `next` may be called well ahead of the handler.
  /// Errors: the handler's and next's own; internal when workers cannot be kept alive.
  virtual Result<void> run(const std::function<Result<std::optional<Work>>()>& next, PoolHandler& handler,
                           JobSize size = JobSize::any) = 0;
};

}  // namespace clew::pipeline
