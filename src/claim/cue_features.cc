#include <algorithm>

#include "claim/attribution_features.h"

namespace clew::claim {
namespace {

const ViewWord& nothing() {
  static const ViewWord none;
  return none;
}

class Near {
 public:
  Near(const ParagraphView& view, std::uint32_t at)
      : view_(view), at_(at), sentence_(view.sentences[view.words[at].sentence]) {}

  /// The word `by` from here, within the sentence.
  const ViewWord& near(int by) const {
    const std::int64_t to = std::int64_t{at_} + by;
    return to >= sentence_.first && to < sentence_.last ? view_.words[static_cast<std::size_t>(to)]
                                                        : nothing();
  }
  const ViewWord& word(std::uint32_t i) const { return i == kNoWord ? nothing() : view_.words[i]; }
  const ViewSentence& sentence() const { return sentence_; }

 private:
  const ParagraphView& view_;
  std::uint32_t at_;
  const ViewSentence& sentence_;
};

std::uint64_t upos(const ViewWord& w) { return static_cast<std::uint64_t>(w.upos); }

/// What stands there for a person or thing: a pronoun by its form, a name by its type, a noun by its lemma.
std::uint64_t kind_of(const ViewWord& w) {
  if (w.word == nullptr) return 0;
  if (w.upos == text::Upos::pron) return w.form;
  if (w.mention != 0) return 1000 + w.mention;
  return w.upos == text::Upos::propn ? 1 : 2 + upos(w);
}

std::uint64_t ending(const ViewWord& w, std::size_t n) {
  const std::string_view lower = w.word->lower;
  return hash_of(lower.substr(lower.size() - std::min(n, lower.size())));
}

std::uint64_t shape(const ViewWord& w) {
  const std::string_view word = w.word->text;
  const bool capital = !word.empty() && word[0] >= 'A' && word[0] <= 'Z';
  const bool all = capital && word.size() > 1 && word[1] >= 'A' && word[1] <= 'Z';
  return (capital ? 1U : 0U) + (all ? 2U : 0U);
}

// The subject, or that of the verb which this one goes on from.
const ViewWord& subject_of(const Near& c, const ViewWord& w, std::uint64_t& how) {
  const ViewWord* at = &w;
  how = 0;
  for (int step = 0; step < 4; ++step) {
    if (at->subject != kNoWord) return c.word(at->subject);
    if (at->head == kNoWord) break;
    if (at->relation == hash_of("acl:relcl") || at->relation == hash_of("acl")) {
      how = how * 5 + 4;
      return c.word(at->head);
    }
    if (at->relation == hash_of("conj")) {
      how = how * 5 + 1;
    } else if (at->relation == hash_of("xcomp")) {
      how = how * 5 + 2;
    } else if (at->relation == hash_of("advcl")) {
      how = how * 5 + 3;
    } else {
      break;
    }
    at = &c.word(at->head);
  }
  how = 7;
  return nothing();
}

void surface(const Near& c, const ViewWord& w, FeatureRow& row) {
  const ViewWord &p = c.near(-1), &pp = c.near(-2), &n = c.near(1), &nn = c.near(2), &nnn = c.near(3);
  row.put(0);
  row.put(1, w.form);
  row.put(2, w.lemma, upos(w));
  row.put(3, w.tag);
  row.put(4, p.form);
  row.put(5, n.form);
  row.put(6, pp.form);
  row.put(7, nn.form);
  row.put(8, p.lemma, w.lemma);
  row.put(9, w.lemma, n.lemma);
  row.put(10, pp.lemma, p.lemma, w.lemma);
  row.put(11, p.lemma, w.lemma, n.lemma);
  row.put(12, w.lemma, n.lemma, nn.lemma);
  row.put(13, p.tag, w.tag);
  row.put(14, w.tag, n.tag);
  row.put(15, p.tag, w.tag, n.tag);
  row.put(16, pp.tag, p.tag, w.tag);
  row.put(17, w.tag, n.tag, nn.tag);
  row.put(18, w.lemma, p.tag);
  row.put(19, w.lemma, n.tag);
  row.put(20, w.lemma, n.tag, nn.tag);
  row.put(21, w.lemma, nn.lemma);
  row.put(22, w.lemma, nnn.lemma);
  row.put(23, ending(w, 2), w.tag);
  row.put(24, ending(w, 3), upos(w));
  row.put(25, shape(w), w.tag);
  row.put(26, pp.lemma, w.lemma);
  row.put(27, w.cluster, upos(w));
  row.put(28, w.cluster >> 4, w.tag);
  row.put(29, w.cluster >> 4, n.cluster >> 4);
  row.put(30, p.cluster >> 4, w.cluster >> 4);
  row.put(31, w.lemma, n.cluster >> 4);
}

void syntax(const Near& c, const ViewWord& w, FeatureRow& row) {
  const ViewWord &h = c.word(w.head), &g = c.word(h.head);
  const ViewWord &clause = c.word(w.clause), &open = c.word(w.open_clause), &object = c.word(w.object);
  std::uint64_t how = 0;
  const ViewWord& subject = subject_of(c, w, how);
  const bool left = w.clause < h.clause;
  row.put(40, w.relation, w.tag);
  row.put(41, w.relation, h.lemma);
  row.put(42, w.relation, w.lemma);
  row.put(43, w.lemma, h.lemma, w.relation);
  row.put(44, w.relation, upos(h), h.relation);
  row.put(45, h.relation, h.lemma, w.lemma);
  row.put(46, g.lemma, h.lemma, w.lemma);
  row.put(47, w.kinds, upos(w));
  row.put(48, w.kinds, w.lemma);
  row.put(49, w.kinds, w.relation, upos(w));
  row.put(50, h.kinds, h.lemma, w.relation);
  row.put(51, kind_of(subject), how, upos(w));
  row.put(52, kind_of(subject), how, w.lemma);
  row.put(53, subject.lemma, upos(w));
  row.put(54, subject.lemma, w.lemma);
  row.put(55, kind_of(c.word(h.subject)), h.lemma, w.relation, w.lemma);
  row.put(56, c.word(clause.mark).lemma, upos(clause), upos(w));
  row.put(57, c.word(clause.mark).lemma, w.lemma);
  row.put(58, upos(clause), upos(open), w.lemma);
  row.put(59, clause.tag, w.kinds & 3U, left, upos(w));
  row.put(60, open.lemma, w.lemma);
  row.put(61, object.lemma, w.lemma);
  row.put(62, kind_of(object), w.lemma);
  row.put(63, kind_of(object), kind_of(subject), upos(w));
  row.put(64, c.word(w.preposition).lemma, w.lemma);
  row.put(65, c.word(w.preposition).lemma, c.word(h.preposition).lemma, w.relation);
  row.put(66, c.word(w.auxiliary).lemma, w.lemma);
  row.put(67, c.word(w.auxiliary).lemma, w.kinds, upos(w));
  row.put(68, w.last - w.first > 8 ? 2 : w.last - w.first > 3 ? 1 : 0, w.relation, upos(w));
  row.put(69, w.last - w.first > 8 ? 2 : w.last - w.first > 3 ? 1 : 0, w.lemma);
  row.put(71, w.cluster, w.kinds);
  row.put(72, w.cluster, kind_of(subject));
  row.put(73, subject.cluster, upos(w), how);
  row.put(74, subject.cluster >> 4, w.cluster >> 4);
  row.put(75, w.cluster, w.relation, upos(h));
  row.put(76, w.cluster >> 4, h.cluster >> 4, w.relation);
  row.put(77, object.cluster >> 4, w.cluster >> 4);
  row.put(78, open.cluster >> 4, w.cluster >> 4);
  row.put(100, w.kind, upos(w));
  row.put(101, w.kind, w.kinds, upos(w));
  row.put(102, w.kind, subject.kind, kind_of(subject));
  row.put(103, w.kind, w.tag, w.relation);
  row.put(104, w.kind, object.kind, kind_of(object));
  row.put(105, w.kind, h.kind, w.relation);
  row.put(106, subject.kind, kind_of(subject), how, upos(w));
  row.put(107, object.kind, w.lemma);
  row.put(108, subject.kind, w.lemma);
  row.put(109, w.kind, c.near(1).tag, c.near(-1).tag);
  row.put(110, w.kind, c.near(1).kind, c.near(1).form);
  row.put(111, h.kind, w.relation, w.lemma);
  row.put(70, w.kinds, kind_of(subject) != 0, upos(w), w.relation);
}

/// How far the next opening or the last closing mark is: 0 for none near.
std::uint64_t quotation_near(const Near& c, const ViewWord& w) {
  std::uint64_t seen = w.quote.run != 0 ? 1 : 0;
  for (int by = 1; by <= 4; ++by)
    if (c.near(by).quote.opens) seen |= by <= 2 ? 2U : 4U;
  for (int by = 1; by <= 6; ++by)
    if (c.near(-by).quote.closes) seen |= by <= 3 ? 8U : 16U;
  return seen;
}

void quotation(const Near& c, const ViewWord& w, FeatureRow& row) {
  const std::uint64_t near = quotation_near(c, w);
  const bool quoted = c.sentence().quoted;
  const ViewWord &p = c.near(-1), &n = c.near(1);
  const bool first = &w == &c.near(0) && p.word == nullptr;
  row.put(80, near, upos(w));
  row.put(81, near, w.lemma);
  row.put(82, near, w.relation, upos(w));
  row.put(83, near, w.kinds, upos(w));
  row.put(112, near, w.kind, upos(w));
  row.put(90, near, w.cluster);
  row.put(84, quoted, w.lemma);
  row.put(85, quoted, w.quote.run != 0, w.tag);
  row.put(86, p.form, near, upos(w));
  row.put(87, n.form, near, upos(w));
  row.put(88, first, n.word == nullptr, w.lemma);
  row.put(89, w.quote.opens, w.quote.closes, n.word == nullptr, n.quote.opens);
}

}  // namespace

void cue_features(const ParagraphView& view, std::uint32_t at, FeatureRow& row) {
  row.clear();
  const Near c(view, at);
  const ViewWord& w = view.words[at];
  surface(c, w, row);
  syntax(c, w, row);
  quotation(c, w, row);
}

std::uint32_t head_of(const ParagraphView& view, std::uint32_t first, std::uint32_t last) {
  for (std::uint32_t i = first; i < last; ++i)
    if (view.words[i].upos == text::Upos::verb &&
        (view.words[i].head == kNoWord || view.words[i].head < first || view.words[i].head >= last))
      return i;
  for (std::uint32_t i = first; i < last; ++i)
    if (view.words[i].head == kNoWord || view.words[i].head < first || view.words[i].head >= last) return i;
  return first;
}

}  // namespace clew::claim
