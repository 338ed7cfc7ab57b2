#include "claim/status.h"

#include <algorithm>

#include "claim/slots.h"

namespace clew::claim {
namespace {

using text::Upos;

constexpr int kDeepest = 24;  // clauses inside each other

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool first_person(std::string_view lower) { return lower == "i" || lower == "we"; }

class StanceReader {
 public:
  StanceReader(const Scene& scene, const std::optional<model::Span>& within)
      : scene_(scene), within_(within) {}

  Stance read(std::uint32_t trigger, const std::vector<std::uint32_t>& arguments) {
    read_dependents(trigger, true);
    own_negation_ = negated_;
    for (const std::uint32_t argument : arguments) read_argument(argument);
    climb(trigger);
    return result();
  }

 private:
  void cue(std::uint32_t word, bool& flag) {
    flag = true;
    cues_.push_back(word);
  }

  // What stands by a predicate and tells of its stance. `shared`: it is the first of coordinated predicates,
  // and only what stands before it reaches the later ones.
  void read_dependents(std::uint32_t predicate, bool whole) {
    for (const std::uint32_t i : scene_.children(predicate)) {
      if (!whole && i > predicate) break;
      const std::string_view relation = scene_.relation(i);
      const Word& word = scene_.word(i);
      if (relation == "advmod" || relation == "cc" || word.upos == Upos::part) {
        read_adverb(i);
      } else if (relation == "aux") {
        read_auxiliary(i, predicate);
      } else if (relation == "det" && scene_.is(i, WordClass::negate_determiner)) {
        cue(i, negated_);
      } else if (relation == "amod" && scene_.is(i, WordClass::hedge_adjective)) {
        cue(i, hedged_);
      } else if (relation == "amod" && one_of(word.lemma, {"planned", "proposed", "intended", "future",
                                                           "upcoming", "promised", "possible"})) {
        cue(i, planned_);
      } else if (relation == "parataxis" || relation == "ccomp" || relation == "discourse") {
        read_aside(i, predicate);
      } else if (relation == "advcl") {
        read_condition(i);
      } else if (relation == "mark" && one_of(word.lower, {"if", "unless"})) {
        // "if he paid", "asked if he paid"
        conditional_ = true;
        cues_.push_back(i);
      } else if (relation == "mark" && word.lower == "whether") {
        question_ = true;
      } else if (relation == "mark" && word.lower == "without") {
        cue(i, negated_);
      }
    }
  }

  void read_adverb(std::uint32_t i) {
    if (scene_.is(i, WordClass::hedge_adverb)) {
      cue(i, hedged_);
    } else if (scene_.is(i, WordClass::negate_adverb)) {
      // "not only" negates nothing.
      if (i + 1 < scene_.size() && one_of(scene_.word(i + 1).lower, {"only", "just", "least"})) return;
      cue(i, negated_);
      if (scene_.word(i).lower == "never") never_ = true;
    }
  }

  void read_auxiliary(std::uint32_t i, std::uint32_t predicate) {
    const Word& word = scene_.word(i);
    // "must have paid", "could have paid" guess at what is past; "should have paid" says that it was not so.
    bool perfect = false;
    for (const std::uint32_t other : scene_.children(predicate))
      if (other > i && scene_.relation(other) == "aux" && scene_.word(other).lemma == "have") perfect = true;
    if (scene_.is(i, WordClass::hedge_modal) && word.lower != "could") {
      cue(i, hedged_);
    } else if (word.lower == "could") {
      perfect || predicate_passive_be(predicate) ? cue(i, hedged_) : cue(i, planned_);
    } else if (scene_.is(i, WordClass::plan_modal)) {
      if (perfect && word.lower == "must") return cue(i, hedged_);
      if (perfect && one_of(word.lower, {"should", "ought", "would"})) return cue(i, negated_);
      // "The contractor shall be paid": a rule, unless one says it of oneself.
      if (word.lower == "shall") {
        const std::int32_t subject = scene_.sentence.child(predicate, "nsubj", true);
        if (subject < 0 || !first_person(scene_.word(static_cast<std::uint32_t>(subject)).lower))
          question_ = true;
      }
      if (word.lower == "'d" && scene_.word(predicate).tag == "VBN") return;
      cue(i, planned_);
    } else if (word.lemma == "go" && scene_.word(predicate).tag == "VB") {
      cue(i, planned_);
    }
    for (const std::uint32_t child : scene_.children(i))
      if (scene_.relation(child) == "advmod") read_adverb(child);
  }

