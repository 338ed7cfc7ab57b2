// The parts of a long text that show why it was found.
#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "store/search.h"
#include "store/search_words.h"
#include "store/word_scan.h"

namespace clew::store {
namespace {

using Kind = Query::Kind;

/// Chunks that hold a phrase or near(), of the first few of a text: for beginnings of words, with which the
/// index is slow where they are common.
Result<std::vector<std::int64_t>> first_pieces_with(const Db& db, const Query& term, std::int64_t text_row,
                                                    std::int64_t first_chunk, std::size_t most) {
  constexpr std::int64_t kChunks = 4;
  WordScan words;
  words.expect(term);
  Statement chunk =
      TRY(db.prepare("SELECT id, content FROM chunks WHERE id >= ? AND text = ? ORDER BY id LIMIT ?"));
  chunk.bind(1, first_chunk).bind(2, text_row).bind(3, kChunks);
  std::vector<std::int64_t> found;
  while (found.size() < most && TRY(chunk.step())) {
    words.clear();
    words.add(chunk.text(1));
    if (words.holds(term)) found.push_back(chunk.integer(0));
  }
  return found;
}

}  // namespace

Result<std::vector<MatchingPiece>> matching_pieces(const Db& db, const Query& query, std::int64_t text_row,
                                                   std::size_t most) {
  std::vector<MatchingPiece> found;
  Statement text =
      TRY(db.prepare("SELECT first_chunk, last_chunk FROM texts WHERE id = ? AND content IS NULL"));
  text.bind(1, text_row);
  if (!TRY(text.step())) return found;
  std::vector<const Query*> terms;
  const std::function<void(const Query&)> collect = [&](const Query& part) {
    if (part.kind == Kind::phrase || part.kind == Kind::near) terms.push_back(&part);
    if (part.kind == Kind::all_of || part.kind == Kind::any_of)
      for (const Query& inner : part.parts) collect(inner);
  };
  collect(query);
  Statement match =
      TRY(db.prepare("SELECT rowid FROM words WHERE words MATCH ? AND rowid >= ? AND rowid <= ? LIMIT ?"));
  std::vector<std::vector<std::int64_t>> of_term;
  for (const Query* term : terms) {
    if (has_prefix(*term)) {
      of_term.push_back(TRY(first_pieces_with(db, *term, text_row, text.integer(0), most)));
      if (!of_term.back().empty()) continue;
      of_term.pop_back();
    }
    const std::string expression = text_expression(*term);
    match.bind(1, expression).bind(2, text.integer(0)).bind(3, text.integer(1));
    match.bind(4, static_cast<std::int64_t>(most));
    of_term.emplace_back();
    while (TRY(match.step())) of_term.back().push_back(match.integer(0));
  }
  // The first part for each term, then the second for each, ...
  std::set<std::int64_t> chosen;
  for (std::size_t i = 0; i < most; ++i)
    for (const auto& rows : of_term)
      if (i < rows.size() && chosen.size() < most) chosen.insert(rows[i]);
  Statement chunk =
      TRY(db.prepare("SELECT start, content FROM chunks WHERE id >= ? AND text = ? ORDER BY id LIMIT 2"));
  for (const std::int64_t row : chosen) {
    chunk.bind(1, row).bind(2, text_row);
    MatchingPiece piece;
    if (TRY(chunk.step())) {
      piece.start = static_cast<std::uint64_t>(chunk.integer(0));
      piece.content = chunk.string(1);
      if (TRY(chunk.step())) piece.content += chunk.text(1);
      found.push_back(std::move(piece));
    }
    chunk.reset();
  }
  return found;
}

}  // namespace clew::store
