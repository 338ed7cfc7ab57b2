// Arabic clauses: a verb that the lexicon knows, what stands before it (the subject, if anything) and behind.
#include <algorithm>
#include <optional>

#include "claim/arabic_pieces.h"
#include "claim/arabic_verbs.h"
#include "claim/eastern_clause.h"

namespace clew::claim::eastern {
namespace {

constexpr std::size_t kDeepest = 6;

class ClauseReader {
 public:
  explicit ClauseReader(Reading& reading)
      : reading_(reading), units_(reading.units), lexicon_(arabic_lexicon()) {}

  void read() {
    begin(0);
    while (at_ < units_.size()) step();
    finish_all(units_.size());
  }

 private:
  struct Open {
    std::size_t first = 0;
    std::vector<Hit> hits;
    Range verb;
    std::vector<ModalMark> modals;
    ArabicForm form;
    Range negation;
    bool has_verb = false, negative = false, future = false, condition = false, question = false;
    bool relative = false, present = false, may = false, reports = false, apposition = false;
    Range antecedent;
    std::size_t gap = 0;  // in "carried X to A and Y to B": the second "and"
  };

  std::string_view word(std::size_t i) const {
    return i < units_.size() && units_[i].kind == UnitKind::word ? std::string_view(units_[i].folded)
                                                                 : std::string_view();
  }

  void begin(std::size_t first) {
    open_ = Open{};
    open_.first = first;
  }

  void step() {
    const Unit& here = units_[at_];
    if (here.kind == UnitKind::punct) return punct(here);
    if (here.kind != UnitKind::word || (here.mention >= 0 && !here.mention_start)) {
      ++at_;
      return;
    }
    const Phrase* phrase = lexicon_.phrase(at_, units_.size(), [this](std::size_t i) { return word(i); });
    if (phrase != nullptr && phrase->mark == Mark::source && skip_source(phrase->words.size())) return;
    if (phrase != nullptr && marks(*phrase)) return;
    if (phrase == nullptr && here.mention < 0 && verb()) return;
    ++at_;
  }

  // "According to ..." up to its comma is no part of the clause.
  bool skip_source(std::size_t words) {
    constexpr std::size_t kLongest = 16;
    for (std::size_t i = at_ + words; i < std::min(units_.size(), at_ + kLongest); ++i) {
      const bool end = ends_clause(units_[i]);
      if (is_quote(units_[i]) || (end && (at_ == 0 || !is_comma(units_[at_ - 1])))) return false;
      if (!is_comma(units_[i]) && !end) continue;
      if (!end && open_.first + 1 >= at_) begin(i + 1);
      if (end && open_.first < at_) finish(at_ - 1);
      if (end) begin(i);
      at_ = end ? i : i + 1;
      return true;
    }
    return false;
  }

  void punct(const Unit& here) {
    if (is_comma(here) || goes_on(here)) {
      if (dateline(here)) {
        begin(at_ + 1);
      } else if (open_.relative && open_.has_verb) {
        finish(at_);
      } else if (open_.apposition) {
        open_.apposition = false;  // it ends, the clause goes on
      } else if (apposition(at_ + 1)) {
        open_.apposition = lexicon_.in_class(word(at_ + 1), "title");
      } else if (open_.has_verb) {
        finish(at_);
        begin(at_ + 1);
      }
      ++at_;
      return;
    }
    finish_all(at_);
    sticky_.clear();
    begin(++at_);
  }

  // "بيروت - ...": where it was written.
  bool dateline(const Unit& here) const {
    return here.folded != "،" && here.folded != "," && !open_.has_verb && reading_.clauses.empty() &&
           at_ <= 3;
  }
  // "carried it twice: in May from A to B": the colon is but a comma.
  bool goes_on(const Unit& here) const {
    if (here.folded != ":" || !open_.has_verb) return false;
    const Phrase* phrase = lexicon_.phrase(at_ + 1, units_.size(), [this](std::size_t i) { return word(i); });
    return phrase != nullptr && phrase->mark == Mark::preposition;
  }