  bool predicate_passive_be(std::uint32_t predicate) const {
    return scene_.sentence.child(predicate, "aux:pass") >= 0;
  }

  // "I think", "it seems", "people say", set beside the clause.
  void read_aside(std::uint32_t i, std::uint32_t predicate) {
    if (!scene_.is_verb(i) || scene_.sentence.child(i, "obj") >= 0) return;
    const std::int32_t subject = scene_.sentence.child(i, "nsubj", true);
    if (subject < 0) return;
    const std::string& who = scene_.word(static_cast<std::uint32_t>(subject)).lower;
    const bool own = first_person(who) && scene_.is(i, WordClass::hedge_own);
    const bool vague = who == "people" && scene_.word(i).lemma == "say";
    const bool seems = who == "it" && scene_.is(i, WordClass::hedge_governor);
    // Only a small clause without a content of its own is an aside.
    if (scene_.relation(i) == "ccomp" && i > predicate) return;
    if (own || vague || seems) cue(i, hedged_);
  }

  // "If the note is right, ..."
  void read_condition(std::uint32_t i) {
    for (const std::uint32_t mark : scene_.children(i))
      if (scene_.relation(mark) == "mark" && one_of(scene_.word(mark).lower, {"if", "unless"}))
        cue(mark, hedged_);
  }

  // "No money was paid", "nobody was paid", "nothing", "neither A nor B".
  void read_argument(std::uint32_t head) {
    if (one_of(scene_.word(head).lower, {"nobody", "none", "nothing"})) return cue(head, negated_);
    for (const std::uint32_t i : scene_.children(head))
      if ((scene_.relation(i) == "det" && scene_.is(i, WordClass::negate_determiner)) ||
          (scene_.relation(i) == "cc" && scene_.word(i).lower == "neither"))
        cue(i, negated_);
  }

  bool outside(std::uint32_t i) const {
    return within_ && (scene_.word(i).start < within_->start || scene_.word(i).start >= within_->end);
  }

  void climb(std::uint32_t from) {
    std::uint32_t at = from;
    for (int step = 0; step < kDeepest; ++step) {
      const std::int32_t head = scene_.word(at).head;
      if (head < 0) return;
      const auto over = static_cast<std::uint32_t>(head);
      if (!step_up(at, over)) return;
      at = over;
    }
  }

  // Whether what stands above `over` may still tell of the trigger.
  bool step_up(std::uint32_t at, std::uint32_t over) {
    const std::string_view relation = scene_.relation(at);
    const Word& governor = scene_.word(over);
    const bool denies = scene_.is(over, WordClass::deny_governor) && scene_.is_verb(over) &&
                        one_of(relation, {"ccomp", "xcomp", "obj", "advcl", "obl"});
    if (denies && !negated_at(over)) {
      cue(over, denied_);
      return false;
    }
    if (outside(over) && relation != "xcomp") return false;
    if (relation == "conj") return step_conj(at, over);
    if (relation == "advcl") return step_adverbial(at, over);
    if (relation == "acl") return step_noun(at, over);
    if (relation == "parataxis" || relation == "appos" || relation == "root") return false;
    if (relation == "xcomp" || relation == "ccomp" || relation == "csubj") return step_governor(at, over);
    // Nouns: a payment that is demanded, denied, planned.
    if (!scene_.is_verb(at) && scene_.is_verb(over) && one_of(relation, {"obj", "nsubj", "obl"})) {
      if (relation != "obl") read_dependents(over, true);
      if (relation == "obj" || scene_.word(at).relation == "nsubj:pass") return step_object(over);
      return true;
    }
    if (!scene_.is_verb(at) && relation == "nmod") {
      if (scene_.is(over, WordClass::deny_noun)) return cue(over, denied_), false;
      if (scene_.is(over, WordClass::hedge_noun)) return cue(over, hedged_), true;
      if (scene_.is(over, WordClass::plan_noun)) return cue(over, planned_), true;
    }
    (void)governor;
    return false;
  }

