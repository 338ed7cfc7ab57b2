// text/feature_table.h - linear models over hashed features, packed: integer weights, a cache line a lookup.
//
// Scores are sums of integers, so that any order and any processor give the same. A feature is a 64-bit hash
// whose bits are well mixed; its place comes from the high bits, a check from the low ones. A feature that is
// not in the table adds nothing, save for the rare one whose check agrees by chance (1 in 2^8 to 2^16 a
// place), which training saw as reading does. Threads: safe from any.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/model_file.h"

namespace clew::text {

/// Which of so many buckets a feature is in. REQUIRES: fewer than 2^32.
constexpr std::size_t bucket_of(std::uint64_t feature, std::size_t buckets) {
  return static_cast<std::size_t>((feature >> 32) * buckets >> 32);
}

/// Three classes: the transitions of the parser. A place is one u32: check in the low byte, three int8
/// weights. Four places a bucket of 16 bytes.
class TripleTable {
 public:
  static constexpr std::size_t kPlaces = 4;
  static Result<TripleTable> open(const ModelFile& model, std::string_view section);

  struct Scores {
    std::int32_t of[3];
  };
  /// Sums the weights of all features.
  Scores score(std::span<const std::uint64_t> features) const;
  /// The same, plainly: what score() is compared with.
  Scores score_plainly(std::span<const std::uint64_t> features) const;

  static std::uint8_t check_of(std::uint64_t feature) {
    const auto check = static_cast<std::uint8_t>(feature);
    return check == 0 ? 1 : check;
  }

 private:
  std::span<const std::uint32_t> places_;
  std::size_t buckets_ = 0;
};

/// Many classes, few of them weighed by one feature. Section NAME.places: four places of two u32 a bucket;
/// the first has the check in its low 16 bits and the number of pairs in the next 8, the second says which
/// pair is the first. Section NAME.pairs (u16): class in the low byte, int8 weight in the high.
class ClassTable {
 public:
  static constexpr std::size_t kPlaces = 4;
  static Result<ClassTable> open(const ModelFile& model, const std::string& section, std::size_t classes);
  /// Adds the weights of all features to scores[class].
  void add(std::span<const std::uint64_t> features, std::int32_t* scores) const;

  static std::uint16_t check_of(std::uint64_t feature) {
    const auto check = static_cast<std::uint16_t>(feature);
    return check == 0 ? 1 : check;
  }

 private:
  std::span<const std::uint32_t> places_;
  std::span<const std::uint16_t> pairs_;
  std::size_t buckets_ = 0;
};

}  // namespace clew::text
