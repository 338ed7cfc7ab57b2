#include "annotate/name_cache.h"

namespace clew::annotate {
namespace {

constexpr std::uint64_t key_of(std::uint64_t hash) { return hash == 0 ? 1 : hash; }

}  // namespace

void NameCache::belong_to(std::uint64_t model, std::size_t width) {
  if (model_ == model && row_ == width * kNameParts) return;
  model_ = model;
  row_ = width * kNameParts;
  word_keys_.assign(kPlaces, 0);
  score_keys_.assign(kPlaces, 0);
  words_.resize(kPlaces);
  scores_.resize(kPlaces * row_);
}

NameWord& NameCache::word(std::uint64_t exact, bool& fresh) {
  const std::uint64_t key = key_of(exact);
  const std::size_t place = key % kPlaces;
  fresh = word_keys_[place] != key;
  word_keys_[place] = key;
  return words_[place];
}

std::int16_t* NameCache::scores(std::uint64_t exact, SentenceCase usual, bool& fresh) {
  const std::uint64_t key = key_of(mix(exact, static_cast<std::uint64_t>(usual)));
  const std::size_t place = key % kPlaces;
  fresh = score_keys_[place] != key;
  score_keys_[place] = key;
  return &scores_[place * row_];
}

}  // namespace clew::annotate
