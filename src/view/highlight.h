// view/highlight.h - where the words of a query stand in a text, and the passages worth showing around them.
//
// Agrees with the index by construction: the text is cut and folded by the same WordCutter. Linear in the
// text. Threads: safe from any, the objects are not changed by use.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/search.h"

namespace clew::view {

/// Bytes [start, end) of a text that satisfy the query's term of this number (in the order of shown_terms).
struct Mark {
  std::size_t start = 0, end = 0, term = 0;
  bool operator==(const Mark&) const = default;
};

/// A part of a document's text: `quote` is exactly its bytes [start, end); `marks` are relative to the quote.
struct Excerpt {
  std::uint64_t start = 0, end = 0;
  std::string quote;
  std::vector<Mark> marks;
};

class Highlighter {
 public:
  explicit Highlighter(const store::Query& query);
  bool has_terms() const { return !terms_.empty(); }
  /// In order, without repeats; of each term at most `most`.
  std::vector<Mark> find(std::string_view text, std::size_t most = 1000) const;

 private:
  struct Pattern {
    std::vector<int> words;  // numbers of exact words; of the last one when it is a prefix: of the prefix
    bool prefix = false;
  };
  struct Term {
    std::vector<Pattern> patterns;
    bool near = false;
    std::size_t distance = 0;
  };
  struct Words;
  int number_of(const std::string& word);
  Words read(std::string_view text) const;
  std::vector<std::size_t> starts_of(const Pattern& pattern, const Words& words, std::size_t most) const;

  std::vector<Term> terms_;
  std::unordered_map<std::string, int> numbers_;
  std::vector<std::string> prefixes_;
};

/// About 200 bytes each, cut between words; at most `most`, in order: first one for each term, then what
/// comes first. `base` is added to the offsets (the text is a piece of a longer one); `shown`: terms that
/// earlier pieces have shown and so come second; those shown here are added.
std::vector<Excerpt> excerpts_around(std::string_view text, const std::vector<Mark>& marks, std::size_t most,
                                     std::uint64_t base = 0, std::set<std::size_t>* shown = nullptr);

/// The first 200 bytes or so of a text, from its first word on; nothing for one without words.
std::vector<Excerpt> first_excerpt(std::string_view text, std::uint64_t base = 0);

}  // namespace clew::view
