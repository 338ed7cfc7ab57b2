#include "claim/chain.h"

#include <array>

namespace clew::claim {

Result<Chain> Chain::open(const ModelFile& model, const std::string& name, std::size_t labels) {
  Chain chain;
  chain.checks_ = TRY(model.array<std::uint16_t>(name + ".checks"));
  if (chain.checks_.empty() || chain.checks_.size() % kPlaces != 0)
    return model.wrong(name + ".checks", "has the wrong length");
  chain.buckets_ = chain.checks_.size() / kPlaces;
  chain.weights_ = TRY(model.array<std::int8_t>(name + ".weights", chain.checks_.size() * (labels - 1)));
  chain.steps_ = TRY(model.array<std::int16_t>(name + ".steps", (labels + 1) * labels));
  chain.labels_ = labels;
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
  const std::size_t width = labels_ - 1;
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

}  // namespace clew::claim
