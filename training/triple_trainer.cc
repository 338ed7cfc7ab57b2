#include "training/triple_trainer.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "text/feature_table.h"

namespace clew::training {

TripleTrainer::TripleTrainer(int bits)
    : bits_(bits - 2), rows_(std::size_t{1} << bits), past_(std::size_t{1} << bits) {}

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

void TripleTrainer::pack(ModelWriter& to, const std::string& section, std::size_t places) const {
  using text::TripleTable;
  struct Kept {
    std::int64_t importance;
    std::size_t row;
  };
  std::vector<Kept> kept;
  std::vector<std::int32_t> sizes;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (rows_[i].key == 0) continue;
    const auto [low, high] = std::minmax({rows_[i].weights[0], rows_[i].weights[1], rows_[i].weights[2]});
    kept.push_back({std::int64_t{high} - low, i});
    for (const std::int32_t w : rows_[i].weights) sizes.push_back(std::abs(w));
  }
  std::sort(kept.begin(), kept.end(), [&](const Kept& a, const Kept& b) {
    return a.importance != b.importance ? a.importance > b.importance
                                        : past_[a.row].feature < past_[b.row].feature;
  });
  std::sort(sizes.begin(), sizes.end());
  const double top = sizes.empty() ? 1 : std::max(1, sizes[sizes.size() - 1 - sizes.size() / 4000]);
  int bits = 1;
  while ((TripleTable::kPlaces << (bits + 1)) <= places) ++bits;
  std::vector<std::uint32_t> out(TripleTable::kPlaces << bits);
  for (const Kept& k : kept) {
    const std::uint64_t feature = past_[k.row].feature;
    std::uint32_t place = TripleTable::check_of(feature);
    bool any = false;
    for (int i = 0; i < 3; ++i) {
      const auto w =
          static_cast<int>(std::lround(std::clamp(rows_[k.row].weights[i] * 127.0 / top, -127.0, 127.0)));
      any = any || w != 0;
      place |= static_cast<std::uint32_t>(static_cast<std::uint8_t>(static_cast<std::int8_t>(w)))
               << (8 + 8 * i);
    }
    if (!any) continue;
    const std::size_t base = TripleTable::bucket_of(feature, bits) * TripleTable::kPlaces;
    for (std::size_t i = base; i < base + TripleTable::kPlaces; ++i) {
      if ((out[i] & 0xFF) == (place & 0xFF)) break;
      if (out[i] != 0) continue;
      out[i] = place;
      break;
    }
  }
  to.add(section, out);
}

}  // namespace clew::training
