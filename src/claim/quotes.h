// claim/quotes.h - which words of a paragraph stand in quotation marks.
//
// Knows curved, straight, angled and low marks. Single ones count only where both of a pair show by the
// spaces around them that they are no apostrophes, and outside of double ones. A mark that opens inside an
// open quotation ends that one; a quotation that is never closed lasts to the paragraph's end, as one does
// that goes on in the next paragraph. Linear.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "claim/document.h"

namespace clew::claim {

struct QuoteState {
  std::uint16_t run = 0;  ///< number of the quotation, from 1, its marks included; 0: outside
  bool opens = false;     ///< is an opening mark
  bool closes = false;    ///< is a closing mark
};

/// One state a word of the paragraph.
void mark_quotes(std::span<const Word* const> words, std::vector<QuoteState>& states);

/// Whether a word is a double quotation mark of any form.
bool quotation_mark(std::string_view word);

}  // namespace clew::claim
