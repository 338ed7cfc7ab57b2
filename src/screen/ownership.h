// screen/ownership.h - who is owned, directly or together, by listed ones: half or more (OFAC's 50 Percent
// Rule: property of an entity owned 50 percent or more in the aggregate by blocked persons is blocked, and so
// on down the chain; control without ownership does not count).
//
// Only shares that a list tells are added up; an owner whose share is not told is named, not counted.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "screen/listed.h"

namespace clew::screen {

/// One owner of an entry.
struct Owner {
  std::uint32_t entry = 0;  ///< index into Everything::entries()
  double share = -1;        ///< percent; negative: not told
  std::string words;        ///< of the list
};

struct Owned {
  double share = 0;           ///< percent told to be held by owners that are listed or owned so themselves
  std::vector<Owner> owners;  ///< those; the largest share first
  bool half() const { return share >= 50; }
};

/// By the index of the owned entry: those with an owner that is listed, or owned by such to half or more.
std::unordered_map<std::uint32_t, Owned> owned_by_listed(const Everything& all);

/// The chain in words, one line for each step: "X: 30 % by A (list, entry), 25 % by B (owned itself, below)".
std::vector<std::string> chain_of(const Everything& all,
                                  const std::unordered_map<std::uint32_t, Owned>& owned, std::uint32_t entry);

}  // namespace clew::screen