  bool negated_at(std::uint32_t i) const {
    for (const std::uint32_t child : scene_.children(i))
      if (scene_.relation(child) == "advmod" && scene_.is(child, WordClass::negate_adverb)) return true;
    return false;
  }

  bool step_conj(std::uint32_t at, std::uint32_t over) {
    const bool own_subject = scene_.sentence.child(at, "nsubj", true) >= 0;
    const bool own_auxiliary = scene_.sentence.child(at, "aux", true) >= 0;
    if (!own_subject) {
      const bool negated = negated_;
      if (!own_auxiliary) {
        read_dependents(over, false);
        // "He did not come and paid": the "not" stays with the first.
        const bool nor = std::any_of(scene_.children(at).begin(), scene_.children(at).end(), [&](auto child) {
          return scene_.relation(child) == "cc" && one_of(scene_.word(child).lower, {"or", "nor"});
        });
        if (!negated && negated_ && !nor && scene_.word(at).tag != scene_.word(over).tag) negated_ = false;
      }
    }
    return true;
  }

  bool step_adverbial(std::uint32_t at, std::uint32_t over) {
    for (const std::uint32_t i : scene_.children(at)) {
      if (scene_.relation(i) != "mark") continue;
      const std::string& mark = scene_.word(i).lower;
      if (one_of(mark, {"to", "for", "until", "till", "before", "lest"})) {
        // What someone did something for, or waited for, need not have come.
        if (mark != "before" || scene_.word(at).tag == "VB") cue(i, planned_);
        return false;
      }
      if (mark == "of" && scene_.is_verb(over)) return step_governor(at, over);
    }
    return false;
  }

  bool step_noun(std::uint32_t at, std::uint32_t over) {
    if (scene_.word(at).relation == "acl:relcl") return false;
    const bool infinitive = has_mark(at, "to"), that = has_mark(at, "that"), of = has_mark(at, "of");
    if (!infinitive && !that && !of) return false;
    for (const std::uint32_t i : scene_.children(over))
      if (scene_.relation(i) == "det" && scene_.is(i, WordClass::negate_determiner)) cue(i, negated_);
    if (scene_.is(over, WordClass::deny_noun)) return cue(over, denied_), false;
    if (scene_.is(over, WordClass::hedge_noun)) return cue(over, hedged_), true;
    if (scene_.is(over, WordClass::real_noun)) return true;
    if (infinitive || scene_.is(over, WordClass::plan_noun)) return cue(over, planned_), false;
    return true;
  }

  bool has_mark(std::uint32_t at, std::string_view mark) const {
    return std::any_of(scene_.children(at).begin(), scene_.children(at).end(), [&](std::uint32_t i) {
      return scene_.relation(i) == "mark" && scene_.word(i).lower == mark;
    });
  }

