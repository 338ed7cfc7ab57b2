// training/parser_trainer.h - learns the transitions of text/parser.h from trees.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "text/parser_features.h"
#include "training/triple_trainer.h"

namespace clew::training {

/// Tokens as the parser meets them (root, n words, none) and heads[1..n] of a tree without crossing arcs.
struct ParserExample {
  std::vector<text::ParseToken> tokens;
  std::vector<std::uint16_t> heads;
};

struct ParserOptions {
  int width = 1;  ///< of the beam; 1: greedy, with a dynamic oracle
  int rounds = 10;
  bool mirror = false;            ///< reads from right to left
  std::size_t places = 1u << 18;  ///< in the model's table
  int scout_rounds = 4;           ///< greedy ones over all features, to learn which of them get a place
  int bits = 23;                  ///< log2 of the places while scouting
  std::uint32_t seed = 1;
};

/// Greedy: perceptron on every step, errors followed (Goldberg and Nivre, TACL 2013). Beam: perceptron on
/// whole prefixes, at the largest violation (Huang, Fayong and Guo, NAACL 2012). The same input gives the
/// same weights.
TripleTrainer train_parser(const std::vector<ParserExample>& examples, const ParserOptions& options);

/// Fisher and Yates; the standard leaves the steps of its own shuffle to the library.
void shuffle(std::vector<std::uint32_t>& order, std::mt19937& random);

}  // namespace clew::training
