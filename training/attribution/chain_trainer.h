// training/attribution/chain_trainer.h - trains the weights of a claim::Chain.
//
// Maximises the probability of the right labels by AdaGrad over rows in a shuffled order, weights shrunk
// after each epoch and averaged over the later ones. One thread: the same seed and data give the same bytes.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/model_file.h"
#include "training/names/random.h"

namespace clew::training {

struct ChainOptions {
  int epochs = 5;
  float rate = 0.1F;
  float decay = 0.02F;       ///< by how much all weights shrink after an epoch
  float drop = 0.25F;        ///< chance that a feature of a word is not looked at
  std::uint32_t cutoff = 3;  ///< features seen in fewer words are not learned
  std::size_t most = 90000;  ///< so many features go into the model: those with the largest weights
  std::uint64_t seed = 1;
  bool quiet = false;
};

/// A row of words: features of each, one after the other, and labels.
struct ChainRow {
  std::vector<std::uint64_t> features;
  std::vector<std::uint32_t> ends;     // per word: end of its features
  std::vector<std::uint8_t> labels;    // the right ones
  std::vector<std::uint32_t> allowed;  // bits of the labels that are possible; empty: all
};

class ChainTrainer {
 public:
  /// `forbidden` says which steps can never be; `from` is `labels` at the start. So many labels behind the
  /// first are weighed by features.
  ChainTrainer(std::size_t labels, std::size_t weighed,
               std::function<bool(std::size_t from, std::size_t to)> forbidden);

  /// `rows` gives the next row, or false at the end; asked for all rows twice.
  void prepare(const std::function<void(const std::function<void(const ChainRow&)>&)>& rows,
               const ChainOptions& options);
  /// Trains from nothing on those of the rows that `use` names.
  void train(const std::vector<std::uint32_t>& use, const ChainOptions& options);

  /// From now on only the `most` features that tell most are looked at: largest weight times the root of how
  /// often it was seen. To be trained again.
  void reduce(std::size_t most);
  /// Adds sections NAME.checks, NAME.weights and NAME.steps.
  void add_weights(const std::string& name, const ChainOptions& options, ModelWriter& model) const;
  std::size_t rows() const { return rows_.size(); }

 private:
  struct Row {
    std::vector<std::uint32_t> features, ends, allowed;
    std::vector<std::uint8_t> labels;
  };
  double learn(const Row& whole, const ChainOptions& options, Random& random);

  std::size_t labels_, weighed_, width_;
  std::function<bool(std::size_t, std::size_t)> forbidden_;
  std::vector<std::uint64_t> hashes_;
  std::vector<std::uint32_t> seen_;  // how often each feature stands in the rows
  std::vector<Row> rows_;
  std::vector<float> weights_;                           // [feature][2][width_]: and sums of squares
  std::vector<float> sums_;                              // [feature][width_]: of weights, to average
  std::vector<float> steps_, step_squares_, step_sums_;  // [labels_ + 1][labels_]
  int summed_ = 0;
  Row dropped_;
};

}  // namespace clew::training
