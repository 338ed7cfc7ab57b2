#include "resolve/short_names.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/fold.h"
#include "base/utf8.h"
#include "resolve/names.h"

namespace clew::resolve {
namespace {

constexpr std::size_t kLeastInitials = 2, kMostInitials = 10;

bool is_small(std::string_view word) {
  static const std::unordered_set<std::string_view> words = {
      "a",   "an",  "and", "at", "by", "de", "des", "di", "du",  "e",   "el", "et",
      "for", "fur", "in",  "la", "of", "on", "the", "to", "und", "von", "y"};
  return words.contains(word);
}

std::string_view first_letter(std::string_view word) {
  return word.substr(0, static_cast<std::size_t>(decode_utf8(word, 0).length));
}

/// An initialism as one writes it: capital letters, perhaps with dots between. Its letters folded, or empty.
std::string initialism(std::string_view shown) {
  std::string letters;
  for (const char c : shown) {
    if (c >= 'A' && c <= 'Z')
      letters += static_cast<char>(c - 'A' + 'a');
    else if (c != '.')
      return {};
  }
  return letters.size() >= kLeastInitials && letters.size() <= kMostInitials ? letters : std::string();
}

/// The initials of a name's words, with its small words and without.
std::vector<std::string> initials_of(std::string_view key) {
  const auto words = words_of(key);
  std::string all, main;
  if (words.size() < 2 || words.size() > kMostInitials) return {};
  for (const std::string_view word : words) {
    all += first_letter(word);
    if (!is_small(word)) main += first_letter(word);
  }
  std::vector<std::string> out{all};
  if (main != all && main.size() >= kLeastInitials) out.push_back(std::move(main));
  return out;
}

struct Target {
  std::uint32_t name = 0;
  bool several = false;  // different names fit
};
using Targets = std::unordered_map<std::string, Target>;

}  // namespace

std::string key_of_name(NameOf of, std::string_view shown) {
  if (of == NameOf::header || of == NameOf::person) return clean_name(shown).key;
  return folded(shown);
}

struct ShortNames::State {
  std::span<const NameForm> names;
  Targets people, organisations;

  void add(Targets& to, std::string word, std::uint32_t name) {
    const auto [at, fresh] = to.emplace(std::move(word), Target{name, false});
    if (!fresh && names[at->second.name].key != names[name].key) at->second.several = true;
  }

  static bool is_full(const std::vector<std::string_view>& words) {
    return words.size() >= 2 && letters_in(words.front()) >= 2 && letters_in(words.back()) >= 2;
  }

  void add_full(std::uint32_t name) {
    const NameForm& form = names[name];
    if (form.of == NameOf::person) {
      const auto words = words_of(form.key);
      if (!is_full(words)) return;
      add(people, std::string(words.front()), name);
      if (words.front() != words.back()) add(people, std::string(words.back()), name);
    } else if (form.of == NameOf::org && initialism(form.shown).empty()) {
      for (std::string& initials : initials_of(form.key)) add(organisations, std::move(initials), name);
    }
  }

  /// The full name that a short one means; itself: none.
  std::uint32_t meaning(std::uint32_t name) const {
    const NameForm& form = names[name];
    const Targets& from = form.of == NameOf::person ? people : organisations;
    if (from.empty() || (form.of != NameOf::person && form.of != NameOf::org)) return name;
    const auto words = words_of(form.key);
    if (words.empty() || (form.of == NameOf::person && is_full(words))) return name;
    const std::string wanted = form.of == NameOf::person ? std::string(words.back()) : initialism(form.shown);
    const auto found = from.find(wanted);
    if (found == from.end() || found->second.several) return name;
    if (form.of == NameOf::person && !fits(words, words_of(names[found->second.name].key))) return name;
    return found->second.name;
  }

  /// "l nimvari" beside "leyla nimvari"; one word alone always.
  static bool fits(const std::vector<std::string_view>& words, const std::vector<std::string_view>& full) {
    if (words.size() == 1) return true;
    if (words.back() != full.back() || words.size() > full.size()) return false;
    for (std::size_t i = 0; i + 1 < words.size(); ++i)
      if (!full[i].starts_with(words[i])) return false;
    return true;
  }
};

ShortNames::ShortNames(std::span<const NameForm> names) : state_(new State{names, {}, {}}) {}
ShortNames::~ShortNames() = default;

void ShortNames::link(std::span<const std::uint32_t> here,
                      std::vector<std::pair<std::uint32_t, std::uint32_t>>& links) {
  if (here.size() < 2) return;
  State& s = *state_;
  s.people.clear();
  s.organisations.clear();
  for (const std::uint32_t name : here) s.add_full(name);
  if (s.people.empty() && s.organisations.empty()) return;
  for (const std::uint32_t name : here)
    if (const std::uint32_t means = s.meaning(name); means != name) links.emplace_back(name, means);
}

}  // namespace clew::resolve
