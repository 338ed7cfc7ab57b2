// bench/values.cc - how fast identifiers alone, and all mentions of a passage, are found in plain text.
// usage: values FILE_OR_FOLDER...   reads up to 64 MB; prints MB/s and words/s of one core's time, best of
// three.
#include "annotate/values.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "annotate/annotate.h"
#include "annotate/identifiers.h"

namespace {

constexpr std::size_t kMost = 64u << 20;
constexpr std::size_t kPassage = 4096;  // cut at the next line end

void read_file(const std::filesystem::path& path, std::string& to) {
  std::ifstream file(path, std::ios::binary);
  to.append(std::istreambuf_iterator<char>(file), {});
  to += '\n';
}

std::string read_all(int count, char** paths) {
  std::string text;
  for (int i = 1; i < count; ++i) {
    if (!std::filesystem::is_directory(paths[i])) {
      read_file(paths[i], text);
      continue;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(paths[i]))
      if (entry.is_regular_file() && text.size() < kMost) read_file(entry.path(), text);
  }
  return text;
}

std::vector<std::string_view> passages(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t cut =
        text.size() <= kPassage ? text.size() : std::min(text.find('\n', kPassage), text.size() - 1) + 1;
    out.push_back(text.substr(0, cut));
    text.remove_prefix(out.back().size());
  }
  return out;
}

// Time of the processor, not of the clock: other programs may run.
double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

template <class Work>
void measure(const char* name, const std::vector<std::string_view>& parts, std::size_t bytes,
             std::size_t words, Work work) {
  double best = 1e9;
  std::size_t found = 0;
  for (int round = 0; round < 3; ++round) {
    const double start = processor_seconds();
    found = 0;
    for (const std::string_view part : parts) found += work(part);
    best = std::min(best, processor_seconds() - start);
  }
  std::printf("%-12s %8.1f MB/s %12.0f words/s %10zu found\n", name, static_cast<double>(bytes) / 1e6 / best,
              static_cast<double>(words) / best, found);
}

}  // namespace

int main(int count, char** paths) {
  const std::string text = read_all(count, paths);
  std::size_t words = 0;
  for (std::size_t i = 1; i < text.size(); ++i)
    words +=
        static_cast<unsigned char>(text[i - 1]) > ' ' && static_cast<unsigned char>(text[i]) <= ' ' ? 1 : 0;
  const auto parts = passages(text);
  std::printf("%zu bytes, %zu words, %zu passages\n", text.size(), words, parts.size());
  std::vector<clew::model::Mention> mentions;
  measure("identifiers", parts, text.size(), words, [&](std::string_view part) {
    mentions.clear();
    clew::annotate::find_identifiers(part, "en", mentions);
    return mentions.size();
  });
  measure("values", parts, text.size(), words, [&](std::string_view part) {
    mentions.clear();
    clew::annotate::find_values(part, {"en", "body", "2001-05-14"}, mentions);
    return mentions.size();
  });
  measure("mentions", parts, text.size(), words, [](std::string_view part) {
    return clew::annotate::find_mentions(part, {"en", "body", "2001-05-14"}).size();
  });
  return 0;
}
