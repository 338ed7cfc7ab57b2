#include "training/attribution/chain_trainer.h"

#include <algorithm>
#include <cmath>
#include <iostream>
#include <tuple>
#include <unordered_map>

#include "claim/chain.h"
#include "text/feature_table.h"
#include "training/lattice.h"
#include "training/names/random.h"

namespace clew::training {
namespace {

void update(float& weight, float& squares, float gradient, float rate) {
  squares += gradient * gradient;
  weight += rate * gradient / (0.1F + std::sqrt(squares));
}

constexpr std::size_t kCounterBits = 26;
std::size_t counter_of(std::uint64_t feature) { return feature >> (64 - kCounterBits); }

}  // namespace

ChainTrainer::ChainTrainer(std::size_t labels, std::size_t weighed,
                           std::function<bool(std::size_t, std::size_t)> forbidden)
    : labels_(labels), weighed_(weighed), width_((labels + 3) / 4 * 4), forbidden_(std::move(forbidden)) {
  steps_.assign((labels_ + 1) * labels_, 0);
  step_sums_ = steps_;
}

void ChainTrainer::prepare(const std::function<void(const std::function<void(const ChainRow&)>&)>& rows,
                           const ChainOptions& options) {
  // Counts are kept by hash alone: two rare features that share a counter may both be learned.
  std::vector<std::uint8_t> counts(std::size_t{1} << kCounterBits, 0);
  rows([&](const ChainRow& row) {
    for (const std::uint64_t feature : row.features)
      if (std::uint8_t& count = counts[counter_of(feature)]; count < 255) ++count;
  });
  std::unordered_map<std::uint64_t, std::uint32_t> index;
  rows([&](const ChainRow& row) {
    Row& ready = rows_.emplace_back();
    ready.labels = row.labels;
    ready.allowed = row.allowed;
    std::size_t at = 0;
    for (const std::uint32_t end : row.ends) {
      for (; at < end; ++at) {
        if (counts[counter_of(row.features[at])] < options.cutoff) continue;
        const auto [it, fresh] = index.emplace(row.features[at], static_cast<std::uint32_t>(hashes_.size()));
        if (fresh) {
          hashes_.push_back(row.features[at]);
          seen_.push_back(0);
        }
        ++seen_[it->second];
        ready.features.push_back(it->second);
      }
      ready.ends.push_back(static_cast<std::uint32_t>(ready.features.size()));
    }
    ready.features.shrink_to_fit();
  });
  if (!options.quiet) std::cerr << rows_.size() << " rows, " << hashes_.size() << " features\n";
}

double ChainTrainer::learn(const Row& whole, const ChainOptions& options, Random& random) {
  const float rate = options.rate;
  const std::size_t n = whole.labels.size();
  // Some features are not looked at, so that the others learn to do without them.
  Row& row = dropped_;
  row.labels = whole.labels;
  row.allowed = whole.allowed;
  row.features.clear();
  row.ends.clear();
  std::size_t from = 0;
  for (const std::uint32_t end : whole.ends) {
    for (; from < end; ++from)
      if (random.uniform() >= options.drop) row.features.push_back(whole.features[from]);
    row.ends.push_back(static_cast<std::uint32_t>(row.features.size()));
  }
  std::vector<float> emissions(n * labels_), steps(steps_.size());
  for (std::size_t at = 0; at < n; ++at) {
    float sums[Lattice::kMostLabels] = {};
    for (std::size_t f = at == 0 ? 0 : row.ends[at - 1]; f < row.ends[at]; ++f) {
      const float* weights = &weights_[row.features[f] * 2 * width_];
      for (std::size_t l = 0; l < width_; ++l) sums[l] += weights[l];
    }
    const std::uint32_t allowed = row.allowed.empty() ? ~0U : row.allowed[at];
    float most = -1e30F;
    for (std::size_t l = 0; l < labels_; ++l)
      if ((allowed >> l & 1) != 0) most = std::max(most, sums[l]);
    for (std::size_t l = 0; l < labels_; ++l)
      emissions[at * labels_ + l] = (allowed >> l & 1) != 0 ? exp_of(sums[l] - most) : 0;
  }
  for (std::size_t p = 0; p <= labels_; ++p)
    for (std::size_t l = 0; l < labels_; ++l)
      steps[p * labels_ + l] = forbidden_(p, l) ? 0 : exp_of(std::min(0.0F, steps_[p * labels_ + l] - 8));
  Lattice lattice(n, labels_, emissions, steps);
  std::vector<std::uint32_t> right(n);
  for (std::size_t at = 0; at < n; ++at) right[at] = 1U << row.labels[at];
  std::vector<float> target, given, expected(steps_.size(), 0);
  if (!lattice.run(right.data(), target)) return 0;
  lattice.steps(right.data(), 1, expected);
  if (!lattice.run(nullptr, given)) return 0;
  lattice.steps(nullptr, -1, expected);
  double wrong = 0;
  for (std::size_t at = 0; at < n; ++at) {
    float gradient[Lattice::kMostLabels] = {}, most = 0;
    for (std::size_t l = 0; l < labels_; ++l) {
      gradient[l] = target[at * labels_ + l] - given[at * labels_ + l];
      most = std::max(most, std::abs(gradient[l]));
    }
    wrong += most;
    if (most < 1e-3F) continue;
    for (std::size_t f = at == 0 ? 0 : row.ends[at - 1]; f < row.ends[at]; ++f) {
      float* weights = &weights_[row.features[f] * 2 * width_];
      for (std::size_t l = 0; l < width_; ++l) update(weights[l], weights[width_ + l], gradient[l], rate);
    }
  }
  for (std::size_t i = 0; i < expected.size(); ++i) update(steps_[i], step_squares_[i], expected[i], rate);
  return wrong;
}

void ChainTrainer::train(const std::vector<std::uint32_t>& use, const ChainOptions& options) {
  Random random(options.seed);
  std::vector<std::uint32_t> order = use;
  weights_.assign(hashes_.size() * 2 * width_, 0);
  sums_.assign(hashes_.size() * width_, 0);
  steps_.assign((labels_ + 1) * labels_, 0);
  step_squares_.assign(steps_.size(), 0);
  step_sums_.assign(steps_.size(), 0);
  summed_ = 0;
  for (int epoch = 0; epoch < options.epochs; ++epoch) {
    random.shuffle(order);
    double wrong = 0;
    std::size_t words = 0;
    for (const std::uint32_t r : order) {
      if (rows_[r].labels.empty()) continue;
      wrong += learn(rows_[r], options, random);
      words += rows_[r].labels.size();
    }
    if (!options.quiet)
      std::cerr << "epoch " << epoch + 1 << ": wrong " << wrong / static_cast<double>(words) << '\n';
    for (std::size_t r = 0; r < hashes_.size(); ++r)
      for (std::size_t l = 0; l < width_; ++l) weights_[r * 2 * width_ + l] *= 1 - options.decay;
    if (2 * epoch + 2 < options.epochs) continue;
    ++summed_;
    for (std::size_t r = 0; r < hashes_.size(); ++r)
      for (std::size_t l = 0; l < width_; ++l) sums_[r * width_ + l] += weights_[r * 2 * width_ + l];
    for (std::size_t i = 0; i < steps_.size(); ++i) step_sums_[i] += steps_[i];
  }
}

void ChainTrainer::reduce(std::size_t most) {
  std::vector<std::tuple<float, std::uint64_t, std::size_t>> ranked;
  for (std::size_t r = 0; r < hashes_.size(); ++r) {
    float largest = 0;
    for (std::size_t l = 0; l < labels_; ++l) largest = std::max(largest, std::abs(sums_[r * width_ + l]));
    ranked.emplace_back(-largest * std::sqrt(static_cast<float>(seen_[r])), hashes_[r], r);
  }
  std::sort(ranked.begin(), ranked.end());
  if (ranked.size() > most) ranked.resize(most);
  constexpr std::uint32_t kGone = ~0U;
  std::vector<std::uint32_t> now(hashes_.size(), kGone), seen;
  std::vector<std::uint64_t> hashes;
  for (const auto& [weight, hash, r] : ranked) {
    now[r] = static_cast<std::uint32_t>(hashes.size());
    hashes.push_back(hash);
    seen.push_back(seen_[r]);
  }
  hashes_.swap(hashes);
  seen_.swap(seen);
  for (Row& row : rows_) {
    std::size_t from = 0, to = 0;
    for (std::uint32_t& end : row.ends) {
      for (; from < end; ++from)
        if (now[row.features[from]] != kGone) row.features[to++] = now[row.features[from]];
      end = static_cast<std::uint32_t>(to);
    }
    row.features.resize(to);
    row.features.shrink_to_fit();
  }
}

void ChainTrainer::add_weights(const std::string& name, const ChainOptions& options,
                               ModelWriter& model) const {
  const float share = static_cast<float>(claim::kChainUnits) / static_cast<float>(std::max(1, summed_));
  std::vector<std::tuple<float, std::uint64_t, std::size_t>> ranked;  // by falling largest weight
  for (std::size_t r = 0; r < hashes_.size(); ++r) {
    float most = 0;
    for (std::size_t l = 0; l < labels_; ++l) most = std::max(most, std::abs(sums_[r * width_ + l] * share));
    if (most >= 0.5F) ranked.emplace_back(-most, hashes_[r], r);
  }
  std::sort(ranked.begin(), ranked.end());
  if (ranked.size() > options.most) ranked.resize(options.most);
  constexpr std::size_t kPlaces = claim::Chain::kPlaces;
  const std::size_t buckets = ranked.size() * 12 / 11 / kPlaces + 1, width = weighed_;
  std::vector<std::uint16_t> checks(kPlaces * buckets);
  std::vector<std::int8_t> weights(checks.size() * width);
  std::size_t lost = 0;
  const auto used = [&](std::size_t bucket) {
    std::size_t n = 0;
    while (n < kPlaces && checks[bucket + n] != 0) ++n;
    return n;
  };
  for (const auto& [weight, hash, r] : ranked) {
    const std::size_t one = claim::Chain::first_bucket(hash, buckets) * kPlaces,
                      two = claim::Chain::second_bucket(hash, buckets) * kPlaces;
    const std::uint16_t check = claim::Chain::check_of(hash);
    const auto taken = [&](std::size_t bucket) {
      return std::find(&checks[bucket], &checks[bucket] + kPlaces, check) != &checks[bucket] + kPlaces;
    };
    const std::size_t bucket = used(one) <= used(two) ? one : two, place = used(bucket);
    if (place == kPlaces || taken(one) || taken(two)) {
      ++lost;
      continue;
    }
    checks[bucket + place] = check;
    for (std::size_t l = 1; l <= weighed_; ++l)
      weights[(bucket + place) * width + l - 1] = static_cast<std::int8_t>(
          std::clamp(std::lround((sums_[r * width_ + l] - sums_[r * width_]) * share), -127L, 127L));
  }
  std::vector<std::int16_t> steps(steps_.size());
  for (std::size_t p = 0; p <= labels_; ++p)
    for (std::size_t l = 0; l < labels_; ++l)
      steps[p * labels_ + l] =
          forbidden_(p, l) ? claim::kForbidden
                           : static_cast<std::int16_t>(std::lround(step_sums_[p * labels_ + l] * share));
  if (!options.quiet)
    std::cerr << name << ": " << ranked.size() << " features kept, " << lost << " without room, "
              << (checks.size() * 2 + weights.size()) / 1024 << " KiB\n";
  model.add(name + ".checks", checks);
  model.add(name + ".weights", weights);
  model.add(name + ".steps", steps);
}

}  // namespace clew::training
