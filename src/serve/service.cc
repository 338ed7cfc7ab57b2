#include "serve/service.h"

#include <array>
#include <charconv>
#include <mutex>
#include <optional>

#include "base/json.h"
#include "view/claims.h"
#include "view/open.h"
#include "view/people.h"
#include "view/record_json.h"
#include "view/search.h"
#include "view/status.h"

namespace clew::serve {
namespace {

constexpr std::uint64_t kRows = 50, kMostRows = 1000;

HttpResponse failure(const Error& error) {
  HttpResponse out;
  out.status = error.code == Code::usage ? 400 : error.code == Code::not_found ? 404 : 500;
  JsonWriter json;
  json.begin_object().field("error", to_string(error)).end_object();
  out.body = json.take() + "\n";
  return out;
}

Result<std::uint64_t> limit_of(const HttpRequest& request) {
  const std::string_view text = request.parameter("limit");
  if (text.empty()) return kRows;
  std::uint64_t value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (status != std::errc() || end != text.data() + text.size() || value > kMostRows)
    return Error{Code::usage, "limit is a number up to " + std::to_string(kMostRows), {}, {}};
  return value;
}

// --- Each answers one path; `json` is to hold one value.

Result<void> status(const store::Db& db, const HttpRequest&, JsonWriter& json) {
  view::write_status(json, TRY(store::read_totals(db)));
  return {};
}

Result<void> search(const store::Db& db, const HttpRequest& request, JsonWriter& json) {
  view::SearchRequest asked;
  asked.query = request.parameter("q");
  asked.by_rank = request.parameter("sort") != "date";
  asked.limit = TRY(limit_of(request));
  json.begin_object().key("hits").begin_array();
  TRY(view::search(db, asked, [&](const view::Hit& hit) -> Result<bool> {
    view::write_hit(json, hit);
    return true;
  }));
  json.end_array().end_object();
  return {};
}

Result<void> people(const store::Db& db, const HttpRequest& request, JsonWriter& json) {
  view::PeopleQuery query;
  if (const std::string_view type = request.parameter("type"); !type.empty()) query.types = {type};
  if (const std::string_view about = request.parameter("about"); !about.empty())
    query.about = std::string(about);
  query.limit = TRY(limit_of(request));
  json.begin_object().key("entities").begin_array();
  TRY(view::each_person(db, query, [&](const store::StoredEntity& who) {
    view::write_entity(json, who);
    return true;
  }));
  json.end_array().end_object();
  return {};
}

Result<void> claims(const store::Db& db, const HttpRequest& request, JsonWriter& json) {
  view::ClaimQuery query;
  query.types = TRY(view::claim_types(request.parameter("type")));
  query.status = TRY(view::claim_status(request.parameter("status")));
  query.about = request.parameter("about");
  query.by = request.parameter("by");
  query.since = request.parameter("since");
  query.until = request.parameter("until");
  query.disputed = request.parameter("disputed") == "1";
  const std::uint64_t limit = TRY(limit_of(request));
  std::uint64_t given = 0;
  json.begin_object().key("claims").begin_array();
  if (limit > 0)
    TRY(view::each_claim(db, query, [&](const view::ClaimView& view) -> Result<bool> {
      view::write_claim(json, view);
      return ++given < limit;
    }));
  json.end_array().end_object();
  return {};
}

struct Route {
  std::string_view path;
  Result<void> (*answer)(const store::Db& db, const HttpRequest& request, JsonWriter& json);
};

constexpr std::array kRoutes{
    Route{"/api/v1/status", status},
    Route{"/api/v1/search", search},
    Route{"/api/v1/people", people},
    Route{"/api/v1/claims", claims},
};

HttpResponse list_routes(int code) {
  HttpResponse out;
  out.status = code;
  JsonWriter json;
  json.begin_object();
  if (code != 200) json.field("error", "there is nothing here");
  json.key("paths").begin_array();
  for (const Route& route : kRoutes) json.value(route.path);
  json.end_array().end_object();
  out.body = json.take() + "\n";
  return out;
}

}  // namespace

struct Service::State {
  std::string path;
  std::mutex mutex{};
};

Service::Service(std::unique_ptr<State> state) : state_(std::move(state)) {}
Service::Service(Service&&) noexcept = default;
Service::~Service() = default;

Result<Service> Service::open(std::string path) {
  TRY(view::open_case(path));
  return Service(std::unique_ptr<State>(new State{std::move(path)}));
}

HttpResponse Service::answer(const HttpRequest& request) {
  if (request.path == "/") return list_routes(200);
  for (const Route& route : kRoutes) {
    if (request.path != route.path) continue;
    const std::scoped_lock lock(state_->mutex);
    auto db = view::open_case(state_->path);
    if (!db) return failure(db.error());
    JsonWriter json;
    if (const auto done = route.answer(*db, request, json); !done) return failure(done.error());
    HttpResponse out;
    out.body = json.take() + "\n";
    return out;
  }
  return list_routes(404);
}

}  // namespace clew::serve
