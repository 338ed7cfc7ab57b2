// text/token_chunk.h - cuts one run of characters without white space into tokens; see tokens.h.
#pragma once

#include <string_view>
#include <vector>

#include "text/tokens.h"

namespace clew::text {

/// Appends the tokens of text[start, end) with their bytes and kinds. Looks at what follows the chunk (is the
/// next word a capital, a number?) to tell abbreviations from the ends of sentences.
/// REQUIRES: start < end, end - start <= kLongestToken.
void cut_chunk(std::string_view text, std::size_t start, std::size_t end, std::vector<Token>& to);

}  // namespace clew::text
