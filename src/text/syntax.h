// text/syntax.h - parts of speech and dependencies of a sentence, as Universal Dependencies has them.
//
// English (relations of the English Web Treebank) and Persian (universal relations). Integer models: the same
// words give the same answer on any machine. `fast` reads once and greedily; for `accurate` three parsers
// vote, a greedy one and ones with beams from both ends. Time is linear in the sentence; sentences have at
// most kLongestSentence tokens.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/model_file.h"
#include "text/label_features.h"
#include "text/parser.h"
#include "text/tagger.h"

namespace clew::text {

enum class ParseMode { fast, accurate };

struct SyntaxNode {
  std::int32_t head = -1;  ///< index within the sentence; -1: the root
  Upos upos = Upos::x;
  std::uint8_t tag = 0;       ///< number of the fine tag, for Syntax::fine_tag()
  std::uint8_t relation = 0;  ///< number, for Syntax::relation()
};

/// Working memory. One thread at a time.
struct SyntaxScratch {
  std::vector<LexWord> words;
  std::vector<std::uint8_t> tags, classes;
  std::vector<ParseToken> tokens;
  std::vector<std::uint16_t> heads;
  WeighedTrees trees;
  LabelView labels;
  ParserScratch parser;
};

/// What the labelling features call a word of this kind.
std::uint8_t label_class(Upos upos);

/// A language's model. Threads: safe from any. Lives as long as the bytes of its model.
class Syntax {
 public:
  /// Errors: corrupt, not_found (a section is missing).
  static Result<Syntax> open(ModelFile model);
  /// The model that this build carries for "en" or "fa". Errors: not_found.
  static Result<Syntax> open_embedded(std::string_view language);

  /// One node a word. Words past the first 30,000 are nodes without tag that hang on the first.
  void parse(std::span<const std::string_view> words, ParseMode mode, SyntaxScratch& scratch,
             std::vector<SyntaxNode>& nodes) const;
  /// Tags only, heads -1.
  void tag(std::span<const std::string_view> words, SyntaxScratch& scratch,
           std::vector<SyntaxNode>& nodes) const;

  /// "nsubj", "obl:agent", ...
  std::string_view relation(std::uint8_t number) const { return relations_[number]; }
  std::string_view fine_tag(std::uint8_t tag) const { return tagger_.fine(tag); }
  std::size_t relation_count() const { return relations_.size(); }

 private:
  void label(SyntaxScratch& scratch, std::vector<SyntaxNode>& nodes) const;

  ModelFile model_;
  Lexicon lexicon_;
  Tagger tagger_;
  Parser greedy_, forward_, backward_;
  ClassTable labeller_;
  std::vector<std::string_view> relations_;
  std::uint8_t root_ = 0;
};

/// The model that this build carries for "en" or "fa", opened when it is first asked for; null: none.
/// Threads: safe from any.
const Syntax* embedded_syntax(std::string_view language);

}  // namespace clew::text
