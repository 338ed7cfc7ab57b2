#include "claim/scene.h"

#include <algorithm>

namespace clew::claim {
namespace {

using model::MentionType;

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr int kDeepest = 64;  // steps up a tree before a chain counts as endless

}  // namespace

Scene::Scene(const Document& whole, std::size_t which, const Sentence& parsed, const FrameLexicon& frames)
    : document(whole), paragraph(which), sentence(parsed), lexicon(frames) {
  mention_of_.assign(size(), -1);
  classes_.resize(size());
  const auto& mentions = document.paragraph(paragraph).mentions;
  auto next = std::lower_bound(mentions.begin(), mentions.end(), sentence.start,
                               [](const model::Mention& m, std::uint64_t at) { return m.end <= at; });
  for (std::uint32_t i = 0; i < size(); ++i) {
    classes_[i] = lexicon.classes(word(i).lemma);
    if (word(i).lower != word(i).lemma) classes_[i] |= lexicon.classes(word(i).lower);
    // Words that the tagger took for something else are nouns by their form.
    if (classes_[i] == 0 && word(i).lower.size() > 3)
      classes_[i] = lexicon.classes(english_lemma(word(i).lower, text::Upos::noun));
    while (next != mentions.end() && next->end <= word(i).start) ++next;
    if (next != mentions.end() && next->start < word(i).end && !is_bare_title(*next))
      mention_of_[i] = static_cast<std::int32_t>(next - mentions.begin());
  }
}

// "Secretary of State", taken for a name: nobody is named.
bool Scene::is_bare_title(const model::Mention& mention) const {
  if (mention.type != MentionType::person) return false;
  bool title = false, of = false;
  std::string_view rest = mention.text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of(" \n\t"), rest.size());
    std::string lower(rest.substr(0, end));
    for (char& c : lower)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (lower.empty()) continue;
    const auto classes = lexicon.classes(lower);
    const auto has = [classes](WordClass what) { return (classes >> static_cast<unsigned>(what) & 1) != 0; };
    title = title || has(WordClass::title);
    if (lower == "of") {
      of = true;
    } else if (!has(WordClass::title) && !has(WordClass::honorific) && lower != "deputy" && lower != "the" &&
               lower != "vice" && lower != "u.s." && !of) {
      return false;
    } else if (of && !has(WordClass::title)) {
      of = false;  // one word belongs to it
    }
  }
  return title;
}

std::string_view Scene::relation(std::uint32_t i) const {
  const std::string_view full = word(i).relation;
  return full.substr(0, full.find(':'));
}

const model::Mention* Scene::mention(std::uint32_t i) const {
  return mention_of_[i] < 0
             ? nullptr
             : &document.paragraph(paragraph).mentions[static_cast<std::size_t>(mention_of_[i])];
}

const model::Mention* Scene::name_of(std::uint32_t head) const {
  const auto named = [this](std::uint32_t i) -> const model::Mention* {
    const model::Mention* found = mention(i);
    if (found == nullptr) return nullptr;
    switch (found->type) {
      case MentionType::person:
      case MentionType::org:
      case MentionType::place:
      case MentionType::programme:
      case MentionType::event:
        return found;
      default:
        return nullptr;
    }
  };
  if (const model::Mention* own = named(head)) return own;
  // "director Ann Lee", "Mr Lee": the name hangs on the title, or the title on the name.
  if (word(head).upos == text::Upos::noun && !is(head, WordClass::human) && !is(head, WordClass::org) &&
      !is(head, WordClass::title))
    return nullptr;
  for (const std::uint32_t i : children(head))
    if (one_of(relation(i), {"flat", "appos"}) || (relation(i) == "compound" && i > head))
      if (const model::Mention* other = named(i);
          other != nullptr && (other->type == MentionType::person || relation(i) == "appos")) {
        if (other->type == MentionType::place) continue;
        return other;
      }
  return nullptr;
}

bool Scene::is_predicate(std::uint32_t i) const {
  if (is_verb(i)) return true;
  for (const std::uint32_t child : children(i))
    if (relation(child) == "cop" || relation(child) == "nsubj") return true;
  return false;
}

