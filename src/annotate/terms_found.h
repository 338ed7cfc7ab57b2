// annotate/terms_found.h - what the finders of terms.cc share: the words, the names beside them, and the list
// of what was found. For terms.cc, posts.cc, laws.cc alone.
#pragma once

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "annotate/term_text.h"
#include "model/mention.h"

namespace clew::annotate {

struct TermContext {
  const TermText& text;
  std::span<const model::Mention> names;  ///< by start
  std::string_view zone;
  std::vector<model::Mention>& found;

  /// The name that overlaps [start, end), or null.
  const model::Mention* name_in(std::size_t start, std::size_t end) const {
    const auto after = std::partition_point(names.begin(), names.end(),
                                            [&](const model::Mention& m) { return m.start < end; });
    for (auto at = after; at != names.begin() && after - at < 4;)
      if ((--at)->end > start) return &*at;
    return nullptr;
  }
  /// The name that begins at, or a few bytes behind, `at`; the one that ends as close before it.
  const model::Mention* name_from(std::size_t at, std::size_t most) const {
    const auto next = std::partition_point(names.begin(), names.end(),
                                           [&](const model::Mention& m) { return m.start < at; });
    return next != names.end() && next->start <= at + most ? &*next : nullptr;
  }
  const model::Mention* name_until(std::size_t at, std::size_t most) const {
    const auto next = std::partition_point(names.begin(), names.end(),
                                           [&](const model::Mention& m) { return m.start < at; });
    if (next == names.begin()) return nullptr;
    const model::Mention& before = *(next - 1);
    return before.end <= at && before.end + most >= at ? &before : nullptr;
  }

  void add(std::size_t start, std::size_t end, model::MentionType type, double confidence,
           std::string value = {}) const {
    model::Mention mention;
    mention.start = start;
    mention.end = end;
    mention.type = type;
    mention.text = text.text().substr(start, end - start);
    mention.value = std::move(value);
    mention.confidence = confidence;
    found.push_back(std::move(mention));
  }
};

/// The post whose head is at word `i`; gives the word after it, or `i` where there is none.
std::size_t find_post(const TermContext& context, std::size_t i);
/// The same of laws, programmes and arms.
std::size_t find_law(const TermContext& context, std::size_t i);
std::size_t find_programme(const TermContext& context, std::size_t i);
std::size_t find_arms(const TermContext& context, std::size_t i);

}  // namespace clew::annotate
