// bench/names.cc - how fast names are found in plain text, and what is needed for it.
// usage: bench_names LANGUAGE FILE_OR_FOLDER...   reads up to 64 MB; prints tokens/s of one core's time, best
// of three.
#include "annotate/names.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "text/language.h"
#include "text/sentences.h"
#include "text/tokens.h"

namespace {

constexpr std::size_t kMost = 64u << 20;
constexpr std::size_t kPassage = 1024;  // cut at the next line end

std::string read_all(int count, char** paths) {
  std::string text;
  const auto add = [&](const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    text.append(std::istreambuf_iterator<char>(file), {});
    text += '\n';
  };
  for (int i = 2; i < count; ++i) {
    if (!std::filesystem::is_directory(paths[i])) {
      add(paths[i]);
      continue;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(paths[i]))
      if (entry.is_regular_file() && text.size() < kMost) add(entry.path());
  }
  return text;
}

struct Passage {
  std::string_view text;
  std::vector<clew::text::Token> tokens;
  std::vector<std::vector<std::string_view>> sentences;
};

std::vector<Passage> passages(std::string_view text, std::string_view language) {
  std::vector<Passage> out;
  while (!text.empty()) {
    const std::size_t cut =
        text.size() <= kPassage ? text.size() : std::min(text.find('\n', kPassage), text.size() - 1) + 1;
    Passage& passage = out.emplace_back();
    passage.text = text.substr(0, cut);
    passage.tokens = clew::text::tokenize(passage.text, language);
    for (const auto& sentence : clew::text::split_sentences(passage.text, passage.tokens)) {
      auto& words = passage.sentences.emplace_back();
      for (std::uint32_t t = sentence.first; t < sentence.last; ++t)
        words.push_back(passage.tokens[t].in(passage.text));
    }
    text.remove_prefix(cut);
  }
  return out;
}

template <class Work>
void measure(const char* name, const std::vector<Passage>& parts, std::size_t tokens, Work work) {
  double best = 1e9;
  std::size_t found = 0;
  for (int round = 0; round < 3; ++round) {
    const std::clock_t start = std::clock();
    found = 0;
    for (const Passage& part : parts) found += work(part);
    best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  std::printf("%-12s %12.0f tokens/s %8.3f s %10zu\n", name, static_cast<double>(tokens) / best, best, found);
}

}  // namespace

int main(int count, char** paths) {
  if (count < 3) return 2;
  const std::string language = paths[1], text = read_all(count, paths);
  const auto parts = passages(text, language);
  std::size_t tokens = 0;
  for (const Passage& part : parts) tokens += part.tokens.size();
  std::printf("%zu bytes, %zu tokens, %zu passages\n", text.size(), tokens, parts.size());
  measure("language", parts, tokens,
          [&](const Passage& part) { return clew::text::identify_language(part.text, language).size(); });
  measure("tokens", parts, tokens,
          [&](const Passage& part) { return clew::text::tokenize(part.text, language).size(); });
  measure("sentences", parts, tokens,
          [](const Passage& part) { return clew::text::split_sentences(part.text, part.tokens).size(); });
  const auto* model = clew::annotate::name_model(language);
  if (model == nullptr) return 0;
  clew::annotate::NameBuffers buffers;
  std::vector<clew::annotate::NameSpan> spans;
  measure("names alone", parts, tokens, [&](const Passage& part) {
    std::size_t found = 0;
    for (const auto& words : part.sentences) {
      model->find(words, language == "ar", buffers, spans);
      found += spans.size();
    }
    return found;
  });
  std::vector<clew::model::Mention> mentions;
  measure("all of it", parts, tokens, [&](const Passage& part) {
    mentions.clear();
    clew::annotate::find_names(part.text, {.language = language, .zone = "body", .date = {}}, mentions);
    return mentions.size();
  });
  return 0;
}
