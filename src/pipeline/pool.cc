#include "pipeline/pool.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <deque>
#include <map>
#include <vector>

#include "base/fold.h"
#include "pipeline/sandbox.h"

namespace clew::pipeline {
namespace {

using Clock = std::chrono::steady_clock;

// Jobs are sent ahead, so that no worker waits while rows are written: enough for some hundredths of a
// second, and so few in all that their open files pass no common limit (1,024 a process).
constexpr std::size_t kJobsAWorker = 256, kJobsInAll = 640;
constexpr std::size_t kLargeJobsAWorker = 4;     // whose files lie in memory
constexpr std::size_t kBufferBytes = 24u << 20;  // records of jobs whose turn has not come
constexpr int kMaxBarrenDeaths = 20;             // workers in a row that died without a sign of work

// A job from its asking to its end.
struct Slot {
  Job job;
  int fd = -1;
  std::string open_error;
  std::string frames;  // received before its turn
  bool begun = false, finished = false, alone = false;
  std::uint64_t items = 0, records = 0;  // received: whole items, and records since
  std::map<std::string, int> deaths;     // while alone, by place
};

struct Worker {
  pid_t pid = -1;
  int jobs = -1, frames = -1;
  Standing* standing = nullptr;
  std::deque<std::uint64_t> outstanding;
  std::string input;
  bool exclusive = false;  // runs one suspected job
  bool full = false;       // its socket takes no more until a job is done
  bool timed_out = false;
  Clock::time_point alive = Clock::now();
  std::uint64_t last_job = 0;
  std::string last_place;
};

class ForkPool final : public Pool {
 public:
  explicit ForkPool(const PoolOptions& options) : options_(options) {
    workers_.resize(static_cast<std::size_t>(std::max(1, options.workers)));
  }
  ~ForkPool() override {
    for (Worker& worker : workers_) {
      if (worker.pid > 0) ::kill(worker.pid, SIGKILL), ::waitpid(worker.pid, nullptr, 0);
      for (const int fd : {worker.jobs, worker.frames})
        if (fd >= 0) ::close(fd);
      if (worker.standing != nullptr) ::munmap(worker.standing, sizeof(Standing));
    }
    for (auto& [number, slot] : slots_)
      if (slot.fd >= 0) ::close(slot.fd);
  }

  Result<void> start_all() {
    warm_fold_tables();  // shared by all children
    for (Worker& worker : workers_) TRY(start(worker));
    return {};
  }

  Result<void> run(const std::function<Result<std::optional<Work>>()>& next, PoolHandler& handler,
                   JobSize size) override {
    large_jobs_ = size == JobSize::large;
    bool exhausted = false;
    for (;;) {
      TRY(dispatch(next, exhausted));
      TRY(deliver(handler));
      if (exhausted && slots_.empty()) return {};
      TRY(receive());
    }
  }

 private:
  Result<void> start(Worker& worker) {
    const auto failed = [](const char* doing) {
      return Error{Code::io, std::string(doing) + ": " + std::strerror(errno), {}, {}};
    };
    int sockets[2], pipes[2];
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0)
      return failed("cannot make a socket");
    if (::pipe2(pipes, O_CLOEXEC) != 0) return failed("cannot make a pipe");
    ::fcntl(pipes[1], F_SETPIPE_SZ, 1 << 20);  // fewer switches; refused is fine
    if (worker.standing == nullptr) {
      void* page =
          ::mmap(nullptr, sizeof(Standing), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
      if (page == MAP_FAILED) return failed("cannot share memory");
      worker.standing = static_cast<Standing*>(page);
    }
    *worker.standing = Standing();
    const pid_t pid = ::fork();
    if (pid < 0) return failed("cannot start a worker");
    if (pid == 0) become_worker(sockets[1], pipes[1], worker.standing, options_.work);
    ::close(sockets[1]);
    ::close(pipes[1]);
    ::fcntl(pipes[0], F_SETFL, O_NONBLOCK);
    worker.pid = pid;
    worker.jobs = sockets[0];
    worker.frames = pipes[0];
    worker.input.clear();
    worker.outstanding.clear();
    worker.exclusive = worker.full = worker.timed_out = false;
    worker.alive = Clock::now();
    return {};
  }

