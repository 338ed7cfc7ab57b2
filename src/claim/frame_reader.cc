#include "claim/frame_reader.h"

#include <algorithm>

#include "claim/slots.h"

namespace clew::claim {
namespace {

using text::Upos;

class FrameMatch {
 public:
  FrameMatch(const SentenceReading& reading, const Frame& frame, std::uint32_t trigger,
             const std::vector<Dependent>& around)
      : reading_(reading), scene_(reading.scene), frame_(frame), trigger_(trigger), around_(around) {}

  /// False: the frame does not hold here.
  bool match(Draft& draft) {
    if (is_command() || is_idiom() || !particle_fits() || !with_fits() || !object_fits()) return false;
    for (const RoleSlots& role : frame_.roles) fill(role, draft);
    implied_subject(draft);
    if (!needs_met(draft) || !makes_sense(draft)) return false;
    draft.type = frame_.type;
    draft.trigger = trigger_;
    draft.begins = frame_.begins;
    draft.ends = frame_.ends;
    draft.planned = frame_.planned;
    draft.nonanswer = frame_.nonanswer;
    put_constant(draft);
    return true;
  }

 private:
  // "Pay him tomorrow." claims nothing.
  bool is_command() const {
    if (frame_.noun || (scene_.word(trigger_).tag != "VB" && scene_.word(trigger_).tag != "VBP"))
      return false;
    if (understood_subject(scene_, trigger_) >= 0) return false;
    return std::none_of(
        scene_.children(trigger_).begin(), scene_.children(trigger_).end(),
        [&](std::uint32_t i) { return scene_.relation(i) == "aux" || scene_.relation(i) == "mark"; });
  }

  // "they have got radios", "is charged with keeping order".
  bool is_idiom() const {
    if (frame_.noun) return false;
    const Word& word = scene_.word(trigger_);
    if (word.lower == "got" && scene_.sentence.child(trigger_, "aux") >= 0) return true;
    return word.lemma == "charge" && trigger_ + 2 < scene_.size() &&
           scene_.word(trigger_ + 1).lower == "with" && scene_.word(trigger_ + 2).tag == "VBG";
  }

  bool particle_fits() const {
    std::int32_t particle = scene_.sentence.child(trigger_, "compound:prt");
    if (particle < 0 && trigger_ + 1 < scene_.size() && scene_.word(trigger_ + 1).tag == "RP")
      particle = static_cast<std::int32_t>(trigger_) + 1;
    const std::string has = particle < 0 ? "" : scene_.word(static_cast<std::uint32_t>(particle)).lower;
    if (frame_.particle == has || (!has.empty() && frame_.with_function == has)) return true;
    // "came in", "went up": particles that change little.
    return frame_.particle.empty() && (has == "off" || has == "back" || has == "over" || has == "out");
  }

  bool with_fits() const {
    if (frame_.with.empty()) return true;
    // By the words in a row: what is fixed ("put on leave") is often parsed oddly.
    for (std::uint32_t i = trigger_ + 1; i + 1 < scene_.size() && i < trigger_ + 6; ++i) {
      if (scene_.word(i).lower != frame_.with_function) continue;
      for (std::uint32_t j = i + 1; j < scene_.size() && j < i + 5; ++j)
        if (scene_.word(j).lemma == frame_.with || scene_.word(j).lower == frame_.with) return true;
    }
    return false;
  }

  bool object_fits() const {
    if (frame_.object.empty()) return true;
    return std::any_of(around_.begin(), around_.end(), [&](const Dependent& d) {
      return d.function == "obj" && std::find(frame_.object.begin(), frame_.object.end(),
                                              scene_.word(d.word).lemma) != frame_.object.end();
    });
  }

  bool used(const Draft& draft, std::uint32_t word) const {
    return std::any_of(draft.filled.begin(), draft.filled.end(),
                       [&](const Filled& f) { return f.head == word; });
  }

