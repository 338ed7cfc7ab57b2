// clew_names - trains and measures models of names.
//
//   clew_names train OUT --types "PER ORG LOC" [--clusters F] [--kin F] [--lists F] [--arabic] [--epochs N]
//       [--base MODEL.weights...] FILE...[*TIMES]
//   clew_names test MODEL [--map A=B,...] [--errors N] FILE...
//   clew_names folds N OUT (as train; the first FILE is cut into N parts by document, each tested once)
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>

#include "training/names/crf.h"
#include "training/names/lexicon.h"
#include "training/names/measure.h"

namespace {

using namespace clew;
using namespace clew::training;

struct Arguments {
  std::string command, out;
  std::vector<std::string> types, files;
  LexiconSources lexicon;
  CrfOptions crf;
  MeasureOptions measure;
  int folds = 0, home_epochs = 4;
};

std::vector<std::string> words(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> found;
  for (std::string word; in >> word;) found.push_back(word);
  return found;
}

Arguments parse(int argc, char** argv) {
  Arguments a;
  int at = 1;
  a.command = argc > at ? argv[at++] : "";
  if (a.command == "folds" && argc > at) a.folds = std::atoi(argv[at++]);
  a.out = argc > at ? argv[at++] : "";
  const std::map<std::string, std::string*> strings{{"--clusters", &a.lexicon.clusters},
                                                    {"--kin", &a.lexicon.kin},
                                                    {"--lists", &a.lexicon.lists}};
  const std::map<std::string, float*> numbers{{"--rate", &a.crf.rate}, {"--decay", &a.crf.decay},
                                              {"--drop", &a.crf.drop}, {"--least", &a.crf.least},
                                              {"--miss", &a.crf.miss}};
  for (; at < argc; ++at) {
    const std::string arg = argv[at];
    const auto next = [&] {
      if (at + 1 >= argc) throw std::runtime_error(arg + " needs a value");
      return std::string(argv[++at]);
    };
    if (strings.contains(arg)) *strings.at(arg) = next();
    else if (numbers.contains(arg)) *numbers.at(arg) = std::stof(next());
    else if (arg == "--types") a.types = words(next());
    else if (arg == "--arabic") a.lexicon.arabic = a.measure.arabic = true;
    else if (arg == "--epochs") a.crf.epochs = std::stoi(next());
    else if (arg == "--home-epochs") a.home_epochs = std::stoi(next());
    else if (arg == "--cutoff") a.crf.cutoff = static_cast<std::uint32_t>(std::stoul(next()));
    else if (arg == "--seed") a.crf.seed = std::stoull(next());
    else if (arg == "--map") a.measure.map(next());
    else if (arg == "--errors") a.measure.errors = std::stoul(next());
    else if (arg == "--hints") a.measure.hints = true;
    else a.files.push_back(arg);
  }
  return a;
}

std::string lexicon_bytes(const LexiconSources& sources) {
  ModelWriter writer;
  add_lexicon(sources, writer);
  // Weights of nothing, so that the tables can be opened as a model.
  Crf({"X"}, sources.arabic).add_weights(CrfOptions{}, writer, {65535});
  return writer.finish();
}

annotate::NameModel opened(const std::string& bytes) {
  auto file = ModelFile::over(bytes, "made");
  if (!file) throw std::runtime_error(file.error().what);
  auto model = annotate::NameModel::open(*file);
  if (!model) throw std::runtime_error(model.error().what + " " + model.error().where);
  return std::move(*model);
}

/// FILE or FILE*3 (seen three times an epoch).
std::vector<NamedSentence> read_all(const Arguments& a, std::vector<std::uint32_t>& times) {
  std::vector<NamedSentence> all;
  std::uint32_t document = 0, set = 0;
  for (const std::string& name : a.files) {
    const std::size_t star = name.find('*');
    times.push_back(star == std::string::npos ? 1 : static_cast<std::uint32_t>(std::stoul(name.substr(star + 1))));
    auto some = read_named(name.substr(0, star), a.types, set++, document);
    std::move(some.begin(), some.end(), std::back_inserter(all));
  }
  return all;
}

std::string finished(const Arguments& a, const Crf& crf, const std::vector<std::uint16_t>& calibration) {
  ModelWriter writer;
  add_lexicon(a.lexicon, writer);
  crf.add_weights(a.crf, writer, calibration);
  return writer.finish();
}

/// Until it is calibrated, a margin of 32 units is one step of a logistic curve.
std::vector<std::uint16_t> plain_calibration() {
  std::vector<std::uint16_t> table;
  for (int i = 0; i < 40; ++i) table.push_back(static_cast<std::uint16_t>(65536 - 32768 / (1 + i)));
  return table;
}

void train(const Arguments& a) {
  const std::string base = lexicon_bytes(a.lexicon);
  const annotate::NameModel lexicon = opened(base);
  std::vector<std::uint32_t> times, use;
  const auto sentences = read_all(a, times);
  Crf crf(a.types, a.lexicon.arabic);
  crf.prepare(sentences, lexicon, a.crf);
  for (std::uint32_t s = 0; s < sentences.size(); ++s)
    for (std::uint32_t i = 0; i < times[sentences[s].set]; ++i) use.push_back(s);
  crf.train(use, a.crf);
  std::ofstream(a.out, std::ios::binary) << finished(a, crf, plain_calibration());
}

/// Learns the other sets once, then goes on with each part of the first.
void folds(const Arguments& a) {
  const std::string base = lexicon_bytes(a.lexicon);
  const annotate::NameModel lexicon = opened(base);
  std::vector<std::uint32_t> times, others;
  const auto sentences = read_all(a, times);
  Crf crf(a.types, a.lexicon.arabic);
  crf.prepare(sentences, lexicon, a.crf);
  for (std::uint32_t s = 0; s < sentences.size(); ++s)
    if (sentences[s].set != 0)
      for (std::uint32_t i = 0; i < times[sentences[s].set]; ++i) others.push_back(s);
  if (!others.empty()) crf.train(others, a.crf);
  Measure total;
  for (int fold = 0; fold < a.folds; ++fold) {
    std::vector<std::uint32_t> use;
    std::vector<NamedSentence> test;
    for (std::uint32_t s = 0; s < sentences.size(); ++s) {
      if (sentences[s].set != 0) {
        if (s % 4 == 0) use.push_back(s);
      } else if (static_cast<int>(sentences[s].document % static_cast<std::uint32_t>(a.folds)) == fold) {
        test.push_back(sentences[s]);
      } else {
        for (std::uint32_t i = 0; i < times[0]; ++i) use.push_back(s);
      }
    }
    Crf own = crf;
    CrfOptions options = a.crf;
    options.epochs = a.home_epochs;
    own.train(use, options);
    const std::string bytes = finished(a, own, plain_calibration());
    total.add(opened(bytes), test, a.measure);
  }
  total.print(a.measure, std::cout);
}

void test(const Arguments& a) {
  auto file = ModelFile::map(a.out);
  if (!file) throw std::runtime_error(file.error().what);
  auto model = annotate::NameModel::open(*file);
  if (!model) throw std::runtime_error(model.error().what);
  Arguments with = a;
  with.types = model->types();
  std::vector<std::uint32_t> times;
  Measure total;
  total.add(*model, read_all(with, times), a.measure);
  total.print(a.measure, std::cout);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const Arguments a = parse(argc, argv);
    if (a.command == "train") train(a);
    else if (a.command == "folds") folds(a);
    else if (a.command == "test") test(a);
    else return std::cerr << "clew_names train|folds|test ...; see training/names/names_main.cc\n", 2;
    return 0;
  } catch (const std::exception& e) {
    std::cerr << e.what() << '\n';
    return 1;
  }
}