  // In the child: nothing of the supervisor's may stay open.
  [[noreturn]] static void become_worker(int jobs, int frames, Standing* standing, WorkFunction work) {
    constexpr int kJobs = 3, kFrames = 4;
    const int safe_jobs = ::fcntl(jobs, F_DUPFD, 10), safe_frames = ::fcntl(frames, F_DUPFD, 10);
    ::dup2(safe_jobs, kJobs);
    ::dup2(safe_frames, kFrames);
    ::close_range(kFrames + 1, ~0u, 0);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGINT, SIG_IGN);  // the supervisor ends its children itself
    run_worker(kJobs, kFrames, standing, work);
  }

  // ---- giving jobs out

  Result<void> dispatch(const std::function<Result<std::optional<Work>>()>& next, bool& exhausted) {
    for (;;) {
      Worker* worker = least_busy();
      if (worker == nullptr) return {};
      std::uint64_t number = 0;
      if (!again_.empty()) {
        number = again_.front();
        Slot& slot = slots_.at(number);
        if (slot.alone && !worker->outstanding.empty()) return {};  // waits for a worker of its own
        again_.pop_front();
      } else {
        if (exhausted || buffered_ > kBufferBytes) return {};
        auto work = TRY(next());
        if (!work) {
          exhausted = true;
          return {};
        }
        number = ++last_number_;
        Slot& slot = slots_[number];
        slot.job = std::move(work->job);
        slot.job.number = number;
        slot.items = slot.job.task.skip_items;
        slot.records = slot.job.task.skip_records;
        slot.fd = work->fd;
        slot.open_error = std::move(work->open_error);
        if (slot.fd < 0) {
          slot.finished = true;
          continue;
        }
      }
      TRY(send(*worker, slots_.at(number)));
    }
  }

  Worker* least_busy() {
    const std::size_t most = large_jobs_
                                 ? kLargeJobsAWorker
                                 : std::clamp(kJobsInAll / workers_.size(), kLargeJobsAWorker, kJobsAWorker);
    Worker* best = nullptr;
    for (Worker& worker : workers_)
      if (!worker.exclusive && !worker.full && worker.outstanding.size() < most &&
          (best == nullptr || worker.outstanding.size() < best->outstanding.size()))
        best = &worker;
    return best;
  }

  Result<void> send(Worker& worker, Slot& slot) {
    slot.job.task.skip_items = slot.items;
    slot.job.task.skip_records = slot.records;
    std::string message = encode(slot.job);
    if (message.size() > kMaxJobBytes) {
      slot.open_error = "its path, or the list of its items that fail, is too long";
      slot.finished = true;
      return {};
    }
    iovec part{message.data(), message.size()};
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
    msghdr head{};
    head.msg_iov = &part;
    head.msg_iovlen = 1;
    head.msg_control = control;
    head.msg_controllen = sizeof control;
    cmsghdr* passed = CMSG_FIRSTHDR(&head);
    passed->cmsg_level = SOL_SOCKET;
    passed->cmsg_type = SCM_RIGHTS;
    passed->cmsg_len = CMSG_LEN(sizeof(int));
    std::memcpy(CMSG_DATA(passed), &slot.fd, sizeof(int));
    if (worker.outstanding.empty()) worker.alive = Clock::now();
    worker.outstanding.push_back(slot.job.number);
    worker.exclusive = slot.alone;
    ssize_t n;
    do n = ::sendmsg(worker.jobs, &head, MSG_NOSIGNAL | MSG_DONTWAIT);
    while (n < 0 && errno == EINTR);
    // Too much is on its way: waiting here could be for ever, since the worker may wait for us to read.
    if (n < 0 && (errno == EAGAIN || errno == ETOOMANYREFS) && worker.outstanding.size() > 1) {
      worker.outstanding.pop_back();
      worker.exclusive = false;
      worker.full = true;
      again_.push_front(slot.job.number);
      return {};
    }
    // A worker that is gone is noticed by the end of its pipe; the job is among its outstanding ones then.
    if (n < 0 && errno != EPIPE && errno != ECONNRESET && errno != ENOTCONN) {
      slot.open_error = std::string("cannot be handed to a worker: ") + std::strerror(errno);
      slot.finished = true;
      worker.outstanding.pop_back();
      worker.exclusive = false;
    }
    return {};
  }

