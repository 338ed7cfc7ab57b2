#include "read/mime_outline.h"

#include <algorithm>
#include <unordered_set>

namespace clew::read {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// Counts the lines that begin parts, of whatever multipart, before GMime makes an object of each.
class PartCounter {
 public:
  explicit PartCounter(std::string_view outermost) { known_.emplace(outermost); }

  int count(std::string_view line) {
    if (line.starts_with("--")) {
      line.remove_prefix(2);
      while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
      if (known_.count(std::string(line)) > 0) ++parts_;
      return parts_;
    }
    std::size_t at = line.find("oundary");
    if (at == std::string_view::npos) at = line.find("OUNDARY");
    if (at != std::string_view::npos) learn(line.substr(at + 7));
    return parts_;
  }

 private:
  void learn(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t="), text.size()));
    const bool quoted = text.starts_with('"');
    if (quoted) text.remove_prefix(1);
    text = text.substr(0, quoted ? text.find('"') : text.find_first_of("; \t"));
    if (!text.empty() && known_.size() < 10'000) known_.emplace(text);
  }

  std::unordered_set<std::string> known_;
  int parts_ = 0;
};

}  // namespace

// -----------------------------------------------------------------------------------

BoundaryLine boundary_line(std::string_view line, std::string_view boundary) {
  if (!line.starts_with("--") || line.substr(2, boundary.size()) != boundary) return BoundaryLine::none;
  line.remove_prefix(2 + boundary.size());
  const bool closing = line.starts_with("--");
  if (closing) line.remove_prefix(2);
  if (!std::all_of(line.begin(), line.end(), is_space)) return BoundaryLine::none;
  return closing ? BoundaryLine::closing : BoundaryLine::part;
}

// Preamble and epilogue may be long: they are cut off here, where no copy is made of them.
Result<Outline> find_outline(Source& file, Range body, std::string_view boundary, bool cr_lines,
                             int max_parts) {
  Outline out;
  out.parts = {body.end, body.end};
  LineScanner lines(file, body, cr_lines);
  PartCounter parts(boundary);
  for (LineScanner::Line line; lines.next(line);) {
    const int count = parts.count(line.head);
    if (count > max_parts) {
      out.parts.end = line.offset;
      out.too_many = true;
      break;
    }
    const BoundaryLine kind = boundary_line(line.head, boundary);
    if (kind == BoundaryLine::none) continue;
    if (!out.found) out.parts.begin = line.offset;
    out.found = true;
    if (kind == BoundaryLine::closing) {
      out.parts.end = line.offset + line.size;
      out.closed = true;
      break;
    }
  }
  TRY(Result<void>(lines.failure()));
  return out;
}

// closed.
Result<std::string> guess_boundary(Source& file, Range body, bool cr_lines) {
  LineScanner lines(file, body, cr_lines);
  std::string guess;
  int seen = 0;
  for (LineScanner::Line line; seen < 2000 && lines.next(line); ++seen) {
    if (!line.head.starts_with("--") || line.head.size() < 8 || line.head.size() > 200) continue;
    if (!guess.empty() && boundary_line(line.head, guess) != BoundaryLine::none) return guess;
    if (!guess.empty() || line.head.find_first_not_of('-') == std::string_view::npos) continue;
    guess = line.head.substr(2);
    while (!guess.empty() && is_space(guess.back())) guess.pop_back();
  }
  TRY(Result<void>(lines.failure()));
  return std::string();
}

}  // namespace clew::read
