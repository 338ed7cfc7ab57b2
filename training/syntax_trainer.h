// training/syntax_trainer.h - trains the model of text/syntax.h from treebanks.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "training/conllu.h"

namespace clew::training {

struct SyntaxOptions {
  std::string language = "en";
  bool universal = false;  ///< relations without subtypes and no fine tags
  std::uint32_t seed = 1;
  int tag_rounds = 8, greedy_rounds = 10, beam_rounds = 10, label_rounds = 6;
  int scout_rounds = 4;  ///< of the parser over all features, before its table is made small
  int scout_bits = 23;   ///< log2 of the places in the table for these
  int folds = 4;         ///< taggers for the tags that the parser is trained on
  int beam = 4;          ///< width while training
  std::size_t greedy_places = 200000, beam_places = 280000;
  std::size_t tag_features = 60000, label_features = 50000;
  /// Cluster of each form's hash; empty: none.
  std::unordered_map<std::uint32_t, std::uint16_t> clusters;
};

/// The bytes of the model. The same sentences and options give the same bytes, whatever threads do. Prints
/// its progress.
std::string train_syntax(std::vector<Sentence> sentences, const SyntaxOptions& options);

}  // namespace clew::training
