#include "store/claim_rows.h"

#include <algorithm>

#include "base/digest.h"
#include "base/json.h"

namespace clew::store {
namespace {

constexpr std::string_view kClaims =
    "INSERT OR IGNORE INTO claims SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12 FROM feed";
constexpr std::string_view kArgs =
    "INSERT OR IGNORE INTO claim_args SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8 FROM feed ORDER BY c0, c1";
constexpr std::string_view kSources =
    "INSERT OR IGNORE INTO claim_sources SELECT c0, c1, c2, c3, c4, c5 FROM feed ORDER BY c0, c1";

void append_number(std::string& to, std::uint64_t value) {
  for (int i = 0; i < 8; ++i) to += static_cast<char>(value >> (8 * i) & 0xFF);
}

}  // namespace

std::int64_t claim_id(std::int64_t passage, const model::Claim& claim) {
  std::string key;
  append_number(key, static_cast<std::uint64_t>(passage));
  key += model::name_of(claim.type);
  append_number(key, claim.start);
  append_number(key, claim.end);
  for (const model::ClaimArgument& arg : claim.args) {
    key += arg.role;
    append_number(key, arg.start);
    append_number(key, arg.end);
    if (arg.start == arg.end) key += arg.name;  // no words of its own tell it from another
  }
  const Sha256 digest = sha256(key);
  std::uint64_t id = 0;
  for (int i = 0; i < 8; ++i) id = id << 8 | digest[static_cast<std::size_t>(i)];
  return static_cast<std::int64_t>(id);
}

void ClaimRows::add(std::int64_t passage, const model::Claim& claim) {
  const std::int64_t id = claim_id(passage, claim);
  if (passage != passage_) ids_.clear();
  passage_ = passage;
  if (std::find(ids_.begin(), ids_.end(), id) != ids_.end()) return;
  ids_.push_back(id);
  JsonWriter cues;
  cues.begin_array();
  for (const std::string& cue : claim.cues) cues.value(cue);
  cues.end_array();
  claims_.add(id)
      .add(passage)
      .add(static_cast<std::int64_t>(claim.start))
      .add(static_cast<std::int64_t>(claim.end));
  claims_.add_text(name_of(claim.type)).add_text(name_of(claim.status));
  claims_.add_text_or_null(claim.from).add_text_or_null(claim.to).add_text_or_null(claim.time_text);
  claims_.add_text(cues.text())
      .add(claim.nonanswer ? 1 : 0)
      .add_real(claim.confidence)
      .add_text(claim.reader);
  std::int64_t seq = 0;
  for (const model::ClaimArgument& arg : claim.args) {
    args_.add(id).add(seq++).add_text(arg.role);
    args_.add(static_cast<std::int64_t>(arg.start))
        .add(static_cast<std::int64_t>(arg.end))
        .add_text(arg.text);
    args_.add_text_or_null(arg.name);
    if (arg.value) {
      args_.add_real(*arg.value);
    } else {
      args_.add_null();
    }
    args_.add_text_or_null(arg.currency);
  }
  seq = 0;
  for (const model::ClaimSource& source : claim.sources) {
    sources_.add(id).add(seq++).add_text(source.source).add_text_or_null(source.name).add_text(source.cue);
    sources_.add_text(name_of(source.kind));
  }
}

Result<void> ClaimRows::write(BulkInsert& bulk) {
  TRY(bulk.move(kClaims, claims_));
  TRY(bulk.move(kArgs, args_));
  return bulk.move(kSources, sources_);
}

Result<void> forget_mentions(const Db& db, std::int64_t passage) {
  for (const char* sql :
       {"DELETE FROM mentions WHERE passage = ?",
        "DELETE FROM claim_args WHERE claim IN (SELECT id FROM claims WHERE passage = ?)",
        "DELETE FROM claim_sources WHERE claim IN (SELECT id FROM claims WHERE passage = ?)",
        "DELETE FROM claims WHERE passage = ?"}) {
    Statement drop = TRY(db.prepare(sql));
    TRY(drop.bind(1, passage).run());
  }
  return {};
}

}  // namespace clew::store
