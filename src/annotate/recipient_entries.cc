#include "annotate/recipient_entries.h"

#include <algorithm>

#include "annotate/letter_words.h"

namespace clew::annotate {
namespace {

constexpr std::size_t kLongestBracket = 400;  // bytes of what stands in brackets

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// Cuts the value of a field into entries.
class Entries {
 public:
  explicit Entries(std::string_view text) : text_(text) {}

  std::vector<Entry> cut(std::size_t from, std::size_t to) {
    separator_ = separator_of(text_.substr(from, to - from));
    entries_.assign(1, {});
    for (std::size_t at = from; at < to;) {
      const char c = text_[at];
      if (is_space(c) || c == '>') {  // quote marks of lines
        if (c == '\n' && separator_ == c) begin_entry();
        ++at;
      } else if (is_letter(c) || is_digit(c) || c == '_') {
        at = word(at, to);
      } else if (c == ':' && !closed_) {  // another field on the same line: "Ann Lee Sent: ..."
        if (!entries_.back().pieces.empty()) entries_.back().pieces.pop_back();
        break;
      } else {
        at = mark(at, to);
      }
    }
    return std::move(entries_);
  }

 private:
  /// A semicolon, else a comma; but where each of several lines is "Lee, Ann", the line's end.
  static char separator_of(std::string_view field) {
    if (field.find(';') != std::string_view::npos) return ';';
    std::size_t lines = 0;
    for (std::size_t at = 0; at < field.size(); ++lines) {
      const std::size_t end = std::min(field.find('\n', at), field.size());
      const std::string_view line = field.substr(at, end - at);
      const std::size_t comma = line.find(',');
      if (comma == std::string_view::npos || line.find(',', comma + 1) != std::string_view::npos ||
          line.find_first_of("@/<[", 0) != std::string_view::npos ||
          line.find_first_not_of(" \t\r", comma + 1) == std::string_view::npos)
        return ',';
      at = end + 1;
    }
    return lines > 1 ? '\n' : ',';
  }

  std::size_t word(std::size_t at, std::size_t to) {
    std::size_t end = at;
    bool digits = false;
    for (; end < to; ++end) {
      const char c = text_[end];
      const bool inner = (c == '\'' || c == '-' || c == '.') && end + 1 < to && is_letter(text_[end + 1]);
      if (!is_letter(c) && !is_digit(c) && c != '_' && !inner) break;
      digits |= is_digit(c) || c == '_';
    }
    // The point of an initial, or of "Jr." and "St.", belongs to it.
    if (end < to && text_[end] == '.' && end - at <= 2) ++end;
    const std::string_view found = text_.substr(at, end - at);
    if (digits || found == "on" || is_degree(found)) {
      closed_ = true;
    } else if (found == "and") {
      begin_entry();
    } else if (found == "Behalf" && !closed_) {  // "Lee, Ann On Behalf Of Reed, Jo"
      if (!entries_.back().pieces.empty()) entries_.back().pieces.pop_back();
      begin_entry();
    } else if (!closed_ && found != "Of") {
      entries_.back().pieces.push_back({at, end, false});
    }
    return end;
  }

  std::size_t mark(std::size_t at, std::size_t to) {
    const char c = text_[at];
    switch (c) {
      case '"':
        quoted_ = !quoted_;
        return at + 1;
      case '\'':
      case '*':
        return at + 1;
      case '<':
      case '[':
        entries_.back().addressed = closed_ = true;
        return close(at, to, c == '<' ? '>' : ']');
      case '(':
        closed_ = true;
        return close(at, to, ')');
      case '@':
        drop_local_part(at, to);
        entries_.back().addressed = closed_ = true;
        return at + 1;
      case '/':
      case '%':
        entries_.back().addressed = closed_ = true;
        return at + 1;
      default:
        break;
    }
    if (c == ',' && (quoted_ || separator_ != ',')) {
      if (!closed_) entries_.back().pieces.push_back({at, at + 1, true});
    } else if (c == separator_) {
      entries_.back().comma = c == ',';
      begin_entry();
    } else {
      closed_ = true;
    }
    return at + 1;
  }

  void begin_entry() {
    entries_.emplace_back();
    closed_ = quoted_ = false;
  }

  /// What brackets hold tells nothing; they never reach over a separator of entries.
  std::size_t close(std::size_t at, std::size_t to, char bracket) const {
    const std::size_t stop = std::min(to, at + kLongestBracket);
    for (std::size_t end = at + 1; end < stop && text_[end] != ';' && text_[end] != '\n'; ++end) {
      if (text_[end] == bracket) return end + 1;
    }
    return at + 1;
  }

  /// "ann.lee" of "ann.lee@example.org" is no name; "Lee" of "Ann Lee@CO" is.
  void drop_local_part(std::size_t at, std::size_t to) {
    auto& pieces = entries_.back().pieces;
    if (pieces.empty() || pieces.back().end != at) return;
    std::size_t end = at + 1;
    while (end < to && (is_letter(text_[end]) || is_digit(text_[end]) || text_[end] == '-')) ++end;
    if (end + 1 < to && text_[end] == '.' && is_letter(text_[end + 1])) pieces.pop_back();
  }

  std::string_view text_;
  std::vector<Entry> entries_;
  char separator_ = ',';
  bool closed_ = false, quoted_ = false;
};

}  // namespace

std::vector<Entry> cut_entries(std::string_view text, std::size_t from, std::size_t to) {
  return Entries(text).cut(from, to);
}

}  // namespace clew::annotate
