// training/attribution/measure.h - attributions found against gold ones.
//
// Exact: a span is a run of words of one paragraph, and right when a gold span of the role has the same
// words. Words: each word by its role. Whole: all pieces of a content. Triple: an attribution is right when a
// gold one has a cue, a source and a content each of which shares at least half of the words of either.
// Speaker: of the gold attributions whose content stands in quotation marks altogether and which have a
// source, those where the attribution found that shares at least half of the content has a source that shares
// at least half of the gold source's words.
#pragma once

#include <cstdint>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "training/attribution/corpus.h"

namespace clew::training {

struct Counts {
  std::uint64_t right = 0, found = 0, gold = 0;
  double precision() const { return found ? static_cast<double>(right) / static_cast<double>(found) : 0; }
  double recall() const { return gold ? static_cast<double>(right) / static_cast<double>(gold) : 0; }
  double f1() const {
    return found + gold ? 2 * static_cast<double>(right) / static_cast<double>(found + gold) : 0;
  }
};

struct AttributionScores {
  std::map<std::string, Counts> of;
  /// Nested ones count where `nested`.
  void add(const Article& article, std::vector<GoldAttribution> found, bool nested = false);
  void print(std::ostream& out) const;
  /// F1 of the measures that have goals, in one line.
  void print_shortly(std::ostream& out) const;
};

/// Whether they share at least half of the words of either; two empty ones do.
bool share_half(const std::vector<claim::WordSpan>& a, const std::vector<claim::WordSpan>& b);

/// What a model finds in an article; with `gold_cues`, for those.
std::vector<GoldAttribution> find_in(const Article& article, const claim::AttributionModel& model,
                                     std::vector<std::int32_t>* margins = nullptr, bool gold_cues = false);

}  // namespace clew::training
