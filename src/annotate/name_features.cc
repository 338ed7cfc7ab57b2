#include "annotate/name_features.h"

#include "annotate/name_lexicon.h"

namespace clew::annotate {
namespace {

/// A window onto the sentence that is blank outside.
class Window {
 public:
  Window(std::span<const NameWord> words, std::size_t at) : words_(words), at_(at) {}
  const NameWord& operator()(int offset) const {
    static const NameWord blank;
    const std::size_t i = at_ + static_cast<std::size_t>(offset);
    return i < words_.size() ? words_[i] : blank;
  }

 private:
  std::span<const NameWord> words_;
  std::size_t at_;
};

/// Numbers the templates in the order in which they are asked for, from `base`.
class Templates {
 public:
  Templates(std::uint64_t base, FeatureList& list) : list_(list), number_(base) {}
  void always(std::uint64_t a, std::uint64_t b = 0) {
    list_.add(mix(++number_ * 0x632BE59BD9B4E019ULL + b, a));
  }
  /// Only if there is something to say.
  void known(std::uint64_t a) {
    ++number_;
    if (a != 0) list_.add(mix(number_ * 0x632BE59BD9B4E019ULL, a));
  }
  void both(std::uint64_t a, std::uint64_t b) {
    ++number_;
    if (a != 0 && b != 0) list_.add(mix(number_ * 0x632BE59BD9B4E019ULL + b * 0x2545F4914F6CDD1DULL, a));
  }

