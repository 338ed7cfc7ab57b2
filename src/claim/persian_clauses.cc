// Persian clauses end with their verb; "که" behind a noun opens one inside another.
#include "base/fold.h"
#include "claim/eastern_clause.h"
#include "claim/persian_verbs.h"

namespace clew::claim::eastern {
namespace {

constexpr std::size_t kDeepest = 6;
constexpr std::size_t kLongestReach = 12;  // units between the noun of a light verb and the verb

class ClauseReader {
 public:
  explicit ClauseReader(Reading& reading)
      : reading_(reading), units_(reading.units), lexicon_(persian_lexicon()) {}

  void read() {
    at_ = 0;
    while (at_ < units_.size()) step();
    flush();
  }

 private:
  // A clause still being read.
  struct Open {
    std::vector<std::size_t> buffer;
    std::vector<ModalMark> modals;
    bool condition = false, question = false, relative = false;
    Range antecedent;
    Range negation;
    std::size_t gap = 0;  // in "A to B and perhaps C to D": where "perhaps" stands
  };

  std::string_view word(std::size_t i) const {
    return i < units_.size() && units_[i].kind == UnitKind::word ? std::string_view(units_[i].folded)
                                                                 : std::string_view();
  }

  void step() {
    const Unit& here = units_[at_];
    if (here.kind == UnitKind::punct) return punct(here);
    if (here.kind == UnitKind::word && !(here.mention >= 0 && !here.mention_start)) {
      const Phrase* phrase = lexicon_.phrase(at_, units_.size(), [this](std::size_t i) { return word(i); });
      if (phrase != nullptr && phrase->mark == Mark::source && skip_source(phrase->words.size())) return;
      if (phrase != nullptr && marks(*phrase)) return;
      VerbGroup group;
      if (read_verb(units_, at_, units_.size(), group) && group.tense != Tense::infinitive) {
        close(group);
        at_ = group.last;
        return;
      }
    }
    open_.buffer.push_back(at_++);
  }

  void punct(const Unit& here) {
    if (is_comma(here)) {
      if (dateline(here)) open_.buffer.clear();
      open_.buffer.push_back(at_++);
      return;
    }
    flush();
    sticky_.clear();
    if_ = false;
    ++at_;
  }

  // "تهران - ...": where it was written.
  bool dateline(const Unit& here) const {
    return here.folded != "،" && here.folded != "," && reading_.clauses.empty() && at_ <= 3;
  }

  // "According to ..." up to its comma is no part of the clause.
  bool skip_source(std::size_t words) {
    constexpr std::size_t kLongest = 16;
    for (std::size_t i = at_ + words; i < std::min(units_.size(), at_ + kLongest); ++i) {
      const bool end = ends_clause(units_[i]);
      if (is_quote(units_[i]) || (end && (at_ == 0 || !is_comma(units_[at_ - 1])))) return false;
      if (!is_comma(units_[i]) && !end) continue;
      at_ = end ? i : i + 1;
      return true;
    }
    return false;
  }

  // Whether the phrase is about the whole clause and needs no place in it.
  bool marks(const Phrase& phrase) {
    const Range range{at_, at_ + phrase.words.size()};
    switch (phrase.mark) {
      case Mark::hedge:
        if (!open_.buffer.empty() && word(open_.buffer.back()) == "و") open_.gap = open_.buffer.size();
        mark({Modal::hedge, range}, phrase);
        break;
      case Mark::plan:
        mark({Modal::plan, range}, phrase);
        break;
      case Mark::negator:
        open_.negation = range;
        break;
      case Mark::question:
        open_.question = true;
        break;
      case Mark::condition:
        open_.condition = true;
        break;
      case Mark::boundary:
        flush();
        sticky_.clear();
        break;
      case Mark::complement:
        return complement();
      default:
        return false;
    }
    at_ = range.last;
    return true;
  }

  // "It is said" holds for the clauses that follow, "perhaps" for its own.
  void mark(const ModalMark& modal, const Phrase& phrase) {
    if (phrase.words.size() > 1 || units_[modal.range.first].folded.starts_with("شنید")) {
      sticky_.assign(1, modal);
    } else {
      open_.modals.push_back(modal);
    }
  }

