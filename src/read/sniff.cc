#include "read/sniff.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "base/utf8.h"
#include "read/mbox_lines.h"

namespace clew::read {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool same_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && same_ignoring_case(text.substr(0, prefix.size()), prefix);
}

/// Fields that programs write and people do not: one of them is proof enough beside any second field.
constexpr std::array<std::string_view, 27> kWrittenByPrograms{"received",
                                                              "message-id",
                                                              "return-path",
                                                              "mime-version",
                                                              "content-type",
                                                              "delivered-to",
                                                              "in-reply-to",
                                                              "references",
                                                              "dkim-signature",
                                                              "authentication-results",
                                                              "envelope-to",
                                                              "received-spf",
                                                              "delivery-date",
                                                              "arc-seal",
                                                              "content-transfer-encoding",
                                                              "list-id",
                                                              "resent-from",
                                                              "resent-date",
                                                              "errors-to",
                                                              "content-disposition",
                                                              "newsgroups",
                                                              "status",
                                                              "apparently-to",
                                                              "auto-submitted",
                                                              "list-unsubscribe",
                                                              "importance",
                                                              "arc-authentication-results"};
/// Fields that also stand above memos and articles: two of them are needed.
constexpr std::array<std::string_view, 8> kWrittenByPeople{"from",   "to", "date",     "subject",
                                                           "sender", "cc", "reply-to", "bcc"};

bool written_by_programs(std::string_view name) {
  if (starts_with_ignoring_case(name, "x-")) return name.size() > 3;
  return std::any_of(kWrittenByPrograms.begin(), kWrittenByPrograms.end(),
                     [&](std::string_view known) { return same_ignoring_case(known, name); });
}

bool written_by_people(std::string_view name) {
  return std::any_of(kWrittenByPeople.begin(), kWrittenByPeople.end(),
                     [&](std::string_view known) { return same_ignoring_case(known, name); });
}

/// Takes one line off the front; LF, CRLF and lone CR end a line.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find_first_of("\r\n");
  if (end == std::string_view::npos) {
    const std::string_view line = text;
    text = {};
    return line;
  }
  const std::string_view line = text.substr(0, end);
  const bool two = text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n';
  text.remove_prefix(end + (two ? 2 : 1));
  return line;
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t") == std::string_view::npos; }

std::string_view without_mark_and_blank_lines(std::string_view head) {
  if (head.starts_with(kUtf8Mark)) head.remove_prefix(kUtf8Mark.size());
  const std::size_t start = head.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos) return {};
  // Back to the start of that line: a line that starts with white space is no header field.
  const std::size_t line_start = head.find_last_of("\r\n", start);
  return head.substr(line_start == std::string_view::npos ? 0 : line_start + 1);
}

/// `text` stands where the first header field should be.
bool starts_with_header_block(std::string_view text) {
  int fields = 0, junk = 0, by_programs = 0, by_people = 0;
  while (!text.empty()) {
    std::string_view line = take_line(text);
    if (fields > 0 && !line.empty() && (line[0] == ' ' || line[0] == '\t')) continue;
    if (is_blank(line)) break;
    line.remove_prefix(line.find_first_not_of(" \t"));
    const std::string_view name = header_field_name(line);
    if (name.empty()) {
      // Broken folding and old ">From" lines stand in the headers of real mail, but not many of them.
      if (fields == 0 || ++junk > 1 + fields / 4) break;
      continue;
    }
    ++fields;
    by_programs += written_by_programs(name);
    by_people += written_by_people(name);
    if ((by_programs > 0 && fields > 1) || by_people > 1) return true;
  }
  return false;
}

/// UTF-16 with a mark as Latin-1, other characters as '?'; anything else as it is.
std::string as_bytes(std::string_view head) {
  const bool little = head.starts_with("\xFF\xFE"), big = head.starts_with("\xFE\xFF");
  if (!little && !big) return std::string(head);
  std::string narrow;
  for (std::size_t i = 2; i + 1 < head.size(); i += 2) {
    const char high = head[i + (little ? 1 : 0)], low = head[i + (little ? 0 : 1)];
    narrow += high == 0 ? low : '?';
  }
  return narrow;
}

