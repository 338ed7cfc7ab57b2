// training/attribution/attribution_trainer.h - makes models of attributions (claim/attribution_model.h).
#pragma once

#include <array>
#include <string>
#include <vector>

#include "training/attribution/chain_trainer.h"
#include "training/attribution/corpus.h"

namespace clew::training {

struct AttributionOptions {
  ChainOptions cue, role;
  std::string wordnet = "/usr/share/wordnet";  ///< folder of WordNet's database files
  int folds = 4;
  int first_epochs = 2;  ///< so many to choose the features that are then learned
};

class AttributionTrainer {
 public:
  /// Sets the kinds of the articles' words.
  AttributionTrainer(std::vector<Article>& articles, const AttributionOptions& options);
  /// Trains on all articles but those of part `fold` (-1: on all) and gives the model's bytes.
  std::string train(int fold);
  /// Which part an article is in.
  int fold_of(std::size_t article) const {
    return static_cast<int>(article % static_cast<std::size_t>(options_.folds));
  }

 private:
  void prepare_cues();
  void prepare_roles();
  void predict_cues();
  void choose_features(ChainTrainer& trainer, const ChainOptions& options);
  std::string model(bool with_roles) const;
  std::vector<std::uint32_t> gate() const;

  const std::vector<Article>& articles_;
  AttributionOptions options_;
  ChainTrainer cue_, role_;
  std::string classes_;                                    // bytes of a model that has the word classes only
  std::vector<std::uint32_t> cue_article_, role_article_;  // of each row
  /// Of each view of each article, the cues that a model finds which has not seen it.
  std::vector<std::vector<std::vector<claim::CueSpan>>> predicted_;
};

/// The same model with these thresholds (AttributionModel::tune) and this calibration.
std::string settled(const std::string& bytes, const std::array<std::int32_t, 3>& least,
                    const std::vector<std::uint16_t>& calibration);

/// A model over bytes that outlive it. Throws std::runtime_error.
claim::AttributionModel opened_attribution_model(const std::string& bytes);

}  // namespace clew::training
