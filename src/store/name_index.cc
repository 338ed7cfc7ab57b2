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
      TRY(db.prepare("SELECT e.key, e.name, n.value FROM entities e, json_each(e.names) n UNION ALL SELECT "
                     "key, name, name FROM entities"));
  while (TRY(s.step())) {
    const std::string key = s.string(0);
    index.names_.emplace(key, s.string(1));
    const std::string folded = folded_key(s.text(2));
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

std::string NameIndex::name_of(std::string_view key) const {
  const auto at = names_.find(std::string(key));
  return at == names_.end() ? std::string() : at->second;
}

}  // namespace clew::store
