// clew_train_match: see usage() below. Measuring is bench/match_names.cc.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "match/match_model.h"
#include "match/romanise.h"
#include "training/match/channel_trainer.h"

namespace {

int usage() {
  std::fprintf(
      stderr,
      "usage: clew_train_match [--without PAIRS]... [--every N PAIRS]... [--counts COUNTS] -o MODEL "
      "PAIRS...\n"
      "  PAIRS: lines of two words divided by a tab, one of them in Latin letters; the letters of the\n"
      "  other may have blanks between them; further columns are passed over\n"
      "  --without: leaves out native words that stand there; --every: takes each Nth line\n"
      "  --counts: lines of a word and how often it stands in names\n");
  return 2;
}

using clew::training::WordPair;

std::vector<WordPair> read_pairs(const std::string& path, std::size_t every) {
  std::vector<WordPair> out;
  std::ifstream in(path);
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    if (number++ % every != 0) continue;
    std::istringstream fields(line);
    std::string one, two;
    if (!std::getline(fields, one, '\t') || !std::getline(fields, two, '\t')) continue;
    const auto a = clew::match::romanise(one), b = clew::match::romanise(two);
    const auto& native = a.native.empty() ? b : a;
    const auto& latin = a.native.empty() ? a : b;
    const bool letters = latin.plain.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
    if (native.native.empty() || !latin.native.empty() || latin.plain.empty() || !letters) continue;
    out.push_back({native.native, latin.plain});
  }
  std::fprintf(stderr, "%s: %zu pairs\n", path.c_str(), out.size());
  return out;
}

/// The section of match_model.h's Frequencies.
std::string frequencies(const std::string& path) {
  constexpr std::uint32_t kPlaces = 24576;
  std::map<std::string, double> counts;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) continue;
    const auto word = clew::match::romanise(std::string_view(line).substr(0, tab));
    if (!word.plain.empty()) counts[word.plain] += std::atof(line.c_str() + tab + 1);
  }
  std::vector<double> rows(2 * std::size_t{kPlaces});
  for (const auto& [word, count] : counts) {
    // Rare words are left out: they would only be taken for others.
    if (count < 4) continue;
    const auto [first, second] = clew::match::frequency_places(word, kPlaces);
    rows[first] = std::max(rows[first], count);
    rows[kPlaces + second] = std::max(rows[kPlaces + second], count);
  }
  std::string out;
  for (const double count : rows)
    out += static_cast<char>(count > 0 ? std::min(255, 8 + static_cast<int>(8 * std::log2(count))) : 0);
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<WordPair> pairs;
  std::set<std::string> without;
  std::string out, counted;
  for (int i = 1; i < argc; ++i) {
    const std::string arg = argv[i];
    if (arg == "--without" && i + 1 < argc) {
      for (const WordPair& pair : read_pairs(argv[++i], 1)) without.insert(pair.native);
    } else if (arg == "--every" && i + 2 < argc) {
      const auto every = static_cast<std::size_t>(std::max(1, std::atoi(argv[++i])));
      const auto more = read_pairs(argv[++i], every);
      pairs.insert(pairs.end(), more.begin(), more.end());
    } else if (arg == "--counts" && i + 1 < argc) {
      counted = argv[++i];
    } else if (arg == "-o" && i + 1 < argc) {
      out = argv[++i];
    } else {
      const auto more = read_pairs(arg, 1);
      pairs.insert(pairs.end(), more.begin(), more.end());
    }
  }
  if (out.empty() || pairs.empty()) return usage();
  std::erase_if(pairs, [&](const WordPair& pair) { return without.contains(pair.native); });
  clew::ModelWriter model;
  clew::training::train_channel(pairs, {}, model);
  model.add("frequency", frequencies(counted));
  const std::string bytes = model.finish();
  std::ofstream(out, std::ios::binary) << bytes;
  std::fprintf(stderr, "%s: %zu pairs, %zu bytes\n", out.c_str(), pairs.size(), bytes.size());
  return 0;
}
