// annotate/name_features.h - what the name model looks at around a token, as hashes.
//
// Training and use share this code. A change here makes every trained model wrong: raise kNameFeatures.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "annotate/name_words.h"

namespace clew::annotate {

/// The version of the templates, kept in the models.
inline constexpr std::int32_t kNameFeatures = 2;

/// What all tokens of a sentence share.
enum class SentenceCase : std::uint8_t { usual, no_capitals, mostly_capitals, no_case };
SentenceCase sentence_case(std::span<const NameWord> words);

/// Which tokens may be part of a name: those with a capital, those of a script without case, those that lists
/// know as names and that running text mostly writes with a capital; and up to three others between two such.
/// Says whether there is any.
bool open_tokens(std::span<const NameWord> words, SentenceCase usual, std::vector<std::uint8_t>& open);

struct FeatureList {
  static constexpr std::size_t kMost = 80;
  std::array<std::uint64_t, kMost> hashes;
  std::size_t size = 0;
  std::size_t spelled = 0;  ///< the first so many name the token itself: training leaves them out at times
  void add(std::uint64_t hash) { hashes[size++] = hash; }
};

/// So many tokens before and after one have a say in its features.
inline constexpr std::size_t kNameWindow = 2;

/// Where the word stands that a feature looks at.
enum class NamePart : std::uint8_t { own, before, after, before2, after2 };
inline constexpr std::size_t kNameParts = 5;

/// The features of token `at`: those of the words in its window, each by itself, and those of several words
/// together. Empty knowledge (no cluster, no list) gives no feature.
void name_features(std::span<const NameWord> words, std::size_t at, SentenceCase usual, FeatureList& list);
/// The part of these that `word` gives by itself at such a place; the places outside a sentence hold
/// NameWord{}.
void word_features(const NameWord& word, SentenceCase usual, NamePart part, FeatureList& list);
/// The rest.
void pair_features(std::span<const NameWord> words, std::size_t at, SentenceCase usual, FeatureList& list);

}  // namespace clew::annotate
