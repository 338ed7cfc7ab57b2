#include "view/patterns.h"

#include <algorithm>
#include <tuple>

#include "model/document.h"
#include "store/entities.h"
#include "store/ties.h"
#include "view/claims.h"
#include "view/dossier_counts.h"
#include "view/open.h"
#include "view/pattern_data.h"

namespace clew::view {
namespace {

constexpr std::string_view kKinds[] = {"contact", "money", "silence", "succession"};

// Who acts in a claim, or has something done to them that they may have awaited.
bool takes_part(std::string_view role) {
  for (const std::string_view no :
       {"amount", "title", "organisation", "goods", "form", "place", "purpose", "topic", "content", "share",
        "programme", "origin", "destination", "event", "kind", "action", "before", "asset"})
    if (role == no) return false;
  return true;
}

// Benjamini and Hochberg: rows lie by p, `tested` were looked for.
void correct(std::vector<Pattern>& rows, std::size_t tested) {
  double least = 1;
  for (std::size_t i = rows.size(); i-- > 0;) {
    least = std::min(least, rows[i].p * static_cast<double>(tested) / static_cast<double>(i + 1));
    rows[i].q = std::min(1.0, least);
    rows[i].tested = tested;
  }
}

}  // namespace

std::string_view name_of(PatternKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

Result<PatternKind> pattern_kind(std::string_view name) {
  const auto at = std::find(std::begin(kKinds), std::end(kKinds), name);
  if (at == std::end(kKinds))
    return Error{
        Code::usage, "no pattern '" + std::string(name) + "'", {}, "contact, money, silence or succession"};
  return static_cast<PatternKind>(at - std::begin(kKinds));
}

Result<PatternData> load_pattern_data(const store::Db& db) {
  PatternData data;
  data.contacts = TRY(store::all_contacts(db));
  for (const store::Contact& contact : data.contacts) {
    if (data.first == 0 || contact.date < data.first) data.first = contact.date;
    data.last = std::max(data.last, contact.date);
  }
  for (const store::Label& label : TRY(store::all_labels(db))) {
    data.keys.emplace(label.id, label.key);
    data.names.emplace(label.id, label.name);
    data.ids.emplace(label.key, label.id);
  }
  ClaimQuery all;
  TRY(each_claim(db, all, [&](const ClaimView& view) -> Result<bool> {
    const store::StoredClaim& claim = view.claim;
    const auto status = claim.status;
    const auto date = model::parse_iso8601(claim.from);
    // A month or a year is no time to count days from.
    if (!date || claim.from.size() < 10 || claim.places.empty()) return true;
    if (status != model::ClaimStatus::asserted && status != model::ClaimStatus::hedged) return true;
    if (claim.type == model::ClaimType::statement || claim.group != claim.row) return true;
    DatedClaim out;
    out.date = *date;
    out.id = claim.id;
    out.document = claim.places.front().document;
    out.quote = claim.places.front().quote;
    out.type = name_of(claim.type);
    for (const model::ClaimArgument& arg : claim.args) {
      if (arg.value || !takes_part(arg.role)) continue;
      std::string key = view.names.find(arg.name.empty() ? arg.text : arg.name);
      if (key.empty()) continue;
      auto& list = arg.role == "payee" ? out.payees : out.actors;
      if (std::find(list.begin(), list.end(), key) == list.end()) list.push_back(std::move(key));
    }
    if (!out.actors.empty() || !out.payees.empty()) data.claims.push_back(std::move(out));
    return true;
  }));
  std::stable_sort(data.claims.begin(), data.claims.end(),
                   [](const DatedClaim& a, const DatedClaim& b) { return a.date < b.date; });
  return data;
}

Random random_for(std::string_view what) {
  std::uint64_t seed = 0xCBF29CE484222325ULL;  // FNV-1a
  for (const char c : what) seed = (seed ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return Random(seed);
}

Result<PatternEvidence> letter_evidence(const store::Db& db, std::int64_t document) {
  store::Statement s =
      TRY(db.prepare("SELECT lower(hex(sha256)), date, subject FROM documents WHERE id = ?"));
  s.bind(1, document);
  if (!TRY(s.step())) return PatternEvidence{};
  return PatternEvidence{s.string(0), s.is_null(1) ? std::string() : day_of(s.integer(1)), {}, s.string(2)};
}

PatternEvidence claim_evidence(const DatedClaim& claim) {
  return {claim.document, day_of(claim.date), claim.id, claim.quote};
}

Result<std::vector<Pattern>> find_patterns(const store::Db& db, const PatternQuery& query) {
  if (query.days < 1 || query.days > 3650) return Error{Code::usage, "days: 1 to 3650", {}, {}};
  if (query.draws < 100 || query.draws > 100'000) return Error{Code::usage, "draws: 100 to 100000", {}, {}};
  std::string about;
  if (!query.about.empty()) about = TRY(store::label_of(db, TRY(view::find_entity(db, query.about)))).key;
  const PatternData data = TRY(load_pattern_data(db));
  constexpr decltype(&find_silences) kFinders[] = {find_contacts_before, find_money_before, find_silences,
                                                   find_successions};
  std::vector<Pattern> out;
  for (std::size_t kind = 0; kind < std::size(kFinders); ++kind) {
    const auto wanted = static_cast<PatternKind>(kind);
    if (!query.kinds.empty() &&
        std::find(query.kinds.begin(), query.kinds.end(), wanted) == query.kinds.end())
      continue;
    std::vector<Pattern> rows;
    const std::size_t tested = TRY(kFinders[kind](db, data, query, rows));
    std::sort(rows.begin(), rows.end(), [](const Pattern& a, const Pattern& b) {
      return std::tie(a.p, b.hits, a.names, a.what) < std::tie(b.p, a.hits, b.names, b.what);
    });
    correct(rows, tested);
    for (Pattern& row : rows) {
      const bool with =
          about.empty() || std::find(row.entities.begin(), row.entities.end(), about) != row.entities.end();
      if (with && row.q <= query.most_q) out.push_back(std::move(row));
    }
  }
  return out;
}

void write_pattern(JsonWriter& json, const Pattern& pattern) {
  const auto list = [&](std::string_view key, const std::vector<std::string>& values) {
    json.key(key).begin_array();
    for (const std::string& value : values) json.value(value);
    json.end_array();
  };
  json.begin_object().field("pattern", name_of(pattern.kind)).field("what", pattern.what);
  list("names", pattern.names);
  list("entities", pattern.entities);
  json.field("hits", static_cast<std::uint64_t>(pattern.hits))
      .field("of", static_cast<std::uint64_t>(pattern.of));
  json.field("expected", pattern.expected).field("p", pattern.p).field("q", pattern.q);
  json.field("tested", static_cast<std::uint64_t>(pattern.tested)).key("evidence").begin_array();
  for (const PatternEvidence& e : pattern.evidence)
    json.begin_object()
        .field("document", e.document)
        .optional("date", e.date)
        .optional("claim", e.claim)
        .optional("what", e.what)
        .end_object();
  json.end_array().end_object();
}

}  // namespace clew::view
