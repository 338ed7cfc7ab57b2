#include "base/source.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace clew {

Result<std::size_t> MemorySource::read(char* to, std::size_t n) {
  n = std::min(n, bytes_.size() - at_);
  if (n > 0) std::memcpy(to, bytes_.data() + at_, n);
  at_ += n;
  return n;
}

Result<void> MemorySource::seek(std::uint64_t offset) {
  if (offset > bytes_.size()) return Error{Code::io, "seek past the end", {}, {}};
  at_ = static_cast<std::size_t>(offset);
  return {};
}

Result<std::size_t> FileSource::read(char* to, std::size_t n) {
  n = static_cast<std::size_t>(std::min<std::uint64_t>(n, end_ - at_));
  if (n == 0) return std::size_t{0};
  for (;;) {
    const ssize_t got = ::pread(fd_, to, n, static_cast<off_t>(at_));
    if (got >= 0) {
      at_ += static_cast<std::uint64_t>(got);
      return static_cast<std::size_t>(got);
    }
    if (errno != EINTR) return Error{Code::io, std::string("read failed: ") + std::strerror(errno), {}, {}};
  }
}

Result<void> FileSource::seek(std::uint64_t offset) {
  if (offset > size()) return Error{Code::io, "seek past the end", {}, {}};
  at_ = begin_ + offset;
  return {};
}

Result<std::string> read_all(Source& source, std::uint64_t limit) {
  std::string out;
  char block[1 << 16];
  for (;;) {
    const std::size_t got = TRY(source.read(block, sizeof block));
    if (got == 0) return out;
    if (out.size() + got > limit)
      return Error{Code::limit, "larger than " + std::to_string(limit) + " bytes", {}, {}};
    out.append(block, got);
  }
}

}  // namespace clew
