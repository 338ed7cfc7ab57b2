// claim/attribution_model.h - the trained model of English attributions: which words cite, whom and what.
//
// Two chains (claim/chain.h): "cue" over the words of a sentence, "role" over the words around each cue; and
// the gate: hashes of the words in which cues occur at all. Sections of models/unlicensed/attribution-en.md.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "claim/attribution_features.h"
#include "claim/chain.h"

namespace clew::claim {

/// One attribution within a view: words [first, last) each.
struct WordSpan {
  std::uint32_t first = 0, last = 0;
  auto operator<=>(const WordSpan&) const = default;
};
struct FoundAttribution {
  CueSpan cue;
  std::vector<WordSpan> source, content;  ///< in order
  std::int32_t margin = 0;                ///< the smaller, the less sure; in units of the chains
};

/// Working memory. One thread at a time.
struct AttributionScratch {
  FeatureRow row;
  RoleFeatures roles;
  std::vector<std::int32_t> emissions;
  std::vector<std::uint8_t> labels;
  std::vector<CueSpan> cues;
};

/// Threads: safe from any. Lives as long as the bytes of its model.
class AttributionModel {
 public:
  /// Errors: corrupt, not_found (a section is missing), unsupported (other features).
  static Result<AttributionModel> open(ModelFile model);

  /// Whether a word of that form can stand in a cue.
  bool possible(std::uint64_t form) const;
  /// Cues of a paragraph's parsed sentences, in order.
  void find_cues(const ParagraphView& view, AttributionScratch& scratch, std::vector<CueSpan>& cues) const;
  /// What hangs on given cues, which are all that the paragraph has.
  void find_roles(const ParagraphView& view, std::span<const CueSpan> cues, AttributionScratch& scratch,
                  std::vector<FoundAttribution>& found) const;
  /// What hangs on each cue that is found. One without content announces what the next paragraph quotes, or
  /// is none.
  void find(const ParagraphView& view, AttributionScratch& scratch,
            std::vector<FoundAttribution>& found) const;
  void set_bias(std::int32_t bias) { bias_ = bias; }
  /// 0..1
  double confidence(std::int32_t margin) const;

 private:
  void read_roles(const CueSpan& cue, AttributionScratch& scratch, FoundAttribution& found) const;

  ModelFile model_;
  Chain cue_, role_;
  std::int32_t bias_ = 0;  // towards cues
  std::span<const std::uint32_t> gate_;
  std::span<const std::uint16_t> calibration_;
};

/// The model that this build carries, opened when it is first asked for; null: none. Threads: safe from any.
const AttributionModel* embedded_attribution_model();

}  // namespace clew::claim
