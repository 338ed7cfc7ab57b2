#include "pipeline/resolve_names.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "resolve/short_names.h"
#include "store/people.h"

namespace clew::pipeline {
namespace {

using resolve::NameOf;

NameOf named_as(model::MentionType type) {
  switch (type) {
    case model::MentionType::org:
      return NameOf::org;
    case model::MentionType::place:
      return NameOf::place;
    case model::MentionType::event:
      return NameOf::event;
    case model::MentionType::programme:
      return NameOf::programme;
    default:
      return NameOf::person;
  }
}

bool has_letter(std::string_view key) {
  return std::any_of(key.begin(), key.end(), [](char c) { return c != ' ' && (c < '0' || c > '9'); });
}

}  // namespace

Result<NamesOfTexts> NamesOfTexts::load(const store::Db& db) {
  NamesOfTexts out;
  out.texts_ = TRY(store::load_named_texts(db));
  out.choose();
  out.find_links();
  return out;
}

// Spellings of one name stand or fall together.
void NamesOfTexts::choose() {
  const auto& names = texts_.names;
  std::unordered_map<std::string, double> best;
  const auto typed = [&](std::size_t i) { return keys_[i] + static_cast<char>(names[i].type); };
  for (const store::TextName& name : names) {
    keys_.push_back(name.passages == 0 ? std::string()
                                       : resolve::key_of_name(named_as(name.type), name.shown));
    if (!has_letter(keys_.back())) keys_.back().clear();
    if (keys_.back().empty()) continue;
    double& most = best[typed(keys_.size() - 1)];
    most = std::max(most, name.confidence);
  }
  for (std::size_t i = 0; i < names.size(); ++i)
    chosen_.push_back(!keys_[i].empty() && best[typed(i)] >= kEnough);
}

void NamesOfTexts::find_links() {
  std::vector<resolve::NameForm> forms;
  for (std::size_t i = 0; i < keys_.size(); ++i)
    forms.push_back({named_as(texts_.names[i].type), keys_[i], texts_.names[i].shown});
  resolve::ShortNames short_names(forms);
  std::vector<std::uint32_t> here;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
  std::map<std::uint32_t, std::pair<std::uint32_t, bool>> initialisms;  // what each means; differently, too
  const auto& places = texts_.places;
  for (std::size_t from = 0, to = 0; from < places.size(); from = to) {
    here.clear();
    for (; to < places.size() && places[to].text == places[from].text; ++to)
      for (const std::uint32_t name : texts_.names_of(texts_.passages[places[to].passage]))
        if (chosen_[name]) here.push_back(name);
    std::sort(here.begin(), here.end());
    here.erase(std::unique(here.begin(), here.end()), here.end());
    found.clear();
    short_names.link(here, found);
    if (found.empty()) continue;
    for (const auto& [name, means] : found) {
      if (forms[name].of != NameOf::org) continue;
      const auto [at, fresh] = initialisms.emplace(name, std::pair(means, false));
      if (!fresh && keys_[at->second.first] != keys_[means]) at->second.second = true;
    }
    for (std::size_t i = from; i < to; ++i) {
      if (!places[i].home) continue;
      for (const std::uint32_t name : texts_.names_of(texts_.passages[places[i].passage])) {
        const auto link = std::lower_bound(found.begin(), found.end(), std::pair(name, std::uint32_t{0}));
        if (link != found.end() && link->first == name)
          links_.push_back({places[i].passage, name, link->second});
      }
    }
  }
  // What an initialism means everywhere is no matter of single passages.
  const auto everywhere = [&](std::uint32_t name) {
    const auto at = initialisms.find(name);
    return at != initialisms.end() && !at->second.second;
  };
  std::erase_if(links_, [&](const store::NameLink& link) { return everywhere(link.name); });
  std::sort(links_.begin(), links_.end());
  for (const auto& [name, meaning] : initialisms)
    if (!meaning.second) initialisms_.emplace_back(name, meaning.first);
}

void NamesOfTexts::add_to(std::vector<resolve::Party>& parties) {
  party_of_.assign(texts_.names.size(), store::kNoEntity);
  for (std::size_t i = 0; i < texts_.names.size(); ++i) {
    if (!chosen_[i]) continue;
    const store::TextName& name = texts_.names[i];
    party_of_[i] = static_cast<resolve::PartyIndex>(parties.size());
    parties.push_back({name.shown, {}, name.passages, named_as(name.type)});
  }
  for (const auto& [name, means] : initialisms_) short_forms_.push_back({party_of_[name], party_of_[means]});
}

}  // namespace clew::pipeline
