// claim/persian_verbs.h - Persian verb groups: "نمی‌کند", "داده نشده است", "خواهد
// کرد".
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "claim/eastern_units.h"

namespace clew::claim::eastern {

enum class Tense : std::uint8_t { past, present, future, subjunctive, infinitive };

/// Units [first, last) that are one verb.
struct VerbGroup {
  std::size_t first = 0, last = 0;
  std::string verb;  ///< the infinitive, folded: "کردن"
  Tense tense = Tense::past;
  int person = 3;
  bool plural = false, negative = false;
  bool passive = false;  ///< participle with شدن
  bool object = false;   ///< with a pronoun: "می‌بینمتان"
  bool implied = false;  ///< a participle that stands for the perfect
};

/// The verb group that begins at units[at], if one does.
bool read_verb(const std::vector<Unit>& units, std::size_t at, std::size_t end, VerbGroup& group);

}  // namespace clew::claim::eastern
