// store/search.h - finds the documents that a query asks for: by words of their texts, by headers, dates,
// places, people. Knows nothing of how a query is written (view/query.h) or how a hit is shown
// (view/search.h).
//
// A document matches words when its text holds them; several documents may share a text, and all of them
// match. Order by date: newest first, those without a date last, later texts and rows first among equals.
// Order by rank: BM25 (Robertson, Zaragoza: The Probabilistic Relevance Framework, 2009; k1 = 1.2, b = 0.75),
// then date, newest first, then row. Threads: one thread at a time per Db.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/db.h"

namespace clew::store {

/// Folded words in sequence; the last may be the beginning of one.
struct Phrase {
  std::vector<std::string> words;
  bool prefix = false;
  bool operator==(const Phrase&) const = default;
};

enum class Field { from, to, cc, bcc, with, subject, date, type, language, place, person, org };

/// What is asked, as a tree. Its depth is bounded by whoever builds it (view/query.h: 40).
struct Query {
  enum class Kind {
    everything,  ///< every document
    phrase,      ///< phrases[0] stands in the text
    near,    ///< all phrases stand in the text, the last one begins at most `distance` words after the others
             ///< end
    filter,  ///< see `field`
    all_of,
    any_of,
    none_of  ///< of `parts`
  };
  Kind kind = Kind::everything;
  std::vector<Phrase> phrases = {};  ///< also of a filter by words (from ... subject, person, org): one
  int distance = 0;
  Field field = Field::from;
  std::string value =
      {};  ///< type, language, place; person and org: what was written, perhaps an entity's key
  std::optional<std::int64_t> since = {}, until = {};  ///< date: seconds since 1970, [since, until)
  std::vector<Query> parts = {};
};

/// Words of a phrase, and of the distance of `near`, that are sure to be found across the cuts of a long
/// text.
inline constexpr int kMostPhraseWords = 64;

struct SearchOptions {
  bool by_rank = true;                 ///< without words in the query there is no rank: newest first
  std::optional<std::uint64_t> limit;  ///< nothing: all, exactly
};

/// What the answer does not tell by itself.
struct SearchNotes {
  std::uint64_t ranked_newest = 0;     ///< not 0: only so many newest matches were ranked
  std::optional<std::uint64_t> about;  ///< of about so many texts that match
};

struct Found {
  std::int64_t row = 0;       ///< documents.id
  std::int64_t text_row = 0;  ///< texts.id; 0: none
  double score = 0;           ///< 0 where nothing was ranked; else the larger, the better
};

/// Gives the documents in order. False from the callback ends the search.
/// Cost with a limit: milliseconds, also for the commonest words; without: that of reading all matches.
Result<SearchNotes> find_documents(const Db& db, const Query& query, const SearchOptions& options,
                                   const std::function<Result<bool>(const Found&)>& give);

/// How many documents have the words of a query in their subject but not in their text. Nothing if the query
/// has filters or the answer would cost too much.
Result<std::optional<std::uint64_t>> count_in_subject_alone(const Db& db, const Query& query);

/// A part of a long text that holds words of a query.
struct MatchingPiece {
  std::uint64_t start = 0;  ///< of `content` in the text
  std::string content;      ///< with the next part behind it, where there is one
};
/// At most `most` parts of a text that lies in chunks, in order; nothing for other texts.
Result<std::vector<MatchingPiece>> matching_pieces(const Db& db, const Query& query, std::int64_t text_row,
                                                   std::size_t most);

}  // namespace clew::store
