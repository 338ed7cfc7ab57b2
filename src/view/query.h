// view/query.h - the query language: what a user writes becomes what the store is asked. Knows no case.
//
//   words "phrases" in any script   «guillemets» and “curly quotes” too   beg* (a word's beginning, 3 letters
//   or more) from: to: cc: bcc: with: subject:NAME-OR-"SEVERAL WORDS"   person: org:NAME-OR-KEY
//   in:PATH-OR-DATASET date:2009  date:2009-03..2009-06  date:2009-03-01..  since: until:   type:mail lang:fa
//   near(a "b c", 10)   AND OR NOT -word (parentheses); nothing between two terms means AND; NOT binds
//   strongest, then AND, then OR
//
// Every operand is cut and folded as the index is (base/fold.h), so one that is several words there ("don't",
// 1,000, a@b.example) becomes a phrase.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/search.h"

namespace clew::view {

/// An empty query asks for everything. Errors: usage, with the place marked and what to write instead.
Result<store::Query> parse_query(std::string_view text);

/// The words, phrases and near() of a query that a matching text may show: all but those under NOT.
/// They live as long as the query.
std::vector<const store::Query*> shown_terms(const store::Query& query);

}  // namespace clew::view
