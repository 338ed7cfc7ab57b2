#include "annotate/name_features.h"

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

/// Numbers the templates in the order in which they are asked for.
class Templates {
 public:
  explicit Templates(FeatureList& list) : list_(list) {}
  void always(std::uint64_t a, std::uint64_t b = 0) { list_.add(mix(++number_ * 0x632BE59BD9B4E019ULL + b, a)); }
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
  std::uint64_t number_ = 0;
};

std::uint64_t shape(const NameWord& word) { return static_cast<std::uint64_t>(word.shape) + 1; }

void spelling(const Window& w, Templates& t) {
  t.always(w(0).normal);
  t.always(w(0).exact);
  t.always(w(0).stem);
  t.always(w(0).bare);
  t.always(w(-1).normal, w(0).normal);
  t.always(w(0).normal, w(1).normal);
}

void neighbours(const Window& w, Templates& t) {
  t.always(w(-2).normal);
  t.always(w(-1).normal);
  t.always(w(1).normal);
  t.always(w(2).normal);
  t.always(w(-2).normal, w(-1).normal);
  t.always(w(1).normal, w(2).normal);
  t.always(w(-1).normal, shape(w(0)));
  t.always(w(1).normal, shape(w(0)));
}

void affixes(const Window& w, Templates& t) {
  t.always(w(0).prefix2);
  t.always(w(0).prefix3);
  t.always(w(0).suffix2, shape(w(0)));
  t.always(w(0).suffix3);
  t.always(w(0).suffix4);
  t.always(w(1).suffix3);
  t.always(w(-1).suffix3);
}

void shapes(const Window& w, SentenceCase usual, Templates& t) {
  const auto mode = static_cast<std::uint64_t>(usual);
  t.always(shape(w(0)), mode);
  t.always(shape(w(-1)), shape(w(0)));
  t.always(shape(w(0)), shape(w(1)));
  t.always(shape(w(-1)) * 64 + shape(w(0)), shape(w(1)));
  t.always(shape(w(-2)) * 64 + shape(w(-1)), shape(w(0)));
  t.always(shape(w(0)) * 64 + shape(w(1)), shape(w(2)));
  t.always(w(0).caps * 64U + shape(w(0)), mode * 2 + (w(-1).shape == Shape::boundary ? 1 : 0));
  t.both(w(-1).caps, shape(w(-1)) * 64 + shape(w(0)));
  t.both(w(1).caps, shape(w(1)) * 64 + shape(w(0)));
}

void clusters(const Window& w, Templates& t) {
  t.known(w(0).fine);
  t.known(w(0).coarse);
  t.both(w(0).fine, shape(w(0)));
  t.known(w(-1).fine);
  t.known(w(1).fine);
  t.known(w(-2).coarse);
  t.known(w(2).coarse);
  t.both(w(-1).coarse, w(0).fine);
  t.both(w(0).fine, w(1).coarse);
  t.both(w(-1).fine, shape(w(0)));
  t.both(w(1).fine, shape(w(0)));
  t.both(w(-1).coarse * 256U + w(0).coarse, w(1).coarse);
}

void lists(const Window& w, SentenceCase usual, Templates& t) {
  constexpr std::uint16_t kAll = 0x7FFF;
  const auto bits = [&](int offset) { return static_cast<std::uint64_t>(w(offset).lists & kAll); };
  const auto mode = static_cast<std::uint64_t>(usual);
  t.both(bits(0), shape(w(0)) + mode * 64);
  t.both(bits(0), w(0).caps);
  t.known(bits(-1));
  t.known(bits(1));
  t.both(bits(-1) + 1, bits(0));
  t.both(bits(0), bits(1) + 1);
  t.both(w(-1).normal, bits(0));
  for (std::uint64_t bit = 0; bit < 15; ++bit) t.known((bits(0) >> bit & 1) * (shape(w(0)) * 4 + mode));
  t.both(w(0).phrase, shape(w(0)));
  t.both(w(0).phrase, w(0).caps);
  t.known(w(1).phrase);
  t.known(w(-1).phrase);
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

void name_features(std::span<const NameWord> words, std::size_t at, SentenceCase usual, FeatureList& list) {
  list.size = 0;
  const Window w(words, at);
  Templates t(list);
  spelling(w, t);
  list.spelled = list.size;
  t.always(0);
  neighbours(w, t);
  affixes(w, t);
  shapes(w, usual, t);
  clusters(w, t);
  lists(w, usual, t);
}

}  // namespace clew::annotate
