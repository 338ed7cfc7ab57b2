// match/lexicon.h - what is known of words in names: titles, particles, company forms, nicknames, numbers.
// Any thread. Words are folded (base/fold.h), in any script.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "match/prepared.h"

namespace clew::match {

struct WordEntry {
  Role role;
  std::int16_t group = -1;  ///< forms: family * kFormFamily + form; numbers: the value; else -1
  std::uint8_t words = 1;   ///< how many words this phrase has
};
/// Company forms of one family are much alike (GmbH and OOO: of limited liability).
inline constexpr std::int16_t kFormFamily = 256;

/// The longest phrase that begins at `at` among these folded words and can have this role, or null.
const WordEntry* find_phrase(const std::vector<std::string>& words, std::size_t at, Role role);
/// Whether there is any phrase of one word or more that begins with this word.
bool begins_phrase(std::string_view word);

/// Which nicknames this plain word belongs to (two words of one group may stand for one another); -1: none.
std::int16_t nickname_group(std::string_view plain);

}  // namespace clew::match