  void fill(const RoleSlots& role, Draft& draft) {
    bool any = false;
    for (const Slot& slot : role.slots) {
      if (any && !slot.also) continue;
      for (const Dependent& d : around_) {
        if (d.function != slot.function || used(draft, d.word) || d.word == trigger_) continue;
        if (!accepts(reading_, d.word, slot.filter)) continue;
        for (const std::uint32_t head : scene_.coordinated(d.word)) {
          if (head != d.word && (used(draft, head) || !accepts(reading_, head, slot.filter))) continue;
          // "Ann, adviser to the board,": a post behind a name is no second one.
          if (head != d.word && scene_.is(head, WordClass::title) && (scene_.kind(head) & kPerson) == 0 &&
              head > 0 && scene_.word(head - 1).text == ",")
            continue;
          draft.filled.push_back({role.role, slot.filter, head});
        }
        any = true;
        if (slot.function != "obj") break;
      }
      if (!any && (slot.filter == "money" || slot.filter == "sum") && slot.function == "obj")
        any = fill_near_sum(role.role, slot, draft);
      if (!any && slot.function == "iobj" && slot.filter == "who")
        any = fill_near_name(role.role, slot, draft);
      if (slot.function == "holder") any |= fill_holder(role.role, slot, draft);
      if (slot.function == "copula") any |= fill_copula(role.role, slot, draft);
    }
  }

  // "paid Ann Lee $5,000": a name between the verb and a sum, taken for a part of the sum.
  bool fill_near_name(const std::string& role, const Slot& slot, Draft& draft) {
    std::uint32_t i = trigger_ + 1;
    if (i + 2 < scene_.size() && scene_.word(i).upos == Upos::det) ++i;
    if (i + 1 >= scene_.size()) return false;
    const model::Mention* name = scene_.mention(i);
    std::uint32_t first = 0, last = 0;
    if (name == nullptr ||
        (name->type != model::MentionType::person && name->type != model::MentionType::org) ||
        !scene_.words_of(*name, first, last) || last + 1 >= scene_.size())
      return false;
    const model::Mention* sum = scene_.mention(last + 1);
    const std::uint32_t head = scene_.head_of(first, last);
    if (sum == nullptr || sum->type != model::MentionType::money || used(draft, head)) return false;
    draft.filled.push_back({role, slot.filter, head});
    return true;
  }

  // A sum right behind the verb and what it was paid to, hung elsewhere: "paid a courier $5,000".
  bool fill_near_sum(const std::string& role, const Slot& slot, Draft& draft) {
    for (std::uint32_t i = trigger_ + 1; i < scene_.size() && i < trigger_ + 9; ++i) {
      const Word& word = scene_.word(i);
      if (scene_.is_verb(i) || word.text == ";" || word.text == "," || word.upos == Upos::sconj ||
          (word.upos == Upos::adp && word.lower != "to" && word.lower != "of"))
        return false;
      const model::Mention* mention = scene_.mention(i);
      if (mention == nullptr || mention->type != model::MentionType::money) continue;
      std::uint32_t first = 0, last = 0;
      if (!scene_.words_of(*mention, first, last)) return false;
      const std::uint32_t head = scene_.head_of(first, last);
      if (used(draft, head)) return false;
      draft.filled.push_back({role, slot.filter, head});
      return true;
    }
    return false;
  }

  // "Ann is a member of", "Ann, a member of,".
  bool fill_copula(const std::string& role, const Slot& slot, Draft& draft) {
    std::int32_t who = -1;
    if (scene_.sentence.child(trigger_, "cop") >= 0) who = understood_subject(scene_, trigger_);
    if (who < 0 && scene_.relation(trigger_) == "appos") who = scene_.word(trigger_).head;
    if (who < 0 && scene_.relation(trigger_) == "conj") {
      const auto first = static_cast<std::uint32_t>(scene_.word(trigger_).head);
      if (scene_.relation(first) == "appos") who = scene_.word(first).head;
    }
    if (who < 0) return false;
    auto head = static_cast<std::uint32_t>(who);
    // "none of the trainees", "fourteen of the men": whom it is about.
    if (scene_.word(head).upos == Upos::num || scene_.word(head).lower == "none")
      for (const std::uint32_t i : scene_.children(head))
        if (scene_.relation(i) == "nmod" && accepts(reading_, i, slot.filter)) head = i;
    if (used(draft, head) || !accepts(reading_, head, slot.filter)) return false;
    for (const std::uint32_t each : scene_.coordinated(head))
      if (each == head || accepts(reading_, each, slot.filter))
        draft.filled.push_back({role, slot.filter, each});
    return true;
  }

