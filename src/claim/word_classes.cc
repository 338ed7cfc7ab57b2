#include "claim/word_classes.h"

#include <algorithm>

namespace clew::claim {

Result<WordClasses> WordClasses::open(const ModelFile& model, const std::string& name) {
  WordClasses classes;
  classes.keys_ = TRY(model.array<std::uint32_t>(name + ".keys"));
  classes.values_ = TRY(model.array<std::int8_t>(name + ".values", classes.keys_.size()));
  return classes;
}

std::uint8_t WordClasses::of(std::uint64_t lemma, text::Upos upos) const {
  if (upos != text::Upos::verb && upos != text::Upos::noun) return 0;
  const std::uint32_t wanted = key(lemma, upos == text::Upos::verb);
  const auto at = std::lower_bound(keys_.begin(), keys_.end(), wanted);
  if (at == keys_.end() || *at != wanted) return 0;
  return static_cast<std::uint8_t>(values_[static_cast<std::size_t>(at - keys_.begin())]);
}

}  // namespace clew::claim
