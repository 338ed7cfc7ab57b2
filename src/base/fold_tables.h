// base/fold_tables.h - what folding knows of each character; made from ICU once. Private to base/fold.cc.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

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
  std::vector<Entry> entries;
  std::string pool;

  /// REQUIRES: c <= U+10FFFF.
  const Entry& of(char32_t c) const { return entries[(rows[c >> kShift] << kShift) + (c & (kRow - 1))]; }
  /// The folded form of a pooled entry.
  std::string_view pooled(const Entry& entry) const;
};

const Tables& tables();

}  // namespace clew::fold
