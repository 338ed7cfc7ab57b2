// view/posts.h - posts: what claims of type role say together. Threads: one at a time, as the Db.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "view/claims.h"

namespace clew::view {

/// A post as some claims have it. Dates: ISO 8601, as precise as known; empty: not told.
struct Post {
  std::string holder, holder_entity, title, organisation, organisation_entity;
  std::string from, to;  ///< the earliest and the latest that claims tell
  std::string status;    ///< the strongest stance: asserted, hedged, planned, negated, denied
  bool disputed = false;
  std::string first, last;          ///< dates of the documents
  std::vector<std::string> says;    ///< distinct, in order
  std::vector<std::string> claims;  ///< ids
};

/// By holder, then by time, then by title. `query.types` is not looked at. Memory: the posts.
Result<std::vector<Post>> posts_of(const store::Db& db, const ClaimQuery& query);
/// {"holder","entity"?,"title","organisation"?,"organisation_entity"?,"from"?,"to"?,"status","disputed","first"?,
/// "last"?,"says","claims"}
void write_post(JsonWriter& json, const Post& post);

}  // namespace clew::view