  // "Ann is his sister", "Ann, his sister,", "his sister Ann", "his sister, Ann,".
  bool fill_holder(const std::string& role, const Slot& slot, Draft& draft) {
    if (fill_copula(role, slot, draft)) return true;
    // "his sister Ann": the name is the next word, whatever it hangs on.
    std::uint32_t next = trigger_ + 1;
    while (next + 2 < scene_.size() && (scene_.word(next).lower == "-" || scene_.word(next).lower == "in" ||
                                        scene_.word(next).lower == "law"))
      ++next;
    if (next < scene_.size() && scene_.mention(next) != nullptr &&
        scene_.mention(next)->type == model::MentionType::person &&
        (next > trigger_ + 1 || scene_.word(next - 1).upos != Upos::punct) && !used(draft, next)) {
      std::uint32_t first = 0, last = 0;
      if (scene_.words_of(*scene_.mention(next), first, last)) {
        draft.filled.push_back({role, "name", scene_.head_of(first, last)});
        return true;
      }
    }
    for (const std::uint32_t i : scene_.children(trigger_)) {
      const std::string_view relation = scene_.relation(i);
      if (relation != "appos" && relation != "flat" && !(relation == "compound" && i > trigger_)) continue;
      const model::Mention* name = scene_.mention(i);
      if (name == nullptr ||
          (name->type != model::MentionType::person && name->type != model::MentionType::org))
        continue;
      if (used(draft, i)) continue;
      draft.filled.push_back({role, "name", i});
      return true;
    }
    // A title before a name hangs on the name.
    if (scene_.relation(trigger_) == "compound" && scene_.word(trigger_).head >= 0) {
      const auto name = static_cast<std::uint32_t>(scene_.word(trigger_).head);
      if ((scene_.kind(name) & kPerson) != 0 && name > trigger_ && !used(draft, name)) {
        draft.filled.push_back({role, "name", name});
        return true;
      }
    }
    return false;
  }

  // "Paid the courier yesterday." has no subject: the writer paid.
  void implied_subject(Draft& draft) const {
    if (frame_.noun || scene_.word(trigger_).tag != "VBD" || scene_.word(trigger_).head >= 0 ||
        trigger_ > 1 || reading_.author.empty() || frame_.roles.empty())
      return;
    if (std::any_of(around_.begin(), around_.end(), [](const Dependent& d) { return d.function == "subj"; }))
      return;
    for (const RoleSlots& role : frame_.roles) {
      if (role.slots.front().function != "subj" || has(draft, role.role)) continue;
      model::ClaimArgument argument;
      argument.role = role.role;
      argument.name = reading_.author;
      argument.start = argument.end = scene_.word(trigger_).start;
      draft.ready.push_back(std::move(argument));
      return;
    }
  }

  static bool has(const Draft& draft, std::string_view role) {
    return std::any_of(draft.filled.begin(), draft.filled.end(),
                       [&](const Filled& f) { return f.role == role; }) ||
           std::any_of(draft.ready.begin(), draft.ready.end(), [&](const auto& a) { return a.role == role; });
  }

  bool two_participants(const Draft& draft) const {
    std::size_t count = draft.ready.size();
    for (const Filled& filled : draft.filled) {
      ++count;
      const Word& word = scene_.word(filled.head);
      if ((scene_.kind(filled.head) & kPlural) != 0 || word.lower == "we" || word.lower == "they" ||
          word.lower == "both" || word.lower == "our" || word.lower == "their" || word.lower == "us" ||
          word.lower == "them")
        ++count;
    }
    return count >= 2;
  }