  // What stands behind the comma says more of the phrase before it; the clause goes on behind.
  bool apposition(std::size_t at) const {
    if (lexicon_.in_class(word(at), "title")) return true;
    if (word(at) == "و" && (word(at + 1) == "هو" || word(at + 1) == "هی")) return true;
    if (word(at) == "الذی" || word(at) == "التی" || word(at) == "الذین") return true;
    const Phrase* phrase = lexicon_.phrase(at, units_.size(), [this](std::size_t i) { return word(i); });
    return phrase != nullptr && phrase->mark == Mark::preposition;
  }

  bool marks(const Phrase& phrase) {
    const Range range{at_, at_ + phrase.words.size()};
    switch (phrase.mark) {
      case Mark::hedge:
        return hedge(range, phrase);
      case Mark::plan:
        if (open_.has_verb) restart(range.first);
        (phrase.words.size() > 1 ? sticky_ : open_.modals).push_back({Modal::plan, range});
        break;
      case Mark::negator:
        if (open_.has_verb && verb_follows(range.last)) restart(range.first);
        open_.negation = range;
        open_.negative = true;
        open_.future = word(range.first) == "لن";
        break;
      case Mark::question:
        open_.question = true;
        break;
      case Mark::condition:
        restart(range.first);
        open_.condition = true;
        break;
      case Mark::boundary:
        restart(range.last);
        sticky_.clear();
        break;
      case Mark::complement:
        restart(range.last);
        break;
      case Mark::relative:
        relative(range);
        break;
      case Mark::conjunction:
        return conjunction();
      case Mark::adverb:
        if (phrase.words.front() == "قد") open_.may = true;
        if (open_.has_verb && phrase.words.front().starts_with("کان") && verb_follows(range.last))
          restart(range.first);
        break;
      default:
        return false;
    }
    at_ = range.last;
    return true;
  }

  // "It is said that" holds for what follows, "perhaps" for its clause.
  bool hedge(Range range, const Phrase& phrase) {
    const bool holds = phrase.words.size() > 1 && word(range.last - 1).starts_with("ان");
    if (open_.has_verb && (holds || verb_follows(range.last))) restart(range.first);
    if (holds) {
      sticky_.assign(1, {Modal::hedge, range});
      restart(range.last);
    } else {
      open_.modals.push_back({Modal::hedge, range});
    }
    at_ = range.last;
    return true;
  }

  // "and" before a verb begins a clause.
  bool conjunction() {
    const std::size_t next = at_ + 1;
    const Phrase* phrase = lexicon_.phrase(next, units_.size(), [this](std::size_t i) { return word(i); });
    if (open_.has_verb && phrase != nullptr && phrase->mark == Mark::preposition && sum_follows(next))
      open_.gap = at_;
    const bool mark = phrase != nullptr && (phrase->mark == Mark::negator || phrase->mark == Mark::hedge ||
                                            phrase->mark == Mark::plan || phrase->mark == Mark::source);
    if (!mark && !verb_follows(next)) return false;
    if (open_.has_verb || (mark && at_ > open_.first)) {
      restart(next);
    } else if (at_ == open_.first) {
      open_.first = next;
    } else {
      restart(next);
    }
    at_ = std::max(at_, next);
    return true;
  }

  bool sum_follows(std::size_t at) const {
    for (std::size_t i = at; i < std::min(at + 6, units_.size()); ++i) {
      if (units_[i].kind == UnitKind::punct) return false;
      if (units_[i].kind == UnitKind::money) return true;
    }
    return false;
  }

  bool verb_follows(std::size_t at) const {
    for (std::size_t i = at; i < std::min(at + 2, units_.size()); ++i) {
      if (units_[i].kind != UnitKind::word || units_[i].mention >= 0) return false;
      for (const ArabicForm& form : arabic_forms(word(i)))
        if (form.shape == ArabicForm::Shape::past || form.shape == ArabicForm::Shape::present)
          return !(i > at && units_[at].folded.starts_with("ال"));
      const Phrase* phrase = lexicon_.phrase(i, units_.size(), [this](std::size_t k) { return word(k); });
      if (phrase == nullptr) return false;
    }
    return false;
  }

