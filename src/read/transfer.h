// read/transfer.h - content transfer encodings (RFC 2045, section 6; uuencode), decoded piece by piece.
//
// Broken input never stops the decoder: what cannot be decoded is counted. One thread at a time per object.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace clew::read {

enum class Encoding : std::uint8_t { identity, base64, quoted_printable, uuencode };

/// The encoding that a Content-Transfer-Encoding value names; identity for what it does not know.
Encoding encoding_named(std::string_view value);

class TransferDecoder {
 public:
  explicit TransferDecoder(Encoding encoding) : encoding_(encoding) {}
  /// Appends what the bytes decode to. `last`: no more bytes follow.
  void decode(std::string_view bytes, bool last, std::string& to);
  /// Bytes of the input so far that stand for nothing: no base64 letters, a cut group at the end.
  std::uint64_t damaged() const { return damaged_; }
  /// Bytes of text behind the end of the base64 data: not decoded.
  std::uint64_t after_end() const { return after_end_; }
  /// Whether the end is missing: base64 stops inside a group of four, uuencode has no "end" line.
  bool cut() const { return cut_; }

 private:
  void decode_base64(std::string_view bytes, bool last, std::string& to);
  void after_padding(char c, std::string& to);
  void flush_base64(std::string& to);
  void decode_quoted(std::string_view bytes, bool last, std::string& to);
  void decode_uu(std::string_view bytes, bool last, std::string& to);
  void decode_uu_line(std::string_view line, std::string& to);

  Encoding encoding_;
  bool cut_ = false;
  bool ended_ = false;    // base64: padding was seen; uuencode: "end" was seen
  bool started_ = false;  // uuencode: "begin" was seen
  std::uint32_t bits_ = 0;
  int have_ = 0;  // base64 letters in bits_
  int padding_ = 0;
  std::uint64_t damaged_ = 0;
  std::uint64_t after_end_ = 0;
  std::string carry_;
};

/// All at once.
std::string decode_transfer(std::string_view bytes, Encoding encoding);

}  // namespace clew::read
