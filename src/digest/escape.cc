#include "digest/escape.h"

#include <cstdio>

#include "base/utf8.h"

namespace clew::digest {
namespace {

bool is_alnum(char c) { return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Shown as a code: what a terminal would obey, and what would turn the reading order of later text around.
// Embeddings and isolates are left alone: mail programs put them into honest Persian and Arabic letters.
bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0x202D || c == 0x202E;
}

void append_reference(std::string& to, char32_t c) {
  to += "&#" + std::to_string(static_cast<unsigned>(c)) + ';';
}

// Whether the character at `at` would begin a block if it stood first in a line.
bool begins_block(std::string_view text, std::size_t at) {
  switch (text[at]) {
    case '#':
    case '+':
    case '-':
    case '=':
    case '>':
    case ':':
      return true;
    default:
      return false;
  }
}

// "&amp;", "&#38;", "&#x26;": an ampersand that stands for something else.
bool begins_reference(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && end - at < 40 && (is_alnum(text[end]) || text[end] == '#')) ++end;
  return end < text.size() && end > at + 1 && text[end] == ';';
}

bool needs_backslash(std::string_view text, std::size_t at) {
  const char next = at + 1 < text.size() ? text[at + 1] : '\0';
  switch (text[at]) {
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
    case '<':
    case '|':
    case '~':
      return true;
    // At the end of a heading it would be taken for its closing mark.
    case '#':
      return at == 0 || text[at - 1] == ' ' || text[at - 1] == '#';
    case '_':
      return at == 0 || !is_alnum(text[at - 1]) || !is_alnum(next);
    case '&':
      return begins_reference(text, at);
    // Addresses in evidence must not become links that a click would follow.
    case ':':
      return next == '/';
    case '.':
      return at >= 3 && (text[at - 1] | 32) == 'w' && (text[at - 2] | 32) == 'w' &&
             (text[at - 3] | 32) == 'w';
    default:
      return false;
  }
}

class MarkdownLine {
 public:
  MarkdownLine(std::string& to, bool at_start) : to_(to), blank_(at_start) {}
  // Handles one ASCII character of `text` that is no control character.
  void put(std::string_view text, std::size_t at) {
    const char c = text[at];
    if (c == ' ' || c == '\t') {
      to_ += c;
      return;
    }
    const bool list_end = digits_ > 0 && (c == '.' || c == ')');
    if (needs_backslash(text, at) || (blank_ && begins_block(text, at)) || list_end) to_ += '\\';
    to_ += c;
    digits_ = is_digit(c) && (blank_ || digits_ > 0) ? digits_ + 1 : 0;
    blank_ = false;
  }
  void put_other() { blank_ = false, digits_ = 0; }
  void begin() { blank_ = true, digits_ = 0; }

 private:
  std::string& to_;
  bool blank_;
  int digits_ = 0;  // the line so far is nothing but these
};

void append_markdown_text(std::string& to, std::string_view text, std::string_view line_end) {
  MarkdownLine line(to, false);
  for (std::size_t at = 0; at < text.size();) {
    const Decoded d = decode_utf8(text, at);
    const std::size_t length = static_cast<std::size_t>(d.length);
    const bool line_feed = d.character == '\n' || (d.character == '\r' && text.substr(at, 2) == "\r\n");
    if (line_feed) {
      to += line_end;
      line_end.size() > 1 ? line.begin() : line.put_other();
      at += d.character == '\r' ? 2 : 1;
      continue;
    }
    if (!d.valid) {
      append_utf8(to, 0xFFFD);
      line.put_other();
    } else if (is_control(d.character) && d.character != '\t') {
      append_reference(to, d.character);
      line.put_other();
    } else if (length == 1) {
      line.put(text, at);
    } else {
      to += text.substr(at, length);
      line.put_other();
    }
    at += length;
  }
}

void append_escaped(std::string& to, std::string_view text, bool attribute) {
  for (std::size_t at = 0; at < text.size();) {
    const Decoded d = decode_utf8(text, at);
    switch (d.character) {
      case '&':
        to += "&amp;";
        break;
      case '<':
        to += "&lt;";
        break;
      case '>':
        to += "&gt;";
        break;
      case '"':
        to += "&quot;";
        break;
      case '\'':
        to += "&#39;";
        break;
      case '\t':
      case '\n':
        to += static_cast<char>(d.character);
        break;
      default:
        if (!d.valid || (attribute && is_control(d.character))) {
          append_utf8(to, 0xFFFD);
        } else if (is_control(d.character)) {
          char code[32];
          std::snprintf(code, sizeof code, "<i data-c=\"%02X\"></i>", static_cast<unsigned>(d.character));
          to += code;
        } else {
          to += text.substr(at, static_cast<std::size_t>(d.length));
        }
    }
    at += static_cast<std::size_t>(d.length);
  }
}

}  // namespace

void append_markdown(std::string& to, std::string_view text) { append_markdown_text(to, text, " "); }

std::string markdown(std::string_view text) {
  std::string out;
  append_markdown(out, text);
  return out;
}

void append_markdown_lines(std::string& to, std::string_view text, std::string_view prefix) {
  append_markdown_text(to, text, "\\\n" + std::string(prefix));
}

void append_html(std::string& to, std::string_view text) { append_escaped(to, text, false); }

std::string html(std::string_view text) {
  std::string out;
  append_html(out, text);
  return out;
}

void append_attribute(std::string& to, std::string_view text) { append_escaped(to, text, true); }

bool is_plain_link(std::string_view text) {
  if (!text.starts_with("http://") && !text.starts_with("https://")) return false;
  for (const char c : text)
    if (c <= 0x20 || c >= 0x7F || std::string_view("\"'<>()[]{}\\`^|").find(c) != std::string_view::npos)
      return false;
  return text.size() < 2000;
}

std::string shortened(std::string_view text, std::size_t characters) {
  std::size_t at = 0;
  for (std::size_t n = 0; at < text.size() && n < characters; ++n)
    at += static_cast<std::size_t>(decode_utf8(text, at).length);
  std::string out(text.substr(0, at));
  if (at < text.size()) out += "…";
  return out;
}

}  // namespace clew::digest
