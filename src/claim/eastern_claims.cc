// Claims from the clauses of a paragraph: what the predicates' frames hold, posts and kinship, statements.
#include <algorithm>

#include "base/fold.h"
#include "claim/eastern_arguments.h"
#include "claim/eastern_reader.h"
#include "claim/eastern_status.h"

namespace clew::claim::eastern {
namespace {

using model::Claim;
using model::ClaimStatus;
using model::ClaimType;
using model::Span;

constexpr double kSure = 0.85, kLess = 0.7, kDoubtful = 0.45;
constexpr std::string_view kReader = "rules-1";

class ClaimMaker {
 public:
  ClaimMaker(const Paragraph& paragraph, const std::vector<Saying>& sayings, std::vector<Claim>& claims)
      : paragraph_(paragraph), sayings_(sayings), claims_(claims), told_(sayings.size()) {}

  void make() {
    const std::size_t first = claims_.size();
    denies_ =
        std::any_of(sayings_.begin(), sayings_.end(), [](const Saying& s) { return s.denial && s.writer; });
    for (sentence_ = 0; sentence_ < paragraph_.sentences.size(); ++sentence_) {
      const SentenceReading& reading = paragraph_.sentences[sentence_];
      of_sentence_ = claims_.size();
      topic_ = paragraph_.topic_before(reading);
      gather();
      for (std::size_t c = 0; c < reading.reading.clauses.size(); ++c) clause(reading, c);
      for (const NounClaim& noun : noun_claims(paragraph_, reading)) of_noun(reading, noun);
      silences(reading);
      statements(reading, first);
      before_ = of_sentence_;
    }
    signature();
    for (std::size_t i = first; i < claims_.size(); ++i) order_arguments(claims_[i]);
  }

 private:
  std::string text(Span span) const { return std::string(paragraph_.document->text(span.start, span.end)); }

  // The sayings that can reach into this sentence: its own, and the quotations nearest to it.
  void gather() {
    constexpr std::size_t kNearest = 16;
    while (first_of_sentence_ < sayings_.size() && sayings_[first_of_sentence_].sentence < sentence_)
      ++first_of_sentence_;
    direct_.clear();
    const Span span{paragraph_.sentences[sentence_].sentence->start,
                    paragraph_.sentences[sentence_].sentence->end};
    for (std::size_t i = first_of_sentence_ > kNearest ? first_of_sentence_ - kNearest : 0;
         i < std::min(sayings_.size(), first_of_sentence_ + 4 * kNearest); ++i)
      if (sayings_[i].kind == model::AttributionKind::direct &&
          sayings_[i].content.front().start < span.end && sayings_[i].content.back().end > span.start)
        direct_.push_back(i);
  }

  static bool covers(const Saying& saying, std::uint64_t at) {
    for (const Span& span : saying.content)
      if (span.start <= at && at < span.end) return true;
    return false;
  }

  // Whose words stand at a place, outermost first. Sayings of the writer add nobody.
  std::vector<std::size_t> sayings_at(std::uint64_t at, std::size_t but = Saying::kNone) const {
    std::vector<std::size_t> found;
    const auto look = [&](std::size_t i) {
      if (i != but && covers(sayings_[i], at)) found.push_back(i);
    };
    for (const std::size_t i : direct_) look(i);
    for (std::size_t i = first_of_sentence_; i < sayings_.size() && sayings_[i].sentence <= sentence_; ++i)
      if (sayings_[i].sentence == sentence_ && sayings_[i].kind != model::AttributionKind::direct) look(i);
    std::sort(found.begin(), found.end());
    const auto length = [&](std::size_t i) {
      return sayings_[i].content.back().end - sayings_[i].content.front().start;
    };
    std::stable_sort(found.begin(), found.end(), [&](auto a, auto b) { return length(a) > length(b); });
    return found;
  }

  model::ClaimSource source_of(const Saying& saying) const {
    model::ClaimSource source;
    source.source = text(saying.source);
    if (source.source.empty()) source.source = saying.name;
    source.name = saying.name;
    source.cue = text(saying.cue);
    source.kind = saying.kind;
    return source;
  }

  // The speaker in whose words "I" stands.
  std::string speaker(const std::vector<std::size_t>& sayings) const {
    for (std::size_t i = sayings.size(); i-- > 0;) {
      const Saying& saying = sayings_[sayings[i]];
      if (saying.kind != model::AttributionKind::direct) continue;
      return saying.name.empty() ? text(saying.source) : saying.name;
    }
    return paragraph_.author();
  }

