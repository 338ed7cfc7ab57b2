// training/lattice.h - probabilities of the labels of a row of tokens under a linear chain (Lafferty,
// McCallum and Pereira 2001). The same on every CPU: own exp(), sums in one order, no fused operations.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <vector>

namespace clew::training {

/// exp(x) for x <= 0, to about 1e-6: 2^n times a polynomial. Not libm's, whose last bits depend on the CPU.
inline float exp_of(float x) {
  if (x < -80) return 0;
  const float y = x * 1.44269504F;
  const float n = std::floor(y);
  const float f = (y - n) * 0.69314718F;
  const float p =
      1 +
      f * (1 + f * (0.5F + f * (0.16666667F + f * (0.041666668F + f * (0.008333334F + f * 0.0013888889F)))));
  return std::bit_cast<float>(std::bit_cast<std::int32_t>(p) + (static_cast<std::int32_t>(n) << 23));
}

/// Probabilities of one sentence: forward-backward with scaled sums.
class Lattice {
 public:
  static constexpr std::size_t kMostLabels = 32;

  /// `emissions` [n][labels] and `steps` [labels + 1][labels] (the last row: from the start) are factors, not
  /// logarithms; 0 forbids.
  Lattice(std::size_t n, std::size_t labels, const std::vector<float>& emissions,
          const std::vector<float>& steps)
      : n_(n), labels_(labels), emissions_(emissions), steps_(steps) {}

  /// Marginals [n][labels] of paths within `allowed` (a bit a label; null: all); false if there is none.
  bool run(const std::uint32_t* allowed, std::vector<float>& marginals) {
    ahead_.assign(n_ * labels_, 0);
    behind_.assign(n_ * labels_, 1);
    for (std::size_t at = 0; at < n_; ++at) {
      float* here = &ahead_[at * labels_];
      if (at == 0) {
        for (std::size_t l = 0; l < labels_; ++l) here[l] = steps_[labels_ * labels_ + l];
      } else {
        const float* before = &ahead_[(at - 1) * labels_];
        for (std::size_t p = 0; p < labels_; ++p)
          for (std::size_t l = 0; l < labels_; ++l) here[l] += before[p] * steps_[p * labels_ + l];
      }
      if (!scale(here, at, allowed)) return false;
    }
    for (std::size_t at = n_ - 1; at-- > 0;) back(at, allowed);
    marginals.resize(n_ * labels_);
    for (std::size_t at = 0; at < n_; ++at) {
      float sum = 0;
      for (std::size_t l = 0; l < labels_; ++l)
        sum += marginals[at * labels_ + l] = ahead_[at * labels_ + l] * behind_[at * labels_ + l];
      for (std::size_t l = 0; l < labels_; ++l) marginals[at * labels_ + l] /= sum;
    }
    return true;
  }

  /// Adds sign * expected steps.
  void steps(const std::uint32_t* allowed, float sign, std::vector<float>& expected) const {
    for (std::size_t l = 0; l < labels_; ++l) {
      float sum = 0;
      for (std::size_t k = 0; k < labels_; ++k) sum += ahead_[k] * behind_[k];
      expected[labels_ * labels_ + l] += sign * ahead_[l] * behind_[l] / sum;
    }
    std::vector<float> pair(labels_ * labels_);
    for (std::size_t at = 1; at < n_; ++at) {
      float sum = 0;
      for (std::size_t p = 0; p < labels_; ++p)
        for (std::size_t l = 0; l < labels_; ++l) {
          const float e = open(allowed, at, l) ? emissions_[at * labels_ + l] : 0;
          pair[p * labels_ + l] =
              ahead_[(at - 1) * labels_ + p] * steps_[p * labels_ + l] * e * behind_[at * labels_ + l];
          sum += pair[p * labels_ + l];
        }
      if (sum <= 0) continue;
      const float weight = sign / sum;
      for (std::size_t i = 0; i < pair.size(); ++i) expected[i] += weight * pair[i];
    }
  }

 private:
  static bool open(const std::uint32_t* allowed, std::size_t at, std::size_t l) {
    return allowed == nullptr || (allowed[at] >> l & 1) != 0;
  }
  bool scale(float* here, std::size_t at, const std::uint32_t* allowed) {
    float sum = 0;
    for (std::size_t l = 0; l < labels_; ++l) {
      here[l] = open(allowed, at, l) ? here[l] * emissions_[at * labels_ + l] : 0;
      sum += here[l];
    }
    if (!(sum > 0)) return false;
    for (std::size_t l = 0; l < labels_; ++l) here[l] /= sum;
    return true;
  }
  void back(std::size_t at, const std::uint32_t* allowed) {
    const float* after = &behind_[(at + 1) * labels_];
    float* here = &behind_[at * labels_];
    float through[kMostLabels], sum = 0;
    for (std::size_t l = 0; l < labels_; ++l)
      through[l] = open(allowed, at + 1, l) ? emissions_[(at + 1) * labels_ + l] * after[l] : 0;
    for (std::size_t p = 0; p < labels_; ++p) {
      here[p] = 0;
      for (std::size_t l = 0; l < labels_; ++l) here[p] += steps_[p * labels_ + l] * through[l];
      sum += here[p];
    }
    for (std::size_t p = 0; p < labels_; ++p) here[p] /= sum;
  }

  std::size_t n_, labels_;
  const std::vector<float>& emissions_;
  const std::vector<float>& steps_;
  std::vector<float> ahead_, behind_;
};

}  // namespace clew::training
