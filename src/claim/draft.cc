#include "claim/draft.h"

#include <algorithm>
#include <optional>

#include "claim/slots.h"
#include "claim/speakers.h"

namespace clew::claim {
namespace {

using model::ClaimStatus;
using model::ClaimType;

// Words that weaken one of coordinated phrases and not the others, also where the parser hung them elsewhere:
// "to A and supposedly B".
std::vector<std::uint32_t> hedges_before(const Scene& scene, std::uint32_t phrase) {
  std::vector<std::uint32_t> found = hedges_of(scene, phrase);
  for (const std::uint32_t cc : scene.children(phrase)) {
    if (scene.relation(cc) != "cc") continue;
    for (std::uint32_t i = cc + 1; i < phrase; ++i)
      if (scene.is(i, WordClass::hedge_adverb) && std::find(found.begin(), found.end(), i) == found.end())
        found.push_back(i);
  }
  return found;
}

bool split_off(const Scene& scene, const Filled& filled) {
  return scene.relation(filled.head) == "conj" && !hedges_before(scene, filled.head).empty();
}

void order_roles(model::Claim& claim) {
  const auto& roles = roles_of(claim.type);
  const auto place = [&](const std::string& role) {
    return std::find(roles.begin(), roles.end(), std::string_view(role)) - roles.begin();
  };
  std::stable_sort(claim.args.begin(), claim.args.end(), [&](const auto& a, const auto& b) {
    const auto pa = place(a.role), pb = place(b.role);
    return pa != pb ? pa < pb : a.start < b.start;
  });
}

// The evidence holds the trigger's clause and every argument.
void put_evidence(const Scene& scene, const Draft& draft, model::Claim& claim) {
  std::uint32_t top = draft.trigger;
  if (!scene.is_verb(top))
    if (const std::int32_t verb = verb_over(scene, top);
        verb >= 0 && scene.descends(top, static_cast<std::uint32_t>(verb)))
      top = static_cast<std::uint32_t>(verb);
  claim.start = scene.word(top).start;
  claim.end = scene.word(top).end;
  auto below = scene.sentence.subtree(top);
  while (scene.word(below.front()).upos == text::Upos::punct && below.front() != top)
    below.erase(below.begin());
  for (const std::uint32_t i : below) {
    claim.start = std::min<std::uint64_t>(claim.start, scene.word(i).start);
    claim.end = std::max<std::uint64_t>(claim.end, scene.word(i).end);
  }
  for (const model::ClaimArgument& argument : claim.args) {
    if (argument.start == argument.end) continue;
    claim.start = std::min(claim.start, argument.start);
    claim.end = std::max(claim.end, argument.end);
  }
}

}  // namespace

const std::vector<std::string_view>& roles_of(ClaimType type) {
  static const std::vector<std::vector<std::string_view>> kRoles = {
      {"payer", "payee", "courier", "amount", "place", "purpose"},
      {"supplier", "recipient", "goods", "place", "purpose"},
      {"supporter", "recipient", "form", "place", "purpose"},
      {"holder", "title", "organisation", "place", "purpose"},
      {"member", "organisation", "place", "purpose"},
      {"subject", "object", "kind", "place", "purpose"},
      {"participants", "place", "purpose"},
      {"sender", "recipients", "topic", "place", "purpose"},
      {"seeker", "adviser", "before", "place", "purpose"},
      {"traveller", "origin", "destination", "place", "purpose"},
      {"inviter", "invitee", "event", "place", "purpose"},
      {"attendee", "event", "place", "purpose"},
      {"founder", "organisation", "place", "purpose"},
      {"owner", "asset", "share", "place", "purpose"},
      {"authority", "target", "programme", "place", "purpose"},
      {"actor", "target", "action", "place", "purpose"},
      {"speaker", "content", "place", "purpose"}};
  return kRoles[static_cast<std::size_t>(type)];
}

void ClaimMaker::put_time(const Draft& draft, model::Claim& claim) const {
  const Scene& scene = reading_.scene;
  const When when = read_when(scene, draft.trigger, draft.begins, draft.ends, draft.aside);
  claim.from = when.from;
  claim.to = when.to;
  if (when.span.end > when.span.start) claim.time_text = scene.document.text(when.span.start, when.span.end);
  if (claim.time_text.empty()) claim.time_text = draft.past;
  // Acts have a day; "from today" is when they were done.
  if (claim.to.empty() && !claim.from.empty() &&
      (claim.type == ClaimType::legal || claim.type == ClaimType::sanction ||
       claim.type == ClaimType::payment))
    claim.to = claim.from;
  // The present tense with a date to come is a plan.
  std::string_view now = scene.document.paragraph(scene.paragraph).date;
  if (now.empty()) now = scene.document.context().date;
  if (now.size() < 10 || claim.from.size() < 10 || claim.status != ClaimStatus::asserted) return;
  if (claim.from.substr(0, 10) > now.substr(0, 10) && scene.word(draft.trigger).tag != "VBD")
    claim.status = ClaimStatus::planned;
}

void ClaimMaker::put_place(const Draft& draft, model::Claim& claim) const {
  if (claim.type == ClaimType::role || claim.type == ClaimType::relation ||
      claim.type == ClaimType::statement || claim.type == ClaimType::membership ||
      claim.type == ClaimType::ownership)
    return;
  const Scene& scene = reading_.scene;
  const auto around = scene.is_verb(draft.trigger)
                          ? around_verb(scene, draft.trigger)
                          : around_noun(scene, draft.trigger, verb_over(scene, draft.trigger));
  for (const Dependent& d : around) {
    if ((d.function != "in" && d.function != "at") || d.anchor == d.word) continue;
    if (d.anchor != draft.trigger && (scene.kind(d.anchor) & (kMoney | kPerson)) == 0) continue;
    if ((scene.kind(d.word) & kPlace) == 0) continue;
    const bool used = std::any_of(draft.filled.begin(), draft.filled.end(),
                                  [&](const Filled& f) { return f.head == d.word; });
    if (used) continue;
    claim.args.push_back(argument_of(reading_, "place", d.word, "place", {}));
    return;
  }
}

model::Claim ClaimMaker::assemble(const Draft& draft, const SentenceReading& reading,
                                  const Stance& stance) const {
  const Scene& scene = reading.scene;
  model::Claim claim;
  claim.type = draft.type;
  claim.status = stance.status;
  if (draft.planned && claim.status == ClaimStatus::asserted) claim.status = ClaimStatus::planned;
  claim.nonanswer = draft.nonanswer;
  claim.reader = "rules-1";
  claim.confidence = draft.confidence;
  std::vector<std::uint32_t> heads;
  for (const Filled& filled : draft.filled) heads.push_back(filled.head);
  for (const Filled& filled : draft.filled) {
    std::vector<std::uint32_t> without;
    for (const std::uint32_t head : heads)
      if (head != filled.head && !scene.descends(filled.head, head)) without.push_back(head);
    claim.args.push_back(argument_of(reading, filled.role, filled.head, filled.filter, without));
  }
  claim.args.insert(claim.args.end(), draft.ready.begin(), draft.ready.end());
  for (const std::uint32_t cue : stance.cues) claim.cues.push_back(scene.text(cue));
  return claim;
}

void ClaimMaker::make(Draft draft, std::vector<model::Claim>& claims) const {
  const Scene& scene = reading_.scene;
  const model::Span trigger{scene.word(draft.trigger).start, scene.word(draft.trigger).end};
  const auto chain = chain_over(attributions_, trigger);
  std::optional<model::Span> within;
  std::string author(reading_.author);
  for (const model::Attribution* step : chain) {
    within = *part_over(*step, trigger);
    if (step->kind == model::AttributionKind::direct)
      author = step->name.empty() ? source_of(scene.document.text(), *step).source : step->name;
  }
  const SentenceReading reading{scene, reading_.references, author};
  std::vector<Draft> drafts;
  for (auto filled = draft.filled.begin(); filled != draft.filled.end();) {
    if (!split_off(scene, *filled)) {
      ++filled;
      continue;
    }
    Draft other = draft;
    std::erase_if(other.filled,
                  [&](const Filled& f) { return f.role == filled->role && f.head != filled->head; });
    drafts.push_back(std::move(other));
    filled = draft.filled.erase(filled);
  }
  drafts.insert(drafts.begin(), draft);
  for (std::size_t n = 0; n < drafts.size(); ++n) {
    const Draft& one = drafts[n];
    std::vector<std::uint32_t> heads;
    for (const Filled& filled : one.filled) heads.push_back(filled.head);
    Stance stance;
    if (one.aside) {
      stance.cues = hedges_of(scene, one.trigger);
      if (!stance.cues.empty()) stance.status = ClaimStatus::hedged;
    } else {
      stance = read_stance(scene, one.trigger, heads, within);
    }
    if (stance.question) continue;
    if (drafts.size() > 1) {
      // Hedges beside one phrase are not the others'.
      for (std::size_t other = 1; other < drafts.size(); ++other)
        for (const Filled& filled : drafts[other].filled)
          for (const std::uint32_t hedge : hedges_before(scene, filled.head)) {
            std::erase(stance.cues, hedge);
            if (other == n) stance.cues.push_back(hedge);
          }
      const bool any = std::any_of(stance.cues.begin(), stance.cues.end(), [&](std::uint32_t i) {
        return scene.is(i, WordClass::hedge_adverb) || scene.is(i, WordClass::hedge_adjective);
      });
      if (n > 0 && stance.status == ClaimStatus::asserted) stance.status = ClaimStatus::hedged;
      if (n == 0 && stance.status == ClaimStatus::hedged && !any && stance.cues.empty())
        stance.status = ClaimStatus::asserted;
    }
    model::Claim claim = assemble(one, reading, stance);
    put_time(one, claim);
    put_place(one, claim);
    for (const model::Attribution* step : chain)
      claim.sources.push_back(source_of(scene.document.text(), *step));
    // Who says of himself that he never did denies it.
    const std::string& speaker = chain.empty() ? author : chain.back()->name;
    if (claim.status == ClaimStatus::negated && !speaker.empty() &&
        std::any_of(stance.cues.begin(), stance.cues.end(),
                    [&](auto i) { return scene.word(i).lower == "never"; }) &&
        std::any_of(claim.args.begin(), claim.args.end(),
                    [&](const auto& a) { return (a.name.empty() ? a.text : a.name) == speaker; }))
      claim.status = ClaimStatus::denied;
    order_roles(claim);
    put_evidence(scene, one, claim);
    claims.push_back(std::move(claim));
  }
}

}  // namespace clew::claim
