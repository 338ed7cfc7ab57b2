#include "text/sentences.h"

#include <algorithm>
#include <string>

#include "text/abbreviations.h"
#include "text/characters.h"
#include "text/layout.h"
#include "text/lines.h"

namespace clew::text {
namespace {

class Splitter {
 public:
  Splitter(std::string_view text, const std::vector<Token>& tokens) : text_(text), tokens_(tokens) {}

  std::vector<Sentence> split(model::ZoneKind zone) {
    const std::vector<Line> lines = split_lines(text_);
    const std::vector<bool> breaks = find_breaks(text_, lines, zone);
    std::size_t line = 0, first = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      bool hard = false;
      while (line + 1 < lines.size() && lines[line + 1].start <= tokens_[i].start) {
        ++line;
        hard = hard || breaks[line];
      }
      if (i > first && hard) {
        piece(first, i);
        first = i;
      }
    }
    piece(first, tokens_.size());
    return std::move(out_);
  }

 private:
  std::string_view word(std::size_t i) const { return tokens_[i].in(text_); }

  // Tokens between two line ends that end sentences.
  void piece(std::size_t first, std::size_t last) {
    std::size_t start = first;
    for (std::size_t i = first; i < last; ++i) {
      if (i > start && (i - start >= kLongestSentence || ends_before(first, i, last))) {
        add(start, i);
        start = i;
      }
    }
    add(start, last);
  }

  void add(std::size_t first, std::size_t last) {
    while (first < last && tokens_[first].kind == TokenKind::quote_mark) ++first;
    while (first < last && tokens_[last - 1].kind == TokenKind::quote_mark) --last;
    if (first == last) return;
    out_.push_back({tokens_[first].start, tokens_[last - 1].end, static_cast<std::uint32_t>(first),
                    static_cast<std::uint32_t>(last)});
  }

  static bool is_stop(std::string_view w) {
    return w[0] == '.' || w[0] == '!' || w[0] == '?' || w.starts_with("؟") || w.starts_with("۔") ||
           w.starts_with("…") || w.starts_with("。") || w.starts_with("！") || w.starts_with("？") ||
           w.starts_with("।");
  }
  static bool is_closing(std::string_view w) {
    return w == "\"" || w == "''" || w == "'" || w == ")" || w == "]" || w == "”" || w == "’" || w == "»" ||
           w == "}" || w == "*" || w == "›";
  }
  static bool is_opening(std::string_view w) {
    return w == "\"" || w == "``" || w == "'" || w == "(" || w == "[" || w == "“" || w == "‘" || w == "«" ||
           w == "<" || w == "‹" || w == "*" || w == "-" || w == "--" || w == "•";
  }

  // The letters of the first word at or after i, behind opening marks; within the piece.
  Char begins_with(std::size_t i, std::size_t last) const {
    while (i < last && (is_opening(word(i)) || tokens_[i].kind == TokenKind::quote_mark)) ++i;
    return i < last ? char_at(text_, tokens_[i].start) : Char{0, 0, CharClass::space};
  }

  // Whether a sentence ends between tokens i - 1 and i.
  bool ends_before(std::size_t first, std::size_t i, std::size_t last) const {
    std::size_t at = i;  // just behind the stop
    while (at > first &&
           (tokens_[at - 1].kind == TokenKind::quote_mark || (is_closing(word(at - 1)) && i - at < 4)))
      --at;
    if (at == first) return false;
    const std::string_view stop = word(at - 1);
    const bool abbreviated = tokens_[at - 1].kind == TokenKind::word && stop.back() == '.' && stop.size() > 1;
    if (!abbreviated && (!is_stop(stop) || tokens_[at - 1].kind != TokenKind::punct)) return false;
    if (stop == "." && at == first + 2 && tokens_[first].kind == TokenKind::number)
      return false;  // "1. Sell it"
    if (is_closing(word(i)) && !tokens_[i].space_before) return false;
    if (tokens_[i].kind == TokenKind::symbol && char_at(text_, tokens_[i].start).code < 0x80 &&
        tokens_[i].end - tokens_[i].start >= 2)
      return false;  // a face belongs to what stands before it
    const Char next = begins_with(i, last);
    if (next.kind == CharClass::punct && !is_opening(word(i))) return false;
    if (abbreviated) return after_abbreviation(at - 1, i, next);
    const bool small = next.kind == CharClass::letter && !is_arabic_script(next.code) && next.code < 0x250 &&
                       !is_upper(next.code);
    if (!tokens_[i].space_before)
      return !small && next.kind == CharClass::letter && stop.size() == 1 && at == i;
    if (stop[0] == '.' && stop.size() > 1) return !small;  // "..." goes on before a small letter
    if (!small) return at - 1 > first || stop[0] != '.';
    // "x. y": a small letter begins a sentence where people write none large.
    if (stop.starts_with("...") || at < i) return false;
    return stop[0] != '.' || at - first > 3;
  }

  bool after_abbreviation(std::size_t at, std::size_t i, Char next) const {
    std::string lower;
    for (const char c : word(at)) lower += static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    lower.pop_back();
    if (!is_upper(next.code) || !tokens_[i].space_before) return false;
    if (lower.size() == 1) return false;  // an initial
    if (stands_before_name(lower)) return false;
    static constexpr std::string_view kStarters[] = {
        "The", "This",   "That",  "It",    "He", "She", "We",  "They", "I",  "In", "If",  "But",     "And",
        "You", "Please", "There", "These", "A",  "An",  "Our", "My",   "As", "At", "For", "However", "When"};
    const bool starter =
        std::find(std::begin(kStarters), std::end(kStarters), word(i)) != std::end(kStarters);
    return starter || lower == "etc" || lower == "p.m" || lower == "a.m";
  }

  std::string_view text_;
  const std::vector<Token>& tokens_;
  std::vector<Sentence> out_;
};

}  // namespace

std::vector<Sentence> split_sentences(std::string_view text, const std::vector<Token>& tokens,
                                      model::ZoneKind zone) {
  return Splitter(text, tokens).split(zone);
}

}  // namespace clew::text
