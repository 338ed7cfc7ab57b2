// match/channel.h - how likely a Latin spelling is for a word of Arabic, Hebrew or Cyrillic letters.
//
// Each native letter writes a piece of none to four Latin letters; how likely a piece is depends on the
// letter, its neighbours and the two Latin letters written before. Learned from pairs of names by expectation
// maximisation (a joint-sequence model after M. Bisani, H. Ney 2008, with interpolated back-off after I.
// Witten, T. Bell 1991); costs are integers, sixteenths of -ln. The least cost over all ways to cut the Latin
// word is found by dynamic programming. Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/model_file.h"

namespace clew::match {

/// Cost units of one unit of -ln.
inline constexpr int kCostUnit = 16;
inline constexpr std::size_t kLongestPiece = 4;
/// Native words are read up to here, Latin ones up to kWordLetters.
inline constexpr std::size_t kNativeWord = 24;

/// What a piece depends on, from little to much.
inline constexpr int kChannelLevels = 4;

/// The state in which a letter writes a piece. Letters: native bytes, 0 outside of the word. Latin: 1 to 26,
/// 0 before the word.
struct ChannelContext {
  std::uint8_t before = 0, letter = 0, after = 0;
  std::uint8_t latin = 0, latin_before = 0;
};
/// A number for as much of the context as the level has.
std::uint32_t context_key(const ChannelContext& context, int level);
/// A number for a piece: letters 1 to 26 in base 27. REQUIRES: at most four letters a-z.
std::uint32_t piece_code(std::string_view piece);
std::string piece_of(std::uint32_t code);
/// The key of a piece in a context; piece kBackoff: what leaving this level costs.
std::uint32_t entry_key(std::uint32_t context, std::uint32_t piece);
inline constexpr std::uint32_t kBackoff = 0xFFFFFF;
/// What a letter pays for a piece that it was never seen to write.
int escape_cost(std::size_t letters);

/// A word's spelling, and what it costs.
struct Reading {
  std::string latin;
  int cost = 0;
};

class Channel {
 public:
  /// Reads the sections channel.*. Errors: those of ModelFile; corrupt.
  static Result<Channel> open(const ModelFile& file);

  /// The least cost of writing `native` as `latin` (a-z), or a large one when it passes `limit`.
  int cost(std::string_view native, std::string_view latin, int limit) const;
  /// The likeliest spellings, cheapest first; at most `most`, found with a beam.
  std::vector<Reading> read(std::string_view native, std::size_t most) const;

  static constexpr int kNever = 1 << 20;

 private:
  /// A context with what its levels cost, ready to be asked for pieces.
  struct Asked {
    std::array<std::uint32_t, kChannelLevels> keys;
    std::array<int, kChannelLevels> backoff;  // negative: the level does not know the context
  };
  Asked ask(const ChannelContext& context) const;
  int piece_cost(const Asked& asked, std::uint32_t piece, std::size_t letters) const;
  /// The cost stored for a key, or -1.
  int find(std::uint32_t key) const;

  std::vector<std::uint32_t> starts_;  // of the buckets in marks_, and the end
  std::span<const std::uint16_t> marks_;
  std::string_view costs_;
  std::span<const std::uint32_t> pieces_, piece_starts_;  // per native letter its pieces
};

/// Entries lie in the order of their buckets, some four to each. Where a key belongs, and what stands for it
/// there.
struct Slot {
  std::uint32_t bucket;
  std::uint16_t mark;
};
Slot slot_of(std::uint32_t key, std::uint32_t buckets);

}  // namespace clew::match
