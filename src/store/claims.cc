#include "store/claims.h"

#include <algorithm>
#include <unordered_set>

#include "model/record_json.h"
#include "store/evidence.h"
#include "store/read_documents.h"

namespace clew::store {
namespace {

std::string quoted_list(const std::vector<model::ClaimType>& types) {
  std::string list;
  for (const model::ClaimType type : types)
    list += (list.empty() ? "'" : ", '") + std::string(name_of(type)) + "'";
  return list;
}

std::string where(const ClaimFilter& filter) {
  std::string sql = " WHERE c.confidence >= ?1";
  if (!filter.types.empty()) sql += " AND c.type IN (" + quoted_list(filter.types) + ")";
  if (filter.status) sql += " AND c.status = '" + std::string(name_of(*filter.status)) + "'";
  if (filter.row) sql += " AND c.id = " + std::to_string(*filter.row);
  return sql;
}

constexpr std::string_view kClaims =
    "SELECT c.id, c.passage, c.start, c.\"end\", c.type, c.status, c.since, c.until, c.time_text, c.cues, "
    "c.nonanswer, "
    "c.confidence, c.reader, p.text, p.start, d.id, d.date, coalesce(g.grp, c.id) FROM claims c JOIN "
    "passages p ON "
    "p.id = c.passage LEFT JOIN documents d ON d.id = (SELECT b.id FROM documents b WHERE b.text = p.text "
    "ORDER BY "
    "b.date IS NULL, b.date, b.sha256 LIMIT 1) LEFT JOIN claim_groups g ON g.claim = c.id";
constexpr std::string_view kOrder =
    " ORDER BY d.date IS NULL, d.date, p.text, p.start, c.start, c.\"end\", c.id";

}  // namespace

struct ClaimReader::State {
  struct Place {
    std::int64_t text, start, end;
  };

  const Db& db;
  DocumentReader documents;
  // In the order in which open() makes them.
  Statement args, sources, disputes, zone, known, sender, published, home_end, standing_for, cues;
  std::vector<std::pair<std::int64_t, Place>> elsewhere{};  // by passage

