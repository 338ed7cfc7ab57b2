// clew_evaluate tokens|syntax: see usage() below.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "training/evaluate.h"

namespace {

int usage() {
  std::fprintf(stderr,
               "usage: clew_evaluate tokens [--language L] [--merge] [--columns N] [--errors N] FILE...\n"
               "       clew_evaluate syntax [--language L] [--model FILE] [--mode fast|accurate] [--raw]\n"
               "                            [--merge] [--columns N] [--universal] [--errors N] FILE...\n");
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace clew;
  std::vector<std::string> files;
  std::string what = argc > 1 ? argv[1] : "", language = "en", model_path, mode = "accurate";
  std::size_t columns = 0, errors = 0;
  bool raw = false, universal = false, merge = false;
  for (int i = 2; i < argc; ++i) {
    const std::string arg = argv[i];
    const bool more = i + 1 < argc;
    if (arg == "--language" && more) {
      language = argv[++i];
    } else if (arg == "--columns" && more) {
      columns = static_cast<std::size_t>(std::atoi(argv[++i]));
    } else if (arg == "--errors" && more) {
      errors = static_cast<std::size_t>(std::atoi(argv[++i]));
    } else if (arg == "--model" && more) {
      model_path = argv[++i];
    } else if (arg == "--mode" && more) {
      mode = argv[++i];
    } else if (arg == "--raw") {
      raw = true;
    } else if (arg == "--universal") {
      universal = true;
    } else if (arg == "--merge") {
      merge = true;
    } else {
      files.push_back(arg);
    }
  }
  if (files.empty() || (what != "tokens" && what != "syntax")) return usage();
  const auto gold = training::read_treebanks(files, merge);
  if (what == "tokens") {
    training::evaluate_tokens(gold, language, columns, errors);
    return 0;
  }
  Result<text::Syntax> syntax = Error{};
  if (model_path.empty()) {
    syntax = text::Syntax::open_embedded(language);
  } else {
    auto file = ModelFile::map(model_path);
    if (file) {
      syntax = text::Syntax::open(*file);
    } else {
      syntax = file.error();
    }
  }
  if (!syntax) {
    std::fprintf(stderr, "clew_evaluate: %s\n", to_string(syntax.error()).c_str());
    return 3;
  }
  const auto how = mode == "fast" ? text::ParseMode::fast : text::ParseMode::accurate;
  if (raw) {
    training::evaluate_raw_syntax(gold, *syntax, how, universal, language, columns);
  } else {
    training::evaluate_syntax(gold, *syntax, how, universal, errors);
  }
  return 0;
}
