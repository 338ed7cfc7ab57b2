// store/alike.h - texts that share passages with a text: forwards, drafts, copied paragraphs.
//
// Threads: one thread at a time per Db.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "store/db.h"

namespace clew::store {

struct AlikeText {
  std::int64_t text_row = 0;
  std::uint64_t shared = 0;  ///< different passages of the text asked about that stand in this one too
};
struct AlikeTexts {
  std::uint64_t own = 0;         ///< different passages of the text asked about
  std::vector<AlikeText> texts;  ///< most shared first, then by row; without the text itself
};

/// Cost: one walk through all occurrences of the case. Errors: corrupt.
Result<AlikeTexts> find_alike(const Db& db, std::int64_t text_row);

}  // namespace clew::store
