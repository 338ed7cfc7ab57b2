#include "annotate/terms.h"

#include "annotate/terms_found.h"

namespace clew::annotate {

void find_terms(std::string_view text, const Context& context, std::span<const model::Mention> names,
                std::vector<model::Mention>& mentions) {
  static thread_local TermText words;
  words.read(text, context.language);
  if (!words.any()) return;
  std::vector<model::Mention> found;
  const TermContext here{words, names, context.zone, found};
  constexpr Terms kStarts = bit(Term::office) | bit(Term::post) | bit(Term::weak_post) | bit(Term::law) |
                            bit(Term::weak_law) | bit(Term::weak_law) | bit(Term::numbered) |
                            bit(Term::law_name) | bit(Term::programme) | bit(Term::operation) |
                            bit(Term::arms);
  for (std::size_t i = 0; i < words.words().size();) {
    const TermWord& word = words.words()[i];
    if ((word.entry == nullptr && word.bare_entry == nullptr) || !words.at(i, kStarts)) {
      ++i;
      continue;
    }
    std::size_t next = i;
    for (const auto find : {find_law, find_programme, find_post, find_arms})
      if (next == i) next = find(here, i);
    i = next == i ? i + 1 : next;
  }
  std::move(found.begin(), found.end(), std::back_inserter(mentions));
}

}  // namespace clew::annotate
