// claim/eastern_units.h - a Persian or Arabic sentence as a row of units: words, and dates and sums as one
// unit each. Arabic proclitics (و ف ب ل ك) that are surely or likely words of their own are units of their
// own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "claim/document.h"
#include "claim/eastern_lexicon.h"

namespace clew::claim::eastern {

enum class UnitKind : std::uint8_t { word, punct, date, money };

struct Unit {
  std::uint64_t start = 0, end = 0;  ///< bytes of the document
  std::string folded;                ///< of a word; else as it stands
  UnitKind kind = UnitKind::word;
  std::int32_t mention = -1;                        ///< of the paragraph
  bool mention_start = false, mention_end = false;  ///< of a name
  bool person = false;                              ///< that name is a person's
  std::uint32_t word = 0;                           ///< of the sentence, the first
  bool clitic = false;                              ///< an Arabic proclitic; hangs on the unit behind
  bool first_person = false;                        ///< Arabic: ends in تُ
  bool passive_mark = false;                        ///< Arabic: damma on the first letter
};

/// Units of a sentence. `mentions` are the paragraph's.
std::vector<Unit> units_of(const Document& document, const Sentence& sentence,
                           const std::vector<model::Mention>& mentions);

/// Whether a mention is a person, an organisation, a place.
bool is_name(const model::Mention& mention);

/// "،" "," "؛" and the like, as they stand.
bool is_comma(const Unit& unit);
bool is_open_quote(const Unit& unit);
bool is_close_quote(const Unit& unit);
bool is_quote(const Unit& unit);
bool ends_clause(const Unit& unit);  ///< . ؛ : ! ? and brackets

}  // namespace clew::claim::eastern
