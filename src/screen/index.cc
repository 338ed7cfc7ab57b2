#include "screen/index.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <unordered_map>

#include "screen/vocabulary.h"

namespace clew::screen {
namespace {

// More names than this are prepared when they are met, not beforehand: a prepared one takes a kilobyte.
constexpr std::size_t kPreparedNames = 150'000;
constexpr std::size_t kMostWords = 16;       // of a name; those behind are left to match::score
constexpr std::size_t kKnownWords = 20'000;  // whose neighbours a scratch remembers
constexpr int kLeastLikeness = 650;          // words less alike than this are not looked up
constexpr int kPairedLikeness = 550;         // from it match pairs words
constexpr int kGlued = 900;                  // from it match takes two words for one
constexpr std::size_t kGluedLetters = 5;
constexpr int kInitial = 800;
constexpr double kSlack = 0.04;  // what the estimate may lack beside the score

// What a likeness is worth to match, and what missing words cost.
double worth(int likeness) {
  if (likeness >= 1000) return 1;
  if (likeness >= 830) return 0.85 + 0.15 * (likeness - 830) / 170.0;
  if (likeness >= 750) return 0.65 + 0.20 * (likeness - 750) / 80.0;
  return 0.2 + 0.45 * (likeness - kPairedLikeness) / 200.0;
}
constexpr double kBothMissing = 1.9, kOneMissing = 0.25;

// Of words that were not looked up, and may be alike a little, in names that share more than half.
constexpr double kHopedWorth = 0.4;

double score_of(double agreed, double paired, double only_here, double only_there) {
  const double both = std::min(only_here, only_there), more = std::max(only_here, only_there) - both;
  return agreed / (paired + kBothMissing * both + kOneMissing * more);
}

// Two neighbouring words as one.
match::Token glued(const match::Token& a, const match::Token& b) {
  match::Token both = a;
  both.plain += b.plain;
  both.sound += b.sound;
  both.bones = a.bones;
  // The bones of a later word drop its first vowel.
  both.bones += b.bones.starts_with('a') && b.bones.size() > 1 ? b.bones.substr(1) : b.bones;
  both.native += b.native;
  both.letters |= b.letters;
  both.role = match::Role::name;
  both.group = -1;
  return both;
}

std::uint8_t first_letter(const match::Token& token) {
  return token.plain.empty() ? 0 : static_cast<std::uint8_t>(token.plain[0]) & 0x7F;
}

// What of the name that is asked for one word stands for, while it is searched.
struct Wanted {
  const match::Token* token = nullptr;
  const std::vector<Neighbour>* neighbours = nullptr;
  std::size_t postings = 0;
  double heaviest = 0;  // the most a pair with it may weigh
};

}  // namespace

class NameIndex::Scratch {
 public:
  std::vector<std::uint32_t> seen;      // of each name: the search that met it last
  std::vector<std::uint16_t> likeness;  // of each word of the vocabulary, to the best of the name's
  std::vector<std::uint16_t> which;     // of each word: to which of the name's words it is like
  std::uint32_t stamp = 0;
  Vocabulary::Seen words, pair_words;
  std::unordered_map<std::string, std::vector<Neighbour>> known, known_pairs;
  std::array<std::uint16_t, 128> begins{};    // by letter: which of the name's words begin so
  std::array<std::uint16_t, 128> initials{};  // by letter: which of the name's words are that initial
  std::size_t estimated = 0, compared = 0;
};

struct NameIndex::State {
  struct Text {
    std::string_view text;
    match::Kind kind;
  };
  std::vector<Text> texts;
  std::vector<match::Name> prepared;
  Vocabulary words, pairs{1};  // pairs: two neighbouring words of a name as one
  Postings names_of_word, words_of_name, names_of_pair;

  match::Name name_at(std::uint32_t name) const {
    if (!prepared.empty()) return prepared[name];
    return match::prepare(texts[name].text, texts[name].kind);
  }

  const std::vector<Neighbour>& neighbours(const match::Token& token, Scratch& scratch) const {
    const auto [found, fresh] = scratch.known.try_emplace(word_key(token));
    if (fresh) found->second = words.neighbours(token, kLeastLikeness, 3, scratch.words);
    return found->second;
  }

  const std::vector<Neighbour>& pair_neighbours(const match::Token& token, Scratch& scratch) const {
    const auto [found, fresh] = scratch.known_pairs.try_emplace(word_key(token));
    if (fresh) found->second = pairs.neighbours(token, kGlued, 2, scratch.pair_words);
    return found->second;
  }

