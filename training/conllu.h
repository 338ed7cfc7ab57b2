// training/conllu.h - reads treebanks in CoNLL-U (universaldependencies.org/format) for training and
// measuring.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace clew::training {

struct Word {
  std::string form, upos, xpos, deprel;  ///< deprel with its subtype
  int head = 0;                          ///< 1-based, 0: root
  bool space_after = true;
};

/// A word's place in the raw text: bytes. Words of a contraction whose forms do not spell it share its whole
/// range.
struct Place {
  std::size_t start = 0, end = 0;
};

struct Sentence {
  std::string id, document;
  bool new_paragraph = false;
  std::vector<Word> words;
  std::vector<Place> places;  ///< within `text`
  std::string text;           ///< as the surface tokens spell it
};

/// Sentences of a file. `merge` makes one word of a contraction whose parts do not spell it. Exits with a
/// message when the file cannot be read: this is a tool.
std::vector<Sentence> read_conllu(const std::string& path, bool merge = false);
/// The same over several files; a folder stands for its *.conllu files, all levels down, in byte order.
std::vector<Sentence> read_treebanks(const std::vector<std::string>& paths, bool merge = false);

/// Gold sentences laid out as one text: paragraphs divided by blank lines; wrapped at `columns` unless 0.
struct RawText {
  std::string text;
  std::vector<std::vector<Place>> places;  ///< per sentence and word
};
RawText lay_out(const std::vector<Sentence>& sentences, std::size_t columns);

}  // namespace clew::training
