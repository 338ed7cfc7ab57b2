// claim/slots.h - what stands around a trigger, by grammatical function, whatever the clause's shape:
// passives, relative and participle clauses, controlled infinitives and coordinated verbs are undone.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "claim/scene.h"

namespace clew::claim {

struct Dependent {
  std::string function;  ///< as frames name it: "subj", "obj", "iobj", "xcomp", "poss", "comp", a preposition
  std::uint32_t word = 0;    ///< its head word
  std::uint32_t anchor = 0;  ///< what it hangs on: the trigger, or an object whose preposition it may be
};

/// Of a verb (or predicate noun). In the order of the text within one function.
std::vector<Dependent> around_verb(const Scene& scene, std::uint32_t verb);
/// Of a noun: "of", "by", possessives ... and, where it is the object of a verb (given in `light`, else -1),
/// that verb's own.
std::vector<Dependent> around_noun(const Scene& scene, std::uint32_t noun, std::int32_t light);
/// The subject of a verb as it is understood ("was told to deliver": who was told), or -1.
std::int32_t understood_subject(const Scene& scene, std::uint32_t verb);
/// Whether the verb stands in the passive ("was paid", "paid by", "to be paid").
bool is_passive(const Scene& scene, std::uint32_t verb);
/// The verb whose object a noun is (also by "the payment that he made"), or -1.
std::int32_t verb_over(const Scene& scene, std::uint32_t noun);

}  // namespace clew::claim
