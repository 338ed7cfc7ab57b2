// annotate/name_features.h - what the name model looks at around a token, as hashes.
//
// Training and use share this code. A change here makes every trained model wrong: raise kNameFeatures.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "annotate/name_words.h"

namespace clew::annotate {

/// The version of the templates, kept in the models.
inline constexpr std::int32_t kNameFeatures = 1;

/// What all tokens of a sentence share.
enum class SentenceCase : std::uint8_t { usual, no_capitals, mostly_capitals, no_case };
SentenceCase sentence_case(std::span<const NameWord> words);

struct FeatureList {
  static constexpr std::size_t kMost = 80;
  std::array<std::uint64_t, kMost> hashes;
  std::size_t size = 0;
  std::size_t spelled = 0;  ///< the first so many name the token itself: training leaves them out at times
  void add(std::uint64_t hash) { hashes[size++] = hash; }
};

/// The features of token `at`. Empty knowledge (no cluster, no list) gives no feature.
void name_features(std::span<const NameWord> words, std::size_t at, SentenceCase usual, FeatureList& list);

}  // namespace clew::annotate
