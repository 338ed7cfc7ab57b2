// match/align.h - which words of two names belong together, and what that is worth. Any thread.
#pragma once

#include <array>
#include <cstdint>

#include "match/prepared.h"
#include "match/similarity.h"

namespace clew::match {

/// Words [left, left + left_count) of one name's tokens stand against some of the other's; a count of 0:
/// against nothing.
struct Link {
  std::uint8_t left, left_count, right, right_count;
  Rule rule;
  int value;      ///< of a thousand
  double weight;  ///< how much it counts
};

/// What decides between agreement and difference; learned by bench/match_names tune.
struct Weights {
  // What words weigh by what they do, beside names with their own weights (about 100).
  double initial = 30, common = 40, number = 60;
  double rarity = 1;  ///< how much the rarity of names counts: 0: not, 1: fully
  // What a pair is worth that is alike to 550, 650, 750, 830, 900, 960 of a thousand.
  double worth[6] = {0.1, 0.3, 0.6, 0.8, 0.9, 0.97};
  // Weights of words that stand against others, or alone, by the kind of name.
  double person_both = 1.9, person_more = 0.25, group_both = 1.9, group_more = 0.45;
  double single_more = 0.6;  ///< where only one word agrees
  double initial_both = 60;  ///< an initial that stands against a name
  double number_both = 35;   ///< numbers that stand against one another
  double number_more = 80;   ///< a number on one side
  double other_form = 0.95, other_family = 0.65, missing_form = 0.99;  ///< factors for company forms
};
extern const Weights kWeights;

struct Alignment {
  std::array<Link, 2 * kMostTokens + 2> links;  ///< the first `count` of them
  std::size_t count;
  double score;
};

/// The best pairing of the words of two names. The same links, sides exchanged, when the names are.
void align(const Prepared& a, const Prepared& b, const Weights& weights, Alignment& out);

}  // namespace clew::match
