#include "store/party_reasons.h"

namespace clew::store {

Result<std::vector<KnownAs>> known_as(const Db& db, std::int64_t entity) {
  Statement select =
      TRY(db.prepare("SELECT name, address, reason FROM parties WHERE entity = ? ORDER BY id"));
  select.bind(1, entity);
  std::vector<KnownAs> found;
  while (TRY(select.step())) found.push_back({{select.string(0), select.string(1)}, select.string(2)});
  Statement names = TRY(db.prepare(
      "SELECT shown, coalesce(reason, 'named in texts') FROM names WHERE entity = ? ORDER BY shown, type"));
  names.bind(1, entity);
  while (TRY(names.step())) found.push_back({{names.string(0), {}}, names.string(1)});
  return found;
}

}  // namespace clew::store
