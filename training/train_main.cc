// clew_train clusters [--language L] -o FILE TEXT...
// clew_train syntax --language L [--without FILE]... [options] -o MODEL TREEBANK...
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "training/clusters.h"
#include "training/syntax_trainer.h"

namespace {

int usage() {
  std::fprintf(stderr,
               "usage: clew_train clusters [--language L] [--least N] [--words N] -o FILE TEXT...\n"
               "       clew_train syntax --language L [--without TREEBANK]... [--clusters FILE] [--seed N]\n"
               "                  [--universal] [--merge] [--rounds TAG,GREEDY,BEAM,LABEL] [--width N]\n"
               "                  [--places GREEDY,BEAM] [--features TAG,LABEL] -o MODEL TREEBANK...\n"
               "  --without: leaves out every document and sentence that stands there\n");
  return 2;
}

int train_clusters(int argc, char** argv) {
  using namespace clew::training;
  ClusterOptions options;
  std::vector<std::string> paths;
  std::string out;
  for (int i = 2; i < argc; ++i) {
    const std::string arg = argv[i];
    const bool more = i + 1 < argc;
    if (arg == "--language" && more) {
      options.language = argv[++i];
    } else if (arg == "--least" && more) {
      options.least = static_cast<std::size_t>(std::atoi(argv[++i]));
    } else if (arg == "--words" && more) {
      options.words = static_cast<std::size_t>(std::atoi(argv[++i]));
    } else if (arg == "-o" && more) {
      out = argv[++i];
    } else {
      paths.push_back(arg);
    }
  }
  if (paths.empty() || out.empty()) return usage();
  const auto clusters = cluster_words(read_plain_texts(paths), options);
  std::ofstream to(out, std::ios::binary);
  for (const auto& [form, cluster] : std::map<std::uint32_t, std::uint16_t>(clusters.begin(), clusters.end()))
    to << form << ' ' << cluster << '\n';
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace clew::training;
  if (argc > 1 && std::string(argv[1]) == "clusters") return train_clusters(argc, argv);
  std::vector<std::string> files, without;
  std::string out, clusters;
  SyntaxOptions options;
  bool merge = false;
  if (argc < 2 || std::string(argv[1]) != "syntax") return usage();
  for (int i = 2; i < argc; ++i) {
    const std::string arg = argv[i];
    const bool more = i + 1 < argc;
    if (arg == "--language" && more) {
      options.language = argv[++i];
    } else if (arg == "--without" && more) {
      without.push_back(argv[++i]);
    } else if (arg == "--clusters" && more) {
      clusters = argv[++i];
    } else if (arg == "--seed" && more) {
      options.seed = static_cast<std::uint32_t>(std::atoi(argv[++i]));
    } else if (arg == "--rounds" && more) {
      if (std::sscanf(argv[++i], "%d,%d,%d,%d", &options.tag_rounds, &options.greedy_rounds,
                      &options.beam_rounds, &options.label_rounds) != 4)
        return usage();
    } else if (arg == "--width" && more) {
      options.beam = std::atoi(argv[++i]);
    } else if (arg == "--places" && more) {
      if (std::sscanf(argv[++i], "%zu,%zu", &options.greedy_places, &options.beam_places) != 2)
        return usage();
    } else if (arg == "--features" && more) {
      if (std::sscanf(argv[++i], "%zu,%zu", &options.tag_features, &options.label_features) != 2)
        return usage();
    } else if (arg == "--universal") {
      options.universal = true;
    } else if (arg == "--merge") {
      merge = true;
    } else if (arg == "-o" && more) {
      out = argv[++i];
    } else {
      files.push_back(arg);
    }
  }
  if (files.empty() || out.empty()) return usage();
  std::set<std::string> documents, texts;
  for (const Sentence& sentence : read_treebanks(without)) {
    if (!sentence.document.empty()) documents.insert(sentence.document);
    texts.insert(sentence.text);
  }
  std::vector<Sentence> sentences;
  std::size_t same_document = 0, same_text = 0;
  for (Sentence& sentence : read_treebanks(files, merge)) {
    if (documents.count(sentence.document) > 0) {
      ++same_document;
    } else if (sentence.words.size() > 3 && texts.count(sentence.text) > 0) {
      ++same_text;
    } else {
      sentences.push_back(std::move(sentence));
    }
  }
  std::fprintf(stderr,
               "left out: %zu sentences of the documents kept aside, %zu that are word for word the same\n",
               same_document, same_text);
  if (!clusters.empty()) {
    std::ifstream in(clusters);
    std::uint32_t form = 0, cluster = 0;
    while (in >> form >> cluster) options.clusters[form] = static_cast<std::uint16_t>(cluster);
    if (options.clusters.empty()) {
      std::fprintf(stderr, "%s: no clusters\n", clusters.c_str());
      return 3;
    }
  }
  const std::string model = train_syntax(std::move(sentences), options);
  std::ofstream(out, std::ios::binary) << model;
  std::fprintf(stderr, "%s: %zu bytes\n", out.c_str(), model.size());
  return 0;
}
