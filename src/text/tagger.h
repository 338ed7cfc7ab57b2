// text/tagger.h - parts of speech: one tag for each word, by an averaged perceptron from left to right
// (Collins, EMNLP 2002).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/model_file.h"
#include "text/feature_table.h"
#include "text/lexicon.h"

namespace clew::text {

/// Universal parts of speech (universaldependencies.org/u/pos), in alphabetical order.
enum class Upos : std::uint8_t {
  adj,
  adp,
  adv,
  aux,
  cconj,
  det,
  intj,
  noun,
  num,
  part,
  pron,
  propn,
  punct,
  sconj,
  sym,
  verb,
  x
};
std::string_view name_of(Upos upos);
/// X for a name that is none.
Upos upos_of(std::string_view name);

/// Sections "tags" (one "UPOS FINE" a line) and the ClassTable "tagger". Threads: safe from any.
class Tagger {
 public:
  static Result<Tagger> open(const ModelFile& model);
  /// Sets tags[i], a number below tag_count(), for each word.
  void tag(std::span<const LexWord> words, std::uint8_t* tags) const;
  std::size_t tag_count() const { return upos_.size(); }
  Upos upos(std::uint8_t tag) const { return upos_[tag]; }
  std::string_view fine(std::uint8_t tag) const { return fine_[tag]; }

 private:
  ClassTable table_;
  std::vector<Upos> upos_;
  std::vector<std::string_view> fine_;
};

}  // namespace clew::text
