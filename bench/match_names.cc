// bench/match_names.cc - how well and how fast names are matched.
//   match_names cases FILE.tsv [--errors]    name, name, schema, true|false, STRONG|MEDIUM|WEAK
//   match_names words PAIRS.tsv POOL.tsv...  one word of each line stands for the other among all Latin ones
//   of
//                                            the pool: R@1, R@10, F1 beside hard and random others
//   match_names names PAIRS.tsv              the same for whole names: original script, Latin
//   match_names tune FILE.tsv...             weights of match/align.h that part such cases best
//   match_names speed PAIRS.tsv              nanoseconds to prepare and to score
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/random.h"
#include "match/align.h"
#include "match/match.h"
#include "match/match_model.h"
#include "match/prepared.h"
#include "match/romanise.h"

namespace {

using namespace clew;
using match::Kind;
using match::Name;

std::vector<std::vector<std::string>> read_table(const std::string& path) {
  std::vector<std::vector<std::string>> out;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    std::vector<std::string> fields;
    std::istringstream parts(line);
    for (std::string field; std::getline(parts, field, '\t');) fields.push_back(field);
    if (fields.size() >= 2) out.push_back(std::move(fields));
  }
  return out;
}

struct Counted {
  int right = 0, wrong = 0, missed = 0, rest = 0;
  void add(bool is, bool said) { ++(is ? (said ? right : missed) : (said ? wrong : rest)); }
  double precision() const { return right ? 1.0 * right / (right + wrong) : 0; }
  double recall() const { return right ? 1.0 * right / (right + missed) : 0; }
  double f1() const { return right ? 2.0 * right / (2.0 * right + wrong + missed) : 0; }
};

/// The best F1 over thresholds, and at which.
std::pair<double, double> best_f1(std::vector<std::pair<double, bool>> scored) {
  std::sort(scored.begin(), scored.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  const auto gold = std::count_if(scored.begin(), scored.end(), [](const auto& s) { return s.second; });
  double best = 0, at = 0, right = 0;
  for (std::size_t i = 0; i < scored.size(); ++i) {
    right += scored[i].second;
    if (i + 1 < scored.size() && scored[i + 1].first == scored[i].first) continue;
    const double f1 = 2 * right / (static_cast<double>(i + 1) + static_cast<double>(gold));
    if (f1 > best) best = f1, at = scored[i].first;
  }
  return {best, at};
}

int cases(const std::string& path, bool errors) {
  std::map<std::string, Counted> by;
  std::vector<std::pair<double, bool>> scored;
  std::map<std::string, std::pair<double, int>> means;
  for (const auto& row : read_table(path)) {
    if (row.size() < 5) continue;
    const Kind kind = row[2] == "Person"   ? Kind::person
                      : row[2] == "Vessel" ? Kind::vessel
                                           : Kind::organisation;
    const double score = match::score(match::prepare(row[0], kind), match::prepare(row[1], kind));
    const bool is = row[3] == "true", said = score >= match::kSame;
    for (const std::string& slice :
         {std::string("all"), row[2], row[4], row.size() > 5 ? row[5] : std::string("-")})
      by[slice].add(is, said);
    scored.emplace_back(score, is);
    auto& mean = means[row[4] + (is ? " same" : " other")];
    mean.first += score, ++mean.second;
    if (errors && is != said)
      std::printf("%s %.3f %-7s %-6s %s || %s\n", is ? "missed" : "wrong ", score, row[2].c_str(),
                  row[4].c_str(), row[0].c_str(), row[1].c_str());
  }
  for (const auto& [slice, c] : by)
    std::printf("%-16s P %.3f R %.3f F1 %.3f  (right %d, wrong %d, missed %d)\n", slice.c_str(),
                c.precision(), c.recall(), c.f1(), c.right, c.wrong, c.missed);
  for (const auto& [tier, mean] : means)
    std::printf("mean %-14s %.3f\n", tier.c_str(), mean.first / mean.second);
  const auto [f1, at] = best_f1(scored);
  std::printf("best F1 %.3f at %.3f\n", f1, at);
  return 0;
}

std::size_t edit_distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> last(b.size() + 1), now(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j)
      now[j] = std::min({last[j - 1] + (a[i - 1] != b[j - 1]), last[j] + 1, now[j - 1] + 1});
    last.swap(now);
  }
  return last[b.size()];
}

