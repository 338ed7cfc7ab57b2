// clew_names - trains and measures models of names.
//
//   clew_names train OUT --types "PER ORG LOC" [--clusters F] [--lists F] [--arabic] [--epochs N]
//       [--wider WIDE=TYPE,TYPE...]... [--home FILE[*TIMES]]... [--folds N] [--calibrate FILE]...
//       FILE[*TIMES]...
//   clew_names test MODEL [--map A=B,...] [--errors N] [--consistent] FILE...
//
// Sets after --home are learned last, beside a quarter of the others. With --folds, each of them is cut into
// N parts by document; each part is tested once by a model that has not seen it, and that gives the figures
// that are printed and the calibration. --calibrate takes texts that are not trained on, for that alone.
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
  TypeScheme scheme;
  std::vector<std::string> files, homes, calibrate;
  LexiconSources lexicon;
  CrfOptions crf;
  MeasureOptions measure;
  int folds = 0, home_epochs = 3;
};

std::vector<std::string> words(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> found;
  for (std::string word; in >> word;) found.push_back(word);
  return found;
}

/// "PER=politician,person"
void add_wider(const std::string& text, TypeScheme& scheme) {
  const std::size_t equals = text.find('=');
  std::istringstream in(text.substr(equals + 1));
  for (std::string type; std::getline(in, type, ',');) scheme.wider[text.substr(0, equals)].push_back(type);
}