  double estimate(std::uint32_t name, const std::vector<Wanted>& wanted, double total,
                  Scratch& scratch) const {
    double agreed = 0, paired = 0, only_there = 0;
    std::uint32_t met = 0;
    for (const std::uint32_t word : words_of_name.of(name)) {
      const match::Token& token = words.word(word);
      int likeness = scratch.likeness[word];
      std::uint32_t which = scratch.which[word];
      if (likeness < kInitial) {
        const std::uint8_t letter = first_letter(token);
        const std::uint32_t by_letter =
            token.role == match::Role::initial ? scratch.begins[letter] : scratch.initials[letter];
        if (by_letter != 0) likeness = kInitial, which |= by_letter;
      }
      if (likeness == 0) {
        only_there += token.weight;
        continue;
      }
      met |= which;
      paired += token.weight;
      agreed += token.weight * worth(likeness);
    }
    double only_here = total;
    for (std::size_t i = 0; i < wanted.size(); ++i)
      if ((met >> i & 1) != 0) only_here -= wanted[i].token->weight;
    if (paired <= 0) return 0;
    if (paired > total / 2 && only_here > 0 && only_there > 0) {
      const double hoped = std::min(only_here, only_there);
      paired += hoped, agreed += hoped * kHopedWorth;
      only_here -= hoped, only_there -= hoped;
    }
    return score_of(agreed, paired, only_here, only_there);
  }
};

NameIndex::NameIndex() : state_(std::make_unique<State>()) {}
NameIndex::~NameIndex() = default;
NameIndex::NameIndex(NameIndex&&) noexcept = default;
NameIndex& NameIndex::operator=(NameIndex&&) noexcept = default;
void NameIndex::ScratchDeleter::operator()(Scratch* scratch) const { delete scratch; }

std::uint32_t NameIndex::add(std::string_view text, match::Kind kind) {
  state_->texts.push_back({text, kind});
  return static_cast<std::uint32_t>(state_->texts.size() - 1);
}

std::size_t NameIndex::size() const { return state_->texts.size(); }

void NameIndex::build() {
  State& s = *state_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> by_word, by_name, by_pair;
  for (std::uint32_t i = 0; i < s.texts.size(); ++i) {
    match::Name name = match::prepare(s.texts[i].text, s.texts[i].kind);
    if (!name.empty()) {
      const match::Prepared& p = *name.prepared();
      for (std::size_t k = 0; k < p.core.size() && k < kMostWords; ++k) {
        const match::Token& token = p.tokens[p.core[k]];
        const std::uint32_t word = s.words.add(token);
        by_name.emplace_back(i, word);
        by_word.emplace_back(word, i);
        if (k > 0) by_pair.emplace_back(s.pairs.add(glued(p.tokens[p.core[k - 1]], token)), i);
      }
    }
    if (s.texts.size() <= kPreparedNames) s.prepared.push_back(std::move(name));
  }
  const std::size_t all = s.words.size();
  s.names_of_word.build(by_word, all);
  s.words_of_name.build(by_name, s.texts.size());
  s.names_of_pair.build(by_pair, s.pairs.size());
  s.words.build();
  s.pairs.build();
}

std::unique_ptr<NameIndex::Scratch, NameIndex::ScratchDeleter> NameIndex::scratch() const {
  std::unique_ptr<Scratch, ScratchDeleter> out(new Scratch);
  out->seen.assign(state_->texts.size(), 0);
  out->likeness.assign(state_->words.size(), 0);
  out->which.assign(state_->words.size(), 0);
  return out;
}

std::pair<std::size_t, std::size_t> NameIndex::looked_at(const Scratch& scratch) {
  return {scratch.estimated, scratch.compared};
}

match::Name NameIndex::prepared(std::uint32_t name) const { return state_->name_at(name); }

namespace {

void sort_best_first(std::vector<Near>& out) {
  std::sort(out.begin(), out.end(), [](const Near& a, const Near& b) {
    return a.score != b.score ? a.score > b.score : a.name < b.name;
  });
}

/// The commonest words that together cannot reach the threshold: they start no candidates.
std::uint32_t words_to_pass_over(const std::vector<Wanted>& wanted, double total, double threshold) {
  std::vector<std::size_t> order(wanted.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return wanted[a].postings > wanted[b].postings; });
  std::uint32_t passed = 0;
  double weight = 0, rest = total;
  for (const std::size_t i : order) {
    weight += wanted[i].heaviest;
    rest -= wanted[i].token->weight;
    if (score_of(weight, weight, rest, 0) >= threshold) break;
    passed |= 1u << i;
  }
  return passed;
}

}  // namespace

