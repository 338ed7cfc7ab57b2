// base/source.h - bytes that can be read from front to back, and often sought in. Knows no format.
//
// Threads: one thread at a time per object. Nothing here opens a file by name: the supervisor opens, readers
// are handed descriptors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace clew {

class Source {
 public:
  virtual ~Source() = default;
  /// Reads up to `n` bytes into `to`; 0 means the end. Errors: io.
  virtual Result<std::size_t> read(char* to, std::size_t n) = 0;
  /// Length in bytes. Always known: what cannot be sought is spooled first.
  virtual std::uint64_t size() const = 0;
  /// Goes to an absolute byte offset in [0, size()].
  virtual Result<void> seek(std::uint64_t offset) = 0;
  /// The whole content when it lies in memory already (then `read` is not needed), else nothing.
  /// The view lives as long as the source.
  virtual const std::string_view* in_memory() const { return nullptr; }
};

/// Bytes that somebody else keeps alive.
class MemorySource final : public Source {
 public:
  explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}
  Result<std::size_t> read(char* to, std::size_t n) override;
  std::uint64_t size() const override { return bytes_.size(); }
  Result<void> seek(std::uint64_t offset) override;
  const std::string_view* in_memory() const override { return &bytes_; }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

/// A byte range of an open, seekable file. Uses pread, so several sources may share one descriptor.
/// Does not own the descriptor.
class FileSource final : public Source {
 public:
  FileSource(int fd, std::uint64_t begin, std::uint64_t end)
      : fd_(fd), begin_(begin), end_(end), at_(begin) {}
  Result<std::size_t> read(char* to, std::size_t n) override;
  std::uint64_t size() const override { return end_ - begin_; }
  Result<void> seek(std::uint64_t offset) override;

 private:
  int fd_;
  std::uint64_t begin_, end_, at_;
};

/// Reads from the current position to the end, but at most `limit` bytes. Errors: io, limit (when there is
/// more).
Result<std::string> read_all(Source& source, std::uint64_t limit);

}  // namespace clew