  void relative(Range range) {
    if (stack_.size() >= kDeepest) return;
    const auto pieces = arabic_pieces(units_, {open_.first, range.first}, open_.has_verb);
    Range antecedent = pieces.empty() ? Range{} : pieces.back().range;
    stack_.push_back(std::move(open_));
    begin(range.last);
    open_.relative = true;
    open_.antecedent = antecedent;
  }

  // Ends the clause before `at` and begins one there.
  void restart(std::size_t at) {
    if (open_.has_verb || at > open_.first + 1) finish(at_);
    const bool relative = open_.relative && !open_.has_verb;
    const Range antecedent = open_.antecedent;
    begin(at);
    open_.relative = relative;
    open_.antecedent = antecedent;
    at_ = std::max(at_, at);
  }

  static bool finite(const ArabicForm& form) {
    return form.shape == ArabicForm::Shape::past || form.shape == ArabicForm::Shape::present;
  }

  // The reading of a word that fits here best, if it is a predicate.
  std::optional<ArabicForm> choose(const std::vector<ArabicForm>& forms) const {
    const bool wants_present = open_.negative || open_.future;
    const bool wants_noun = open_.reports || behind_preposition();
    const ArabicForm* best = nullptr;
    for (const ArabicForm& form : forms) {
      if (wants_noun && form.shape == ArabicForm::Shape::noun) return form;
      if (!finite(form)) continue;
      if (best == nullptr || rank(form, wants_present) > rank(*best, wants_present)) best = &form;
    }
    if (best == nullptr || behind_preposition()) return std::nullopt;
    return *best;
  }

  // "أنكر" is "he denied", and "I deny" only where the present is asked for.
  static int rank(const ArabicForm& form, bool wants_present) {
    const bool present = form.shape == ArabicForm::Shape::present;
    return (present == wants_present ? 4 : 0) + (form.person == 3 ? 2 : 0) + (form.suffix ? 0 : 1);
  }

  bool behind_preposition() const {
    if (at_ == 0) return false;
    const std::string_view last = word(at_ - 1);
    return last == "ب" || last == "ل" || last == "من" || last == "عن" || last == "علی" || last == "فی" ||
           last == "الی" || last == "بعد" || last == "قبل";
  }

  bool verb() {
    const auto forms = arabic_forms(word(at_));
    const auto form = choose(forms);
    if (!form) return false;
    if (form->shape == ArabicForm::Shape::noun) return verbal_noun(forms);
    if (open_.has_verb && looks_like_noun(*form)) return false;
    if (open_.has_verb) {
      // "تم", "قام" and a verb of the same clause do not stand side by side: a new clause.
      finish(at_);
      const Open last = open_;
      begin(at_);
      open_.negative = last.negative && last.verb.last < last.negation.first;
      if (open_.negative) open_.negation = last.negation;
    }
    open_.has_verb = true;
    open_.form = *form;
    open_.verb = {open_.negation.empty() || open_.negation.last != at_ ? at_ : open_.negation.first, at_ + 1};
    open_.present = form->shape == ArabicForm::Shape::present;
    open_.future = open_.future || form->future;
    if (open_.may && open_.present && !open_.negative)
      open_.modals.push_back({Modal::hedge, {at_ > 0 ? at_ - 1 : at_, at_}});
    for (const ArabicForm& other : forms)
      if (other.shape == form->shape && other.person == form->person)
        add_hit({other.predicate, {at_, at_ + 1}, {at_, at_ + 1}, units_[at_].passive_mark, false});
    open_.reports = has_kind(Kind::speech) || has_kind(Kind::denial) || has_kind(Kind::light);
    ++at_;
    return true;
  }

  // "شركات شحن": behind an indefinite noun the bare past is rather a noun.
  bool looks_like_noun(const ArabicForm& form) const {
    if (form.shape != ArabicForm::Shape::past || form.plural || form.feminine || at_ == 0) return false;
    const Unit& last = units_[at_ - 1];
    return last.kind == UnitKind::word && last.mention < 0 && !last.clitic &&
           !last.folded.starts_with("ال") && !units_[at_].passive_mark && last.word + 1 == units_[at_].word &&
           lexicon_.phrase(at_ - 1, at_, [this](std::size_t k) { return word(k); }) == nullptr &&
           open_.verb.last < at_;
  }

