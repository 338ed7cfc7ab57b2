#include "text/tagger.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "text/tag_features.h"

namespace clew::text {
namespace {

constexpr std::string_view kNames[] = {"ADJ",   "ADP",   "ADV", "AUX",  "CCONJ", "DET",
                                       "INTJ",  "NOUN",  "NUM", "PART", "PRON",  "PROPN",
                                       "PUNCT", "SCONJ", "SYM", "VERB", "X"};

}  // namespace

std::string_view name_of(Upos upos) { return kNames[static_cast<std::size_t>(upos)]; }

Upos upos_of(std::string_view name) {
  const auto* at = std::find(std::begin(kNames), std::end(kNames), name);
  return at == std::end(kNames) ? Upos::x : static_cast<Upos>(at - std::begin(kNames));
}

Result<Tagger> Tagger::open(const ModelFile& model) {
  Tagger tagger;
  std::string_view lines = TRY(model.text("tags"));
  while (!lines.empty()) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(lines.size(), line.size() + 1));
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos || tagger.upos_.size() == 250)
      return model.wrong("tags", "is broken");
    tagger.upos_.push_back(upos_of(line.substr(0, space)));
    tagger.fine_.push_back(line.substr(space + 1));
  }
  if (tagger.upos_.empty()) return model.wrong("tags", "is empty");
  tagger.table_ = TRY(ClassTable::open(model, "tagger", tagger.upos_.size()));
  return tagger;
}

void Tagger::tag(std::span<const LexWord> words, std::uint8_t* tags) const {
  std::array<std::int32_t, 256> scores;
  std::array<std::uint64_t, kTagFeatures> features;
  const auto count = static_cast<std::ptrdiff_t>(upos_.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::fill_n(scores.begin(), count, 0);
    const std::size_t n = tag_features(words, tags, i, features.data());
    table_.add({features.data(), n}, scores.data());
    tags[i] =
        static_cast<std::uint8_t>(std::max_element(scores.begin(), scores.begin() + count) - scores.begin());
  }
}

}  // namespace clew::text
