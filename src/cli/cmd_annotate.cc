#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "cli/command.h"
#include "pipeline/annotate_text.h"

namespace clew::cli {
namespace {

constexpr Option kOptions[] = {
    {"FILE", "", "a plain text in UTF-8; without one, standard input"},
    {"--syntax", "",
     "each sentence with its words, their parts of speech and what hangs on what (English, Persian)"},
};

Result<int> run(const Args& args) {
  std::string text;
  const std::string path = args.get("FILE");
  if (path.empty() || path == "-") {
    text.assign(std::istreambuf_iterator<char>(std::cin), {});
  } else {
    std::ifstream file(path, std::ios::binary);
    if (!file) return Error{Code::not_found, "cannot be opened", path, {}};
    text.assign(std::istreambuf_iterator<char>(file), {});
  }
  std::puts(pipeline::annotate_text(text, {.syntax = args.has("--syntax")}).c_str());
  return 0;
}

}  // namespace

extern const Command kAnnotate;
const Command kAnnotate{
    .name = "annotate",
    .summary = "text analysis of one plain text with no case",
    .text =
        "Prints one JSON object: language, sentences, zones, and the mentions of mail and web addresses "
        "with\n"
        "the names beside them, other identifiers, sums and dates (docs/values.md), and of the persons,\n"
        "organisations, places, nationalities and events that English, Persian and Arabic text names, each\n"
        "with its confidence (docs/accuracy.md); who is cited for what (attributions), and what is claimed\n"
        "(docs/claims.md). Offsets are bytes. A sentence says its language: en, fa, ar, fa-Latn (Persian in "
        "Latin letters), mixed, other. With\n"
        "--syntax it has tokens: upos and relation as Universal Dependencies name them, head the index of\n"
        "another token of the sentence, or -1.",
    .options = kOptions,
    .examples =
        "  clew annotate letter.txt\n"
        "  echo 'write to Ann Lee <ann@example.org>' | clew annotate\n",
    .run = run,
};

}  // namespace clew::cli
