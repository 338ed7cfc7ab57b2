#include "read/mime_mask.h"

#include <algorithm>

namespace clew::read {
namespace {

char masked_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte == '?' || byte == '*' || byte >= 0x80 || byte == 0 ? '_' : c;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool begins(std::string_view line, std::string_view lower) {
  return line.size() >= lower.size() &&
         std::equal(lower.begin(), lower.end(), line.begin(), [](char a, char b) {
           return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b | 0x20) : b);
         });
}

// Whether the line may be a field that says what a part is, or the mark of an mbox, which GMime passes over.
bool is_told(std::string_view line) {
  return begins(line, "content-") || begins(line, "x-apple-") || line.starts_with("From ");
}

}  // namespace

void mask_mime(std::string_view raw, std::size_t at, std::size_t n, bool cr_lines, char* to) {
  const auto ends_line = [&](char c) { return c == '\n' || (cr_lines && c == '\r'); };
  bool line_begins = at == 0 || ends_line(raw[at - 1]);
  for (std::size_t i = at; i < at + n; ++i) {
    const char c = raw[i];
    if (line_begins && is_letter(c) && !is_told(raw.substr(i, kMaskAhead)))
      *to++ = '_';
    else
      *to++ = cr_lines && c == '\r' ? '\n' : masked_byte(c);
    line_begins = ends_line(c);
  }
}

std::string masked(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), masked_byte);
  return out;
}

}  // namespace clew::read
