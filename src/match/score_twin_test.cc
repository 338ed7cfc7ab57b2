// The score once more, slowly and plainly: every pair of words, letters by the slow distance, the best pair
// taken again and again. Over words of up to four letters in a person's name, where nothing is glued or
// abbreviated.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/random.h"
#include "match/align.h"
#include "match/distance.h"
#include "match/match.h"

namespace clew::match {
namespace {

int slow_from_distance(int distance, std::size_t length) {
  const int counted = distance <= 20 ? distance : 20 + 3 * (distance - 20);
  return std::max(0, 1000 - 1000 * counted / (10 * static_cast<int>(length)));
}

int strays(const std::string& a, const std::string& b) {
  int count = 0;
  for (char c = 'A'; c <= 'z'; ++c)
    count += (a.find(c) != std::string::npos) != (b.find(c) != std::string::npos);
  return count;
}

int slow_likeness(const Token& a, const Token& b) {
  if (a.plain == b.plain) return 1000;
  if (a.role == Role::initial || b.role == Role::initial) {
    const bool both = a.role == b.role;
    return !both && (a.plain[0] == b.plain[0] || a.sound[0] == b.sound[0]) ? 800
           : both && a.sound[0] == b.sound[0]                              ? 800
                                                                           : 0;
  }
  const std::size_t sounds = std::max(a.sound.size(), b.sound.size());
  const std::size_t letters = std::max(a.plain.size(), b.plain.size());
  for (const auto x : a.nicknames)
    for (const auto y : b.nicknames)
      if (x >= 0 && x == y) return -1;
  if (strays(a.sound, b.sound) > 2 + static_cast<int>(sounds) / 3) return 0;
  if (a.sound == b.sound) return 960;
  const int by_sound = slow_from_distance(letter_distance_slow(a.sound, b.sound), sounds);
  if (by_sound < 400) return 0;
  return std::max(by_sound * 960 / 1000, slow_from_distance(letter_distance_slow(a.plain, b.plain), letters));
}

double slow_worth(int value) {
  const int values[] = {550, 650, 750, 830, 900, 960, 1000};
  for (std::size_t i = 0; i < 6; ++i) {
    if (value >= values[i + 1]) continue;
    const double low = kWeights.worth[i], high = i < 5 ? kWeights.worth[i + 1] : 1;
    return low + (high - low) * (value - values[i]) / (values[i + 1] - values[i]);
  }
  return 1;
}

double slow_weight(const Token& token) {
  return token.role == Role::initial ? kWeights.initial : 100 + kWeights.rarity * (token.weight - 100);
}

/// -1: a case that this twin does not know.
double slow_score(const Prepared& a, const Prepared& b) {
  std::vector<std::size_t> left(a.core.begin(), a.core.end()), right(b.core.begin(), b.core.end());
  double agreed = 0, paired = 0;
  int pairs = 0;
  for (;;) {
    int best = 549;
    std::size_t at_i = 0, at_j = 0;
    for (std::size_t i = 0; i < left.size(); ++i) {
      for (std::size_t j = 0; j < right.size(); ++j) {
        const Token &x = a.tokens[left[i]], &y = b.tokens[right[j]];
        if ((x.role != Role::name && x.role != Role::initial) ||
            (y.role != Role::name && y.role != Role::initial))
          return -1;
        const int value = slow_likeness(x, y);
        if (value < 0) return -1;
        if (value > best) best = value, at_i = i, at_j = j;
      }
    }
    if (best < 550) break;
    const double weight = (slow_weight(a.tokens[left[at_i]]) + slow_weight(b.tokens[right[at_j]])) / 2;
    paired += weight;
    agreed += weight * slow_worth(best);
    ++pairs;
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(at_i));
    right.erase(right.begin() + static_cast<std::ptrdiff_t>(at_j));
  }
  if (paired <= 0) return 0;
  double names[2] = {}, initials[2] = {};
  for (const std::size_t i : left)
    (a.tokens[i].role == Role::initial ? initials : names)[0] += slow_weight(a.tokens[i]);
  for (const std::size_t j : right)
    (b.tokens[j].role == Role::initial ? initials : names)[1] += slow_weight(b.tokens[j]);
  const double both = std::min(names[0], names[1]);
  double more = std::max(names[0], names[1]) - both, sum = both * kWeights.person_both;
  const bool conflict = (initials[0] > 0 && initials[1] > 0) || (initials[0] > 0 && names[1] > names[0]) ||
                        (initials[1] > 0 && names[0] > names[1]);
  conflict ? sum += 2 * kWeights.initial_both : more += initials[0] + initials[1];
  const double extra =
      pairs <= 1 ? std::max(kWeights.person_more, kWeights.single_more) : kWeights.person_more;
  return agreed / (paired + sum + more * extra);
}

std::string short_name(Random& random) {
  static constexpr std::string_view kLetters = "aaeiouybdfghklmnrstvz";
  std::string out;
  const std::size_t words = 1 + random.below(4);
  for (std::size_t w = 0; w < words; ++w) {
    if (w > 0) out += ' ';
    const std::size_t length = 1 + random.below(4);
    for (std::size_t i = 0; i < length; ++i) out += kLetters[random.below(kLetters.size())];
  }
  return out;
}

TEST(ScoreTwin, AgreesWithTheFastScore) {
  Random random(5);
  int compared = 0;
  for (int round = 0; round < 8000; ++round) {
    const std::string one = short_name(random), two = short_name(random);
    const Name a = prepare(std::min(one, two), Kind::person), b = prepare(std::max(one, two), Kind::person);
    if (a.empty() || b.empty()) continue;
    const double slow = slow_score(*a.prepared(), *b.prepared());
    if (slow < 0) continue;
    ++compared;
    ASSERT_NEAR(score(a, b), slow, 1e-12) << one << " / " << two;
  }
  EXPECT_GT(compared, 4000);
}

}  // namespace
}  // namespace clew::match