  bool asked(const SentenceReading& reading, const Clause& clause) const {
    return clause.question || reading.reading.question;
  }

  void attribute(const std::vector<std::size_t>& sayings, Claim& claim) {
    for (const std::size_t i : sayings) {
      if (!sayings_[i].writer) claim.sources.push_back(source_of(sayings_[i]));
      told_[i] = true;
    }
  }

  const Saying* denial_among(const std::vector<std::size_t>& sayings) const {
    return !sayings.empty() && sayings_[sayings.back()].denial ? &sayings_[sayings.back()] : nullptr;
  }

  void clause(const SentenceReading& reading, std::size_t index) {
    const Clause& clause = reading.reading.clauses[index];
    if (clause.hits.empty() || asked(reading, clause)) return;
    if (clause.order && (!reading.arabic || paragraph_.letter) && !named_subject(clause)) return;
    SlotContext context = paragraph_.slots(reading);
    context.topic = topic_;
    context.letter = paragraph_.letter || quoted(reading, clause);
    if (refusal(reading, context, index)) return;
    std::vector<Range> done;
    for (const Hit& hit : clause.hits) {
      if (std::find(done.begin(), done.end(), hit.range) != done.end()) continue;
      done.push_back(hit.range);
      std::optional<Filled> best;
      for (const Hit& other : clause.hits) {
        if (!(other.range == hit.range)) continue;
        auto filled = fill(context, index, other, Kind::claim);
        if (filled && (!best || filled->words > best->words)) best = std::move(filled);
      }
      if (best && best->words > 0) of_frame(reading, index, *best, hit.noun);
    }
  }

  // In somebody's own words verbs may mean "I".
  bool quoted(const SentenceReading& reading, const Clause& clause) const {
    if (clause.verb.empty()) return false;
    for (const std::size_t i : sayings_at(reading.bytes(clause.verb).start))
      if (sayings_[i].kind == model::AttributionKind::direct) return true;
    return false;
  }

  // "You (or she) meet": whoever is spoken to is told what to do.
  static bool named_subject(const Clause& clause) {
    return std::any_of(clause.pieces.begin(), clause.pieces.end(),
                       [](const Piece& piece) { return piece.prep.empty() && piece.kind == UnitKind::word; });
  }

  void of_frame(const SentenceReading& reading, std::size_t index, const Filled& filled, bool noun) {
    const Clause& clause = reading.reading.clauses[index];
    const std::uint64_t at = reading.bytes(clause.verb.empty() ? clause.range : clause.verb).start;
    const auto sayings = sayings_at(at);
    const Saying* denial = denial_among(sayings);
    Claim claim;
    claim.type = filled.frame->type;
    for (const Filler& filler : filled.fillers) argument(reading, filler, sayings, at, claim);
    if (noun) acting(*filled.frame, sayings, claim);
    if (claim.type == ClaimType::payment) dues(reading, filled, claim);
    if (claim.type == ClaimType::role) post_of(reading, clause, filled, claim);
    places(reading, clause, claim);
    const Stance stance =
        stance_of(paragraph_, reading, clause, filled.frame, denial ? &denial->cue : nullptr);
    claim.status = stance.status;
    if (noun && !sayings.empty() && of_class(sayings_[sayings.back()], "promise"))
      claim.status = ClaimStatus::planned;
    if (claim.status == ClaimStatus::negated && denies_ && sayings.empty())
      claim.status = ClaimStatus::denied;
    for (const Span& cue : stance.cues) claim.cues.push_back(text(cue));
    afterthought(reading, clause, claim);
    set_time(paragraph_, reading, clause.pieces, filled.frame->ends, claim);
    const bool borrowed = std::any_of(filled.fillers.begin(), filled.fillers.end(),
                                      [](const Filler& filler) { return filler.inherited; });
    finish(reading, clause.range, sayings,
           !somebody_acts(reading, filled) ? kDoubtful
           : borrowed                      ? kLess
                                           : kSure,
           claim);
  }

