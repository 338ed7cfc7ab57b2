#include "training/match/channel_trainer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <iterator>
#include <map>
#include <unordered_map>

#include "match/channel.h"
#include "match/romanise.h"

namespace clew::training {
namespace {

using match::ChannelContext;
using match::kBackoff;
using match::kChannelLevels;
using match::kLongestPiece;

struct Event {
  ChannelContext context;
  std::uint32_t piece = 0;
};

std::uint8_t number(char c) { return static_cast<std::uint8_t>(c - 'a' + 1); }

ChannelContext context_at(const WordPair& pair, std::size_t i, std::size_t j) {
  ChannelContext c;
  if (i > 0) c.letter = static_cast<std::uint8_t>(pair.native[i - 1]);
  if (i > 1) c.before = static_cast<std::uint8_t>(pair.native[i - 2]);
  if (i < pair.native.size()) c.after = static_cast<std::uint8_t>(pair.native[i]);
  if (j > 0) c.latin = number(pair.latin[j - 1]);
  if (j > 1) c.latin_before = number(pair.latin[j - 2]);
  return c;
}

bool writable(const WordPair& pair) {
  return !pair.native.empty() && !pair.latin.empty() && pair.native.size() <= match::kNativeWord &&
         pair.latin.size() <= 30 && pair.latin.size() <= 3 * pair.native.size() + 1;
}

/// Chances of pieces by the letter alone, by expectation maximisation.
class LetterModel {
 public:
  explicit LetterModel(const std::vector<WordPair>& pairs, int rounds) {
    for (int round = 0; round < rounds; ++round) {
      counts_.clear();
      // The first rounds need no more than some thousands.
      const std::size_t step = std::max<std::size_t>(1, pairs.size() / (round + 1 < rounds ? 10000 : 40000));
      for (std::size_t at = 0; at < pairs.size(); at += step) expect(pairs[at]);
      maximise();
    }
  }
  double chance(std::uint8_t letter, std::uint32_t piece, std::size_t length) const {
    if (chances_.empty()) {
      static constexpr std::array<double, kLongestPiece + 1> kFirst = {0.25, 0.5, 0.2, 0.04, 0.01};
      return kFirst[length] * std::pow(1.0 / 26, static_cast<double>(length)) *
             (letter == 0 && length > 0 ? 0.05 : 1);
    }
    const auto found = chances_.find(key(letter, piece));
    return found == chances_.end() ? 1e-9 : found->second;
  }

 private:
  static std::uint64_t key(std::uint8_t letter, std::uint32_t piece) {
    return std::uint64_t{letter} << 32 | piece;
  }

  void expect(const WordPair& pair) {
    const std::size_t n = pair.native.size() + 1, m = pair.latin.size();
    std::vector<std::array<double, 32>> forward(n + 1), backward(n + 1);
    for (auto& row : forward) row.fill(0);
    for (auto& row : backward) row.fill(0);
    forward[0][0] = backward[n][m] = 1;
    const auto each = [&](std::size_t i, std::size_t j, auto&& use) {
      const std::uint8_t letter = i == 0 ? std::uint8_t{0} : static_cast<std::uint8_t>(pair.native[i - 1]);
      std::uint32_t piece = 0;
      for (std::size_t k = 0; k <= kLongestPiece && j + k <= m; ++k) {
        if (k > 0) piece = piece * 27 + number(pair.latin[j + k - 1]);
        use(letter, piece, k, chance(letter, piece, k));
      }
    };
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j <= m; ++j)
        if (forward[i][j] > 0)
          each(i, j, [&](std::uint8_t, std::uint32_t, std::size_t k, double p) {
            forward[i + 1][j + k] += forward[i][j] * p;
          });
    const double all = forward[n][m];
    if (all <= 0) return;
    for (std::size_t i = n; i-- > 0;)
      for (std::size_t j = 0; j <= m; ++j)
        if (forward[i][j] > 0)
          each(i, j, [&](std::uint8_t letter, std::uint32_t piece, std::size_t k, double p) {
            const double behind = backward[i + 1][j + k] * p;
            backward[i][j] += behind;
            if (behind > 0) counts_[key(letter, piece)] += forward[i][j] * behind / all;
          });
  }

  void maximise() {
    std::map<std::uint32_t, double> sums;
    std::map<std::uint64_t, double> ordered(counts_.begin(), counts_.end());  // one order of summation
    for (const auto& [event, count] : ordered) sums[static_cast<std::uint32_t>(event >> 32)] += count;
    chances_.clear();
    for (const auto& [event, count] : ordered)
      if (count > 1e-3) chances_[event] = count / sums[static_cast<std::uint32_t>(event >> 32)];
  }

