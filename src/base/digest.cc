#include "base/digest.h"

#include <nettle/sha2.h>

namespace clew {

struct Sha256Stream::State {
  sha256_ctx context;
};

Sha256Stream::Sha256Stream() : state_(std::make_unique<State>()) { sha256_init(&state_->context); }
Sha256Stream::~Sha256Stream() = default;

void Sha256Stream::update(std::string_view bytes) {
  sha256_update(&state_->context, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
}

Sha256 Sha256Stream::finish() {
  Sha256 out;
  sha256_digest(&state_->context, out.size(), out.data());  // which also begins a new message
  return out;
}

Sha256 sha256(std::string_view bytes) {
  thread_local Sha256Stream stream;
  stream.update(bytes);
  return stream.finish();
}

Result<Sha256> sha256(Source& source) {
  if (const std::string_view* bytes = source.in_memory()) return sha256(*bytes);
  TRY(source.seek(0));
  Sha256Stream stream;
  char block[1 << 16];
  for (;;) {
    const std::size_t got = TRY(source.read(block, sizeof block));
    if (got == 0) break;
    stream.update({block, got});
  }
  TRY(source.seek(0));
  return stream.finish();
}

std::string hex(const unsigned char* bytes, std::size_t n) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out(2 * n, '0');
  for (std::size_t i = 0; i < n; ++i) {
    out[2 * i] = kDigits[bytes[i] >> 4];
    out[2 * i + 1] = kDigits[bytes[i] & 15];
  }
  return out;
}

bool unhex(std::string_view digits, unsigned char* to, std::size_t n) {
  if (digits.size() != 2 * n) return false;
  const auto value = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
  };
  for (std::size_t i = 0; i < n; ++i) {
    const int high = value(digits[2 * i]), low = value(digits[2 * i + 1]);
    if (high < 0 || low < 0) return false;
    to[i] = static_cast<unsigned char>(high << 4 | low);
  }
  return true;
}

}  // namespace clew
