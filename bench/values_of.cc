// bench/values_of.cc - the mentions of texts: one text a line in, one JSON array a line out.
// in: language TAB date TAB text, where "\n", "\t" and "\\" in the text stand for the characters they name.
// out: [{"start", "end", "type", "value", "text"}, ...]. tools/evaluate_values asks it.
#include <iostream>
#include <string>

#include "annotate/annotate.h"
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

}  // namespace

int main() {
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
    for (const auto& mention : clew::annotate::find_mentions(text, context)) {
      json.begin_object().field("start", mention.start).field("end", mention.end);
      json.field("type", name_of(mention.type)).field("value", mention.value).field("text", mention.text);
      json.end_object();
    }
    json.end_array().end_line();
    std::cout << json.take() << std::flush;
  }
  return 0;
}
