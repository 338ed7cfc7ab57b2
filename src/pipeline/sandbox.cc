#include "pipeline/sandbox.h"

#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <memory>
#include <new>

namespace clew::pipeline {
namespace {

constexpr int kAllowed[] = {
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(pread64),
    SCMP_SYS(pwrite64),
    SCMP_SYS(readv),
    SCMP_SYS(writev),
    SCMP_SYS(lseek),
    SCMP_SYS(close),
    SCMP_SYS(mmap),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(mprotect),
    SCMP_SYS(madvise),
    SCMP_SYS(brk),
    SCMP_SYS(futex),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(tgkill),
    SCMP_SYS(recvmsg),
    SCMP_SYS(poll),
    SCMP_SYS(getrandom),
    SCMP_SYS(sched_yield),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(ftruncate),
    SCMP_SYS(sched_getaffinity),
};

constexpr int kSanitizersAlso[] = {SCMP_SYS(pipe), SCMP_SYS(pipe2), SCMP_SYS(readlink), SCMP_SYS(prctl)};

[[noreturn]] void out_of_memory() { ::_exit(kOutOfMemory); }

}  // namespace

Result<void> lock_in(const SandboxLimits& limits) {
  const auto failed = [](const char* doing) {
    return Error{Code::unsupported, std::string(doing) + ": " + std::strerror(errno), {}, {}};
  };
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return failed("cannot tie a worker to its supervisor");
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return failed("cannot give up privileges");
  // A crash is expected of hostile input, and its core would hold the evidence.
  const rlimit none{0, 0};
  if (::setrlimit(RLIMIT_CORE, &none) != 0) return failed("cannot switch core files off");
  if (limits.address_space != 0) {
    const rlimit space{limits.address_space, limits.address_space};
    if (::setrlimit(RLIMIT_AS, &space) != 0) return failed("cannot limit memory");
  }
  std::set_new_handler(out_of_memory);
  const std::unique_ptr<void, void (*)(void*)> filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)), seccomp_release);
  if (filter == nullptr) return failed("cannot make a system call filter");
  for (const int call : kAllowed)
    if (seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0) != 0)
      return failed("cannot allow a system call");
  if (limits.for_sanitizers)
    for (const int call : kSanitizersAlso)
      if (seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0) != 0)
        return failed("cannot allow a system call");
  if (seccomp_load(filter.get()) != 0) return failed("cannot load the system call filter");
  return {};
}

}  // namespace clew::pipeline
