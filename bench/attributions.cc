// bench/attributions.cc - how fast attributions are found in English text, and what part of that is parsing.
// usage: bench_attributions FILE_OR_FOLDER...   reads up to 16 MB; prints tokens/s of one core's time, best
// of three.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "claim/attribution.h"
#include "claim/attribution_model.h"
#include "text/passages.h"
#include "text/zones.h"

namespace {

using namespace clew;

constexpr std::size_t kMost = 16u << 20;

std::vector<std::string> read_all(int count, char** paths) {
  std::vector<std::string> texts;
  std::size_t bytes = 0;
  const auto add = [&](const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    bytes += texts.back().size();
  };
  for (int i = 1; i < count; ++i) {
    if (!std::filesystem::is_directory(paths[i])) {
      add(paths[i]);
      continue;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(paths[i]))
      if (entry.is_regular_file() && bytes < kMost) add(entry.path());
  }
  return texts;
}

std::vector<std::unique_ptr<claim::Document>> documents(const std::vector<std::string>& texts) {
  std::vector<std::unique_ptr<claim::Document>> all;
  for (const std::string& text : texts) {
    std::vector<claim::ParagraphInput> paragraphs;
    for (const auto& passage :
         text::split_passages(text, text::find_zones(text, model::DocumentType::report))) {
      claim::ParagraphInput& paragraph = paragraphs.emplace_back();
      paragraph.start = passage.start;
      paragraph.end = passage.end;
      paragraph.zone = passage.zone;
    }
    all.push_back(std::make_unique<claim::Document>(text, std::move(paragraphs),
                                                    claim::Context{"en", "report", "", ""}));
  }
  return all;
}

}  // namespace

int main(int argc, char** argv) {
  const auto texts = read_all(argc, argv);
  double whole = 1e9, again = 1e9;
  std::size_t tokens = 0, found = 0, parsed = 0;
  for (int round = 0; round < 3; ++round) {
    auto all = documents(texts);
    tokens = found = parsed = 0;
    for (auto& document : all)
      for (std::size_t p = 0; p < document->size(); ++p)
        for (const auto& sentence : document->sentences(p)) tokens += sentence.words.size();
    // The first time sentences are parsed; the second time they are.
    for (double* best : {&whole, &again}) {
      const std::clock_t start = std::clock();
      found = 0;
      for (auto& document : all)
        for (const auto& paragraph : claim::find_attributions(*document)) found += paragraph.size();
      *best = std::min(*best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }
    for (auto& document : all)
      for (std::size_t p = 0; p < document->size(); ++p)
        for (const auto& sentence : document->sentences(p))
          parsed += sentence.parsed ? sentence.words.size() : 0;
  }
  const auto n = static_cast<double>(tokens);
  std::printf("%zu tokens, %.1f %% in parsed sentences, %zu attributions\n", tokens,
              100 * static_cast<double>(parsed) / n, found);
  std::printf("with parsing    %10.0f tokens/s\nwithout parsing %10.0f tokens/s\n", n / whole, n / again);
  return 0;
}
