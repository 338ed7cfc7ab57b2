// store/seen.h - whether the case may hold a key: most letters are new, and a look into the case costs more
// than they do.
//
// A Bloom filter (Bloom 1970) of a fixed 16 MiB over all keys that were added, four probes: at 12 million
// keys one look in 50 is needless. It can speak only for a case that it has seen from its beginning.
#pragma once

#include <cstdint>
#include <vector>

namespace clew::store {

class Seen {
 public:
  /// `from_the_beginning`: the case is empty. Otherwise every key may be in it.
  explicit Seen(bool from_the_beginning) : bits_(from_the_beginning ? kWords : 0) {}

  /// `key`: evenly distributed bits; `kind` keeps keys of different kinds apart.
  void add(std::uint64_t key, std::uint64_t kind) {
    if (bits_.empty()) return;
    const Probes probes(key, kind);
    for (int i = 0; i < 4; ++i) bits_[probes.at(i) / 64] |= std::uint64_t{1} << probes.at(i) % 64;
  }
  /// False: it was never added.
  bool maybe(std::uint64_t key, std::uint64_t kind) const {
    if (bits_.empty()) return true;
    const Probes probes(key, kind);
    for (int i = 0; i < 4; ++i)
      if ((bits_[probes.at(i) / 64] >> probes.at(i) % 64 & 1) == 0) return false;
    return true;
  }

 private:
  static constexpr std::size_t kWords = std::size_t{1} << 21;
  struct Probes {
    Probes(std::uint64_t key, std::uint64_t kind)
        : first((key ^ kind << 56) * 0x9E3779B97F4A7C15u), step(first >> 32 | 1) {}
    std::size_t at(int i) const {
      return static_cast<std::size_t>((first + static_cast<std::uint64_t>(i) * step) % (kWords * 64));
    }
    std::uint64_t first, step;
  };
  std::vector<std::uint64_t> bits_;
};

}  // namespace clew::store
