// match/sound.h - spellings of one sound made one. Any thread.
//
// "sound" has a letter a sound: a-z without c, q, w, x, y, and S (sh, sch), C (ch, tch), X (kh), G (gh), Z
// (zh). It is meant for words in any romanisation: what English, French, German, Persian and Arabic habits
// write in different ways comes out alike (Mohammed and Muhamad: mohamed and muhamad; Khadija, Khadidja:
// Xadija).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace clew::match {

/// `plain`: a-z and 0-9.
std::string sound_of(std::string_view plain);
/// Without vowels, but for one at the beginning ("a"), and without an h at the end.
std::string bones_of(std::string_view sound);
/// A small number for a letter of a sound or a plain word, below kSoundLetters.
std::uint8_t letter_number(char c);
inline constexpr std::size_t kSoundLetters = 42;
/// A bit for each letter.
std::uint32_t letters_of(std::string_view sound);

bool is_vowel(char c);

}  // namespace clew::match
