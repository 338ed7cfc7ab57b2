#include "claim/eastern_slots.h"

#include <algorithm>

namespace clew::claim::eastern {
namespace {

constexpr int kFurthest = 4;  // clauses that a subject is looked for in

bool is_number(std::string_view word) {
  return !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos;
}

class SlotFiller {
 public:
  SlotFiller(const SlotContext& context, std::size_t clause, const Hit& hit)
      : context_(context),
        index_(clause),
        clause_(context.reading.clauses[clause]),
        hit_(hit),
        pieces_(clause_.pieces),
        used_(clause_.pieces.size()) {}

  std::optional<Filled> fill(const Frame& frame) {
    result_.frame = &frame;
    result_.predicate = hit_.range;
    for (const Slot& slot : frame.slots)
      if (!slot.cls.empty() && is_object(slot.key)) classed(slot);
    for (const Slot& slot : frame.slots)
      if (slot.key == "self") add(slot.role, hit_.word, true);
    for (const Slot& slot : frame.slots)
      if (!is_object(slot.key) && slot.key != "subject" && slot.key != "self") preposition(slot);
    if (context_.arabic) {
      arabic_arguments(frame);
    } else {
      persian_arguments(frame);
    }
    for (const Slot& slot : frame.slots)
      if (slot.required && !(slot.role == "participants" ? met(slot) : has(slot.role)) &&
          !(is_object(slot.key) && (slot.cls.empty() || slot.cls == "someone") && clause_.suffix_object))
        return std::nullopt;
    return std::move(result_);
  }

 private:
  static bool is_object(std::string_view key) { return key == "object" || key == "object2"; }
  const Slot* slot(const Frame& frame, std::string_view key) const {
    for (const Slot& one : frame.slots)
      if (one.key == key) return &one;
    return nullptr;
  }
  bool has(std::string_view role) const {
    return std::any_of(result_.fillers.begin(), result_.fillers.end(),
                       [&](const Filler& filler) { return filler.role == role; });
  }
  void add(const std::string& role, Range range, bool here) {
    result_.fillers.push_back({role, range, false, !here, false});
    if (here) ++result_.words;
  }
  void add_implied(const std::string& role) { result_.fillers.push_back({role, {}, true, false, false}); }
  void add_topic(const std::string& role) {
    if (!context_.topic.empty()) result_.fillers.push_back({role, {}, false, true, true});
  }

  // Both sides of a meeting have one role.
  bool met(const Slot& slot) const {
    const auto count = std::count_if(result_.fillers.begin(), result_.fillers.end(),
                                     [&](const Filler& filler) { return filler.role == slot.role; });
    return count >= 2 || std::find(satisfied_.begin(), satisfied_.end(), &slot) != satisfied_.end();
  }

  bool bare(std::size_t i) const {
    return !used_[i] && pieces_[i].prep.empty() && pieces_[i].kind != UnitKind::date;
  }
  bool is_sum(std::size_t i) const { return pieces_[i].kind == UnitKind::money; }

  void take(const Slot& slot, std::size_t i) {
    used_[i] = true;
    satisfied_.push_back(&slot);
    add(slot.role, pieces_[i].range, true);
  }

  // An object that is told by what it is.
  void classed(const Slot& slot) {
    if (has(slot.role)) return;
    for (std::size_t i = pieces_.size(); i-- > 0;) {
      const Piece& piece = pieces_[i];
      if (used_[i] || !piece.prep.empty() || piece.kind == UnitKind::date) continue;
      if (context_.arabic && !piece.behind && !hit_.passive) continue;
      if (!in_class(context_, piece.range, slot.cls)) continue;
      const std::size_t from = class_start(piece, slot.cls);
      const bool alone = clause_.person == 3 && !hit_.passive && !another_bare(i);
      if (from > piece.range.first && from < piece.range.last && (!piece.object || alone) &&
          !context_.arabic) {
        shorten(i, from);
        pieces_[i].object = false;
        add(slot.role, {from, end_of_last_}, true);
      } else {
        take(slot, i);
      }
      return;
    }
    // "gave the group | equipment": the object stands unmarked behind a preposition's phrase.
    for (std::size_t i = pieces_.size(); i-- > 0 && !context_.arabic;) {
      const Piece& piece = pieces_[i];
      if (used_[i] || piece.prep.empty() || i + 1 != pieces_.size()) continue;
      const std::size_t from = class_start(piece, slot.cls);
      if (from == piece.range.first || from == piece.range.last) continue;
      shorten(i, from);
      add(slot.role, {from, end_of_last_}, true);
      return;
    }
  }

