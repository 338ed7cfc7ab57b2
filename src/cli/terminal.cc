#include "cli/terminal.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "base/utf8.h"

namespace clew::cli {
namespace {

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

}  // namespace

bool on_terminal() {
  static const bool is = ::isatty(STDOUT_FILENO) == 1;
  return is;
}

std::string harmless_text(std::string_view text, bool keep_lines) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Decoded d = decode_utf8(text, at);
    at += static_cast<std::size_t>(d.length);
    if (keep_lines && (d.character == U'\n' || d.character == U'\t')) {
      out += static_cast<char>(d.character);
    } else if (keep_lines && d.character == U'\r') {
      continue;
    } else if (is_control(d.character) || (!keep_lines && d.character == U' ')) {
      if (keep_lines || out.empty() || out.back() != ' ') out += ' ';
    } else {
      append_utf8(out, d.character);
    }
  }
  return out;
}

std::string bold(std::string_view text) {
  if (!on_terminal() || text.empty()) return std::string(text);
  return "\x1B[1m" + std::string(text) + "\x1B[0m";
}

std::string with_marks(std::string_view text, const std::vector<std::pair<std::size_t, std::size_t>>& marks,
                       bool keep_lines) {
  std::string out;
  std::size_t at = 0;
  for (const auto& [start, end] : marks) {
    if (start < at || end > text.size() || start >= end) continue;
    out += harmless_text(text.substr(at, start - at), keep_lines);
    out += bold(harmless_text(text.substr(start, end - start), keep_lines));
    at = end;
  }
  return out + harmless_text(text.substr(at), keep_lines);
}

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

}  // namespace clew::cli