std::uint32_t Scene::noun_kind(std::uint32_t i) const {
  std::uint32_t kinds = 0;
  const Word& w = word(i);
  if (w.upos == text::Upos::noun || w.upos == text::Upos::propn || w.upos == text::Upos::pron ||
      w.upos == text::Upos::num || w.upos == text::Upos::adj) {
    const struct {
      WordClass what;
      std::uint32_t kind;
    } table[] = {{WordClass::human, kHuman},     {WordClass::org, kOrgNoun},
                 {WordClass::title, kTitle},     {WordClass::goods, kGoodsNoun},
                 {WordClass::event, kEventNoun}, {WordClass::abstract, kAbstract},
                 {WordClass::asset, kAssetNoun}, {WordClass::share, kShare}};
    for (const auto& [what, kind] : table)
      if (is(i, what)) kinds |= kind;
    if (kinds & kTitle) kinds |= kHuman;
  }
  if (w.upos == text::Upos::propn && !w.text.empty() && static_cast<unsigned char>(w.text[0]) < 0x80 &&
      w.text[0] >= 'A' && w.text[0] <= 'Z')
    kinds |= kProper;
  return kinds;
}

std::uint32_t Scene::kind(std::uint32_t head) const {
  const Word& w = word(head);
  if (w.upos == text::Upos::pron || w.upos == text::Upos::det) {
    if (one_of(w.lower, {"he", "she", "him", "her", "they", "them", "i", "me", "we", "us", "you", "myself",
                         "himself", "herself", "themselves", "ourselves"}))
      return kPronoun;
    if (one_of(w.lower, {"it", "itself"})) return kIt;
    if (one_of(w.lower, {"who", "whom", "which", "that", "what", "whose"})) return kRelative;
    if (one_of(w.lower, {"this", "these", "those"})) return kThat;
    if (one_of(w.lower, {"someone", "somebody", "anyone", "anybody", "nobody", "everyone", "everybody",
                         "none", "both", "others", "one"}))
      return kHuman;
    if (w.lower == "all") return kShare;
    if (w.upos == text::Upos::det || w.lower.size() < 4) return 0;
  }
  std::uint32_t kinds = noun_kind(head);
  if (w.upos == text::Upos::noun && w.lemma != w.lower) kinds |= kPlural;
  const model::Mention* own = mention(head);
  if (own != nullptr) switch (own->type) {
      case MentionType::person:
        return kPerson | (kinds & kTitle);
      case MentionType::org:
        return kOrg | (kinds & (kEventNoun | kAssetNoun));
      case MentionType::place:
        return kPlace;
      case MentionType::money:
        return kMoney;
      case MentionType::date:
        return kDate;
      case MentionType::goods:
        kinds |= kGoods;
        break;
      case MentionType::event:
        return kEvent | (kinds & kEventNoun);
      case MentionType::programme:
        return kProgramme;
      case MentionType::nationality:
        return kinds | kNational;
      case MentionType::role:
        return kinds | kTitle | kHuman;
      case MentionType::law:
      case MentionType::identifier:
        return kinds & ~static_cast<std::uint32_t>(kProper);
    }
  if (const model::Mention* other = name_of(head)) {
    if (other->type == MentionType::person) kinds |= kPerson;
    if (other->type == MentionType::org) kinds |= kOrg;
  }
  // "Mr Lee", whatever stands there for a name.
  if ((kinds & kProper) != 0 && own == nullptr) {
    if (is(head, WordClass::honorific) && sentence.child(head, "flat") >= 0) kinds |= kPerson;
    if (head > 0 && is(head - 1, WordClass::honorific) && word(head - 1).text != word(head - 1).lower &&
        word(head - 1).head == static_cast<std::int32_t>(head))
      kinds |= kPerson;
  }
  return kinds;
}

bool Scene::words_of(const model::Mention& mention, std::uint32_t& first, std::uint32_t& last) const {
  bool any = false;
  for (std::uint32_t i = 0; i < size(); ++i) {
    if (word(i).end <= mention.start || word(i).start >= mention.end) continue;
    if (!any) first = i;
    last = i;
    any = true;
  }
  return any;
}

