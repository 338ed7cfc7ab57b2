#include "match/align.h"

#include <algorithm>
#include <bit>
#include <string>

#include "match/sound.h"

namespace clew::match {
namespace {

constexpr std::size_t kMost = kMostTokens;
/// Words less alike than this are not paired.
constexpr int kPaired = 550;

struct Cell {
  std::int16_t value = 0;
  Rule rule = Rule::none;
};

class Aligner {
 public:
  Aligner(const Prepared& a, const Prepared& b, Alignment& out) : a_(a), b_(b), out_(out) { out_.count = 0; }

  void run() {
    rows_ = a_.core.size();
    columns_ = b_.core.size();
    fill();
    glue();
    pair();
    rest();
    out_.score = total();
  }

 private:
  const Token& left(std::size_t i) const { return a_.tokens[a_.core[i]]; }
  const Token& right(std::size_t j) const { return b_.tokens[b_.core[j]]; }

  void fill() {
    for (std::size_t i = 0; i < rows_; ++i) {
      for (std::size_t j = 0; j < columns_; ++j) {
        const Likeness found = likeness(left(i), right(j));
        cells_[i][j] = {static_cast<std::int16_t>(found.value), found.rule};
      }
    }
  }

  void link(Link made) { out_.links[out_.count++] = made; }

  /// Two neighbours of one side that together are one word of the other.
  void glue() {
    for (std::size_t i = 0; i + 1 < rows_; ++i)
      for (std::size_t j = 0; j < columns_; ++j) glue_one(a_, b_, i, j, false);
    for (std::size_t j = 0; j + 1 < columns_; ++j)
      for (std::size_t i = 0; i < rows_; ++i) glue_one(b_, a_, j, i, true);
  }

  void glue_one(const Prepared& two, const Prepared& one, std::size_t first, std::size_t other,
                bool swapped) {
    const std::size_t t = two.core[first], u = two.core[first + 1], o = one.core[other];
    auto& two_used = swapped ? right_used_ : left_used_;
    auto& one_used = swapped ? left_used_ : right_used_;
    const std::uint32_t both = (1U << first) | (1U << (first + 1));
    if ((two_used & both) != 0 || (one_used >> other & 1) != 0) return;
    const Token &x = two.tokens[t], &y = two.tokens[u], &z = one.tokens[o];
    const std::size_t length = x.plain.size() + y.plain.size();
    if (z.plain.size() + 1 < length || length + 1 < z.plain.size() || z.plain.size() < 5) return;
    if (x.plain.front() != z.plain.front() || x.plain == z.plain || y.plain == z.plain) return;
    const std::string plain = x.plain + y.plain;
    const Likeness found = likeness_of(plain, sound_of(plain), z.plain, z.sound);
    if (found.value < 900) return;
    two_used |= both;
    one_used |= 1U << other;
    Link made;
    made.rule = Rule::glued;
    made.value = found.value;
    made.weight = std::max<int>(x.weight + y.weight, z.weight);
    made.left = static_cast<std::uint8_t>(swapped ? o : t);
    made.right = static_cast<std::uint8_t>(swapped ? t : o);
    made.left_count = static_cast<std::uint8_t>(swapped ? 1 : u - t + 1);
    made.right_count = static_cast<std::uint8_t>(swapped ? u - t + 1 : 1);
    link(made);
  }

  void take(std::size_t i, std::size_t j) {
    left_used_ |= 1U << i;
    right_used_ |= 1U << j;
    link({a_.core[i], 1, b_.core[j], 1, cells_[i][j].rule, cells_[i][j].value,
          (left(i).weight + right(j).weight) / 2});
  }

  /// Best pairs first: of equal ones, those whose words stand nearest to one another.
  void pair() {
    for (;;) {
      int best = kPaired - 1;
      std::size_t at_i = 0, at_j = 0;
      for (std::size_t i = 0; i < rows_; ++i) {
        if ((left_used_ >> i & 1) != 0) continue;
        for (std::size_t j = 0; j < columns_; ++j) {
          if ((right_used_ >> j & 1) != 0 || cells_[i][j].value <= best) continue;
          best = cells_[i][j].value;
          at_i = i, at_j = j;
        }
      }
      if (best < kPaired) return;
      take(at_i, at_j);
    }
  }

  void rest() {
    for (std::size_t i = 0; i < rows_; ++i)
      if ((left_used_ >> i & 1) == 0) link({a_.core[i], 1, 0, 0, Rule::missing, 0, left(i).weight});
    for (std::size_t j = 0; j < columns_; ++j)
      if ((right_used_ >> j & 1) == 0) link({0, 0, b_.core[j], 1, Rule::missing, 0, right(j).weight});
  }

  static double worth(int value) {
    if (value >= kAlike) return 1;
    if (value >= 830) return 0.85 + 0.15 * (value - 830) / 170.0;
    if (value >= 750) return 0.65 + 0.20 * (value - 750) / 80.0;
    return 0.2 + 0.45 * (value - kPaired) / 200.0;
  }

  double total() const {
    double agreed = 0, paired = 0, only_left = 0, only_right = 0;
    for (std::size_t i = 0; i < out_.count; ++i) {
      const Link& made = out_.links[i];
      if (made.left_count == 0) {
        only_right += made.weight;
      } else if (made.right_count == 0) {
        only_left += made.weight;
      } else {
        paired += made.weight;
        agreed += made.weight * worth(made.value);
      }
    }
    if (paired <= 0) return 0;
    const double both = std::min(only_left, only_right), more = std::max(only_left, only_right) - both;
    return agreed / (paired + 1.9 * both + 0.25 * more);
  }

  const Prepared &a_, &b_;
  Alignment& out_;
  std::size_t rows_ = 0, columns_ = 0;
  std::uint32_t left_used_ = 0, right_used_ = 0;
  std::array<std::array<Cell, kMost>, kMost> cells_;
};

}  // namespace

void align(const Prepared& a, const Prepared& b, Alignment& out) { Aligner(a, b, out).run(); }

}  // namespace clew::match
