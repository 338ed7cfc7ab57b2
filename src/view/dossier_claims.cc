#include "view/dossier_claims.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "store/read_documents.h"
#include "view/claims.h"
#include "view/dossier_quotes.h"

namespace clew::view {
namespace {

using model::ClaimType;

struct Heading {
  std::string_view words;
  std::vector<ClaimType> types;
};

const std::array<Heading, 7>& headings() {
  static const std::array<Heading, 7> kHeadings{{
      {"Money", {ClaimType::payment}},
      {"Posts and memberships", {ClaimType::role, ClaimType::membership}},
      {"Meetings, letters and journeys",
       {ClaimType::meeting, ClaimType::communication, ClaimType::consultation, ClaimType::travel,
        ClaimType::invitation, ClaimType::attendance}},
      {"Support and supplies", {ClaimType::support, ClaimType::supply}},
      {"Firms and ties", {ClaimType::ownership, ClaimType::founding, ClaimType::relation}},
      {"Sanctions and law", {ClaimType::sanction, ClaimType::legal}},
      {"Said of it", {ClaimType::statement}},
  }};
  return kHeadings;
}

class ClaimGatherer {
 public:
  ClaimGatherer(const store::Db& db, const ClaimsWanted& wanted,
                const std::function<Result<Exhibit>(std::int64_t row)>& describe, Dossier& dossier)
      : db_(db), wanted_(wanted), describe_(describe), dossier_(dossier) {}

  Result<void> gather() {
    if (!TRY(db_.number("SELECT 1 FROM claims LIMIT 1"))) return {};
    for (const Selected& one : wanted_.selected) rows_of_texts_.emplace(one.text_row, one.row);
    std::size_t shown = 0;
    TRY(each_claim(db_, {}, [&](const ClaimView& view) -> Result<bool> {
      if (!fits(view)) return true;
      if (!seen_.insert(view.claim.group).second) {
        ++same_[view.claim.group];
        return true;
      }
      if (shown >= dossier_.request.limit) {
        ++dossier_.claims_beyond;
        return true;
      }
      ++shown;
      const std::size_t heading = heading_of(view.claim.type);
      sections_[heading].push_back(TRY(show(view)));
      groups_[heading].push_back(view.claim.group);
      rows_[heading].push_back(view.claim.disputed_by);
      return true;
    }));
    TRY(add_disputers());
    for (std::size_t i = 0; i < sections_.size(); ++i) {
      if (sections_[i].empty()) continue;
      for (std::size_t n = 0; n < sections_[i].size(); ++n) sections_[i][n].same = same_[groups_[i][n]];
      dossier_.claims.push_back({std::string(headings()[i].words), std::move(sections_[i])});
    }
    return {};
  }

 private:
  static std::size_t heading_of(ClaimType type) {
    for (std::size_t i = 0; i < headings().size(); ++i) {
      const auto& types = headings()[i].types;
      if (std::find(types.begin(), types.end(), type) != types.end()) return i;
    }
    return headings().size() - 1;
  }

  bool fits(const ClaimView& view) const {
    const store::StoredClaim& claim = view.claim;
    if (claim.places.empty() || !rows_of_texts_.contains(claim.text)) return false;
    if (wanted_.terms.has_terms() && wanted_.terms.find(claim.places.front().quote, 1).empty() &&
        wanted_.terms.find(view.what(), 1).empty())
      return false;
    if (wanted_.about.empty()) return true;
    const auto is = [&](const std::string& name, const std::string& text) {
      return view.names.find(name.empty() ? text : name) == wanted_.about;
    };
    return claim.author_entity == wanted_.about ||
           std::any_of(claim.args.begin(), claim.args.end(),
                       [&](const auto& arg) { return is(arg.name, arg.text); }) ||
           std::any_of(claim.sources.begin(), claim.sources.end(),
                       [&](const auto& source) { return is(source.name, source.source); });
  }

  // Of a claim that disputes another: any document.
  Result<std::int64_t> row_of(const store::StoredClaim& claim) {
    if (const auto at = rows_of_texts_.find(claim.text); at != rows_of_texts_.end()) return at->second;
    return store::DocumentReader(db_).find(claim.places.front().document);
  }

  Result<ClaimShown> show(const ClaimView& view) {
    const store::StoredClaim& claim = view.claim;
    const store::ClaimPlace& place = claim.places.front();
    ClaimShown shown;
    shown.exhibit = TRY(describe_(TRY(row_of(claim))));
    if (!claim.author.empty()) shown.exhibit.from = claim.author;
    shown.type = name_of(claim.type);
    shown.status = name_of(claim.status);
    shown.what = view.what();
    shown.time = view.time();
    shown.cues = claim.cues;
    shown.nonanswer = claim.nonanswer;
    for (const model::ClaimSource& source : claim.sources)
      shown.cited.push_back(source.name.empty() ? source.source : source.name);
    Quote quote;
    const Cut cut = cut_quote(place.quote, {});
    quote.bytes = place.quote.substr(cut.start, cut.end - cut.start);
    quote.start = place.start + cut.start;
    quote.end = place.start + cut.end;
    quote.cut_before = cut.start > 0;
    quote.cut_after = cut.end < place.quote.size();
    quote.right_to_left = is_right_to_left(quote.bytes);
    shown.exhibit.quotes.push_back(std::move(quote));
    return shown;
  }

  Result<void> add_disputers() {
    std::unordered_map<std::int64_t, ClaimShown> found;
    std::unordered_set<std::int64_t> wanted;
    for (const auto& section : rows_)
      for (const auto& rows : section) wanted.insert(rows.begin(), rows.end());
    if (wanted.empty()) return {};
    TRY(each_claim(db_, {}, [&](const ClaimView& view) -> Result<bool> {
      if (wanted.contains(view.claim.row) && !view.claim.places.empty())
        found.emplace(view.claim.row, TRY(show(view)));
      return true;
    }));
    for (std::size_t i = 0; i < sections_.size(); ++i)
      for (std::size_t n = 0; n < sections_[i].size(); ++n)
        for (const std::int64_t row : rows_[i][n])
          if (const auto at = found.find(row); at != found.end())
            sections_[i][n].against.push_back(at->second);
    return {};
  }

  const store::Db& db_;
  const ClaimsWanted& wanted_;
  const std::function<Result<Exhibit>(std::int64_t row)>& describe_;
  Dossier& dossier_;
  std::unordered_map<std::int64_t, std::int64_t> rows_of_texts_;  // of selected documents
  std::unordered_set<std::int64_t> seen_;                         // groups that are shown or counted
  std::unordered_map<std::int64_t, std::uint64_t> same_;
  std::array<std::vector<ClaimShown>, 7> sections_;
  std::array<std::vector<std::int64_t>, 7> groups_;
  std::array<std::vector<std::vector<std::int64_t>>, 7> rows_;  // that dispute each
};

}  // namespace

Result<void> gather_claims(const store::Db& db, const ClaimsWanted& wanted,
                           const std::function<Result<Exhibit>(std::int64_t row)>& describe,
                           Dossier& dossier) {
  return ClaimGatherer(db, wanted, describe, dossier).gather();
}

}  // namespace clew::view