std::uint32_t Scene::head_of(std::uint32_t first, std::uint32_t last) const {
  for (std::uint32_t i = first; i <= last; ++i) {
    const std::int32_t head = word(i).head;
    if (head < 0 || static_cast<std::uint32_t>(head) < first || static_cast<std::uint32_t>(head) > last)
      return i;
  }
  return first;
}

std::string Scene::preposition(std::uint32_t i) const {
  std::string found;
  for (const std::uint32_t child : children(i)) {
    if (relation(child) != "case" || child > i) continue;
    if (!found.empty()) found += ' ';
    found += word(child).lower;
    for (const std::uint32_t more : children(child))
      if (relation(more) == "fixed") found += ' ' + word(more).lower;
  }
  return found;
}

bool Scene::descends(std::uint32_t from, std::uint32_t to) const {
  std::int32_t at = static_cast<std::int32_t>(from);
  for (int step = 0; at >= 0 && step < kDeepest; ++step, at = word(static_cast<std::uint32_t>(at)).head)
    if (static_cast<std::uint32_t>(at) == to) return true;
  return false;
}

std::vector<std::uint32_t> Scene::coordinated(std::uint32_t head) const {
  std::vector<std::uint32_t> all{head};
  for (std::size_t i = 0; i < all.size() && all.size() < 64; ++i)
    for (const std::uint32_t child : children(all[i])) {
      if (relation(child) == "conj" && !is_verb(child)) all.push_back(child);
      // "Ann, the board and Bo": the parser takes the second of a list for an apposition to a name.
      if (relation(child) == "appos" && child > all[i] && mention(all[i]) != nullptr &&
          mention(child) != nullptr && sentence.child(child, "conj") >= 0)
        all.push_back(child);
    }
  std::sort(all.begin(), all.end());
  return all;
}

model::Span Scene::phrase(std::uint32_t head, const std::vector<std::uint32_t>& without) const {
  std::vector<bool> in(size(), false);
  std::vector<std::uint32_t> open{head};
  in[head] = true;
  while (!open.empty()) {
    const std::uint32_t at = open.back();
    open.pop_back();
    for (const std::uint32_t i : children(at)) {
      if (std::find(without.begin(), without.end(), i) != without.end()) continue;
      const std::string_view r = relation(i);
      if (one_of(r, {"acl", "parataxis", "conj", "cc", "advcl", "mark", "discourse", "vocative", "list",
                     "dep", "cop", "aux", "nsubj", "ccomp", "csubj", "orphan", "obj", "iobj", "obl"}))
        continue;
      // Behind a person's name nothing belongs to it, behind another's only what is written like a name.
      if (r == "nmod" && i > at && mention(at) != nullptr &&
          (mention(at)->type == MentionType::person || word(i).upos != text::Upos::propn))
        continue;
      if (r == "appos" || (r == "case" && at == head) || (r == "advmod" && at == head && i > head)) continue;
      if (r == "advmod" && at == head && (is(i, WordClass::hedge_adverb) || is(i, WordClass::negate_adverb)))
        continue;
      if (const model::Mention* m = mention(i);
          m != nullptr && m->type == MentionType::date && r != "compound" && mention(head) != m)
        continue;
      in[i] = true;
      open.push_back(i);
    }
  }
  std::uint32_t first = head, last = head;
  const auto joins = [this, &in](std::uint32_t i) { return in[i]; };
  while (first > 0 && joins(first - 1)) --first;
  while (last + 1 < size() && joins(last + 1)) ++last;
  while (first < head && word(first).upos == text::Upos::punct) ++first;
  while (last > head && word(last).upos == text::Upos::punct) --last;
  model::Span span{word(first).start, word(last).end};
  // A name is never cut.
  if (const model::Mention* own = mention(head); own != nullptr) {
    span.end = std::max<std::uint64_t>(span.end, own->end);
    // "Ltd." at the end of a sentence
    if (span.end == own->end + 1 && document.text(own->end, span.end) == ".") span.end = own->end;
    span.start =
        own->type == MentionType::money ? own->start : std::min<std::uint64_t>(span.start, own->start);
  }
  return span;
}

}  // namespace clew::claim
