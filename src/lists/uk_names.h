// lists/uk_names.h - what the United Kingdom's lists share, CSV or XML.
#pragma once

#include <string>
#include <string_view>

#include "lists/entry.h"

namespace clew::lists {

/// "Primary Name", "Primary name variation", "Alias", "AKA", "FKA", and "Good quality" or "Low quality".
inline model::ListNameKind uk_name_kind(std::string_view type, std::string_view quality) {
  if (has_word(quality, "low")) return model::ListNameKind::weak;
  if (has_word(type, "primary") && !has_word(type, "variation")) return model::ListNameKind::primary;
  return alias_kind(type);
}

inline void add_uk_tie(model::ListEntry& entry, model::ListTie tie, std::string_view name,
                       std::string_view words) {
  std::string other = clean(name);
  if (other.empty()) return;
  for (const model::ListRelation& known : entry.relations)
    if (known.tie == tie && known.name == other) return;
  entry.relations.push_back({tie, {}, std::move(other), -1, std::string(words)});
}

}  // namespace clew::lists
