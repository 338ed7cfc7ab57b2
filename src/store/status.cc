#include "store/status.h"

#include "base/digest.h"
#include "base/json.h"

namespace clew::store {
namespace {

using Counts = std::vector<std::pair<std::string, std::uint64_t>>;

Result<std::uint64_t> count(const Db& db, std::string_view sql) {
  return static_cast<std::uint64_t>(TRY(db.number(sql)).value_or(0));
}

Result<Counts> counts(const Db& db, std::string_view sql) {
  Counts found;
  Statement select = TRY(db.prepare(sql));
  while (TRY(select.step()))
    found.emplace_back(select.string(0), static_cast<std::uint64_t>(select.integer(1)));
  return found;
}

/// What changes without documents coming, or is cheap to ask.
Result<void> count_now(const Db& db, CaseTotals& totals) {
  totals.people = TRY(count(db, "SELECT count(*) FROM entities WHERE type = 'person'"));
  totals.failed = TRY(count(db, "SELECT count(*) FROM failures"));
  totals.case_bytes = TRY(count(db, "PRAGMA page_count")) * TRY(count(db, "PRAGMA page_size"));
  totals.schema = TRY(db.number("PRAGMA user_version")).value_or(0);
  return {};
}

void write_counts(JsonWriter& json, std::string_view name, const Counts& counts) {
  json.key(name).begin_object();
  for (const auto& [word, n] : counts) json.field(word, n);
  json.end_object();
}

/// The last row that the saved totals know of: others came later.
constexpr std::string_view kLastDocument = "last_document";

Result<std::optional<CaseTotals>> saved(const Db& db) {
  Statement all =
      TRY(db.prepare("SELECT key, value FROM json_each((SELECT value FROM properties WHERE name = 'totals'"
                     " AND json_valid(value))) WHERE type = 'integer'"));
  CaseTotals totals;
  std::optional<std::int64_t> last_document;
  while (TRY(all.step())) {
    const std::string_view name = all.text(0);
    const std::int64_t number = all.integer(1);
    const auto n = static_cast<std::uint64_t>(number);
    if (name == "documents") totals.documents = n;
    if (name == "letters") totals.letters = n;
    if (name == "copies") totals.copies = n;
    if (name == "attachments") totals.attachments = n;
    if (name == "threads") totals.threads = n;
    if (name == "passages") totals.passages = n;
    if (name == "bytes") totals.bytes = n;
    if (name == "first") totals.first = number;
    if (name == "last") totals.last = number;
    if (name == kLastDocument) last_document = number;
  }
  if (!last_document || *last_document != TRY(db.number("SELECT max(id) FROM documents")).value_or(0))
    return std::optional<CaseTotals>();
  constexpr std::string_view kPart =
      "SELECT key, value FROM json_each((SELECT value FROM properties WHERE name = 'totals'), ";
  totals.types = TRY(counts(db, std::string(kPart) + "'$.types')"));
  totals.languages = TRY(counts(db, std::string(kPart) + "'$.languages')"));
  return std::optional(std::move(totals));
}

}  // namespace

Result<CaseTotals> count_totals(const Db& db) {
  CaseTotals totals;
  Statement documents =
      TRY(db.prepare("SELECT count(*), count(DISTINCT thread), sum(bytes), min(date), max(date),"
                     " sum(message = id) FROM documents"));
  if (TRY(documents.step())) {
    totals.documents = static_cast<std::uint64_t>(documents.integer(0));
    totals.threads = static_cast<std::uint64_t>(documents.integer(1));
    totals.bytes = static_cast<std::uint64_t>(documents.integer(2));
    totals.first = documents.integer_or_null(3);
    totals.last = documents.integer_or_null(4);
    totals.letters = static_cast<std::uint64_t>(documents.integer(5));
  }
  const std::uint64_t places = TRY(count(
      db, "SELECT count(*) FROM places p JOIN documents d ON d.id = p.document WHERE d.message IS NOT NULL"));
  totals.copies = places > totals.letters ? places - totals.letters : 0;
  totals.attachments = TRY(count(db, "SELECT count(DISTINCT document) FROM places WHERE parent IS NOT NULL"));
  totals.passages = TRY(count(db, "SELECT count(*) FROM passages"));
  totals.types =
      TRY(counts(db, "SELECT type, count(*) AS n FROM documents GROUP BY type ORDER BY n DESC, type"));
  totals.languages =
      TRY(counts(db,
                 "SELECT language, count(*) AS n FROM documents WHERE language <> '' GROUP BY language"
                 " ORDER BY n DESC, language"));
  TRY(count_now(db, totals));
  return totals;
}

Result<void> compute_totals(const Db& db) {
  const CaseTotals totals = TRY(count_totals(db));
  JsonWriter json;
  json.begin_object().field("documents", totals.documents).field("letters", totals.letters);
  json.field("copies", totals.copies)
      .field("attachments", totals.attachments)
      .field("threads", totals.threads);
  json.field("passages", totals.passages).field("bytes", totals.bytes);
  write_counts(json, "types", totals.types);
  write_counts(json, "languages", totals.languages);
  if (totals.first) json.field("first", *totals.first);
  if (totals.last) json.field("last", *totals.last);
  json.field(kLastDocument, TRY(db.number("SELECT max(id) FROM documents")).value_or(0)).end_object();
  Statement put = TRY(db.prepare("INSERT OR REPLACE INTO properties(name, value) VALUES ('totals', ?)"));
  return put.bind(1, json.text()).run();
}

Result<CaseTotals> read_totals(const Db& db) {
  auto totals = TRY(saved(db));
  if (!totals) return count_totals(db);
  TRY(count_now(db, *totals));
  return *std::move(totals);
}

Result<void> each_ledger(const Db& db, const std::function<Result<bool>(const model::Ledger&)>& give) {
  Statement select =
      TRY(db.prepare("SELECT place, expected, read, failed, skipped, duplicates, bytes_expected, bytes_read,"
                     " bytes_failed, bytes_skipped FROM ledgers ORDER BY id"));
  const auto n = [&](int column) { return static_cast<std::uint64_t>(select.integer(column)); };
  while (TRY(select.step()))
    if (!TRY(give({select.string(0), n(1), n(2), n(3), n(4), n(5), n(6), n(7), n(8), n(9)}))) break;
  return {};
}

Result<void> each_failure(const Db& db, const std::function<Result<bool>(const model::Failure&)>& give) {
  Statement select =
      TRY(db.prepare("SELECT f.place, lower(hex(d.sha256)), f.bytes, f.code, f.reason FROM failures f"
                     " LEFT JOIN documents d ON d.id = f.document ORDER BY f.id"));
  while (TRY(select.step()))
    if (!TRY(give({select.string(0), select.string(1), static_cast<std::uint64_t>(select.integer(2)),
                   select.string(3), select.string(4)})))
      break;
  return {};
}

}  // namespace clew::store
