#include "store/search_plan.h"

#include <algorithm>
#include <utility>

#include "store/row_check.h"
#include "store/search_words.h"

namespace clew::store {

using Kind = Query::Kind;

Plan make_plan(const Query& query) {
  Plan plan;
  const std::vector<Query> parts = query.kind == Kind::all_of ? query.parts : std::vector<Query>{query};
  Query text{.kind = Kind::all_of};
  std::vector<Query> without;
  for (const Query& part : parts) {
    if (part.kind == Kind::everything) continue;
    if (part.kind == Kind::filter && part.field == Field::date) {
      plan.since = std::max(plan.since, part.since.value_or(plan.since));
      plan.until = std::min(plan.until, part.until.value_or(plan.until));
      plan.dated = true;
    } else if (is_text_query(part)) {
      text.parts.push_back(part);
    } else if (part.kind == Kind::none_of &&
               std::all_of(part.parts.begin(), part.parts.end(), is_text_query)) {
      without.push_back(part);
    } else {
      plan.others.push_back(part);
    }
  }
  if (text.parts.empty()) {
    plan.others.insert(plan.others.end(), without.begin(), without.end());
  } else {
    text.parts.insert(text.parts.end(), without.begin(), without.end());
    plan.text = text.parts.size() == 1 ? text.parts[0] : text;
  }
  std::stable_sort(plan.others.begin(), plan.others.end(),
                   [](const Query& x, const Query& y) { return cost_of(x) < cost_of(y); });
  return plan;
}

}  // namespace clew::store