Arguments parse(int argc, char** argv) {
  Arguments a;
  int at = 1;
  a.command = argc > at ? argv[at++] : "";
  a.out = argc > at ? argv[at++] : "";
  const std::map<std::string, std::string*> strings{{"--clusters", &a.lexicon.clusters},
                                                    {"--lists", &a.lexicon.lists}};
  const std::map<std::string, float*> numbers{
      {"--rate", &a.crf.rate}, {"--decay", &a.crf.decay}, {"--drop", &a.crf.drop}, {"--miss", &a.crf.miss}};
  for (; at < argc; ++at) {
    const std::string arg = argv[at];
    const auto next = [&] {
      if (at + 1 >= argc) throw std::runtime_error(arg + " needs a value");
      return std::string(argv[++at]);
    };
    if (strings.contains(arg))
      *strings.at(arg) = next();
    else if (numbers.contains(arg))
      *numbers.at(arg) = std::stof(next());
    else if (arg == "--types")
      a.scheme.types = words(next());
    else if (arg == "--wider")
      add_wider(next(), a.scheme);
    else if (arg == "--arabic")
      a.lexicon.arabic = a.measure.arabic = true;
    else if (arg == "--consistent")
      a.measure.consistent = true;
    else if (arg == "--epochs")
      a.crf.epochs = std::stoi(next());
    else if (arg == "--home-epochs")
      a.home_epochs = std::stoi(next());
    else if (arg == "--cutoff")
      a.crf.cutoff = static_cast<std::uint32_t>(std::stoul(next()));
    else if (arg == "--seed")
      a.crf.seed = std::stoull(next());
    else if (arg == "--map")
      a.measure.map(next());
    else if (arg == "--errors")
      a.measure.errors = std::stoul(next());
    else if (arg == "--home")
      a.homes.push_back(next());
    else if (arg == "--folds")
      a.folds = std::stoi(next());
    else if (arg == "--calibrate")
      a.calibrate.push_back(next());
    else if (arg == "--most")
      a.crf.most = std::stoul(next());
    else
      a.files.push_back(arg);
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

/// Sentences of several files: those of `--home` first. FILE*3 is seen three times an epoch.
struct Material {
  std::vector<NamedSentence> sentences;
  std::vector<std::uint32_t> times;  // per set
  std::size_t homes = 0;             // so many sets are homes

  bool home(std::uint32_t s) const { return sentences[s].set < homes; }
  void use(std::uint32_t s, std::vector<std::uint32_t>& in) const {
    in.insert(in.end(), times[sentences[s].set], s);
  }
};

Material read_all(const std::vector<std::string>& homes, const std::vector<std::string>& files,
                  const TypeScheme& scheme) {
  Material all;
  all.homes = homes.size();
  std::uint32_t document = 0;
  const auto read = [&](const std::string& name) {
    const std::size_t star = name.find('*');
    const auto set = static_cast<std::uint32_t>(all.times.size());
    all.times.push_back(
        star == std::string::npos ? 1 : static_cast<std::uint32_t>(std::stoul(name.substr(star + 1))));
    auto some = read_named(name.substr(0, star), scheme, set, document);
    std::move(some.begin(), some.end(), std::back_inserter(all.sentences));
  };
  std::for_each(homes.begin(), homes.end(), read);
  std::for_each(files.begin(), files.end(), read);
  return all;
}

std::string finished(const Arguments& a, const Crf& crf, const std::vector<std::uint16_t>& calibration) {
  ModelWriter writer;
  add_lexicon(a.lexicon, writer);
  crf.add_weights(a.crf, writer, calibration);
  return writer.finish();
}

/// What stands in a model until its margins have been measured.
const std::vector<std::uint16_t> kUncalibrated{32768};

/// Goes on from `base` with a quarter of the other sets, and with the homes but part `fold` (-1: all of
/// them).
Crf settled(const Crf& base, const Material& all, const Arguments& a, int fold) {
  std::vector<std::uint32_t> use;
  for (std::uint32_t s = 0; s < all.sentences.size(); ++s) {
    const auto part =
        static_cast<int>(all.sentences[s].document % static_cast<std::uint32_t>(std::max(1, a.folds)));
    if (all.home(s) ? part != fold : s % 4 == 0) all.use(s, use);
  }
  Crf own = base;
  CrfOptions options = a.crf;
  options.epochs = a.home_epochs;
  own.train(use, options);
  return own;
}

/// Prints the score of each home; the sum is for calibration.
Measure run_folds(const Crf& base, const Material& all, const Arguments& a) {
  std::vector<Measure> scores(all.homes);
  for (int fold = 0; fold < a.folds; ++fold) {
    const std::string bytes = finished(a, settled(base, all, a, fold), kUncalibrated);
    const annotate::NameModel model = opened(bytes);
    std::vector<std::vector<NamedSentence>> tests(all.homes);
    for (const NamedSentence& sentence : all.sentences)
      if (sentence.set < all.homes &&
          static_cast<int>(sentence.document % static_cast<std::uint32_t>(a.folds)) == fold)
        tests[sentence.set].push_back(sentence);
    for (std::size_t set = 0; set < tests.size(); ++set) scores[set].add(model, tests[set], a.measure);
  }
  Measure sum;
  for (std::size_t set = 0; set < scores.size(); ++set) {
    std::cout << a.homes[set] << ", " << a.folds << " folds\n";
    scores[set].print(a.measure, std::cout);
    sum.join(scores[set]);
  }
  return sum;
}

void train(const Arguments& a) {
  const std::string tables = lexicon_bytes(a.lexicon);
  const Material all = read_all(a.homes, a.files, a.scheme);
  Crf crf(a.scheme.types, a.lexicon.arabic);
  crf.prepare(all.sentences, opened(tables), a.crf);
  std::vector<std::uint32_t> others;
  for (std::uint32_t s = 0; s < all.sentences.size(); ++s)
    if (!all.home(s)) all.use(s, others);
  crf.train(others, a.crf);
  Measure held;
  if (all.homes > 0) {
    if (a.folds > 0) held = run_folds(crf, all, a);
    crf = settled(crf, all, a, -1);
  }
  if (!a.calibrate.empty()) {
    const std::string bytes = finished(a, crf, kUncalibrated);
    held.add(opened(bytes), read_all({}, a.calibrate, a.scheme).sentences, a.measure);
  }
  std::ofstream(a.out, std::ios::binary) << finished(a, crf, held.calibration());
}

void test(const Arguments& a) {
  auto file = ModelFile::map(a.out);
  if (!file) throw std::runtime_error(file.error().what);
  auto model = annotate::NameModel::open(*file);
  if (!model) throw std::runtime_error(model.error().what);
  Measure total;
  total.add(*model, read_all({}, a.files, {model->types(), {}}).sentences, a.measure);
  total.print(a.measure, std::cout);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const Arguments a = parse(argc, argv);
    if (a.command == "train")
      train(a);
    else if (a.command == "test")
      test(a);
    else
      return std::cerr << "clew_names train|test ...; see training/names/names_main.cc\n", 2;
    return 0;
  } catch (const std::exception& e) {
    std::cerr << e.what() << '\n';
    return 1;
  }
}
