// clew_vectors LANGUAGE TEXT OUT [EPOCHS [FINE [COARSE [LEAST]]]] - word clusters from running text, a
// paragraph a line.
//
// Skip-gram with negative sampling (Mikolov et al. 2013), then k-means on the unit sphere, twice. Writes
// "word<TAB>count<TAB>capitals<TAB>fine<TAB>coarse" by falling count; words are in the normal form of
// annotate/name_words.h; `capitals`: 0 (never seen amid a sentence) or 1 + eighths of capital letters there.
// One thread, fixed seed and order: the same text gives the same bytes.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <unordered_map>
#include <vector>

#include "annotate/name_words.h"
#include "text/tokens.h"
#include "training/names/kmeans.h"
#include "training/names/random.h"

namespace {

using clew::annotate::Shape;
using clew::training::Random;
constexpr int kDim = 64;
constexpr int kWindow = 4;
constexpr int kNegatives = 5;
constexpr std::size_t kMostWords = 120000;

struct Entry {
  std::string word;
  std::uint64_t count = 0, amid = 0, capital = 0;
};

struct Corpus {
  std::vector<Entry> words;
  std::vector<std::uint32_t> text;  // word + 1; 0 ends a line
};

Corpus read_corpus(const char* path, std::string_view language, std::uint64_t least) {
  Corpus corpus;
  std::vector<Entry> all;
  std::unordered_map<std::string, std::uint32_t> index;
  std::ifstream file(path);
  std::string line, normal;
  while (std::getline(file, line)) {
    bool first = true;
    for (const clew::text::Token& where : clew::text::tokenize(line, language)) {
      const std::string_view token = where.in(line);
      clew::annotate::normal_form(token, normal);
      const auto [it, fresh] = index.emplace(normal, static_cast<std::uint32_t>(all.size()));
      if (fresh) all.push_back({normal, 0, 0, 0});
      Entry& entry = all[it->second];
      ++entry.count;
      const Shape shape = clew::annotate::shape_of(token);
      if (!first && (shape == Shape::lower || shape == Shape::capital)) {
        ++entry.amid;
        entry.capital += shape == Shape::capital;
      }
      corpus.text.push_back(it->second + 1);
      first = shape == Shape::punctuation;
    }
    corpus.text.push_back(0);
  }
  std::vector<std::uint32_t> order(all.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](auto a, auto b) {
    return all[a].count != all[b].count ? all[a].count > all[b].count : all[a].word < all[b].word;
  });
  std::vector<std::uint32_t> renamed(all.size() + 1, UINT32_MAX);
  renamed[0] = 0;
  for (const std::uint32_t old : order) {
    if (all[old].count < least || corpus.words.size() >= kMostWords) break;
    corpus.words.push_back(all[old]);
    renamed[old + 1] = static_cast<std::uint32_t>(corpus.words.size());
  }
  std::size_t kept = 0;
  for (const std::uint32_t w : corpus.text)
    if (renamed[w] != UINT32_MAX) corpus.text[kept++] = renamed[w];
  corpus.text.resize(kept);
  return corpus;
}

/// 1 / (1 + exp(-x)) from a table: fast, and the same whatever the library.
class Sigmoid {
 public:
  Sigmoid() {
    for (int i = 0; i < kSize; ++i)
      table_[i] = static_cast<float>(1 / (1 + std::exp(-(i * 12.0 / kSize - 6))));
  }
  float operator()(float x) const {
    if (x <= -6) return 0;
    if (x >= 6) return 1;
    return table_[static_cast<int>((x + 6) * (kSize / 12.0F))];
  }

 private:
  static constexpr int kSize = 4096;
  float table_[kSize];
};

class SkipGram {
 public:
  SkipGram(const Corpus& corpus, std::uint64_t seed) : corpus_(corpus), random_(seed) {
    in_.resize(corpus.words.size() * kDim);
    out_.resize(corpus.words.size() * kDim);
    for (float& x : in_) x = (random_.uniform() - 0.5F) / kDim;
    double sum = 0;
    for (const Entry& e : corpus.words) {
      sum += std::pow(static_cast<double>(e.count), 0.75);
      noise_.push_back(sum);
      total_ += e.count;
    }
    lookup_.resize(1 << 20);
    std::size_t word = 0;
    for (std::size_t i = 0; i < lookup_.size(); ++i) {
      while (word + 1 < noise_.size() &&
             noise_[word] < sum * static_cast<double>(i + 1) / static_cast<double>(lookup_.size()))
        ++word;
      lookup_[i] = static_cast<std::uint32_t>(word);
    }
  }