  // `at` is a clause that fills a place of `over`.
  bool step_governor(std::uint32_t at, std::uint32_t over) {
    const bool verb = scene_.is_verb(over);
    const bool infinitive = has_mark(at, "to");
    if (question_ || conditional_) {
      if (scene_.is(over, WordClass::question) || scene_.is(over, WordClass::speech) || !negated_at(over)) {
        question_ = true;
      } else {
        question_ = conditional_ = false;
        cue(over, hedged_);
      }
      return false;
    }
    // What one wishes others to do is no claim: "urged them to pay".
    if (infinitive && verb && scene_.is(over, WordClass::wish) && !is_passive(scene_, over) &&
        (scene_.sentence.child(over, "obj") >= 0 || scene_.sentence.child(over, "iobj") >= 0 ||
         scene_.sentence.child(at, "nsubj", true) >= 0)) {
      question_ = true;
      return false;
    }
    const std::int32_t subject = scene_.sentence.child(over, "nsubj", true);
    const std::string who = subject < 0 ? "" : scene_.word(static_cast<std::uint32_t>(subject)).lower;
    if (verb && is_passive(scene_, over) && scene_.is(over, WordClass::hedge_passive)) {
      cue(over, hedged_);
    } else if (verb && (first_person(who) || who == "people") &&
               (scene_.is(over, WordClass::hedge_own) || who == "people") && !infinitive) {
      cue(over, hedged_);
    } else if (verb && scene_.is(over, WordClass::hedge_governor)) {
      cue(over, hedged_);
    } else if (!verb && scene_.is(over, WordClass::hedge_adjective)) {
      cue(over, infinitive ? hedged_ : hedged_);
    } else if (scene_.is(over, verb ? WordClass::negate_governor : WordClass::negate_adjective)) {
      if (infinitive || !verb || scene_.word(at).tag == "VBG") cue(over, negated_);
    } else if (infinitive && scene_.is(over, WordClass::real_governor)) {
    } else if (infinitive && (verb || scene_.is(over, WordClass::plan_adjective))) {
      cue(over, planned_);
    } else if (verb && scene_.word(at).relation == "ccomp" && scene_.is(over, WordClass::plan_governor) &&
               !scene_.is(over, WordClass::speech) && one_of(scene_.word(at).tag, {"VB", "VBP"})) {
      cue(over, planned_);
    }
    // What stands by the verb over a finite clause tells of that verb: "I can confirm that he paid".
    if (scene_.word(at).relation != "ccomp" || infinitive || !verb ||
        scene_.is(over, WordClass::hedge_governor)) {
      read_dependents(over, true);
    } else if (scene_.is(over, WordClass::hedge_own) && negated_at(over)) {
      negated_ = true;  // "I do not think that he paid"
    }
    return true;
  }

  bool step_object(std::uint32_t over) {
    if (scene_.is(over, WordClass::negate_governor)) cue(over, negated_);
    if (scene_.is(over, WordClass::hedge_governor)) cue(over, hedged_);
    if (scene_.is(over, WordClass::plan_governor) &&
        !one_of(scene_.word(over).lemma, {"order", "arrange", "set", "offer", "permit"}))
      cue(over, planned_);
    if (scene_.word(over).lemma == "offer") cue(over, planned_);
    return true;
  }

  Stance result() {
    Stance stance;
    std::sort(cues_.begin(), cues_.end());
    cues_.erase(std::unique(cues_.begin(), cues_.end()), cues_.end());
    stance.cues = cues_;
    stance.question = question_;
    stance.own_negation = own_negation_;
    using model::ClaimStatus;
    if (denied_) {
      stance.status = ClaimStatus::denied;
    } else if (planned_ || conditional_) {
      stance.status = negated_ ? ClaimStatus::negated : ClaimStatus::planned;
    } else if (hedged_) {
      stance.status = ClaimStatus::hedged;
    } else if (negated_) {
      stance.status = ClaimStatus::negated;
    }
    return stance;
  }

  const Scene& scene_;
  const std::optional<model::Span>& within_;
  bool hedged_ = false, negated_ = false, denied_ = false, planned_ = false;
  bool conditional_ = false, question_ = false, never_ = false, own_negation_ = false;
  std::vector<std::uint32_t> cues_;
};

}  // namespace

Stance read_stance(const Scene& scene, std::uint32_t trigger, const std::vector<std::uint32_t>& arguments,
                   const std::optional<model::Span>& within) {
  return StanceReader(scene, within).read(trigger, arguments);
}

std::vector<std::uint32_t> hedges_of(const Scene& scene, std::uint32_t phrase) {
  std::vector<std::uint32_t> found;
  for (const std::uint32_t i : scene.children(phrase))
    if ((scene.relation(i) == "advmod" && scene.is(i, WordClass::hedge_adverb)) ||
        (scene.relation(i) == "amod" && scene.is(i, WordClass::hedge_adjective)))
      found.push_back(i);
  return found;
}

}  // namespace clew::claim
