#include "claim/attribution_rules.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_set>

namespace clew::claim {
namespace {

// Verbs whose clause, or whose quotation, is what somebody says; `object`: what they take as an object is
// said, too ("denied the charge").
struct Verb {
  std::string_view lemma;
  bool object;
};
constexpr std::array<Verb, 60> kVerbs{{
    {"accuse", false},   {"acknowledge", true}, {"add", false},      {"admit", true},     {"advise", false},
    {"agree", false},    {"allege", true},      {"announce", true},  {"answer", false},   {"argue", false},
    {"ask", false},      {"assert", true},      {"believe", false},  {"claim", true},     {"complain", false},
    {"conclude", false}, {"confirm", true},     {"contend", false},  {"declare", true},   {"deny", true},
    {"disclose", true},  {"dispute", true},     {"doubt", true},     {"estimate", false}, {"explain", false},
    {"fear", false},     {"hear", false},       {"hint", false},     {"hope", false},     {"indicate", false},
    {"inform", false},   {"insist", false},     {"maintain", false}, {"mention", false},  {"note", false},
    {"predict", false},  {"promise", false},    {"quote", false},    {"reaffirm", true},  {"recall", false},
    {"recount", false},  {"reject", true},      {"remark", false},   {"remember", false}, {"repeat", false},
    {"reply", false},    {"report", false},     {"respond", false},  {"reveal", true},    {"say", true},
    {"state", false},    {"stress", false},     {"suggest", false},  {"suspect", false},  {"tell", false},
    {"testify", false},  {"think", false},      {"warn", false},     {"wonder", false},   {"write", true},
}};

const Verb* verb(std::string_view lemma) {
  for (const Verb& one : kVerbs)
    if (one.lemma == lemma) return &one;
  return nullptr;
}

// All forms that english_lemma() leads back to a verb of the list, as hashes.
const std::unordered_set<std::uint64_t>& forms() {
  static const std::unordered_set<std::uint64_t> all = [] {
    std::unordered_set<std::uint64_t> made{hash_of("according")};
    for (const Verb& one : kVerbs) {
      const std::string lemma(one.lemma);
      const std::string stem = lemma.ends_with('e') ? lemma.substr(0, lemma.size() - 1) : lemma;
      made.insert(hash_of(lemma));
      for (const std::string_view end : {"s", "es", "ed", "ing", "ting", "ted"}) {
        made.insert(hash_of(lemma + std::string(end)));
        made.insert(hash_of(stem + std::string(end)));
      }
      if (lemma.ends_with('y'))
        for (const std::string_view end : {"ied", "ies"})
          made.insert(hash_of(lemma.substr(0, lemma.size() - 1) + std::string(end)));
    }
    for (const std::string_view form : {"said", "told", "wrote", "written", "thought", "heard"})
      made.insert(hash_of(form));
    return made;
  }();
  return all;
}

class Rules {
 public:
  Rules(const ParagraphView& view, const ViewSentence& sentence) : view_(view), sentence_(sentence) {}

  bool read_verb(std::uint32_t at, FoundAttribution& found) const {
    const ViewWord& word = view_.words[at];
    const Verb* known = word.upos == text::Upos::verb ? verb(word.word->lemma) : nullptr;
    if (known == nullptr) return false;
    found.cue = {at, at + 1, 0};
    if (word.subject != kNoWord) {
      found.source.push_back(extent(word.subject));
    } else if (word.object != kNoWord && word.object > at && word.clause < at) {
      // "...", said the clerk: parsers take whoever stands behind the verb for its object.
      found.source.push_back(extent(word.object));
    }
    if (word.clause != kNoWord && word.clause != at) {
      found.content.push_back(extent(word.clause));
    } else if (word.head != kNoWord &&
               (word.relation == hash_of("parataxis") || word.relation == hash_of("ccomp"))) {
      put_rest({word.first, word.last}, found.content);
    } else if (!put_quotations({word.first, word.last}, at, found.content) && known->object &&
               word.object != kNoWord) {
      found.content.push_back(extent(word.object));
    }
    keep_apart(found);
    return !found.content.empty() && (!found.source.empty() || word.relation == hash_of("acl"));
  }

