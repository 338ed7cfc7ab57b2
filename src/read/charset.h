// read/charset.h - bytes in some charset, declared, undeclared or lied about, to UTF-8.
//
// Uses ICU converters, which need no files (a locked-down worker cannot open any). Labels follow the WHATWG
// Encoding Standard's aliases where mail practice does (iso-8859-1 means windows-1252, ascii with 8-bit bytes
// is detected), plus UTF-7 (RFC 2152) and ISO-2022-*.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace clew::read {

/// Decodes a stream piece by piece. One thread at a time.
///
/// The choice of charset: a byte order mark wins; then a declared charset that the sample does not contradict
/// (a declared UTF-8 that is not valid, or a declared ASCII with 8-bit bytes, contradicts); else valid UTF-8;
/// else detection among the charsets of the languages at hand (windows-1256, ISO-8859-6, windows-1252, ...).
class TextDecoder {
 public:
  /// `label`: as declared, any case, maybe unknown or empty. `sample`: the first bytes, at best 64 KiB or
  /// more.
  TextDecoder(std::string_view label, std::string_view sample);
  ~TextDecoder();
  TextDecoder(TextDecoder&&) noexcept;
  /// Appends the decoded text; characters may be cut anywhere between pieces. `last`: no more bytes follow.
  /// Valid UTF-8 input stays byte for byte (but for a byte order mark at the very start, which is dropped).
  void decode(std::string_view bytes, bool last, std::string& to);
  /// The charset in use, canonical lower-case name: "utf-8", "windows-1256".
  const std::string& charset() const;
  /// The label was missing, unknown or contradicted, so the charset is a guess.
  bool guessed() const;
  /// Bytes that stand for no character so far; each became U+FFFD.
  std::uint64_t replaced() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// All at once.
std::string to_utf8(std::string_view bytes, std::string_view label);

}  // namespace clew::read
