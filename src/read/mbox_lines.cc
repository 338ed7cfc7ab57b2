#include "read/mbox_lines.h"

#include <algorithm>
#include <array>

namespace clew::read {
namespace {

constexpr std::size_t kLongestSeparator = 1024;
constexpr std::size_t kListservMarks = 73;
constexpr std::string_view kBlanks = " \t";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), is_digit);
}

template <std::size_t N>
bool one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_weekday(std::string_view word) {
  if (word.ends_with(',')) word.remove_suffix(1);
  static constexpr std::array<std::string_view, 7> kDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  return one_of(word, kDays);
}

bool is_month(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return one_of(word, kMonths);
}

bool is_day(std::string_view word) { return word.size() <= 2 && all_digits(word); }
bool is_year(std::string_view word) {
  return word.size() == 4 && all_digits(word) && (word.starts_with("19") || word.starts_with("20"));
}
/// hh:mm or hh:mm:ss, digits as they come.
bool is_time(std::string_view word) {
  if (word.size() < 4 || word.size() > 8) return false;
  const auto colons = std::count(word.begin(), word.end(), ':');
  return (colons == 1 || colons == 2) && is_digit(word.front()) && is_digit(word.back()) &&
         std::all_of(word.begin(), word.end(), [](char c) { return is_digit(c) || c == ':'; });
}
/// "+0200", "GMT", "(CEST)": a word that may stand for a zone.
bool is_zone(std::string_view word) {
  if (word.size() == 5 && (word[0] == '+' || word[0] == '-')) return all_digits(word.substr(1));
  if (word.size() > 2 && word.front() == '(' && word.back() == ')') word = word.substr(1, word.size() - 2);
  return word.size() <= 5 && !word.empty() &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

struct Words {
  std::array<std::string_view, 24> word;
  std::size_t count = 0;
  bool more = false;
};

Words split_words(std::string_view line) {
  Words words;
  while (true) {
    const std::size_t start = line.find_first_not_of(kBlanks);
    if (start == std::string_view::npos) return words;
    line.remove_prefix(start);
    const std::size_t end = std::min(line.find_first_of(kBlanks), line.size());
    if (words.count == words.word.size()) {
      words.more = true;
      return words;
    }
    words.word[words.count++] = line.substr(0, end);
    line.remove_prefix(end);
  }
}

/// How many words from `at` on are a date that begins with a weekday; 0: none. Month and day in either order,
/// then time and year in either order, zones anywhere after the day.
std::size_t date_length(const Words& words, std::size_t at) {
  if (at + 5 > words.count || !is_weekday(words.word[at])) return 0;
  const std::string_view a = words.word[at + 1], b = words.word[at + 2];
  if (!(is_month(a) && is_day(b)) && !(is_day(a) && is_month(b))) return 0;
  bool time = false, year = false;
  std::size_t end = at + 3;
  for (; end < words.count; ++end) {
    const std::string_view word = words.word[end];
    if (!time && is_time(word))
      time = true;
    else if (!year && is_year(word))
      year = true;
    else if (!is_zone(word))
      break;
  }
  return time && year ? end - at : 0;
}

bool is_patch(std::string_view sender, std::string_view date) {
  return (sender.size() == 40 || sender.size() == 64) && date == "Mon Sep 17 00:00:00 2001" &&
         std::all_of(sender.begin(), sender.end(),
                     [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
}

std::string_view span_of(std::string_view first, std::string_view last) {
  return {first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data())};
}

/// Depth of quote marks of a line that quotes without a blank after them (">text"); 0 for any other.
std::size_t tight_quote_depth(std::string_view line) {
  const std::size_t depth = std::min(line.find_first_not_of('>'), line.size());
  if (depth == line.size() || line[depth] == ' ' || line[depth] == '\t' || line[depth] == '\r') return 0;
  return from_quote_depth(line) > 0 ? 0 : depth;
}

}  // namespace

Separator parse_separator(std::string_view line) {
  Separator found;
  if (!line.starts_with("From ") || line.size() > kLongestSeparator) return found;
  const Words words = split_words(line.substr(5));
  for (std::size_t at = 0; at < words.count; ++at) {
    const std::size_t length = date_length(words, at);
    if (length == 0) continue;
    found.date = span_of(words.word[at], words.word[at + length - 1]);
    if (at > 0) found.sender = span_of(words.word[0], words.word[at - 1]);
    found.kind = is_patch(found.sender, found.date) ? SeparatorKind::patch : SeparatorKind::dated;
    const bool one_sender = at == 1 || (at == 3 && words.word[1] == "at");
    const bool remote = at + length + 3 == words.count && words.word[at + length] == "remote";
    found.exact = one_sender && !words.more && (at + length == words.count || remote);
    return found;
  }
  if (words.count <= 1 && !words.more) {
    found.kind = SeparatorKind::bare;
    if (words.count == 1) found.sender = words.word[0];
  }
  return found;
}

std::string_view header_field_name(std::string_view line) {
  std::size_t end = 0;
  while (end < line.size() && line[end] > 32 && line[end] < 127 && line[end] != ':') ++end;
  std::size_t colon = end;
  while (colon < line.size() && (line[colon] == ' ' || line[colon] == '\t')) ++colon;
  if (end == 0 || end > 127 || colon == line.size() || line[colon] != ':') return {};
  return line.substr(0, end);
}

std::optional<std::uint64_t> content_length(std::string_view line) {
  static constexpr std::string_view kName = "content-length";
  const std::string_view name = header_field_name(line.substr(0, 256));
  if (name.size() != kName.size()) return std::nullopt;
  for (std::size_t i = 0; i < name.size(); ++i)
    if ((name[i] | 0x20) != kName[i] && name[i] != kName[i]) return std::nullopt;
  std::string_view value = line.substr(line.find(':') + 1);
  value.remove_prefix(std::min(value.find_first_not_of(kBlanks), value.size()));
  std::uint64_t number = 0;
  std::size_t digits = 0;
  for (; digits < value.size() && is_digit(value[digits]); ++digits) {
    if (digits == 15) return std::nullopt;
    number = number * 10 + static_cast<std::uint64_t>(value[digits] - '0');
  }
  if (digits == 0 || value.find_first_not_of(" \t\r", digits) != std::string_view::npos) return std::nullopt;
  return number;
}

bool is_listserv_line(std::string_view line) {
  return line.size() == kListservMarks && line.find_first_not_of('=') == std::string_view::npos;
}

std::size_t from_quote_depth(std::string_view line) {
  const std::size_t depth = std::min(line.find_first_not_of('>'), line.size());
  return depth > 0 && line.substr(depth).starts_with("From ") ? depth : 0;
}

std::string unquote_from_lines(std::string_view letter, char line_end) {
  std::string plain;
  plain.reserve(letter.size());
  std::string_view before;
  bool in_body = false;
  for (std::size_t at = 0; at < letter.size();) {
    const std::size_t end = std::min(letter.find(line_end, at), letter.size() - 1) + 1;
    const std::string_view line = letter.substr(at, end - at);
    if (!in_body) in_body = line.find_first_not_of("\r\n") == std::string_view::npos;
    const std::size_t depth = in_body && line[0] == '>' ? from_quote_depth(line) : 0;
    bool mark = depth > 0;
    if (mark) {
      const std::string_view after =
          letter.substr(end, std::min(letter.find(line_end, end), letter.size()) - end);
      mark = tight_quote_depth(before) != depth && tight_quote_depth(after) != depth;
    }
    plain += line.substr(mark ? 1 : 0);
    before = line.substr(0, line.size() - 1);
    at = end;
  }
  return plain;
}

}  // namespace clew::read
