// annotate/numbers.h - numbers in digits and words, read from tokens: "1,250.50", "1.2bn", "half a million",
// "۳۶ میلیون و ۸۰۰ هزار", "خمسة وعشرون ألف".
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/value_lexer.h"

namespace clew::annotate {

__extension__ using Wide = __int128;
/// Numbers are kept as whole millionths, so that sums are never rounded.
inline constexpr Wide kOne = 1000000;
inline constexpr Wide kMostNumber = kOne * 1000000000000000000;  // 10^18

/// Tokens with the languages in which their words are meant. Indices past the end are answered with nothing.
struct Tokens {
  std::string_view text;
  const std::vector<Token>& all;
  std::uint8_t languages = kAll;

  const Token* at(std::size_t i) const { return i < all.size() ? &all[i] : nullptr; }
  const Sense* sense(std::size_t i, Role role) const {
    return i < all.size() && all[i].word != nullptr ? all[i].word->find(role, languages) : nullptr;
  }
  bool is(std::size_t i, Role role) const { return sense(i, role) != nullptr; }
  /// Value of the sense; -1000 when the word has none.
  int value(std::size_t i, Role role) const {
    const Sense* found = sense(i, role);
    return found == nullptr ? -1000 : found->value;
  }
  bool mark(std::size_t i, char c) const { return i < all.size() && all[i].mark == c; }
  bool number(std::size_t i) const { return i < all.size() && all[i].kind == TokenKind::number; }
  bool glued(std::size_t i) const { return i < all.size() && all[i].glued; }
};

struct Number {
  std::size_t next = 0;  ///< the token after it
  Wide millionths = 0;
  bool digits = false;  ///< begins with digits
  bool scaled = false;  ///< has a word such as million, or k behind digits
  bool vague = false;   ///< "thousands", "few": no value
  int decimals = 0;     ///< that stand there
  Wide scale = 0;       ///< of a number with one scale ("3 million"): that scale; else 0
};

/// The longest number that begins at token `i`. "a" and "half" begin one only before a scale ("a million").
std::optional<Number> read_number(const Tokens& tokens, std::size_t i);
/// Digits alone, with separators of thousands and decimals; no words.
std::optional<Number> read_digits(const Tokens& tokens, std::size_t i);

/// "1250.5": without superfluous zeros.
std::string decimal_text(Wide millionths);

}  // namespace clew::annotate
