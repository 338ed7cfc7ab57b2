// claim/word_classes.h - what kind of thing an English noun or verb stands for, by WordNet's lexicographer
// files (Miller 1995): "say" is communication, "clerk" a person.
//
// Sections NAME.keys (u32: hashes of dictionary forms, rising) and NAME.values (int8 each). Threads: safe
// from any.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "base/model_file.h"
#include "text/tagger.h"

namespace clew::claim {

class WordClasses {
 public:
  /// Errors: corrupt, not_found.
  static Result<WordClasses> open(const ModelFile& model, const std::string& name);
  /// What a noun or verb is known by, of the hash (claim/attribution_view.h) of its dictionary form.
  static std::uint32_t key(std::uint64_t lemma, bool verb) {
    const std::uint64_t mixed = (lemma + (verb ? 1 : 0)) * 0x9E3779B97F4A7C15ULL;
    return static_cast<std::uint32_t>(mixed >> 32);
  }
  /// The number of the file of its commonest sense, 1..63, plus 64 where another sense of a verb is of
  /// communication, or another of a noun is a person; 0: not known, or neither noun nor verb.
  std::uint8_t of(std::uint64_t lemma, text::Upos upos) const;

 private:
  std::span<const std::uint32_t> keys_;
  std::span<const std::int8_t> values_;
};

}  // namespace clew::claim