/// Skips white space, comments and processing instructions. False at the end of the head.
bool skip_prologue(std::string_view& text) {
  for (;;) {
    const std::size_t start = text.find_first_not_of(" \t\r\n\f");
    if (start == std::string_view::npos) return false;
    text.remove_prefix(start);
    const bool comment = text.starts_with("<!--");
    if (!comment && !starts_with_ignoring_case(text, "<?xml")) return true;
    const std::string_view close = comment ? "-->" : "?>";
    const std::size_t end = text.find(close, 4);
    if (end == std::string_view::npos) return false;
    text.remove_prefix(end + close.size());
  }
}

/// Less the last character, when the end of the head cuts it.
std::string_view without_cut_character(std::string_view head) {
  for (std::size_t back = 1; back <= std::min<std::size_t>(3, head.size()); ++back) {
    const auto byte = static_cast<unsigned char>(head[head.size() - back]);
    if (byte < 0x80) break;
    if (byte >= 0xC0) {
      const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
      return length > back ? head.substr(0, head.size() - back) : head;
    }
  }
  return head;
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (byte == 0x7F) return true;
  return byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != '\b' &&
         c != 0x1B;
}

}  // namespace

bool looks_like_mail(std::string_view head) {
  std::string_view text = without_mark_and_blank_lines(head);
  if (text.starts_with("From ") || text.starts_with(">From ")) take_line(text);
  return starts_with_header_block(text);
}

bool looks_like_mbox(std::string_view head) {
  std::string_view text = without_mark_and_blank_lines(head);
  if (!text.starts_with("From ")) return false;
  const Separator separator = parse_separator(take_line(text));
  return separator.kind != SeparatorKind::none && starts_with_header_block(text);
}

bool looks_like_html(std::string_view head) {
  const std::string narrow = as_bytes(head.starts_with(kUtf8Mark) ? head.substr(kUtf8Mark.size()) : head);
  std::string_view text = narrow;
  if (!skip_prologue(text) || text.size() < 3 || text[0] != '<') return false;
  if (starts_with_ignoring_case(text, "<!doctype")) {
    std::string_view name = text.substr(9);
    name.remove_prefix(std::min(name.find_first_not_of(" \t\r\n"), name.size()));
    return starts_with_ignoring_case(name, "html");
  }
  static constexpr std::array<std::string_view, 26> kTags{
      "html",  "head", "body",   "title",    "meta", "div",     "p",       "table",     "script",
      "style", "span", "center", "font",     "a",    "b",       "br",      "h1",        "h2",
      "h3",    "link", "base",   "basefont", "ul",   "article", "section", "blockquote"};
  std::size_t end = 1;
  while (end < text.size() && std::string_view(" \t\r\n/>").find(text[end]) == std::string_view::npos) ++end;
  if (end == text.size()) return false;
  const std::string_view name = text.substr(1, end - 1);
  return std::any_of(kTags.begin(), kTags.end(),
                     [&](std::string_view tag) { return same_ignoring_case(tag, name); });
}

bool looks_like_text(std::string_view head) {
  if (head.empty()) return false;
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) {
    // UTF-16: a pair of NUL bytes or a wealth of control characters is no text.
    const std::string narrow = as_bytes(head);
    const auto odd = std::count_if(narrow.begin(), narrow.end(), is_control);
    return narrow.find('\0') == std::string::npos && static_cast<std::size_t>(odd) * 64 <= narrow.size();
  }
  if (head.find('\0') != std::string_view::npos) return false;
  static constexpr std::array<std::string_view, 5> kBinary{"%PDF-", "\x89PNG", "\xFF\xD8\xFF", "PK\x03\x04",
                                                           "\x1F\x8B"};
  for (const std::string_view magic : kBinary)
    if (head.starts_with(magic)) return false;
  // ISO-2022 shifts with SO and SI; an escape to a 94x94 set announces it.
  const bool shifts = head.find("\x1B$") != std::string_view::npos;
  std::size_t odd = 0;
  for (const char c : head) odd += is_control(c) && !(shifts && (c == 0x0E || c == 0x0F));
  if (odd == 0) return true;
  const bool utf8 = is_valid_utf8(without_cut_character(head));
  return odd * (utf8 ? 20 : 64) <= head.size();
}

}  // namespace clew::read
