// annotate/name_model.h - a linear-chain CRF over the tokens of a sentence, with integer weights.
//
// Lafferty, McCallum and Pereira 2001. Weights are 8-bit, sums 16-bit, paths 32-bit integers, added in one
// order: the same answer on every CPU. A feature is known by 16 bits of its hash in a table with open
// addressing, so that one unknown feature in 65,536 per slot looked at is taken for a known one.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/name_features.h"
#include "annotate/name_lexicon.h"
#include "base/model_file.h"

namespace clew::annotate {

/// A name in a sentence: tokens [first, last).
struct NameSpan {
  std::uint32_t first = 0, last = 0;
  std::uint8_t type = 0;  ///< index into NameModel::types()
  /// How much worse the best reading without this very span scores, in units of the model (32 are a factor of
  /// e); 0 or more.
  std::int32_t margin = 0;
  double confidence = 0;  ///< of being right, by calibration on texts kept aside
};

/// Memory for one sentence after the other. One thread at a time.
struct NameBuffers {
  std::vector<NameWord> words;
  std::vector<std::int16_t> scores;  ///< per token and label
  std::vector<std::int32_t> forward, backward;
  std::vector<std::uint8_t> from, best;
  std::string normal;
};

class NameModel {
 public:
  static constexpr std::size_t kMostLabels = 32;

  /// Errors: not_found, corrupt, unsupported (other templates than these).
  static Result<NameModel> open(ModelFile file);

  /// Labels are O, then B and I of each type.
  const std::vector<std::string>& types() const { return types_; }
  std::size_t labels() const { return labels_; }

  /// Scores of each token of buffers.words, which must be spelled and looked up.
  void score(NameBuffers& buffers) const;
  /// The best reading of what score() left. Spans in order.
  void decode(NameBuffers& buffers, std::vector<NameSpan>& spans) const;
  /// Spells and looks up, then both.
  void find(std::span<const std::string_view> tokens, bool arabic, NameBuffers& buffers,
            std::vector<NameSpan>& spans) const;
  /// Fills buffers.words.
  void look_up(std::span<const std::string_view> tokens, bool arabic, NameBuffers& buffers) const;

 private:
  Result<void> read_tables();
  void add_row(std::uint64_t hash, std::int16_t* scores) const;
  void run_forward(NameBuffers& buffers, std::size_t n) const;
  void run_backward(NameBuffers& buffers, std::size_t n) const;
  std::int32_t margin(const NameBuffers& buffers, std::size_t n, const NameSpan& span) const;

  ModelFile file_ = {};
  NameLexicon lexicon_;
  std::vector<std::string> types_;
  std::size_t labels_ = 0, width_ = 0;
  std::span<const std::uint16_t> keys_;
  std::span<const std::int8_t> rows_;
  std::span<const std::int16_t> transitions_;  // [labels + 1][labels]: the last row begins a sentence
  std::span<const std::uint16_t> calibration_;  // per 8 units of margin: 1/65,536ths
};

/// Where a feature's search begins, and its key (never 0).
constexpr std::uint16_t feature_key(std::uint64_t hash) {
  const auto key = static_cast<std::uint16_t>(hash >> 48);
  return key == 0 ? std::uint16_t{1} : key;
}

constexpr std::size_t feature_slot(std::uint64_t hash, std::size_t slots) {
  return static_cast<std::size_t>(((hash & 0xFFFFFFFF) * slots) >> 32);
}

}  // namespace clew::annotate
