// training/attribution/calibration.h - how often attributions of a margin are right.
#pragma once

#include <cstdint>
#include <ostream>
#include <utility>
#include <vector>

#include "training/attribution/corpus.h"
#include "training/attribution/measure.h"

namespace clew::training {

/// Which of those found are right: a gold one shares at least half of the words of its cue, source and
/// content.
std::vector<bool> right_ones(const Article& article, const std::vector<GoldAttribution>& found);

class Calibration {
 public:
  void add(std::int32_t margin, bool right) { seen_.emplace_back(margin, right); }
  /// For AttributionModel: of those found, by margin, the share that was right; never falling with the margin
  /// (pool adjacent violators), and never quite 0 or 1.
  std::vector<std::uint16_t> table() const;

 private:
  std::vector<std::pair<std::int32_t, bool>> seen_;
};

/// Ten bands of confidence: how many, how sure on average, how often right; and the expected calibration
/// error.
class Reliability {
 public:
  void add(double confidence, bool right);
  void print(std::ostream& out) const;

 private:
  struct Band {
    std::size_t all = 0, right = 0;
    double confidence = 0;
  };
  std::vector<Band> bands_ = std::vector<Band>(10);
};

}  // namespace clew::training
