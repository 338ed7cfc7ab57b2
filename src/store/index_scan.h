// store/index_scan.h - which texts hold the words of a query, and how often: the index read for all texts at
// once (store/postings.h). The twin of store/word_scan.h, which reads one text for all words. Knows no
// documents.
//
// What is left of a condition when few texts can still fulfil it is asked of these texts themselves.
// Threads: one at a time.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/db.h"
#include "store/postings.h"
#include "store/row_check.h"
#include "store/row_set.h"
#include "store/search.h"
#include "store/search_words.h"

namespace clew::store {

class IndexScan {
 public:
  /// REQUIRES: is_text_query(query); it stays where it is. Errors: corrupt.
  static Result<IndexScan> open(const Db& db, const Query& query, std::int64_t last_text);

  /// What texts() would cost, in microseconds, roughly; found without doing it.
  Result<double> cost();
  /// The texts that fulfil the query.
  Result<RowSet> texts();
  /// In how many rows of the index each phrase stands, in the order of phrases_of(query).
  Result<std::vector<double>> rows_with_phrases();
  /// How often each phrase stands in each of some texts that fulfil the query, and how long these are. Long
  /// texts: in all their chunks.
  Result<std::vector<TextCounts>> count(const RowSet& texts);

 private:
  using Rows = std::shared_ptr<const WordRows>;
  /// A phrase, found.
  struct Found {
    std::vector<Rows> words;  // one for each, but none for a beginning that was not needed
    RowSet rows;
  };
  struct Leaf {
    const Query* query;
    std::vector<Found> phrases;
    RowSet rows;   // of the index
    RowSet texts;  // the same as texts
  };

  IndexScan(const Db& db, const Query& query, Postings postings);
  Result<Rows> word(const std::string& word);
  Result<Rows> beginning(const std::string& start, const RowSet& in);
  Result<Found> find(const Phrase& phrase);
  Result<Found> find_followed(const Phrase& phrase);
  Result<const Leaf*> leaf(const Query& query);
  Result<RowSet> near_rows(const Leaf& leaf);
  Result<void> add_places(Leaf& leaf, const RowSet& in);
  Result<RowSet> texts_of(const RowSet& rows);
  Result<RowSet> matching(const Query& query, const RowSet* in);
  Result<RowSet> matching_all(const Query& query, const RowSet* in);
  Result<RowSet> reading(const Query& query, const RowSet& in);
  Result<double> cost_of_tree(const Query& query);
  Result<std::optional<std::pair<std::int64_t, std::int64_t>>> chunks_of(std::int64_t text);

  const Db* db_;
  const Query* query_;
  Postings postings_;
  TextScan scan_;
  std::map<std::string, Rows> words_;
  std::map<const Query*, std::unique_ptr<Leaf>> leaves_;
  std::optional<Statement> text_of_chunk_, chunks_of_text_;
};

}  // namespace clew::store
