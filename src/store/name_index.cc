#include "store/name_index.h"

#include "store/entities.h"

namespace clew::store {
namespace {

std::string folded_key(std::string_view name) {
  std::string key;
  for (const std::string& word : name_words(name)) key += (key.empty() ? "" : " ") + word;
  return key;
}

}  // namespace

Result<NameIndex> NameIndex::open(const Db& db) {
  NameIndex index;
  Statement s =
      TRY(db.prepare("SELECT e.key, n.value FROM entities e, json_each(e.names) n UNION ALL SELECT "
                     "key, name FROM entities"));
  while (TRY(s.step())) {
    const std::string key = s.string(0);
    const std::string folded = folded_key(s.text(1));
    if (folded.empty()) continue;
    const auto [at, fresh] = index.keys_.emplace(folded, key);
    if (!fresh && at->second != key) at->second.clear();
  }
  return index;
}

std::string NameIndex::find(std::string_view name) const {
  const auto at = keys_.find(folded_key(name));
  return at == keys_.end() ? std::string() : at->second;
}

}  // namespace clew::store
