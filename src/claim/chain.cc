#include "claim/chain.h"

#include <algorithm>
#include <array>

namespace clew::claim {
namespace {

// 32 ln(1 + exp(-d / 32)), rounded.
constexpr std::array<std::int8_t, 133> kLogAdd{
    22, 22, 21, 21, 20, 20, 19, 19, 18, 18, 18, 17, 17, 16, 16, 16, 15, 15, 14, 14, 14, 13, 13,
    13, 12, 12, 12, 11, 11, 11, 11, 10, 10, 10, 9,  9,  9,  9,  9,  8,  8,  8,  8,  7,  7,  7,
    7,  7,  6,  6,  6,  6,  6,  6,  5,  5,  5,  5,  5,  5,  5,  4,  4,  4,  4,  4,  4,  4,  4,
    4,  3,  3,  3,  3,  3,  3,  3,  3,  3,  3,  3,  2,  2,  2,  2,  2,  2,  2,  2,  2,  2,  2,
    2,  2,  2,  2,  2,  2,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,
    1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1};

// What no path reaches.
constexpr std::int32_t kNowhere = -(1 << 28);

std::int32_t log_add(std::int32_t a, std::int32_t b) {
  const std::int32_t most = std::max(a, b), gap = most - std::min(a, b);
  return gap < static_cast<std::int32_t>(kLogAdd.size()) ? most + kLogAdd[static_cast<std::size_t>(gap)]
                                                         : most;
}

}  // namespace

Result<Chain> Chain::open(const ModelFile& model, const std::string& name, std::size_t labels,
                          std::size_t weighed) {
  Chain chain;
  chain.checks_ = TRY(model.array<std::uint16_t>(name + ".checks"));
  if (chain.checks_.empty() || chain.checks_.size() % kPlaces != 0)
    return model.wrong(name + ".checks", "has the wrong length");
  chain.buckets_ = chain.checks_.size() / kPlaces;
  chain.weights_ = TRY(model.array<std::int8_t>(name + ".weights", chain.checks_.size() * weighed));
  chain.steps_ = TRY(model.array<std::int16_t>(name + ".steps", (labels + 1) * labels));
  chain.labels_ = labels;
  chain.weighed_ = weighed;
  return chain;
}

void Chain::emit(std::span<const std::uint64_t> features, std::int32_t* scores) const {
  // Buckets are asked for before they are needed.
  constexpr std::size_t kAtOnce = 128;
  for (; features.size() > kAtOnce; features = features.subspan(kAtOnce))
    emit(features.first(kAtOnce), scores);
  std::array<std::uint32_t, 2 * kAtOnce> buckets;
  for (std::size_t f = 0; f < features.size(); ++f) {
    buckets[2 * f] = static_cast<std::uint32_t>(first_bucket(features[f], buckets_) * kPlaces);
    buckets[2 * f + 1] = static_cast<std::uint32_t>(second_bucket(features[f], buckets_) * kPlaces);
    __builtin_prefetch(checks_.data() + buckets[2 * f]);
    __builtin_prefetch(checks_.data() + buckets[2 * f + 1]);
  }
  const std::size_t width = weighed_;
  for (std::size_t f = 0; f < features.size(); ++f) {
    const std::uint16_t check = check_of(features[f]);
    for (std::size_t i = 0; i < 2 * kPlaces; ++i) {
      const std::size_t place = buckets[2 * f + i / kPlaces] + i % kPlaces;
      if (checks_[place] != check) continue;
      const std::int8_t* weights = weights_.data() + place * width;
      for (std::size_t l = 0; l < width; ++l) scores[l + 1] += weights[l];
      break;
    }
  }
}

std::int32_t Chain::decode(std::span<const std::int32_t> emissions, std::vector<std::uint8_t>& labels) const {
  const std::size_t n = emissions.size() / labels_;
  labels.assign(n, 0);
  if (n == 0) return 0;
  std::vector<std::int32_t> before(labels_), here(labels_);
  std::vector<std::uint8_t> from(n * labels_);
  for (std::size_t l = 0; l < labels_; ++l) before[l] = step(labels_, l) + emissions[l];
  for (std::size_t at = 1; at < n; ++at) {
    for (std::size_t l = 0; l < labels_; ++l) {
      std::size_t best = 0;
      for (std::size_t p = 1; p < labels_; ++p)
        if (before[p] + step(p, l) > before[best] + step(best, l)) best = p;
      from[at * labels_ + l] = static_cast<std::uint8_t>(best);
      here[l] = before[best] + step(best, l) + emissions[at * labels_ + l];
    }
    before.swap(here);
  }
  std::size_t best = 0;
  for (std::size_t l = 1; l < labels_; ++l)
    if (before[l] > before[best]) best = l;
  const std::int32_t score = before[best];
  for (std::size_t at = n; at-- > 0;) {
    labels[at] = static_cast<std::uint8_t>(best);
    best = from[at * labels_ + best];
  }
  return score;
}

void Chain::log_odds(std::span<const std::int32_t> emissions, std::uint32_t mask, ChainSums& sums,
                     std::vector<std::int32_t>& odds) const {
  const std::size_t n = emissions.size() / labels_;
  odds.assign(n, 0);
  if (n == 0) return;
  auto& [ahead, behind] = sums;
  ahead.assign(n * labels_, kNowhere);
  behind.assign(n * labels_, kNowhere);
  for (std::size_t l = 0; l < labels_; ++l) {
    ahead[l] = step(labels_, l) + emissions[l];
    behind[(n - 1) * labels_ + l] = 0;
  }
  for (std::size_t at = 1; at < n; ++at)
    for (std::size_t l = 0; l < labels_; ++l) {
      std::int32_t& here = ahead[at * labels_ + l];
      for (std::size_t p = 0; p < labels_; ++p)
        here = log_add(here, ahead[(at - 1) * labels_ + p] + step(p, l));
      here += emissions[at * labels_ + l];
    }
  for (std::size_t at = n - 1; at-- > 0;)
    for (std::size_t l = 0; l < labels_; ++l) {
      std::int32_t& here = behind[at * labels_ + l];
      for (std::size_t f = 0; f < labels_; ++f)
        here = log_add(here, behind[(at + 1) * labels_ + f] + step(l, f) + emissions[(at + 1) * labels_ + f]);
    }
  for (std::size_t at = 0; at < n; ++at) {
    std::int32_t in = kNowhere, out = kNowhere;
    for (std::size_t l = 0; l < labels_; ++l) {
      std::int32_t& side = (mask >> l & 1) != 0 ? in : out;
      side = log_add(side, std::max(kNowhere, ahead[at * labels_ + l] + behind[at * labels_ + l]));
    }
    odds[at] = in - out;
  }
}

}  // namespace clew::claim
