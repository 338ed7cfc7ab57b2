// Tokens lie in order with nothing but white space between them, and each is in exactly one sentence.
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "text/characters.h"
#include "text/sentences.h"
#include "text/tokens.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static constexpr std::string_view kLanguages[] = {"en", "fa", "ar", "mixed"};
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto tokens = clew::text::tokenize(text, kLanguages[data[0] % 4]);
  std::size_t at = 0, marks = 0;
  for (const clew::text::Token& token : tokens) {
    CHECK(token.start >= at && token.end > token.start && token.end <= text.size());
    CHECK(token.end - token.start <= clew::text::kLongestToken);
    CHECK(token.front + token.back <= static_cast<int>(token.end - token.start));
    while (at < token.start) {
      const clew::text::Char c = clew::text::char_at(text, at);
      CHECK(c.kind == clew::text::CharClass::space || c.kind == clew::text::CharClass::line);
      at += c.length;
    }
    CHECK(at == token.start);
    at = token.end;
    marks += token.kind == clew::text::TokenKind::quote_mark;
  }
  const auto zone = data[0] % 8 < 4 ? clew::model::ZoneKind::body : clew::model::ZoneKind::signature;
  std::size_t held = 0, end = 0;
  for (const clew::text::Sentence& sentence : clew::text::split_sentences(text, tokens, zone)) {
    CHECK(sentence.first < sentence.last && sentence.last <= tokens.size() && sentence.start >= end);
    CHECK(tokens[sentence.first].start == sentence.start && tokens[sentence.last - 1].end == sentence.end);
    end = sentence.end;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
      held += tokens[i].kind != clew::text::TokenKind::quote_mark;
  }
  CHECK(held + marks == tokens.size());
  return 0;
}
