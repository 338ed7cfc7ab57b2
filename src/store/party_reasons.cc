#include "store/party_reasons.h"

namespace clew::store {

Result<std::vector<KnownAs>> known_as(const Db& db, std::int64_t entity) {
  Statement select =
      TRY(db.prepare("SELECT name, address, reason FROM parties WHERE entity = ? ORDER BY id"));
  select.bind(1, entity);
  std::vector<KnownAs> found;
  while (TRY(select.step())) found.push_back({{select.string(0), select.string(1)}, select.string(2)});
  return found;
}

}  // namespace clew::store
