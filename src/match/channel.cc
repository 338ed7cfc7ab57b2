#include "match/channel.h"

#include <algorithm>

#include "match/distance.h"
#include "match/romanise.h"

namespace clew::match {
namespace {

constexpr std::uint32_t mixed(std::uint32_t h) {
  h ^= h >> 16;
  h *= 0x7FEB352DU;
  h ^= h >> 15;
  h *= 0x846CA68BU;
  return h ^ h >> 16;
}

std::uint8_t latin_number(char c) { return static_cast<std::uint8_t>(c - 'a' + 1); }

/// The context of letter `at` (0: what stands before the word) with the Latin letters before `written`.
ChannelContext context_at(std::string_view native, std::size_t at, std::string_view latin,
                          std::size_t written) {
  ChannelContext context;
  if (at > 0) context.letter = static_cast<std::uint8_t>(native[at - 1]);
  if (at > 1) context.before = static_cast<std::uint8_t>(native[at - 2]);
  if (at < native.size()) context.after = static_cast<std::uint8_t>(native[at]);
  if (written > 0) context.latin = latin_number(latin[written - 1]);
  if (written > 1) context.latin_before = latin_number(latin[written - 2]);
  return context;
}

}  // namespace

std::uint32_t context_key(const ChannelContext& c, int level) {
  std::uint32_t key = c.letter;
  if (level >= 1) key |= std::uint32_t{c.after} << 8;
  if (level >= 2) key |= std::uint32_t{c.latin} << 16;
  key = mixed(key + 1 + (static_cast<std::uint32_t>(level) << 24));
  if (level >= 3) key = mixed(key ^ (std::uint32_t{c.before} << 8 | c.latin_before));
  return key;
}

std::uint32_t piece_code(std::string_view piece) {
  std::uint32_t code = 0;
  for (const char c : piece) code = code * 27 + latin_number(c);
  return code;
}

std::string piece_of(std::uint32_t code) {
  std::string out;
  for (; code > 0; code /= 27) out.insert(out.begin(), static_cast<char>('a' + code % 27 - 1));
  return out;
}

std::uint32_t entry_key(std::uint32_t context, std::uint32_t piece) {
  return mixed(context ^ mixed(piece + 7));
}

int escape_cost(std::size_t letters) { return kCostUnit * 5 + static_cast<int>(letters) * kCostUnit * 2; }

Slot slot_of(std::uint32_t key, std::uint32_t buckets) {
  return {static_cast<std::uint32_t>(std::uint64_t{key} * buckets >> 32),
          static_cast<std::uint16_t>(key & 0xFFFF)};
}

Result<Channel> Channel::open(const ModelFile& file) {
  Channel made;
  made.marks_ = TRY(file.array<std::uint16_t>("channel.marks"));
  made.costs_ = TRY(file.text("channel.costs"));
  made.piece_starts_ = TRY(file.array<std::uint32_t>("channel.starts"));
  made.pieces_ = TRY(file.array<std::uint32_t>("channel.pieces"));
  const std::string_view counts = TRY(file.text("channel.buckets"));
  made.starts_.push_back(0);
  for (const char count : counts)
    made.starts_.push_back(made.starts_.back() + static_cast<unsigned char>(count));
  if (counts.empty() || made.starts_.back() != made.marks_.size() || made.costs_.size() != made.marks_.size())
    return file.wrong("channel.buckets", "does not fit the entries");
  if (made.piece_starts_.size() != kNativeLetters + 1 || made.piece_starts_.back() != made.pieces_.size() ||
      !std::is_sorted(made.piece_starts_.begin(), made.piece_starts_.end()))
    return file.wrong("channel.starts", "does not fit the pieces");
  for (const std::uint32_t piece : made.pieces_)
    if (piece >= 27 * 27 * 27 * 27) return file.wrong("channel.pieces", "holds what is no piece");
  return made;
}

int Channel::find(std::uint32_t key) const {
  const auto [bucket, mark] = slot_of(key, static_cast<std::uint32_t>(starts_.size() - 1));
  for (std::uint32_t at = starts_[bucket]; at < starts_[bucket + 1]; ++at)
    if (marks_[at] == mark) return static_cast<unsigned char>(costs_[at]);
  return -1;
}

Channel::Asked Channel::ask(const ChannelContext& context) const {
  Asked asked;
  bool known = true;
  for (int level = 0; level < kChannelLevels; ++level) {
    const auto at = static_cast<std::size_t>(level);
    asked.backoff[at] = -1;
    if (!known) continue;  // what a level knows, those before it know too
    asked.keys[at] = context_key(context, level);
    asked.backoff[at] = find(entry_key(asked.keys[at], kBackoff));
    known = asked.backoff[at] >= 0;
  }
  return asked;
}

int Channel::piece_cost(const Asked& asked, std::uint32_t piece, std::size_t letters) const {
  int paid = 0;
  for (std::size_t level = kChannelLevels; level-- > 0;) {
    if (asked.backoff[level] < 0) continue;
    const int found = find(entry_key(asked.keys[level], piece));
    if (found >= 0) return paid + found;
    paid += asked.backoff[level];
  }
  return paid + escape_cost(letters);
}

int Channel::cost(std::string_view native, std::string_view latin, int limit) const {
  native = native.substr(0, kNativeWord);
  latin = latin.substr(0, kWordLetters);
  std::array<std::uint32_t, kWordLetters + 1> codes;  // of the letters
  for (std::size_t j = 0; j < latin.size(); ++j) {
    if (latin[j] < 'a' || latin[j] > 'z') return kNever;
    codes[j] = latin_number(latin[j]);
  }
  std::array<int, kWordLetters + 1> now, next;
  now.fill(kNever);
  now[0] = 0;
  for (std::size_t i = 0; i <= native.size(); ++i) {
    next.fill(kNever);
    int least = kNever;
    for (std::size_t j = 0; j <= latin.size(); ++j) {
      if (now[j] >= limit) continue;
      // What is left must be writable: four letters a letter at most.
      if (latin.size() - j > (native.size() - i + 1) * kLongestPiece) continue;
      const Asked asked = ask(context_at(native, i, latin, j));
      std::uint32_t piece = 0;
      for (std::size_t n = 0; n <= kLongestPiece && j + n <= latin.size(); ++n) {
        if (n > 0) piece = piece * 27 + codes[j + n - 1];
        const int total = now[j] + piece_cost(asked, piece, n);
        if (total < next[j + n]) next[j + n] = total, least = std::min(least, total);
      }
    }
    if (least >= limit) return kNever;
    now = next;
  }
  return now[latin.size()];
}

std::vector<Reading> Channel::read(std::string_view native, std::size_t most) const {
  struct Written {
    int cost;
    std::uint32_t from, piece;
  };
  const std::size_t width = most + 3;
  native = native.substr(0, kNativeWord);
  std::vector<Reading> beam(1), wider;
  std::vector<Written> steps;
  for (std::size_t i = 0; i <= native.size(); ++i) {
    const std::size_t letter = i == 0 ? 0 : static_cast<std::uint8_t>(native[i - 1]);
    if (letter >= kNativeLetters) return {};
    steps.clear();
    for (std::uint32_t from = 0; from < beam.size(); ++from) {
      const Reading& so_far = beam[from];
      const Asked asked = ask(context_at(native, i, so_far.latin, so_far.latin.size()));
      for (std::uint32_t p = piece_starts_[letter]; p < piece_starts_[letter + 1]; ++p) {
        const std::uint32_t piece = pieces_[p];
        const std::size_t letters = piece == 0 ? 0 : piece < 27 ? 1 : piece < 729 ? 2 : piece < 19683 ? 3 : 4;
        steps.push_back({so_far.cost + piece_cost(asked, piece, letters), from, piece});
      }
    }
    const auto kept = static_cast<std::ptrdiff_t>(std::min(steps.size(), 2 * width));
    std::partial_sort(
        steps.begin(), steps.begin() + kept, steps.end(), [](const Written& a, const Written& b) {
          return a.cost != b.cost ? a.cost < b.cost : a.from != b.from ? a.from < b.from : a.piece < b.piece;
        });
    wider.clear();
    for (auto step = steps.begin(); step != steps.begin() + kept && wider.size() < width; ++step) {
      Reading made{beam[step->from].latin + piece_of(step->piece), step->cost};
      const bool known = std::any_of(wider.begin(), wider.end(),
                                     [&](const Reading& other) { return other.latin == made.latin; });
      if (!known) wider.push_back(std::move(made));
    }
    beam.swap(wider);
  }
  std::erase_if(beam, [](const Reading& reading) { return reading.latin.empty(); });
  if (beam.size() > most) beam.resize(most);
  return beam;
}

}  // namespace clew::match
