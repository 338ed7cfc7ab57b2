#include "annotate/name_consistency.h"

#include <algorithm>

namespace clew::annotate {
namespace {

constexpr std::size_t kLeastBytes = 8;  // four letters: shorter words are mostly words

bool may_be_surname(std::string_view word) {
  return word.size() >= kLeastBytes && static_cast<unsigned char>(word[0]) >= 0x80;
}

}  // namespace

void NameConsistency::begin(const NameModel& model) {
  meanings_.clear();
  person_ = -1;
  for (std::size_t t = 0; t < model.types().size(); ++t)
    if (model.types()[t] == "PER") person_ = static_cast<int>(t);
}

void NameConsistency::learn(std::span<const std::string_view> words, std::span<const NameSpan> names) {
  for (const NameSpan& name : names) {
    if (name.type != person_ || name.last - name.first < 2 || name.confidence < kSure) continue;
    const std::string_view first = words[name.first], last = words[name.last - 1];
    if (!may_be_surname(last)) continue;
    const auto [at, fresh] = meanings_.emplace(last, Meaning{first, false});
    if (!fresh && at->second.first != first) at->second.several = true;
  }
}

void NameConsistency::settle(std::span<const std::string_view> words, std::vector<NameSpan>& names) const {
  const auto type = static_cast<std::uint8_t>(person_);
  std::vector<NameSpan> added;
  auto name = names.begin();
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    while (name != names.end() && name->last <= i) ++name;
    if (!may_be_surname(words[i])) continue;
    const bool inside = name != names.end() && name->first <= i;
    if (inside && (name->first != i || name->last != i + 1)) continue;
    const auto found = meanings_.find(words[i]);
    if (found == meanings_.end() || found->second.several) continue;
    if (!inside) {
      added.push_back({i, i + 1, type, 0, kFound});
    } else if (name->type != type && name->confidence < kKept) {
      name->type = type;
      name->confidence = kFound;
    }
  }
  if (added.empty()) return;
  names.insert(names.end(), added.begin(), added.end());
  std::sort(names.begin(), names.end(),
            [](const NameSpan& a, const NameSpan& b) { return a.first < b.first; });
}

}  // namespace clew::annotate