  bool complement() {
    const bool after_verb = !reading_.clauses.empty() && reading_.clauses.back().verb.last == at_;
    std::size_t words = 0;
    for (const std::size_t i : open_.buffer) words += units_[i].kind != UnitKind::punct ? 1U : 0U;
    if (words == 0) {
      if (after_verb && extraposed(reading_.clauses.back())) {
        open_ = Open{};
        open_.relative = true;
        open_.antecedent = last_indefinite(reading_.clauses.back());
      } else if (!after_verb && !reading_.clauses.empty() && at_ > 0 && is_comma(units_[at_ - 1])) {
        open_ = Open{};
        open_.relative = true;
        const auto& pieces = reading_.clauses.back().pieces;
        if (!pieces.empty()) open_.antecedent = pieces.back().range;
      }
    } else if (stack_.size() < kDeepest && last_modal_end() != at_) {
      const auto pieces = persian_pieces(units_, open_.buffer);
      stack_.push_back(std::move(open_));
      open_ = Open{};
      open_.relative = true;
      if (!pieces.empty()) open_.antecedent = pieces.back().range;
    }
    ++at_;
    return true;
  }

  // "paid a firm that ...": the clause behind the verb is about the firm.
  Range last_indefinite(const Clause& clause) const {
    for (std::size_t i = clause.pieces.size(); i-- > 0;) {
      const Piece& piece = clause.pieces[i];
      const std::string& word = units_[piece.range.last - 1].folded;
      if (piece.prep != "در" && piece.kind == UnitKind::word && word.ends_with("ی") && word.size() > 6 &&
          units_[piece.range.last - 1].mention < 0)
        return piece.range;
    }
    return {};
  }
  bool extraposed(const Clause& clause) const {
    return !clause.hits.empty() && !clause.relative &&
           clause.hits.front().predicate->frames.front().kind == Kind::claim &&
           !last_indefinite(clause).empty();
  }

  std::size_t last_modal_end() const {
    std::size_t end = sticky_.empty() ? 0 : sticky_.back().range.last;
    for (const ModalMark& modal : open_.modals) end = std::max(end, modal.range.last);
    return end;
  }

  void flush() {
    if (!open_.buffer.empty()) verbless();
    open_ = Open{};
    stack_.clear();
  }

  // Kept for what stands in it without a verb: names with posts, verbal nouns.
  void verbless() {
    Clause clause;
    clause.range = {open_.buffer.front(), open_.buffer.back() + 1};
    clause.verb = {clause.range.last, clause.range.last};
    finish(clause);
  }

  void finish(Clause& clause) {
    clause.pieces = persian_pieces(units_, open_.buffer);
    clause.modals = open_.modals;
    clause.modals.insert(clause.modals.end(), sticky_.begin(), sticky_.end());
    clause.condition = open_.condition || (!open_.relative && if_);
    if (!open_.relative) if_ = open_.condition;
    clause.question = open_.question;
    clause.relative = open_.relative;
    clause.antecedent = open_.antecedent;
    clause.negation = clause.negative ? clause.verb : open_.negation;
    if (!clause.relative && !reading_.clauses.empty()) clause.before = static_cast<std::int32_t>(last_main_);
    if (!clause.relative) last_main_ = reading_.clauses.size();
    reading_.clauses.push_back(std::move(clause));
  }

  void close(const VerbGroup& group) {
    Clause clause;
    clause.verb = {group.first, group.last};
    clause.person = group.person;
    clause.plural = group.plural;
    clause.negative = group.negative;
    clause.future = group.tense == Tense::future;
    clause.present = group.tense == Tense::present;
    clause.subjunctive = group.tense == Tense::subjunctive;
    find_hits(group, clause);
    if (open_.gap > 0 && open_.gap < open_.buffer.size()) return close_gap(clause);
    if (clause.hits.empty() || group.verb == "بودن") subject_noun(clause);
    Clause inner;
    if (tells(clause)) verbal_noun(inner);
    const bool alone = clause.hits.empty() || clause.hits.front().word == Range{group.first, group.last};
    clause.copula = alone && (group.verb == "بودن" || group.verb == "شدن");
    clause.suffix_object = group.object;
    clause.order = group.person == 2 && group.tense == Tense::subjunctive;
    const std::size_t first = open_.buffer.empty() ? clause.verb.first : open_.buffer.front();
    clause.range = {std::min(first, clause.verb.first), group.last};
    finish(clause);
    if (!inner.hits.empty()) {
      inner.before = static_cast<std::int32_t>(reading_.clauses.size()) - 1;
      reading_.clauses.push_back(std::move(inner));
    }
    if (stack_.empty()) {
      open_ = Open{};
    } else {
      open_ = std::move(stack_.back());
      stack_.pop_back();
    }
  }