  std::unordered_map<std::uint64_t, double> counts_, chances_;
};

/// The best way to cut a pair's Latin word, by `cost(context, piece, length)`.
template <class Cost>
void cut(const WordPair& pair, Cost cost, std::vector<Event>& events) {
  const std::size_t n = pair.native.size() + 1, m = pair.latin.size();
  std::vector<std::array<double, 32>> best(n + 1);
  std::vector<std::array<std::uint8_t, 32>> from(n + 1);
  for (auto& row : best) row.fill(1e18);
  best[0][0] = 0;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= m; ++j) {
      if (best[i][j] > 1e17) continue;
      const ChannelContext context = context_at(pair, i, j);
      std::uint32_t piece = 0;
      for (std::size_t k = 0; k <= kLongestPiece && j + k <= m; ++k) {
        if (k > 0) piece = piece * 27 + number(pair.latin[j + k - 1]);
        const double total = best[i][j] + cost(context, piece, k);
        if (total > 1e17) continue;
        if (total < best[i + 1][j + k])
          best[i + 1][j + k] = total, from[i + 1][j + k] = static_cast<std::uint8_t>(k);
      }
    }
  }
  if (best[n][m] > 1e17) return;
  for (std::size_t i = n, j = m; i > 0; --i) {
    const std::size_t k = from[i][j];
    j -= k;
    events.push_back(
        {context_at(pair, i - 1, j), match::piece_code(std::string_view(pair.latin).substr(j, k))});
  }
}

/// Chances of pieces in all contexts, interpolated.
class ContextModel {
 public:
  explicit ContextModel(const std::vector<Event>& events) {
    for (const Event& event : events) {
      for (int level = 0; level < kChannelLevels; ++level) {
        Pieces& pieces = levels_[static_cast<std::size_t>(level)][match::context_key(event.context, level)];
        ++pieces.counts[event.piece];
        ++pieces.sum;
      }
    }
  }

  double chance(const ChannelContext& context, std::uint32_t piece, std::size_t letters) const {
    double p = std::exp(-static_cast<double>(match::escape_cost(letters)) / match::kCostUnit);
    for (int level = 0; level < kChannelLevels; ++level) {
      const auto& known = levels_[static_cast<std::size_t>(level)];
      const auto found = known.find(match::context_key(context, level));
      if (found == known.end()) break;
      p = mixed(found->second, piece, p);
    }
    return p;
  }

 private:
  struct Pieces {
    std::unordered_map<std::uint32_t, std::uint32_t> counts;
    std::uint32_t sum = 0;
  };
  static double mixed(const Pieces& pieces, std::uint32_t piece, double lower) {
    const auto kinds = static_cast<double>(pieces.counts.size());
    const auto found = pieces.counts.find(piece);
    return ((found == pieces.counts.end() ? 0.0 : found->second) + kinds * lower) / (pieces.sum + kinds);
  }

  std::array<std::unordered_map<std::uint32_t, Pieces>, kChannelLevels> levels_;
  friend void train_channel_tables(const ContextModel&, const std::vector<Event>&, const ChannelOptions&,
                                   ModelWriter&);
};

int cost_of(double chance) {
  return std::clamp(static_cast<int>(std::lround(-std::log(chance) * match::kCostUnit)), 0, 255);
}

/// A context that may go into the table.
struct Candidate {
  std::uint32_t key = 0;
  std::uint8_t backoff = 0;
  std::map<std::uint32_t, std::uint8_t> kept;
  double worth = 0;  ///< what an entry saves in training
};