  bool needs_met(const Draft& draft) const {
    for (const auto& choice : frame_.needs) {
      const bool met = std::any_of(choice.begin(), choice.end(), [&](const std::string& role) {
        return role == "participants2" ? two_participants(draft) : has(draft, role);
      });
      if (!met) return false;
    }
    return true;
  }

  // "met the demands", "asked whether".
  bool makes_sense(const Draft& draft) const {
    if (frame_.type == model::ClaimType::meeting && draft.filled.size() == 1)
      return std::none_of(around_.begin(), around_.end(),
                          [](const Dependent& d) { return d.function == "obj"; });
    for (const Filled& filled : draft.filled)
      if (filled.filter == "clause") {
        const std::string& first = scene_.word(scene_.sentence.subtree(filled.head).front()).lower;
        if (first == "whether" || first == "if" || first == "to" || first == "that") return false;
      }
    return true;
  }

  void put_constant(Draft& draft) const {
    if (frame_.constant_role.empty() || frame_.constant.empty() || has(draft, frame_.constant_role)) return;
    model::ClaimArgument argument;
    argument.role = frame_.constant_role;
    argument.start = argument.end = scene_.word(trigger_).start;
    if (frame_.constant == "@") {
      argument.end = scene_.word(trigger_).end;
      argument.text = scene_.text(trigger_);
    } else {
      argument.name = frame_.constant;
      if (frame_.constant_role == "kind") {
        argument.end = scene_.word(trigger_).end;
        argument.text = scene_.text(trigger_);
      }
    }
    draft.ready.push_back(std::move(argument));
  }

  const SentenceReading& reading_;
  const Scene& scene_;
  const Frame& frame_;
  const std::uint32_t trigger_;
  const std::vector<Dependent>& around_;
};

// How sure a draft is from the start: names say more than pronouns and unknown words.
double first_confidence(const Scene& scene, const Draft& draft) {
  double confidence = 0.57;
  for (const Filled& filled : draft.filled) {
    const std::uint32_t kinds = scene.kind(filled.head);
    if ((kinds & (kPerson | kOrg | kMoney | kPlace)) != 0) confidence += 0.06;
    if ((kinds & (kPerson | kOrg)) == 0 && (kinds & kProper) != 0) confidence -= 0.08;
  }
  if (scene.size() > 45) confidence -= 0.08;
  return std::clamp(confidence, 0.3, 0.95);
}

std::int32_t light_verb(const Scene& scene, std::uint32_t noun, const Frame& frame) {
  const std::int32_t verb = verb_over(scene, noun);
  if (verb < 0) return -1;
  const std::string& lemma = scene.word(static_cast<std::uint32_t>(verb)).lemma;
  return std::find(frame.light.begin(), frame.light.end(), lemma) == frame.light.end() ? -1 : verb;
}

}  // namespace

std::vector<Draft> read_frames(const SentenceReading& reading) {
  const Scene& scene = reading.scene;
  std::vector<Draft> drafts;
  for (std::uint32_t i = 0; i < scene.size(); ++i) {
    const bool verb = scene.is_verb(i), noun = scene.word(i).upos == Upos::noun;
    if ((!verb && !noun) || (verb && scene.relation(i) == "amod")) continue;
    const auto& frames = scene.lexicon.frames(scene.word(i).lemma, noun);
    if (frames.empty()) continue;
    const auto plain = verb ? around_verb(scene, i) : around_noun(scene, i, -1);
    Draft best;
    std::size_t most = 0;
    for (const Frame* frame : frames) {
      std::vector<Dependent> lit;
      if (!frame->light.empty()) {
        const std::int32_t light = light_verb(scene, i, *frame);
        if (light < 0) continue;
        lit = around_noun(scene, i, light);
      }
      Draft draft;
      if (!FrameMatch(reading, *frame, i, frame->light.empty() ? plain : lit).match(draft)) continue;
      const std::size_t count = draft.filled.size() + draft.ready.size();
      if (count <= most) continue;
      most = count;
      best = std::move(draft);
    }
    if (most == 0) continue;
    best.confidence = first_confidence(scene, best);
    drafts.push_back(std::move(best));
  }
  return drafts;
}

}  // namespace clew::claim
