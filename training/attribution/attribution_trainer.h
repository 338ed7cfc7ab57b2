// training/attribution/attribution_trainer.h - makes models of attributions (claim/attribution_model.h).
#pragma once

#include <string>
#include <vector>

#include "training/attribution/chain_trainer.h"
#include "training/attribution/corpus.h"

namespace clew::training {

struct AttributionOptions {
  ChainOptions cue, role;
  int folds = 4;
  int first_epochs = 2;  ///< so many to choose the features that are then learned
};

class AttributionTrainer {
 public:
  AttributionTrainer(const std::vector<Article>& articles, const AttributionOptions& options);
  /// Trains on all articles but those of part `fold` (-1: on all) and gives the model's bytes.
  std::string train(int fold);
  /// Which part an article is in.
  int fold_of(std::size_t article) const {
    return static_cast<int>(article % static_cast<std::size_t>(options_.folds));
  }

 private:
  void prepare_cues();
  void prepare_roles();
  void choose_features();
  std::vector<std::uint32_t> gate() const;

  const std::vector<Article>& articles_;
  AttributionOptions options_;
  ChainTrainer cue_, role_;
  std::vector<std::uint32_t> cue_article_, role_article_;  // of each row
};

}  // namespace clew::training