  // ---- taking frames in

  Result<void> receive() {
    std::vector<pollfd> polled;
    std::vector<Worker*> owners;
    const bool full = buffered_ > kBufferBytes;
    for (Worker& worker : workers_) {
      const bool holds_front =
          !slots_.empty() && std::find(worker.outstanding.begin(), worker.outstanding.end(),
                                       slots_.begin()->first) != worker.outstanding.end();
      if (full && !holds_front) {
        worker.alive = Clock::now();  // it may be waiting for us
        continue;
      }
      polled.push_back({worker.frames, POLLIN, 0});
      owners.push_back(&worker);
    }
    const bool ready_now = !slots_.empty() && slots_.begin()->second.finished;
    const int ready = ::poll(polled.data(), polled.size(), ready_now ? 0 : 1000);
    if (ready < 0 && errno != EINTR)
      return Error{Code::io, std::string("poll: ") + std::strerror(errno), {}, {}};
    for (std::size_t i = 0; i < polled.size(); ++i) {
      Worker& worker = *owners[i];
      if ((polled[i].revents & (POLLIN | POLLHUP | POLLERR)) != 0) {
        worker.alive = Clock::now();
        TRY(read_frames(worker));
      } else {
        check_alive(worker);
      }
    }
    return {};
  }

  void check_alive(Worker& worker) {
    if (worker.outstanding.empty() || worker.timed_out) return;
    const std::string place(worker.standing->place,
                            std::min<std::size_t>(worker.standing->length, sizeof(Standing::place)));
    if (worker.standing->job != worker.last_job || place != worker.last_place) {
      worker.last_job = worker.standing->job;
      worker.last_place = place;
      worker.alive = Clock::now();
    } else if (Clock::now() - worker.alive > options_.item_timeout) {
      worker.timed_out = true;
      ::kill(worker.pid, SIGKILL);
    }
  }

  Result<void> read_frames(Worker& worker) {
    char block[1 << 18];
    const ssize_t n = ::read(worker.frames, block, sizeof block);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) return {};
    if (n > 0) {
      worker.input.append(block, static_cast<std::size_t>(n));
      barren_deaths_ = 0;
      take_frames(worker);
      return {};
    }
    return bury(worker);
  }

  void take_frames(Worker& worker) {
    std::string_view rest = worker.input;
    FrameHead head;
    while (rest.size() >= sizeof head) {
      std::memcpy(&head, rest.data(), sizeof head);
      if (rest.size() < sizeof head + head.length) break;
      take_frame(worker, head, rest.substr(0, sizeof head + head.length));
      rest.remove_prefix(sizeof head + head.length);
    }
    worker.input.erase(0, worker.input.size() - rest.size());
  }

  void take_frame(Worker& worker, const FrameHead& head, std::string_view whole) {
    const auto found = slots_.find(head.job);
    if (found == slots_.end() || found->second.finished) return;
    Slot& slot = found->second;
    slot.frames.append(whole);
    buffered_ += whole.size();
    switch (head.kind) {
      case FrameKind::record:
        ++slot.records;
        return;
      case FrameKind::item:
        ++slot.items;
        slot.records = 0;
        return;
      case FrameKind::done:
        slot.finished = true;
        worker.outstanding.erase(std::find(worker.outstanding.begin(), worker.outstanding.end(), head.job));
        worker.exclusive = worker.full = false;
        ::close(slot.fd);
        slot.fd = -1;
    }
  }

