// claim/chain.h - labels for a row of words: a linear chain over hashed features, decoded by Viterbi.
//
// A feature is a 64-bit hash: it lies in one of two buckets of four places, and is known there by a check of
// 16 bits. One that is not in the table is taken for another about once in 10,000 times, in training as in
// reading. Sections NAME.checks (u16 a place; 0: free), NAME.weights (int8, labels - 1 a place: what it says
// for each label but the first) and NAME.steps (int16: for each label before, then for the start, what it
// adds to come to each label); all in units of 1/kChainUnits. Integers only. Threads: safe from any.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/model_file.h"
#include "text/feature_table.h"

namespace clew::claim {

inline constexpr std::int32_t kChainUnits = 32;
/// What a forbidden step costs.
inline constexpr std::int16_t kForbidden = -8000;

/// Working memory of Chain::log_odds().
struct ChainSums {
  std::vector<std::int32_t> ahead, behind;
};

class Chain {
 public:
  static constexpr std::size_t kPlaces = 4;
  static std::uint16_t check_of(std::uint64_t feature) {
    const auto check = static_cast<std::uint16_t>(feature);
    return check == 0 ? 1 : check;
  }
  /// Its first bucket, and its second.
  static std::size_t first_bucket(std::uint64_t feature, std::size_t buckets) {
    return text::bucket_of(feature, buckets);
  }
  static std::size_t second_bucket(std::uint64_t feature, std::size_t buckets) {
    return text::bucket_of(feature * 0x9E3779B97F4A7C15ULL, buckets);
  }
  /// Errors: corrupt, not_found.
  static Result<Chain> open(const ModelFile& model, const std::string& name, std::size_t labels,
                            std::size_t weighed);
  std::size_t labels() const { return labels_; }
  /// Adds one word's emissions to scores[labels()].
  void emit(std::span<const std::uint64_t> features, std::int32_t* scores) const;
  std::int32_t step(std::size_t from, std::size_t to) const { return steps_[from * labels_ + to]; }
  /// The best labels for rows of emissions, and their score. Ties go to the smaller label.
  std::int32_t decode(std::span<const std::int32_t> emissions, std::vector<std::uint8_t>& labels) const;
  /// For each word, the logarithm of how much likelier it is over all ways to label the row that its label is
  /// one of `mask` (a bit a label) than that it is not.
  void log_odds(std::span<const std::int32_t> emissions, std::uint32_t mask, ChainSums& sums,
                std::vector<std::int32_t>& odds) const;

 private:
  std::span<const std::uint16_t> checks_;
  std::span<const std::int8_t> weights_;
  std::span<const std::int16_t> steps_;
  std::size_t labels_ = 0, weighed_ = 0, buckets_ = 0;
};

}  // namespace clew::claim
