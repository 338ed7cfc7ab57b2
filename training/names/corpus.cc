#include "training/names/corpus.h"

#include <bit>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "text/tokens.h"

namespace clew::training {
namespace {

/// Turns the labels of one file into label sets of the model's types.
class Labels {
 public:
  Labels(const TypeScheme& scheme, const std::string& marked) {
    for (std::size_t t = 0; t < scheme.types.size(); ++t)
      begins_of_[scheme.types[t]] = LabelSet{2} << (2 * t);
    for (const auto& [wide, types] : scheme.wider)
      for (const std::string& type : types) begins_of_[wide] |= begins_of_.at(type);
    const LabelSet begins = ((LabelSet{1} << (2 * scheme.types.size())) - 1) / 3 * 2;
    std::istringstream in(marked);
    LabelSet known = 0;
    for (std::string name; in >> name;) known |= begins_of(name);
    unmarked_ = begins & ~known;
    all_ = 1 | begins | begins << 1;
  }

  LabelSet allowed(const std::string& label, std::uint8_t& gold) const {
    gold = 255;
    if (label == "*") return all_;
    if (label == "O") {
      gold = 0;
      return 1 | unmarked_ | unmarked_ << 1;
    }
    const int inside = label[0] == 'B' ? 0 : 1;
    const LabelSet begins = begins_of(label.substr(2));
    // A type that the model does not have: any that the set does not mark, or no name at all.
    if (begins == 0) return unmarked_ << inside | 1;
    if (std::has_single_bit(begins)) gold = static_cast<std::uint8_t>(std::countr_zero(begins) + inside);
    return begins << inside;
  }

 private:
  LabelSet begins_of(const std::string& type) const {
    const auto found = begins_of_.find(type);
    return found == begins_of_.end() ? 0 : found->second;
  }

  std::map<std::string, LabelSet> begins_of_;  // per type: the bits of its B
  LabelSet unmarked_ = 0, all_ = 0;
};

/// Adds a token of the set: B of a type goes on as I.
void add_cut(const Labels& labels, const std::string& token, std::string label, NamedSentence& to) {
  std::vector<text::Token> pieces = text::tokenize(token, "en");
  if (pieces.empty()) pieces.push_back({0, static_cast<std::uint32_t>(token.size())});
  for (const text::Token& piece : pieces) {
    std::uint8_t gold = 0;
    to.tokens.emplace_back(piece.in(token));
    to.allowed.push_back(labels.allowed(label, gold));
    to.gold.push_back(gold);
    if (label[0] == 'B') label[0] = 'I';
  }
}

}  // namespace

std::vector<NamedSentence> read_named(const std::string& path, const TypeScheme& scheme, std::uint32_t set,
                                      std::uint32_t& next_document) {
  std::ifstream in(path);
  std::string line;
  if (!in || !std::getline(in, line) || line.rfind("#types", 0) != 0)
    throw std::runtime_error("cannot read " + path);
  const Labels labels(scheme, line.substr(6));
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
      add_cut(labels, line.substr(0, tab), line.substr(tab + 1), sentence);
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
