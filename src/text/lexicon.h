// text/lexicon.h - what a model knows of a word before it has read the sentence: its cluster, and which tags
// it had.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/model_file.h"
#include "text/word_forms.h"

namespace clew::text {

/// A word as the tagger and the parser see it.
struct LexWord {
  WordForm form;
  std::uint32_t word = 0;     ///< the form's hash, or for a word never seen one of its shape and end
  std::uint16_t cluster = 0;  ///< of words that stand in the same places; 0: none known
  std::uint16_t tags = 0;     ///< number of its set of tags in training; 0: never seen there
};

/// Open addressing over sections "lexicon.keys" (u32 hash of the form, 0: free) and "lexicon.values" (u32:
/// cluster in the low half, tag set in the high). Size is a power of two, at least one key free.
class Lexicon {
 public:
  static Result<Lexicon> open(const ModelFile& model);
  LexWord look_up(std::string_view word) const;

 private:
  std::span<const std::uint32_t> keys_, values_;
};

/// The same for training: fills a LexWord from what was found.
LexWord lex_word(const WordForm& form, bool known, std::uint32_t value);

}  // namespace clew::text