  bool another_bare(std::size_t but) const {
    for (std::size_t i = 0; i < pieces_.size(); ++i)
      if (i != but && bare(i) && pieces_[i].kind == UnitKind::word) return true;
    return false;
  }

  void shorten(std::size_t i, std::size_t from) {
    end_of_last_ = pieces_[i].range.last;
    pieces_[i].range.last = from;
  }

  // Where, in a phrase, the words of a class begin: numbers and "no" before them included.
  std::size_t class_start(const Piece& piece, std::string_view cls) const {
    if (cls == "where") cls = "place";
    const auto& units = context_.reading.units;
    for (std::size_t i = piece.range.first; i < piece.range.last; ++i) {
      const bool value = units[i].kind == UnitKind::money && cls == "money";
      if (!value && (units[i].kind != UnitKind::word || !context_.lexicon.in_class(units[i].folded, cls)))
        continue;
      while (i > piece.range.first &&
             (context_.lexicon.in_class(units[i - 1].folded, "count") ||
              context_.lexicon.in_class(units[i - 1].folded, "determiner") || is_number(units[i - 1].folded)))
        --i;
      return i;
    }
    return piece.range.last;
  }

  void preposition(const Slot& slot) {
    if (has(slot.role) && slot.role != "participants") return;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (used_[i] || pieces_[i].prep != slot.key || pieces_[i].kind == UnitKind::date) continue;
      if (pieces_[i].pronoun && context_.arabic && take_topic(slot)) {
        used_[i] = true;
        return;
      }
      if (!slot.cls.empty() && !in_class(context_, pieces_[i].range, slot.cls)) continue;
      take(slot, i);
      if (slot.role != "participants") return;
    }
  }

  // "X, on him was sentence passed": X.
  bool take_topic(const Slot& slot) {
    for (std::size_t i = pieces_.size(); i-- > 0;)
      if (bare(i) && !pieces_[i].behind) {
        take(slot, i);
        return true;
      }
    return false;
  }