  const Predicate* known(std::string_view noun, std::string_view verb) const {
    std::string key(noun);
    return lexicon_.find(key.append("+").append(verb));
  }

  // With "become", a verb that is made with "make" or "give" is passive.
  const Predicate* known_in(std::string_view noun, const VerbGroup& group, bool& passive) const {
    passive = group.passive;
    if (const Predicate* found = known(noun, group.verb)) return found;
    if (group.verb != "شدن" && group.verb != "گردیدن" && group.verb != "گشتن") return nullptr;
    passive = true;
    for (const std::string_view verb : {"کردن", "دادن", "گرفتن", "گذاشتن"})
      if (const Predicate* found = noun.empty() ? nullptr : known(noun, verb)) return found;
    return nullptr;
  }

  // One verb for two: the first half is meant plainly, what stands behind "and perhaps" is not.
  void close_gap(Clause clause) {
    const std::vector<std::size_t> all = std::move(open_.buffer);
    const auto middle = all.begin() + static_cast<std::ptrdiff_t>(open_.gap);
    const std::vector<ModalMark> modals = std::move(open_.modals);
    const Open outer = open_;
    Clause second = clause;
    clause.range = {all.front(), all[outer.gap - 1]};
    open_.buffer.assign(all.begin(), middle);
    open_.modals.clear();
    finish(clause);
    open_ = outer;
    open_.buffer.assign(middle, all.end());
    open_.modals = modals;
    second.range = {modals.empty() ? all[outer.gap] : modals.back().range.first, second.verb.last};
    finish(second);
    open_ = Open{};
    if (!stack_.empty()) {
      open_ = std::move(stack_.back());
      stack_.pop_back();
    }
  }

  static bool tells(const Clause& clause) {
    for (const Hit& hit : clause.hits)
      for (const Frame& frame : hit.predicate->frames)
        if (frame.kind == Kind::speech || frame.kind == Kind::denial) return true;
    return false;
  }

  // "the meeting of X with Y lasted an hour": the noun opens the clause.
  void subject_noun(Clause& clause) {
    std::vector<std::size_t>& buffer = open_.buffer;
    if (buffer.empty()) return;
    const Predicate* found = known(word(buffer.front()), "");
    if (found == nullptr) return;
    const Range noun{buffer.front(), buffer.front() + 1};
    clause.hits.push_back({found, noun, noun, false, false});
    buffer.erase(buffer.begin());
  }

  // "denied paying the man a sum": the noun of payment and what follows it, up to را, are a clause of their
  // own.
  void verbal_noun(Clause& inner) {
    std::vector<std::size_t>& buffer = open_.buffer;
    std::size_t mark = buffer.size();
    while (mark > 0 && word(buffer[mark - 1]) != "را") --mark;
    for (std::size_t k = 0; k + 1 < mark; ++k) {
      const std::string_view noun = word(buffer[k]);
      const Predicate* found = noun.size() > 4 ? known(noun, "کردن") : nullptr;
      if (found == nullptr && noun.size() > 4) found = known(noun, "دادن");
      if (found == nullptr || found->frames.front().kind != Kind::claim ||
          found->frames.front().type == model::ClaimType::attendance)
        continue;
      const std::vector<std::size_t> phrase(buffer.begin() + static_cast<std::ptrdiff_t>(k) + 1,
                                            buffer.begin() + static_cast<std::ptrdiff_t>(mark) - 1);
      inner.pieces = persian_pieces(units_, phrase);
      inner.verb = {buffer[k], buffer[k] + 1};
      inner.hits.push_back({found, inner.verb, inner.verb, false, true});
      inner.range = {buffer[k], buffer[mark - 1]};
      buffer.erase(buffer.begin() + static_cast<std::ptrdiff_t>(k),
                   buffer.begin() + static_cast<std::ptrdiff_t>(mark));
      return;
    }
  }

  // The noun of the predicate is the word before the verb, or two words, or one further away.
  void find_hits(const VerbGroup& group, Clause& clause) {
    std::vector<std::size_t>& buffer = open_.buffer;
    for (std::size_t length = 2; length >= 1; --length)
      if (buffer.size() >= length && take_noun(buffer.size() - length, length, group, clause))
        return coordinate(group, clause);
    if (take_apart(group, clause)) return;
    bool passive = false;
    if (another_noun(group)) return;
    if (const Predicate* found = known_in("", group, passive))
      clause.hits.push_back({found, {group.first, group.last}, {group.first, group.last}, passive, false});
  }

