// bench/values_of.cc - the mentions of texts: one text a line in, one JSON array a line out. With --numbers
// the numbers instead, as sums and counts are read from them. in: language TAB date TAB text, where "\n",
// "\t" and "\\" in the text stand for the characters they name. out: [{"start", "end", "type", "value",
// "text"}, ...]. tools/evaluate_values asks it.
#include <iostream>
#include <string>
#include <vector>

#include "annotate/annotate.h"
#include "annotate/numbers.h"
#include "base/json.h"

namespace {

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    const char c = text[++i];
    out += c == 'n' ? '\n' : c == 't' ? '\t' : c;
  }
  return out;
}

std::vector<clew::model::Mention> numbers_of(std::string_view text, std::string_view language) {
  using namespace clew::annotate;
  const std::uint8_t languages = kLatin | script_language(text, language);
  std::vector<Token> all;
  std::size_t at = 0;
  lex(text, at, text.size() + 1, languages, all);
  const Tokens tokens{text, all, languages};
  std::vector<clew::model::Mention> found;
  for (std::size_t i = 0; i < all.size();) {
    const auto number = read_number(tokens, i);
    if (!number || number->vague) {
      ++i;
      continue;
    }
    clew::model::Mention& mention = found.emplace_back();
    mention.start = all[i].start;
    mention.end = all[number->next - 1].end;
    mention.text = text.substr(mention.start, mention.end - mention.start);
    mention.value = decimal_text(number->millionths);
    i = number->next;
  }
  return found;
}

}  // namespace

int main(int count, char** arguments) {
  const bool numbers = count > 1 && std::string_view(arguments[1]) == "--numbers";
  std::ios::sync_with_stdio(false);
  std::string line;
  clew::JsonWriter json;
  while (std::getline(std::cin, line)) {
    const std::size_t first = line.find('\t');
    const std::size_t second = first == std::string::npos ? first : line.find('\t', first + 1);
    if (second == std::string::npos) return 2;
    const std::string text = unescaped(std::string_view(line).substr(second + 1));
    const clew::annotate::Context context{std::string_view(line).substr(0, first), "body",
                                          std::string_view(line).substr(first + 1, second - first - 1)};
    json.begin_array();
    for (const auto& mention :
         numbers ? numbers_of(text, context.language) : clew::annotate::find_mentions(text, context)) {
      json.begin_object().field("start", mention.start).field("end", mention.end);
      json.field("type", numbers ? "number" : name_of(mention.type))
          .field("value", mention.value)
          .field("text", mention.text);
      json.end_object();
    }
    json.end_array().end_line();
    std::cout << json.take() << std::flush;
  }
  return 0;
}
