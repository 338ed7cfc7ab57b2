// claim/attribution_view.h - a paragraph as the features of attributions see it: one row of words, whatever
// sentence they are in, with hashes, trees and quotation marks.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "claim/document.h"
#include "claim/quotes.h"
#include "claim/word_classes.h"

namespace clew::claim {

/// FNV-1a over the bytes: what features know a word or a relation by.
constexpr std::uint64_t hash_of(std::string_view word) {
  std::uint64_t h = 0xCBF29CE484222325ULL;
  for (const char c : word) h = (h ^ static_cast<std::uint8_t>(c)) * 0x100000001B3ULL;
  return h;
}

inline constexpr std::uint32_t kNoWord = 0xFFFFFFFF;

/// A word of a paragraph. Indices count from the paragraph's first word; kNoWord: there is none.
struct ViewWord {
  const Word* word = nullptr;
  std::uint64_t form = 0, lemma = 0, tag = 0, relation = 0;  ///< hashes; tag stands for upos and tag
  text::Upos upos = text::Upos::x;
  std::uint16_t cluster = 0;
  std::uint8_t kind = 0;              ///< of WordClasses; 0 where not classified
  std::uint8_t mention = 0;           ///< 0: in none, else 1 + type of the mention it is in
  std::uint32_t sentence = 0;         ///< number within the paragraph
  std::uint32_t head = kNoWord;       ///< kNoWord: root, or no tree
  std::uint32_t first = 0, last = 0;  ///< its subtree lies within [first, last)
  std::uint32_t subject = kNoWord, object = kNoWord, clause = kNoWord, open_clause = kNoWord, aside = kNoWord,
                mark = kNoWord, preposition = kNoWord, auxiliary = kNoWord;  ///< children, the first of each
  std::uint16_t kinds = 0;                                                   ///< a bit for each kind of child
  QuoteState quote;
};

struct ViewSentence {
  std::uint32_t first = 0, last = 0;  ///< words
  bool parsed = false, quoted = false, possible = false;
};

struct ParagraphView {
  std::vector<ViewWord> words;
  std::vector<ViewSentence> sentences;

  /// `possible` says of a word in small letters whether it can be a cue; sentences without one, and without
  /// quotation marks, are not parsed. Null: all are.
  void build(Document& document, std::size_t paragraph, bool (*possible)(std::uint64_t form, const void*),
             const void* argument);
  /// Sets the kinds of words of parsed sentences.
  void classify(const WordClasses& classes);

 private:
  void link(std::uint32_t first, std::uint32_t last);

  std::vector<const Word*> plain_;
  std::vector<QuoteState> states_;
};

}  // namespace clew::claim