  // "ادامه داد": a noun that the lexicon does not know belongs to the verb, which then says something else.
  bool another_noun(const VerbGroup& group) {
    for (const std::string_view light : {"دادن", "گرفتن", "داشتن", "زدن", "کردن", "اوردن"}) {
      if (group.verb != light || open_.buffer.empty() || word(open_.buffer.back()).empty()) continue;
      const auto pieces = persian_pieces(units_, open_.buffer);
      if (pieces.empty() || pieces.back().range.last != open_.buffer.back() + 1) return false;
      const Piece& last = pieces.back();
      if (last.object || !last.prep.empty() || last.kind != UnitKind::word) return false;
      for (std::size_t i = last.range.first; i < last.range.last; ++i)
        if (lexicon_.in_class(units_[i].folded, "money") || lexicon_.in_class(units_[i].folded, "goods"))
          return false;
      if (last.range.last > last.range.first + 1 || pieces.size() > 1) open_.buffer.pop_back();
      return true;
    }
    return false;
  }

  // "دیداری" is "دیدار", once.
  const Predicate* noun_at(std::size_t index, std::size_t length, const VerbGroup& group,
                           bool& passive) const {
    std::string noun;
    for (std::size_t i = index; i < index + length; ++i) {
      const Unit& unit = units_[open_.buffer[i]];
      if (unit.kind != UnitKind::word) return nullptr;
      noun += (i > index ? " " : "") + unit.folded;
    }
    if (const Predicate* found = known_in(noun, group, passive)) return found;
    if (!noun.ends_with("ی")) return nullptr;
    noun.resize(noun.size() - 2);
    return known_in(noun, group, passive);
  }

  bool take_noun(std::size_t index, std::size_t length, const VerbGroup& group, Clause& clause) {
    bool passive = false;
    const Predicate* found = noun_at(index, length, group, passive);
    if (found == nullptr) return false;
    std::vector<std::size_t>& buffer = open_.buffer;
    const std::size_t first = buffer[index];
    clause.hits.push_back({found, {first, group.last}, {first, first + length}, passive, false});
    if (buffer[index + length - 1] + 1 == group.first) clause.verb.first = first;
    buffer.erase(buffer.begin() + static_cast<std::ptrdiff_t>(index),
                 buffer.begin() + static_cast<std::ptrdiff_t>(index + length));
    return true;
  }

  // "met and talked": both nouns belong to the verb.
  void coordinate(const VerbGroup& group, Clause& clause) {
    std::vector<std::size_t>& buffer = open_.buffer;
    while (buffer.size() >= 2 && word(buffer.back()) == "و") {
      bool passive = false;
      const Predicate* other = noun_at(buffer.size() - 2, 1, group, passive);
      if (other == nullptr) return;
      const bool same = other->frames.front().type == clause.hits.front().predicate->frames.front().type;
      const std::size_t first = buffer[buffer.size() - 2];
      if (!same) clause.hits.push_back({other, {first, first + 1}, {first, first + 1}, passive, false});
      clause.verb.first = first;
      buffer.resize(buffer.size() - 2);
    }
  }

  bool take_apart(const VerbGroup& group, Clause& clause) {
    const std::size_t size = open_.buffer.size();
    for (std::size_t back = 2; back <= std::min(size, kLongestReach); ++back) {
      const std::size_t i = size - back;
      // What follows the noun must begin something new.
      const std::string_view next = word(open_.buffer[i + 1]);
      const auto* phrase = lexicon_.phrase(i + 1, size, [&](std::size_t k) { return word(open_.buffer[k]); });
      const bool free =
          back == 2 || next == "را" ||
          (phrase != nullptr && (phrase->mark == Mark::preposition || phrase->mark == Mark::adverb));
      if (free && word(open_.buffer[i]).size() > 4 && take_noun(i, 1, group, clause)) return true;
    }
    return false;
  }

  Reading& reading_;
  const std::vector<Unit>& units_;
  const Lexicon& lexicon_;
  std::size_t at_ = 0;
  std::size_t last_main_ = 0;
  Open open_;
  std::vector<Open> stack_;
  std::vector<ModalMark> sticky_;
  bool if_ = false;  // the clause before was a condition
};

}  // namespace

void read_persian(Reading& reading) { ClauseReader(reading).read(); }

}  // namespace clew::claim::eastern
