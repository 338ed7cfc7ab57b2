#include "match/similarity.h"

#include <algorithm>
#include <bit>

#include "match/distance.h"

namespace clew::match {
namespace {

/// More letters than these that only one of two words has: they are not alike.
constexpr int kStrayLetters = 7;
constexpr int kSoundAlike = 960, kNickname = 850, kTranslation = 970, kInitial = 800;

struct RuleWords {
  std::string_view name, meaning;
};
constexpr RuleWords kRules[] = {
    {"none", "nothing in common"},
    {"same", "the same"},
    {"sound", "written in another way, sounding the same"},
    {"spelling", "spelled a little differently"},
    {"script", "read alike, in different scripts"},
    {"nickname", "one may stand for the other"},
    {"translation", "the same word, or number, put in another way"},
    {"initial", "the first letter of the other"},
    {"glued", "written together on one side and apart on the other"},
    {"number", "numbers that differ"},
    {"form", "forms of companies that differ"},
    {"different", "these speak against one another"},
    {"missing", "missing on the other side"},
};

int from_distance(int distance, std::size_t length) {
  if (length == 0) return 0;
  const int most = kLetterCost * static_cast<int>(std::min(length, kWordLetters));
  return std::max(0, kAlike - kAlike * distance / most);
}

Likeness initial_likeness(const Token& a, const Token& b) {
  const bool same = a.plain.front() == b.plain.front() || a.sound.front() == b.sound.front();
  if (a.role == Role::initial && b.role == Role::initial) {
    if (a.plain == b.plain) return {kAlike, Rule::same};
    return same && (a.plain.size() == 1 || b.plain.size() == 1) ? Likeness{kInitial, Rule::initial}
                                                                : Likeness{0, Rule::none};
  }
  const Token& initial = a.role == Role::initial ? a : b;
  return same && initial.plain.size() <= 2 ? Likeness{kInitial, Rule::initial} : Likeness{0, Rule::none};
}

}  // namespace

std::string_view name_of(Rule rule) { return kRules[static_cast<std::size_t>(rule)].name; }

std::string_view meaning_of(std::string_view rule) {
  for (const auto& [name, meaning] : kRules)
    if (name == rule) return meaning;
  return {};
}

Likeness likeness_of(std::string_view plain_a, std::string_view sound_a, std::string_view plain_b,
                     std::string_view sound_b) {
  if (plain_a == plain_b) return {kAlike, Rule::same};
  if (sound_a == sound_b) return {kSoundAlike, Rule::sound};
  const int by_sound =
      from_distance(letter_distance(sound_a, sound_b), std::max(sound_a.size(), sound_b.size()));
  const int by_letters =
      from_distance(letter_distance(plain_a, plain_b), std::max(plain_a.size(), plain_b.size()));
  return {std::max(by_sound * kSoundAlike / kAlike, by_letters), Rule::spelling};
}

Likeness likeness(const Token& a, const Token& b) {
  if (a.hash == b.hash && a.plain == b.plain) return {kAlike, Rule::same};
  if (a.role == Role::number || b.role == Role::number) {
    if (a.role != b.role) return {};
    if (a.group >= 0 && a.group == b.group) return {kTranslation, Rule::translation};
    return {};
  }
  if (a.role == Role::initial || b.role == Role::initial) return initial_likeness(a, b);
  if (a.group >= 0 && a.group == b.group && a.role == b.role)
    return a.role == Role::common
               ? Likeness{kTranslation, Rule::translation}
               : Likeness{std::max(kNickname, likeness_of(a.plain, a.sound, b.plain, b.sound).value),
                          Rule::nickname};
  if (std::popcount(a.letters ^ b.letters) > kStrayLetters) return {};
  Likeness found = likeness_of(a.plain, a.sound, b.plain, b.sound);
  if (a.script != b.script && found.value > 0) found.rule = Rule::script;
  return found;
}

}  // namespace clew::match
