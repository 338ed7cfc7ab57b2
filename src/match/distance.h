// match/distance.h - how far two words are from one another, letter by letter. Any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace clew::match {

/// What one letter in place of another, or too many, costs: a whole mistake. Letters that are mixed up easily
/// (vowels; v and w; k, q, gh, kh) cost less.
inline constexpr int kLetterCost = 10;
/// Words are compared up to here.
inline constexpr std::size_t kWordLetters = 32;

/// The least cost of turning one word into the other by letters put in, left out, changed, or swapped with
/// their neighbour (optimal string alignment; R. A. Wagner, R. Lowrance 1975). For words of sounds (sound.h)
/// or plain ones. Symmetric.
int letter_distance(std::string_view a, std::string_view b);

/// The same, written down plainly and slowly, for tests.
int letter_distance_slow(std::string_view a, std::string_view b);

/// The cost of one letter for another (symmetric; 0 for the same one), and of a letter more or less.
int change_cost(char a, char b);
int gap_cost(char c);

}  // namespace clew::match