  Result<void> load_args(StoredClaim& claim);
  Result<void> load_sources(StoredClaim& claim);
  Result<void> load_author(StoredClaim& claim, std::int64_t text, std::int64_t start, std::int64_t document);
  Result<bool> load_quoted_author(StoredClaim& claim, std::int64_t text, std::int64_t start);
  Result<void> load_places(StoredClaim& claim, std::int64_t passage, std::int64_t text, std::int64_t start);
  Result<void> add_place(StoredClaim& claim, std::int64_t text, std::uint64_t start, std::uint64_t end);
  Result<std::vector<std::string>> strings_of(std::string_view json);
};

ClaimReader::ClaimReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
ClaimReader::ClaimReader(ClaimReader&&) noexcept = default;
ClaimReader::~ClaimReader() = default;

Result<ClaimReader> ClaimReader::open(const Db& db) {
  return ClaimReader(std::unique_ptr<State>(new State{
      db,
      DocumentReader(db),
      TRY(db.prepare("SELECT role, start, \"end\", text, name, value, currency FROM claim_args WHERE claim = "
                     "? ORDER BY seq")),
      TRY(db.prepare("SELECT source, name, cue, kind FROM claim_sources WHERE claim = ? ORDER BY seq")),
      TRY(db.prepare("SELECT by FROM claim_disputes WHERE claim = ? ORDER BY by")),
      TRY(db.prepare("SELECT s.\"end\", s.depth, h.author_name, h.author_address FROM zone_spans s LEFT JOIN "
                     "zone_heads h ON "
                     "h.text = s.text AND h.start = s.head WHERE s.text = ? AND s.start <= ? ORDER BY "
                     "s.start DESC LIMIT 1")),
      TRY(db.prepare(
          "SELECT e.key FROM parties p JOIN entities e ON e.id = p.entity WHERE p.address = ? LIMIT 1")),
      TRY(db.prepare(
          "SELECT iif(p.name = '', p.address, p.name), e.key FROM participants r JOIN parties p ON p.id = "
          "r.party "
          "LEFT JOIN entities e ON e.id = p.entity WHERE r.document = ? AND r.role = 1 AND r.seq = 0")),
      TRY(db.prepare(
          "SELECT value FROM fields WHERE document = ? AND name IN ('publication', 'byline') ORDER BY name "
          "DESC, seq LIMIT 1")),
      TRY(db.prepare("SELECT \"end\" FROM occurrences WHERE text = ? AND start = ?")),
      TRY(db.prepare("SELECT lower(hex(sha256)) FROM documents WHERE text = ? ORDER BY date IS NULL, date, "
                     "sha256 LIMIT 1")),
      TRY(db.prepare("SELECT value FROM json_each(?)")),
  }));
}

Result<std::vector<std::string>> ClaimReader::State::strings_of(std::string_view json) {
  std::vector<std::string> out;
  if (json == "[]") return out;
  cues.bind(1, json);
  while (TRY(cues.step())) out.push_back(cues.string(0));
  return out;
}

Result<void> ClaimReader::find_all_places() {
  std::unordered_set<std::int64_t> passages;
  Statement of = TRY(state_->db.prepare("SELECT DISTINCT passage FROM claims"));
  while (TRY(of.step())) passages.insert(of.integer(0));
  Statement all = TRY(state_->db.prepare(
      "SELECT o.passage, o.text, o.start, o.\"end\" FROM occurrences o JOIN passages p ON p.id = o.passage "
      "WHERE p.text <> o.text OR p.start <> o.start"));
  while (TRY(all.step()))
    if (passages.contains(all.integer(0)))
      state_->elsewhere.push_back({all.integer(0), {all.integer(1), all.integer(2), all.integer(3)}});
  std::stable_sort(state_->elsewhere.begin(), state_->elsewhere.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  return {};
}

Result<void> ClaimReader::each(const ClaimFilter& filter,
                               const std::function<Result<bool>(const StoredClaim&)>& give) {
  Statement s = TRY(state_->db.prepare(std::string(kClaims) + where(filter) + std::string(kOrder)));
  s.bind(1, filter.confidence);
  while (TRY(s.step())) {
    const auto type = model::claim_type(s.text(4));
    const auto status = model::claim_status(s.text(5));
    if (!type || !status) continue;
    StoredClaim claim;
    claim.row = s.integer(0);
    claim.id = key_digits(claim.row);
    claim.start = static_cast<std::uint64_t>(s.integer(2));
    claim.end = static_cast<std::uint64_t>(s.integer(3));
    claim.type = *type;
    claim.status = *status;
    claim.from = s.string(6);
    claim.to = s.string(7);
    claim.time_text = s.string(8);
    claim.cues = TRY(state_->strings_of(s.text(9)));
    claim.nonanswer = s.integer(10) != 0;
    claim.confidence = s.real(11);
    claim.reader = s.string(12);
    claim.date = s.integer_or_null(16);
    claim.group = s.integer(17);
    claim.text = s.integer(13);
    const std::int64_t text = claim.text, start = s.integer(14), document = s.integer(15);
    TRY(state_->load_args(claim));
    TRY(state_->load_sources(claim));
    if (filter.quotes) {
      TRY(state_->load_author(claim, text, start, document));
      TRY(state_->load_places(claim, s.integer(1), text, start));
    }
    if (!TRY(give(claim))) break;
  }
  return {};
}

Result<void> ClaimReader::State::load_args(StoredClaim& claim) {
  Statement& s = args;
  s.bind(1, claim.row);
  while (TRY(s.step())) {
    model::ClaimArgument& arg = claim.args.emplace_back();
    arg.role = s.string(0);
    arg.start = static_cast<std::uint64_t>(s.integer(1));
    arg.end = static_cast<std::uint64_t>(s.integer(2));
    arg.text = s.string(3);
    arg.name = s.string(4);
    if (!s.is_null(5)) arg.value = s.real(5);
    arg.currency = s.string(6);
  }
  return {};
}

Result<void> ClaimReader::State::load_sources(StoredClaim& claim) {
  Statement& s = sources;
  s.bind(1, claim.row);
  while (TRY(s.step()))
    claim.sources.push_back({s.string(0), s.string(1), s.string(2),
                             model::attribution_kind(s.text(3)).value_or(model::AttributionKind::indirect)});
  disputes.bind(1, claim.row);
  while (TRY(disputes.step())) claim.disputed_by.push_back(disputes.integer(0));
  return {};
}

// Whether the passage has its home in a quoted letter, whose author is meant then.
Result<bool> ClaimReader::State::load_quoted_author(StoredClaim& claim, std::int64_t text,
                                                    std::int64_t start) {
  zone.bind(1, text).bind(2, start);
  const bool quoted = TRY(zone.step()) && zone.integer(0) > start && zone.integer(1) > 0;
  const std::string name = quoted ? zone.string(2) : "", address = quoted ? zone.string(3) : "";
  zone.reset();
  if (!quoted) return false;
  claim.author = name.empty() ? address : name;
  if (address.empty()) return true;
  if (TRY(known.bind(1, address).step())) claim.author_entity = known.string(0);
  known.reset();
  return true;
}

Result<void> ClaimReader::State::load_author(StoredClaim& claim, std::int64_t text, std::int64_t start,
                                             std::int64_t document) {
  if (TRY(load_quoted_author(claim, text, start))) return {};
  const bool sent = TRY(sender.bind(1, document).step());
  if (sent) {
    claim.author = sender.string(0);
    claim.author_entity = sender.string(1);
  }
  sender.reset();
  if (sent) return {};
  if (TRY(published.bind(1, document).step())) claim.author = published.string(0);
  published.reset();
  return {};
}

Result<void> ClaimReader::State::load_places(StoredClaim& claim, std::int64_t passage, std::int64_t text,
                                             std::int64_t start) {
  const auto base = static_cast<std::uint64_t>(start);
  const std::uint64_t from = claim.start, to = claim.end;
  for (model::ClaimArgument& arg : claim.args) {
    arg.start += base;
    arg.end += base;
  }
  claim.start += base;
  claim.end += base;
  TRY(add_place(claim, text, claim.start, claim.end));
  auto at = std::lower_bound(elsewhere.begin(), elsewhere.end(), passage,
                             [](const auto& entry, std::int64_t wanted) { return entry.first < wanted; });
  if (at == elsewhere.end() || at->first != passage) return {};
  home_end.bind(1, text).bind(2, start);
  const auto end = TRY(home_end.step()) ? static_cast<std::uint64_t>(home_end.integer(0)) : base;
  home_end.reset();
  const std::string home = TRY(documents.text(text, base, end));
  for (; at != elsewhere.end() && at->first == passage; ++at) {
    const Place& place = at->second;
    const auto there = static_cast<std::uint64_t>(place.start);
    const std::string here = TRY(documents.text(place.text, there, static_cast<std::uint64_t>(place.end)));
    const auto span = SpanCarrier(home, here).carry({from, to});
    if (span) TRY(add_place(claim, place.text, there + span->start, there + span->end));
  }
  return {};
}

Result<void> ClaimReader::State::add_place(StoredClaim& claim, std::int64_t text, std::uint64_t start,
                                           std::uint64_t end) {
  std::string id;
  if (TRY(standing_for.bind(1, text).step())) id = standing_for.string(0);
  standing_for.reset();
  if (!id.empty()) claim.places.push_back({id, id, start, end, TRY(documents.text(text, start, end))});
  return {};
}

Result<void> put_claim_ties(const Db& db, const ClaimTies& ties) {
  TRY(db.execute("DELETE FROM claim_groups; DELETE FROM claim_disputes"));
  Statement group = TRY(db.prepare("INSERT INTO claim_groups VALUES (?, ?)"));
  for (const auto& [claim, first] : ties.groups) TRY(group.bind(1, claim).bind(2, first).run());
  Statement dispute = TRY(db.prepare("INSERT OR IGNORE INTO claim_disputes VALUES (?, ?)"));
  for (const auto& [claim, by] : ties.disputes) TRY(dispute.bind(1, claim).bind(2, by).run());
  return {};
}

}  // namespace clew::store
