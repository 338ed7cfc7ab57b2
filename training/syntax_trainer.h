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
  int folds = 4;  ///< taggers for the tags that the parser is trained on
  int beam = 4;   ///< width while training
  std::size_t greedy_places = 1u << 18, beam_places = 1u << 19;
  std::size_t tag_features = 120000, label_features = 120000;
  /// Cluster of each form's hash; empty: none.
  std::unordered_map<std::uint32_t, std::uint16_t> clusters;
};

/// The bytes of the model. The same sentences and options give the same bytes. Prints its progress.
std::string train_syntax(std::vector<Sentence> sentences, const SyntaxOptions& options);

}  // namespace clew::training
