#include "view/export_text.h"

#include "base/utf8.h"

namespace clew::view {
namespace {

bool is_xml(char32_t c) {
  return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c < 0x7F) || (c >= 0xA0 && c < 0xFFFE) ||
         c >= 0x10000;
}

bool is_blank(char32_t c) {
  return (c >= 0x9 && c <= 0xD) || (c >= 0x1C && c <= 0x20) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

bool is_unseen(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x61C || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         (c >= 0xFFFE && c <= 0xFFFF);
}

bool is_quote(char c) { return c == '"' || c == '\''; }

}  // namespace

void append_xml(std::string& to, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Decoded d = decode_utf8(text, at);
    at += static_cast<std::size_t>(d.length);
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
      case '\t':
      case '\n':
      case '\r':
        to += ' ';
        break;
      default:
        if (is_xml(d.character)) append_utf8(to, d.character);
    }
  }
}

std::string xml(std::string_view text) {
  std::string out;
  append_xml(out, text);
  return out;
}

void append_csv(std::string& to, const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) to += ',';
    std::string cell = repair_utf8(cells[i]);
    std::erase(cell, '\0');
    if (!cell.empty() && std::string_view("=+-@\t\r\n").find(cell.front()) != std::string_view::npos)
      cell.insert(cell.begin(), '\'');
    if (cell.find_first_of(",\"\r\n") == std::string::npos) {
      to += cell;
      continue;
    }
    to += '"';
    for (const char c : cell) {
      if (c == '"') to += '"';
      to += c;
    }
    to += '"';
  }
  to += "\r\n";
}

std::string plain_line(std::string_view text, std::size_t most) {
  std::string out;
  std::size_t characters = 0;
  bool blank = false;
  for (std::size_t at = 0; at < text.size() && characters < most;) {
    const Decoded d = decode_utf8(text, at);
    at += static_cast<std::size_t>(d.length);
    if (is_blank(d.character)) {
      blank = !out.empty();
      continue;
    }
    if (is_unseen(d.character)) continue;
    if (blank && characters + 1 < most) out += ' ', ++characters;
    blank = false;
    append_utf8(out, d.character);
    ++characters;
  }
  while (out.size() >= 2 && is_quote(out.front()) && is_quote(out.back()) && out.front() == out.back()) {
    out = out.substr(1, out.size() - 2);
    while (out.starts_with(' ')) out.erase(0, 1);
    while (out.ends_with(' ')) out.pop_back();
  }
  return out;
}

std::string joined(const std::vector<std::string>& list, std::string_view between) {
  std::string out;
  for (const std::string& item : list) {
    if (!out.empty()) out += between;
    out += item;
  }
  return out;
}

}  // namespace clew::view
