// base/fold_tables.h - what folding knows of each character. Private to base/fold.cc.
//
// The build makes the tables from ICU (base/fold_maker.cc): they are constants of the program, because making
// them anew cost every process more than a search does.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace clew::fold {

/// What a character does to the word that it stands in.
enum class Kind : std::uint8_t {
  separator,  ///< ends a word
  joiner,     ///< vanishes, does not end a word
  mark,       ///< vanishes, belongs to the word before it
  letter,     ///< letter or digit of a script with spaces
  single,     ///< a word by itself: Han, Hiragana, Katakana
  thai,       ///< this and what follows is cut by a dictionary
  lao,
  khmer,
  burmese,
};

/// One character's kind and folded form (UTF-8). Eight bytes, so that a row of 128 stays in a kilobyte.
struct Entry {
  static constexpr std::uint8_t kItself = 0xFF;  ///< folds to itself
  static constexpr std::uint8_t kPooled = 0xFE;  ///< too long for `bytes`: offset and length in the pool
  Kind kind = Kind::separator;
  std::uint8_t length = 0;
  std::array<unsigned char, 6> bytes{};
};
static_assert(sizeof(Entry) == 8);

struct Tables {
  static constexpr int kShift = 7;
  static constexpr std::size_t kRow = std::size_t{1} << kShift;
  std::array<unsigned char, 256> ascii{};  ///< folded byte; 0: separates; 1: not ASCII
  std::array<std::uint16_t, (0x110000 >> kShift)> rows{};
  const Entry* entries = nullptr;  ///< rows of kRow entries
  std::string_view pool;

  /// REQUIRES: c <= U+10FFFF.
  const Entry& of(char32_t c) const { return entries[(rows[c >> kShift] << kShift) + (c & (kRow - 1))]; }
  /// The folded form of a pooled entry.
  std::string_view pooled(const Entry& entry) const {
    std::uint32_t offset = 0;
    std::uint16_t length = 0;
    std::memcpy(&offset, entry.bytes.data(), 4);
    std::memcpy(&length, entry.bytes.data() + 4, 2);
    return pool.substr(offset, length);
  }
};

extern const Tables kTables;
inline const Tables& tables() { return kTables; }

}  // namespace clew::fold
