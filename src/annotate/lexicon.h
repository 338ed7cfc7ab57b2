// annotate/lexicon.h - looks words up in the tables of value_words.h.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/value_words.h"

namespace clew::annotate {

struct Sense {
  Role role;
  std::uint8_t languages;
  std::int16_t value;
};

/// A set of roles, to ask many at once.
class Roles {
 public:
  constexpr Roles() = default;
  constexpr Roles(std::initializer_list<Role> roles) {
    for (const Role role : roles) add(role);
  }
  constexpr void add(Role role) {
    const auto n = static_cast<unsigned>(role);
    (n < 64 ? low_ : high_) |= std::uint64_t{1} << (n & 63);
  }
  constexpr bool has(Role role) const {
    const auto n = static_cast<unsigned>(role);
    return ((n < 64 ? low_ : high_) >> (n & 63) & 1) != 0;
  }
  constexpr bool meets(const Roles& other) const {
    return ((low_ & other.low_) | (high_ & other.high_)) != 0;
  }

 private:
  std::uint64_t low_ = 0, high_ = 0;
};

/// A word with its senses in the order of the tables.
struct LexiconWord {
  static constexpr std::size_t kMost = 8;
  std::array<Sense, kMost> senses;
  std::uint8_t count = 0;
  std::uint8_t phrase_words = 1;  ///< the longest phrase that begins with it
  Roles roles;                    ///< of all senses
  std::string key;

  /// It means something in one of these languages, by itself or (usable) as the head of a phrase.
  bool means(std::uint8_t languages) const {
    for (std::size_t i = 0; i < count; ++i)
      if ((senses[i].languages & languages) != 0) return true;
    return false;
  }
  bool usable(std::uint8_t languages) const { return phrase_words > 1 || means(languages); }

  const Sense* find(Role role, std::uint8_t languages) const {
    if (!roles.has(role)) return nullptr;
    for (std::size_t i = 0; i < count; ++i)
      if (senses[i].role == role && (senses[i].languages & languages) != 0) return &senses[i];
    return nullptr;
  }
};

/// Made once per process from the tables; then read only, so safe from any thread.
class Lexicon {
 public:
  static const Lexicon& get();

  /// The hash of a key, byte by byte, and whether a key with it can be in the tables.
  static constexpr std::uint32_t kHashStart = 2166136261u;
  static constexpr std::uint32_t hash_more(std::uint32_t hash, unsigned char byte) {
    return (hash ^ byte) * 16777619u;
  }
  bool may_have(std::uint32_t hash) const {
    hash ^= hash >> 16;
    return (filter_[hash >> 6 & (kSlots - 1)] >> (hash & 63) & 1) != 0;
  }

  /// The word with this folded key (words of a phrase joined by "_"), or null.
  const LexiconWord* find(std::string_view key) const {
    const std::uint32_t hash = hash_of(key);
    for (std::size_t at = hash & (kSlots - 1);; at = (at + 1) & (kSlots - 1)) {
      const Slot& slot = slots_[at];
      if (slot.word == kNone) return nullptr;
      if (slot.hash == hash && words_[slot.word].key == key) return &words_[slot.word];
    }
  }

 private:
  static constexpr std::size_t kSlots = 8192;
  static constexpr std::uint16_t kNone = 0xFFFF;
  struct Slot {
    std::uint32_t hash = 0;
    std::uint16_t word = kNone;
  };
  Lexicon();
  static std::uint32_t hash_of(std::string_view key) {
    std::uint32_t hash = kHashStart;
    for (const char c : key) hash = hash_more(hash, static_cast<unsigned char>(c));
    return hash ^ hash >> 16;
  }
  LexiconWord& word(std::string_view key);
  void add(std::string_view words, Role role, int value, std::uint8_t languages);
  void add_currencies();

  std::vector<Slot> slots_;
  std::vector<std::uint64_t> filter_;  // one bit a key, by other bits of its hash
  std::vector<LexiconWord> words_;
};

/// Appends one character, folded: lower case, accents dropped, Arabic letters to one form each; marks,
/// joiners and direction signs vanish. Returns the bytes read. REQUIRES: at < text.size().
std::size_t fold_character(std::string_view text, std::size_t at, std::string& to);

}  // namespace clew::annotate
