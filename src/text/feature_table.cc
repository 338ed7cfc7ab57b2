#include "text/feature_table.h"

#include <algorithm>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace clew::text {
namespace {

std::int32_t weight(std::uint32_t place, int i) {
  return static_cast<std::int8_t>(static_cast<std::uint8_t>(place >> (8 + 8 * i)));
}

}  // namespace

Result<TripleTable> TripleTable::open(const ModelFile& model, std::string_view section) {
  TripleTable table;
  table.places_ = TRY(model.array<std::uint32_t>(section));
  table.buckets_ = table.places_.size() / kPlaces;
  if (table.places_.empty() || table.places_.size() % kPlaces != 0)
    return model.wrong(section, "has the wrong length");
  return table;
}

TripleTable::Scores TripleTable::score_plainly(std::span<const std::uint64_t> features) const {
  Scores scores{};
  for (const std::uint64_t feature : features) {
    const std::uint32_t* bucket = &places_[bucket_of(feature, buckets_) * kPlaces];
    const std::uint8_t check = check_of(feature);
    for (std::size_t i = 0; i < kPlaces; ++i) {
      if ((bucket[i] & 0xFF) != check) continue;
      for (int k = 0; k < 3; ++k) scores.of[k] += weight(bucket[i], k);
    }
  }
  return scores;
}

#if defined(__SSE2__)

// Every x86-64 has SSE2. All places of a bucket are compared at once; what does not match is masked away.
// Bytes are widened by shifts: no table of weights is ever out of an int32.
TripleTable::Scores TripleTable::score(std::span<const std::uint64_t> features) const {
  const std::uint32_t* places = places_.data();
  const std::size_t n = features.size();
  constexpr std::size_t kAhead = 12;
  for (std::size_t i = 0; i < std::min(kAhead, n); ++i)
    __builtin_prefetch(places + bucket_of(features[i], buckets_) * kPlaces);
  __m128i first = _mm_setzero_si128(), second = first, third = first;
  const __m128i low = _mm_set1_epi32(0xFF);
  for (std::size_t i = 0; i < n; ++i) {
    if (i + kAhead < n) __builtin_prefetch(places + bucket_of(features[i + kAhead], buckets_) * kPlaces);
    const __m128i bucket = _mm_loadu_si128(
        reinterpret_cast<const __m128i*>(places + bucket_of(features[i], buckets_) * kPlaces));
    const __m128i same = _mm_cmpeq_epi32(_mm_and_si128(bucket, low), _mm_set1_epi32(check_of(features[i])));
    const __m128i kept = _mm_and_si128(bucket, same);
    first = _mm_add_epi32(first, _mm_srai_epi32(_mm_slli_epi32(kept, 16), 24));
    second = _mm_add_epi32(second, _mm_srai_epi32(_mm_slli_epi32(kept, 8), 24));
    third = _mm_add_epi32(third, _mm_srai_epi32(kept, 24));
  }
  const auto sum = [](__m128i v) {
    v = _mm_add_epi32(v, _mm_shuffle_epi32(v, _MM_SHUFFLE(1, 0, 3, 2)));
    v = _mm_add_epi32(v, _mm_shuffle_epi32(v, _MM_SHUFFLE(2, 3, 0, 1)));
    return _mm_cvtsi128_si32(v);
  };
  return {{sum(first), sum(second), sum(third)}};
}

#else

TripleTable::Scores TripleTable::score(std::span<const std::uint64_t> features) const {
  return score_plainly(features);
}

#endif

Result<ClassTable> ClassTable::open(const ModelFile& model, const std::string& section, std::size_t classes) {
  ClassTable table;
  table.places_ = TRY(model.array<std::uint32_t>(section + ".places"));
  table.pairs_ = TRY(model.array<std::uint16_t>(section + ".pairs"));
  table.buckets_ = table.places_.size() / (2 * kPlaces);
  if (table.places_.empty() || table.places_.size() % (2 * kPlaces) != 0)
    return model.wrong(section + ".places", "has the wrong length");
  for (std::size_t i = 0; i < table.places_.size(); i += 2)
    if (std::size_t{table.places_[i + 1]} + (table.places_[i] >> 16 & 0xFF) > table.pairs_.size())
      return model.wrong(section + ".places", "points outside");
  for (const std::uint16_t pair : table.pairs_)
    if ((pair & 0xFF) >= classes) return model.wrong(section + ".pairs", "names a class that is none");
  return table;
}

void ClassTable::add(std::span<const std::uint64_t> features, std::int32_t* scores) const {
  // Three passes, so that memory is asked for before it is needed: buckets, then pairs, then sums.
  constexpr std::size_t kAtOnce = 96;
  for (; features.size() > kAtOnce; features = features.subspan(kAtOnce))
    add(features.first(kAtOnce), scores);
  const std::uint32_t* places = places_.data();
  for (const std::uint64_t feature : features)
    __builtin_prefetch(places + bucket_of(feature, buckets_) * 2 * kPlaces);
  const std::uint16_t* found[kAtOnce];
  std::uint8_t counts[kAtOnce];
  std::size_t n = 0;
  for (const std::uint64_t feature : features) {
    const std::uint32_t* place = places + bucket_of(feature, buckets_) * 2 * kPlaces;
    const std::uint32_t check = check_of(feature);
    for (std::size_t i = 0; i < kPlaces; ++i, place += 2) {
      if ((*place & 0xFFFF) != check) continue;
      found[n] = pairs_.data() + place[1];
      counts[n] = static_cast<std::uint8_t>(*place >> 16);
      __builtin_prefetch(found[n]);
      ++n;
      break;
    }
  }
  for (std::size_t k = 0; k < n; ++k) {
    const std::uint16_t* pair = found[k];
    for (const std::uint16_t* end = pair + counts[k]; pair < end; ++pair)
      scores[*pair & 0xFF] += static_cast<std::int8_t>(static_cast<std::uint8_t>(*pair >> 8));
  }
}

}  // namespace clew::text