 private:
  FeatureList& list_;
  std::uint64_t number_;
};

std::uint64_t shape(const NameWord& word) { return static_cast<std::uint64_t>(word.shape) + 1; }
std::uint64_t bits(const NameWord& word) { return static_cast<std::uint64_t>(word.lists & 0x7FFF); }

void own_spelling(const NameWord& w, FeatureList& list) {
  Templates t(0, list);
  t.always(w.normal);
  t.always(w.exact);
  t.always(w.stem);
  t.always(w.bare);
}

void own(const NameWord& w, SentenceCase usual, FeatureList& list) {
  const auto mode = static_cast<std::uint64_t>(usual);
  Templates t(50, list);
  t.always(0);
  t.always(w.prefix2);
  t.always(w.prefix3);
  t.always(w.suffix2, shape(w));
  t.always(w.suffix3);
  t.always(w.suffix4);
  t.always(shape(w), mode);
  t.known(w.fine);
  t.known(w.coarse);
  t.both(w.fine, shape(w));
  t.both(bits(w), shape(w) + mode * 64);
  t.both(bits(w), w.caps);
  for (std::uint64_t bit = 0; bit < 15; ++bit) t.known((bits(w) >> bit & 1) * (shape(w) * 4 + mode));
}

/// What a neighbour says by itself; `part` tells on which side it stands.
void neighbour(const NameWord& w, NamePart part, FeatureList& list) {
  Templates t(100 * static_cast<std::uint64_t>(part), list);
  t.always(w.normal);
  if (part == NamePart::before2 || part == NamePart::after2) {
    t.known(w.coarse);
    return;
  }
  t.always(w.suffix3);
  t.known(w.fine);
  t.known(bits(w));
}

void pairs_of_spelling(const Window& w, FeatureList& list) {
  Templates t(500, list);
  t.always(w(-1).normal, w(0).normal);
  t.always(w(0).normal, w(1).normal);
}

void pairs(const Window& w, SentenceCase usual, FeatureList& list) {
  const auto mode = static_cast<std::uint64_t>(usual);
  const std::uint64_t here = shape(w(0)), before = shape(w(-1)), after = shape(w(1));
  Templates t(520, list);
  t.always(w(-2).normal, w(-1).normal);
  t.always(w(1).normal, w(2).normal);
  t.always(w(-1).normal, here);
  t.always(w(1).normal, here);
  t.always(before * 64 + here, after);
  t.always(shape(w(-2)) * 64 + before, here);
  t.always(here * 64 + after, shape(w(2)));
  t.always(w(0).caps * 64U + here, mode * 2 + (w(-1).shape == Shape::boundary ? 1 : 0));
  t.both(w(-1).caps, before * 64 + here);
  t.both(w(1).caps, after * 64 + here);
  t.both(w(-1).coarse, w(0).fine);
  t.both(w(0).fine, w(1).coarse);
  t.both(w(-1).fine, here);
  t.both(w(1).fine, here);
  t.both(w(-1).coarse * 256U + w(0).coarse, w(1).coarse);
  t.both(bits(w(-1)) + 1, bits(w(0)));
  t.both(bits(w(0)), bits(w(1)) + 1);
  t.both(w(-1).normal, bits(w(0)));
  t.both(w(0).phrase, here);
  t.both(w(0).phrase, w(0).caps);
  t.known(w(1).phrase);
  t.known(w(-1).phrase);
}

/// Whether a name may begin or end with it.
bool may_begin(const NameWord& word, SentenceCase usual) {
  constexpr std::uint16_t kNames =
      kForename | kSurname | kCity | kBigCity | kCountry | kRegion | kNationality | kOrgName;
  switch (word.shape) {
    case Shape::capital:
    case Shape::upper:
    case Shape::single:
    case Shape::initial:
    case Shape::mixed:
    case Shape::hyphenated:
    case Shape::coded:
    case Shape::other_case:
      return true;
    case Shape::lower:
    case Shape::lower_dash: {
      if (word.phrase != 0) return true;
      if ((word.lists & kNames) == 0) return false;
      const int capital = (word.caps - 1) & 7;  // eighths, from 1
      return capital >= 4 || (usual == SentenceCase::no_capitals && (word.caps == 0 || capital >= 2));
    }
    case Shape::address:
    case Shape::number:
    case Shape::year:
    case Shape::punctuation:
    case Shape::boundary:
      return false;
  }
  return false;
}

}  // namespace

SentenceCase sentence_case(std::span<const NameWord> words) {
  int lower = 0, capital = 0, other = 0;
  for (const NameWord& word : words) {
    switch (word.shape) {
      case Shape::lower:
      case Shape::lower_dash:
        ++lower;
        break;
      case Shape::capital:
      case Shape::upper:
      case Shape::mixed:
      case Shape::hyphenated:
        ++capital;
        break;
      case Shape::other_case:
        ++other;
        break;
      case Shape::single:
      case Shape::initial:
      case Shape::number:
      case Shape::year:
      case Shape::coded:
      case Shape::address:
      case Shape::punctuation:
      case Shape::boundary:
        break;
    }
  }
  if (lower + capital == 0) return other > 0 ? SentenceCase::no_case : SentenceCase::usual;
  if (capital == 0) return SentenceCase::no_capitals;
  return capital > 2 * lower ? SentenceCase::mostly_capitals : SentenceCase::usual;
}

bool open_tokens(std::span<const NameWord> words, SentenceCase usual, std::vector<std::uint8_t>& open) {
  constexpr std::size_t kReach = 4;
  open.assign(words.size(), 0);
  std::size_t last = words.size();  // the last such token
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (!may_begin(words[at], usual)) continue;
    if (last < at && at - last <= kReach)
      for (std::size_t between = last + 1; between < at; ++between) open[between] = 1;
    open[at] = 1;
    last = at;
  }
  return last < words.size();
}

void word_features(const NameWord& word, SentenceCase usual, NamePart part, FeatureList& list) {
  list.size = 0;
  if (part == NamePart::own) {
    own_spelling(word, list);
    own(word, usual, list);
  } else {
    neighbour(word, part, list);
  }
}

void pair_features(std::span<const NameWord> words, std::size_t at, SentenceCase usual, FeatureList& list) {
  list.size = 0;
  const Window w(words, at);
  pairs_of_spelling(w, list);
  pairs(w, usual, list);
}

void name_features(std::span<const NameWord> words, std::size_t at, SentenceCase usual, FeatureList& list) {
  list.size = 0;
  const Window w(words, at);
  own_spelling(w(0), list);
  pairs_of_spelling(w, list);
  list.spelled = list.size;
  own(w(0), usual, list);
  neighbour(w(-2), NamePart::before2, list);
  neighbour(w(-1), NamePart::before, list);
  neighbour(w(1), NamePart::after, list);
  neighbour(w(2), NamePart::after2, list);
  pairs(w, usual, list);
}

}  // namespace clew::annotate
