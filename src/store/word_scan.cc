#include "store/word_scan.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/fold.h"
#include "base/result.h"

namespace clew::store {
namespace {

using Kind = Query::Kind;

std::uint64_t length_bit(std::size_t bytes) { return std::uint64_t{1} << std::min<std::size_t>(bytes, 63); }

}  // namespace

// As fts5ExprNearIsMatch walks: all phrases move forward until none ends too far before the last one; that is
// a match; then the one whose next place comes first moves on.
std::vector<std::uint32_t> near_counts(const std::vector<NearPhrase>& phrases, int distance,
                                       bool first_only) {
  struct Reader {
    const NearPhrase* phrase;
    std::size_t at = 0;
    std::int64_t counted = -1;
    const std::vector<std::uint32_t>& places() const { return phrase->places; }
    std::int64_t place() const { return places()[at]; }
    std::int64_t next_place() const {
      return at + 1 < places().size() ? std::int64_t{places()[at + 1]}
                                      : std::numeric_limits<std::int64_t>::max();
    }
  };
  std::vector<std::uint32_t> counts(phrases.size(), 0);
  std::vector<Reader> readers;
  for (const NearPhrase& phrase : phrases) {
    if (phrase.places.empty()) return counts;
    readers.push_back({&phrase});
  }
  while (!readers.empty()) {
    std::int64_t last = readers[0].place();
    for (bool together = false; !together;) {
      together = true;
      for (Reader& reader : readers) {
        const std::int64_t earliest = last - reader.phrase->words - distance;
        if (reader.place() >= earliest && reader.place() <= last) continue;
        together = false;
        while (reader.place() < earliest)
          if (++reader.at == reader.places().size()) return counts;
        last = std::max(last, reader.place());
      }
    }
    for (std::size_t i = 0; i < readers.size(); ++i)
      if (std::exchange(readers[i].counted, readers[i].place()) != readers[i].place()) ++counts[i];
    if (first_only) return counts;
    const auto next = std::min_element(readers.begin(), readers.end(), [](const Reader& x, const Reader& y) {
      return x.next_place() < y.next_place();
    });
    if (++next->at == next->places().size()) return counts;
  }
  return counts;
}

std::size_t WordScan::number_of(const std::string& word, bool prefix) {
  const auto first = static_cast<unsigned char>(word.empty() ? 0 : word[0]);
  begins_[first] = true;
  if (prefix) {
    prefix_begins_[first] = true;
    for (const Prefix& known : prefixes_)
      if (known.start == word) return known.number;
    prefixes_.push_back({word, at_.size()});
    at_.emplace_back();
    return prefixes_.back().number;
  }
  lengths_ |= length_bit(word.size());
  const auto [known, is_new] = numbers_.try_emplace(word, at_.size());
  if (is_new) at_.emplace_back();
  return known->second;
}

void WordScan::expect(const Query& query) {
  for (const Query& part : query.parts) expect(part);
  if ((query.kind != Kind::phrase && query.kind != Kind::near) || leaves_.contains(&query)) return;
  std::vector<Pattern> patterns;
  for (const Phrase& phrase : query.phrases) {
    Pattern pattern;
    for (std::size_t i = 0; i < phrase.words.size(); ++i)
      pattern.words.push_back(number_of(phrase.words[i], phrase.prefix && i + 1 == phrase.words.size()));
    patterns.push_back(std::move(pattern));
  }
  leaves_.emplace(&query, std::move(patterns));
}

void WordScan::clear() {
  for (Places& places : at_) places.clear();
  words_ = 0;
}

void WordScan::add(std::string_view text) {
  WordCutter cutter(text);
  for (Word word; cutter.next(word); ++words_) {
    const std::string_view folded = word.folded;
    const auto first = static_cast<unsigned char>(folded[0]);
    if (!begins_[first]) continue;
    if ((lengths_ & length_bit(folded.size())) != 0)
      if (const auto known = numbers_.find(folded); known != numbers_.end())
        at_[known->second].push_back(words_);
    if (prefix_begins_[first])
      for (const Prefix& prefix : prefixes_)
        if (folded.starts_with(prefix.start)) at_[prefix.number].push_back(words_);
  }
}

WordScan::Places WordScan::starts_of(const Pattern& pattern) const {
  Places starts;
  if (pattern.words.empty()) return starts;
  for (const std::uint32_t start : at_[pattern.words[0]]) {
    bool is = true;
    for (std::size_t k = 1; is && k < pattern.words.size(); ++k) {
      const Places& places = at_[pattern.words[k]];
      is = std::binary_search(places.begin(), places.end(), start + static_cast<std::uint32_t>(k));
    }
    if (is) starts.push_back(start);
  }
  return starts;
}

std::vector<std::uint32_t> WordScan::count_near(const Query& leaf, const std::vector<Pattern>& patterns,
                                                bool first_only) const {
  std::vector<NearPhrase> phrases(patterns.size());
  for (std::size_t i = 0; i < patterns.size(); ++i)
    phrases[i] = {starts_of(patterns[i]), static_cast<std::int64_t>(patterns[i].words.size())};
  return near_counts(phrases, leaf.distance, first_only);
}

bool WordScan::holds(const Query& leaf) const {
  const auto known = leaves_.find(&leaf);
  CHECK(known != leaves_.end());
  if (leaf.kind == Kind::near) return count_near(leaf, known->second, true)[0] > 0;
  const Pattern& pattern = known->second[0];
  return pattern.words.size() == 1 ? !at_[pattern.words[0]].empty() : !starts_of(pattern).empty();
}

bool WordScan::fulfils(const Query& tree) const {
  const auto is = [this](const Query& part) { return fulfils(part); };
  switch (tree.kind) {
    case Kind::phrase:
    case Kind::near:
      return holds(tree);
    case Kind::any_of:
      return std::any_of(tree.parts.begin(), tree.parts.end(), is);
    case Kind::none_of:
      return std::none_of(tree.parts.begin(), tree.parts.end(), is);
    case Kind::all_of:
      return std::all_of(tree.parts.begin(), tree.parts.end(), is);
    default:
      return tree.kind == Kind::everything;
  }
}

void WordScan::count(const Query& leaf, std::vector<std::uint32_t>& counts) const {
  const auto known = leaves_.find(&leaf);
  CHECK(known != leaves_.end());
  if (leaf.kind == Kind::near) {
    for (const std::uint32_t n : count_near(leaf, known->second, false)) counts.push_back(n);
    return;
  }
  counts.push_back(static_cast<std::uint32_t>(starts_of(known->second[0]).size()));
}

}  // namespace clew::store
