// screen/vocabulary.h - the distinct words of all listed names, and which of them are like a given word.
// Internal to screen/. After build() any thread.
//
// Words that are alike have skeletons (match's "bones") that differ by a letter or two, so both have a form
// in common when letters are left out (symmetric deletion, after Garbe's SymSpell). What is found so is
// measured by match::likeness, whose word is final.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "match/prepared.h"

namespace clew::screen {

/// Numbers in lists behind each other.
class Postings {
 public:
  std::span<const std::uint32_t> of(std::size_t list) const {
    return std::span(items_).subspan(starts_[list], starts_[list + 1] - starts_[list]);
  }
  /// Of (list, item) pairs; items of a list keep their order.
  void build(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs, std::size_t lists);

 private:
  std::vector<std::uint32_t> starts_{0}, items_;
};

struct Neighbour {
  std::uint32_t word = 0;
  std::uint16_t likeness = 0;  ///< of a thousand
};

class Vocabulary {
 public:
  /// Which forms words are found by: 1, their own skeleton; 2, also less each letter; 3, long ones also less
  /// two.
  explicit Vocabulary(int edits = 3) : edits_(edits) {}
  /// The number of a word; new ones get the next.
  std::uint32_t add(const match::Token& token);
  /// Call when all words are there.
  void build();
  std::size_t size() const { return tokens_.size(); }
  const match::Token& word(std::uint32_t number) const { return tokens_[number]; }
  /// Which words were looked at, kept from one search to the next.
  struct Seen {
    std::vector<std::uint32_t> stamps;
    std::uint32_t stamp = 0;
  };
  /// The words of at least this likeness, each once, in the order of their numbers. `edits`: the forms of the
  /// token to look up, as above.
  std::vector<Neighbour> neighbours(const match::Token& token, int least, int edits, Seen& seen) const;

 private:
  /// A word under a form, with what rules most words out before they are measured.
  struct Item {
    std::uint32_t letters, word;
    std::uint8_t length;
  };
  struct Sound {
    std::uint8_t length = 0;
    std::uint8_t letters[16] = {};  // by match's numbers
  };
  int edits_;
  std::vector<match::Token> tokens_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::uint64_t> forms_;   // sorted
  std::vector<std::uint32_t> starts_;  // of each form, in items_
  std::vector<Item> items_;
  std::vector<Sound> sounds_;  // of each word
};

/// What tells one word from another for match::likeness.
std::string word_key(const match::Token& token);

}  // namespace clew::screen
