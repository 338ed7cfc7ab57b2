#include "read/mbox_window.h"

namespace clew::read {
namespace {

constexpr std::size_t kWindow = 4 << 20;

}  // namespace

std::string Window::copy(std::uint64_t offset, std::size_t n) {
  std::string bytes(static_cast<std::size_t>(std::min<std::uint64_t>(n, size_ - std::min(offset, size_))),
                    '\0');
  const std::string_view near = held(offset, offset + bytes.size());
  if (near.size() == bytes.size()) return std::string(near);
  moved();
  std::size_t have = 0;
  if (!source_.seek(offset)) return {};
  while (have < bytes.size()) {
    Result<std::size_t> got = source_.read(bytes.data() + have, bytes.size() - have);
    if (!got || *got == 0) break;
    have += *got;
  }
  bytes.resize(have);
  return bytes;
}

void Window::fill(std::uint64_t offset, std::uint64_t keep) {
  const std::uint64_t from = keep <= offset && offset - keep <= kWindow / 2 ? keep : offset;
  if (from >= base_ && from <= base_ + buffer_.size())
    buffer_.erase(0, from - base_);
  else
    buffer_.clear();
  base_ = from;
  std::size_t have = buffer_.size();
  buffer_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(kWindow, size_ - base_)));
  if (position_ != base_ + have) note(source_.seek(base_ + have));
  while (!failed_ && have < buffer_.size()) {
    Result<std::size_t> got = source_.read(buffer_.data() + have, buffer_.size() - have);
    if (!got) return note(got.error());
    if (*got == 0) break;
    have += *got;
  }
  buffer_.resize(have);
  position_ = base_ + have;
}

}  // namespace clew::read
