// view/patterns.h - what happens before and after what, and how often chance alone would show as much.
//
// A pattern is a count, never a proof. Each row says how often the same count came up when times were drawn
// anew (permutation test, Fisher 1935; p = (1 + at least as many) / (1 + draws)), and how many rows were
// looked for: of a hundred looked for, five have p <= 0.05 by chance alone; `q` is p corrected for that
// (Benjamini and Hochberg 1995). Draws come from a fixed seed: the same case gives the same rows. Threads:
// one at a time, as the Db.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "store/db.h"

namespace clew::view {

enum class PatternKind {
  contact,     ///< letters between two in the days before an event that one of them takes part in
  money,       ///< a payment to somebody in the days before that one acts
  silence,     ///< letters between two that stop
  succession,  ///< somebody enters when another leaves, and writes to the same people
};
std::string_view name_of(PatternKind kind);
/// Errors: usage.
Result<PatternKind> pattern_kind(std::string_view name);

struct PatternQuery {
  std::vector<PatternKind> kinds = {};  ///< none: all
  std::string about = {};               ///< only rows with this one: a key, an address or a name
  int days = 7;                         ///< 1..3650: "before" and "after" reach so far
  double most_q = 0.1;                  ///< rows that chance explains are left out
  int draws = 1000;                     ///< 100..100000
};

struct PatternEvidence {
  std::string document;  ///< 64 hexadecimal digits
  std::string date;      ///< ISO 8601, to the day
  std::string claim;     ///< its id; empty: a letter
  std::string what;      ///< the subject of a letter, the quote of a claim
};

struct Pattern {
  PatternKind kind = PatternKind::contact;
  std::vector<std::string> names, entities;  ///< who; keys
  std::string what;                          ///< a sentence
  std::size_t hits = 0, of = 0;
  double expected = 0;  ///< hits by chance, on average
  double p = 1, q = 1;
  std::size_t tested = 0;  ///< rows looked for of this kind
  std::vector<PatternEvidence> evidence;
};

/// By kind, then p, then names. Errors: usage, not_found.
Result<std::vector<Pattern>> find_patterns(const store::Db& db, const PatternQuery& query);

void write_pattern(JsonWriter& json, const Pattern& pattern);

}  // namespace clew::view
