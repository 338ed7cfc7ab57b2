// base/digest.h - SHA-256 (FIPS 180-4, by Nettle) and its hexadecimal form.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/source.h"

namespace clew {

using Sha256 = std::array<unsigned char, 32>;

/// Feeds bytes piece by piece. One thread at a time. After finish() it is ready for a new message.
class Sha256Stream {
 public:
  Sha256Stream();
  ~Sha256Stream();
  Sha256Stream(const Sha256Stream&) = delete;
  Sha256Stream& operator=(const Sha256Stream&) = delete;
  void update(std::string_view bytes);
  Sha256 finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

Sha256 sha256(std::string_view bytes);
/// Reads the source from its start to its end and leaves it at its start. Errors: io.
Result<Sha256> sha256(Source& source);

/// Lower-case hexadecimal digits of the first `n` bytes.
std::string hex(const unsigned char* bytes, std::size_t n);
inline std::string hex(const Sha256& digest) { return hex(digest.data(), digest.size()); }
/// The inverse of hex(): false when `digits` is not exactly 2 * n hexadecimal digits.
bool unhex(std::string_view digits, unsigned char* to, std::size_t n);

}  // namespace clew
