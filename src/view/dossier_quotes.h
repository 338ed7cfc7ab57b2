// view/dossier_quotes.h - chooses the words of a document that a digest quotes: which paragraph, and how much
// of it.
//
// Greetings, closings, signatures, disclaimers and the heads of quoted letters are never quoted. Threads: one
// at a time, as the Db.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/read_documents.h"
#include "store/search.h"
#include "view/highlight.h"

namespace clew::view {

/// What a quote may cost in bytes, cut marks not counted.
inline constexpr std::size_t kQuoteBytes = 400;

/// Where a paragraph holds what was asked for.
struct Match {
  std::size_t terms = 0;           ///< how many different terms of the query stand here
  std::size_t start = 0, end = 0;  ///< bytes of the first of them
};
Match find_match(const Highlighter& terms, std::string_view paragraph);

/// A paragraph that may be quoted.
struct Candidate {
  std::int64_t passage = 0;  ///< passages.id
  std::uint64_t start = 0;   ///< of `bytes` in the document's text
  std::string bytes;         ///< the whole paragraph
  Match match;
  bool of_another = false;  ///< quoted or forwarded
  std::string author;       ///< then: as the head says
  std::size_t words = 0;
};

/// The paragraphs of a text that may be quoted, best first: those with the most terms of the query; else
/// those of substance (eight words or more); each in the order of the text. Words of others come only where
/// they hold a term and no paragraph of the document's own author does. With `prose`, as in reports,
/// paragraphs that do not end like a sentence come only where there is nothing else. At most `most`.
Result<std::vector<Candidate>> quotable(store::DocumentReader& reader, const store::Db& db,
                                        const store::Query& query, const Highlighter& terms,
                                        std::int64_t text_row, bool prose, std::size_t most);

struct Cut {
  std::size_t start = 0, end = 0;
};
/// At most kQuoteBytes of the paragraph around the match, cut at ends of sentences, else between words; never
/// inside a character. No white space at either end.
Cut cut_quote(std::string_view paragraph, const Match& match);

/// Whether the first strong character is one of a right-to-left script (Hebrew, Arabic, Syriac, Thaana,
/// N'Ko).
bool is_right_to_left(std::string_view text);

}  // namespace clew::view
