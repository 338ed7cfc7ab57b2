#include "annotate/annotate.h"

#include <algorithm>

#include "annotate/addresses.h"

namespace clew::annotate {

std::vector<model::Mention> find_mentions(std::string_view passage, const Context&) {
  std::vector<model::Mention> mentions;
  find_addresses(passage, mentions);
  std::sort(mentions.begin(), mentions.end(), [](const model::Mention& a, const model::Mention& b) {
    if (a.start != b.start) return a.start < b.start;
    return a.end != b.end ? a.end > b.end : a.type < b.type;
  });
  return mentions;
}

}  // namespace clew::annotate
