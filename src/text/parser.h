// text/parser.h - which word hangs on which: arc-hybrid transitions, beam search, averaged perceptron.
//
// Trees are projective: no two arcs cross. One word hangs on the root.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/model_file.h"
#include "text/feature_table.h"
#include "text/lexicon.h"
#include "text/parser_search.h"

namespace clew::text {

/// Working memory, to be used again for the next sentence. One thread at a time.
struct ParserScratch {
  ParseSpace space;
  BeamSearch search;
  std::vector<ParseToken> mirrored;
};

/// Trees of one sentence, n + 1 heads each (the first is not used), and how much each is to be believed.
struct WeighedTrees {
  std::vector<std::uint16_t> heads;
  std::vector<std::int64_t> weights;
};

/// What a parser's trees count for.
struct Vote {
  int width = 1;    ///< of the beam
  int weight = 16;  ///< of its best tree, in sixteenths
  int half = 100;   ///< how far behind the best tree, in score, a tree has half its weight
};

/// What stands for a word with a tag, for the root, and for nothing.
ParseToken parse_token(const LexWord& word, std::uint8_t tag);
ParseToken root_token();
ParseToken no_token();

/// Sets heads[1..n] to the tree whose arcs have most weight in all trees together. REQUIRES: a tree at least.
void best_of(const WeighedTrees& trees, int n, std::uint16_t* heads);

/// One TripleTable. Threads: safe from any.
class Parser {
 public:
  /// `mirror`: trained to read from right to left.
  static Result<Parser> open(const ModelFile& model, std::string_view section, bool mirror);
  /// Sets heads[1..n]; `tokens` are root, n words, none. Beams of one are greedy. REQUIRES: n < 32,000.
  void parse(std::span<const ParseToken> tokens, int width, ParserScratch& scratch,
             std::uint16_t* heads) const;
  /// Adds the trees of the whole last beam.
  void parse_all(std::span<const ParseToken> tokens, const Vote& vote, ParserScratch& scratch,
                 WeighedTrees& trees) const;

 private:
  std::int32_t search(std::span<const ParseToken> tokens, int width, ParserScratch& scratch) const;
  void follow(std::int32_t state, int n, const ParserScratch& scratch, std::uint16_t* heads) const;

  TripleTable table_;
  bool mirror_ = false;
};

}  // namespace clew::text
