// training/names/kmeans.h - k-means by cosine. One thread, fixed order.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "training/names/random.h"

namespace clew::training {

inline void normalise(std::vector<float>& vectors, int dim) {
  for (std::size_t at = 0; at < vectors.size(); at += dim) {
    double sum = 1e-12;
    for (int i = 0; i < dim; ++i) sum += static_cast<double>(vectors[at + i]) * vectors[at + i];
    const float scale = static_cast<float>(1 / std::sqrt(sum));
    for (int i = 0; i < dim; ++i) vectors[at + i] *= scale;
  }
}

/// The nearest of `centres` to each vector. REQUIRES: unit vectors; dim a multiple of 4.
inline std::vector<int> nearest(const std::vector<float>& vectors, const std::vector<float>& centres,
                                int dim) {
  std::vector<int> found(vectors.size() / dim);
  for (std::size_t at = 0; at < found.size(); ++at) {
    const float* v = &vectors[at * dim];
    float best = -2;
    for (std::size_t c = 0; c < centres.size() / dim; ++c) {
      const float* centre = &centres[c * dim];
      float lanes[4] = {};
      for (int i = 0; i < dim; i += 4)
        for (int j = 0; j < 4; ++j) lanes[j] += v[i + j] * centre[i + j];
      const float dot = (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
      if (dot > best) best = dot, found[at] = static_cast<int>(c);
    }
  }
  return found;
}

/// Centres are learned on the first 40,000 vectors (the commonest words), then all are assigned.
inline std::vector<int> kmeans(const std::vector<float>& vectors, int dim, int clusters, int rounds,
                               std::uint64_t seed) {
  Random random(seed);
  const std::size_t sample = std::min<std::size_t>(vectors.size() / dim, 40000);
  const std::vector<float> some(vectors.begin(), vectors.begin() + static_cast<std::ptrdiff_t>(sample * dim));
  std::vector<std::size_t> order(sample);
  for (std::size_t i = 0; i < sample; ++i) order[i] = i;
  random.shuffle(order);
  std::vector<float> centres;
  for (int c = 0; c < clusters; ++c)
    for (int i = 0; i < dim; ++i)
      centres.push_back(some[order[static_cast<std::size_t>(c) % sample] * dim + i]);
  for (int round = 0; round < rounds; ++round) {
    const std::vector<int> found = nearest(some, centres, dim);
    std::vector<float> sums(centres.size(), 0);
    for (std::size_t at = 0; at < sample; ++at)
      for (int i = 0; i < dim; ++i) sums[static_cast<std::size_t>(found[at]) * dim + i] += some[at * dim + i];
    std::vector<bool> used(clusters, false);
    for (const int c : found) used[c] = true;
    for (int c = 0; c < clusters; ++c)  // an empty cluster starts again elsewhere
      if (!used[c])
        for (int i = 0; i < dim; ++i)
          sums[static_cast<std::size_t>(c) * dim + i] = some[random.below(sample) * dim + i];
    normalise(sums, dim);
    centres = std::move(sums);
  }
  return nearest(vectors, centres, dim);
}

}  // namespace clew::training
