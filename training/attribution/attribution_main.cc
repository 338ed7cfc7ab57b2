// clew_attribution - trains and measures the model of attributions.
//
//   clew_attribution train OUT TRAIN        TRAIN: a folder with text/ and attributions/
//   clew_attribution settle MODEL DEV        thresholds, and confidence from articles not trained on
//   clew_attribution test MODEL DEV
//   clew_attribution agree TRAIN            other annotators against the first
//   clew_attribution try TRAIN DEV          trains on the one, measures on the other, keeps nothing
#include <array>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>

#include "training/attribution/attribution_trainer.h"
#include "training/attribution/calibration.h"
#include "training/attribution/errors.h"
#include "training/attribution/measure.h"

namespace {

using namespace clew;
using namespace clew::training;

void measure(const std::vector<Article>& articles, claim::AttributionModel model, bool sweep,
             std::size_t examples) {
  if (sweep) {
    AttributionScores scores;
    for (const Article& article : articles) scores.add(article, find_in(article, model, nullptr, true));
    std::cout << "with gold cues:\n";
    scores.print(std::cout);
    for (const int cue : {20, 0, -10, -20, -30})
      for (const int content : {20, 0, -20}) {
        model.tune(cue, content, 60);
        AttributionScores biased;
        for (const Article& article : articles) biased.add(article, find_in(article, model));
        std::cout << "cue " << cue << " content " << content << ": ";
        biased.print_shortly(std::cout);
      }
    return;
  }
  AttributionScores scores, nested;
  AttributionErrors errors;
  Reliability reliability;
  for (const Article& article : articles) {
    std::vector<std::int32_t> margins;
    const auto found = find_in(article, model, &margins);
    const auto right = right_ones(article, found);
    for (std::size_t i = 0; i < found.size(); ++i) reliability.add(model.confidence(margins[i]), right[i]);
    errors.add(article, found);
    scores.add(article, found);
    nested.add(article, found, true);
  }
  scores.print(std::cout);
  std::cout << "with nested ones:\n";
  nested.print(std::cout);
  reliability.print(std::cout);
  std::cout << "errors:\n";
  errors.print(std::cout, examples);
}

// What a model says of articles that it has not seen, and how often it is right. Every second of them, or
// all.
std::vector<std::uint16_t> calibrated(const std::vector<Article>& articles,
                                      const claim::AttributionModel& model, std::size_t every) {
  Calibration calibration;
  for (std::size_t a = 0; a < articles.size(); a += every) {
    std::vector<std::int32_t> margins;
    const auto found = find_in(articles[a], model, &margins);
    const auto right = right_ones(articles[a], found);
    for (std::size_t i = 0; i < found.size(); ++i) calibration.add(margins[i], right[i]);
  }
  return calibration.table();
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error(path + ": cannot be read");
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

// Thresholds and calibration from articles that were not trained on. How good the calibration is shows when
// it comes from every second of them and is tried on the others.
void settle(const std::string& path, const std::string& folder, const std::array<std::int32_t, 3>& least) {
  const std::string bytes = settled(read_file(path), least, {32768});
  const auto model = opened_attribution_model(bytes);
  const auto articles = read_polnear(folder, &model);
  const std::string half = settled(bytes, least, calibrated(articles, model, 2));
  const auto tried = opened_attribution_model(half);
  Reliability reliability;
  for (std::size_t a = 1; a < articles.size(); a += 2) {
    std::vector<std::int32_t> margins;
    const auto found = find_in(articles[a], tried, &margins);
    const auto right = right_ones(articles[a], found);
    for (std::size_t i = 0; i < found.size(); ++i) reliability.add(tried.confidence(margins[i]), right[i]);
  }
  reliability.print(std::cout);
  std::ofstream(path, std::ios::binary) << settled(bytes, least, calibrated(articles, model, 1));
}

int run(int argc, char** argv) {
  std::vector<std::string> files;
  AttributionOptions options;
  options.role.most = 95000;
  std::size_t sample = 1;
  bool sweep = false;
  std::size_t examples = 0;
  std::array<std::int32_t, 3> least{-20, 0, 60};
  for (int i = 1; i < argc; ++i) {
    const std::string arg = argv[i];
    const auto next = [&] {
      if (i + 1 >= argc) throw std::runtime_error(arg + " needs a value");
      return std::string(argv[++i]);
    };
    if (arg == "--epochs")
      options.cue.epochs = options.role.epochs = std::stoi(next());
    else if (arg == "--rate")
      options.cue.rate = options.role.rate = std::stof(next());
    else if (arg == "--decay")
      options.cue.decay = options.role.decay = std::stof(next());
    else if (arg == "--cutoff")
      options.cue.cutoff = options.role.cutoff = static_cast<std::uint32_t>(std::stoul(next()));
    else if (arg == "--most-cue")
      options.cue.most = std::stoul(next());
    else if (arg == "--most-role")
      options.role.most = std::stoul(next());
    else if (arg == "--first-epochs")
      options.first_epochs = std::stoi(next());
    else if (arg == "--drop")
      options.cue.drop = options.role.drop = std::stof(next());
    else if (arg == "--errors")
      examples = std::stoul(next());
    else if (arg == "--least-cue")
      least[0] = std::stoi(next());
    else if (arg == "--least-content")
      least[1] = std::stoi(next());
    else if (arg == "--least-piece")
      least[2] = std::stoi(next());
    else if (arg == "--sweep")
      sweep = true;
    else if (arg == "--sample")
      sample = std::stoul(next());
    else
      files.push_back(arg);
  }
  const std::string command = files.empty() ? "" : files[0];
  if (command == "try" && files.size() == 3) {
    auto articles = read_polnear(files[1], nullptr);
    std::vector<Article> some;
    for (std::size_t i = 0; i < articles.size(); i += sample) some.push_back(std::move(articles[i]));
    AttributionTrainer trainer(some, options);
    const std::string bytes = trainer.train(-1);
    std::cerr << bytes.size() << " bytes\n";
    const auto model = opened_attribution_model(bytes);
    measure(read_polnear(files[2], &model), model, sweep, examples);
    return 0;
  }
  if (command == "train" && files.size() == 3) {
    auto articles = read_polnear(files[2], nullptr);
    AttributionTrainer trainer(articles, options);
    std::ofstream(files[1], std::ios::binary) << trainer.train(-1);
    return 0;
  }
  if (command == "settle" && files.size() == 3) {
    settle(files[1], files[2], least);
    return 0;
  }
  if (command == "agree" && files.size() == 2) {
    AttributionScores scores;
    for (const Article& article : read_polnear(files[1], nullptr))
      for (const auto& other : article.others) scores.add(article, other);
    scores.print(std::cout);
    return 0;
  }
  if (command == "test" && files.size() == 3) {
    const std::string all = read_file(files[1]);
    const auto model = opened_attribution_model(all);
    measure(read_polnear(files[2], &model), model, sweep, examples);
    return 0;
  }
  std::cerr << "usage: clew_attribution train OUT TRAIN | settle MODEL DEV | test MODEL DEV | agree TRAIN | "
               "try TRAIN DEV\n";
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "clew_attribution: " << error.what() << '\n';
    return 3;
  }
}
