// annotate/name_cache.h - what a name model knows of words that it has met before, by their spelling.
//
// Texts say the same words over and over. Two tables of fixed size hold the words met last: their spelling
// with what the lists know, and the scores that they give by themselves. A word that comes is put in the
// place of another; what is found never depends on what was kept. A word is known by 64 bits of its hash.
#pragma once

#include <cstdint>
#include <vector>

#include "annotate/name_features.h"

namespace clew::annotate {

class NameCache {
 public:
  /// Empties the tables unless they are of the model with this number and this many scores a row already.
  void belong_to(std::uint64_t model, std::size_t width);

  /// The place of the word with this hash of its bytes; `fresh`: its contents are another's.
  NameWord& word(std::uint64_t exact, bool& fresh);
  /// Room for kNameParts rows of scores of the word in such a sentence; `fresh` as above.
  std::int16_t* scores(std::uint64_t exact, SentenceCase usual, bool& fresh);

 private:
  static constexpr std::size_t kPlaces = 8192;
  std::uint64_t model_ = 0;
  std::size_t row_ = 0;
  std::vector<std::uint64_t> word_keys_, score_keys_;  // 0: free
  std::vector<NameWord> words_;
  std::vector<std::int16_t> scores_;
};

}  // namespace clew::annotate
