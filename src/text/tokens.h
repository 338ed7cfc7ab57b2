// text/tokens.h - cuts a text into tokens: words, numbers, addresses, punctuation.
//
// Tokens are byte ranges of the text as stored; nothing is changed, and what lies between two tokens is white
// space (bidi marks included). English follows the English Web Treebank of Universal Dependencies, so that
// models trained on it apply: "do|n't", "Ann|'s", "can|not", "$|5", "5|%", "10|am", "high|-|level", but
// "e-mail", "U.S.", "713-853-3989", "01/24/2001". Persian words keep their ZWNJ; Arabic and Persian clitics
// are marked inside the token (`front`, `back`), not cut off, so that offsets and searches stay whole. Quote
// marks at the start of a line are one token. Linear in the text, whatever it holds; no token is longer than
// kLongestToken bytes.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace clew::text {

inline constexpr std::size_t kLongestToken = 1024;

enum class TokenKind : std::uint8_t { word, number, web, mail, punct, symbol, quote_mark };

struct Token {
  std::uint32_t start = 0, end = 0;  ///< bytes
  TokenKind kind = TokenKind::word;
  bool space_before = false;  ///< white space, or the text's start, stands before it
  bool line_before = false;   ///< a line end, or the text's start, stands before it
  /// Bytes at the front that are Arabic proclitics (و ف ب ك ل س and the article), 0 for none; `sure` says
  /// that no other reading is likely. Where unsure ("وزير") the whole word may be the stem.
  std::uint8_t front = 0;
  /// Bytes at the end that are a Persian clitic or plural after a ZWNJ, or Persian ezafe ("خانه‌ی").
  std::uint8_t back = 0;
  bool sure = false;

  std::string_view in(std::string_view text) const { return text.substr(start, end - start); }
};

/// Gives the tokens one by one, in memory that does not grow. One thread at a time.
class Tokenizer {
 public:
  /// `language` ("en", "fa", "ar", others) decides which clitics are marked. Text past 4 GiB is not read.
  explicit Tokenizer(std::string_view text, std::string_view language = {});
  /// The next token, or false at the end.
  bool next(Token& token);

 private:
  bool fill();
  void skip_space();

  std::string_view text_;
  std::size_t at_ = 0;
  bool arabic_ = false, persian_ = false;
  bool space_ = true, line_ = true;
  std::vector<Token> ready_;  // of the chunk at hand
  std::size_t given_ = 0;
};

/// All tokens at once.
std::vector<Token> tokenize(std::string_view text, std::string_view language = {});

}  // namespace clew::text
