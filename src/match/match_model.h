// match/match_model.h - what comparing names has learned (models/names-match.md). Any thread.
#pragma once

#include <cstdint>
#include <string_view>

#include "match/channel.h"

namespace clew::match {

/// How often words stand in names, as counts under hashes: two rows (a count-min sketch after G. Cormode,
/// S. Muthukrishnan 2005), each count a rounded logarithm.
class Frequencies {
 public:
  Frequencies() = default;
  /// Reads the section frequency. Errors: those of ModelFile; corrupt.
  static Result<Frequencies> open(const ModelFile& file);
  /// Eight times the logarithm to base 2 of how often the word was seen, plus 8; 0: not at all.
  int of(std::string_view plain) const;

 private:
  std::string_view rows_;
};
/// Places of a word in the two rows of `places` each.
struct FrequencyPlaces {
  std::uint32_t first, second;
};
FrequencyPlaces frequency_places(std::string_view plain, std::uint32_t places);

/// Null where this build carries no such model: names are then compared without it.
struct MatchModel {
  const Channel* channel = nullptr;
  const Frequencies* frequencies = nullptr;
};
const MatchModel& match_model();
/// For training and measuring: everything after this goes by that file. REQUIRES: nothing was prepared yet,
/// and no other thread runs. Errors: those of Channel::open() and Frequencies::open().
Result<void> use_match_model(const ModelFile& file);

}  // namespace clew::match
