// claim/eastern_slots.h - which phrases of a clause are which arguments of a predicate.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "claim/eastern_clause.h"

namespace clew::claim::eastern {

/// An argument found: units, or nobody's words (`implied`: the writer or speaker, "I").
struct Filler {
  std::string role;
  Range range;
  bool implied = false;
  bool inherited = false;  ///< from another clause
  bool topic = false;      ///< whom the sentence before was about
};

struct Filled {
  const Frame* frame = nullptr;
  Range predicate;
  std::vector<Filler> fillers;
  int words = 0;  ///< how many arguments stand in the clause itself
};

/// Where a phrase falls apart in two, if it does ("the bank | the stores"): the first unit of the second.
using Split = std::function<std::optional<std::size_t>(Range)>;

struct SlotContext {
  const Reading& reading;
  const std::vector<model::Mention>& mentions;
  const Lexicon& lexicon;
  bool arabic = false;
  bool letter = false;  ///< the text is somebody's letter: verbs that may be "I" are
  Split split;
  std::string topic;  ///< whom the sentence before was about; empty: nobody
};

/// The subject of a clause as far as its own words go; else of the one that it hangs on. Empty: nobody named.
/// `implied` is set where it is the speaker.
Range subject_of(const SlotContext& context, std::size_t clause, bool& implied);

/// The best reading of a hit, if one of its frames has all that it requires.
std::optional<Filled> fill(const SlotContext& context, std::size_t clause, const Hit& hit, Kind kind);

/// Whether a phrase is of a class, by its words or the names in it.
bool in_class(const SlotContext& context, Range range, std::string_view cls);

}  // namespace clew::claim::eastern
