// text/features.h - how features are hashed: a template's number and up to four values.
#pragma once

#include <cstdint>

namespace clew::text {

constexpr std::uint64_t feature_step(std::uint64_t h, std::uint64_t value) {
  h = (h + value) * 0x9E3779B97F4A7C15ULL;
  return h ^ h >> 32;
}
template <class... Values>
constexpr std::uint64_t feature(std::uint64_t number, Values... values) {
  std::uint64_t h = (number + 1) * 0xD6E8FEB86659FD93ULL;
  ((h = feature_step(h, static_cast<std::uint64_t>(values))), ...);
  h *= 0xFF51AFD7ED558CCDULL;
  return h ^ h >> 29;
}

}  // namespace clew::text
