// pipeline/sandbox.h - locks a worker process in: from then on it can compute, read and write the descriptors
// it has, and receive more from its supervisor. No network, no exec, no opening of files (seccomp, Linux).
#pragma once

#include <cstdint>

#include "base/result.h"

namespace clew::pipeline {

struct SandboxLimits {
  std::uint64_t address_space = std::uint64_t{2} << 30;  ///< bytes; 0: no limit
  bool for_sanitizers = false;  ///< also allows the few calls by which sanitizers probe memory
};

/// The calling process dies with its parent, may use so much memory and no more, and makes no system call
/// outside of a short list: others fail with EPERM. Cannot be undone. Call while single-threaded. Errors:
/// unsupported.
Result<void> lock_in(const SandboxLimits& limits);

/// Exit status of a worker that ran out of memory.
inline constexpr int kOutOfMemory = 77;

}  // namespace clew::pipeline
