// store/word_scan.h - whether a text holds the words, phrases and near()s of a query, by reading the text
// itself. The twin of asking the full-text index: the same answers, cheaper for one text, dearer for many.
// Knows no documents.
//
// Agrees with the index by construction: texts are cut and folded by the same WordCutter, and near() follows
// the rule of FTS5 (each phrase ends at most `distance` words before the last one begins). Threads: one at a
// time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/search.h"

namespace clew::store {

/// Where a phrase of near() begins, ascending, and how many words it has.
struct NearPhrase {
  std::vector<std::uint32_t> places;
  std::int64_t words = 0;
};
/// How often each phrase of a near() stands where it makes it true; with `first_only` it is enough to tell
/// whether it is true.
std::vector<std::uint32_t> near_counts(const std::vector<NearPhrase>& phrases, int distance, bool first_only);

class WordScan {
 public:
  /// From now on looks for what the phrases and near()s of a tree ask for; other nodes are passed over. The
  /// query must stay where it is.
  void expect(const Query& query);
  bool expects_anything() const { return !leaves_.empty(); }

  /// Begins a text.
  void clear();
  /// Reads on in the text, which must not be cut within a word.
  void add(std::string_view text);

  /// How many words the text has so far.
  std::uint32_t words() const { return words_; }
  /// Whether the text holds a phrase or near(). REQUIRES: it was expected.
  bool holds(const Query& leaf) const;
  /// Whether the text fulfils a tree of phrases, near(), AND, OR and NOT. REQUIRES: it was expected.
  bool fulfils(const Query& tree) const;
  /// How often each phrase of a leaf stands in the text, as the index counts: of near() those that make it
  /// true. Appends to `counts`.
  void count(const Query& leaf, std::vector<std::uint32_t>& counts) const;

 private:
  using Places = std::vector<std::uint32_t>;  // ascending
  struct Pattern {
    std::vector<std::size_t> words;  // indexes into at_
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>{}(word); }
  };
  struct Prefix {
    std::string start;
    std::size_t number;
  };
  std::size_t number_of(const std::string& word, bool prefix);
  Places starts_of(const Pattern& pattern) const;
  std::vector<std::uint32_t> count_near(const Query& leaf, const std::vector<Pattern>& patterns,
                                        bool first_only) const;

  std::unordered_map<const Query*, std::vector<Pattern>> leaves_;
  std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> numbers_;
  std::vector<Prefix> prefixes_;
  std::array<bool, 256> begins_{};         // first bytes of what is looked for
  std::array<bool, 256> prefix_begins_{};  // of beginnings alone
  std::uint64_t lengths_ = 0;              // of the words looked for, in bytes; bit 63: that many or more
  std::vector<Places> at_;
  std::uint32_t words_ = 0;
};

}  // namespace clew::store
