// claim/eastern_clause.h - clauses of Persian and Arabic sentences: a predicate and the phrases around it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "claim/document.h"
#include "claim/eastern_units.h"

namespace clew::claim::eastern {

/// Units [first, last).
struct Range {
  std::size_t first = 0, last = 0;
  bool empty() const { return first >= last; }
  bool operator==(const Range&) const = default;
};

/// A phrase: a noun phrase, bare or behind a preposition, a date or a sum.
struct Piece {
  Range range;
  std::string prep;      ///< its first spelling, folded; empty: bare
  bool object = false;   ///< marked as object (را)
  bool behind = false;   ///< stands behind the verb
  bool pronoun = false;  ///< "عليه": a preposition with its pronoun
  UnitKind kind = UnitKind::word;
};

/// A predicate that the lexicon knows, where it stands.
struct Hit {
  const Predicate* predicate = nullptr;
  Range range;           ///< the words that name it: "پرداخت کرد"
  Range word;            ///< of them the noun, or the verb alone
  bool passive = false;  ///< sure
  bool noun = false;     ///< a verbal noun: it has no subject of its own
};

enum class Modal : std::uint8_t { none, hedge, plan };

/// A word that says how a clause is meant.
struct ModalMark {
  Modal modal = Modal::none;
  Range range;
};

struct Clause {
  Range range;  ///< first to last unit of it
  Range verb;   ///< with helpers and particles
  std::vector<Piece> pieces;
  std::vector<Hit> hits;
  std::vector<ModalMark> modals;
  int person = 3;
  bool plural = false, negative = false, future = false, subjunctive = false, present = false;
  bool copula = false;     ///< "is", "was", "became"
  bool condition = false;  ///< "if"
  bool question = false;
  bool relative = false;       ///< its subject, if it has none, is `antecedent`
  bool suffix_object = false;  ///< the object hangs on the verb
  bool order = false;          ///< "go!"
  bool open_person = false;    ///< Arabic: "she", or "I"
  Range antecedent;
  std::int32_t before = -1;  ///< the clause whose subject it may share
  Range negation;            ///< the words that negate
};

/// What a sentence amounts to. Clauses in order of their verbs.
struct Reading {
  std::vector<Unit> units;
  std::vector<Clause> clauses;
  bool question = false;
};

/// Clauses in which the lexicon knows a word. Linear in the sentence but for nesting, which is bounded.
void read_persian(Reading& reading);
void read_arabic(Reading& reading);

/// Phrases of these units (indices, in order).
std::vector<Piece> persian_pieces(const std::vector<Unit>& units, const std::vector<std::size_t>& buffer);

/// The folded words of a range with spaces between.
std::string words_in(const std::vector<Unit>& units, Range range);

}  // namespace clew::claim::eastern
