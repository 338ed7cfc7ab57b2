// store/search_words.h - what a query says about words: as an expression of FTS5, as lists of its words and
// phrases; and how well a text answers it. Knows no filters. Threads: one at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/db.h"
#include "store/search.h"

namespace clew::store {

/// True when one FTS5 expression says it: words combined by AND, OR and "but not".
bool is_text_query(const Query& query);
/// REQUIRES: is_text_query(query).
std::string text_expression(const Query& query);
/// FTS5's form of one phrase: "annual rep" *.
std::string phrase_expression(const Phrase& phrase);
/// Whether FTS5 has to gather the rows of a whole range of words before it can answer for any single row.
bool has_prefix(const Query& query);
/// The phrases and near()s of a tree, in the order of text_expression(query).
std::vector<const Query*> leaves_of(const Query& query);
/// All phrases in the order in which FTS5 numbers those of text_expression(query).
std::vector<const Phrase*> phrases_of(const Query& query);

/// How often each phrase of the expression stands in a text, and how many words the text has.
struct TextCounts {
  std::int64_t text = 0;
  std::uint32_t words = 0;
  std::vector<std::uint32_t> counts;
};

/// Size of the whole index: what BM25 needs of it.
struct IndexTotals {
  double rows = 1, words = 1;
};

/// Scores texts by BM25.
class Ranker {
 public:
  /// In how many rows of the index each phrase stands. Errors: corrupt.
  static Result<Ranker> open(const Db& db, const std::vector<double>& rows_with_phrases);
  /// Larger is better, never negative.
  double score(const TextCounts& text) const;

 private:
  IndexTotals totals_;
  std::vector<double> weights_;
};

}  // namespace clew::store