  // Whether who acts is a name, a post, a body, people or a pronoun; else the clause may mean something else.
  bool somebody_acts(const SentenceReading& reading, const Filled& filled) const {
    const SlotContext context = paragraph_.slots(reading);
    const auto& units = reading.reading.units;
    for (const Slot& slot : filled.frame->slots) {
      if (slot.key != "subject") continue;
      for (const Filler& filler : filled.fillers) {
        if (filler.role != slot.role || filler.range.empty()) continue;
        const Range range = filler.range;
        bool named = in_class(context, range, "someone") || in_class(context, range, "group") ||
                     in_class(context, range, "count") || in_class(context, range, "goods") ||
                     in_class(context, range, "place");
        for (std::size_t i = range.first; i < range.last; ++i) named = named || units[i].mention >= 0;
        const Phrase* phrase = reading.lexicon->phrase(
            range.first, range.last, [&](std::size_t k) { return std::string_view(units[k].folded); });
        return named || range.last == range.first + 1 ||
               (phrase != nullptr && (phrase->mark == Mark::pronoun || phrase->mark == Mark::honorific));
      }
    }
    return true;
  }

  void argument(const SentenceReading& reading, const Filler& filler, const std::vector<std::size_t>& sayings,
                std::uint64_t at, Claim& claim) {
    if (!has_role(claim.type, filler.role)) return;
    if (filler.implied) {
      append_implied(filler.role, speaker(sayings), at, claim);
    } else if (filler.topic) {
      append_implied(filler.role, topic_, at, claim);
    } else if (filler.role == "amount" && filler.range.last > filler.range.first + 1 &&
               reading.reading.units[filler.range.first].folded == kMoneyFor) {
      money_for(reading, filler.range, claim);
    } else if (filler.role == "title" && claim.type == ClaimType::role) {
      post(reading, filler.range, claim);
    } else if (filler.role == "asset") {
      asset(reading, filler.range, claim);
    } else {
      append_arguments(paragraph_, reading, filler.role, filler.range, claim);
    }
  }

  // "رئیس گمرک": title and organisation.
  void post(const SentenceReading& reading, Range range, Claim& claim) const {
    const std::size_t cut = post_end(reading, range);
    append_arguments(paragraph_, reading, "title", {range.first, cut}, claim);
    const std::string_view next = cut < range.last ? std::string_view(reading.reading.units[cut].folded) : "";
    if (!next.empty() && next != "خود" && next != "خودش" &&
        reading.lexicon->in_class(reading.reading.units[range.first].folded, "title"))
      append_arguments(paragraph_, reading, "organisation", {cut, range.last}, claim);
  }

  // "30 percent of X".
  void asset(const SentenceReading& reading, Range range, Claim& claim) const {
    const auto& units = reading.reading.units;
    for (std::size_t i = range.first; i < std::min(range.last, range.first + 4); ++i) {
      if (!reading.lexicon->in_class(units[i].folded, "share") && units[i].folded != "%") continue;
      append_arguments(paragraph_, reading, "share", {range.first, i + 1}, claim);
      std::size_t rest = i + 1;
      if (rest < range.last && (units[rest].folded == "از" || units[rest].folded == "من")) ++rest;
      return append_arguments(paragraph_, reading, "asset", {rest, range.last}, claim);
    }
    append_arguments(paragraph_, reading, "asset", range, claim);
  }

  // Who denies or confirms a payment is said to be who made it.
  void acting(const Frame& frame, const std::vector<std::size_t>& sayings, Claim& claim) const {
    if (sayings.empty()) return;
    const Saying& saying = sayings_[sayings.back()];
    if (!saying.denial && !of_class(saying, "confirm") && !of_class(saying, "promise")) return;
    for (const Slot& slot : frame.slots) {
      if (slot.key != "subject" || !has_role(claim.type, slot.role)) continue;
      for (const auto& argument : claim.args)
        if (argument.role == slot.role) return;
      if (saying.writer) {
        append_implied(slot.role, saying.name, saying.cue.start, claim);
      } else if (saying.source.end > saying.source.start) {
        append_argument(paragraph_, slot.role, saying.source, claim);
      }
    }
  }
  bool of_class(const Saying& saying, std::string_view cls) const {
    const SentenceReading& reading = paragraph_.sentences[saying.sentence];
    for (const Unit& unit : reading.reading.units)
      if (unit.start >= saying.cue.start && unit.end <= saying.cue.end &&
          reading.lexicon->in_class(unit.folded, cls))
        return true;
    return false;
  }

