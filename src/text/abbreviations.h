// text/abbreviations.h - words that are written with a full stop that ends no sentence, and the places where
// English writes two words as one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace clew::text {

/// When a word followed by a full stop is an abbreviation: always, or only before a number or before a
/// capital.
enum class Abbreviation : std::uint8_t { no, always, before_number, before_capital };
/// `word` in lower case, without its full stop.
Abbreviation abbreviation(std::string_view word);
/// Abbreviations that stand before a name or number, so that no sentence ends at them ("Dr.", "No.").
bool stands_before_name(std::string_view word);

/// Where an English word in lower case is two: 3 for "cannot", "gonna", 2 for "dont"; 0: it is one.
std::size_t joined_words(std::string_view word);
/// Prefixes that keep their hyphen ("non-", "co-", "e-").
bool keeps_hyphen(std::string_view prefix);
/// Units that are cut from the number before them ("10am", "5k").
bool is_unit(std::string_view word);

}  // namespace clew::text
