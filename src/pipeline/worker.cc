#include "pipeline/worker.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <exception>

#include "base/fold.h"
#include "pipeline/sandbox.h"
#include "pipeline/studying.h"
#include "read/eml.h"

namespace clew::pipeline {
namespace {

constexpr std::size_t kFlushBytes = 64 * 1024;

// A tiny archive for messages between processes of one program: same layout on both ends.
void put(std::string& to, std::uint64_t value) {
  to.append(reinterpret_cast<const char*>(&value), sizeof value);
}
void put(std::string& to, std::string_view text) {
  put(to, static_cast<std::uint64_t>(text.size()));
  to.append(text);
}
std::uint64_t take_number(std::string_view& from) {
  std::uint64_t value = 0;
  CHECK(from.size() >= sizeof value);
  std::memcpy(&value, from.data(), sizeof value);
  from.remove_prefix(sizeof value);
  return value;
}
std::string take_text(std::string_view& from) {
  const std::uint64_t size = take_number(from);
  CHECK(from.size() >= size);
  std::string text(from.substr(0, size));
  from.remove_prefix(size);
  return text;
}

// Buffers frames; a worker that dies with frames unsent only makes them be computed again.
class Frames final : public RecordOutput {
 public:
  Frames(int pipe, Standing* standing) : pipe_(pipe), standing_(standing) {}
  void begin(std::uint64_t job) {
    job_ = job;
    standing_->length = 0;
    standing_->job = job;
  }
  void announce(std::string_view place) override {
    place = place.substr(0, sizeof standing_->place);
    standing_->length = 0;
    std::memcpy(standing_->place, place.data(), place.size());
    standing_->length = static_cast<std::uint32_t>(place.size());
  }
  void record(std::string_view json) override { frame(FrameKind::record, json); }
  void item_done(bool failed, std::uint64_t bytes) override {
    char payload[9];
    payload[0] = failed ? 1 : 0;
    std::memcpy(payload + 1, &bytes, sizeof bytes);
    frame(FrameKind::item, {payload, sizeof payload});
  }
  void frame(FrameKind kind, std::string_view payload) {
    FrameHead head;
    head.length = static_cast<std::uint32_t>(payload.size());
    head.kind = kind;
    head.job = job_;
    buffer_.append(reinterpret_cast<const char*>(&head), sizeof head);
    buffer_.append(payload);
    if (buffer_.size() >= kFlushBytes) flush();
  }
  void flush() {
    std::string_view rest = buffer_;
    while (!rest.empty()) {
      const ssize_t n = ::write(pipe_, rest.data(), rest.size());
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) ::_exit(0);  // the supervisor is gone
      rest.remove_prefix(static_cast<std::size_t>(n));
    }
    buffer_.clear();
  }

 private:
  int pipe_;
  Standing* standing_;
  std::uint64_t job_ = 0;
  std::string buffer_;
};

enum class Received { job, nothing_yet, end };

// The next job and its file. The end: the supervisor has closed the socket. Does not wait with MSG_DONTWAIT.
Received receive(int socket, int flags, std::string& message, int& fd) {
  // Zeroing it for each job would cost as much as reading a letter's head.
  static std::array<char, kMaxJobBytes> room;
  iovec part{room.data(), room.size()};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))];
  msghdr head{};
  head.msg_iov = &part;
  head.msg_iovlen = 1;
  head.msg_control = control;
  head.msg_controllen = sizeof control;
  ssize_t n;
  do n = ::recvmsg(socket, &head, MSG_CMSG_CLOEXEC | flags);
  while (n < 0 && errno == EINTR);
  if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) && flags != 0) return Received::nothing_yet;
  if (n <= 0) return Received::end;
  message.assign(room.data(), static_cast<std::size_t>(n));
  fd = -1;
  const cmsghdr* passed = CMSG_FIRSTHDR(&head);
  if (passed != nullptr && passed->cmsg_type == SCM_RIGHTS) std::memcpy(&fd, CMSG_DATA(passed), sizeof fd);
  return fd >= 0 ? Received::job : Received::end;
}

