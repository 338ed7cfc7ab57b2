#include "read/mime_outline.h"

#include <algorithm>
#include <unordered_set>

#include "read/mime_mask.h"

namespace clew::read {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

constexpr std::size_t kMostBoundaries = 10'000;
constexpr std::uint64_t kMostFieldsAPart = 30;  // on average
constexpr std::uint64_t kMostFieldBytes = 64 << 20;
constexpr std::size_t kLongestType = 1000;  // a line's head may be cut behind that

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return out;
}

// Counts what the parser would make an object of: parts, of whatever multipart and letter inside, and the
// fields of their header blocks. When in doubt it counts too much: the limits are far from any honest letter.
class Census {
 public:
  Census(std::string_view outermost, int max_parts) : max_parts_(max_parts) {
    known_.insert(masked(outermost));
  }

  /// Why the parts must end before this line; empty: they need not.
  std::string_view count(const LineScanner::Line& line) {
    const std::string_view head = line.head;
    const bool folded = head.starts_with(' ') || head.starts_with('\t');
    if (!folded) learn_type();
    if (head.starts_with("--") && begins_part(head.substr(2))) {
      in_block_ = true;
      in_field_ = false;
      letter_inside_ = digest_;
      return ++parts_ > max_parts_ ? "too many parts" : "";
    }
    if (folded ? in_type_ : is_type(head)) {
      in_type_ = true;
      if (type_.size() > kLongestType)
        blind_ = true;
      else
        type_ += head;
    }
    if (!in_block_) return {};
    if (head.empty()) {  // behind the fields of a part, those of a letter inside may follow
      in_block_ = letter_inside_;
      letter_inside_ = false;
      return {};
    }
    // Lines without a colon are no fields: text that stands where a header block should, or base64.
    if (!folded) in_field_ = head.size() > kLongestType || head.find(':') != std::string_view::npos;
    if (!in_field_) return {};
    fields_ += folded ? 0 : 1;
    field_bytes_ += line.size;
    const bool too_long =
        fields_ > kMostFieldsAPart * static_cast<std::uint64_t>(max_parts_) || field_bytes_ > kMostFieldBytes;
    return too_long ? "the header blocks of its parts are too long" : "";
  }

 private:
  bool begins_part(std::string_view line) const {
    while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
    return blind_ || known_.count(masked(line)) > 0;
  }

  static bool is_type(std::string_view line) {
    return !line.empty() && (line[0] | 0x20) == 'c' && lower(line.substr(0, 12)) == "content-type";
  }

  // Of a Content-Type field that has ended.
  void learn_type() {
    if (!in_type_) return;
    in_type_ = false;
    const std::string text = lower(type_);
    if (text.find("message/") != std::string::npos) letter_inside_ = true;
    if (text.find("digest") != std::string::npos) digest_ = true;
    for (std::size_t at = text.find("boundary"); at != std::string::npos; at = text.find("boundary", at)) {
      at += 8;
      learn(std::string_view(type_).substr(at));
    }
    type_.clear();
  }

  // What is not plainly ="value" or =value may be read in more ways than one: then any "--" counts.
  void learn(std::string_view text) {
    std::string_view value;
    if (text.starts_with("=\"")) {
      value = text.substr(2, text.find('"', 2) - 2);
      if (value.find('\\') != std::string_view::npos) blind_ = true;
    } else if (text.starts_with('=')) {
      value = text.substr(1, text.substr(1).find_first_of("; \t"));
      if (value.find_first_of("()\"\\,<>@[]") != std::string_view::npos) blind_ = true;
    }
    while (!value.empty() && is_space(value.back())) value.remove_suffix(1);
    if (value.empty() || known_.size() >= kMostBoundaries)
      blind_ = true;
    else
      known_.insert(masked(value));
  }

  const int max_parts_;
  std::unordered_set<std::string> known_;
  std::string type_;
  bool blind_ = false;          // any line like "--something" may begin a part
  bool in_block_ = false;       // of a part or of a letter inside
  bool in_type_ = false;        // in a Content-Type field
  bool in_field_ = false;       // in any field of the block
  bool letter_inside_ = false;  // a header block follows this one
  bool digest_ = false;         // parts are letters unless they say otherwise (RFC 2046, 5.1.5)
  int parts_ = 0;
  std::uint64_t fields_ = 0, field_bytes_ = 0;
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
  Census census(boundary, max_parts);
  for (LineScanner::Line line; lines.next(line);) {
    out.stopped = census.count(line);
    if (!out.stopped.empty()) {
      out.parts.end = line.offset;
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
