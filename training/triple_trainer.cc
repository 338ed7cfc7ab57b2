#include "training/triple_trainer.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "text/feature_table.h"

namespace clew::training {
namespace {

using text::TripleTable;
constexpr std::size_t kPlaces = TripleTable::kPlaces;

}  // namespace

TripleTrainer::TripleTrainer(int bits)
    : buckets_((std::size_t{1} << bits) / kPlaces),
      rows_(std::size_t{1} << bits),
      past_(std::size_t{1} << bits) {}

std::size_t TripleTrainer::bucket(std::uint64_t feature) const {
  return text::bucket_of(feature, buckets_) * kPlaces;
}

std::uint32_t TripleTrainer::key(std::uint64_t feature) const {
  return reduced_ ? TripleTable::check_of(feature) : static_cast<std::uint32_t>(feature) | 1u;
}

void TripleTrainer::score(std::span<const std::uint64_t> features, std::int64_t* scores) const {
  constexpr std::size_t kAhead = 10;
  for (std::size_t i = 0; i < std::min(kAhead, features.size()); ++i)
    __builtin_prefetch(&rows_[bucket(features[i])]);
  std::int64_t a = 0, b = 0, c = 0;
  for (std::size_t i = 0; i < features.size(); ++i) {
    if (i + kAhead < features.size()) __builtin_prefetch(&rows_[bucket(features[i + kAhead])]);
    const Row* row = &rows_[bucket(features[i])];
    const std::uint32_t want = key(features[i]);
    for (std::size_t k = 0; k < kPlaces; ++k) {
      if (row[k].key != want) continue;
      a += row[k].weights[0];
      b += row[k].weights[1];
      c += row[k].weights[2];
      break;
    }
  }
  scores[0] = a;
  scores[1] = b;
  scores[2] = c;
}

void TripleTrainer::add(std::span<const std::uint64_t> features, int label, std::int32_t by) {
  for (const std::uint64_t feature : features) {
    const std::size_t base = bucket(feature);
    const std::uint32_t want = key(feature);
    std::size_t at = base;
    while (at < base + kPlaces && rows_[at].key != want && rows_[at].key != 0) ++at;
    if (at == base + kPlaces) {
      ++lost_;
      continue;
    }
    Row& row = rows_[at];
    Past& past = past_[at];
    if (row.key == 0) {
      if (reduced_) continue;
      row.key = want;
      past.feature = feature;
      ++used_;
    }
    for (int k = 0; k < 3; ++k) past.sums[k] += std::int64_t{row.weights[k]} * (step_ - past.since);
    past.since = step_;
    row.weights[label] += by;
  }
}

void TripleTrainer::average() {
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (rows_[i].key == 0) continue;
    for (int k = 0; k < 3; ++k) {
      past_[i].sums[k] += std::int64_t{rows_[i].weights[k]} * (step_ - past_[i].since);
      rows_[i].weights[k] = static_cast<std::int32_t>(past_[i].sums[k] * 1024 / std::max(step_, 1));
    }
  }
}

TripleTrainer TripleTrainer::reduced(std::size_t places) const {
  struct Kept {
    std::int64_t importance;
    std::uint64_t feature;
  };
  std::vector<Kept> kept;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (rows_[i].key == 0) continue;
    const auto [low, high] = std::minmax({rows_[i].weights[0], rows_[i].weights[1], rows_[i].weights[2]});
    if (high > low) kept.push_back({std::int64_t{high} - low, past_[i].feature});
  }
  std::sort(kept.begin(), kept.end(), [](const Kept& a, const Kept& b) {
    return a.importance != b.importance ? a.importance > b.importance : a.feature < b.feature;
  });
  TripleTrainer out;
  out.reduced_ = true;
  out.buckets_ = std::max<std::size_t>(1, places / kPlaces);
  out.rows_.resize(out.buckets_ * kPlaces);
  out.past_.resize(out.rows_.size());
  for (const Kept& k : kept) {
    const std::size_t base = out.bucket(k.feature);
    const std::uint32_t want = out.key(k.feature);
    std::size_t at = base;
    while (at < base + kPlaces && out.rows_[at].key != want && out.rows_[at].key != 0) ++at;
    if (at == base + kPlaces || out.rows_[at].key == want) continue;
    out.rows_[at].key = want;
    out.past_[at].feature = k.feature;
    ++out.used_;
  }
  return out;
}

void TripleTrainer::pack(ModelWriter& to, std::string_view section) const {
  std::vector<std::int32_t> sizes;
  for (const Row& row : rows_)
    for (const std::int32_t w : row.weights)
      if (row.key != 0) sizes.push_back(std::abs(w));
  std::sort(sizes.begin(), sizes.end());
  const double top = sizes.empty() ? 1 : std::max(1, sizes[sizes.size() - 1 - sizes.size() / 4000]);
  std::vector<std::uint32_t> out(rows_.size());
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    out[i] = rows_[i].key;
    for (int k = 0; k < 3; ++k) {
      const auto w =
          static_cast<int>(std::lround(std::clamp(rows_[i].weights[k] * 127.0 / top, -127.0, 127.0)));
      out[i] |= static_cast<std::uint32_t>(static_cast<std::uint8_t>(static_cast<std::int8_t>(w)))
                << (8 + 8 * k);
    }
  }
  to.add(section, out);
}

}  // namespace clew::training