  std::vector<std::size_t> bare_pieces() const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < pieces_.size(); ++i)
      if (bare(i) && !pieces_[i].object) found.push_back(i);
    return found;
  }

  bool passive(const Frame& frame) const { return hit_.passive != frame.passive; }

  void persian_arguments(const Frame& frame) {
    const Slot* subject = slot(frame, "subject");
    const Slot* object = slot(frame, "object");
    if (object != nullptr && has(object->role)) object = nullptr;
    if (hit_.noun) {
      const auto bare = bare_pieces();
      if (object != nullptr && !bare.empty()) take(*object, bare.front());
      return;
    }
    if (hit_.passive) {
      if (object != nullptr) {
        place_subject(*object);
      }
      return;
    }
    if (object != nullptr) marked_object(*object, subject);
    if (object != nullptr && has(object->role)) object = nullptr;
    auto rest = bare_pieces();
    if (object != nullptr && object->cls.empty() && !rest.empty()) {
      if (rest.size() >= 2 || clause_.person != 3) {
        take(*object, rest.back());
      } else if (object->required && subject != nullptr) {
        const auto cut = context_.split(pieces_[rest.front()].range);
        if (cut) {
          shorten(rest.front(), *cut);
          add(object->role, {*cut, end_of_last_}, true);
        }
      }
    }
    if (subject != nullptr) place_subject(*subject);
  }

  void marked_object(const Slot& object, const Slot* subject) {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (used_[i] || !pieces_[i].object) continue;
      if (!object.cls.empty() && !in_class(context_, pieces_[i].range, object.cls)) continue;
      const bool alone = subject != nullptr && clause_.person == 3 && bare_pieces().empty();
      const auto cut = alone ? context_.split(pieces_[i].range) : std::nullopt;
      if (cut) {
        shorten(i, *cut);
        pieces_[i].object = false;
        add(object.role, {*cut, end_of_last_}, true);
      } else {
        take(object, i);
      }
      return;
    }
  }

  // Whoever the clause is about takes this role.
  void place_subject(const Slot& slot) {
    if (has(slot.role) && slot.role != "participants") return;
    if (clause_.person == 3) {
      for (const std::size_t i : bare_pieces())
        if (slot.cls.empty() || in_class(context_, pieces_[i].range, slot.cls)) return take(slot, i);
      if (slot.cls.empty() && take_behind_preposition(slot)) return;
    }
    if (slot.cls.empty()) borrow(slot);
  }

  // "at the feast X was present": the name begins inside the preposition's phrase.
  bool take_behind_preposition(const Slot& slot) {
    const auto& units = context_.reading.units;
    for (std::size_t p = 0; p < pieces_.size(); ++p) {
      const Range range = pieces_[p].range;
      if (pieces_[p].prep.empty() || pieces_[p].prep == "@" || pieces_[p].kind != UnitKind::word) continue;
      for (std::size_t i = range.first + 1; i < range.last; ++i) {
        const Unit& unit = units[i];
        if (unit.mention < 0 || !unit.mention_start || unit.kind != UnitKind::word ||
            units[i - 1].folded == "و" || context_.lexicon.in_class(units[i - 1].folded, "kin") ||
            context_.lexicon.in_class(units[i - 1].folded, "title") || is_honorific(units[i - 1]) ||
            context_.mentions[static_cast<std::size_t>(unit.mention)].type != model::MentionType::person)
          continue;
        if (pieces_[p].prep != "در") return false;
        shorten(p, i);
        for (Filler& filler : result_.fillers)
          if (filler.range == range) filler.range.last = i;
        add(slot.role, {i, end_of_last_}, true);
        return true;
      }
    }
    return false;
  }
  bool is_honorific(const Unit& unit) const {
    const Phrase* phrase =
        context_.lexicon.phrase(0, 1, [&](std::size_t) { return std::string_view(unit.folded); });
    return phrase != nullptr && phrase->mark == Mark::honorific;
  }

  void borrow(const Slot& slot) {
    bool implied = false;
    const Range range = hit_.noun ? Range{} : outer_subject(implied);
    if (implied) {
      add_implied(slot.role);
    } else if (!range.empty()) {
      add(slot.role, range, false);
    } else if (clause_.person == 3 && !clause_.plural && !hit_.noun && !hit_.passive && !clause_.relative &&
               !clause_.order) {
      add_topic(slot.role);
    }
  }

  Range outer_subject(bool& implied) const {
    if (clause_.person == 1) {
      implied = true;
      return {};
    }
    if (clause_.person == 2) return {};
    if (clause_.relative && !clause_.antecedent.empty()) return clause_.antecedent;
    if (clause_.plural || (hit_.passive && !context_.arabic)) return {};
    if (clause_.before < 0 || static_cast<std::size_t>(clause_.before) >= index_) return {};
    return subject_of(context_, static_cast<std::size_t>(clause_.before), implied);
  }

  void arabic_arguments(const Frame& frame) {
    const Slot* subject = slot(frame, "subject");
    const Slot* object = slot(frame, "object");
    const Slot* second = slot(frame, "object2");
    if (object != nullptr && (has(object->role) && object->role != "participants")) object = nullptr;
    if (second != nullptr && has(second->role)) second = nullptr;
    std::vector<std::size_t> before, behind;
    for (const std::size_t i : bare_pieces()) (pieces_[i].behind ? behind : before).push_back(i);
    std::size_t next = 0;
    // What is told by its class has been looked for already.
    const auto take_next = [&](const Slot* slot) {
      if (slot != nullptr && slot->cls.empty() && next < behind.size()) take(*slot, behind[next++]);
    };
    if (hit_.noun) {
      take_next(object != nullptr ? object : subject);
      return;
    }
    if (clause_.suffix_object && object != nullptr && object->cls.empty() && !clause_.relative &&
        !before.empty() && !behind.empty() && clause_.person == 3) {
      take(*object, before.back());
      take_next(subject);
      return;
    }
    if (subject != nullptr && !subject->cls.empty() && clause_.person == 3)
      return classed_subject(*subject, before, behind);
    if (object != nullptr && object->required && before.size() + behind.size() == 1 && behind.size() == 1 &&
        frame.type == model::ClaimType::meeting)
      split_arabic(*object, behind.front());
    if (hit_.passive || frame.passive || only_the_object(frame, object, before, behind)) {
      const Slot* first = frame.passive ? subject : object;
      if (first != nullptr && !before.empty()) {
        take(*first, before.back());
      } else {
        take_next(first);
      }
      if (first != nullptr && !has(first->role)) borrow(*first);
      take_next(second);
      return;
    }
    if (clause_.person != 3 || meant_by_writer(behind, before, object)) {
      if (subject != nullptr && clause_.person != 2) add_implied(subject->role);
    } else if (subject != nullptr && !before.empty()) {
      take(*subject, before.back());
    } else if (clause_.plural && !clause_.present) {
      // A verb that already says "they" has no subject behind it.
    } else if (subject != nullptr && !clause_.relative && !behind.empty() && could_act(behind.front())) {
      take_next(subject);
    } else if (subject != nullptr) {
      borrow(*subject);
    }
    if (!clause_.suffix_object) {
      take_next(object);
    } else if (object != nullptr && object->cls.empty() && !has(object->role)) {
      meant_by_pronoun(*object);
      ++result_.words;  // the pronoun is one
    }
    take_next(second);
  }

  void classed_subject(const Slot& slot, const std::vector<std::size_t>& before,
                       const std::vector<std::size_t>& behind) {
    for (const auto* list : {&before, &behind})
      for (const std::size_t i : *list)
        if (!has(slot.role) && in_class(context_, pieces_[i].range, slot.cls)) take(slot, i);
  }

  // "received the governor X": X is the other one, where someone must be.
  void split_arabic(const Slot& object, std::size_t piece) {
    const auto& units = context_.reading.units;
    const Range range = pieces_[piece].range;
    for (std::size_t i = range.first + 1; i < range.last; ++i)
      if (units[i].mention >= 0 && units[i].mention_start && !is_honorific(units[i - 1]) &&
          units[i - 1].folded != "و" && units[range.first].folded.starts_with("ال")) {
        shorten(piece, i);
        add(object.role, {i, end_of_last_}, true);
        return;
      }
  }

  // "invited him": whom the clause before was about, else the sentence before.
  void meant_by_pronoun(const Slot& object) {
    bool implied = false;
    const bool here = clause_.before >= 0 && static_cast<std::size_t>(clause_.before) < index_;
    const Range range =
        here ? subject_of(context_, static_cast<std::size_t>(clause_.before), implied) : Range{};
    if (!range.empty() && in_class(context_, range, "someone")) {
      add(object.role, range, false);
    } else {
      add_topic(object.role);
    }
  }

  // Tanwin marks an object: whoever acts is not "an adviser" in the accusative.
  bool could_act(std::size_t piece) const {
    return !is_sum(piece) || in_class(context_, pieces_[piece].range, "person");
  }

  // Written without vowels, "was arrested" looks like "arrested": what needs an object and has but one noun
  // is the former.
  bool only_the_object(const Frame& frame, const Slot* object, const std::vector<std::size_t>& before,
                       const std::vector<std::size_t>& behind) const {
    if (object == nullptr || !object->required || has(object->role) || clause_.suffix_object ||
        clause_.person != 3)
      return false;
    if (clause_.plural && !clause_.present && before.empty()) return false;
    if (slot(frame, "subject") == nullptr) return true;
    return before.size() + behind.size() == 1 && !clause_.relative;
  }

  bool meant_by_writer(const std::vector<std::size_t>& behind, const std::vector<std::size_t>& before,
                       const Slot* object) const {
    if (!clause_.open_person || !context_.letter || !before.empty()) return false;
    return behind.empty() || (object != nullptr && behind.size() == 1);
  }

  const SlotContext& context_;
  std::size_t index_;
  const Clause& clause_;
  const Hit& hit_;
  std::vector<Piece> pieces_;
  std::vector<bool> used_;
  Filled result_;
  std::size_t end_of_last_ = 0;
  std::vector<const Slot*> satisfied_;  // by words of the clause
};

