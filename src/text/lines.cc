#include "text/lines.h"

#include <cstring>

namespace clew::text {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f'; }

// Bytes of white space at `at`: ASCII, no-break space, bidi marks and BOM, which mail programs put anywhere.
std::size_t space_at(std::string_view text, std::size_t at) {
  if (is_space(text[at])) return 1;
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0xC2) return 0;
  if (byte == 0xC2 && text.substr(at, 2) == "\u00A0") return 2;
  if (byte != 0xE2 && byte != 0xEF) return 0;
  const std::string_view three = text.substr(at, 3);
  return three == "\u200E" || three == "\u200F" || three == "\u202A" || three == "\u202B" ||
                 three == "\u202C" || three == "\uFEFF"
             ? 3
             : 0;
}

std::size_t space_before(std::string_view text, std::size_t start, std::size_t at) {
  if (is_space(text[at - 1])) return 1;
  if (static_cast<unsigned char>(text[at - 1]) < 0x80) return 0;
  if (at - start >= 2 && space_at(text, at - 2) == 2) return 2;
  return at - start >= 3 && space_at(text, at - 3) == 3 ? 3 : 0;
}

// "AB>" at the start of `rest`: one to three capitals, then the mark. 0 when it is something else.
std::size_t initials(std::string_view rest) {
  std::size_t n = 0;
  while (n < rest.size() && n < 4 && rest[n] >= 'A' && rest[n] <= 'Z') ++n;
  if (n == 0 || n > 3 || n >= rest.size() || rest[n] != '>') return 0;
  return n + 1 == rest.size() || is_space(rest[n + 1]) || rest[n + 1] == '>' ? n : 0;
}

}  // namespace

Marks quote_marks(std::string_view line) {
  Marks marks;
  std::size_t at = 0;
  while (at < line.size() && marks.depth < kDeepestMarks) {
    while (at < line.size()) {
      const std::size_t space = space_at(line, at);
      if (space == 0) break;
      at += space;
    }
    if (at == line.size()) break;
    if (line[at] != '>' && !(line[at] >= 'A' && line[at] <= 'Z') && line[at] != '|') break;
    if (line[at] != '>') {
      // A bar quotes only where text follows it directly; "| a | b |" is a table.
      if (line[at] == '|') {
        if (at + 1 < line.size() && !is_space(line[at + 1]) && line[at + 1] != '|' && line[at + 1] != '>')
          break;
        if (line.find('|', at + 1) != std::string_view::npos && line.back() == '|' && at + 1 < line.size())
          break;
      } else {
        const std::size_t letters = initials(line.substr(at));
        if (letters == 0) break;
        at += letters;
      }
    }
    ++at;
    ++marks.depth;
    marks.bytes = at;
  }
  if (marks.depth == 0) return {};
  while (marks.bytes < line.size()) {
    const std::size_t space = space_at(line, marks.bytes);
    if (space == 0) break;
    marks.bytes += space;
  }
  return marks;
}

Line line_at(std::string_view text, std::size_t start) {
  std::size_t stop = text.size();
  if (const void* found = std::memchr(text.data() + start, '\n', text.size() - start)) {
    stop = static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
  }
  Line line;
  line.start = start;
  line.to = stop;
  line.end = stop < text.size() ? stop + 1 : stop;
  std::size_t from = start;
  while (from < line.to) {
    const std::size_t space = space_at(text, from);
    if (space == 0) break;
    from += space;
  }
  if (from < line.to &&
      (text[from] == '>' || text[from] == '|' || (text[from] >= 'A' && text[from] <= 'Z'))) {
    const Marks marks = quote_marks(text.substr(from, line.to - from));
    line.marks = marks.depth;
    from += marks.bytes;
  }
  line.from = from;
  while (line.to > from) {
    const std::size_t space = space_before(text, from, line.to);
    if (space == 0) break;
    line.to -= space;
  }
  return line;
}

std::vector<Line> split_lines(std::string_view text) {
  std::vector<Line> lines;
  lines.reserve(text.size() / 32 + 4);
  for (std::size_t at = 0; at < text.size();) {
    lines.push_back(line_at(text, at));
    at = lines.back().end;
  }
  return lines;
}

}  // namespace clew::text
