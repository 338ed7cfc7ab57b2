#include "claim/quotes.h"

namespace clew::claim {
namespace {

enum class Mark { none, open, close, either };

Mark mark_of(std::string_view word) {
  if (word == "\"" || word == "\xEF\xBC\x82") return Mark::either;
  if (word == "\xE2\x80\x9C" || word == "\xC2\xAB" || word == "``" || word == "\xE2\x80\x9E" ||
      word == "\xE2\x80\x9F")
    return Mark::open;
  if (word == "\xE2\x80\x9D" || word == "\xC2\xBB" || word == "''") return Mark::close;
  return Mark::none;
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
}

}  // namespace clew::claim
