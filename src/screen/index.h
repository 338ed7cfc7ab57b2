// screen/index.h - from a name to the listed names that are like it, without looking at the rest.
//
// Every word of the name is looked up in the vocabulary of all listed names; the names that hold one of those
// found are estimated from what is known of their words, and only those whose estimate may reach the
// threshold are compared by match::score, whose word is final. Words so common that they cannot reach it
// without others start no candidates (as in MaxScore, Turtle and Flood 1995). The estimate follows the
// arithmetic of match, so a new algorithm there asks for a look here; bench/screening measures what is lost
// beside comparing with all.
//
// Threads: find() is safe from any thread, each with a Scratch of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "match/match.h"

namespace clew::screen {

/// A listed name that is like the one asked for.
struct Near {
  std::uint32_t name = 0;  ///< the number add() gave
  double score = 0;        ///< match::score
};

class NameIndex {
 public:
  /// What a search needs for itself, and what it learned of words, kept from one to the next.
  class Scratch;
  struct ScratchDeleter {
    void operator()(Scratch* scratch) const;
  };

  NameIndex();
  ~NameIndex();
  NameIndex(NameIndex&&) noexcept;
  NameIndex& operator=(NameIndex&&) noexcept;

  /// Gives the names numbers from 0. The text must outlive the index. Call before build().
  std::uint32_t add(std::string_view text, match::Kind kind);
  void build();
  std::size_t size() const;

  std::unique_ptr<Scratch, ScratchDeleter> scratch() const;
  /// All listed names of at least that score, best first, then by number.
  void find(const match::Name& name, double threshold, Scratch& scratch, std::vector<Near>& out) const;
  /// The same by comparing with every one: the slow twin that measures the fast one.
  void find_slowly(const match::Name& name, double threshold, std::vector<Near>& out) const;
  /// The listed name, prepared.
  match::Name prepared(std::uint32_t name) const;
  /// How many names the last find() with this scratch estimated, and compared.
  static std::pair<std::size_t, std::size_t> looked_at(const Scratch& scratch);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace clew::screen
