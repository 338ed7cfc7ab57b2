#include "annotate/wide_character.h"

#include "annotate/digit_run.h"

namespace clew::annotate {
namespace {

WideCharacter punctuation_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u;
  };
  const unsigned second = byte(1), third = byte(2);
  if (second == 0x80) {
    if (third == 0x8B || third == 0x8E || third == 0x8F || (third >= 0xAA && third <= 0xAE))
      return {WideKind::nothing, 3};
    if (third == 0x8C || third == 0x8D) return {WideKind::letter, 3};
    if (third >= 0x90 && third <= 0x95) return {WideKind::mark, 3, '-'};
    if (third == 0x98 || third == 0x99) return {WideKind::mark, 3, '\''};
    if (third >= 0x9A && third <= 0x9F) return {WideKind::mark, 3, '"'};
    if (third >= 0x80 && third <= 0x8A) return {WideKind::space, 3};
    if (third == 0xAF) return {WideKind::space, 3};
  }
  if (second == 0x81 && third >= 0xA6 && third <= 0xA9) return {WideKind::nothing, 3};
  if (second == 0x82 && third >= 0xA0) return {WideKind::symbol, 3};
  if (second == 0x88 && third == 0x92) return {WideKind::mark, 3, '-'};
  return {WideKind::other, 1};
}

}  // namespace

WideCharacter wide_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u;
  };
  const unsigned first = byte(0), second = byte(1);
  if (first == 0xE2) return punctuation_at(text, at);
  if (first == 0xEF && second == 0xB7 && byte(2) == 0xBC) return {WideKind::symbol, 3};
  if (first == 0xEF && second == 0xBB && byte(2) == 0xBF) return {WideKind::nothing, 3};
  if ((second & 0xC0) != 0x80) return {WideKind::other, 1};
  if (first == 0xC2) {
    if (second == 0xA0) return {WideKind::space, 2};
    if (second == 0xAD) return {WideKind::nothing, 2};
    if (second == 0xA3 || second == 0xA5) return {WideKind::symbol, 2};
    if (second == 0xAB || second == 0xBB) return {WideKind::mark, 2, '"'};
    return {WideKind::other, 2};
  }
  if (first >= 0xD8 && first <= 0xDB) {
    if (digit_at(text, at).value >= 0) return {WideKind::digit, 2};
    if (first == 0xD8 && second == 0x8C) return {WideKind::mark, 2, ','};
    if (first == 0xD8 && second == 0x9B) return {WideKind::mark, 2, ';'};
    if (first == 0xD8 && second == 0x9F) return {WideKind::mark, 2, '?'};
    if (first == 0xD9 && second == 0xAA) return {WideKind::mark, 2, '%'};
    if (first == 0xD9 && second == 0xAB) return {WideKind::mark, 2, 'd'};  // decimal separator
    if (first == 0xD9 && second == 0xAC) return {WideKind::mark, 2, 't'};  // thousands separator
    if (first == 0xDB && second == 0x94) return {WideKind::mark, 2, '.'};
    return {WideKind::letter, 2};
  }
  if (first >= 0xC3 && first <= 0xD6) return {WideKind::letter, 2};
  return {WideKind::other, 1};
}

}  // namespace clew::annotate
