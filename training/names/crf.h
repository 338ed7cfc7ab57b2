// training/names/crf.h - trains the weights of annotate/name_model.h.
//
// Maximises the probability of the allowed labels (so that sets which mark other types, or only some tokens,
// can be mixed), by AdaGrad over sentences in a shuffled order. One thread, own exp(), no fused operations:
// the same seed and data give the same bytes.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "annotate/name_model.h"
#include "training/names/corpus.h"
#include "training/names/random.h"

namespace clew::training {

struct CrfOptions {
  int epochs = 8;
  float rate = 0.15F;
  float decay = 0.02F;       ///< by how much all weights shrink after an epoch
  float drop = 0.15F;        ///< chance that a token's own spelling is not looked at
  std::size_t most = 90000;  ///< so many features go into the model: those with the largest weights
  std::uint32_t cutoff = 2;  ///< features seen in fewer tokens are not learned
  std::uint64_t seed = 1;
  float miss = 1;  ///< weight of the mistake to overlook a name: adds to names' gradients (recall)
};

class Crf {
 public:
  Crf(std::vector<std::string> types, bool arabic);

  /// Learns which features exist, from these sentences. Copies made after this share what is learned here.
  void prepare(const std::vector<NamedSentence>& sentences, const annotate::NameModel& lexicon,
               const CrfOptions& options);
  /// Trains on those of the prepared sentences that `use` names. Can be called again to go on.
  void train(const std::vector<std::uint32_t>& use, const CrfOptions& options);
  /// Adds the sections of the weights; `calibration` as in NameModel.
  void add_weights(const CrfOptions& options, ModelWriter& model,
                   const std::vector<std::uint16_t>& calibration) const;

  static constexpr std::size_t kWidth = 32;

 private:
  struct Prepared {
    std::vector<std::uint32_t> features;  // indices
    std::vector<std::uint32_t> ends;      // per token: end of its features
    std::vector<std::uint16_t> spelled;   // per token
    std::vector<LabelSet> allowed;
  };
  /// What a set leaves open is none of the types that it does not mark where that is unlikely: where no name
  /// can stand, or for nationalities where no list knows the word. `buffers` holds the words.
  std::vector<LabelSet> likely(std::vector<LabelSet> allowed, annotate::NameBuffers& buffers) const;
  double learn(const Prepared& sentence, const CrfOptions& options, Random& random);
  static void update(float& weight, float& squares, float gradient, float rate);

  std::vector<std::string> types_;
  bool arabic_;
  std::vector<std::uint64_t> hashes_;
  std::vector<float> rows_;  // per feature: width_ weights, width_ sums of squares
  std::size_t width_ = 0;
  std::vector<float> transitions_, transition_squares_;  // [L + 1][L]
  std::vector<float> sums_, transition_sums_;            // of weights after epochs, to average
  int summed_ = 0;
  std::shared_ptr<const std::vector<Prepared>> prepared_;
};

}  // namespace clew::training
