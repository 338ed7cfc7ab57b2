// What screening costs and finds: bench/screening.py calls it and says what its figures mean.
//
// usage: bench_screening NAMES QUERIES [--threshold T] [--slow N] [--scores OUT]
// NAMES: a listed name a line, "kind<TAB>name". QUERIES: a name a line. Prints one JSON object. Times are of
// the processor. --slow: so many of the queries are compared with every name as well. --scores: for each
// query a line "best<TAB>best by Jaro-Winkler", over all names.
#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "base/fold.h"
#include "base/json.h"
#include "screen/index.h"

namespace {

using namespace clew;

double seconds() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

match::Kind kind_of(std::string_view word) {
  if (word == "person") return match::Kind::person;
  if (word == "organisation") return match::Kind::organisation;
  if (word == "vessel" || word == "aircraft") return match::Kind::vessel;
  return match::Kind::unknown;
}

// W. E. Winkler 1990, over bytes of folded names: prefix of four, 0.1 for each.
double jaro_winkler(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return 0;
  const std::size_t reach = std::max<std::size_t>(std::max(a.size(), b.size()) / 2, 1) - 1;
  bool mine[256] = {}, theirs[256] = {};
  a = a.substr(0, 256), b = b.substr(0, 256);
  std::size_t same = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = i > reach ? i - reach : 0; j < std::min(b.size(), i + reach + 1); ++j)
      if (!theirs[j] && a[i] == b[j]) {
        mine[i] = theirs[j] = true;
        ++same;
        break;
      }
  if (same == 0) return 0;
  std::size_t moved = 0, j = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!mine[i]) continue;
    while (!theirs[j]) ++j;
    moved += a[i] != b[j++];
  }
  const double m = static_cast<double>(same);
  const double jaro = (m / static_cast<double>(a.size()) + m / static_cast<double>(b.size()) +
                       (m - static_cast<double>(moved) / 2) / m) /
                      3;
  std::size_t prefix = 0;
  while (prefix < 4 && prefix < std::min(a.size(), b.size()) && a[prefix] == b[prefix]) ++prefix;
  return jaro + 0.1 * static_cast<double>(prefix) * (1 - jaro);
}

std::string sorted_words(std::string_view name) {
  std::vector<std::string> words;
  WordCutter cutter(name);
  for (Word word; cutter.next(word);) words.emplace_back(word.folded);
  std::sort(words.begin(), words.end());
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

struct Plan {
  double threshold = 0.7;
  std::size_t slow = 0;
  std::string scores;
};

void write_scores(const Plan& plan, const std::vector<std::string>& names,
                  const std::vector<std::string>& queries, const screen::NameIndex& index) {
  std::ofstream out(plan.scores);
  std::vector<std::string> folded_names;
  for (const std::string& name : names) folded_names.push_back(sorted_words(name));
  const auto scratch = index.scratch();
  std::vector<screen::Near> near;
  for (const std::string& query : queries) {
    index.find(match::prepare(query), 0.5, *scratch, near);
    const std::string mine = sorted_words(query);
    double best = 0;
    for (const std::string& name : folded_names) best = std::max(best, jaro_winkler(mine, name));
    out << (near.empty() ? 0.0 : near.front().score) << '\t' << best << '\n';
  }
}

int run(const std::vector<std::string>& names, const std::vector<match::Kind>& kinds,
        const std::vector<std::string>& queries, const Plan& plan) {
  screen::NameIndex index;
  for (std::size_t i = 0; i < names.size(); ++i) index.add(names[i], kinds[i]);
  const double start = seconds();
  index.build();
  const double built = seconds();
  const auto scratch = index.scratch();
  std::vector<screen::Near> near, slow;
  std::vector<double> times;
  std::size_t hits = 0, estimated = 0, compared = 0;
  double preparing = 0;
  for (const std::string& query : queries) {
    const double before = seconds();
    const match::Name name = match::prepare(query);
    const double prepared = seconds();
    index.find(name, plan.threshold, *scratch, near);
    times.push_back((seconds() - before) * 1e6);
    preparing += prepared - before;
    hits += near.size();
    const auto [looked, scored] = screen::NameIndex::looked_at(*scratch);
    estimated += looked, compared += scored;
  }
  const double all = seconds() - built;
  std::sort(times.begin(), times.end());
  std::size_t expected = 0, found = 0;
  for (std::size_t i = 0; plan.slow > 0 && i < queries.size();
       i += std::max<std::size_t>(1, queries.size() / plan.slow)) {
    const match::Name name = match::prepare(queries[i]);
    index.find(name, plan.threshold, *scratch, near);
    index.find_slowly(name, plan.threshold, slow);
    expected += slow.size();
    for (const screen::Near& one : slow)
      found +=
          std::any_of(near.begin(), near.end(), [&](const auto& other) { return other.name == one.name; });
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const double n = static_cast<double>(std::max<std::size_t>(1, queries.size()));
  JsonWriter json;
  json.begin_object().field("names", static_cast<std::uint64_t>(names.size()));
  json.field("queries", static_cast<std::uint64_t>(queries.size())).field("build_seconds", built - start);
  json.field("per_second", n / all).field("prepare_us", preparing / n * 1e6);
  json.field("p50_us", times[times.size() / 2]).field("p99_us", times[times.size() * 99 / 100]);
  json.field("max_us", times.back()).field("estimated", static_cast<double>(estimated) / n);
  json.field("compared", static_cast<double>(compared) / n).field("hits", static_cast<double>(hits) / n);
  json.field("memory_mb", static_cast<double>(usage.ru_maxrss) / 1024);
  if (plan.slow > 0) {
    json.field("slow_hits", static_cast<std::uint64_t>(expected));
    json.field("recall", expected == 0 ? 1.0 : static_cast<double>(found) / static_cast<double>(expected));
  }
  json.end_object();
  std::cout << json.text() << '\n';
  if (!plan.scores.empty()) write_scores(plan, names, queries, index);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  Plan plan;
  for (int i = 3; i + 1 < argc; i += 2) {
    const std::string_view option = argv[i];
    if (option == "--threshold") plan.threshold = std::atof(argv[i + 1]);
    if (option == "--slow") plan.slow = static_cast<std::size_t>(std::atoi(argv[i + 1]));
    if (option == "--scores") plan.scores = argv[i + 1];
  }
  std::vector<std::string> names, queries;
  std::vector<match::Kind> kinds;
  std::ifstream listed(argv[1]), asked(argv[2]);
  for (std::string line; std::getline(listed, line);) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) continue;
    kinds.push_back(kind_of(line.substr(0, tab)));
    names.push_back(line.substr(tab + 1));
  }
  for (std::string line; std::getline(asked, line);)
    if (!line.empty()) queries.push_back(line);
  if (names.empty() || queries.empty()) return 3;
  return run(names, kinds, queries, plan);
}
