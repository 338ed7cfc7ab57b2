// match/romanise.h - one word of any script in Latin letters. Any thread.
//
// Arabic, Cyrillic, Greek, Hebrew, Armenian and Georgian by own tables; the rest by ICU, whose rules are
// loaded by the first word that needs them.
#pragma once

#include <string>
#include <string_view>

#include "match/prepared.h"

namespace clew::match {

/// The script of a letter; `other` also for what is no letter.
Script script_of(char32_t c);

struct Romanised {
  std::string plain;   ///< a-z and 0-9, folded; words of Han, kana and others may hold blanks between words
  std::string native;  ///< the letters of Arabic and Hebrew, a byte each (native_letter()); else empty
  Script script = Script::latin;
};
/// `word` is one word, as written; empty where it holds neither letter nor digit that can be read.
Romanised romanise(std::string_view word);

/// A folded letter of Arabic or Hebrew script as a byte from 1 on; 0: none.
std::uint8_t native_letter(char32_t c);
/// Number of native letters plus one.
inline constexpr std::size_t kNativeLetters = 80;

}  // namespace clew::match