  // ---- a worker is gone

  Result<void> bury(Worker& worker) {
    int status = 0;
    ::waitpid(worker.pid, &status, 0);
    ::close(worker.jobs);
    ::close(worker.frames);
    worker.pid = worker.jobs = worker.frames = -1;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 76)
      return Error{Code::unsupported, "workers cannot be locked in on this system", {}, "seccomp is needed"};
    blame(worker, status);
    for (auto number = worker.outstanding.rbegin(); number != worker.outstanding.rend(); ++number)
      again_.push_front(*number);
    if (++barren_deaths_ > kMaxBarrenDeaths)
      return Error{Code::internal, "workers die before they do anything", {}, {}};
    return start(worker);
  }

  // Finds the item that the worker stood at, and what is to be done about it.
  void blame(const Worker& worker, int status) {
    const std::uint64_t number = worker.standing->job;
    const auto found = slots_.find(number);
    if (found == slots_.end() || found->second.finished) return;
    Slot& slot = found->second;
    const std::string place(worker.standing->place,
                            std::min<std::size_t>(worker.standing->length, sizeof(Standing::place)));
    const auto give_up = [&](std::string_view code, const std::string& reason) {
      slot.job.task.poison.insert(place + '\n' + std::string(code) + '\n' + reason);
      slot.alone = false;
    };
    if (worker.timed_out) {
      give_up("timeout", "no sign of life for " + std::to_string(options_.item_timeout.count()) + " seconds");
    } else if (WIFEXITED(status) && WEXITSTATUS(status) == kOutOfMemory) {
      give_up("memory", "reading it takes more memory than a worker may have");
    } else if (!slot.alone) {
      slot.alone = true;
    } else if (++slot.deaths[place] >= 2) {
      give_up("crash", WIFSIGNALED(status)
                           ? std::string("its reader crashed (") + ::strsignal(WTERMSIG(status)) + ")"
                           : "its reader ended unexpectedly");
    }
  }

  // ---- handing on, in order

  Result<void> deliver(PoolHandler& handler) {
    while (!slots_.empty()) {
      Slot& slot = slots_.begin()->second;
      if (!slot.begun) {
        slot.begun = true;
        TRY(handler.begin(slot.job));
      }
      ReadOutcome outcome;
      std::string_view rest = slot.frames;
      FrameHead head;
      while (!rest.empty()) {
        std::memcpy(&head, rest.data(), sizeof head);
        const std::string_view payload = rest.substr(sizeof head, head.length);
        rest.remove_prefix(sizeof head + head.length);
        switch (head.kind) {
          case FrameKind::record:
            TRY(handler.record(slot.job, payload));
            break;
          case FrameKind::item: {
            std::uint64_t bytes = 0;
            std::memcpy(&bytes, payload.data() + 1, sizeof bytes);
            TRY(handler.item_done(slot.job, payload[0] != 0, bytes));
            break;
          }
          case FrameKind::done:
            outcome = decode_outcome(payload);
            break;
        }
      }
      buffered_ -= slot.frames.size();
      slot.frames.clear();
      if (!slot.finished) return {};
      TRY(handler.done(slot.job, outcome, slot.open_error));
      if (slot.fd >= 0) ::close(slot.fd);
      slots_.erase(slots_.begin());
    }
    return {};
  }

  PoolOptions options_;
  std::vector<Worker> workers_;
  std::map<std::uint64_t, Slot> slots_;  // by number: the first is the one whose turn it is
  std::deque<std::uint64_t> again_;      // jobs of workers that died
  std::uint64_t last_number_ = 0;
  std::size_t buffered_ = 0;
  bool large_jobs_ = false;
  int barren_deaths_ = 0;
};

}  // namespace

Result<std::unique_ptr<Pool>> Pool::start(const PoolOptions& options) {
  auto pool = std::make_unique<ForkPool>(options);
  TRY(pool->start_all());
  return std::unique_ptr<Pool>(std::move(pool));
}

}  // namespace clew::pipeline