void NameIndex::find(const match::Name& name, double threshold, Scratch& scratch,
                     std::vector<Near>& out) const {
  const State& s = *state_;
  out.clear();
  scratch.estimated = scratch.compared = 0;
  if (name.empty() || s.texts.empty()) return;
  if (++scratch.stamp == 0) {
    std::fill(scratch.seen.begin(), scratch.seen.end(), 0);
    scratch.stamp = 1;
  }
  if (scratch.known.size() > kKnownWords) scratch.known.clear();
  if (scratch.known_pairs.size() > kKnownWords) scratch.known_pairs.clear();
  const match::Prepared& p = *name.prepared();
  std::vector<Wanted> wanted;
  double total = 0;
  for (std::size_t k = 0; k < p.core.size() && k < kMostWords; ++k) {
    const match::Token& token = p.tokens[p.core[k]];
    Wanted& one = wanted.emplace_back();
    one.token = &token;
    one.neighbours = &s.neighbours(token, scratch);
    one.heaviest = token.weight;
    total += token.weight;
    const auto bit = static_cast<std::uint16_t>(1u << k);
    scratch.begins[first_letter(token)] |= bit;
    if (token.role == match::Role::initial) scratch.initials[first_letter(token)] |= bit;
    for (const Neighbour& near : *one.neighbours) {
      scratch.likeness[near.word] = std::max(scratch.likeness[near.word], near.likeness);
      scratch.which[near.word] |= bit;
      one.postings += s.names_of_word.of(near.word).size();
      one.heaviest = std::max(one.heaviest, (token.weight + s.words.word(near.word).weight) / 2.0);
    }
  }
  const auto compare = [&](std::uint32_t candidate) {
    ++scratch.compared;
    const double score = match::score(name, s.name_at(candidate));
    if (score >= threshold) out.push_back({candidate, score});
  };
  const auto compare_all = [&](std::span<const std::uint32_t> candidates) {
    for (const std::uint32_t candidate : candidates)
      if (std::exchange(scratch.seen[candidate], scratch.stamp) != scratch.stamp) compare(candidate);
  };
  // First what is written together on one side and apart on the other: no estimate sees it.
  for (std::size_t k = 0; k < wanted.size(); ++k) {
    const match::Token& token = *wanted[k].token;
    if (token.plain.size() >= kGluedLetters)
      for (const Neighbour& near : s.pair_neighbours(token, scratch))
        compare_all(s.names_of_pair.of(near.word));
    if (k + 1 == wanted.size()) break;
    for (const Neighbour& near :
         s.words.neighbours(glued(token, *wanted[k + 1].token), kGlued, 1, scratch.words))
      compare_all(s.names_of_word.of(near.word));
  }
  const std::uint32_t passed = words_to_pass_over(wanted, total, threshold);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if ((passed >> i & 1) != 0) continue;
    for (const Neighbour& near : *wanted[i].neighbours) {
      // One word at least must be worth the threshold; where words are passed over it may be one of those.
      if (passed == 0 && worth(near.likeness) < threshold) continue;
      for (const std::uint32_t candidate : s.names_of_word.of(near.word)) {
        if (std::exchange(scratch.seen[candidate], scratch.stamp) == scratch.stamp) continue;
        ++scratch.estimated;
        if (s.estimate(candidate, wanted, total, scratch) >= threshold - kSlack) compare(candidate);
      }
    }
  }
  for (const Wanted& one : wanted) {
    for (const Neighbour& near : *one.neighbours) scratch.likeness[near.word] = scratch.which[near.word] = 0;
    scratch.begins[first_letter(*one.token)] = scratch.initials[first_letter(*one.token)] = 0;
  }
  sort_best_first(out);
}

void NameIndex::find_slowly(const match::Name& name, double threshold, std::vector<Near>& out) const {
  out.clear();
  for (std::uint32_t i = 0; i < state_->texts.size(); ++i) {
    const double score = match::score(name, state_->name_at(i));
    if (score >= threshold) out.push_back({i, score});
  }
  sort_best_first(out);
}

}  // namespace clew::screen
