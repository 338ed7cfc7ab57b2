#include "read/transfer.h"

#include <algorithm>
#include <array>
#include <utility>

namespace clew::read {
namespace {

constexpr std::uint8_t kSpace = 64, kPad = 65, kBad = 66;

constexpr std::array<std::uint8_t, 256> kBase64 = [] {
  std::array<std::uint8_t, 256> table{};
  for (auto& entry : table) entry = kBad;
  std::uint8_t value = 0;
  for (int c = 'A'; c <= 'Z'; ++c) table[static_cast<std::size_t>(c)] = value++;
  for (int c = 'a'; c <= 'z'; ++c) table[static_cast<std::size_t>(c)] = value++;
  for (int c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = value++;
  table['+'] = 62;
  table['/'] = 63;
  table['='] = kPad;
  for (const char c : {' ', '\t', '\r', '\n'}) table[static_cast<unsigned char>(c)] = kSpace;
  return table;
}();

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

bool same_word(std::string_view a, std::string_view lower) {
  return std::equal(a.begin(), a.end(), lower.begin(), lower.end(),
                    [](char x, char y) { return (x >= 'A' && x <= 'Z' ? x | 0x20 : x) == y; });
}

}  // namespace

Encoding encoding_named(std::string_view value) {
  const auto from = value.find_first_not_of(" \t\r\n\"'");
  if (from == std::string_view::npos) return Encoding::identity;
  value.remove_prefix(from);
  value = value.substr(0, value.find_first_of(" \t\r\n\"';("));
  if (same_word(value, "base64") || same_word(value, "base-64")) return Encoding::base64;
  if (same_word(value, "quoted-printable") || same_word(value, "quoted") || same_word(value, "qp"))
    return Encoding::quoted_printable;
  for (const std::string_view name : {"x-uuencode", "uuencode", "x-uue", "x-uu", "uue", "uu"})
    if (same_word(value, name)) return Encoding::uuencode;
  return Encoding::identity;
}

void TransferDecoder::decode(std::string_view bytes, bool last, std::string& to) {
  switch (encoding_) {
    case Encoding::identity:
      to += bytes;
      return;
    case Encoding::base64:
      return decode_base64(bytes, last, to);
    case Encoding::quoted_printable:
      return decode_quoted(bytes, last, to);
    case Encoding::uuencode:
      return decode_uu(bytes, last, to);
  }
}

void TransferDecoder::decode_base64(std::string_view bytes, bool last, std::string& to) {
  for (const char c : bytes) {
    if (ended_) {
      after_padding(c, to);
      continue;
    }
    const std::uint8_t value = kBase64[static_cast<unsigned char>(c)];
    if (value < 64) {
      bits_ = bits_ << 6 | value;
      padding_ = 0;
      if (++have_ == 4) {
        to += static_cast<char>(bits_ >> 16);
        to += static_cast<char>(bits_ >> 8);
        to += static_cast<char>(bits_);
        bits_ = 0;
        have_ = 0;
      }
    } else if (value == kPad) {
      if (have_ >= 2 && have_ + ++padding_ >= 4) {
        flush_base64(to);
        ended_ = true;
      }
    } else if (value == kBad) {
      ++damaged_;
    }
  }
  if (!last) return;
  if (ended_) after_padding('\n', to);
  if (have_ > 0) {
    cut_ = true;
    if (have_ == 1) ++damaged_;
    flush_base64(to);
  }
}

// Padding ends the data, and what mailing lists append in plain text is not part of it. But programs that
// encode each line or block by itself pad in the middle: a whole line of base64 goes on.
void TransferDecoder::after_padding(char c, std::string& to) {
  if (c != '\n') {
    if (c == '\r') return;
    if (carry_.size() < 1024)
      carry_ += c;
    else
      ++after_end_;
    return;
  }
  const std::string line = std::exchange(carry_, {});
  const std::size_t letters = line.find_last_not_of("= \t") + 1;
  const bool goes_on = letters >= 20 && after_end_ == 0 && line.size() % 4 == 0 &&
                       std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(letters),
                                   [](char b) { return kBase64[static_cast<unsigned char>(b)] < 64; });
  if (goes_on) {
    ended_ = false;
    padding_ = 0;
    decode_base64(line, false, to);
  } else {
    after_end_ += letters;
  }
}

void TransferDecoder::flush_base64(std::string& to) {
  if (have_ == 2) to += static_cast<char>(bits_ >> 4);
  if (have_ == 3) {
    to += static_cast<char>(bits_ >> 10);
    to += static_cast<char>(bits_ >> 2);
  }
  bits_ = 0;
  have_ = 0;
}

void TransferDecoder::decode_quoted(std::string_view bytes, bool last, std::string& to) {
  std::string joined;
  if (!carry_.empty()) {
    joined = carry_;
    joined += bytes;
    carry_.clear();
    bytes = joined;
  }
  while (!bytes.empty()) {
    const std::size_t mark = bytes.find('=');
    to.append(bytes.substr(0, mark));
    if (mark == std::string_view::npos) return;
    bytes.remove_prefix(mark);
    if (bytes.size() >= 3) {
      const int high = hex_value(bytes[1]), low = hex_value(bytes[2]);
      if (high >= 0 && low >= 0) {
        to += static_cast<char>(high << 4 | low);
        bytes.remove_prefix(3);
        continue;
      }
    }
    // A soft line end, perhaps with white space before it that some relay added.
    const std::size_t rest = bytes.find_first_not_of(" \t", 1);
    if (rest == std::string_view::npos || (bytes[rest] == '\r' && rest + 1 == bytes.size()) ||
        bytes.size() < 3) {
      if (!last && bytes.size() < 1024) {
        carry_ = bytes;
        return;
      }
    }
    if (rest == std::string_view::npos) return;  // white space at the very end
    if (bytes[rest] == '\n') {
      bytes.remove_prefix(rest + 1);
    } else if (bytes[rest] == '\r') {
      bytes.remove_prefix(rest + 1);
      if (!bytes.empty() && bytes[0] == '\n') bytes.remove_prefix(1);
    } else {
      to += '=';  // not an escape: stays as it is
      bytes.remove_prefix(1);
      if (!bytes.empty() && bytes[0] == '=') bytes.remove_prefix(1);
    }
  }
}

void TransferDecoder::decode_uu(std::string_view bytes, bool last, std::string& to) {
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    if (carry_.size() < 1024) carry_ += bytes.substr(0, std::min<std::size_t>(end, 1024));
    if (end == std::string_view::npos) break;
    bytes.remove_prefix(end + 1);
    decode_uu_line(carry_, to);
    carry_.clear();
  }
  if (!last) return;
  if (!carry_.empty()) decode_uu_line(carry_, to);
  carry_.clear();
  cut_ = !ended_;
}

