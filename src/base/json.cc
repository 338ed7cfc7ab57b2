#include "base/json.h"

#include <charconv>
#include <cmath>

#include "base/utf8.h"

namespace clew {

void append_json_string(std::string& to, std::string_view text) {
  static constexpr char kDigits[] = "0123456789abcdef";
  to += '"';
  std::size_t from = 0, at = 0;
  const auto flush = [&](std::size_t next) {
    to.append(text, from, at - from);
    from = next;
  };
  while (at < text.size()) {
    const unsigned char c = static_cast<unsigned char>(text[at]);
    if (c >= 0x20 && c < 0x7F && c != '"' && c != '\\') {
      ++at;
    } else if (c < 0x80) {
      flush(at + 1);
      switch (c) {
        case '"':
          to += "\\\"";
          break;
        case '\\':
          to += "\\\\";
          break;
        case '\n':
          to += "\\n";
          break;
        case '\r':
          to += "\\r";
          break;
        case '\t':
          to += "\\t";
          break;
        default:
          to += "\\u00";
          to += kDigits[c >> 4];
          to += kDigits[c & 15];
      }
      ++at;
    } else {
      const Decoded d = decode_utf8(text, at);
      if (!d.valid) {
        flush(at + 1);
        to += "\xEF\xBF\xBD";
      } else if (d.character == 0x2028 || d.character == 0x2029 ||
                 (d.character >= 0x80 && d.character < 0xA0)) {
        flush(at + static_cast<std::size_t>(d.length));
        to += "\\u";
        for (int shift = 12; shift >= 0; shift -= 4) to += kDigits[d.character >> shift & 15];
      }
      at += static_cast<std::size_t>(d.length);
    }
  }
  flush(at);
  to += '"';
}

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  out_ += bracket;
  comma_ = false;
  return *this;
}
JsonWriter& JsonWriter::close(char bracket) {
  out_ += bracket;
  comma_ = true;
  return *this;
}
JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  append_json_string(out_, name);
  out_ += ':';
  comma_ = false;
  return *this;
}
JsonWriter& JsonWriter::value(std::string_view text) {
  separate();
  append_json_string(out_, text);
  return *this;
}
JsonWriter& JsonWriter::value(std::int64_t number) {
  separate();
  out_ += std::to_string(number);
  return *this;
}
JsonWriter& JsonWriter::value(std::uint64_t number) {
  separate();
  out_ += std::to_string(number);
  return *this;
}
JsonWriter& JsonWriter::value(double number) {
  if (!std::isfinite(number)) return null();
  separate();
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  out_.append(digits, end);
  return *this;
}
JsonWriter& JsonWriter::value(bool truth) { return raw(truth ? "true" : "false"); }
JsonWriter& JsonWriter::null() { return raw("null"); }
JsonWriter& JsonWriter::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

}  // namespace clew
