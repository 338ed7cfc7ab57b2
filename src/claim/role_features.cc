#include <algorithm>

#include "claim/attribution_features.h"

namespace clew::claim {
namespace {

// So many words on either side of the cue are looked at.
constexpr std::uint32_t kReach = 200;

const ViewWord& nothing() {
  static const ViewWord none;
  return none;
}

std::uint64_t upos(const ViewWord& w) { return static_cast<std::uint64_t>(w.upos); }

std::uint64_t distance(std::uint32_t from, std::uint32_t to) {
  const std::uint32_t gap = from < to ? to - from : from - to;
  const std::uint64_t size = gap <= 4    ? gap
                             : gap <= 6  ? 5
                             : gap <= 10 ? 6
                             : gap <= 18 ? 7
                             : gap <= 32 ? 8
                                         : 9;
  return size * 2 + (from < to ? 1 : 0);
}

}  // namespace

void RoleFeatures::begin(const ParagraphView& view, const CueSpan& cue, std::span<const CueSpan> others) {
  view_ = &view;
  cue_ = cue;
  head_ = head_of(view, cue.first, cue.last);
  const std::uint32_t own = view.words[cue.first].sentence;
  std::uint32_t from = own, to = own + 1;
  while (from > 0 && view.sentences[from - 1].quoted && cue.first - view.sentences[from - 1].first < kReach)
    --from;
  while (to < view.sentences.size() && view.sentences[to].quoted &&
         view.sentences[to].last - cue.first < kReach)
    ++to;
  first_ = std::max(view.sentences[from].first, cue.first > kReach ? cue.first - kReach : 0);
  last_ = std::min(view.sentences[to - 1].last, cue.last + kReach);
  branches_.assign(last_ - first_, {});
  trace(own);
  count_between();
  find_other_cues(others);
}

void RoleFeatures::count_between() {
  const auto& words = view_->words;
  commas_.assign(last_ - first_, 0);
  verbs_.assign(last_ - first_, 0);
  const auto count = [&](std::uint32_t at, std::uint8_t& commas, std::uint8_t& verbs) {
    commas_[at - first_] = commas;
    verbs_[at - first_] = verbs;
    if (words[at].form == hash_of(",") && commas < 3) ++commas;
    if (words[at].upos == text::Upos::verb && verbs < 3) ++verbs;
  };
  std::uint8_t commas = 0, verbs = 0;
  for (std::uint32_t i = cue_.last; i < last_; ++i) count(i, commas, verbs);
  commas = verbs = 0;
  for (std::uint32_t i = cue_.first; i-- > first_;) count(i, commas, verbs);
}

// The way from the cue to each word of its sentence: up to where the two part, then down.
void RoleFeatures::trace(std::uint32_t sentence) {
  const auto& words = view_->words;
  const std::uint32_t begin = std::max(first_, view_->sentences[sentence].first),
                      end = std::min(last_, view_->sentences[sentence].last);
  // Words above the cue, each with the way up to it.
  std::vector<std::uint8_t> done(end - begin, 0);
  std::uint64_t up = 1;
  std::uint8_t steps = 0;
  for (std::uint32_t at = head_; at != kNoWord && at >= begin && at < end && done[at - begin] == 0;
       at = words[at].head) {
    Branch& branch = branches_[at - first_];
    branch.path = branch.inner = up;
    branch.depth = steps;
    branch.down = at == head_;
    done[at - begin] = 1;
    if (steps < 3) up = text::feature(200, up, words[at].relation);
    if (steps < 15) ++steps;
  }
  // All others below them, heads first.
  for (std::uint32_t i = begin; i < end; ++i) {
    todo_.clear();
    std::uint32_t at = i;
    while (at >= begin && at < end && done[at - begin] == 0) {
      done[at - begin] = 2;
      todo_.push_back(at);
      at = words[at].head;
      if (at == kNoWord) break;
    }
    for (std::size_t k = todo_.size(); k-- > 0;) {
      const std::uint32_t word = todo_[k], head = words[word].head;
      Branch& branch = branches_[word - first_];
      if (head == kNoWord || head < begin || head >= end) continue;
      const Branch& above = branches_[head - first_];
      branch = above;
      branch.depth = static_cast<std::uint8_t>(std::min(above.depth + 1, 15));
      if (above.top == kNoWord) {
        branch.top = word;
        branch.path = text::feature(201, above.path, words[word].relation);
        branch.inner = branch.path;
      } else if (above.top == head || words[above.top].relation == hash_of("conj")) {
        branch.inner = text::feature(202, above.inner, words[word].relation);
      }
    }
  }
}

void RoleFeatures::find_other_cues(std::span<const CueSpan> others) {
  const auto& words = view_->words;
  between_.assign(last_ - first_, 0);
  other_.assign(last_ - first_, 0);
  for (const CueSpan& other : others) {
    if (other.first >= last_ || other.last <= first_ || other.first == cue_.first) continue;
    // Counted where it begins, seen from the cue; summed outwards below.
    const std::uint32_t seen = other.first > cue_.first ? other.first : std::min(other.last, cue_.first) - 1;
    if (seen >= first_ && seen < last_) between_[seen - first_] = 1;
    const std::uint32_t head = head_of(*view_, other.first, other.last);
    // The words below another cue, with the relation of the branch they are in.
    for (std::uint32_t i = std::max(first_, words[head].first); i < std::min(last_, words[head].last); ++i) {
      std::uint32_t at = i;
      for (int step = 0; step < 12 && at != kNoWord && words[at].head != head && at != head; ++step)
        at = words[at].head;
      if (at == kNoWord || at == head || words[at].head != head) continue;
      other_[i - first_] = text::feature(203, words[at].relation);
    }
    for (std::uint32_t i = std::max(first_, other.first); i < std::min(last_, other.last); ++i)
      other_[i - first_] = 1;
  }
  for (std::uint32_t i = cue_.last; i < last_; ++i)
    between_[i - first_] = static_cast<std::uint8_t>(
        std::min(2, between_[i - first_] + (i > cue_.last ? between_[i - 1 - first_] : 0)));
  for (std::uint32_t i = cue_.first; i-- > first_;)
    between_[i - first_] = static_cast<std::uint8_t>(
        std::min(2, between_[i - first_] + (i + 1 < cue_.first ? between_[i + 1 - first_] : 0)));
}

void RoleFeatures::row(std::uint32_t at, FeatureRow& row) const {
  row.clear();
  const auto& words = view_->words;
  const ViewWord &w = words[at], &cue = words[head_];
  const ViewWord &p = at > first_ ? words[at - 1] : nothing(),
                 &n = at + 1 < last_ ? words[at + 1] : nothing();
  const ViewWord &pp = at > first_ + 1 ? words[at - 2] : nothing(),
                 &nn = at + 2 < last_ ? words[at + 2] : nothing();
  const Branch& b = branches_[at - first_];
  const Branch none;
  const Branch &pb = at > first_ ? branches_[at - 1 - first_] : none,
               &nb = at + 1 < last_ ? branches_[at + 1 - first_] : none;
  const std::int64_t apart = std::int64_t{w.sentence} - cue.sentence;
  const std::uint64_t side =
      static_cast<std::uint64_t>(std::clamp<std::int64_t>(apart, -2, 2) + 2) * 2 + (at > cue_.first ? 1 : 0);
  const std::uint64_t gap = distance(at, at > cue_.first ? cue_.last - 1 : cue_.first);
  const bool own_cue = at >= cue_.first && at < cue_.last;
  // Where it stands in its branch.
  std::uint64_t edge = 0;
  if (b.top != kNoWord) edge = (words[b.top].first == at ? 1U : 0U) + (words[b.top].last == at + 1 ? 2U : 0U);
  const std::uint64_t own_edge = (w.first == at ? 1U : 0U) + (w.last == at + 1 ? 2U : 0U);
  const bool same_before = pb.path == b.path && pb.top == b.top,
             same_after = nb.path == b.path && nb.top == b.top;
  // Quotation: of the word, of the cue, and whether both are in one.
  const std::uint64_t quote = (w.quote.run != 0 ? 1U : 0U) + (w.quote.opens ? 2U : 0U) +
                              (w.quote.closes ? 4U : 0U) + (cue.quote.run != 0 ? 8U : 0U) +
                              (w.quote.run != 0 && w.quote.run == cue.quote.run ? 16U : 0U) +
                              (p.quote.closes ? 32U : 0U) + (n.quote.opens ? 64U : 0U);
  const std::uint64_t other = other_[at - first_];
  const std::uint64_t between = between_[at - first_];
  const bool opens = p.word == nullptr || p.sentence != w.sentence,
             closes = n.word == nullptr || n.sentence != w.sentence;
  const std::uint64_t ends = (opens ? 1U : 0U) + (closes ? 2U : 0U);

  row.put(0, own_cue);
  row.put(1, w.form, side);
  row.put(2, w.tag, side);
  row.put(3, p.tag, w.tag, side);
  row.put(4, w.tag, n.tag, side);
  row.put(5, p.form, w.tag, side);
  row.put(6, n.form, w.tag, side);
  row.put(7, p.tag, w.tag, n.tag, side);
  row.put(8, gap, upos(w));
  row.put(9, gap, w.tag, quote);
  row.put(10, side, quote, between);
  row.put(11, side, quote, ends, w.form == hash_of(",") || w.form == hash_of("."));
  row.put(12, b.path, side);
  row.put(13, b.path, b.inner, side);
  row.put(14, b.path, upos(w), side);
  row.put(15, b.path, edge, side);
  row.put(16, b.path, cue.lemma, side);
  row.put(17, b.path, cue.tag, side);
  row.put(18, b.path, pb.path, side);
  row.put(19, b.path, nb.path, side);
  row.put(20, b.path, same_before, edge, upos(w));
  row.put(21, b.path, same_after, edge, upos(w));
  row.put(22, b.path, quote, side);
  row.put(23, b.path, between, other);
  row.put(24, b.path, other, cue.lemma);
  row.put(25, b.inner, upos(w), own_edge);
  row.put(26, b.inner, w.relation, own_edge);
  row.put(27, b.inner, b.depth, side);
  row.put(28, b.path, w.form);
  row.put(29, b.path, p.form, edge);
  row.put(30, b.path, n.form, edge);
  row.put(31, cue.lemma, w.form, side);
  row.put(32, cue.lemma, gap);
  row.put(33, cue.lemma, quote, side);
  row.put(34, cue.tag, gap, upos(w));
  row.put(35, cue.relation, b.path, side);
  row.put(36, cue.kinds, b.path, side);
  row.put(37, cue.kinds, cue.lemma, b.path);
  row.put(38, w.mention, p.mention, b.path);
  row.put(39, w.mention, gap);
  row.put(40, other, side, quote);
  row.put(41, other, between, w.tag);
  row.put(42, edge, own_edge, w.form == hash_of(","), b.path);
  row.put(43, p.word != nullptr && p.form == hash_of(","), n.word != nullptr && n.form == hash_of(","),
          b.path);
  row.put(44, ends, b.path, upos(w));
  row.put(45, ends, w.form, quote);
  row.put(46, pp.tag, p.tag, w.tag, b.path);
  row.put(47, w.tag, n.tag, nn.tag, b.path);
  row.put(48, p.form, w.form, b.path);
  row.put(49, w.form, n.form, b.path);
  row.put(50, quote, p.form, w.form, side);
  row.put(51, quote, w.form, n.form, side);
  row.put(52, w.relation, upos(words[w.head == kNoWord ? at : w.head]), side);
  row.put(53, b.path, cue.form, words[cue_.last - 1].form);
  const std::uint64_t commas = commas_[at - first_], verbs = verbs_[at - first_];
  row.put(60, commas, verbs, side);
  row.put(61, commas, side, cue.lemma);
  row.put(62, commas, side, quote, upos(w));
  row.put(63, commas, b.path);
  row.put(64, verbs, side, upos(w), between);
  row.put(65, commas, verbs, cue.tag, side);
  row.put(66, verbs, b.path, cue.lemma);
  row.put(67, cue.lemma, w.tag, side);
  row.put(70, w.kind, b.path);
  row.put(71, w.kind, w.mention, gap);
  row.put(72, cue.kind, b.path, side);
  row.put(73, cue.kind, w.kind, side, own_edge);
  row.put(74, cue.kind, w.form, side);
  row.put(75, cue.kind, b.path, b.inner);
  row.put(55, w.cluster, side);
  row.put(56, w.cluster >> 4, b.path);
  row.put(57, cue.cluster, b.path);
  row.put(58, cue.cluster >> 4, b.path, quote);
  row.put(59, cue.cluster, w.form, side);
  row.put(54, words[cue_.last - 1].form, gap);
}

}  // namespace clew::claim
