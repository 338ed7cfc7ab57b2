#include "claim/speakers.h"

#include <algorithm>

#include "claim/slots.h"

namespace clew::claim {
namespace {

model::Span clause_of(const Scene& scene, std::uint32_t top, std::uint32_t without) {
  std::uint32_t first = top, last = top;
  for (const std::uint32_t i : scene.sentence.subtree(top)) {
    if (scene.descends(i, without) && scene.descends(without, top) && without != top) continue;
    first = std::min(first, i);
    last = std::max(last, i);
  }
  while (last > first && scene.word(last).upos == text::Upos::punct) --last;
  while (first < last && (scene.word(first).upos == text::Upos::punct || scene.relation(first) == "mark" ||
                          scene.word(first).lower == "that"))
    ++first;
  return {scene.word(first).start, scene.word(last).end};
}

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// No source beside the writer, or none at all.
bool no_source(const Scene& scene, std::uint32_t subject) {
  const std::string& lower = scene.word(subject).lower;
  if (one_of(lower,
             {"i", "we", "you", "nobody", "none", "one", "whose", "anyone", "who", "what", "which", "that"}))
    return true;
  // "People say" is a rumour.
  return lower == "people" && scene.children(subject).empty();
}

// Whether it is said at all: not "will confirm", "did not say".
bool is_said(const Scene& scene, std::uint32_t verb) {
  for (const std::uint32_t i : scene.children(verb)) {
    const std::string_view relation = scene.relation(i);
    if (relation == "aux" && (scene.is(i, WordClass::plan_modal) || scene.is(i, WordClass::hedge_modal)))
      return false;
    if (relation == "advmod" && scene.is(i, WordClass::negate_adverb)) return false;
    if (relation == "mark" && one_of(scene.word(i).lower, {"if", "to", "unless", "whether"})) return false;
  }
  return true;
}

// What is asked or left open is no content.
bool is_open(const Scene& scene, std::uint32_t top) {
  const auto below = scene.sentence.subtree(top);
  const std::string& first = scene.word(below.front()).lower;
  return one_of(first, {"who", "whom", "whether", "if", "how", "why", "where", "when", "which", "what"});
}

class Finder {
 public:
  Finder(const Scene& scene, const References& references, std::string_view first_person,
         std::vector<model::Attribution>& found)
      : scene_(scene), references_(references), first_person_(first_person), found_(found) {}

  void look() {
    for (std::uint32_t i = 0; i < scene_.size(); ++i) {
      if (scene_.is_verb(i) && scene_.is(i, WordClass::speech)) look_at_verb(i);
      if (scene_.word(i).lower == "according" && i + 1 < scene_.size() && scene_.word(i + 1).lower == "to")
        look_at_according(i);
    }
  }

 private:
  void look_at_verb(std::uint32_t verb) {
    const std::int32_t subject = understood_subject(scene_, verb);
    if (subject < 0) return;
    const auto source = static_cast<std::uint32_t>(subject);
    if (no_source(scene_, source) || is_passive(scene_, verb) || !is_said(scene_, verb)) return;
    const std::uint32_t kinds = scene_.kind(source);
    if ((kinds & (kPerson | kOrg | kPlace | kPronoun | kHuman | kOrgNoun | kProper | kTitle)) == 0 &&
        !scene_.is(source, WordClass::evidence))
      return;
    for (const std::uint32_t i : scene_.children(verb)) {
      const std::string_view relation = scene_.relation(i);
      if (relation == "ccomp" && !is_open(scene_, i)) add(source, verb, clause_of(scene_, i, i));
    }
    // "He paid, she said": the parser may make the verb of speech hang on what is said.
    if (scene_.relation(verb) == "parataxis" && scene_.word(verb).head >= 0 &&
        scene_.sentence.child(verb, "ccomp") < 0 && scene_.sentence.child(verb, "obj") < 0) {
      const auto top = static_cast<std::uint32_t>(scene_.word(verb).head);
      if (scene_.is_predicate(top) && top < verb) add(source, verb, clause_of(scene_, top, verb));
    }
  }

