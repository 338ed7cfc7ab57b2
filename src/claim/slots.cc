#include "claim/slots.h"

#include <algorithm>

namespace clew::claim {
namespace {

constexpr int kDeepest = 16;  // clauses inside each other that lend their subject

std::int32_t child_of(const Scene& scene, std::uint32_t of, std::string_view relation) {
  return scene.sentence.child(of, relation, true);
}

bool has_exact(const Scene& scene, std::uint32_t of, std::string_view relation) {
  return scene.sentence.child(of, relation) >= 0;
}

bool controls_by_object(std::string_view lemma) {
  static constexpr std::string_view kVerbs[] = {
      "tell",      "ask",       "order",     "instruct", "persuade", "force",  "allow",   "help",
      "invite",    "permit",    "convince",  "direct",   "request",  "urge",   "pay",     "advise",
      "authorize", "want",      "expect",    "beg",      "compel",   "oblige", "enable",  "require",
      "command",   "send",      "encourage", "hire",     "cause",    "warn",   "recruit", "bribe",
      "teach",     "authorise", "see",       "hear",     "watch",    "accuse", "suspect", "let",
      "make",      "have",      "get",       "call"};
  return std::find(std::begin(kVerbs), std::end(kVerbs), lemma) != std::end(kVerbs);
}

// The noun that a relative or participle clause says something of, or -1.
std::int32_t modified_noun(const Scene& scene, std::uint32_t verb) {
  if (scene.relation(verb) != "acl") return -1;
  return scene.word(verb).head;
}

// A relative pronoun stands for the noun before its clause.
std::uint32_t referent(const Scene& scene, std::uint32_t filler, std::uint32_t verb) {
  if ((scene.kind(filler) & kRelative) == 0 || scene.word(filler).upos != text::Upos::pron) return filler;
  std::uint32_t clause = verb;
  for (int step = 0; step < kDeepest; ++step) {
    const std::int32_t noun = modified_noun(scene, clause);
    if (noun >= 0) return static_cast<std::uint32_t>(noun);
    const std::int32_t head = scene.word(clause).head;
    if (head < 0) break;
    clause = static_cast<std::uint32_t>(head);
  }
  return filler;
}

std::int32_t own_subject(const Scene& scene, std::uint32_t verb) {
  // Of two, the nearer: the farther is what stands before the sentence ("TRIESTE - The board paid").
  std::int32_t subject = -1;
  for (const std::uint32_t i : scene.children(verb))
    if (scene.relation(i) == "nsubj" && (subject < 0 || i < verb)) subject = static_cast<std::int32_t>(i);
  return subject < 0 ? -1
                     : static_cast<std::int32_t>(referent(scene, static_cast<std::uint32_t>(subject), verb));
}

std::int32_t subject_within(const Scene& scene, std::uint32_t verb, int depth);

// Of an infinitive under `governor`.
std::int32_t controller(const Scene& scene, std::uint32_t governor, int depth) {
  if (scene.is_verb(governor) && controls_by_object(scene.word(governor).lemma) &&
      !is_passive(scene, governor)) {
    std::int32_t object = child_of(scene, governor, "iobj");
    if (object < 0) object = child_of(scene, governor, "obj");
    if (object >= 0) return object;
  }
  return subject_within(scene, governor, depth + 1);
}

std::int32_t subject_within(const Scene& scene, std::uint32_t verb, int depth) {
  if (depth > kDeepest) return -1;
  const std::int32_t own = own_subject(scene, verb);
  if (own >= 0) return own;
  const std::int32_t head = scene.word(verb).head;
  if (head < 0) return -1;
  const auto governor = static_cast<std::uint32_t>(head);
  const std::string_view relation = scene.relation(verb);
  if (relation == "conj") return subject_within(scene, governor, depth + 1);
  if (relation == "xcomp" || relation == "advcl") return controller(scene, governor, depth);
  if (relation == "acl") {
    // "the man paying": the man. "a plan to pay": who has the plan.
    if (scene.word(verb).tag == "VBG" || scene.word(verb).tag == "VBN") return head;
    if (scene.is(governor, WordClass::plan_noun)) {
      const std::int32_t owner = scene.sentence.child(governor, "nmod:poss");
      if (owner >= 0) return owner;
    }
    // "They have the honour to invite", "made a plan to pay".
    const std::int32_t over = scene.word(governor).head;
    if (scene.relation(governor) == "obj" && over >= 0)
      return subject_within(scene, static_cast<std::uint32_t>(over), depth + 1);
  }
  return -1;
}

void add(std::vector<Dependent>& all, std::string function, std::uint32_t word, std::uint32_t anchor) {
  all.push_back({std::move(function), word, anchor});
}

// "on behalf of X", "in front of X": the inner phrase is what counts.
void add_oblique(const Scene& scene, std::vector<Dependent>& all, std::uint32_t word, std::uint32_t anchor,
                 bool passive) {
  std::string preposition = scene.preposition(word);
  const std::string_view relation = scene.word(word).relation;
  if (preposition.empty() && relation == "obl:agent") preposition = "by";
  if (preposition == "on" && scene.word(word).lemma == "behalf")
    for (const std::uint32_t inner : scene.children(word))
      if (scene.relation(inner) == "nmod") return add(all, "on-behalf-of", inner, anchor);
  if (preposition.empty()) preposition = relation == "obl:unmarked" ? "time" : "none";
  if (preposition == "by" && passive) add(all, "subj", word, anchor);
  add(all, std::move(preposition), word, anchor);
}

// Prepositional phrases that the parser hung on an object may belong to the verb.
void add_of_object(const Scene& scene, std::vector<Dependent>& all, std::uint32_t object,
                   bool passive = false) {
  for (const std::uint32_t i : scene.children(object)) {
    if (scene.relation(i) != "nmod" || scene.word(i).relation == "nmod:poss") continue;
    const std::string preposition = scene.preposition(i);
    if (preposition == "by" && passive) add(all, "subj", i, object);
    if (!preposition.empty()) add(all, preposition, i, object);
  }
}

void add_children(const Scene& scene, std::vector<Dependent>& all, std::uint32_t verb, bool passive) {
  const bool has_object = has_exact(scene, verb, "obj");
  for (const std::uint32_t i : scene.children(verb)) {
    const std::string_view relation = scene.relation(i);
    if (relation == "obj") {
      add(all, "obj", referent(scene, i, verb), verb);
      add_of_object(scene, all, i, passive);
    } else if (relation == "iobj") {
      add(all, "iobj", referent(scene, i, verb), verb);
    } else if (relation == "nsubj" && passive) {
      add(all, has_object ? "iobj" : "obj", referent(scene, i, verb), verb);
    } else if (relation == "obl") {
      add_oblique(scene, all, referent(scene, i, verb), verb, passive);
      if (!scene.is_verb(i)) add_of_object(scene, all, i, passive);
    } else if (relation == "nmod" && scene.word(i).relation != "nmod:poss") {
      add_oblique(scene, all, i, verb, passive);
    } else if (relation == "xcomp" && !scene.is_verb(i)) {
      add(all, "xcomp", i, verb);
      add_of_object(scene, all, i);
    } else if (relation == "ccomp" && i > verb) {
      add(all, "ccomp", i, verb);
    } else if (relation == "advcl" && !scene.is_verb(i)) {
      // "worked as accountant" is an adverbial clause in some treebanks.
      for (const std::uint32_t mark : scene.children(i))
        if (scene.relation(mark) == "mark" || scene.relation(mark) == "case")
          add(all, scene.word(mark).lower, i, verb);
    }
  }
}

// What a clause without an own object says something of: "the radios that he delivered".
void add_modified(const Scene& scene, std::vector<Dependent>& all, std::uint32_t verb, bool passive) {
  const std::int32_t noun = modified_noun(scene, verb);
  if (noun < 0) return;
  const auto target = static_cast<std::uint32_t>(noun);
  const bool participle = scene.word(verb).relation == "acl";
  const bool has_subject = child_of(scene, verb, "nsubj") >= 0;
  const auto has = [&all](std::string_view function) {
    return std::any_of(all.begin(), all.end(), [&](const Dependent& d) { return d.function == function; });
  };
  if (participle && scene.word(verb).tag == "VBN" && !has("obj")) add(all, "obj", target, verb);
  if (!participle && has_subject && !passive && !has("obj")) add(all, "obj", target, verb);
}

}  // namespace

bool is_passive(const Scene& scene, std::uint32_t verb) {
  // "may have paid" is active, whatever its subject was taken for.
  bool have = false, be = false;
  for (const std::uint32_t i : scene.children(verb))
    if (scene.relation(i) == "aux") {
      have = have || scene.word(i).lemma == "have";
      be = be || scene.word(i).lemma == "be" || scene.word(i).lemma == "get";
    }
  if (have && !be) return false;
  if (has_exact(scene, verb, "nsubj:pass") || has_exact(scene, verb, "aux:pass") ||
      has_exact(scene, verb, "obl:agent"))
    return true;
  const Word& word = scene.word(verb);
  if (word.tag != "VBN") return false;
  if (word.relation == "acl") return true;
  if (scene.relation(verb) == "conj" && word.head >= 0 && child_of(scene, verb, "aux") < 0 &&
      scene.word(static_cast<std::uint32_t>(word.head)).tag == "VBN")
    return is_passive(scene, static_cast<std::uint32_t>(word.head));
  return scene.relation(verb) == "advcl" && child_of(scene, verb, "aux") < 0;
}

std::int32_t understood_subject(const Scene& scene, std::uint32_t verb) {
  return subject_within(scene, verb, 0);
}

std::int32_t verb_over(const Scene& scene, std::uint32_t noun) {
  const std::int32_t head = scene.word(noun).head;
  const std::string_view relation = scene.relation(noun);
  if (head >= 0 && (relation == "obj" || scene.word(noun).relation == "nsubj:pass" || relation == "obl") &&
      scene.is_verb(static_cast<std::uint32_t>(head)))
    return head;
  for (const std::uint32_t i : scene.children(noun))
    if (scene.word(i).relation == "acl:relcl" && scene.is_verb(i)) return static_cast<std::int32_t>(i);
  return -1;
}

std::vector<Dependent> around_verb(const Scene& scene, std::uint32_t verb) {
  std::vector<Dependent> all;
  const bool passive = is_passive(scene, verb);
  add_children(scene, all, verb, passive);
  const auto has = [&all](std::string_view function) {
    return std::any_of(all.begin(), all.end(), [&](const Dependent& d) { return d.function == function; });
  };
  if (passive) {
    if (!has("obj") && !has("iobj")) {
      add_modified(scene, all, verb, passive);
      const std::int32_t subject = has("obj") ? -1 : understood_subject(scene, verb);
      if (subject >= 0) add(all, "obj", static_cast<std::uint32_t>(subject), verb);
    }
  } else {
    add_modified(scene, all, verb, passive);
    const std::int32_t subject = understood_subject(scene, verb);
    if (subject >= 0) add(all, "subj", static_cast<std::uint32_t>(subject), verb);
  }
  return all;
}

std::vector<Dependent> around_noun(const Scene& scene, std::uint32_t noun, std::int32_t light) {
  std::vector<Dependent> all;
  for (const std::uint32_t i : scene.children(noun)) {
    if (scene.word(i).relation == "nmod:poss") {
      add(all, "poss", i, noun);
    } else if (scene.relation(i) == "nmod") {
      const std::string preposition = scene.preposition(i);
      if (!preposition.empty()) add(all, preposition, i, noun);
      add_of_object(scene, all, i);
    } else if (scene.relation(i) == "compound" && i < noun) {
      add(all, "comp", i, noun);
    }
  }
  if (light < 0) return all;
  for (Dependent& d : around_verb(scene, static_cast<std::uint32_t>(light)))
    if (d.word != noun && d.anchor != noun && d.function != "obj") all.push_back(std::move(d));
  return all;
}

}  // namespace clew::claim
