#include "view/claims.h"

#include <algorithm>
#include <charconv>

#include "base/fold.h"
#include "model/record_json.h"
#include "store/read_documents.h"
#include "view/open.h"

namespace clew::view {
namespace {

const std::string& name_of_arg(const model::ClaimArgument& arg) {
  return arg.name.empty() ? arg.text : arg.name;
}

// Whom a user means: one entity, or whoever is called so.
class Wanted {
 public:
  static Result<Wanted> open(const store::Db& db, const std::string& word) {
    Wanted wanted;
    if (word.empty()) return wanted;
    wanted.any_ = false;
    wanted.words_ = ' ' + folded(word) + ' ';
    const auto found = view::find_entity(db, word);
    if (found) {
      wanted.key_ = TRY(store::label_of(db, *found)).key;
    } else if (found.error().code != Code::not_found) {
      return found.error();
    }
    return wanted;
  }
  bool any() const { return any_; }
  bool fits(const std::string& name, const std::string& key) const {
    if (!key_.empty() && key == key_) return true;
    return (' ' + folded(name) + ' ').find(words_) != std::string::npos;
  }

 private:
  bool any_ = true;
  std::string key_, words_;
};

struct Filter {
  Wanted about, by;
  store::Span span;
  bool disputed = false;

  bool fits(const ClaimView& view) const {
    const store::StoredClaim& claim = view.claim;
    if (disputed && claim.disputed_by.empty()) return false;
    if (!about.any() &&
        std::none_of(claim.args.begin(), claim.args.end(), [&](const model::ClaimArgument& arg) {
          const std::string& name = name_of_arg(arg);
          return !arg.value && (about.fits(name, view.names.find(name)) || about.fits(arg.text, {}));
        }))
      return false;
    if (!by.any() && !by.fits(claim.author, claim.author_entity) &&
        std::none_of(claim.sources.begin(), claim.sources.end(), [&](const model::ClaimSource& source) {
          const std::string& name = source.name.empty() ? source.source : source.name;
          return by.fits(name, view.names.find(name));
        }))
      return false;
    if (span.is_everything()) return true;
    const std::optional<std::int64_t> own = model::parse_iso8601(claim.from.empty() ? claim.to : claim.from);
    return span.holds(own ? own : claim.date);
  }
};

// Those that dispute the claim, whatever else was asked for.
Result<bool> give_disputers(store::ClaimReader& reader, const ClaimView& view, const GiveClaim& give) {
  bool more = true;
  for (const std::int64_t row : view.claim.disputed_by) {
    store::ClaimFilter one;
    one.row = row;
    TRY(reader.each(one, [&](const store::StoredClaim& claim) -> Result<bool> {
      more = TRY(give(ClaimView{claim, view.names}));
      return more;
    }));
    if (!more) break;
  }
  return more;
}

std::string shortest(double value) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, value).ptr;
  return std::string(text, end);
}

}  // namespace

Result<std::vector<model::ClaimType>> claim_types(std::string_view list) {
  std::vector<model::ClaimType> types;
  while (!list.empty()) {
    const std::string_view word = list.substr(0, list.find(','));
    list.remove_prefix(std::min(list.size(), word.size() + 1));
    const auto type = model::claim_type(word);
    if (!type)
      return Error{Code::usage,
                   "no claim type '" + std::string(word) + "'",
                   {},
                   "payment, supply, support, role, membership, relation, meeting, communication, "
                   "consultation, travel, "
                   "invitation, attendance, founding, ownership, sanction, legal or statement"};
    types.push_back(*type);
  }
  return types;
}

Result<std::optional<model::ClaimStatus>> claim_status(std::string_view word) {
  if (word.empty()) return std::optional<model::ClaimStatus>();
  const auto status = model::claim_status(word);
  if (!status)
    return Error{Code::usage,
                 "no status '" + std::string(word) + "'",
                 {},
                 "asserted, hedged, negated, denied or planned"};
  return status;
}