/// Ranks every Latin form for every query. Others for F1: the five best that are three edits or more from
/// what is right, and twenty at random.
int rank(const std::vector<std::pair<std::string, std::string>>& pairs, const std::set<std::string>& pool,
         Kind kind, std::size_t most, bool errors) {
  std::map<std::string, std::set<std::string>> gold;
  for (const auto& [query, latin] : pairs) gold[query].insert(latin);
  std::vector<std::string> forms(pool.begin(), pool.end());
  std::vector<Name> names;
  for (const std::string& form : forms) names.push_back(match::prepare(form, kind));
  Random random(7);
  std::vector<std::pair<double, bool>> scored;
  std::size_t first = 0, tenth = 0, asked = 0;
  const std::size_t step = std::max<std::size_t>(1, gold.size() / most);
  std::size_t number = 0;
  for (const auto& [query, right] : gold) {
    if (number++ % step != 0) continue;
    ++asked;
    const Name name = match::prepare(query, kind);
    std::vector<std::pair<double, std::size_t>> ranked;
    for (std::size_t i = 0; i < names.size(); ++i) ranked.emplace_back(-match::score(name, names[i]), i);
    std::sort(ranked.begin(), ranked.end());
    // Of equal scores the wrong ones come first.
    double best = 1;
    for (const auto& [score, i] : ranked)
      if (right.contains(forms[i])) best = std::min(best, score);
    const auto before = std::count_if(ranked.begin(), ranked.end(), [&](const auto& r) {
      return r.first <= best && !right.contains(forms[r.second]);
    });
    first += before == 0 && best < 0;
    tenth += before < 10 && best < 0;
    if (errors && before > 0)
      std::printf("%s %s %.3f rank %ld; first %s %.3f\n", query.c_str(), right.begin()->c_str(), -best,
                  static_cast<long>(before + 1), forms[ranked[0].second].c_str(), -ranked[0].first);
    scored.emplace_back(-best, true);
    const auto far = [&](std::size_t i) {
      return std::all_of(right.begin(), right.end(),
                         [&](const std::string& r) { return edit_distance(r, forms[i]) >= 3; });
    };
    int hard = 0;
    for (const auto& [score, i] : ranked) {
      if (hard == 5) break;
      if (far(i)) scored.emplace_back(-score, false), ++hard;
    }
    for (int k = 0; k < 20;) {
      const std::size_t i = random.next() % forms.size();
      if (right.contains(forms[i])) continue;
      scored.emplace_back(-match::score(name, names[i]), false), ++k;
    }
  }
  Counted at;
  for (const auto& [score, is] : scored) at.add(is, score >= match::kSame);
  const auto [f1, threshold] = best_f1(scored);
  const auto n = static_cast<double>(asked);
  std::printf(
      "%zu asked, %zu forms: R@1 %.4f R@10 %.4f; best F1 %.4f at %.3f; at %.2f P %.3f R %.3f F1 %.4f\n",
      asked, forms.size(), static_cast<double>(first) / n, static_cast<double>(tenth) / n, f1, threshold,
      match::kSame, at.precision(), at.recall(), at.f1());
  return 0;
}

int words(int argc, char** argv, bool errors) {
  std::vector<std::pair<std::string, std::string>> pairs;
  std::set<std::string> pool;
  for (int i = 2; i < argc; ++i) {
    for (const auto& row : read_table(argv[i])) {
      const bool latin_first = match::romanise(row[0]).native.empty();
      const std::string &native = row[latin_first ? 1 : 0], &latin = row[latin_first ? 0 : 1];
      if (i == 2) pairs.emplace_back(native, latin);
      pool.insert(latin);
    }
  }
  return rank(pairs, pool, Kind::person, 400, errors);
}

int names(const std::string& path, bool errors) {
  std::vector<std::pair<std::string, std::string>> pairs;
  std::set<std::string> pool;
  for (const auto& row : read_table(path)) pairs.emplace_back(row[0], row[1]), pool.insert(row[1]);
  return rank(pairs, pool, Kind::person, 1000, errors);
}

