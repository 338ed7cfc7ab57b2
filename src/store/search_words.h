// store/search_words.h - the full-text side of a search: which texts hold the words, how often. Knows no
// filters.
//
// Rows of `words` below kFirstChunk are whole texts, so one FTS5 expression answers for them. A long text has
// a row for each chunk; there each word or phrase is asked for by itself and the tree is evaluated by text.
// Used by store/search.cc and store/search_filters.cc alone. Threads: one at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/db.h"
#include "store/row_set.h"
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

/// At least as many short texts as match, counted up to `most`: of the rarest word that each match must hold.
/// More than `most` also where there is no telling without reading much (beginnings of words).
Result<std::uint64_t> most_that_can_match(const Db& db, const Query& query, std::uint64_t most);

/// The texts that match, in order of rows, as far as one wants to know them.
class TextMatches {
 public:
  /// REQUIRES: is_text_query(query). Long texts are all looked up at once: they are few.
  static Result<TextMatches> open(const Db& db, const Query& query, std::int64_t last_text);
  /// Looks up more short texts, up to `most` in all; with a prefix in the query all of them.
  Result<void> look_up(std::uint64_t most);
  Result<void> look_up_all() { return look_up(~std::uint64_t{0}); }
  bool complete() const { return complete_; }
  /// Short and long ones found so far.
  const RowSet& found() const { return found_; }
  std::uint64_t count() const { return count_; }
  /// How many there will be, judged by how far the search has come.
  std::uint64_t estimate() const;

 private:
  TextMatches(Statement all, std::string expression, std::int64_t last_text, bool prefix)
      : all_(std::move(all)),
        expression_(std::make_unique<const std::string>(std::move(expression))),
        last_text_(last_text),
        found_(last_text),
        prefix_(prefix) {}
  Statement all_;
  std::unique_ptr<const std::string> expression_;  // stays in place while it is bound, also when this moves
  std::int64_t last_text_ = 0, last_seen_ = 0;
  RowSet found_;
  std::uint64_t count_ = 0;
  bool prefix_, started_ = false, complete_ = false;
};

/// Scores texts by BM25.
class Ranker {
 public:
  /// REQUIRES: is_text_query(query).
  static Result<Ranker> open(const Db& db, const Query& query);
  /// In how many texts each phrase stands, where that is known already; else the index is asked.
  void assume_rows(std::vector<double> rows) { assumed_rows_ = std::move(rows); }
  /// Counts of all matching texts; nothing if the short ones are more than `most`.
  Result<std::optional<std::vector<TextCounts>>> count_all(std::uint64_t most);
  /// Larger is better, never negative.
  Result<double> score(const TextCounts& text);

 private:
  Ranker(const Db& db, const Query& query) : db_(&db), query_(&query) {}
  Result<void> weigh();
  const Db* db_;
  const Query* query_;
  std::vector<double> assumed_rows_;
  IndexTotals totals_;
  std::vector<double> weights_;
};

}  // namespace clew::store
