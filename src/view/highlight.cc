#include "view/highlight.h"

#include <algorithm>

#include "base/fold.h"
#include "base/utf8.h"
#include "view/query.h"

namespace clew::view {
namespace {

constexpr std::size_t kExcerptBytes = 200;
constexpr std::size_t kMostMarkBytes = 1000;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

struct Range {
  std::size_t start, end;
};

/// The bytes to show around [start, end): whole words, not from before a blank line.
Range around(std::string_view text, std::size_t start, std::size_t end) {
  end = std::min(end, floor_boundary(text, start + std::min(end - start, kMostMarkBytes)));
  const std::size_t spare = kExcerptBytes > end - start ? kExcerptBytes - (end - start) : 0;
  std::size_t low = floor_boundary(text, start - std::min(start, spare / 2));
  if (low > 0) {
    const std::size_t blank = text.substr(low, start - low).find_first_of(" \n\t");
    if (blank != std::string_view::npos) low += blank;
  }
  const std::size_t paragraph = text.substr(low, start - low).rfind("\n\n");
  if (paragraph != std::string_view::npos) low += paragraph;
  std::size_t high = floor_boundary(text, std::min(text.size(), std::max(end, low + kExcerptBytes)));
  if (high < text.size() && high > end && !is_space(text[high])) {
    const std::size_t blank = text.substr(end, high - end).find_last_of(" \n\t");
    high = blank == std::string_view::npos ? high : end + blank;
  }
  while (low < start && is_space(text[low])) ++low;
  while (high > end && is_space(text[high - 1])) --high;
  return {low, std::max(high, end)};
}

Excerpt excerpt_of(std::string_view text, Range range, const std::vector<Mark>& marks, std::uint64_t base) {
  Excerpt excerpt{base + range.start,
                  base + range.end,
                  std::string(text.substr(range.start, range.end - range.start)),
                  {}};
  auto mark = std::lower_bound(marks.begin(), marks.end(), range.start,
                               [](const Mark& m, std::size_t at) { return m.start < at; });
  for (; mark != marks.end() && mark->start < range.end; ++mark)
    if (mark->end <= range.end)
      excerpt.marks.push_back({mark->start - range.start, mark->end - range.start, mark->term});
  return excerpt;
}

}  // namespace

struct Highlighter::Words {
  struct Place {
    std::size_t start, end;
    int number;  // -1: none of the query's words
  };
  std::vector<Place> places;
  std::vector<std::vector<std::size_t>> of_prefix;  // indexes into places, ascending
};

Highlighter::Highlighter(const store::Query& query) {
  for (const store::Query* from : shown_terms(query)) {
    Term term;
    term.near = from->kind == store::Query::Kind::near;
    term.distance = static_cast<std::size_t>(std::max(0, from->distance));
    for (const store::Phrase& phrase : from->phrases) {
      Pattern pattern;
      pattern.prefix = phrase.prefix;
      for (std::size_t i = 0; i < phrase.words.size(); ++i) {
        if (pattern.prefix && i + 1 == phrase.words.size()) {
          pattern.words.push_back(static_cast<int>(prefixes_.size()));
          prefixes_.push_back(phrase.words[i]);
        } else {
          pattern.words.push_back(number_of(phrase.words[i]));
        }
      }
      term.patterns.push_back(std::move(pattern));
    }
    terms_.push_back(std::move(term));
  }
}

int Highlighter::number_of(const std::string& word) {
  return numbers_.try_emplace(word, static_cast<int>(numbers_.size())).first->second;
}

Highlighter::Words Highlighter::read(std::string_view text) const {
  Words words;
  words.of_prefix.resize(prefixes_.size());
  WordCutter cutter(text);
  std::string folded;
  for (Word word; cutter.next(word);) {
    folded.assign(word.folded);
    const auto known = numbers_.find(folded);
    for (std::size_t i = 0; i < prefixes_.size(); ++i)
      if (word.folded.starts_with(prefixes_[i])) words.of_prefix[i].push_back(words.places.size());
    words.places.push_back({word.start, word.end, known == numbers_.end() ? -1 : known->second});
  }
  return words;
}

std::vector<std::size_t> Highlighter::starts_of(const Pattern& pattern, const Words& words,
                                                std::size_t most) const {
  std::vector<std::size_t> starts;
  const std::size_t n = pattern.words.size();
  const auto fits = [&](std::size_t at) {
    for (std::size_t k = 0; k + (pattern.prefix ? 1 : 0) < n; ++k)
      if (words.places[at + k].number != pattern.words[k]) return false;
    return true;
  };
  if (pattern.prefix) {
    for (const std::size_t last : words.of_prefix[static_cast<std::size_t>(pattern.words.back())]) {
      if (last + 1 < n || !fits(last + 1 - n)) continue;
      starts.push_back(last + 1 - n);
      if (starts.size() == most) break;
    }
    return starts;
  }
  for (std::size_t at = 0; at + n <= words.places.size() && starts.size() < most; ++at)
    if (fits(at)) starts.push_back(at);
  return starts;
}

std::vector<Mark> Highlighter::find(std::string_view text, std::size_t most) const {
  std::vector<Mark> marks;
  const Words words = read(text);
  const auto add = [&](std::size_t first, std::size_t n, std::size_t term) {
    marks.push_back({words.places[first].start, words.places[first + n - 1].end, term});
  };
  for (std::size_t t = 0; t < terms_.size(); ++t) {
    const Term& term = terms_[t];
    std::vector<std::vector<std::size_t>> starts;
    // near() may need a late occurrence of one phrase, so none is left out there.
    for (const Pattern& pattern : term.patterns)
      starts.push_back(starts_of(pattern, words, term.near ? ~std::size_t{0} : most));
    if (!term.near) {
      for (const std::size_t start : starts[0]) add(start, term.patterns[0].words.size(), t);
      continue;
    }
    // A match ends with a phrase that begins last; all others end at most `distance` words before it begins.
    std::set<std::size_t> lasts;
    for (const auto& of_phrase : starts) lasts.insert(of_phrase.begin(), of_phrase.end());
    std::size_t matches = 0;
    for (const std::size_t last : lasts) {
      std::vector<std::size_t> chosen;
      for (std::size_t p = 0; p < starts.size(); ++p) {
        const auto after = std::upper_bound(starts[p].begin(), starts[p].end(), last);
        if (after == starts[p].begin()) break;
        const std::size_t start = *(after - 1);
        if (start + term.patterns[p].words.size() + term.distance < last) break;
        chosen.push_back(start);
      }
      if (chosen.size() != starts.size()) continue;
      for (std::size_t p = 0; p < chosen.size(); ++p) add(chosen[p], term.patterns[p].words.size(), t);
      if (++matches == most) break;
    }
  }
  std::sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) {
    return a.start != b.start ? a.start < b.start : a.end != b.end ? a.end > b.end : a.term < b.term;
  });
  marks.erase(std::unique(marks.begin(), marks.end()), marks.end());
  return marks;
}

