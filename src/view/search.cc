#include "view/search.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/utf8.h"
#include "store/case.h"
#include "view/query.h"

namespace clew::view {
namespace {

/// The passages of one text.
class Quoter {
 public:
  Quoter(const store::Db& db, store::DocumentReader& reader, const store::Query& query, std::size_t most)
      : db_(db), reader_(reader), query_(query), highlighter_(query), most_(most) {}

  Result<std::vector<Excerpt>> quote(std::int64_t text_row) {
    if (text_row == 0 || most_ == 0) return std::vector<Excerpt>();
    if (highlighter_.has_terms()) {
      auto found = TRY(around_matches(text_row));
      if (!found.empty()) return found;
    }
    return beginning(text_row);
  }

 private:
  Result<std::vector<Excerpt>> around_matches(std::int64_t text_row) {
    if (TRY(reader_.text_bytes(text_row)) <= store::kChunkBytes) {
      const std::string text = TRY(reader_.whole_text(text_row));
      return excerpts_around(text, highlighter_.find(text), most_);
    }
    std::vector<Excerpt> found;
    std::set<std::size_t> shown;
    const auto pieces = TRY(store::matching_pieces(db_, query_, text_row, most_));
    for (std::size_t i = 0; i < pieces.size() && found.size() < most_; ++i) {
      const store::MatchingPiece& piece = pieces[i];
      const std::size_t share = std::max<std::size_t>(1, (most_ - found.size()) / (pieces.size() - i));
      for (Excerpt& excerpt :
           excerpts_around(piece.content, highlighter_.find(piece.content), share, piece.start, &shown))
        // A piece comes with the next one behind it, which may be a piece of its own.
        if (found.empty() || excerpt.start >= found.back().end) found.push_back(std::move(excerpt));
    }
    return found;
  }

  /// Of what the author wrote himself; where he wrote nothing, of the text.
  Result<std::vector<Excerpt>> beginning(std::int64_t text_row) {
    constexpr std::uint64_t kLookAt = 4096;
    std::optional<model::Zone> own;
    TRY(reader_.each_zone(text_row, [&](const model::Zone& zone) -> Result<bool> {
      if (zone.kind == model::ZoneKind::body && zone.depth == 0) own = zone;
      return !own;
    }));
    const std::uint64_t start = own ? own->start : 0;
    std::string text =
        TRY(reader_.text(text_row, start, own ? std::min(own->end, start + kLookAt) : kLookAt));
    for (int i = 0; i < 3 && !is_valid_utf8(text); ++i)
      text.pop_back();  // a character cut by the range's end
    return first_excerpt(text, start);
  }

  const store::Db& db_;
  store::DocumentReader& reader_;
  const store::Query& query_;
  Highlighter highlighter_;
  std::size_t most_;
};

}  // namespace

Result<SearchSummary> search(const store::Db& db, const SearchRequest& request,
                             const std::function<Result<bool>(const Hit&)>& give) {
  const store::Query query = TRY(parse_query(request.query));
  store::DocumentReader reader(db);
  Quoter quoter(db, reader, query, request.passages);
  SearchSummary summary;
  summary.notes = TRY(store::find_documents(
      db, query, {request.by_rank, request.limit}, [&](const store::Found& found) -> Result<bool> {
        Hit hit{TRY(reader.load_head(found.row)), found.score, TRY(quoter.quote(found.text_row))};
        ++summary.hits;
        return give(hit);
      }));
  if (request.look_into_subjects) summary.in_subject_alone = TRY(store::count_in_subject_alone(db, query));
  return summary;
}

}  // namespace clew::view