  void train(int epochs) {
    std::vector<std::uint32_t> line;
    const double steps = static_cast<double>(corpus_.text.size()) * epochs;
    std::uint64_t done = 0;
    for (int epoch = 0; epoch < epochs; ++epoch) {
      for (const std::uint32_t w : corpus_.text) {
        ++done;
        if (w != 0) {
          if (keep(w - 1)) line.push_back(w - 1);
          continue;
        }
        rate_ = static_cast<float>(0.03 * std::max(0.02, 1 - static_cast<double>(done) / steps));
        train_line(line);
        line.clear();
      }
      std::cerr << "epoch " << epoch + 1 << '\n';
    }
  }
  const std::vector<float>& vectors() const { return in_; }

 private:
  bool keep(std::uint32_t w) {
    const double share = static_cast<double>(corpus_.words[w].count) / static_cast<double>(total_);
    const double chance = std::sqrt(3e-4 / share);
    return chance >= 1 || random_.uniform() < chance;
  }
  void train_line(const std::vector<std::uint32_t>& line) {
    for (std::size_t at = 0; at < line.size(); ++at) {
      const std::size_t reach = 1 + random_.below(kWindow);
      const std::size_t from = at > reach ? at - reach : 0;
      for (std::size_t other = from; other < std::min(line.size(), at + reach + 1); ++other)
        if (other != at) pair(line[at], line[other]);
    }
  }
  void pair(std::uint32_t word, std::uint32_t context) {
    float* v = &in_[static_cast<std::size_t>(word) * kDim];
    float change[kDim] = {};
    for (int n = 0; n <= kNegatives; ++n) {
      const std::uint32_t target = n == 0 ? context : lookup_[random_.below(lookup_.size())];
      if (n > 0 && target == context) continue;
      float* u = &out_[static_cast<std::size_t>(target) * kDim];
      float lanes[4] = {};  // a fixed order of summation that a compiler can vectorise
      for (int i = 0; i < kDim; i += 4)
        for (int j = 0; j < 4; ++j) lanes[j] += v[i + j] * u[i + j];
      const float dot = (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
      const float g = rate_ * ((n == 0 ? 1.0F : 0.0F) - sigmoid_(dot));
      for (int i = 0; i < kDim; ++i) change[i] += g * u[i];
      for (int i = 0; i < kDim; ++i) u[i] += g * v[i];
    }
    for (int i = 0; i < kDim; ++i) v[i] += change[i];
  }

  const Corpus& corpus_;
  Random random_;
  Sigmoid sigmoid_;
  std::vector<float> in_, out_;
  std::vector<double> noise_;
  std::vector<std::uint32_t> lookup_;
  std::uint64_t total_ = 0;
  float rate_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::cerr << "clew_vectors LANGUAGE TEXT OUT [EPOCHS [FINE [COARSE [LEAST]]]]\n";
    return 2;
  }
  const auto option = [&](int i, int otherwise) { return argc > i ? std::atoi(argv[i]) : otherwise; };
  const Corpus corpus = read_corpus(argv[2], argv[1], static_cast<std::uint64_t>(option(7, 4)));
  std::cerr << corpus.words.size() << " words, " << corpus.text.size() << " tokens\n";
  SkipGram model(corpus, 1);
  model.train(option(4, 3));
  std::vector<float> vectors = model.vectors();
  clew::training::normalise(vectors, kDim);
  const auto fine = clew::training::kmeans(vectors, kDim, option(5, 512), 12, 7);
  const auto coarse = clew::training::kmeans(vectors, kDim, option(6, 64), 12, 8);
  std::ofstream out(argv[3]);
  for (std::size_t i = 0; i < corpus.words.size(); ++i) {
    const Entry& e = corpus.words[i];
    const std::uint64_t caps = e.amid == 0 ? 0 : 1 + std::min<std::uint64_t>(6, e.capital * 7 / e.amid);
    out << e.word << '\t' << e.count << '\t' << caps << '\t' << fine[i] + 1 << '\t' << coarse[i] + 1 << '\n';
  }
  return out ? 0 : 1;
}
