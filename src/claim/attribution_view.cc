#include "claim/attribution_view.h"

#include <algorithm>
#include <array>

namespace clew::claim {
namespace {

enum Kind : std::uint16_t {
  kSubject = 1,
  kPassiveSubject = 2,
  kObject = 4,
  kClause = 8,
  kOpenClause = 16,
  kAside = 32,
  kMark = 64,
  kAuxiliary = 128,
  kOblique = 256,
  kPreposition = 512,
  kAdverbial = 1024,
  kParticle = 2048,
  kModifier = 4096,
};

struct Place {
  std::uint64_t relation;
  std::uint16_t kind;
  std::uint32_t ViewWord::*child;
};
constexpr std::array<Place, 20> kPlaces{{
    {hash_of("nsubj"), kSubject, &ViewWord::subject},
    {hash_of("nsubj:pass"), kPassiveSubject, &ViewWord::subject},
    {hash_of("nsubj:outer"), kSubject, &ViewWord::subject},
    {hash_of("csubj"), kSubject, &ViewWord::subject},
    {hash_of("obj"), kObject, &ViewWord::object},
    {hash_of("iobj"), kObject, &ViewWord::object},
    {hash_of("ccomp"), kClause, &ViewWord::clause},
    {hash_of("xcomp"), kOpenClause, &ViewWord::open_clause},
    {hash_of("parataxis"), kAside, &ViewWord::aside},
    {hash_of("mark"), kMark, &ViewWord::mark},
    {hash_of("aux"), kAuxiliary, &ViewWord::auxiliary},
    {hash_of("aux:pass"), kAuxiliary, &ViewWord::auxiliary},
    {hash_of("cop"), kAuxiliary, &ViewWord::auxiliary},
    {hash_of("obl"), kOblique, nullptr},
    {hash_of("case"), kPreposition, &ViewWord::preposition},
    {hash_of("advcl"), kAdverbial, nullptr},
    {hash_of("compound:prt"), kParticle, nullptr},
    {hash_of("acl"), kModifier, nullptr},
    {hash_of("acl:relcl"), kModifier, nullptr},
    {hash_of("nmod"), kModifier, nullptr},
}};

}  // namespace

void ParagraphView::link(std::uint32_t first, std::uint32_t last) {
  for (std::uint32_t i = first; i < last; ++i) {
    ViewWord& word = words[i];
    if (word.head == kNoWord) continue;
    ViewWord& head = words[word.head];
    for (const Place& place : kPlaces) {
      if (place.relation != word.relation) continue;
      head.kinds |= place.kind;
      if (place.child != nullptr && head.*place.child == kNoWord) head.*place.child = i;
      break;
    }
  }
  // Extents grow from the leaves up: a word is done when all its children are.
  std::vector<std::uint32_t> waiting(last - first, 0), ready;
  for (std::uint32_t i = first; i < last; ++i)
    if (words[i].head != kNoWord) ++waiting[words[i].head - first];
  for (std::uint32_t i = first; i < last; ++i)
    if (waiting[i - first] == 0) ready.push_back(i);
  for (std::size_t k = 0; k < ready.size(); ++k) {
    const ViewWord& word = words[ready[k]];
    if (word.head == kNoWord) continue;
    ViewWord& head = words[word.head];
    head.first = std::min(head.first, word.first);
    head.last = std::max(head.last, word.last);
    if (--waiting[word.head - first] == 0) ready.push_back(word.head);
  }
}

void ParagraphView::classify(const WordClasses& classes) {
  for (ViewWord& word : words) word.kind = classes.of(word.lemma, word.upos);
}

void ParagraphView::build(Document& document, std::size_t paragraph,
                          bool (*possible)(std::uint64_t form, const void*), const void* argument) {
  words.clear();
  sentences.clear();
  plain_.clear();
  auto& own = document.sentences(paragraph);
  for (const Sentence& sentence : own) {
    ViewSentence seen;
    seen.first = static_cast<std::uint32_t>(words.size());
    for (const Word& word : sentence.words) {
      ViewWord view;
      view.word = &word;
      view.form = hash_of(word.lower);
      view.sentence = static_cast<std::uint32_t>(sentences.size());
      view.first = static_cast<std::uint32_t>(words.size());
      view.last = view.first + 1;
      seen.possible = seen.possible || possible == nullptr || possible(view.form, argument);
      words.push_back(view);
      plain_.push_back(&word);
    }
    seen.last = static_cast<std::uint32_t>(words.size());
    sentences.push_back(seen);
  }
  mark_quotes(plain_, states_);
  const auto& mentions = document.paragraph(paragraph).mentions;
  std::size_t next = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    words[i].quote = states_[i];
    if (states_[i].run != 0) sentences[words[i].sentence].quoted = true;
    while (next < mentions.size() && mentions[next].end <= words[i].word->start) ++next;
    if (next < mentions.size() && mentions[next].start < words[i].word->end)
      words[i].mention = static_cast<std::uint8_t>(1 + static_cast<int>(mentions[next].type));
  }
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    ViewSentence& seen = sentences[s];
    if (own[s].language != "en") {
      seen.possible = false;
      continue;
    }
    if (!seen.possible && !seen.quoted) continue;
    document.parse(own[s]);
    seen.parsed = own[s].parsed;
    for (std::uint32_t i = seen.first; i < seen.last; ++i) {
      ViewWord& word = words[i];
      word.lemma = hash_of(word.word->lemma);
      word.tag = hash_of(word.word->tag);
      word.upos = word.word->upos;
      word.cluster = word.word->cluster;
      word.relation = hash_of(word.word->relation);
      if (word.word->head >= 0) word.head = seen.first + static_cast<std::uint32_t>(word.word->head);
    }
    link(seen.first, seen.last);
  }
}

}  // namespace clew::claim
