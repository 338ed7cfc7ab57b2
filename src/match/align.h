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
  std::uint8_t left = 0, left_count = 0, right = 0, right_count = 0;
  Rule rule = Rule::none;
  int value = 0;   ///< of a thousand
  int weight = 0;  ///< how much it counts
};

struct Alignment {
  std::array<Link, 2 * kMostTokens + 2> links;
  std::size_t count = 0;
  double score = 0;
};

/// The best pairing of the words of two names. The same links, sides exchanged, when the names are.
void align(const Prepared& a, const Prepared& b, Alignment& out);

}  // namespace clew::match
