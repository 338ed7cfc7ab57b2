// claim/arabic_verbs.h - forms of the Arabic predicates that the lexicon lists, and proclitics.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "claim/eastern_lexicon.h"

namespace clew::claim::eastern {

struct ArabicForm {
  const Predicate* predicate = nullptr;
  enum class Shape : std::uint8_t { past, present, noun, participle } shape = Shape::past;
  int person = 3;
  bool plural = false;
  bool feminine = false;
  bool open_person = false;  ///< "دفعت": she, or I
  bool future = false;       ///< with س
  bool suffix = false;       ///< an object hangs on it
};

/// All readings of a folded word, none if no predicate has it.
std::vector<ArabicForm> arabic_forms(std::string_view folded);

/// Lengths in bytes of the proclitics at the front of a word, harakat included. `names` says that a name
/// begins with the word's first letter.
std::vector<std::uint8_t> proclitics(std::string_view text, std::string_view folded, bool names);

/// Whether the first letter carries the vowel of the passive.
bool first_vowel_is_damma(std::string_view text);

}  // namespace clew::claim::eastern
