// clew_attribution - trains and measures the model of attributions.
//
//   clew_attribution train OUT TRAIN        TRAIN: a folder with text/ and attributions/
//   clew_attribution test MODEL DEV
//   clew_attribution try TRAIN DEV          trains on the one, measures on the other, keeps nothing
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>

#include "training/attribution/attribution_trainer.h"
#include "training/attribution/measure.h"

namespace {

using namespace clew;
using namespace clew::training;

claim::AttributionModel opened(const std::string& bytes) {
  auto file = ModelFile::over(bytes, "made");
  if (!file) throw std::runtime_error(file.error().what);
  auto model = claim::AttributionModel::open(std::move(*file));
  if (!model) throw std::runtime_error(model.error().what + " " + model.error().where);
  return std::move(*model);
}

void measure(const std::vector<Article>& articles, claim::AttributionModel model, bool sweep) {
  if (sweep) {
    AttributionScores scores;
    for (const Article& article : articles) scores.add(article, find_in(article, model, nullptr, true));
    std::cout << "with gold cues:\n";
    scores.print(std::cout);
    for (int bias = 0; bias <= 60; bias += 15) {
      model.set_bias(bias);
      AttributionScores biased;
      for (const Article& article : articles) biased.add(article, find_in(article, model));
      std::cout << "bias " << bias << ":\n";
      biased.print(std::cout);
    }
    return;
  }
  AttributionScores scores, nested;
  for (const Article& article : articles) {
    const auto found = find_in(article, model);
    scores.add(article, found);
    nested.add(article, found, true);
  }
  scores.print(std::cout);
  std::cout << "with nested ones:\n";
  nested.print(std::cout);
}

int run(int argc, char** argv) {
  std::vector<std::string> files;
  AttributionOptions options;
  std::size_t sample = 1;
  bool sweep = false;
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
    const auto model = opened(bytes);
    measure(read_polnear(files[2], &model), model, sweep);
    return 0;
  }
  if (command == "train" && files.size() == 3) {
    const auto articles = read_polnear(files[2], nullptr);
    AttributionTrainer trainer(articles, options);
    std::ofstream(files[1], std::ios::binary) << trainer.train(-1);
    return 0;
  }
  if (command == "test" && files.size() == 3) {
    std::ifstream in(files[1], std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    const std::string all = bytes.str();
    const auto model = opened(all);
    measure(read_polnear(files[2], &model), model, sweep);
    return 0;
  }
  std::cerr << "usage: clew_attribution train OUT TRAIN | test MODEL DEV | try TRAIN DEV\n";
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