  // Wages and debts are what is paid for, where no sum is named.
  void dues(const SentenceReading& reading, const Filled& filled, Claim& claim) const {
    for (const Filler& filler : filled.fillers) {
      if (filler.role != "amount" || filler.range.empty()) continue;
      const auto& units = reading.reading.units;
      bool due = false;
      for (std::size_t i = filler.range.first; i < std::min(filler.range.last, filler.range.first + 2); ++i)
        due = due || (units[i].kind == UnitKind::word && reading.lexicon->in_class(units[i].folded, "due"));
      for (auto& argument : claim.args)
        if (due && argument.role == "amount" && !argument.value) argument.role = "purpose";
    }
  }

  // "a man came, Yusuf": who he is.
  void afterthought(const SentenceReading& reading, const Clause& clause, Claim& claim) const {
    const auto& units = reading.reading.units;
    const std::size_t at = clause.verb.last;
    if (reading.arabic || at + 1 >= units.size() || !is_comma(units[at]) || !units[at + 1].person) return;
    std::size_t last = at + 1;
    while (last < units.size() && units[last].person && units[last].mention == units[at + 1].mention) ++last;
    for (auto& argument : claim.args)
      if (argument.name.empty() && argument.end > argument.start && argument.end < units[at].start &&
          folded(argument.text).ends_with("ی") && reading.lexicon->in_class(folded(argument.text), "person"))
        argument.name = text(reading.bytes({at + 1, last}));
  }

  // "پول سری دوم": money for the second set.
  static constexpr std::string_view kMoneyFor = "پول";
  void money_for(const SentenceReading& reading, Range range, Claim& claim) const {
    append_arguments(paragraph_, reading, "amount", {range.first, range.first + 1}, claim);
    append_arguments(paragraph_, reading, "purpose", {range.first + 1, range.last}, claim);
  }

  // "رئيساً | للجمارك"
  void post_of(const SentenceReading& reading, const Clause& clause, const Filled& filled,
               Claim& claim) const {
    const bool has = std::any_of(claim.args.begin(), claim.args.end(),
                                 [](const auto& a) { return a.role == "organisation"; });
    for (const Filler& filler : filled.fillers)
      for (const Piece& piece : clause.pieces)
        if (!has && reading.arabic && filler.role == "title" && piece.prep == "ل" &&
            piece.range.first == filler.range.last + 1)
          append_arguments(paragraph_, reading, "organisation", piece.range, claim);
  }

  void places(const SentenceReading& reading, const Clause& clause, Claim& claim) const {
    for (const Piece& piece : clause.pieces) {
      if (piece.prep != "در" && piece.prep != "فی") continue;
      const Span span = reading.bytes(piece.range);
      const bool taken = std::any_of(claim.args.begin(), claim.args.end(), [&](const auto& argument) {
        return argument.start < span.end && argument.end > span.start;
      });
      if (!taken && in_class(paragraph_.slots(reading), piece.range, "placename"))
        append_arguments(paragraph_, reading, "place", piece.range, claim);
    }
  }

  void finish(const SentenceReading& reading, Range range, const std::vector<std::size_t>& sayings,
              double confidence, Claim& claim) {
    attribute(sayings, claim);
    const Span span = reading.bytes(range);
    claim.start = span.start;
    claim.end = span.end;
    for (const auto& argument : claim.args)
      if (argument.end > argument.start) {
        claim.start = std::min(claim.start, argument.start);
        claim.end = std::max(claim.end, argument.end);
      }
    claim.confidence = confidence;
    claim.reader = kReader;
    claims_.push_back(std::move(claim));
  }

  // Denials and refusals need their negation where the verb alone says the contrary ("did not answer").
  bool refusal(const SentenceReading& reading, const SlotContext& context, std::size_t index) {
    const Clause& clause = reading.reading.clauses[index];
    for (const Hit& hit : clause.hits) {
      const auto filled = fill(context, index, hit, Kind::refusal);
      const bool negative = clause.negative || (!reading.arabic && !clause.negation.empty());
      if (!filled || (filled->frame->status == ClaimStatus::negated) != negative) continue;
      Claim claim;
      const auto sayings = sayings_at(reading.bytes(clause.verb).start);
      for (const Filler& filler : filled->fillers)
        argument(reading, filler, sayings, reading.bytes(clause.verb).start, claim);
      claim.nonanswer = true;
      claim.cues.push_back(
          text(reading.bytes({std::min(filled->predicate.first, clause.verb.first), clause.verb.last})));
      finish(reading, clause.range, sayings, kSure, claim);
      return true;
    }
    return false;
  }

