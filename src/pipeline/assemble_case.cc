#include "pipeline/assemble_case.h"

#include <cstdio>

#include "assemble/claim_groups.h"
#include "base/fold.h"
#include "store/claims.h"
#include "store/name_index.h"
#include "store/savepoint.h"

namespace clew::pipeline {
namespace {

// Whom it means; what only stands for others says nothing about who they are.
std::string key_of(const model::ClaimArgument& arg, const store::NameIndex& names) {
  if (arg.value) {
    char text[64];
    std::snprintf(text, sizeof text, "%.2f ", *arg.value);
    return text + arg.currency;
  }
  const std::string& name = arg.name.empty() ? arg.text : arg.name;
  std::string entity = names.find(name);
  return entity.empty() ? folded(name) : entity;
}

}  // namespace

Result<void> assemble_case(const store::Db& db) {
  std::vector<assemble::ClaimFact> facts;
  if (TRY(db.number("SELECT 1 FROM claims LIMIT 1"))) {
    const auto names = TRY(store::NameIndex::open(db));
    auto reader = TRY(store::ClaimReader::open(db));
    store::ClaimFilter all;
    all.quotes = false;
    TRY(reader.each(all, [&](const store::StoredClaim& claim) -> Result<bool> {
      assemble::ClaimFact& fact = facts.emplace_back();
      fact.id = claim.row;
      fact.type = claim.type;
      fact.status = claim.status;
      fact.from = claim.from;
      fact.to = claim.to;
      for (const model::ClaimArgument& arg : claim.args) fact.args.push_back({arg.role, key_of(arg, names)});
      return true;
    }));
  }
  assemble::ClaimComparison found = assemble::compare_claims(facts);
  return store::as_one_change(db, [&] {
    return store::put_claim_ties(db, {std::move(found.groups), std::move(found.disputes)});
  });
}

}  // namespace clew::pipeline
