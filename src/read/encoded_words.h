// read/encoded_words.h - the values of mail headers, decoded: encoded words (RFC 2047) and parameters (RFC
// 2045, RFC 2231), also as broken programs write them.
//
// Lenient: characters split across adjacent encoded words, spaces inside an encoded word, base64 split or
// without padding, unknown charsets, encoded words inside quotes, raw 8-bit bytes, parameters that are cut,
// repeated or encoded the wrong way. All functions take linear time, give valid UTF-8 and are safe from any
// thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clew::read {

/// An unstructured value ("Subject") as text: unfolded, decoded, controls made spaces, without white space at
/// its ends. `hint`: the charset that raw 8-bit bytes probably have; empty: guess.
std::string decode_header(std::string_view raw, std::string_view hint = {});

/// Removes line ends; a tab after a line end becomes a space. No decoding.
std::string unfold(std::string_view raw);

/// A value with parameters: Content-Type, Content-Disposition.
struct HeaderValue {
  std::string value;  ///< what stands before the first ";", lower case, no comments or white space
  std::vector<std::pair<std::string, std::string>>
      parameters;  ///< names in lower case, values decoded, first wins
  /// The parameter's value, or nullptr.
  const std::string* find(std::string_view name) const;
};
HeaderValue parse_header_value(std::string_view raw, std::string_view hint = {});

/// The identifiers between "<" and ">" of a Message-ID, References or In-Reply-To value, white space removed;
/// when there are none, a lone token with "@". In order, repeats kept.
std::vector<std::string> parse_message_ids(std::string_view raw);

}  // namespace clew::read
