#include "match/align.h"

#include <algorithm>
#include <string>

#include "match/lexicon.h"

namespace clew::match {
namespace {

constexpr std::size_t kMost = kMostTokens;
/// Words less alike than this are not paired.
constexpr int kPaired = 550;
/// Two words taken as one must be at least so much like the other.
constexpr int kGlued = 780;
/// A word that has a partner so much alike is not looked for in two.
constexpr int kGood = 900;

struct Cell {
  std::int16_t value;
  Rule rule;
};

class Aligner {
 public:
  Aligner(const Prepared& a, const Prepared& b, const Weights& weights, Alignment& out)
      : a_(a), b_(b), w_(weights), out_(out) {
    out_.count = 0;
    const Kind x = a.kind == Kind::unknown ? a.guessed : a.kind,
               y = b.kind == Kind::unknown ? b.guessed : b.kind;
    const Kind kind = x == Kind::unknown ? y : x;
    group_ = kind == Kind::organisation || kind == Kind::vessel || kind == Kind::address;
  }

  void run() {
    rows_ = a_.core.size();
    columns_ = b_.core.size();
    fill();
    glue();
    initials();
    acronym();
    pair();
    rest();
    out_.score = total();
  }

 private:
  const Token& left(std::size_t i) const { return a_.tokens[a_.core[i]]; }
  const Token& right(std::size_t j) const { return b_.tokens[b_.core[j]]; }

  void fill() {
    std::fill_n(left_best_.begin(), rows_, 0);
    std::fill_n(right_best_.begin(), columns_, 0);
    for (std::size_t i = 0; i < rows_; ++i) {
      for (std::size_t j = 0; j < columns_; ++j) {
        const Likeness found = likeness(left(i), right(j));
        if (found.value < kPaired) continue;
        cells_[i][j] = {static_cast<std::int16_t>(found.value), found.rule};
        pairs_[pair_count_++] = {static_cast<std::int16_t>(found.value), static_cast<std::uint8_t>(i),
                                 static_cast<std::uint8_t>(j)};
        left_best_[i] = std::max(left_best_[i], found.value);
        right_best_[j] = std::max(right_best_[j], found.value);
        if (found.value < kAlike) continue;
        left_exact_ |= 1U << i;
        right_exact_ |= 1U << j;
      }
    }
  }

  void link(Link made) { out_.links[out_.count++] = made; }

  double weight(const Token& token) const {
    switch (token.role) {
      case Role::initial:
        return w_.initial;
      case Role::common:
        return w_.common;
      case Role::number:
        return w_.number;
      default:
        return 100 + w_.rarity * (token.weight - 100);
    }
  }

  /// "JC" against "Jean-Claude".
  void initials() {
    for (std::size_t i = 0; i < rows_; ++i)
      if (left(i).role == Role::initial && left(i).plain.size() > 1) spread(a_, b_, i, false);
    for (std::size_t j = 0; j < columns_; ++j)
      if (right(j).role == Role::initial && right(j).plain.size() > 1) spread(b_, a_, j, true);
  }

  /// "PLA" against the first letters of all words of the other name.
  void acronym() {
    if (!group_) return;
    for (std::size_t i = 0; i < rows_ && columns_ > 2; ++i)
      if (left(i).plain.size() == columns_ && left(i).role == Role::name) spread(a_, b_, i, false);
    for (std::size_t j = 0; j < columns_ && rows_ > 2; ++j)
      if (right(j).plain.size() == rows_ && right(j).role == Role::name) spread(b_, a_, j, true);
  }

