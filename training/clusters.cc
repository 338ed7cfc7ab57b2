#include "training/clusters.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <unordered_set>

#include "text/sentences.h"
#include "text/tokens.h"
#include "text/word_forms.h"
#include "training/input_files.h"
#include "training/matrix.h"

namespace clew::training {
namespace {

constexpr std::size_t kWide = 63, kNarrow = 16;

/// Words as numbers, sentences divided by kEdge.
constexpr std::uint32_t kEdge = 0xFFFFFFFF;
struct Stream {
  std::vector<std::uint32_t> forms;  // numbers in order of first occurrence
  std::vector<std::uint32_t> hashes;
  std::vector<std::size_t> counts;
};

void add_text(Stream& stream, std::unordered_map<std::uint32_t, std::uint32_t>& numbers,
              std::string_view text, std::string_view language) {
  const auto tokens = text::tokenize(text, language);
  for (const text::Sentence& s : text::split_sentences(text, tokens)) {
    for (std::uint32_t t = s.first; t < s.last; ++t) {
      if (tokens[t].kind == text::TokenKind::quote_mark) continue;
      const std::uint32_t hash = text::word_form(tokens[t].in(text)).form;
      const auto [at, fresh] = numbers.emplace(hash, static_cast<std::uint32_t>(stream.hashes.size()));
      if (fresh) {
        stream.hashes.push_back(hash);
        stream.counts.push_back(0);
      }
      ++stream.counts[at->second];
      stream.forms.push_back(at->second);
    }
    stream.forms.push_back(kEdge);
  }
}

Stream read(const std::vector<std::string>& texts, std::string_view language) {
  Stream stream;
  std::unordered_map<std::uint32_t, std::uint32_t> numbers;
  std::unordered_set<std::size_t> seen;
  for (const std::string& text : texts) {
    std::size_t at = 0;
    while (at < text.size()) {
      std::size_t end = text.find("\n\n", at);
      if (end == std::string::npos) end = text.size();
      const std::string_view paragraph = std::string_view(text).substr(at, end - at);
      if (paragraph.size() > 20 && seen.insert(std::hash<std::string_view>{}(paragraph)).second)
        add_text(stream, numbers, paragraph, language);
      at = end + 2;
    }
  }
  return stream;
}

/// For each kept word, its contexts with how telling they are.
SparseMatrix contexts_of(const Stream& stream, const std::vector<std::uint32_t>& rank, std::size_t words,
                         std::size_t contexts) {
  // Columns: left neighbours, right neighbours; the last of each is the sentence's edge.
  const std::size_t width = contexts + 1;
  std::vector<std::map<std::uint32_t, float>> rows(words);
  const auto column = [&](std::uint32_t form) -> std::uint32_t {
    if (form == kEdge) return static_cast<std::uint32_t>(contexts);
    return rank[form] < contexts ? rank[form] : kEdge;
  };
  for (std::size_t i = 0; i < stream.forms.size(); ++i) {
    const std::uint32_t form = stream.forms[i];
    if (form == kEdge || rank[form] >= words) continue;
    const std::uint32_t left = column(i > 0 ? stream.forms[i - 1] : kEdge),
                        right = column(i + 1 < stream.forms.size() ? stream.forms[i + 1] : kEdge);
    if (left != kEdge) rows[rank[form]][left] += 1;
    if (right != kEdge) rows[rank[form]][right + static_cast<std::uint32_t>(width)] += 1;
  }
  std::vector<double> row_sums(words), column_sums(2 * width);
  double all = 0;
  for (std::size_t r = 0; r < words; ++r) {
    for (const auto& [c, n] : rows[r]) {
      row_sums[r] += n;
      column_sums[c] += n;
      all += n;
    }
  }
  SparseMatrix matrix(2 * width);
  for (std::size_t r = 0; r < words; ++r) {
    for (const auto& [c, n] : rows[r]) {
      const double telling = std::log(n * all / (row_sums[r] * column_sums[c]));
      if (telling > 0) matrix.add(c, static_cast<float>(telling));
    }
    matrix.end_row();
  }
  return matrix;
}

/// k-means on rows of unit length; empty clusters stay empty.
std::vector<std::uint32_t> k_means(const Matrix& points, const std::vector<std::uint32_t>& which,
                                   std::size_t k, std::mt19937& random) {
  const std::size_t d = points.columns();
  k = std::min(k, which.size());
  Matrix centres(k, d);
  // Each next centre is the farthest of a few drawn points.
  for (std::size_t c = 0; c < k; ++c) {
    std::uint32_t best = which[random() % which.size()];
    float farthest = -1;
    for (int draw = 0; c > 0 && draw < 12; ++draw) {
      const std::uint32_t p = which[random() % which.size()];
      float nearest = 4;
      for (std::size_t o = 0; o < c; ++o)
        nearest = std::min(nearest, 2 - 2 * dot(points.row(p), centres.row(o), d));
      if (nearest > farthest) {
        farthest = nearest;
        best = p;
      }
    }
    std::copy_n(points.row(best), d, centres.row(c));
  }
  std::vector<std::uint32_t> of(which.size());
  for (int round = 0; round < 20; ++round) {
    for (std::size_t i = 0; i < which.size(); ++i) {
      float best = -2;
      for (std::size_t c = 0; c < k; ++c) {
        const float near = dot(points.row(which[i]), centres.row(c), d);
        if (near > best) {
          best = near;
          of[i] = static_cast<std::uint32_t>(c);
        }
      }
    }
    centres.clear();
    for (std::size_t i = 0; i < which.size(); ++i)
      for (std::size_t j = 0; j < d; ++j) centres.row(of[i])[j] += points.row(which[i])[j];
    centres.normalize_rows();
  }
  return of;
}

}  // namespace

std::unordered_map<std::uint32_t, std::uint16_t> cluster_words(const std::vector<std::string>& texts,
                                                               const ClusterOptions& options) {
  const Stream stream = read(texts, options.language);
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < stream.hashes.size(); ++i)
    if (stream.counts[i] >= options.least) order.push_back(i);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return stream.counts[a] > stream.counts[b]; });
  const std::size_t words = std::min(options.words, order.size()),
                    contexts = std::min(options.contexts, words);
  std::fprintf(stderr, "%zu tokens, %zu forms, %zu clustered\n", stream.forms.size(), stream.hashes.size(),
               words);
  std::vector<std::uint32_t> rank(stream.hashes.size(), kEdge - 1);
  for (std::size_t i = 0; i < words; ++i) rank[order[i]] = static_cast<std::uint32_t>(i);
  std::mt19937 random(1);
  Matrix points =
      reduce(contexts_of(stream, rank, words, contexts), std::min(options.dimensions, words / 2), random);
  points.normalize_rows();
  std::vector<std::uint32_t> all(words);
  for (std::size_t i = 0; i < words; ++i) all[i] = static_cast<std::uint32_t>(i);
  const auto wide = k_means(points, all, kWide, random);
  std::unordered_map<std::uint32_t, std::uint16_t> clusters;
  for (std::uint32_t w = 0; w < kWide; ++w) {
    std::vector<std::uint32_t> mine;
    for (std::size_t i = 0; i < words; ++i)
      if (wide[i] == w) mine.push_back(static_cast<std::uint32_t>(i));
    if (mine.empty()) continue;
    const auto narrow = k_means(points, mine, kNarrow, random);
    for (std::size_t i = 0; i < mine.size(); ++i)
      clusters[stream.hashes[order[mine[i]]]] = static_cast<std::uint16_t>((w + 1) << 4 | narrow[i]);
  }
  return clusters;
}

std::vector<std::string> read_plain_texts(const std::vector<std::string>& paths) {
  const auto files = input_files(
      paths, [](const auto& entry) { return entry.is_regular_file() && entry.file_size() < (8u << 20); });
  std::vector<std::string> texts;
  for (const std::string& file : files) {
    std::ifstream in(file, std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(in), {});
    if (text.find('\0') != std::string::npos) continue;
    std::erase(text, '\r');
    if (file.ends_with(".conllu")) {
      std::string lines;
      for (std::size_t at = text.find("# text = "); at != std::string::npos;
           at = text.find("# text = ", at + 1)) {
        const std::size_t end = text.find('\n', at);
        lines += text.substr(at + 9, end - at - 9) + "\n\n";
      }
      text = lines;
    } else if (const std::size_t colon = text.find(':'); colon < 40 && text.find_first_of(" \n\t") > colon) {
      const std::size_t blank = text.find("\n\n");
      text = blank == std::string::npos ? std::string() : text.substr(blank + 2);
    }
    texts.push_back(std::move(text));
  }
  return texts;
}

}  // namespace clew::training
