#include "store/alike.h"

#include <algorithm>
#include <unordered_set>

namespace clew::store {

Result<AlikeTexts> find_alike(const Db& db, std::int64_t text_row) {
  AlikeTexts found;
  std::unordered_set<std::int64_t> own;
  Statement mine = TRY(db.prepare("SELECT passage FROM occurrences WHERE text = ?"));
  mine.bind(1, text_row);
  while (TRY(mine.step())) own.insert(mine.integer(0));
  found.own = own.size();
  if (own.empty()) return found;
  // Occurrences lie in order of texts, so each text is finished before the next begins.
  Statement all = TRY(db.prepare("SELECT text, passage FROM occurrences ORDER BY text"));
  std::int64_t text = 0;
  std::unordered_set<std::int64_t> shared;
  const auto finish = [&] {
    if (!shared.empty() && text != text_row) found.texts.push_back({text, shared.size()});
    shared.clear();
  };
  while (TRY(all.step())) {
    if (all.integer(0) != text) {
      finish();
      text = all.integer(0);
    }
    if (own.contains(all.integer(1))) shared.insert(all.integer(1));
  }
  finish();
  std::sort(found.texts.begin(), found.texts.end(), [](const AlikeText& a, const AlikeText& b) {
    return a.shared != b.shared ? a.shared > b.shared : a.text_row < b.text_row;
  });
  return found;
}

}  // namespace clew::store
