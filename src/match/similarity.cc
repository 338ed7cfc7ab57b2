#include "match/similarity.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string>

#include "match/distance.h"
#include "match/match_model.h"
#include "match/sound.h"

namespace clew::match {
namespace {

/// More letters than these that only one of two words has: they are not alike.
int most_strays(const Token& a, const Token& b) { return 2 + std::max(a.length, b.length) / 3; }

/// A native letter's share of -ln, in hundredths, at which two words are no longer alike.
constexpr int kDearest = 250;
/// ... and up to which they are as good as the same.
constexpr int kNear = 70;
/// Two letters mistaken.
constexpr int kHopeless = 400;
constexpr int kSlips = 2 * kLetterCost;
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

/// A mistake or two happen to anybody; what is beyond counts thrice.
int from_distance(int distance, std::size_t length) {
  if (length == 0) return 0;
  const int most = kLetterCost * static_cast<int>(std::min(length, kWordLetters));
  const int counted = distance + 2 * std::max(0, distance - kSlips);
  return std::max(0, kAlike - kAlike * counted / most);
}

/// The distance at which words of so many letters are hopeless.
int farthest(std::size_t length) {
  const int most =
      kLetterCost * static_cast<int>(std::min(length, kWordLetters)) * (kAlike - kHopeless) / kAlike;
  return most <= kSlips ? most : kSlips + (most - kSlips) / 3 + 1;
}

/// Right spellings mostly lie within half a unit of -ln a letter of the likeliest one.
int alike_from_cost(int more, int letters) {
  const int hundredths = 100 * std::max(0, more) / letters;
  if (hundredths <= kNear) return kAlike - 100 * hundredths / kNear;
  return std::max(0, kAlike - 100 - (kAlike - 100) * (hundredths - kNear) / (kDearest - kNear));
}

/// A native word against a Latin one: how much more that spelling costs than the likeliest one, per letter.
int native_likeness(const Token& native, std::string_view latin) {
  const Channel* const channel = match_model().channel;
  if (channel == nullptr) return 0;
  int best = 0;
  const auto try_one = [&](std::string_view word, int least) {
    if (word.empty() || latin.size() > 3 * word.size() + 2 || word.size() > latin.size() + 3) return;
    // Two more: short words are read in as many ways as long ones.
    const int letters = kCostUnit * static_cast<int>(std::min(word.size(), kNativeWord) + 2);
    const int limit = least + letters * kDearest / 100;
    const int cost = channel->cost(word, latin, limit);
    if (cost >= limit) return;
    best = std::max(best, alike_from_cost(cost - least, letters));
  };
  try_one(native.native, native.native_cost);
  try_one(native.bare, native.bare_cost);
  return best;
}

/// Words of one script whose vowels are not written: letters put in, left out or changed.
int native_distance_likeness(std::string_view a, std::string_view b) {
  a = a.substr(0, kNativeWord);
  b = b.substr(0, kNativeWord);
  std::array<int, kNativeWord + 1> row;
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<int>(j) * kLetterCost;
  for (std::size_t i = 0; i < a.size(); ++i) {
    int diagonal = row[0];
    row[0] += kLetterCost;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const int changed = diagonal + (a[i] == b[j] ? 0 : kLetterCost);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j + 1] + kLetterCost, row[j] + kLetterCost});
    }
  }
  return from_distance(row[b.size()], std::max(a.size(), b.size()));
}

/// Han or Hangul on both sides, and other characters, however they are read.
bool differ_in_characters(const Token& a, const Token& b) {
  return a.script == b.script && (a.script == Script::han || a.script == Script::hangul) &&
         a.shown != b.shown;
}

bool share_nickname(const Token& a, const Token& b) {
  for (const std::int16_t one : a.nicknames)
    for (const std::int16_t two : b.nicknames)
      if (one >= 0 && one == two) return true;
  return false;
}

bool crosses(const Token& a, const Token& b) {
  return a.script != b.script && (a.native.empty() != b.native.empty());
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
  const std::size_t sounds = std::max(sound_a.size(), sound_b.size());
  const int by_sound = from_distance(letter_distance(sound_a, sound_b, farthest(sounds)), sounds);
  // Where they sound quite different, letters are not more alike.
  if (by_sound < kHopeless) return {0, Rule::none};
  const std::size_t letters = std::max(plain_a.size(), plain_b.size());
  const int by_letters = from_distance(letter_distance(plain_a, plain_b, farthest(letters)), letters);
  return {std::max(by_sound * kSoundAlike / kAlike, by_letters), Rule::spelling};
}

Likeness joined_likeness(const Token& first, const Token& second, const Token& other) {
  const std::string plain = first.plain + second.plain;
  Likeness found = likeness_of(plain, sound_of(plain), other.plain, other.sound);
  if (!other.native.empty() && first.native.empty() && second.native.empty() && other.script != first.script)
    found.value = std::max(found.value, native_likeness(other, plain));
  if (other.native.empty() && !first.native.empty() && !second.native.empty()) {
    Token both;
    both.native = first.native + second.native;
    both.native_cost = static_cast<std::uint16_t>(first.native_cost + second.native_cost);
    found.value = std::max(found.value, native_likeness(both, other.plain));
  }
  found.rule = Rule::glued;
  return found;
}

Likeness likeness(const Token& a, const Token& b) {
  if (a.hash == b.hash && a.plain == b.plain && !differ_in_characters(a, b)) return {kAlike, Rule::same};
  if (a.role == Role::number || b.role == Role::number) {
    if (a.role != b.role) return {};
    if (a.group >= 0 && a.group == b.group) return {kTranslation, Rule::translation};
    return {};
  }
  if (a.role == Role::initial || b.role == Role::initial) return initial_likeness(a, b);
  if (a.role == Role::common && b.role == Role::common && a.group == b.group)
    return {kTranslation, Rule::translation};
  if (share_nickname(a, b))
    return {std::max(kNickname, likeness_of(a.plain, a.sound, b.plain, b.sound).value), Rule::nickname};
  if (a.script == b.script && (a.script == Script::han || a.script == Script::hangul))
    return {};  // a character more or less like another is another name
  if (crosses(a, b)) {
    const bool left = !a.native.empty();
    int value = native_likeness(left ? a : b, left ? b.plain : a.plain);
    if ((left ? a : b).script == Script::cyrillic)
      value = std::max(value, likeness_of(a.plain, a.sound, b.plain, b.sound).value);
    return {value, Rule::script};
  }
  if (std::popcount(a.letters ^ b.letters) > most_strays(a, b)) return {};
  if (a.script == b.script && !a.native.empty() && a.script != Script::cyrillic) {
    if (a.native == b.native) return {kAlike, Rule::same};
    if (!a.bare.empty() && a.bare == b.native) return {kSoundAlike, Rule::spelling};
    if (!b.bare.empty() && b.bare == a.native) return {kSoundAlike, Rule::spelling};
    return {native_distance_likeness(a.native, b.native), Rule::spelling};
  }
  Likeness found = likeness_of(a.plain, a.sound, b.plain, b.sound);
  if (a.script != b.script && found.value > 0) found.rule = Rule::script;
  return found;
}

}  // namespace clew::match
