// match/match.h - how alike two names are, in any scripts, and why.
//
// A name is prepared once and compared often. Preparing cuts it into words, knows titles, particles, company
// forms, initials and numbers among them, turns "Family, Given" round and writes each word in Latin letters
// as it may sound. Comparing pairs the words of both sides so that most of them agree, whatever their order
// (persons) or nearly so (organisations), and weighs what agrees, what differs and what is missing.
//
// The score says how alike the names are, never that two people are one. From kSame on, people who compare
// names take them for spellings of one name.
//
// Threads: all functions are safe from any thread; a Name never changes. The same names give the same score
// on any machine. docs/matching.md tells the rules.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace clew::match {

enum class Kind : std::uint8_t { unknown, person, organisation, vessel, address };

/// A score from which two names are taken for one.
inline constexpr double kSame = 0.7;

struct Prepared;  // match/prepared.h

/// A name, parsed and prepared. Copies share it. A Name that holds nothing is like no other.
class Name {
 public:
  Name() = default;
  explicit Name(std::shared_ptr<const Prepared> prepared) : prepared_(std::move(prepared)) {}
  /// Whether there is no word in it.
  bool empty() const;
  /// What it was made from, cut after kNameBytes.
  std::string_view text() const;
  /// What was given, or else what its words speak for; unknown where they say nothing.
  Kind kind() const;
  /// Nothing only where empty() is true.
  const Prepared* prepared() const { return prepared_.get(); }

 private:
  std::shared_ptr<const Prepared> prepared_;
};

/// Longer names are read up to here.
inline constexpr std::size_t kNameBytes = 512;

/// Any script; bytes that are not UTF-8 separate words.
Name prepare(std::string_view text, Kind kind = Kind::unknown);

/// 0 to 1, symmetric; 1 for equal names. Where one side's kind is unknown, the other's goes for both.
double score(const Name& a, const Name& b);

/// Which word met which, by which rule (a word of docs/matching.md), or what is missing: one side is empty.
struct Step {
  std::string left, right;
  std::string rule;
  double weight;  ///< how much this step counts in the whole, 0 to 1
};
struct Comparison {
  double score = 0;
  std::vector<Step> steps;  ///< in the order of the left name, then what only the right one has
  std::string algorithm;    ///< "clew-1": a name that never changes its meaning
};
/// The same score with reasons in words.
Comparison compare(const Name& a, const Name& b);

/// What a rule of a Step says, in words: "written alike". Empty for what is no rule.
std::string_view meaning_of(std::string_view rule);

/// Folded romanised keys of each word that can tell names apart, several for a word that can be read in
/// several ways, each once. Two spellings of one word share a key more often than not: for indexes of
/// candidates.
std::vector<std::string> token_keys(const Name& name);

}  // namespace clew::match
