#include "screen/vocabulary.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "match/distance.h"
#include "match/similarity.h"
#include "match/sound.h"

namespace clew::screen {
namespace {

std::uint64_t hash_of(std::string_view text, std::uint64_t seed = 14695981039346656037u) {
  for (const char c : text) seed = (seed ^ static_cast<unsigned char>(c)) * 1099511628211u;  // FNV-1a
  return seed;
}

constexpr std::size_t kOneLeftOut = 2, kTwoLeftOut = 6, kFormLetters = 9;
/// Letters that only one of two words has, as a share of the longer one's length, beyond which they are not
/// measured.
constexpr int kStrayBase = 3;

/// Sounds that spellings take for one another are one here.
char coarse(char c) {
  switch (c) {
    case 'q':
    case 'X':
    case 'G':
    case 'g':
    case 'C':
      return 'k';
    case 'S':
    case 'z':
    case 'Z':
    case 'j':
      return 's';
    case 'p':
    case 'v':
    case 'f':
      return 'b';
    case 'd':
      return 't';
    case 'n':
      return 'm';
    case 'r':
      return 'l';
    default:
      return c;
  }
}
std::string coarse_key(const match::Token& token) {
  const std::string_view whole =
      token.bones.size() >= 2 ? std::string_view(token.bones) : std::string_view(token.sound);
  std::string key;
  for (const char c : whole.substr(0, 24)) {
    const char one = coarse(c);
    if (key.empty() || key.back() != one) key += one;
  }
  return key;
}

/// The costs of match's letter distance, by letters as they are numbered there.
struct Costs {
  std::array<std::array<std::uint8_t, match::kSoundLetters>, match::kSoundLetters> change{};
  std::array<std::uint8_t, match::kSoundLetters> gap{};
  Costs() {
    constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789SCXGZ";
    for (const char a : kLetters) {
      gap[match::letter_number(a)] = static_cast<std::uint8_t>(match::gap_cost(a));
      for (const char b : kLetters)
        change[match::letter_number(a)][match::letter_number(b)] =
            static_cast<std::uint8_t>(match::change_cost(a, b));
    }
  }
};
const Costs& costs() {
  static const Costs made;
  return made;
}

constexpr std::size_t kMeasured = 16;  // letters of a sound; longer ones are left to match

/// Whether the distance of two sounds may be `limit` or less: match's own distance without exchanges of
/// neighbours (which a limit larger by one letter makes up for), given up as soon as it cannot be.
bool may_be_within(const std::uint8_t* a, std::size_t n, const std::uint8_t* b, std::size_t m, int limit) {
  const Costs& cost = costs();
  std::array<std::uint16_t, kMeasured + 1> row;
  row[0] = 0;
  for (std::size_t j = 0; j < m; ++j) row[j + 1] = static_cast<std::uint16_t>(row[j] + cost.gap[b[j]]);
  for (std::size_t i = 0; i < n; ++i) {
    const auto& change = cost.change[a[i]];
    const unsigned gap = cost.gap[a[i]];
    unsigned corner = row[0], least = row[0] + gap;
    row[0] = static_cast<std::uint16_t>(least);
    for (std::size_t j = 0; j < m; ++j) {
      const unsigned best =
          std::min({corner + change[b[j]], row[j + 1] + gap, row[j] + unsigned{cost.gap[b[j]]}});
      corner = row[j + 1];
      row[j + 1] = static_cast<std::uint16_t>(best);
      least = std::min(least, best);
    }
    if (static_cast<int>(least) > limit) return false;
  }
  return row[m] <= limit;
}

/// The hashes of the forms by which a word is found.
template <class Visit>
void each_form(const match::Token& token, int edits, Visit visit) {
  if (token.group >= 0) {
    const char group[3] = {static_cast<char>(token.role), static_cast<char>(token.group & 0xFF),
                           static_cast<char>(token.group >> 8)};
    visit(hash_of({group, sizeof group}, 1));
  }
  if (token.role == match::Role::number) return visit(hash_of(token.plain, 2));
  const std::string whole = coarse_key(token);
  const std::string_view key = whole;
  visit(hash_of(key));
  if (key.size() < kOneLeftOut || edits < 2) return;
  std::string one, two;
  const std::size_t most = std::min(key.size(), kFormLetters);
  for (std::size_t i = 0; i < most; ++i) {
    if (i > 0 && key[i] == key[i - 1]) continue;  // the same form again
    one.assign(key.substr(0, i)).append(key.substr(i + 1));
    visit(hash_of(one));
    if (key.size() < kTwoLeftOut || edits < 3) continue;
    for (std::size_t k = i; k < std::min(one.size(), kFormLetters); ++k) {
      two.assign(one, 0, k).append(one, k + 1);
      visit(hash_of(two));
    }
  }
}

}  // namespace

void Postings::build(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs, std::size_t lists) {
  starts_.assign(lists + 1, 0);
  for (const auto& [list, item] : pairs) ++starts_[list + 1];
  for (std::size_t i = 0; i < lists; ++i) starts_[i + 1] += starts_[i];
  items_.resize(pairs.size());
  std::vector<std::uint32_t> at(starts_.begin(), starts_.end() - 1);
  for (const auto& [list, item] : pairs) items_[at[list]++] = item;
}

std::string word_key(const match::Token& token) {
  std::string key = token.plain;
  key += '\n';
  key += token.sound;
  key += '\n';
  key += token.native;
  key += static_cast<char>(token.role);
  key += static_cast<char>(token.script);
  key += static_cast<char>(token.group & 0xFF);
  key += static_cast<char>(token.group >> 8);
  key += static_cast<char>(token.weight);
  return key;
}

std::uint32_t Vocabulary::add(const match::Token& token) {
  const auto [found, fresh] =
      numbers_.try_emplace(word_key(token), static_cast<std::uint32_t>(tokens_.size()));
  if (fresh) {
    tokens_.push_back(token);
    tokens_.back().shown.clear();
  }
  return found->second;
}

void Vocabulary::build() {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> found;
  for (std::uint32_t word = 0; word < tokens_.size(); ++word)
    each_form(tokens_[word], edits_, [&](std::uint64_t form) { found.emplace_back(form, word); });
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  for (const auto& [form, word] : found) {
    if (forms_.empty() || forms_.back() != form) {
      forms_.push_back(form);
      starts_.push_back(static_cast<std::uint32_t>(items_.size()));
    }
    const match::Token& token = tokens_[word];
    items_.push_back(
        {token.letters, word, static_cast<std::uint8_t>(std::min<std::size_t>(token.sound.size(), 255))});
  }
  starts_.push_back(static_cast<std::uint32_t>(items_.size()));
  numbers_ = {};
  for (const match::Token& token : tokens_) {
    Sound& sound = sounds_.emplace_back();
    sound.length = static_cast<std::uint8_t>(std::min<std::size_t>(token.sound.size(), kMeasured + 1));
    for (std::size_t i = 0; i < token.sound.size() && i < kMeasured; ++i)
      sound.letters[i] = match::letter_number(token.sound[i]);
  }
}

std::vector<Neighbour> Vocabulary::neighbours(const match::Token& token, int least, int edits,
                                              Seen& seen) const {
  std::vector<Neighbour> out;
  if (seen.stamps.size() < tokens_.size()) seen.stamps.assign(tokens_.size(), seen.stamp = 0);
  if (++seen.stamp == 0) seen.stamps.assign(tokens_.size(), 0), seen.stamp = 1;
  const int length = static_cast<int>(token.sound.size());
  std::array<std::uint8_t, kMeasured> own{};
  for (std::size_t i = 0; i < token.sound.size() && i < kMeasured; ++i)
    own[i] = match::letter_number(token.sound[i]);
  // By length of the other word: how many letters may be in one of the two alone.
  std::array<std::int8_t, 256> stray;
  for (int other = 0; other < 256; ++other) {
    const int longer = std::max(length, other), shorter = std::min(length, other);
    stray[static_cast<std::size_t>(other)] = static_cast<std::int8_t>(
        (longer - shorter) * 2 > longer
            ? -1
            : std::min({kStrayBase + longer / 4, 2 + longer * (1000 - least) / 500, 32}));
  }
  const bool plain = token.group < 0 && token.role != match::Role::number;
  bool grouped = !plain;  // the first form of a word of a group is the group: its words need not look alike
  each_form(token, edits, [&](std::uint64_t form) {
    const bool any = std::exchange(grouped, false);
    const auto at = std::lower_bound(forms_.begin(), forms_.end(), form);
    if (at == forms_.end() || *at != form) return;
    const auto number = static_cast<std::size_t>(at - forms_.begin());
    for (std::uint32_t i = starts_[number]; i < starts_[number + 1]; ++i) {
      const Item& item = items_[i];
      if (!any && std::popcount(token.letters ^ item.letters) > stray[item.length]) continue;
      if (std::exchange(seen.stamps[item.word], seen.stamp) == seen.stamp) continue;
      const Sound& sound = sounds_[item.word];
      if (!any && length <= static_cast<int>(kMeasured) && sound.length <= kMeasured) {
        const int longer = std::max<int>(length, sound.length);
        const int limit = match::kLetterCost * longer * (1000 - least) / 1000 + match::kLetterCost / 2;
        if (!may_be_within(own.data(), token.sound.size(), sound.letters, sound.length, limit)) continue;
      }
      const int value = match::likeness(token, tokens_[item.word]).value;
      if (value >= least) out.push_back({item.word, static_cast<std::uint16_t>(value)});
    }
  });
  std::sort(out.begin(), out.end(), [](const Neighbour& a, const Neighbour& b) { return a.word < b.word; });
  return out;
}

}  // namespace clew::screen
