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
  std::int32_t margin = 0;                ///< of the cue and its best content; in units of the chains
};

/// Working memory. One thread at a time.
struct AttributionScratch {
  FeatureRow row;
  RoleFeatures roles;
  std::vector<std::int32_t> emissions;
  std::vector<std::uint8_t> labels;
  std::vector<std::int32_t> margins, odds;
  ChainSums sums;
  std::vector<CueSpan> cues;
};

/// Threads: safe from any. Lives as long as the bytes of its model.
class AttributionModel {
 public:
  /// Errors: corrupt, not_found (a section is missing), unsupported (other features).
  static Result<AttributionModel> open(ModelFile model);

  /// Whether a word of that form can stand in a cue.
  bool possible(std::uint64_t form) const;
  /// A view as the model wants it: only sentences that can hold an attribution are parsed.
  void view(Document& document, std::size_t paragraph, ParagraphView& view) const;
  /// Cues of a paragraph's parsed sentences, in order. `plainly`: those of the best labels alone, as training
  /// wants them.
  void find_cues(const ParagraphView& view, AttributionScratch& scratch, std::vector<CueSpan>& cues,
                 bool plainly = false) const;
  /// What hangs on given cues, which are all that the paragraph has.
  void find_roles(const ParagraphView& view, std::span<const CueSpan> cues, AttributionScratch& scratch,
                  std::vector<FoundAttribution>& found) const;
  /// What hangs on each cue that is found. One without content announces what the next paragraph quotes, or
  /// is none.
  void find(const ParagraphView& view, AttributionScratch& scratch,
            std::vector<FoundAttribution>& found) const;
  /// For tuning: how likely a word must be in a cue, how likely one must be in a content, for there to be one
  /// (log-odds), and the least margin of a piece beside a better one.
  void tune(std::int32_t least_cue, std::int32_t least_content, std::int32_t least_piece) {
    least_cue_ = least_cue, least_content_ = least_content, least_piece_ = least_piece;
  }
  /// Which row of the calibration a margin is in.
  static std::size_t band(std::int32_t margin);
  /// 0..1: how often one of this margin is right.
  double confidence(std::int32_t margin) const;

 private:
  void decode_cues(AttributionScratch& scratch, bool plainly) const;
  void decode_roles(AttributionScratch& scratch) const;
  void read_roles(const CueSpan& cue, AttributionScratch& scratch, FoundAttribution& found) const;
  std::int32_t piece_margin(const AttributionScratch& scratch, std::uint32_t first, std::uint32_t last) const;

  ModelFile model_;
  Chain cue_, role_;
  WordClasses classes_;
  std::int32_t least_cue_ = 0, least_content_ = 0, least_piece_ = 0;
  std::span<const std::uint32_t> gate_;
  std::span<const std::uint16_t> calibration_;
};

/// The model that this build carries, opened when it is first asked for; null: none. Threads: safe from any.
const AttributionModel* embedded_attribution_model();

}  // namespace clew::claim