  void of_noun(const SentenceReading& reading, const NounClaim& noun) {
    const Clause* clause = noun.clause == Saying::kNone ? nullptr : &reading.reading.clauses[noun.clause];
    if (clause != nullptr && asked(reading, *clause)) return;
    if (clause == nullptr && reading.reading.question) return;
    const Span span = reading.bytes(noun.range);
    const auto sayings = sayings_at(
        clause != nullptr && !clause->verb.empty() ? reading.bytes(clause->verb).start : span.start);
    Claim claim;
    claim.type = noun.type;
    for (const Filler& filler : noun.fillers) argument(reading, filler, sayings, span.start, claim);
    const Saying* denial = clause != nullptr ? denial_among(sayings) : nullptr;
    if (clause != nullptr) {
      const Stance stance = stance_of(paragraph_, reading, *clause, nullptr, denial ? &denial->cue : nullptr);
      claim.status = noun.ended ? ClaimStatus::asserted : stance.status;
      if (!noun.ended)
        for (const Span& cue : stance.cues) claim.cues.push_back(text(cue));
    }
    set_time(paragraph_, reading, noun.from, noun.to, claim);
    finish(reading, noun.range, sayings, clause != nullptr ? kSure : kLess, claim);
  }

  // "No comment", as a phrase.
  void silences(const SentenceReading& reading) {
    const auto& units = reading.reading.units;
    const auto word = [&](std::size_t i) {
      return units[i].kind == UnitKind::word ? std::string_view(units[i].folded) : std::string_view();
    };
    for (std::size_t i = 0; i < units.size(); ++i) {
      const Phrase* phrase = reading.lexicon->phrase(i, units.size(), word);
      if (phrase == nullptr || phrase->mark != Mark::silence || reading.reading.question) continue;
      Claim claim;
      claim.nonanswer = true;
      const Range range{i, i + phrase->words.size()};
      const auto sayings = sayings_at(units[i].start);
      silent_one(reading, range, sayings, claim);
      if (!sayings.empty())
        append_argument(paragraph_, "content", sayings_[sayings.back()].content.front(), claim);
      for (const Clause& clause : reading.reading.clauses)
        if (clause.condition && clause.verb.last >= range.last) claim.status = ClaimStatus::planned;
      claim.cues.push_back(text(reading.bytes(range)));
      finish(reading, {0, units.size()}, sayings, kSure, claim);
      return;
    }
  }

  void silent_one(const SentenceReading& reading, Range phrase, const std::vector<std::size_t>& sayings,
                  Claim& claim) const {
    const SlotContext context = paragraph_.slots(reading);
    for (std::size_t c = 0; c < reading.reading.clauses.size() && !reading.arabic; ++c) {
      const Clause& clause = reading.reading.clauses[c];
      if (clause.verb.last != phrase.last || clause.person != 3) continue;
      bool implied = false;
      Range subject = subject_of(context, c, implied);
      if (subject.last > phrase.first) subject.last = phrase.first;
      if (!implied && !subject.empty())
        return append_arguments(paragraph_, reading, "speaker", subject, claim);
    }
    if (!sayings.empty() && sayings_[sayings.back()].source.end > sayings_[sayings.back()].source.start)
      return append_argument(paragraph_, "speaker", sayings_[sayings.back()].source, claim);
    append_implied("speaker", speaker(sayings), reading.bytes(phrase).start, claim);
  }

  // What is said and is no claim of another type.
  void statements(const SentenceReading& reading, std::size_t first) {
    for (std::size_t i = first_of_sentence_; i < sayings_.size() && sayings_[i].sentence <= sentence_; ++i) {
      const Saying& saying = sayings_[i];
      if (saying.sentence != sentence_ || saying.clause == Saying::kNone || told_[i]) continue;
      if (reading.reading.question && saying.kind != model::AttributionKind::direct) continue;
      if (saying.denial && points_back(reading, saying)) {
        if (deny_before(reading, i, first)) continue;
      }
      if (saying.writer || nonanswer_in(saying)) continue;
      Claim claim;
      claim.status = saying.denial ? ClaimStatus::denied : ClaimStatus::asserted;
      if (saying.denial) claim.cues.push_back(text(saying.cue));
      if (saying.source.end > saying.source.start)
        append_argument(paragraph_, "speaker", saying.source, claim);
      append_argument(paragraph_, "content", saying.content.front(), claim);
      auto sayings = sayings_at(saying.cue.start, i);
      sayings.push_back(i);
      finish(reading, reading.reading.clauses[saying.clause].range, sayings, kSure, claim);
    }
  }

