// claim/attribution_features.h - what tells cues, sources and contents apart. Training and reading share it;
// models depend on it: a change of a feature means training again.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "claim/attribution_view.h"
#include "text/features.h"

namespace clew::claim {

/// Changes with the features, so that an old model is refused.
inline constexpr std::int32_t kAttributionFeatures = 2;

/// Labels of the two chains.
enum CueLabel : std::uint8_t { kNoCue, kCueBegins, kCueGoesOn, kCueLabels };
enum RoleLabel : std::uint8_t {
  kNoRole,
  kSourceBegins,
  kSourceGoesOn,
  kContentBegins,
  kContentGoesOn,
  kTheCue,  ///< given, never chosen: no feature weighs it
  kRoleLabels
};
inline constexpr std::size_t kRoleWeighed = 4;

class FeatureRow {
 public:
  void clear() { size_ = 0; }
  template <class... Values>
  void put(std::uint64_t number, Values... values) {
    if (size_ < row_.size()) row_[size_++] = text::feature(number, values...);
  }
  std::span<const std::uint64_t> all() const { return {row_.data(), size_}; }

 private:
  std::array<std::uint64_t, 128> row_;
  std::size_t size_ = 0;
};

/// Words [first, last) of a paragraph that are one cue.
struct CueSpan {
  std::uint32_t first = 0, last = 0;
  std::int32_t margin = 0;  ///< by how much the model prefers it to none
  bool operator==(const CueSpan&) const = default;
};

/// What tells whether a word belongs to a cue.
void cue_features(const ParagraphView& view, std::uint32_t at, FeatureRow& row);

/// The features of all words around one cue. One thread at a time.
class RoleFeatures {
 public:
  /// Words [first(), last()): the cue's sentence, and the quoted ones beside it. `others`: all cues of the
  /// paragraph.
  void begin(const ParagraphView& view, const CueSpan& cue, std::span<const CueSpan> others);
  std::uint32_t first() const { return first_; }
  std::uint32_t last() const { return last_; }
  void row(std::uint32_t at, FeatureRow& row) const;

 private:
  struct Branch {
    std::uint64_t path = 0, inner = 0;  ///< the way from the cue to here: its start, its end
    std::uint32_t top = kNoWord;        ///< the first word of the way down
    std::uint8_t depth = 0;
    bool down = false;  ///< below the cue
  };
  void trace(std::uint32_t sentence);
  void count_between();
  void find_other_cues(std::span<const CueSpan> others);

  const ParagraphView* view_ = nullptr;
  CueSpan cue_;
  std::uint32_t first_ = 0, last_ = 0, head_ = 0;
  std::vector<Branch> branches_;              // of words [first_, last_)
  std::vector<std::uint8_t> between_;         // other cues between the cue and the word, 0..2
  std::vector<std::uint8_t> commas_, verbs_;  // between the cue and the word, 0..3
  std::vector<std::uint64_t> other_;  // the word's own nearest other cue above it, and how it hangs there
  std::vector<std::uint32_t> todo_;
};

/// The word of [first, last) that the others hang on.
std::uint32_t head_of(const ParagraphView& view, std::uint32_t first, std::uint32_t last);

}  // namespace clew::claim
