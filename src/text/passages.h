// text/passages.h - paragraphs, and the hash by which the same one is known wherever it is quoted.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/passage.h"

namespace clew::text {

/// The passages of zoned text, in order; spans without leading or trailing white space, quote marks ("> ")
/// left inside. A blank line ends a paragraph; one longer than 8 KiB is cut at a sentence end or line end.
/// Quote marks and line ends do not enter the hash, so a quoted and re-wrapped paragraph has its original's
/// id. `base`: added to every offset (the text is a chunk of a longer one). `words`: gets the folded words of
/// all passages behind what it holds, which are those of the text; null: not wanted. Threads: safe from any.
std::vector<model::Passage> split_passages(std::string_view text, const std::vector<model::Zone>& zones,
                                           std::uint64_t base = 0, std::string* words = nullptr);

}  // namespace clew::text
