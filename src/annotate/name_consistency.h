// annotate/name_consistency.h - whom a passage names in full, it may name in short: a second look at its
// words.
//
// For scripts without capitals, where a surname alone is easily missed: a word that equals the last one of
// one person's full name of the passage is that person's name where it is no name so far, or one of another
// type that is not sure. What two full names end with says nothing. (In English the model leaves out so
// few that what this would add is mostly wrong: measured, docs/accuracy.md.) Linear in the number of words.
// One thread at a time.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "annotate/name_model.h"

namespace clew::annotate {

class NameConsistency {
 public:
  /// Nothing is learned from a name with less confidence; a type with more is kept.
  static constexpr double kSure = 0.7, kKept = 0.85;
  /// Confidence of what is found here.
  static constexpr double kFound = 0.6;

  /// For names by this model. Forgets what was learned.
  void begin(const NameModel& model);
  /// The names of one sentence. REQUIRES: the words outlive this.
  void learn(std::span<const std::string_view> words, std::span<const NameSpan> names);
  /// Whether anything could be found.
  bool any() const { return !meanings_.empty(); }
  /// Adds and changes names of a sentence; they stay in order.
  void settle(std::span<const std::string_view> words, std::vector<NameSpan>& names) const;

 private:
  struct Meaning {
    std::string_view first;  // of the full name
    bool several = false;
  };
  int person_ = -1;  // among the model's types
  std::unordered_map<std::string_view, Meaning> meanings_;
};

}  // namespace clew::annotate
