// text/tag_features.h - what the tagger looks at. Training and reading share it; models depend on it.
#pragma once

#include <cstdint>
#include <span>

#include "text/features.h"
#include "text/lexicon.h"

namespace clew::text {

inline constexpr std::size_t kTagFeatures = 52;

/// Fills `out` for word i; `tags` holds those of the words before it. Returns how many: always kTagFeatures.
inline std::size_t tag_features(std::span<const LexWord> words, const std::uint8_t* tags, std::size_t i,
                                std::uint64_t* out) {
  static const LexWord kNone = [] {
    LexWord none;
    none.word = 1;
    none.cluster = 0xFFFF;
    none.tags = 0xFFFF;
    return none;
  }();
  const auto at = [&](std::size_t k) -> const LexWord& { return k < words.size() ? words[k] : kNone; };
  const LexWord &w = words[i], &a = at(i + 1), &aa = at(i + 2), &b = at(i - 1), &bb = at(i - 2);
  const std::uint64_t t1 = i >= 1 ? tags[i - 1] : 255, t2 = i >= 2 ? tags[i - 2] : 255;
  const std::uint64_t first = i == 0, caps = w.form.capital + 2 * w.form.all_capitals + 4 * first;
  std::uint64_t* p = out;
  std::uint64_t n = 0;
  const auto put = [&](auto... values) { *p++ = feature(n++, values...); };
  put(0);
  put(w.form.form);
  put(w.word, caps);
  put(w.tags);
  put(w.tags, caps);
  put(w.cluster);
  put(w.cluster >> 4, caps);
  for (const std::uint32_t end : w.form.ends) put(end);
  for (const std::uint32_t beginning : w.form.beginnings) put(beginning);
  put(w.form.shape);
  put(w.form.shape, first);
  put(w.form.ends[2], caps);
  put(w.form.ends[1], t1);
  put(t1);
  put(t2, t1);
  put(t1, w.form.form);
  put(t1, w.tags);
  put(t1, w.cluster);
  put(t2, t1, w.tags);
  put(t1, a.tags);
  put(t1, w.tags, a.tags);
  put(t1, w.form.shape);
  put(b.form.form);
  put(b.cluster);
  put(b.form.form, w.form.form);
  put(b.form.form, w.tags);
  put(bb.form.form);
  put(bb.form.form, b.form.form);
  put(a.form.form);
  put(a.tags);
  put(a.cluster);
  put(a.form.ends[2]);
  put(a.form.form, w.form.form);
  put(a.form.form, w.tags);
  put(a.tags, w.tags);
  put(a.cluster, w.cluster);
  put(a.tags, w.form.form);
  put(a.form.shape, w.tags);
  put(aa.form.form);
  put(aa.tags);
  put(a.tags, aa.tags, w.tags);
  put(b.form.form, a.form.form);
  put(b.cluster >> 4, w.cluster, a.cluster >> 4);
  put(b.form.capital, w.form.capital, a.form.capital, w.tags);
  return static_cast<std::size_t>(p - out);
}

}  // namespace clew::text
