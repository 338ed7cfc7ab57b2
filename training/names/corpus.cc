#include "training/names/corpus.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace clew::training {
namespace {

/// Turns the labels of one file into label sets of the model's types.
class Labels {
 public:
  Labels(const std::vector<std::string>& types, const std::string& marked) : types_(types) {
    std::istringstream in(marked);
    std::vector<std::string> names;
    for (std::string name; in >> name;) names.push_back(name);
    for (std::size_t t = 0; t < types.size(); ++t)
      if (std::find(names.begin(), names.end(), types[t]) == names.end()) unmarked_ |= LabelSet{6} << (2 * t);
    all_ = (LabelSet{1} << (2 * types.size() + 1)) - 1;
  }

  LabelSet allowed(const std::string& label, std::uint8_t& gold) const {
    gold = 255;
    if (label == "*") return all_;
    if (label == "O") {
      gold = 0;
      return 1 | unmarked_;
    }
    const LabelSet begins = 0xAAAAAAAA & ~LabelSet{1}, insides = 0x55555554;
    const bool begin = label[0] == 'B';
    const std::string type = label.substr(2);
    for (std::size_t t = 0; t < types_.size(); ++t)
      if (types_[t] == type) {
        gold = static_cast<std::uint8_t>(2 * t + (begin ? 1 : 2));
        return LabelSet{1} << gold;
      }
    // A type that the model does not have: any that the set does not mark, or no name at all.
    return (unmarked_ & (begin ? begins : insides)) | 1;
  }

 private:
  const std::vector<std::string>& types_;
  LabelSet unmarked_ = 0, all_ = 0;
};

}  // namespace

std::vector<NamedSentence> read_named(const std::string& path, const std::vector<std::string>& types,
                                      std::uint32_t set, std::uint32_t& next_document) {
  std::ifstream in(path);
  std::string line;
  if (!in || !std::getline(in, line) || line.rfind("#types", 0) != 0) throw std::runtime_error("cannot read " + path);
  const Labels labels(types, line.substr(6));
  std::vector<NamedSentence> sentences;
  NamedSentence sentence;
  std::uint32_t document = 0;
  while (std::getline(in, line)) {
    if (line == "#document") {
      document = ++next_document;
    } else if (line.empty()) {
      if (sentence.tokens.empty()) continue;
      sentence.set = set;
      sentence.document = document != 0 ? document : ++next_document;
      sentences.push_back(std::move(sentence));
      sentence = {};
    } else {
      const std::size_t tab = line.rfind('\t');
      std::uint8_t gold = 0;
      sentence.tokens.push_back(line.substr(0, tab));
      sentence.allowed.push_back(labels.allowed(line.substr(tab + 1), gold));
      sentence.gold.push_back(gold);
    }
  }
  return sentences;
}

std::vector<GoldSpan> spans_of(const std::vector<std::uint8_t>& labels) {
  std::vector<GoldSpan> spans;
  for (std::uint32_t at = 0; at < labels.size();) {
    const std::uint8_t label = labels[at];
    if (label == 0 || label == 255) {
      ++at;
      continue;
    }
    GoldSpan span{at, at + 1, static_cast<std::uint8_t>((label - 1) / 2)};
    while (span.last < labels.size() && labels[span.last] == 2 + 2 * span.type) ++span.last;
    spans.push_back(span);
    at = span.last;
  }
  return spans;
}

}  // namespace clew::training