std::string ClaimView::arg(std::string_view role) const {
  std::string out;
  for (const model::ClaimArgument& arg : claim.args)
    if (arg.role == role) out += (out.empty() ? "" : "; ") + name_of_arg(arg);
  return out;
}

std::string ClaimView::amount() const {
  std::string out;
  for (const model::ClaimArgument& arg : claim.args) {
    if (arg.role != "amount") continue;
    std::string one = arg.value ? shortest(*arg.value) : arg.text;
    if (arg.value && !arg.currency.empty()) one += ' ' + arg.currency;
    out += (out.empty() ? "" : "; ") + one;
  }
  return out;
}

std::string ClaimView::what() const {
  std::string out;
  std::string_view last;
  for (const model::ClaimArgument& arg : claim.args) {
    out += out.empty() ? arg.role + ": " : arg.role == last ? std::string(", ") : "; " + arg.role + ": ";
    out += arg.role == "amount" ? arg.text : name_of_arg(arg);
    last = arg.role;
  }
  return out;
}

std::string ClaimView::says() const {
  std::string out = claim.author;
  for (const model::ClaimSource& source : claim.sources)
    out += (out.empty() ? "" : " > ") + (source.name.empty() ? source.source : source.name);
  return out;
}

std::string ClaimView::time() const {
  if (claim.from.empty() && claim.to.empty()) return {};
  if (claim.from == claim.to) return claim.from;
  if (claim.to.empty()) return claim.type == model::ClaimType::role ? "since " + claim.from : claim.from;
  return claim.from.empty() ? "until " + claim.to : claim.from + ".." + claim.to;
}

Result<void> each_claim(const store::Db& db, const ClaimQuery& query, const GiveClaim& give) {
  Filter filter;
  filter.about = TRY(Wanted::open(db, query.about));
  filter.by = TRY(Wanted::open(db, query.by));
  filter.span = TRY(read_span(query.since, query.until));
  filter.disputed = query.disputed;
  const auto names = TRY(store::NameIndex::open(db));
  auto reader = TRY(store::ClaimReader::open(db));
  if (query.all_places) TRY(reader.find_all_places());
  store::ClaimFilter stored;
  stored.types = query.types;
  stored.status = query.status;
  stored.confidence = query.confidence;
  return reader.each(stored, [&](const store::StoredClaim& claim) -> Result<bool> {
    const ClaimView view{claim, names};
    if (!filter.fits(view)) return true;
    if (!TRY(give(view))) return false;
    return query.disputed ? give_disputers(reader, view, give) : Result<bool>(true);
  });
}

void write_claim(JsonWriter& json, const ClaimView& view) {
  const store::StoredClaim& claim = view.claim;
  std::vector<model::Evidence> evidence;
  for (const store::ClaimPlace& place : claim.places)
    evidence.push_back({place.document, place.sha256, place.start, place.end, place.quote});
  std::vector<std::string> disputed_by;
  for (const std::int64_t row : claim.disputed_by) disputed_by.push_back(store::key_digits(row));
  const std::string group = store::key_digits(claim.group);
  model::ClaimExtras extras;
  extras.id = claim.id;
  extras.evidence = evidence;
  extras.author = claim.author;
  extras.author_entity = claim.author_entity;
  extras.entity = [&](std::string_view name) { return view.names.find(name); };
  extras.group = group;
  extras.disputed_by = disputed_by;
  model::write_claim(json, claim, extras);
}

Result<void> export_claims(const store::Db& db, const Out& out) {
  ClaimQuery query;
  query.confidence = 0;
  query.all_places = true;
  JsonWriter json;
  return each_claim(db, query, [&](const ClaimView& view) -> Result<bool> {
    json.clear();
    write_claim(json, view);
    json.end_line();
    TRY(out(json.text()));
    return true;
  });
}

}  // namespace clew::view