void work_on(const Job& job, int fd, WorkFunction work, Frames& frames) {
  const off_t size = ::lseek(fd, 0, SEEK_END);  // fstat is not among the allowed calls
  FileSource file(fd, 0, static_cast<std::uint64_t>(std::max<off_t>(size, 0)));
  frames.frame(FrameKind::done, encode(work(job, file, frames)));
}

constexpr bool sanitized() {
#if defined(__SANITIZE_ADDRESS__)
  return true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
  return true;
#else
  return false;
#endif
#else
  return false;
#endif
}

}  // namespace

std::string encode(const Job& job) {
  std::string out;
  put(out, job.number);
  put(out, static_cast<std::uint64_t>(job.kind));
  put(out, job.task.path);
  put(out, static_cast<std::uint64_t>(job.task.source_length));
  put(out, job.task.kind);
  put(out, job.task.dataset);
  put(out, static_cast<std::uint64_t>(job.task.modified));
  put(out, job.task.bytes);
  put(out, job.task.skip_items);
  put(out, job.task.skip_records);
  put(out, static_cast<std::uint64_t>(job.task.annotate));
  put(out, static_cast<std::uint64_t>(job.task.packed));
  put(out, static_cast<std::uint64_t>(job.task.poison.size()));
  for (const std::string& place : job.task.poison) put(out, place);
  return out;
}

Job decode_job(std::string_view message) {
  Job job;
  job.number = take_number(message);
  job.kind = static_cast<JobKind>(take_number(message));
  job.task.path = take_text(message);
  job.task.source_length = take_number(message);
  job.task.kind = take_text(message);
  job.task.dataset = take_text(message);
  job.task.modified = static_cast<std::int64_t>(take_number(message));
  job.task.bytes = take_number(message);
  job.task.skip_items = take_number(message);
  job.task.skip_records = take_number(message);
  job.task.annotate = take_number(message) != 0;
  job.task.packed = take_number(message) != 0;
  for (std::uint64_t n = take_number(message); n > 0; --n) job.task.poison.insert(take_text(message));
  return job;
}

std::string encode(const ReadOutcome& outcome) {
  std::string out;
  put(out, static_cast<std::uint64_t>(outcome.failed));
  put(out, static_cast<std::uint64_t>(outcome.container));
  put(out, outcome.expected_items);
  put(out, outcome.skipped_bytes);
  put(out, outcome.sha256);
  return out;
}

ReadOutcome decode_outcome(std::string_view payload) {
  ReadOutcome outcome;
  outcome.failed = take_number(payload) != 0;
  outcome.container = take_number(payload) != 0;
  outcome.expected_items = take_number(payload);
  outcome.skipped_bytes = take_number(payload);
  outcome.sha256 = take_text(payload);
  return outcome;
}

ReadOutcome do_job(const Job& job, Source& file, RecordOutput& output) {
  switch (job.kind) {
    case JobKind::read:
      return read_file(file, job.task, read::Limits(), output);
    case JobKind::study:
      study_file(file, output);
      break;
  }
  return {};
}

void run_worker(int jobs_socket, int frames_pipe, Standing* standing, WorkFunction work) {
  warm_fold_tables();
  read::warm_mail_reader();
  SandboxLimits limits;
  if (sanitized()) {
    limits.address_space = 0;  // they reserve terabytes
    limits.for_sanitizers = true;
  }
  if (const auto locked = lock_in(limits); !locked) {
    std::fprintf(stderr, "clew: a worker could not be locked in: %s\n", to_string(locked.error()).c_str());
    ::_exit(76);
  }
  Frames frames(frames_pipe, standing);
  std::string message;
  int fd = -1;
  for (;;) {
    Received received = receive(jobs_socket, MSG_DONTWAIT, message, fd);
    if (received == Received::nothing_yet) {
      frames.flush();  // what is done goes out before there is time to wait
      received = receive(jobs_socket, 0, message, fd);
    }
    if (received == Received::end) break;
    const Job job = decode_job(message);
    frames.begin(job.number);
    try {
      work_on(job, fd, work, frames);
    } catch (const std::bad_alloc&) {
      ::_exit(kOutOfMemory);
    }
    ::close(fd);
  }
  frames.flush();
  ::_exit(0);
}

}  // namespace clew::pipeline
