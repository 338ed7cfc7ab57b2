// text/lines.h - the lines of a letter, and the marks that say a line is quoted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace clew::text {

/// No line is taken to be quoted deeper than this; further marks are text.
inline constexpr int kDeepestMarks = 32;

/// Bytes of the quote marks that a line begins with ("> > ", ">>", "| ", "AB> "), white space after them
/// included, and how many they are. A line without marks gives {0, 0}.
struct Marks {
  std::size_t bytes = 0;
  int depth = 0;
};
Marks quote_marks(std::string_view line);

/// One line: bytes [start, end) with its line end; [from, to) is what stands between the marks and the white
/// space around it; `marks` is how many marks there are. A blank line has from == to.
struct Line {
  std::size_t start = 0, end = 0;
  std::size_t from = 0, to = 0;
  int marks = 0;
  bool blank() const { return from == to; }
  std::string_view content(std::string_view text) const { return text.substr(from, to - from); }
};

/// The line that begins at `start`. LF or CR LF ends a line. REQUIRES: start < text.size().
Line line_at(std::string_view text, std::size_t start);
/// All lines in order.
std::vector<Line> split_lines(std::string_view text);

}  // namespace clew::text
