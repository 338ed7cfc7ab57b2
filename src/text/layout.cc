#include "text/layout.h"

#include <algorithm>

#include "text/characters.h"

namespace clew::text {
namespace {

constexpr std::size_t kNarrowest = 45;  // columns; narrower texts are not taken for wrapped ones
constexpr std::size_t kPeek = 200;      // bytes of a line that are looked at for its shape

/// What a line looks like.
struct Shape {
  std::size_t columns = 0;     // characters of its content
  std::size_t first_word = 0;  // columns
  bool lower = false;          // begins with a small letter
  bool upper = false;          // begins with a capital or a digit
  bool drawn = false;          // more marks than letters: a rule, ASCII art
  bool row = false;            // columns of a table
  bool item = false;           // begins with a list mark
  bool field = false;          // "Name: value"
  bool open = false;           // its last word or mark asks for more
  bool stop = false;           // ends with a mark that ends sentences
};

bool is_gap(std::string_view s, std::size_t at) {
  return s[at] == '\t' || (s[at] == ' ' && at + 2 < s.size() && s[at + 1] == ' ' && s[at + 2] == ' ');
}

std::size_t gaps_in(std::string_view s) {
  std::size_t gaps = 0;
  for (std::size_t i = 0; i < s.size();) {
    if (is_gap(s, i)) {
      ++gaps;
      while (i < s.size() && (s[i] == ' ' || s[i] == '\t')) ++i;
    } else {
      ++i;
    }
  }
  return gaps;
}

// "Subject: ...", "Phone: ...": one to three words, a colon, a space.
bool is_field(std::string_view s) {
  const std::size_t colon = s.substr(0, 40).find(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 >= s.size()) return false;
  if (s[colon + 1] != ' ' && s[colon + 1] != '\t') return false;
  if (std::count(s.begin(), s.begin() + static_cast<std::ptrdiff_t>(colon), ' ') > 2) return false;
  const Char first = char_at(s, 0);
  return is_upper(first.code);
}

bool asks_for_more(std::string_view s) {
  static constexpr std::string_view kWords[] = {
      "the", "a",    "an", "of",  "to",  "and",  "or",  "in", "on", "for", "at",  "with",
      "by",  "from", "is", "are", "was", "that", "و",   "در", "به", "از",  "که",  "با",
      "این", "آن",   "من", "في",  "من",  "على",  "إلى", "أن", "عن", "مع",  "هذا", "هذه"};
  const char last = s.back();
  if (last == ',' || last == '-' || last == '&' || last == '/' || last == '(') return true;
  if (s.ends_with("،") || s.ends_with("–") || s.ends_with("—")) return true;
  const std::size_t space = s.rfind(' ');
  const std::string_view word = space == std::string_view::npos ? s : s.substr(space + 1);
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

bool ends_with_stop(std::string_view s) {
  while (!s.empty() && (s.back() == '"' || s.back() == ')' || s.back() == '\'' || s.back() == '*'))
    s.remove_suffix(1);
  static constexpr std::string_view kStops[] = {".", "!", "?", ":", "؟", "۔", "»", "”", "…", "。", "؛", ";"};
  return std::any_of(std::begin(kStops), std::end(kStops),
                     [&](std::string_view t) { return s.ends_with(t); });
}

Shape shape_of(std::string_view s) {
  Shape shape;
  const std::string_view peek = s.substr(0, kPeek);
  std::size_t letters = 0, marks = 0;
  bool in_first = true;
  for (std::size_t i = 0; i < peek.size();) {
    const Char c = char_at(peek, i);
    if (c.kind == CharClass::space) in_first = false;
    if (in_first) ++shape.first_word;
    letters += c.kind == CharClass::letter || c.kind == CharClass::digit || c.kind == CharClass::ideograph;
    marks += c.kind == CharClass::punct || c.kind == CharClass::symbol || c.kind == CharClass::broken;
    ++shape.columns;
    i += c.length;
  }
  shape.columns += s.size() - peek.size();
  const Char first = char_at(s, 0);
  shape.lower =
      first.kind == CharClass::letter && lowered(first.code) == first.code && !is_arabic_script(first.code);
  shape.upper = is_upper(first.code) || first.kind == CharClass::digit;
  shape.drawn = marks > letters && (marks >= 3 || letters == 0);
  shape.row = gaps_in(peek) >= 2 ||
              (s.find('|') != std::string_view::npos && std::count(peek.begin(), peek.end(), '|') >= 2);
  shape.item = list_mark(s) > 0;
  shape.field = is_field(s);
  shape.open = asks_for_more(s);
  shape.stop = ends_with_stop(s);
  return shape;
}

// Whether a line end between two lines of one paragraph ends a sentence. `width`: columns of the paragraph's
// longest line.
bool breaks(const Shape& above, const Shape& below, std::size_t width) {
  if (above.drawn || below.drawn || below.item) return true;
  if (above.row || below.row) return true;
  const bool full = above.columns + below.first_word + 1 > width;  // the next word had no room
  const bool wrapped = width >= kNarrowest && (full || above.columns * 10 >= width * 8);
  if (wrapped && !(above.field && below.field)) return false;
  if (above.field && below.field) return true;
  if (below.lower) return false;
  if (above.open) return width >= kNarrowest ? false : below.upper && above.columns < 20 && width < 30;
  return true;
}

}  // namespace

std::size_t list_mark(std::string_view s) {
  if (s.size() < 2) return 0;
  static constexpr std::string_view kBullets[] = {"- ",  "* ",     "+ ",     "o ",     "• ",    "– ",
                                                  "· ",  "▪ ",     "‣ ",     "● ",     "-\t",   "*\t",
                                                  "•\t", "\u2022", "\u25AA", "\u25CF", "\uF0B7"};
  for (const std::string_view bullet : kBullets)
    if (s.starts_with(bullet)) return bullet.size();
  std::size_t at = s[0] == '(' || s[0] == '[' ? 1 : 0;
  const bool open = at > 0;
  const std::size_t start = at;
  std::size_t digits = 0, letters = 0;
  while (at < s.size() && at - start < 12) {
    const Char c = char_at(s, at);
    if (c.kind == CharClass::digit) {
      ++digits;
    } else if (c.kind == CharClass::letter) {
      ++letters;
    } else {
      break;
    }
    at += c.length;
  }
  if (digits + letters == 0 || (digits > 0 && letters > 0) || digits > 3) return 0;
  const bool roman = letters > 0 && letters <= 4 &&
                     s.substr(start, at - start).find_first_not_of("ivxIVX") == std::string_view::npos;
  if (letters > 1 && !roman) return 0;
  if (at + 1 >= s.size() || (s[at + 1] != ' ' && s[at + 1] != '\t')) return 0;
  if (s[at] == ')' || s[at] == ']') return at + 2;
  if (open) return 0;
  return s[at] == '.' || (digits > 0 && s[at] == '-') ? at + 2 : 0;
}

std::vector<bool> find_breaks(std::string_view text, const std::vector<Line>& lines, model::ZoneKind zone) {
  std::vector<bool> found(lines.size(), true);
  if (zone == model::ZoneKind::head || zone == model::ZoneKind::signature) return found;
  for (std::size_t i = 0; i < lines.size();) {
    if (lines[i].blank()) {
      ++i;
      continue;
    }
    std::size_t end = i;  // of the paragraph
    std::size_t width = 0;
    std::vector<Shape> shapes;
    while (end < lines.size() && !lines[end].blank() && lines[end].marks == lines[i].marks) {
      shapes.push_back(shape_of(lines[end].content(text)));
      // A line far longer than screens are wide was not wrapped, and says nothing of the others.
      if (shapes.back().columns <= 132) width = std::max(width, shapes.back().columns);
      ++end;
    }
    for (std::size_t k = 1; k < shapes.size(); ++k) found[i + k] = breaks(shapes[k - 1], shapes[k], width);
    i = end;
  }
  return found;
}

}  // namespace clew::text