/// Fills the table from the lowest level up; what a level adds too little is left to the one below.
void train_channel_tables(const ContextModel& model, const std::vector<Event>& events,
                          const ChannelOptions& options, ModelWriter& out) {
  std::array<std::map<std::uint32_t, ChannelContext>, kChannelLevels> contexts;
  for (const Event& event : events)
    for (int level = 0; level < kChannelLevels; ++level)
      contexts[static_cast<std::size_t>(level)].emplace(match::context_key(event.context, level),
                                                        event.context);
  std::map<std::uint32_t, std::uint8_t> entries;
  const auto stored = [&](const ChannelContext& context, std::uint32_t piece, int top) {
    int paid = 0;
    for (int level = top; level >= 0; --level) {
      const std::uint32_t key = match::context_key(context, level);
      const auto off = entries.find(match::entry_key(key, kBackoff));
      if (off == entries.end()) continue;
      if (const auto found = entries.find(match::entry_key(key, piece)); found != entries.end())
        return paid + found->second;
      paid += off->second;
    }
    return paid + match::escape_cost(match::piece_of(piece).size());
  };
  for (int level = 0; level < kChannelLevels; ++level) {
    const auto at = static_cast<std::size_t>(level);
    std::vector<Candidate> candidates;
    for (const auto& [key, context] : contexts[at]) {
      const auto& counted = model.levels_[at].at(key);
      if (level > 0 && counted.sum < options.least_context) continue;
      // A level stands on those below it.
      if (level > 0 && !entries.contains(match::entry_key(match::context_key(context, level - 1), kBackoff)))
        continue;
      Candidate made;
      made.key = key;
      const std::map<std::uint32_t, std::uint32_t> pieces(counted.counts.begin(), counted.counts.end());
      const auto kinds = static_cast<double>(pieces.size());
      made.backoff = static_cast<std::uint8_t>(cost_of(kinds / (counted.sum + kinds)));
      double gained = 0;
      for (const auto& [piece, count] : pieces) {
        const int below = level == 0 ? match::escape_cost(match::piece_of(piece).size())
                                     : stored(context, piece, level - 1);
        const double lower = std::exp(-static_cast<double>(below) / match::kCostUnit);
        const int cost = cost_of((count + kinds * lower) / (counted.sum + kinds));
        if (level > 0 && std::abs(below + made.backoff - cost) < 4) continue;
        made.kept[match::entry_key(key, piece)] = static_cast<std::uint8_t>(cost);
        gained += static_cast<double>(count) * (below - cost);
      }
      made.worth = gained / static_cast<double>(made.kept.size() + 1);
      candidates.push_back(std::move(made));
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.worth > b.worth; });
    for (const Candidate& candidate : candidates) {
      if (level > 0 && (candidate.worth <= 0 || entries.size() >= options.entries[at])) break;
      entries[match::entry_key(candidate.key, kBackoff)] = candidate.backoff;
      entries.insert(candidate.kept.begin(), candidate.kept.end());
    }
    std::fprintf(stderr, "channel: %zu entries up to level %d\n", entries.size(), level);
  }
  // By key, so that those of a bucket stand together.
  const auto buckets = static_cast<std::uint32_t>(entries.size() / 4 + 1);
  std::string counts(buckets, '\0'), costs;
  std::vector<std::uint16_t> marks;
  for (const auto& [key, cost] : entries) {
    const auto [bucket, mark] = match::slot_of(key, buckets);
    if (static_cast<unsigned char>(counts[bucket]) == 255) continue;
    ++counts[bucket];
    marks.push_back(mark);
    costs += static_cast<char>(cost);
  }
  out.add("channel.buckets", counts);
  out.add("channel.marks", marks);
  out.add("channel.costs", costs);
}

void add_pieces(const std::vector<Event>& events, const ChannelOptions& options, ModelWriter& out) {
  std::array<std::map<std::uint32_t, std::size_t>, match::kNativeLetters> counts;
  for (const Event& event : events) ++counts[event.context.letter][event.piece];
  std::vector<std::uint32_t> starts{0}, pieces;
  for (const auto& letter : counts) {
    std::vector<std::pair<std::size_t, std::uint32_t>> ordered;
    for (const auto& [piece, count] : letter)
      if (count > 1) ordered.emplace_back(count, piece);
    std::sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    for (std::size_t i = 0; i < ordered.size() && i < options.pieces; ++i)
      pieces.push_back(ordered[i].second);
    starts.push_back(static_cast<std::uint32_t>(pieces.size()));
  }
  out.add("channel.starts", starts);
  out.add("channel.pieces", pieces);
}

}  // namespace

void train_channel(const std::vector<WordPair>& all, const ChannelOptions& options, ModelWriter& model) {
  std::vector<WordPair> pairs;
  std::copy_if(all.begin(), all.end(), std::back_inserter(pairs), writable);
  const LetterModel letters(pairs, options.rounds);
  std::vector<Event> events;
  for (const WordPair& pair : pairs)
    cut(
        pair,
        [&](const ChannelContext& c, std::uint32_t piece, std::size_t length) {
          return -std::log(letters.chance(c.letter, piece, length));
        },
        events);
  for (int round = 0; round < options.realignments; ++round) {
    const ContextModel contexts(events);
    events.clear();
    for (const WordPair& pair : pairs)
      cut(
          pair,
          [&](const ChannelContext& c, std::uint32_t piece, std::size_t length) {
            // What the letter hardly ever writes is not looked into.
            if (letters.chance(c.letter, piece, length) < 1e-5) return 1e18;
            return -std::log(contexts.chance(c, piece, length));
          },
          events);
  }
  train_channel_tables(ContextModel(events), events, options, model);
  add_pieces(events, options, model);
}

}  // namespace clew::training
