#include "annotate/annotate.h"

#include <algorithm>

#include "annotate/addresses.h"
#include "annotate/identifiers.h"
#include "annotate/names.h"
#include "annotate/survey.h"
#include "annotate/terms.h"
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

/// Whether names that stand within a mention of this type are part of it: the sea in a minister's post.
bool holds_names(MentionType type) {
  return type == MentionType::role || type == MentionType::law || type == MentionType::programme;
}

/// Takes out of `mentions` those of names, and within laws of dates and amounts too, that lie inside a term.
/// Both by start; terms do not overlap.
void drop_parts(const std::vector<Mention>& terms, std::vector<Mention>& mentions) {
  auto term = terms.begin();
  std::erase_if(mentions, [&](const Mention& m) {
    while (term != terms.end() && term->end <= m.start) ++term;
    if (term == terms.end() || term->start > m.start || term->end < m.end || !holds_names(term->type))
      return false;
    return term->type == MentionType::law ? m.type != MentionType::identifier : may_be_entity(m.type);
  });
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
  std::sort(later.begin(), later.end(), before);
  std::vector<Mention> terms;
  find_terms(passage, context, later, terms);
  std::sort(terms.begin(), terms.end(), before);
  drop_parts(terms, later);
  drop_parts(terms, mentions);
  add_where_free(mentions, std::move(terms));
  add_where_free(mentions, std::move(later));
  std::sort(mentions.begin(), mentions.end(), before);
  return mentions;
}

}  // namespace clew::annotate