  bool has_kind(Kind kind) const {
    for (const Hit& hit : open_.hits)
      for (const Frame& frame : hit.predicate->frames)
        if (frame.kind == kind) return true;
    return false;
  }

  void add_hit(const Hit& hit) {
    for (const Hit& other : open_.hits)
      if (other.predicate == hit.predicate) return;
    open_.hits.push_back(hit);
  }

  // "denied paying", "announced the delivery": a clause of its own, from the noun on.
  bool verbal_noun(const std::vector<ArabicForm>& forms) {
    if (!open_.has_verb || !open_.reports) return false;
    const bool light = has_kind(Kind::light);
    finish(at_);
    begin(at_);
    open_.has_verb = true;
    open_.verb = {at_, at_ + 1};
    for (const ArabicForm& form : forms)
      if (form.shape == ArabicForm::Shape::noun)
        add_hit({form.predicate, {at_, at_ + 1}, {at_, at_ + 1}, light, true});
    ++at_;
    return true;
  }

  // Outer clauses are open again one by one; whether the one at hand is relative does not matter here.
  void finish_all(std::size_t end) {
    for (;;) {
      if (end > open_.first) emit(end);
      if (stack_.empty()) break;
      open_ = std::move(stack_.back());
      stack_.pop_back();
    }
    begin(end);
  }

  // Ends the clause; an outer one is open again.
  void finish(std::size_t end) {
    if (end > open_.first) emit(end);
    if (open_.relative && !stack_.empty()) {
      open_ = std::move(stack_.back());
      stack_.pop_back();
    } else {
      begin(end);
    }
  }

  void emit(std::size_t end) {
    Clause clause;
    clause.range = {open_.first, end};
    clause.hits = open_.hits;
    clause.verb = open_.has_verb ? open_.verb : Range{end, end};
    clause.pieces = arabic_pieces(units_, {open_.first, clause.verb.first}, false);
    const bool gap = open_.has_verb && open_.gap > clause.verb.last && open_.gap + 1 < end;
    const auto behind = arabic_pieces(units_, {clause.verb.last, gap ? open_.gap : end}, true);
    clause.pieces.insert(clause.pieces.end(), behind.begin(), behind.end());
    clause.modals = open_.modals;
    clause.modals.insert(clause.modals.end(), sticky_.begin(), sticky_.end());
    clause.person = open_.has_verb ? open_.form.person : 3;
    clause.plural = open_.form.plural;
    clause.negative = open_.negative;
    clause.negation = open_.negation;
    clause.future = open_.future;
    clause.present = open_.present;
    clause.copula = !open_.has_verb;
    clause.condition = open_.condition;
    clause.question = open_.question;
    clause.relative = open_.relative;
    clause.antecedent = open_.antecedent;
    clause.suffix_object = open_.form.suffix;
    clause.order = open_.has_verb && open_.form.shape == ArabicForm::Shape::present && open_.form.feminine &&
                   !open_.future;
    clause.open_person = open_.form.open_person;
    if (open_.has_verb && open_.form.open_person && units_[open_.verb.last - 1].first_person)
      clause.person = 1;
    if (!reading_.clauses.empty()) clause.before = static_cast<std::int32_t>(last_main_);
    if (!clause.relative && open_.has_verb) last_main_ = reading_.clauses.size();
    reading_.clauses.push_back(clause);
    if (!gap) return;
    // The same verb again, with what stands behind "and".
    clause.before = static_cast<std::int32_t>(reading_.clauses.size()) - 1;
    clause.pieces = arabic_pieces(units_, {open_.gap + 1, end}, true);
    clause.range.first = open_.gap + 1;
    reading_.clauses.push_back(std::move(clause));
  }

  Reading& reading_;
  const std::vector<Unit>& units_;
  const Lexicon& lexicon_;
  std::size_t at_ = 0;
  std::size_t last_main_ = 0;
  Open open_;
  std::vector<Open> stack_;
  std::vector<ModalMark> sticky_;
};

}  // namespace

void read_arabic(Reading& reading) { ClauseReader(reading).read(); }

}  // namespace clew::claim::eastern
