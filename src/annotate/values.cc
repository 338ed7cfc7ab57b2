#include "annotate/values.h"

#include "annotate/money.h"
#include "annotate/numbers.h"

namespace clew::annotate {
namespace {

using model::Mention;
using model::MentionType;

constexpr std::size_t kWindow = 8192;  // tokens read at once
constexpr std::size_t kAhead = 64;     // no expression is longer

void add(std::string_view text, std::size_t start, std::size_t end, MentionType type, std::string value,
         double confidence, std::vector<Mention>& mentions) {
  Mention& mention = mentions.emplace_back();
  mention.start = start;
  mention.end = end;
  mention.type = type;
  mention.text = text.substr(start, end - start);
  mention.value = std::move(value);
  mention.confidence = confidence;
}

/// Whether a sum or date can begin at this token.
bool may_begin(const Token& token) { return token.kind == TokenKind::number || token.word != nullptr; }

}  // namespace

void find_values(std::string_view text, const Context& context, std::vector<Mention>& mentions) {
  const std::uint8_t languages = kLatin | script_language(text, context.language);
  std::vector<Token> all;
  std::size_t at = 0, i = 0;
  while (at < text.size()) {
    lex(text, at, kWindow, languages, all);
    const std::size_t stop = at < text.size() && all.size() > kAhead ? all.size() - kAhead : all.size();
    const Tokens tokens{text, all, languages};
    while (i < stop) {
      if (!may_begin(all[i])) {
        ++i;
        continue;
      }
      if (auto sum = read_sum(tokens, i)) {
        add(text, sum->start, sum->end, MentionType::money, std::move(sum->value), 1, mentions);
        i = sum->next;
        continue;
      }
      ++i;
    }
    const std::size_t gone = std::min(i, all.size());
    all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(gone));
    i -= gone;
  }
}

}  // namespace clew::annotate