/// Searches for weights under which the labelled pairs of the files lie well apart on both sides of kSame.
int tune(int argc, char** argv) {
  struct Case {
    Name a, b;
    bool same;
    double weight;
  };
  std::vector<Case> all;
  for (int i = 2; i < argc; ++i) {
    for (const auto& row : read_table(argv[i])) {
      if (row.size() < 5) continue;
      const Kind kind = row[2] == "Person"   ? Kind::person
                        : row[2] == "Vessel" ? Kind::vessel
                                             : Kind::organisation;
      all.push_back({match::prepare(row[0], kind), match::prepare(row[1], kind), row[3] == "true",
                     row[4] == "STRONG" ? 4
                     : row[4] == "WEAK" ? 0.4
                                        : 1});
      if (all.back().b.text() < all.back().a.text()) std::swap(all.back().a, all.back().b);
    }
  }
  const auto loss = [&](const match::Weights& w) {
    double sum = 0;
    match::Alignment alignment;
    for (const Case& c : all) {
      match::align(*c.a.prepared(), *c.b.prepared(), w, alignment);
      const double over = (alignment.score - match::kSame) / 0.04 * (c.same ? 1 : -1);
      sum += c.weight * std::log1p(std::exp(-over));
    }
    return sum / static_cast<double>(all.size());
  };
  match::Weights best = match::kWeights;
  double* const first = reinterpret_cast<double*>(&best);
  constexpr std::size_t kCount = sizeof(match::Weights) / sizeof(double);
  double least = loss(best);
  std::printf("%zu cases, loss %.4f\n", all.size(), least);
  Random random(11);
  double step = 0.4;
  for (int round = 0; round < 2500; ++round, step *= 0.999) {
    double& value = first[random.below(kCount)];
    const double before = value;
    const double share = static_cast<double>(random.below(2001)) / 1000.0 - 1;
    value = std::max(0.0, value * (1 + share * step));
    const double now = loss(best);
    now < least ? least = now : value = before;
  }
  std::printf("loss %.4f\n", least);
  for (std::size_t i = 0; i < kCount; ++i) std::printf("%s%.3g", i ? ", " : "", first[i]);
  std::printf("\n");
  return 0;
}

double seconds_since(std::clock_t start) {
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

int speed(const std::string& path) {
  std::vector<std::string> texts;
  for (const auto& row : read_table(path)) texts.push_back(row[0]), texts.push_back(row[1]);
  match::prepare("x y", Kind::unknown);
  std::vector<Name> made;
  std::clock_t start = std::clock();
  for (const std::string& text : texts) made.push_back(match::prepare(text));
  const double preparing = seconds_since(start) / static_cast<double>(texts.size());
  start = std::clock();
  double sum = 0;
  std::size_t count = 0;
  for (std::size_t i = 0; i < made.size(); ++i)
    for (std::size_t j = 0; j < 500; ++j, ++count)
      sum += match::score(made[i], made[(i + j * 7) % made.size()]);
  const double scoring = seconds_since(start) / static_cast<double>(count);
  std::printf("%zu names: prepare %.0f ns a name, score %.0f ns a pair (%.2f M pairs/s), mean %.3f\n",
              texts.size(), preparing * 1e9, scoring * 1e9, 1e-6 / scoring, sum / static_cast<double>(count));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 2 ? argv[1] : "";
  const bool errors = std::string(argv[argc - 1]) == "--errors";
  if (errors) --argc;
  // Another model than the one this program carries.
  static clew::ModelFile file;
  if (const char* path = std::getenv("CLEW_MATCH_MODEL")) {
    auto mapped = clew::ModelFile::map(path);
    if (!mapped || !clew::match::use_match_model(file = *mapped)) {
      std::fprintf(stderr, "match_names: %s: no such model\n", path);
      return 3;
    }
  }
  if (what == "cases") return cases(argv[2], errors);
  if (what == "words") return words(argc, argv, errors);
  if (what == "names") return names(argv[2], errors);
  if (what == "tune") return tune(argc, argv);
  if (what == "speed") return speed(argv[2]);
  std::fprintf(stderr, "usage: match_names cases|words|names|tune|speed FILE... [--errors]\n");
  return 2;
}
