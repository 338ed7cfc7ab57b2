// text/clitics.h - the small words that Arabic writes at the front of a word and Persian at its end.
#pragma once

#include <cstdint>
#include <string_view>

namespace clew::text {

struct Front {
  std::uint8_t bytes = 0;  ///< of conjunction, preposition and article together
  bool sure = false;       ///< an article is among them: hardly any stem begins like this
};
/// The proclitics that an Arabic word may begin with (و ف ب ك ل س, ال, لل). Leaves a stem of two letters.
Front arabic_front(std::string_view word);
/// Bytes of a Persian ending after the last ZWNJ: plural and pronoun endings (ها، های، ام، ات، اش، مان، ...),
/// ezafe (ی).
std::uint8_t persian_back(std::string_view word);

}  // namespace clew::text