  // "according to X, ...": X goes as far as the next comma.
  bool read_according(std::uint32_t at, FoundAttribution& found) const {
    if (at + 2 >= sentence_.last || view_.words[at].form != hash_of("according") ||
        view_.words[at + 1].form != hash_of("to"))
      return false;
    std::uint32_t end = at + 2;
    while (end < sentence_.last && !punctuation(end) && !view_.words[end].quote.opens) ++end;
    if (end == at + 2) return false;
    found.cue = {at, at + 2, 0};
    found.source.push_back({at + 2, end});
    put_rest({at, found.source[0].last}, found.content);
    return !found.content.empty();
  }

 private:
  WordSpan extent(std::uint32_t word) const {
    WordSpan span{view_.words[word].first, view_.words[word].last};
    while (span.last > span.first + 1 && punctuation(span.last - 1)) --span.last;
    while (span.first + 1 < span.last && view_.words[span.first].form == hash_of(",")) ++span.first;
    return span;
  }
  bool punctuation(std::uint32_t i) const {
    return view_.words[i].upos == text::Upos::punct && view_.words[i].quote.run == 0;
  }

  // The sentence without a part of it, as one or two pieces.
  void put_rest(WordSpan without, std::vector<WordSpan>& content) const {
    for (WordSpan piece :
         {WordSpan{sentence_.first, without.first}, WordSpan{without.last, sentence_.last}}) {
      while (piece.first < piece.last && punctuation(piece.first)) ++piece.first;
      while (piece.first < piece.last && punctuation(piece.last - 1)) --piece.last;
      if (piece.first < piece.last) content.push_back(piece);
    }
  }

  // Quotations of the sentence that the cue is not in.
  bool put_quotations(WordSpan, std::uint32_t cue, std::vector<WordSpan>& content) const {
    if (view_.words[cue].quote.run != 0) return false;
    for (std::uint32_t i = sentence_.first; i < sentence_.last; ++i) {
      const std::uint16_t run = view_.words[i].quote.run;
      if (run == 0) continue;
      std::uint32_t end = i;
      while (end < sentence_.last && view_.words[end].quote.run == run) ++end;
      content.push_back({i, end});
      i = end - 1;
    }
    return !content.empty();
  }

  // No word is in two spans: contents give way to the cue and the source.
  static void keep_apart(FoundAttribution& found) {
    std::vector<WordSpan> parts = found.source;
    parts.push_back({found.cue.first, found.cue.last});
    for (const WordSpan& part : parts) {
      std::vector<WordSpan> kept;
      for (const WordSpan& piece : found.content) {
        if (piece.last <= part.first || piece.first >= part.last) {
          kept.push_back(piece);
          continue;
        }
        if (piece.first < part.first) kept.push_back({piece.first, part.first});
        if (piece.last > part.last) kept.push_back({part.last, piece.last});
      }
      found.content.swap(kept);
    }
  }

  const ParagraphView& view_;
  const ViewSentence& sentence_;
};

}  // namespace

bool rules_possible(std::uint64_t form, const void*) { return forms().contains(form); }

void find_by_rules(const ParagraphView& view, std::vector<FoundAttribution>& found) {
  found.clear();
  for (const ViewSentence& sentence : view.sentences) {
    if (!sentence.parsed) continue;
    const Rules rules(view, sentence);
    for (std::uint32_t at = sentence.first; at < sentence.last; ++at) {
      FoundAttribution one;
      if (rules.read_verb(at, one)) {
        found.push_back(std::move(one));
        continue;
      }
      one = {};
      if (rules.read_according(at, one)) found.push_back(std::move(one));
    }
  }
}

}  // namespace clew::claim