std::vector<Excerpt> excerpts_around(std::string_view text, const std::vector<Mark>& marks, std::size_t most,
                                     std::uint64_t base, std::set<std::size_t>* shown) {
  std::vector<Range> chosen;
  std::set<std::size_t> here;
  std::set<std::size_t>& terms_shown = shown == nullptr ? here : *shown;
  const auto is_shown = [&](const Mark& mark) {
    return std::any_of(chosen.begin(), chosen.end(),
                       [&](const Range& r) { return mark.start >= r.start && mark.start < r.end; });
  };
  const auto choose = [&](const Mark& mark) {
    Range range = around(text, mark.start, mark.end);
    for (const Range& other : chosen) {  // no byte is shown twice
      if (other.end <= mark.start) range.start = std::max(range.start, other.end);
      if (other.start >= mark.end) range.end = std::min(range.end, other.start);
    }
    while (range.start < mark.start && is_space(text[range.start])) ++range.start;
    while (range.end > range.start && is_space(text[range.end - 1])) --range.end;
    chosen.push_back(range);
    for (const Mark& inside : marks)
      if (inside.start >= range.start && inside.end <= range.end) terms_shown.insert(inside.term);
  };
  for (const Mark& mark : marks)
    if (chosen.size() < most && !terms_shown.contains(mark.term) && !is_shown(mark)) choose(mark);
  for (const Mark& mark : marks)
    if (chosen.size() < most && !is_shown(mark)) choose(mark);
  std::sort(chosen.begin(), chosen.end(), [](const Range& a, const Range& b) { return a.start < b.start; });
  std::vector<Excerpt> excerpts;
  for (const Range& range : chosen) excerpts.push_back(excerpt_of(text, range, marks, base));
  return excerpts;
}

std::vector<Excerpt> first_excerpt(std::string_view text, std::uint64_t base) {
  WordCutter cutter(text);
  Word first;
  if (!cutter.next(first)) return {};
  // What stands before the first word of its line (a quotation mark, a currency sign) belongs to it.
  std::size_t start = first.start;
  while (start > 0 && !is_space(text[start - 1])) --start;
  const std::string_view rest = text.substr(start);
  Range range = around(rest, 0, first.end - start);
  return {excerpt_of(rest, range, {}, base + start)};
}

}  // namespace clew::view