bool names_in(const SlotContext& context, Range range, std::initializer_list<model::MentionType> types) {
  for (std::size_t i = range.first; i < range.last; ++i) {
    const std::int32_t m = context.reading.units[i].mention;
    if (m < 0) continue;
    const auto type = context.mentions[static_cast<std::size_t>(m)].type;
    if (std::find(types.begin(), types.end(), type) != types.end()) return true;
  }
  return false;
}

// "Siamak | brother of": the name at its front, where one ends inside.
Range name_alone(const SlotContext& context, Range range) {
  const auto& units = context.reading.units;
  for (std::size_t i = range.first; i < range.last; ++i) {
    if (!units[i].person) return range;
    if (units[i].mention_end)
      return i + 1 < range.last && units[i + 1].folded != "و" ? Range{range.first, i + 1} : range;
  }
  return range;
}

// One word that nothing is known of, behind "to": rather a place than a phrase ("went to sleep").
bool unknown_name(const SlotContext& context, Range range) {
  const Unit& unit = context.reading.units[range.first];
  return range.last == range.first + 1 && unit.kind == UnitKind::word && unit.mention < 0 &&
         unit.folded.size() > 6 && !context.lexicon.knows(unit.folded) && !unit.folded.starts_with("ال");
}

}  // namespace

