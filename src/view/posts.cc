#include "view/posts.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/fold.h"
#include "view/dossier_counts.h"

namespace clew::view {
namespace {

int strength(std::string_view status) {
  static constexpr std::string_view kOrder[] = {"asserted", "hedged", "planned", "negated", "denied"};
  return static_cast<int>(std::find(std::begin(kOrder), std::end(kOrder), status) - std::begin(kOrder));
}

void widen(std::string& from, std::string& to, const std::string& since, const std::string& until) {
  if (!since.empty() && (from.empty() || since < from)) from = since;
  if (!until.empty() && (to.empty() || until > to)) to = until;
}

void add(Post& post, const ClaimView& view) {
  const store::StoredClaim& claim = view.claim;
  widen(post.from, post.to, claim.from, claim.to);
  const std::string status(name_of(claim.status));
  if (post.status.empty() || strength(status) < strength(post.status)) post.status = status;
  post.disputed |= !claim.disputed_by.empty();
  if (claim.date) {
    const std::string day = day_of(*claim.date);
    widen(post.first, post.last, day, day);
  }
  const std::string says = view.says();
  if (!says.empty() && std::find(post.says.begin(), post.says.end(), says) == post.says.end())
    post.says.push_back(says);
  post.claims.push_back(claim.id);
}

}  // namespace

Result<std::vector<Post>> posts_of(const store::Db& db, const ClaimQuery& query) {
  ClaimQuery roles = query;
  roles.types = {model::ClaimType::role};
  // Holder, organisation, title: each by whom it means, else by its folded words. A post that is denied is
  // another.
  std::map<std::tuple<std::string, std::string, std::string, bool>, Post> posts;
  TRY(each_claim(db, roles, [&](const ClaimView& view) -> Result<bool> {
    Post post;
    post.holder = view.arg("holder");
    post.title = view.arg("title");
    post.organisation = view.arg("organisation");
    post.holder_entity = view.names.find(post.holder);
    post.organisation_entity = view.names.find(post.organisation);
    const bool no =
        view.claim.status == model::ClaimStatus::denied || view.claim.status == model::ClaimStatus::negated;
    const auto key_of = [](const std::string& entity, const std::string& name) {
      return entity.empty() ? folded(name) : entity;
    };
    auto [at, fresh] =
        posts.try_emplace({key_of(post.holder_entity, post.holder),
                           key_of(post.organisation_entity, post.organisation), folded(post.title), no},
                          post);
    add(at->second, view);
    return true;
  }));
  std::vector<Post> out;
  for (auto& [key, post] : posts) out.push_back(std::move(post));
  std::stable_sort(out.begin(), out.end(), [](const Post& a, const Post& b) {
    return std::tie(a.holder, a.from, a.title) < std::tie(b.holder, b.from, b.title);
  });
  return out;
}

void write_post(JsonWriter& json, const Post& post) {
  json.begin_object()
      .field("holder", post.holder)
      .optional("entity", post.holder_entity)
      .field("title", post.title);
  json.optional("organisation", post.organisation).optional("organisation_entity", post.organisation_entity);
  json.optional("from", post.from).optional("to", post.to).field("status", post.status);
  json.field("disputed", post.disputed).optional("first", post.first).optional("last", post.last);
  json.key("says").begin_array();
  for (const std::string& one : post.says) json.value(one);
  json.end_array().key("claims").begin_array();
  for (const std::string& id : post.claims) json.value(id);
  json.end_array().end_object();
}

}  // namespace clew::view
