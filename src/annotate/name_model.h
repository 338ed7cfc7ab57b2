// annotate/name_model.h - a linear-chain CRF over the tokens of a sentence, with integer weights.
//
// Lafferty, McCallum and Pereira 2001. Weights are 8-bit, sums 16-bit, paths 32-bit integers, added in one
// order: the same answer on every CPU. A feature is known by 16 bits of its hash in a table with open
// addressing, so that one unknown feature in 65,536 per slot looked at is taken for a known one.
//
// Most tokens of a text in Latin letters are lower-case words that no list knows; they are taken for no part
// of a name without being looked at further, unless such as may be stand on both sides close by
// (open_tokens).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/name_cache.h"
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

/// Memory for one sentence after the other, all of one language. One thread at a time.
struct NameBuffers {
  NameCache cache;
  std::vector<NameWord> words;
  std::vector<std::uint8_t> open;    ///< per token: may be part of a name
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

  /// The names of a sentence, in order. `arabic`: split clitics.
  void find(std::span<const std::string_view> tokens, bool arabic, NameBuffers& buffers,
            std::vector<NameSpan>& spans) const;
  /// One word by itself, without its place in a phrase.
  NameWord know(std::string_view token) const;
  /// For training: fills buffers.words entirely.
  void look_up(std::span<const std::string_view> tokens, bool arabic, NameBuffers& buffers) const;

 private:
  /// Tokens of a sentence that are decoded together; before and after them stands none that is open.
  struct Run {
    std::size_t first, last, sentence;  ///< [first, last) of so many tokens
  };
  Result<void> read_tables();
  void add_rows(const FeatureList& list, std::int16_t* scores) const;
  /// Fills words and open. False: no token is open.
  bool look_up_quickly(std::span<const std::string_view> tokens, bool arabic, SentenceCase& usual,
                       NameBuffers& buffers) const;
  /// Rows of scores, one for each NamePart, that the word gives by itself.
  const std::int16_t* word_scores(const NameWord& word, SentenceCase usual, NameCache& cache) const;
  void score(SentenceCase usual, NameBuffers& buffers) const;
  void decode(NameBuffers& buffers, const Run& run, std::vector<NameSpan>& spans) const;
  void run_forward(NameBuffers& buffers, const Run& run) const;
  void run_backward(NameBuffers& buffers, const Run& run) const;
  std::int32_t margin(const NameBuffers& buffers, const Run& run, const NameSpan& span) const;
  /// What it costs to end a run at this label.
  std::int32_t ending(const Run& run, std::size_t label) const {
    return run.last < run.sentence ? transitions_[label * labels_] : 0;
  }

  ModelFile file_ = {};
  NameLexicon lexicon_;
  std::vector<std::string> types_;
  std::size_t labels_ = 0, width_ = 0;
  std::uint64_t number_ = 0;  // of this model among all that were opened
  std::span<const std::uint16_t> keys_;
  std::span<const std::int8_t> rows_;
  std::span<const std::int16_t> transitions_;   // [labels + 1][labels]: the last row begins a sentence
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