bool in_class(const SlotContext& context, Range range, std::string_view cls) {
  using model::MentionType;
  const auto& units = context.reading.units;
  if (cls == "placename") return names_in(context, range, {MentionType::place});
  if (cls == "town" && (names_in(context, range, {MentionType::place}) || unknown_name(context, range)))
    return true;
  if (cls == "where" &&
      (names_in(context, range, {MentionType::place, MentionType::org}) || unknown_name(context, range)))
    return true;
  if ((cls == "person" || cls == "someone") && names_in(context, range, {MentionType::person})) return true;
  if (cls == "someone") {
    const Phrase* first = context.lexicon.phrase(
        range.first, range.last, [&](std::size_t k) { return std::string_view(units[k].folded); });
    if (first != nullptr && first->mark == Mark::honorific) return true;
  }
  if (cls == "someone")
    return in_class(context, range, "title") || in_class(context, range, "person") ||
           in_class(context, range, "kin");
  if (cls == "group" && names_in(context, range, {MentionType::org})) return true;
  const std::string_view listed = cls == "where" ? "place" : cls;
  const std::size_t last = std::min(range.last, range.first + 4);
  for (std::size_t i = range.first; i < last; ++i) {
    if (cls == "money" && units[i].kind == UnitKind::money) return true;
    if (units[i].kind == UnitKind::word && context.lexicon.in_class(units[i].folded, listed)) return true;
  }
  return false;
}

Range named_part(const Reading& reading, Range range) {
  for (std::size_t i = range.first + 1; i + 1 < range.last; ++i) {
    const std::string& word = reading.units[i].folded;
    if (word == "اسمه" || word == "اسمها" || word == "یدعی" || word == "تدعی" ||
        (reading.units[i - 1].folded == "به" && (word == "نام" || word == "اسم" || word == "نامهای")))
      return {i + 1, range.last};
  }
  return range;
}

Range subject_of(const SlotContext& context, std::size_t index, bool& implied) {
  for (int step = 0; step < kFurthest; ++step) {
    const Clause& clause = context.reading.clauses[index];
    if (clause.person == 1) {
      implied = true;
      return {};
    }
    for (const Piece& piece : clause.pieces)
      if (piece.prep.empty() && !piece.object && piece.kind == UnitKind::word)
        return name_alone(context, piece.range);
    for (const Piece& piece : clause.pieces)
      if (piece.object && !context.arabic)
        if (const auto cut = context.split(piece.range)) return {piece.range.first, *cut};
    if (clause.relative && !clause.antecedent.empty()) return clause.antecedent;
    if (clause.before < 0 || static_cast<std::size_t>(clause.before) >= index) return {};
    index = static_cast<std::size_t>(clause.before);
  }
  return {};
}

std::optional<Filled> fill(const SlotContext& context, std::size_t clause, const Hit& hit, Kind kind) {
  std::optional<Filled> best;
  for (const Frame& frame : hit.predicate->frames) {
    if (frame.kind != kind) continue;
    auto filled = SlotFiller(context, clause, hit).fill(frame);
    if (filled && (!best || filled->words > best->words)) best = std::move(filled);
  }
  return best;
}

}  // namespace clew::claim::eastern