  /// Word `at` of one name holds the first letters of a run of words of the other.
  void spread(const Prepared& letters, const Prepared& words, std::size_t at, bool swapped) {
    auto& letters_used = swapped ? right_used_ : left_used_;
    auto& words_used = swapped ? left_used_ : right_used_;
    const std::size_t l = letters.core[at];
    const std::string& plain = letters.tokens[l].plain;
    const std::size_t n = plain.size();
    const std::uint32_t letters_exact = swapped ? right_exact_ : left_exact_;
    const std::uint32_t words_exact = swapped ? left_exact_ : right_exact_;
    if (((letters_used | letters_exact) >> at & 1) != 0) return;
    for (std::size_t first = 0; first + n <= words.core.size(); ++first) {
      bool fits = true;
      std::uint32_t mask = 0;
      double sum = 0;
      for (std::size_t k = 0; k < n && fits; ++k) {
        const Token& word = words.tokens[words.core[first + k]];
        mask |= 1U << (first + k);
        fits = word.plain.front() == plain[k] && word.role != Role::initial && word.plain.size() > 1;
        sum += weight(word);
      }
      if (!fits || ((words_used | words_exact) & mask) != 0) continue;
      letters_used |= 1U << at;
      words_used |= mask;
      const auto begin = words.core[first], end = words.core[first + n - 1];
      Link made;
      made.rule = Rule::initial;
      made.value = 850;
      made.weight = sum / 2;
      made.left = swapped ? begin : static_cast<std::uint8_t>(l);
      made.right = swapped ? static_cast<std::uint8_t>(l) : begin;
      made.left_count = static_cast<std::uint8_t>(swapped ? end - begin + 1 : 1);
      made.right_count = static_cast<std::uint8_t>(swapped ? 1 : end - begin + 1);
      link(made);
      return;
    }
  }

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
    // Whoever has a partner that is the same needs no other.
    const std::uint32_t two_exact = swapped ? right_exact_ : left_exact_;
    const std::uint32_t one_exact = swapped ? left_exact_ : right_exact_;
    if (((two_used | two_exact) & both) != 0 || ((one_used | one_exact) >> other & 1) != 0) return;
    const Token &x = two.tokens[t], &y = two.tokens[u], &z = one.tokens[o];
    if ((swapped ? left_best_ : right_best_)[other] >= kGood) return;
    if (x.plain == z.plain || y.plain == z.plain || z.plain.size() < 5) return;
    if (z.native.empty() == x.native.empty()) {
      const std::size_t length = x.plain.size() + y.plain.size();
      if (z.plain.size() + 2 < length || length + 2 < z.plain.size() || x.plain.front() != z.plain.front())
        return;
    }
    const Likeness found = joined_likeness(x, y, z);
    if (found.value < kGlued) return;
    two_used |= both;
    one_used |= 1U << other;
    Link made;
    made.rule = Rule::glued;
    made.value = found.value;
    made.weight = std::max(weight(x) + weight(y), weight(z));
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
          (weight(left(i)) + weight(right(j))) / 2});
  }

  /// Best pairs first; of equal ones those that stand first.
  void pair() {
    std::sort(pairs_.begin(), pairs_.begin() + static_cast<std::ptrdiff_t>(pair_count_),
              [](const Pair& x, const Pair& y) {
                return x.value != y.value ? x.value > y.value : x.i != y.i ? x.i < y.i : x.j < y.j;
              });
    for (std::size_t k = 0; k < pair_count_; ++k) {
      const Pair& p = pairs_[k];
      if ((left_used_ >> p.i & 1) == 0 && (right_used_ >> p.j & 1) == 0) take(p.i, p.j);
    }
  }

  /// What is left stands against something of its kind on the other side, or is missing there.
  void rest() {
    for (std::size_t i = 0, j = 0; i < rows_ || j < columns_;) {
      const bool has_left = i < rows_, has_right = j < columns_;
      if (has_left && (left_used_ >> i & 1) != 0) {
        ++i;
      } else if (has_right && (right_used_ >> j & 1) != 0) {
        ++j;
      } else if (has_left && has_right && one_kind(left(i).role, right(j).role)) {
        const Rule rule = left(i).role == Role::number ? Rule::number : Rule::different;
        link({a_.core[i], 1, b_.core[j], 1, rule, 0, (weight(left(i)) + weight(right(j))) / 2});
        ++i, ++j;
      } else if (has_left && (!has_right || i <= j)) {
        link({a_.core[i], 1, 0, 0, Rule::missing, 0, weight(left(i))});
        ++i;
      } else {
        link({0, 0, b_.core[j], 1, Rule::missing, 0, weight(right(j))});
        ++j;
      }
    }
  }
  static bool one_kind(Role x, Role y) { return (x == Role::number) == (y == Role::number); }

  double worth(int value) const {
    static constexpr int kValues[] = {550, 650, 750, 830, 900, 960, 1000};
    if (value >= kAlike) return 1;
    for (std::size_t i = 0; i < 6; ++i) {
      if (value >= kValues[i + 1]) continue;
      const double low = w_.worth[i], high = i < 5 ? w_.worth[i + 1] : 1;
      return low + (high - low) * (value - kValues[i]) / (kValues[i + 1] - kValues[i]);
    }
    return 1;
  }

  /// What stands on one side only.
  struct Alone {
    double names = 0, initials = 0, numbers = 0;
    void add(const Token& token, double weight) {
      if (token.role == Role::initial)
        initials += weight;
      else if (token.role == Role::number)
        numbers += weight;
      else
        names += weight;
    }
  };

  double total() const {
    double agreed = 0, paired = 0;
    Alone lefts, rights;
    int pairs = 0;
    for (std::size_t i = 0; i < out_.count; ++i) {
      const Link& made = out_.links[i];
      const bool against = made.rule == Rule::different || made.rule == Rule::number;
      if (made.left_count == 0 || against) {
        const Token& token = b_.tokens[made.right];
        rights.add(token, weight(token));
      }
      if (made.right_count == 0 || against) {
        const Token& token = a_.tokens[made.left];
        lefts.add(token, weight(token));
      }
      if (against || made.left_count == 0 || made.right_count == 0) continue;
      paired += made.weight;
      agreed += made.weight * worth(made.value);
      pairs += made.left_count > 1 || made.right_count > 1 ? 2 : 1;
    }
    if (paired <= 0) return 0;
    return agreed / (paired + against(lefts, rights, pairs)) * forms();
  }

  double against(const Alone& left, const Alone& right, int pairs) const {
    const double both = std::min(left.names, right.names);
    double more = std::max(left.names, right.names) - both,
           sum = both * (group_ ? w_.group_both : w_.person_both);
    const double extra = group_ ? w_.group_more : w_.person_more;
    // Initials stand against initials, or against names that have no partner.
    if (left.initials > 0 && right.initials > 0)
      sum += w_.initial_both * 2;
    else if ((left.initials > 0 && right.names > left.names) ||
             (right.initials > 0 && left.names > right.names))
      sum += w_.initial_both * 2;
    else
      more += left.initials + right.initials;
    if (left.numbers > 0 && right.numbers > 0)
      sum += w_.number_both * 2;
    else if (left.numbers + right.numbers > 0)
      sum += w_.number_more;
    return sum + more * (pairs <= 1 ? std::max(extra, w_.single_more) : extra);
  }

  /// The first company form of each side.
  double forms() const {
    const auto form = [](const Prepared& name) {
      for (const Token& token : name.tokens)
        if (token.role == Role::form) return token.group;
      return std::int16_t{-1};
    };
    const std::int16_t x = form(a_), y = form(b_);
    if (x == y) return 1;
    if (x < 0 || y < 0) return w_.missing_form;
    return x / kFormFamily == y / kFormFamily ? w_.other_form : w_.other_family;
  }

  const Prepared &a_, &b_;
  const Weights& w_;
  Alignment& out_;
  bool group_ = false;
  std::size_t rows_ = 0, columns_ = 0;
  std::uint32_t left_used_ = 0, right_used_ = 0;
  std::uint32_t left_exact_ = 0, right_exact_ = 0;  // words that are the same as one of the other side
  struct Pair {
    std::int16_t value;
    std::uint8_t i, j;
  };
  std::array<std::array<Cell, kMost>, kMost> cells_;  // those of pairs_
  std::array<Pair, kMost * kMost> pairs_;
  std::size_t pair_count_ = 0;
  std::array<int, kMost> left_best_, right_best_;
};

}  // namespace

const Weights kWeights;

void align(const Prepared& a, const Prepared& b, const Weights& weights, Alignment& out) {
  Aligner(a, b, weights, out).run();
}

}  // namespace clew::match