  void look_at_according(std::uint32_t at) {
    // The phrase behind, whatever the parser hung the words on.
    std::uint32_t source = at + 2;
    while (source < scene_.size() && scene_.word(source).upos != text::Upos::noun &&
           scene_.word(source).upos != text::Upos::propn && scene_.word(source).upos != text::Upos::pron)
      ++source;
    if (source >= scene_.size()) return;
    while (scene_.word(source).head > static_cast<std::int32_t>(at) + 1 &&
           !scene_.is_verb(static_cast<std::uint32_t>(scene_.word(source).head)) &&
           scene_.relation(source) != "nsubj" && scene_.relation(source) != "root")
      source = static_cast<std::uint32_t>(scene_.word(source).head);
    std::int32_t over = scene_.word(source).head;
    while (over >= 0 && !scene_.is_predicate(static_cast<std::uint32_t>(over)))
      over = scene_.word(static_cast<std::uint32_t>(over)).head;
    if (over < 0) return;
    // It tells of the whole sentence.
    std::uint32_t top = static_cast<std::uint32_t>(over);
    while (scene_.word(top).head >= 0) top = static_cast<std::uint32_t>(scene_.word(top).head);
    model::Attribution a;
    a.source.push_back(scene_.phrase(source));
    a.cue.push_back({scene_.word(at).start, scene_.word(at + 1).end});
    const model::Span whole = clause_of(scene_, top, source);
    a.content.push_back(source > at && at > 0 ? model::Span{whole.start, scene_.word(at - 1).end} : whole);
    if (scene_.word(at).start <= whole.start + 2) a.content[0] = {a.source[0].end, scene_.sentence.end};
    a.name = references_.name_for(scene_, source, first_person_);
    found_.push_back(std::move(a));
  }

  void add(std::uint32_t source, std::uint32_t cue, const model::Span& content) {
    model::Attribution a;
    a.source.push_back(scene_.phrase(source));
    a.cue.push_back({scene_.word(cue).start, scene_.word(cue).end});
    a.content.push_back(content);
    a.name = references_.name_for(scene_, source, first_person_);
    found_.push_back(std::move(a));
  }

  const Scene& scene_;
  const References& references_;
  std::string_view first_person_;
  std::vector<model::Attribution>& found_;
};

}  // namespace

void syntactic_attributions(const Scene& scene, const References& references, std::string_view first_person,
                            std::vector<model::Attribution>& found) {
  Finder(scene, references, first_person, found).look();
}

const model::Span* part_over(const model::Attribution& attribution, const model::Span& trigger) {
  for (const model::Span& part : attribution.content)
    if (part.start <= trigger.start && trigger.start < part.end) return &part;
  return nullptr;
}

bool is_unsaid(const Scene& scene, const model::Attribution& attribution) {
  for (const model::Span& cue : attribution.cue) {
    if (cue.start < scene.sentence.start || cue.start >= scene.sentence.end) continue;
    for (std::uint32_t i = 0; i < scene.size(); ++i) {
      if (scene.word(i).start < cue.start || scene.word(i).end > cue.end || !scene.is_verb(i)) continue;
      if (!is_said(scene, i)) return true;
      const bool before = !attribution.source.empty() && attribution.source[0].end <= cue.start;
      if (before && is_passive(scene, i) && scene.sentence.child(i, "aux:pass") >= 0) return true;
    }
  }
  return false;
}

bool has_speaker(const model::Attribution& attribution) {
  return !attribution.source.empty() || !attribution.name.empty();
}

std::vector<const model::Attribution*> chain_over(const std::vector<model::Attribution>& attributions,
                                                  const model::Span& trigger) {
  std::vector<const model::Attribution*> chain;
  for (const model::Attribution& attribution : attributions) {
    if (part_over(attribution, trigger) == nullptr || !has_speaker(attribution)) continue;
    // The words of the source and its verb are not the source's own.
    const auto holds = [&](const model::Span& span) {
      return span.start <= trigger.start && trigger.start < span.end;
    };
    if (std::any_of(attribution.cue.begin(), attribution.cue.end(), holds)) continue;
    chain.push_back(&attribution);
  }
  const auto length = [&](const model::Attribution* a) {
    const model::Span* part = part_over(*a, trigger);
    return part->end - part->start;
  };
  std::stable_sort(chain.begin(), chain.end(),
                   [&](const auto* a, const auto* b) { return length(a) > length(b); });
  return chain;
}

model::ClaimSource source_of(std::string_view text, const model::Attribution& attribution) {
  const auto words = [text](const std::vector<model::Span>& spans) {
    std::string all;
    for (const model::Span& span : spans)
      all += (all.empty() ? "" : " ") +
             std::string(text.substr(static_cast<std::size_t>(span.start),
                                     static_cast<std::size_t>(span.end - span.start)));
    return all;
  };
  return {words(attribution.source), attribution.name, words(attribution.cue), attribution.kind};
}

}  // namespace clew::claim
