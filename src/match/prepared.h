// match/prepared.h - a name as the comparison sees it. Internal to match/.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "match/match.h"

namespace clew::match {

enum class Script : std::uint8_t { latin, arabic, cyrillic, greek, hebrew, han, kana, hangul, other };

/// What a word does in a name.
enum class Role : std::uint8_t {
  name,        ///< given, family, patronymic: what tells people apart
  initial,     ///< one letter that stands for a word
  particle,    ///< al, bin, de, van: may be left out
  title,       ///< Mr, Dr, Sheikh
  generation,  ///< junior, III
  form,        ///< of a company: Ltd, GmbH, OOO
  common,      ///< a word many organisations have: bank, company, group
  number,      ///< digits, ordinals, numbers in words
  joiner,      ///< of, the, and
};

/// A word of a name.
struct Token {
  std::string shown;          ///< as written
  std::string plain;          ///< in Latin letters and digits, folded: "muhammad", "shch"
  std::string sound;          ///< letters of sounds (sound.h): spellings of one sound are the same
  std::string bones;          ///< sound without vowels and h at the end
  std::string native;         ///< letters of Arabic or Hebrew, a byte each; else empty
  std::uint32_t letters = 0;  ///< which letters `sound` has, a bit each
  std::uint32_t hash = 0;     ///< of `plain`
  Role role = Role::name;
  Script script = Script::latin;
  std::uint8_t weight = 0;    ///< how much it tells, 0 to 255: rare words more
  std::uint8_t length = 0;    ///< letters of `sound`, at most 255
  std::int16_t group = -1;    ///< which nicknames or company forms it belongs to; a number's value
  bool after_hyphen = false;  ///< joined to the word before by a hyphen
};

/// More words than this are left out of the comparison.
inline constexpr std::size_t kMostTokens = 24;

struct Prepared {
  std::string text;
  Kind kind = Kind::unknown;
  Kind guessed = Kind::unknown;  ///< what its words speak for
  std::vector<Token> tokens;     ///< in the order in which they are said: family after given
  std::vector<std::uint8_t>
      core;  ///< indices of the words that are paired: names, initials, numbers, commons
};

}  // namespace clew::match
