#include "claim/quotes.h"

namespace clew::claim {
namespace {

enum class Mark { none, open, close, either };

Mark mark_of(std::string_view word) {
  if (word == "\"" || word == "\xEF\xBC\x82" || word == "''") return Mark::either;
  if (word == "\xE2\x80\x9C" || word == "\xC2\xAB" || word == "``" || word == "\xE2\x80\x9E" ||
      word == "\xE2\x80\x9F")
    return Mark::open;
  if (word == "\xE2\x80\x9D" || word == "\xC2\xBB") return Mark::close;
  return Mark::none;
}

// So many words at most stand between single marks.
constexpr std::size_t kLongestSingle = 80;

bool single(std::string_view word) { return word == "'" || word == "\xE2\x80\x98" || word == "\xE2\x80\x99"; }

// Single marks: one that clings to the word after it alone, and the next that clings to the one before it
// alone.
void mark_single(std::span<const Word* const> words, std::uint16_t last, std::vector<QuoteState>& states) {
  const auto space_after = [&](std::size_t i) { return i + 1 == words.size() || words[i + 1]->space_before; };
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (states[i].run != 0 || !single(words[i]->text) || !(words[i]->space_before || i == 0) ||
        space_after(i))
      continue;
    std::size_t end = i + 1;
    const auto closes = [&](std::size_t at) {
      return single(words[at]->text) && !words[at]->space_before &&
             (space_after(at) || words[at + 1]->text == "," || words[at + 1]->text == ".");
    };
    while (end < words.size() && end - i < kLongestSingle && states[end].run == 0 && !closes(end)) ++end;
    if (end == words.size() || end - i == kLongestSingle || states[end].run != 0 || last == 0xFFFF) continue;
    ++last;
    for (std::size_t at = i; at <= end; ++at) states[at] = {last, at == i, at == end};
    i = end;
  }
}

}  // namespace

bool quotation_mark(std::string_view word) { return mark_of(word) != Mark::none; }

void mark_quotes(std::span<const Word* const> words, std::vector<QuoteState>& states) {
  states.assign(words.size(), {});
  std::uint16_t run = 0, last = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    Mark mark = mark_of(words[i]->text);
    if (mark == Mark::either) {
      const bool space_after = i + 1 == words.size() || words[i + 1]->space_before;
      // A straight mark closes what is open, unless it clings to the word after it alone.
      if (run == 0) {
        mark = words[i]->space_before || !space_after || i == 0 ? Mark::open : Mark::none;
      } else {
        mark = words[i]->space_before && !space_after ? Mark::open : Mark::close;
      }
    }
    if (mark == Mark::open) {
      if (last < 0xFFFF) ++last;
      run = last;
      states[i] = {run, true, false};
    } else if (mark == Mark::close && run != 0) {
      states[i] = {run, false, true};
      run = 0;
    } else {
      states[i].run = run;
    }
  }
  mark_single(words, last, states);
}

}  // namespace clew::claim
