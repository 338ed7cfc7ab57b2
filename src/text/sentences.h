// text/sentences.h - cuts a text, or a passage of it, into sentences.
//
// Lines decide first: list items, table rows, fields, signature lines and lines that were ended on purpose
// are sentences of their own; lines that a program wrapped are joined again, quote marks between them
// skipped. Within such a piece, punctuation decides, with what stands around it. Sentences lie in order, do
// not overlap, begin and end with a token that is no quote mark, and hold every token but quote marks.
// English, Persian, Arabic; others by their punctuation. Linear in the text. Threads: safe from any.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/passage.h"
#include "text/tokens.h"

namespace clew::text {

struct Sentence {
  std::size_t start = 0, end = 0;     ///< bytes of the text
  std::uint32_t first = 0, last = 0;  ///< tokens [first, last); quote marks may stand among them
};

/// No sentence is longer than this many tokens; a longer one is cut.
inline constexpr std::size_t kLongestSentence = 512;

/// Sentences of a text whose tokens are at hand. A blank line always ends one. `zone` is what the text is: in
/// heads and signatures each line is one sentence.
std::vector<Sentence> split_sentences(std::string_view text, const std::vector<Token>& tokens,
                                      model::ZoneKind zone = model::ZoneKind::body);

}  // namespace clew::text
