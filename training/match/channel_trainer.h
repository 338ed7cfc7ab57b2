// training/match/channel_trainer.h - learns src/match/channel.h from pairs of words.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "base/model_file.h"

namespace clew::training {

struct WordPair {
  std::string native;  ///< native letters (match/romanise.h)
  std::string latin;   ///< a-z
};

struct ChannelOptions {
  int rounds = 5;                 ///< of expectation maximisation, pieces depending on nothing but the letter
  int realignments = 1;           ///< with all contexts
  std::size_t least_context = 2;  ///< contexts of the upper levels seen fewer times are left out
  /// Most entries of the table up to each level: the contexts that save most come first.
  std::array<std::size_t, 4> entries = {20000, 24000, 50000, 76000};
  std::size_t pieces = 16;  ///< a letter's pieces that reading a word tries
};

/// Adds the sections channel.*. The same pairs give the same bytes. What cannot be written (a Latin word more
/// than four times as long) is passed over.
void train_channel(const std::vector<WordPair>& pairs, const ChannelOptions& options, ModelWriter& model);

}  // namespace clew::training
