#include "read/mime_part.h"

#include <algorithm>
#include <cstring>

namespace clew::read {
namespace {
constexpr std::uint64_t kInMemory = 1 << 20;
constexpr std::size_t kBlock = 1 << 16;
}  // namespace

PartSource::PartSource(Source& file, Range raw, Encoding encoding, bool cr_lines)
    : file_(file),
      raw_(raw),
      encoding_(encoding),
      cr_lines_(cr_lines && encoding != Encoding::identity),
      decoder_(encoding),
      raw_at_(raw.begin) {
  const std::string_view* memory = file.in_memory();
  if (memory && encoding == Encoding::identity) {
    memory_ = memory->substr(static_cast<std::size_t>(raw.begin), static_cast<std::size_t>(raw.size()));
    whole_ = true;
    return;
  }
  if (raw.size() > kInMemory) return;
  // A failure to read shows again, and is reported, when the content is read.
  if (load()) {
    memory_ = owned_;
    whole_ = true;
  } else {
    owned_.clear();
    decoder_ = TransferDecoder(encoding_);
    raw_at_ = raw_.begin;
    ended_ = false;
  }
}

Result<void> PartSource::load() {
  owned_.reserve(static_cast<std::size_t>(raw_.size()));
  while (TRY(pull())) {
    owned_ += pending_;
    pending_.clear();
  }
  owned_ += pending_;
  pending_.clear();
  return {};
}

Result<bool> PartSource::pull() {
  if (ended_) return false;
  const auto want = static_cast<std::size_t>(std::min<std::uint64_t>(kBlock, raw_.end - raw_at_));
  std::string block;
  std::string_view piece;
  if (const std::string_view* memory = file_.in_memory()) {
    piece = memory->substr(static_cast<std::size_t>(raw_at_), static_cast<std::size_t>(raw_.end - raw_at_));
    if (raw_.size() > kInMemory) piece = piece.substr(0, kBlock);
  } else if (want > 0) {
    TRY(file_.seek(raw_at_));
    block.resize(want);
    block.resize(TRY(file_.read(block.data(), want)));
    piece = block;
  }
  if (cr_lines_) {
    std::string lines(piece);
    std::replace(lines.begin(), lines.end(), '\r', '\n');
    block = std::move(lines);
    piece = block;
  }
  raw_at_ += piece.size();
  ended_ = piece.empty() || raw_at_ >= raw_.end;
  decoder_.decode(piece, ended_, pending_);
  return !ended_;
}

Result<std::size_t> PartSource::read(char* to, std::size_t n) {
  if (whole_) {
    n = static_cast<std::size_t>(std::min<std::uint64_t>(n, memory_.size() - at_));
    if (n > 0) std::memcpy(to, memory_.data() + at_, n);
    at_ += n;
    return n;
  }
  if (encoding_ == Encoding::identity) {
    n = static_cast<std::size_t>(std::min<std::uint64_t>(n, raw_.size() - at_));
    if (n == 0) return std::size_t{0};
    TRY(file_.seek(raw_.begin + at_));
    n = TRY(file_.read(to, n));
    at_ += n;
    return n;
  }
  while (pending_at_ == pending_.size()) {
    pending_.clear();
    pending_at_ = 0;
    const bool more = TRY(pull());
    if (!more && pending_.empty()) return std::size_t{0};
  }
  n = std::min(n, pending_.size() - pending_at_);
  std::memcpy(to, pending_.data() + pending_at_, n);
  pending_at_ += n;
  at_ += n;
  return n;
}

std::uint64_t PartSource::size() const {
  if (whole_) return memory_.size();
  if (encoding_ == Encoding::identity) return raw_.size();
  if (sized_) return counted_;
  // A pass of its own, so that the position of this one stays.
  PartSource pass(file_, raw_, encoding_, cr_lines_);
  counted_ = 0;
  std::string block(kBlock, '\0');
  for (;;) {
    const Result<std::size_t> got = pass.read(block.data(), block.size());
    if (!got || *got == 0) break;
    counted_ += *got;
  }
  sized_ = true;
  return counted_;
}

Result<void> PartSource::seek(std::uint64_t offset) {
  if (whole_ || encoding_ == Encoding::identity) {
    if (offset > size()) return Error{Code::io, "seek past the end", {}, {}};
    at_ = offset;
    return {};
  }
  if (offset < at_) {
    decoder_ = TransferDecoder(encoding_);
    raw_at_ = raw_.begin;
    pending_.clear();
    pending_at_ = 0;
    at_ = 0;
    ended_ = false;
  }
  while (at_ < offset) {
    char block[4096];
    const auto want = static_cast<std::size_t>(std::min<std::uint64_t>(sizeof block, offset - at_));
    if (TRY(read(block, want)) == 0) return Error{Code::io, "seek past the end", {}, {}};
  }
  return {};
}

Result<void> PartSource::finish() {
  if (whole_ || encoding_ == Encoding::identity) return {};
  char block[4096];
  while (TRY(read(block, sizeof block)) > 0) {
  }
  return {};
}

}  // namespace clew::read