  bool nonanswer_in(const Saying& saying) const {
    return std::any_of(claims_.begin() + static_cast<std::ptrdiff_t>(of_sentence_), claims_.end(),
                       [&](const Claim& claim) { return claim.nonanswer && covers(saying, claim.start); });
  }

  // "This he denied": the object is a demonstrative.
  bool points_back(const SentenceReading& reading, const Saying& saying) const {
    for (const Unit& unit : reading.reading.units)
      if (unit.start == saying.content.front().start)
        return unit.folded == "این" || unit.folded == "آن" || unit.folded == "ان" || unit.folded == "هذا" ||
               unit.folded == "هذه" || unit.folded == "ذلک";
    return false;
  }

  bool deny_before(const SentenceReading& reading, std::size_t index, std::size_t first) {
    const Saying& saying = sayings_[index];
    // In the same sentence: "no money was paid, and I deny this".
    if (claims_.size() > of_sentence_ && saying.writer) {
      claims_.back().status = ClaimStatus::denied;
      claims_.back().cues.assign(1, text(saying.cue));
      return true;
    }
    if (sentence_ == 0 || before_ < first || before_ >= of_sentence_) return false;
    const Claim& denied = claims_[of_sentence_ - 1];
    if (denied.type == ClaimType::statement || denied.type == ClaimType::role) return false;
    Claim claim;
    claim.type = denied.type;
    for (const auto& argument : denied.args) {
      append_implied(argument.role, argument.name.empty() ? argument.text : argument.name, saying.cue.start,
                     claim);
      claim.args.back().value = argument.value;
      claim.args.back().currency = argument.currency;
    }
    claim.status = ClaimStatus::denied;
    claim.cues.push_back(text(saying.cue));
    auto sayings = sayings_at(saying.cue.start, index);
    sayings.push_back(index);
    finish(reading, reading.reading.clauses[saying.clause].range, sayings, kLess, claim);
    return true;
  }

  // A name on one line, a post on the next, at the end of a letter.
  void signature() {
    const auto& all = paragraph_.sentences;
    if (!paragraph_.letter || all.size() < 2) return;
    for (std::size_t i = 0; i + 1 < all.size(); ++i) {
      const SentenceReading &name = all[i], &post = all[i + 1];
      const auto& words = post.reading.units;
      if (name.reading.units.size() > 5 || words.size() > 7 || words.empty() || name.reading.units.empty())
        continue;
      if (!post.lexicon->in_class(words.front().folded, "title") || !plain_name(name) || has_verb(post))
        continue;
      Claim claim;
      claim.type = ClaimType::role;
      append_arguments(paragraph_, name, "holder", {0, name.reading.units.size()}, claim);
      this->post(post, {0, words.size()}, claim);
      finish(name, {0, name.reading.units.size()}, {}, kLess, claim);
    }
  }
  bool has_verb(const SentenceReading& reading) const {
    return std::any_of(reading.reading.clauses.begin(), reading.reading.clauses.end(),
                       [](const Clause& clause) { return !clause.verb.empty(); });
  }
  bool plain_name(const SentenceReading& reading) const {
    const auto& units = reading.reading.units;
    const bool words =
        std::all_of(units.begin(), units.end(), [](const Unit& u) { return u.kind == UnitKind::word; });
    const bool named = std::any_of(units.begin(), units.end(), [](const Unit& u) { return u.mention >= 0; });
    return words && !has_verb(reading) &&
           (named || paragraph_.input().zone == model::ZoneKind::signature || is_author(reading));
  }

  bool is_author(const SentenceReading& reading) const {
    const std::string author = folded(paragraph_.author());
    return !author.empty() && words_in(reading.reading.units, {0, reading.reading.units.size()}) == author;
  }

  const Paragraph& paragraph_;
  const std::vector<Saying>& sayings_;
  std::vector<Claim>& claims_;
  std::vector<bool> told_;
  std::size_t sentence_ = 0, of_sentence_ = 0, before_ = 0;
  std::size_t first_of_sentence_ = 0;
  std::vector<std::size_t> direct_;
  bool denies_ = false;  // the writer denies something here: what he says not to be so, he denies
  std::string topic_;    // whom the sentence before was about
};

}  // namespace

void append_claims(const Paragraph& paragraph, const std::vector<Saying>& sayings,
                   std::vector<Claim>& claims) {
  ClaimMaker(paragraph, sayings, claims).make();
}

}  // namespace clew::claim::eastern
