#include "text/tokens.h"

#include <algorithm>
#include <limits>

#include "base/utf8.h"
#include "text/characters.h"
#include "text/clitics.h"
#include "text/lines.h"
#include "text/token_chunk.h"

namespace clew::text {
namespace {

constexpr std::size_t kLongestText = std::numeric_limits<std::uint32_t>::max();

}  // namespace

Tokenizer::Tokenizer(std::string_view text, std::string_view language)
    : text_(text.substr(0, kLongestText)),
      arabic_(language == "ar" || language == "mixed"),
      persian_(language == "fa" || language == "mixed") {}

void Tokenizer::skip_space() {
  while (at_ < text_.size()) {
    const Char c = char_at(text_, at_);
    if (c.kind == CharClass::line) {
      line_ = true;
    } else if (c.kind != CharClass::space) {
      return;
    }
    space_ = true;
    at_ += c.length;
  }
}

// Makes the tokens of the next chunk. False at the end of the text.
bool Tokenizer::fill() {
  ready_.clear();
  given_ = 0;
  skip_space();
  if (at_ == text_.size()) return false;
  if (line_ && (text_[at_] == '>' || text_[at_] == '|')) {
    // Marks are few bytes; a line is looked at no further than they can reach.
    const std::size_t marks = quote_marks(text_.substr(at_, kLongestToken)).bytes;
    std::size_t end = at_ + marks;
    while (end > at_ && char_at(text_, floor_boundary(text_, end - 1)).kind == CharClass::space)
      end = floor_boundary(text_, end - 1);
    if (end > at_) {
      Token token;
      token.start = static_cast<std::uint32_t>(at_);
      token.end = static_cast<std::uint32_t>(end);
      token.kind = TokenKind::quote_mark;
      token.space_before = token.line_before = true;
      ready_.push_back(token);
      at_ = end;
      return true;
    }
  }
  std::size_t end = at_;
  while (end < text_.size()) {
    const Char c = char_at(text_, end);
    if (c.kind == CharClass::space || c.kind == CharClass::line || end + c.length - at_ > kLongestToken)
      break;
    end += c.length;
  }
  cut_chunk(text_, at_, end, ready_);
  ready_.front().space_before = space_;
  ready_.front().line_before = line_;
  space_ = line_ = false;
  at_ = end;
  if (!arabic_ && !persian_) return true;
  for (Token& token : ready_) {
    if (token.kind != TokenKind::word) continue;
    const std::string_view word = token.in(text_);
    if (static_cast<unsigned char>(word[0]) < 0xD8 || static_cast<unsigned char>(word[0]) > 0xDB) continue;
    if (persian_) token.back = persian_back(word);
    if (!arabic_ || token.back > 0) continue;
    const Front front = arabic_front(word);
    token.front = front.bytes;
    token.sure = front.sure;
  }
  return true;
}

bool Tokenizer::next(Token& token) {
  while (given_ == ready_.size())
    if (!fill()) return false;
  token = ready_[given_++];
  return true;
}

std::vector<Token> tokenize(std::string_view text, std::string_view language) {
  std::vector<Token> tokens;
  tokens.reserve(text.size() / 5 + 1);
  Tokenizer tokenizer(text, language);
  for (Token token; tokenizer.next(token);) tokens.push_back(token);
  return tokens;
}

}  // namespace clew::text
