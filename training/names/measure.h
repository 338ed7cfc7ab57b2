// training/names/measure.h - exact spans of names against gold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <ostream>
#include <span>
#include <string>
#include <vector>

#include "annotate/name_model.h"
#include "training/names/corpus.h"

namespace clew::training {

struct MeasureOptions {
  bool arabic = false;
  bool consistent = false;  ///< a document's names help each other (annotate/name_consistency.h)
  std::size_t errors = 0;   ///< print so many of the commonest kinds of error
  /// Types found that count as another ("NAT" -> "" is not counted at all).
  std::map<std::string, std::string> types;
  /// "NAT=,MSC=MISC"
  void map(const std::string& text);
};

/// Collects over folds and files.
class Measure {
 public:
  void add(const annotate::NameModel& model, const std::vector<NamedSentence>& gold,
           const MeasureOptions& options);
  void print(const MeasureOptions& options, std::ostream& out) const;
  /// For NameModel: of the names found, by margin, the share that was right; never falling with the margin
  /// (pool adjacent violators), and never quite 0 or 1.
  std::vector<std::uint16_t> calibration() const;
  void join(const Measure& other);

 private:
  void add_document(const annotate::NameModel& model, std::span<const NamedSentence> gold,
                    const MeasureOptions& options);

  std::map<std::string, Score> scores_;
  std::map<std::string, std::size_t> errors_;
  std::vector<std::pair<int, bool>> margins_;  // of each found name: margin, right
};

}  // namespace clew::training