void TransferDecoder::decode_uu_line(std::string_view line, std::string& to) {
  while (!line.empty() && (line.back() == '\r')) line.remove_suffix(1);
  if (ended_) return;
  if (!started_) {
    started_ = line.starts_with("begin ");
    return;
  }
  if (line == "end") {
    ended_ = true;
    return;
  }
  if (line.empty()) return;
  std::size_t want = static_cast<std::size_t>((line[0] - ' ') & 0x3F);
  line.remove_prefix(1);
  // Trailing spaces may have been stripped on the way: what is missing counts as zero bits.
  for (std::size_t at = 0; want > 0 && at < line.size(); at += 4) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      const char c = at + k < line.size() ? line[at + k] : ' ';
      if (c < ' ' || c > '`') ++damaged_;
      group = group << 6 | static_cast<std::uint32_t>((c - ' ') & 0x3F);
    }
    for (int shift = 16; shift >= 0 && want > 0; shift -= 8, --want) to += static_cast<char>(group >> shift);
  }
  damaged_ += want;
}

std::string decode_transfer(std::string_view bytes, Encoding encoding) {
  TransferDecoder decoder(encoding);
  std::string out;
  out.reserve(bytes.size());
  decoder.decode(bytes, true, out);
  return out;
}

}  // namespace clew::read
