#include "annotate/annotate.h"

#include <algorithm>

#include "annotate/addresses.h"
#include "annotate/identifiers.h"
#include "annotate/names.h"
#include "annotate/survey.h"
#include "annotate/values.h"

namespace clew::annotate {
namespace {

using model::Mention;
using model::MentionType;

bool before(const Mention& a, const Mention& b) {
  if (a.start != b.start) return a.start < b.start;
  return a.end != b.end ? a.end > b.end : a.type < b.type;
}

/// Appends those of `later` that overlap none of `mentions`, the display names of persons aside. Sorts both.
void add_where_free(std::vector<Mention>& mentions, std::vector<Mention>&& later) {
  std::sort(mentions.begin(), mentions.end(), before);
  std::sort(later.begin(), later.end(), before);
  const std::size_t known = mentions.size();
  std::size_t at = 0;
  for (Mention& mention : later) {
    while (at < known && mentions[at].end <= mention.start) ++at;
    if (at < known && mentions[at].start < mention.end) continue;
    mentions.push_back(std::move(mention));
  }
}

}  // namespace

std::vector<Mention> find_mentions(std::string_view passage, const Context& context) {
  std::vector<Mention> mentions, later;
  const Survey signs = survey(passage);
  if (signs.signs) find_addresses(passage, mentions);
  if (signs.digits || signs.capitals) {
    find_identifiers(passage, context.language, later);
    add_where_free(mentions, std::move(later));
    later.clear();
  }
  find_values(passage, context, later);
  add_where_free(mentions, std::move(later));
  later.clear();
  find_names(passage, context, later);
  add_where_free(mentions, std::move(later));
  std::sort(mentions.begin(), mentions.end(), before);
  return mentions;
}

}  // namespace clew::annotate
