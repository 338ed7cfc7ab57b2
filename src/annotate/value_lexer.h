// annotate/value_lexer.h - cuts text into the tokens that numbers, sums and dates are read from.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "annotate/lexicon.h"

namespace clew::annotate {

enum class TokenKind : std::uint8_t {
  number,  ///< a run of digits of one script: `number`, `digits`
  word,    ///< a word of the lexicon
  mark,  ///< `mark`: . , : / - ( ) ' " % # | ; ~ _ + & ! ? and '`' for every opening quote; '\n' for a blank
         ///< line
  other  ///< a word or sign that is none of these; neighbours are one token
};

struct Token {
  std::uint32_t start = 0, end = 0;  ///< bytes, relative to the text given
  TokenKind kind = TokenKind::other;
  bool glued = false;     ///< nothing stands between it and the token before
  bool capital = false;   ///< a word that begins with a capital
  bool capitals = false;  ///< a word of capitals
  char mark = '\0';
  std::uint8_t digits = 0;
  std::uint64_t number = 0;
  const LexiconWord* word = nullptr;
};

/// Tokens of the text from `at`, at most `most` of them; `at` becomes where reading stopped. `languages` of
/// which the words are meant (kLatin, kPersian, kArabic); with kArabic alone, prefixes are split off. Runs of
/// more than 18 digits are `other`. Appends nothing for spaces, joiners and direction marks.
void lex(std::string_view text, std::size_t& at, std::size_t most, std::uint8_t languages,
         std::vector<Token>& tokens);

/// Whether the words in Arabic script are Persian or Arabic: by letters that only one of them has, else by
/// `hint`; 0 when there are none.
std::uint8_t script_language(std::string_view text, std::string_view hint);

}  // namespace clew::annotate
