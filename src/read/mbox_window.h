// read/mbox_window.h - looks at a source by absolute offset, through one buffer. Knows nothing of mailboxes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/source.h"

namespace clew::read {

/// Holds at most 4 MiB. An error of the source shows as failed(), with empty views from then on. One thread
/// at a time.
class Window {
 public:
  explicit Window(Source& source) : source_(source), size_(source.size()) {
    if (const std::string_view* memory = source.in_memory()) memory_ = *memory, in_memory_ = true;
  }
  std::uint64_t size() const { return size_; }
  bool failed() const { return failed_; }
  const std::string& failure() const { return failure_; }
  /// Somebody else has moved the source.
  void moved() { position_ = ~std::uint64_t{0}; }

  /// The bytes from `offset` on: as many as lie in the buffer, at least `least` of them unless the file ends
  /// first. Valid until the next call. `keep`: bytes from there on are kept if there is room.
  std::string_view at(std::uint64_t offset, std::size_t least, std::uint64_t keep) {
    if (offset >= size_ || failed_) return {};
    if (in_memory_) return memory_.substr(offset);
    const std::uint64_t end = std::min<std::uint64_t>(size_, offset + least);
    if (offset < base_ || end > base_ + buffer_.size()) fill(offset, keep);
    if (failed_ || offset >= base_ + buffer_.size()) return {};
    return std::string_view(buffer_).substr(offset - base_);
  }
  /// A copy of up to `n` bytes at `offset`. A look far ahead leaves the buffer as it is: each letter of a
  /// hostile mailbox may ask for one.
  std::string copy(std::uint64_t offset, std::size_t n);
  /// The range, when all of it lies in the buffer; else an empty view.
  std::string_view held(std::uint64_t begin, std::uint64_t end) const {
    if (in_memory_) return memory_.substr(begin, end - begin);
    if (begin < base_ || end > base_ + buffer_.size()) return {};
    return std::string_view(buffer_).substr(begin - base_, end - begin);
  }

 private:
  void fill(std::uint64_t offset, std::uint64_t keep);
  void note(const Error& error) { failed_ = true, failure_ = error.what; }
  void note(const Result<void>& result) {
    if (!result) failed_ = true, failure_ = "cannot seek";
  }

  Source& source_;
  std::uint64_t size_;
  std::string_view memory_;
  bool in_memory_ = false, failed_ = false;
  std::string failure_;
  std::string buffer_;
  std::uint64_t base_ = 0, position_ = ~std::uint64_t{0};
};

/// A byte range of another source, which it moves.
class RangeSource final : public Source {
 public:
  RangeSource(Source& whole, std::uint64_t begin, std::uint64_t end)
      : whole_(whole), begin_(begin), end_(end), at_(begin) {}
  Result<std::size_t> read(char* to, std::size_t n) override {
    if (at_ >= end_) return std::size_t{0};
    TRY(whole_.seek(at_));
    const std::size_t got =
        TRY(whole_.read(to, static_cast<std::size_t>(std::min<std::uint64_t>(n, end_ - at_))));
    at_ += got;
    return got;
  }
  std::uint64_t size() const override { return end_ - begin_; }
  Result<void> seek(std::uint64_t offset) override {
    if (offset > size()) return Error{Code::io, "offset past the end", "", ""};
    at_ = begin_ + offset;
    return {};
  }

 private:
  Source& whole_;
  std::uint64_t begin_, end_, at_;
};

}  // namespace clew::read
