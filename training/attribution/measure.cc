#include "training/attribution/measure.h"

#include <algorithm>
#include <iomanip>
#include <set>

namespace clew::training {
namespace {

using claim::WordSpan;
using Spans = std::vector<WordSpan>;

std::uint32_t size_of(const Spans& spans) {
  std::uint32_t n = 0;
  for (const WordSpan& span : spans) n += span.last - span.first;
  return n;
}

std::uint32_t shared(const Spans& a, const Spans& b) {
  std::uint32_t n = 0;
  for (const WordSpan& x : a)
    for (const WordSpan& y : b)
      if (std::min(x.last, y.last) > std::max(x.first, y.first))
        n += std::min(x.last, y.last) - std::max(x.first, y.first);
  return n;
}

template <class T>
void count(const std::set<T>& gold, const std::set<T>& found, Counts& counts) {
  counts.gold += gold.size();
  counts.found += found.size();
  for (const T& one : found) counts.right += gold.count(one);
}

struct Sets {
  std::set<WordSpan> source, cue, content;
  std::set<std::uint32_t> source_words, cue_words, content_words;
  std::set<Spans> whole;

  explicit Sets(const std::vector<GoldAttribution>& all) {
    const auto put = [](const Spans& spans, std::set<WordSpan>& to, std::set<std::uint32_t>& words) {
      for (const WordSpan& span : spans) {
        to.insert(span);
        for (std::uint32_t i = span.first; i < span.last; ++i) words.insert(i);
      }
    };
    for (const GoldAttribution& one : all) {
      put(one.source, source, source_words);
      put({one.cue}, cue, cue_words);
      put(one.content, content, content_words);
      whole.insert(one.content);
    }
  }
};

}  // namespace

bool share_half(const Spans& a, const Spans& b) {
  const std::uint32_t n = 2 * shared(a, b);
  return n >= size_of(a) && n >= size_of(b);
}

void AttributionScores::add(const Article& article, std::vector<GoldAttribution> found, bool nested) {
  std::vector<GoldAttribution> gold = article.gold;
  if (!nested) {
    mark_nested(found);
    std::erase_if(gold, [](const GoldAttribution& one) { return one.nested; });
    std::erase_if(found, [](const GoldAttribution& one) { return one.nested; });
  }
  const Sets g(gold), f(found);
  count(g.source, f.source, of["1 source exact"]);
  count(g.source_words, f.source_words, of["2 source words"]);
  count(g.cue, f.cue, of["3 cue exact"]);
  count(g.cue_words, f.cue_words, of["4 cue words"]);
  count(g.content, f.content, of["5 content exact"]);
  count(g.content_words, f.content_words, of["6 content words"]);
  count(g.whole, f.whole, of["7 content whole"]);
  Counts& triple = of["8 triple"];
  triple.gold += gold.size();
  triple.found += found.size();
  std::vector<bool> taken(gold.size());
  for (const GoldAttribution& one : found)
    for (std::size_t i = 0; i < gold.size(); ++i) {
      if (taken[i] || !share_half({gold[i].cue}, {one.cue}) || !share_half(gold[i].source, one.source) ||
          !share_half(gold[i].content, one.content))
        continue;
      taken[i] = true;
      ++triple.right;
      break;
    }
  for (const GoldAttribution& one : gold) {
    if (!one.direct || one.source.empty()) continue;
    bool right = false, seen = false;
    for (const GoldAttribution& other : found)
      if (2 * shared(one.content, other.content) >= size_of(one.content)) {
        seen = true;
        right = right || 2 * shared(one.source, other.source) >= size_of(one.source);
      }
    Counts& speaker = of["9 speaker of direct quotes"];
    ++speaker.gold;
    speaker.found += seen;
    speaker.right += right;
  }
}

void AttributionScores::print(std::ostream& out) const {
  out << std::fixed << std::setprecision(3);
  for (const auto& [name, counts] : of)
    out << std::left << std::setw(28) << name.substr(2) << std::right << "P " << counts.precision() << "  R "
        << counts.recall() << "  F1 " << counts.f1() << "  (" << counts.right << " of " << counts.found
        << " found, " << counts.gold << " gold)\n";
}

void AttributionScores::print_shortly(std::ostream& out) const {
  out << std::fixed << std::setprecision(3);
  for (const auto& [name, counts] : of) out << name.substr(2) << ' ' << counts.f1() << "  ";
  out << '\n';
}

std::vector<GoldAttribution> find_in(const Article& article, const claim::AttributionModel& model,
                                     std::vector<std::int32_t>* margins, bool gold_cues) {
  claim::AttributionScratch scratch;
  std::vector<claim::FoundAttribution> found;
  std::vector<GoldAttribution> all;
  for (std::size_t v = 0; v < article.views.size(); ++v) {
    if (gold_cues) {
      model.find_roles(article.views[v], cues_of(article, v), scratch, found);
    } else {
      model.find(article.views[v], scratch, found);
    }
    const std::uint32_t base = article.base[v];
    const auto moved = [base](Spans spans) {
      for (WordSpan& span : spans) span.first += base, span.last += base;
      return spans;
    };
    for (const claim::FoundAttribution& one : found) {
      if (one.content.empty()) continue;
      GoldAttribution& to = all.emplace_back();
      to.cue = {base + one.cue.first, base + one.cue.last};
      to.source = moved(one.source);
      to.content = moved(one.content);
      to.direct = stands_in_quotes(article, to.content);
      if (margins != nullptr) margins->push_back(one.margin);
    }
  }
  return all;
}

}  // namespace clew::training
