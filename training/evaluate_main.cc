// clew_evaluate tokens [--language en] [--columns 0] [--errors N] FILE...
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "training/evaluate.h"

int main(int argc, char** argv) {
  std::vector<std::string> files;
  std::string what = argc > 1 ? argv[1] : "", language = "en";
  std::size_t columns = 0, errors = 0;
  for (int i = 2; i < argc; ++i) {
    const std::string arg = argv[i];
    const bool more = i + 1 < argc;
    if (arg == "--language" && more) {
      language = argv[++i];
    } else if (arg == "--columns" && more) {
      columns = static_cast<std::size_t>(std::atoi(argv[++i]));
    } else if (arg == "--errors" && more) {
      errors = static_cast<std::size_t>(std::atoi(argv[++i]));
    } else {
      files.push_back(arg);
    }
  }
  if (files.empty() || what != "tokens") {
    std::fprintf(stderr, "usage: clew_evaluate tokens [--language L] [--columns N] [--errors N] FILE...\n");
    return 2;
  }
  clew::training::evaluate_tokens(clew::training::read_treebanks(files), language, columns, errors);
  return 0;
}
