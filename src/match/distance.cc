#include "match/distance.h"

#include <algorithm>
#include <array>
#include <vector>

#include "match/sound.h"

namespace clew::match {
namespace {

struct Cheap {
  std::string_view letters;  // any two of these
  std::uint8_t cost;
};
constexpr Cheap kCheap[] = {
    {"ae", 4}, {"ou", 2}, {"ei", 3}, {"ai", 6}, {"ao", 5}, {"au", 6}, {"eo", 6}, {"eu", 6}, {"io", 8},
    {"iu", 6}, {"kq", 1}, {"kX", 5}, {"kG", 6}, {"gG", 2}, {"XG", 6}, {"hX", 3}, {"gk", 6}, {"gj", 6},
    {"SC", 4}, {"Ss", 5}, {"Cs", 7}, {"Cj", 6}, {"Zj", 3}, {"Zs", 6}, {"zZ", 4}, {"sz", 3}, {"jz", 7},
    {"vf", 5}, {"vb", 5}, {"bp", 5}, {"dt", 5}, {"ij", 4}, {"mn", 7}, {"uv", 4}, {"ov", 6}, {"CX", 6},
    {"hC", 6}, {"SZ", 5}, {"kC", 5}, {"ks", 7}, {"iy", 1}, {"vw", 1}, {"ck", 2}, {"cs", 4}, {"lr", 8},
    {"0o", 3}, {"1i", 3}, {"1l", 3}, {"5s", 4}, {"dz", 7}, {"jy", 4}, {"hk", 8}, {"uw", 4}, {"hg", 6},
};

struct Costs {
  std::array<std::array<std::uint8_t, kSoundLetters>, kSoundLetters> change{};
  std::array<std::uint8_t, kSoundLetters> gap{};
  Costs() {
    for (auto& row : change) row.fill(kLetterCost);
    gap.fill(kLetterCost);
    for (std::size_t i = 0; i < kSoundLetters; ++i) change[i][i] = 0;
    for (const Cheap& cheap : kCheap) {
      const std::size_t a = letter_number(cheap.letters[0]), b = letter_number(cheap.letters[1]);
      change[a][b] = change[b][a] = cheap.cost;
    }
    for (const char c : std::string_view("aeiou")) gap[letter_number(c)] = 7;
    gap[letter_number('h')] = 4;
  }
};
const Costs& costs() {
  static const Costs made;
  return made;
}

}  // namespace

int change_cost(char a, char b) { return costs().change[letter_number(a)][letter_number(b)]; }
int gap_cost(char c) { return costs().gap[letter_number(c)]; }

int letter_distance(std::string_view a, std::string_view b) {
  a = a.substr(0, kWordLetters);
  b = b.substr(0, kWordLetters);
  const Costs& cost = costs();
  std::array<std::uint8_t, kWordLetters> right;
  for (std::size_t j = 0; j < b.size(); ++j) right[j] = letter_number(b[j]);
  std::array<std::array<std::uint16_t, kWordLetters + 1>, 3> rows;
  std::uint16_t *before = rows[0].data(), *last = rows[1].data(), *now = rows[2].data();
  last[0] = 0;
  for (std::size_t j = 0; j < b.size(); ++j)
    last[j + 1] = static_cast<std::uint16_t>(last[j] + cost.gap[right[j]]);
  std::uint8_t left_before = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::uint8_t left = letter_number(a[i]);
    const auto& change = cost.change[left];
    const unsigned gap = cost.gap[left];
    now[0] = static_cast<std::uint16_t>(last[0] + gap);
    for (std::size_t j = 0; j < b.size(); ++j) {
      unsigned best = std::min(
          {last[j] + unsigned{change[right[j]]}, last[j + 1] + gap, now[j] + unsigned{cost.gap[right[j]]}});
      if (i > 0 && j > 0 && left == right[j - 1] && left_before == right[j] && left != right[j])
        best = std::min(best, before[j - 1] + unsigned{kLetterCost});
      now[j + 1] = static_cast<std::uint16_t>(best);
    }
    left_before = left;
    std::uint16_t* const reuse = before;
    before = last;
    last = now;
    now = reuse;
  }
  return last[b.size()];
}

int letter_distance_slow(std::string_view a, std::string_view b) {
  a = a.substr(0, kWordLetters);
  b = b.substr(0, kWordLetters);
  std::vector<std::vector<int>> cost(a.size() + 1, std::vector<int>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 && j == 0) continue;
      int best = 1 << 20;
      if (i > 0) best = std::min(best, cost[i - 1][j] + gap_cost(a[i - 1]));
      if (j > 0) best = std::min(best, cost[i][j - 1] + gap_cost(b[j - 1]));
      if (i > 0 && j > 0) best = std::min(best, cost[i - 1][j - 1] + change_cost(a[i - 1], b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        best = std::min(best, cost[i - 2][j - 2] + kLetterCost);
      cost[i][j] = best;
    }
  }
  return cost[a.size()][b.size()];
}

}  // namespace clew::match
