// store/row_check.h - whether one document fulfils a query, by looking at that document alone: its row, its
// header, its text. Some microseconds a document, whatever the query; so where much matches, the newest
// matches are found by asking the newest documents. store/search_filters.h gives the same answers as sets.
// Used by store/search.cc alone. Threads: one at a time.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "base/result.h"
#include "store/db.h"
#include "store/row_set.h"
#include "store/search.h"
#include "store/search_filters.h"
#include "store/word_scan.h"

namespace clew::store {

/// A document on its way through a search.
struct Candidate {
  std::int64_t id = 0, text = 0;  ///< text 0: none
  std::optional<std::int64_t> date;
  double score = 0;
};

/// The texts of a case, read one at a time for the words of a query.
class TextScan {
 public:
  explicit TextScan(const Db& db) : db_(&db) {}
  void expect(const Query& query) { words_.expect(query); }
  /// Reads a text unless it was the last one read; 0: an empty one.
  Result<void> read(std::int64_t text);
  /// REQUIRES: `leaf` was expected, a text was read. Errors: the store's.
  Result<bool> holds(const Query& leaf);
  /// The same for a tree of words.
  Result<bool> fulfils(const Query& tree);
  /// How often each phrase of a tree stands in the text, in the order of phrases_of. Nothing where the text
  /// is so long that it was not read.
  std::optional<std::vector<std::uint32_t>> counts(const Query& tree) const;
  std::uint32_t words() const { return words_.words(); }

 private:
  Result<void> read_chunks(std::int64_t text, std::int64_t last);
  const Db* db_;
  WordScan words_;
  std::optional<Statement> text_, chunks_, ask_;
  std::optional<std::int64_t> current_;
  bool asks_index_ = false;        // of a text too long to be read
  bool has_first_chunks_ = false;  // of such a text
  std::int64_t first_chunk_ = 0, last_chunk_ = 0;
};

class RowCheck {
 public:
  /// The query must live, in its place, as long as this. Errors: corrupt.
  static Result<RowCheck> open(const Db& db, const Query& query);
  /// REQUIRES: `part` is the query or stands in it.
  Result<bool> fulfils(const Query& part, const Candidate& row);

 private:
  explicit RowCheck(const Db& db) : db_(&db), text_(db) {}
  Result<void> prepare(const Query& query);
  Result<bool> passes(const Query& filter, const Candidate& row);
  Result<bool> has_property(const Query& filter, const Candidate& row);
  Result<bool> has_party(const Query& filter, const Candidate& row);
  Result<bool> has_subject(const Query& filter, const Candidate& row);
  Result<bool> stands_at(const Query& filter, const Candidate& row);
  Result<bool> speaks_of(const Query& filter, const Candidate& row);

  struct Prepared {
    RowSet parties;                   // from, to, cc, bcc, with, person, org
    std::unique_ptr<Query> words;     // subject; person and org: any of the addresses
    std::vector<std::int64_t> texts;  // person and org: that name them
    WordScan subject;
    std::string part;  // in
  };
  const Db* db_;
  TextScan text_;
  std::map<const Query*, Prepared> prepared_;
  std::int64_t last_party_ = 0;
  std::optional<Statement> properties_, participants_, places_;
};

/// How dear a condition is to ask of one document, roughly; to ask the cheap ones first.
int cost_of(const Query& query);

}  // namespace clew::store
