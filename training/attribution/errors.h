// training/attribution/errors.h - what goes wrong with attributions, by kind.
#pragma once

#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "training/attribution/measure.h"

namespace clew::training {

class AttributionErrors {
 public:
  /// Cues are matched by a shared word. Counts kinds of errors, one at most for each cue, source and content.
  void add(const Article& article, const std::vector<GoldAttribution>& found);
  /// The kinds by falling number, with up to `examples` of each.
  void print(std::ostream& out, std::size_t examples) const;

 private:
  struct Kind {
    std::size_t count = 0;
    std::vector<std::string> examples;
  };
  void note(const std::string& kind, const Article& article, const GoldAttribution* gold,
            const GoldAttribution* found);
  std::map<std::string, Kind> kinds_;
};

}  // namespace clew::training
