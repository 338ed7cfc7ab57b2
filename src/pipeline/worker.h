// pipeline/worker.h - one child process: takes jobs from its supervisor, gives frames back.
//
// Jobs come as messages over a socket, each with the descriptor of the file to read; frames go into a pipe.
// The place that is being read stands in a page shared with the supervisor, so that it is known even when the
// worker is gone in an instant.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "pipeline/reading.h"

namespace clew::pipeline {

enum class JobKind : std::uint8_t { read, study };

/// A job as it travels.
struct Job {
  std::uint64_t number = 0;
  JobKind kind = JobKind::read;
  ReadTask task;  ///< of a study job: nothing; its file holds the texts (see studying.h)
};

/// Where a worker stands; in shared memory, written by the worker, read by the supervisor after its death.
struct Standing {
  std::uint64_t job = 0;
  std::uint32_t length = 0;
  char place[8000] = {};
};

enum class FrameKind : std::uint8_t {
  record,  ///< a JSON object, or a packed record
  item,    ///< an item of a container is complete: 1 byte failed, 8 bytes size
  done,    ///< the job is complete: an encoded ReadOutcome
};

struct FrameHead {
  std::uint32_t length = 0;  ///< of the payload
  FrameKind kind = FrameKind::record;
  std::uint64_t job = 0;
};

std::string encode(const Job& job);
Job decode_job(std::string_view message);
std::string encode(const ReadOutcome& outcome);
ReadOutcome decode_outcome(std::string_view payload);

/// Largest encoded job; longer ones cannot be sent.
inline constexpr std::size_t kMaxJobBytes = 60'000;

/// What a worker does with a job and its file; gives what the whole was.
using WorkFunction = ReadOutcome (*)(const Job& job, Source& file, RecordOutput& output);
/// Reading or studying, as the job says.
ReadOutcome do_job(const Job& job, Source& file, RecordOutput& output);

/// The worker's life: until the socket closes. Never returns.
[[noreturn]] void run_worker(int jobs_socket, int frames_pipe, Standing* standing, WorkFunction work);

}  // namespace clew::pipeline
