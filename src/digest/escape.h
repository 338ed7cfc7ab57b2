// digest/escape.h - hostile text made harmless in Markdown (CommonMark 0.31) and HTML, without losing a byte.
//
// What is written here can be read back (pipeline/verify_digest.h does): quotes are compared byte by byte.
// Control characters, and the two that override the direction of text, are shown as codes rather than obeyed,
// so that a digest can be printed to a terminal. Threads: all functions are safe from any.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace clew::digest {

/// One line: line ends become spaces. May stand anywhere but at the start of a line.
void append_markdown(std::string& to, std::string_view text);
std::string markdown(std::string_view text);
/// Text of a block quote whose first line has been begun: line ends become hard breaks and `prefix` begins
/// each further line. CR LF is written as one line end; a lone CR as "&#13;".
void append_markdown_lines(std::string& to, std::string_view text, std::string_view prefix);

/// Text content. Control characters, CR among them, are written as empty elements: <i data-c="1B"></i>.
void append_html(std::string& to, std::string_view text);
std::string html(std::string_view text);
/// Attribute values, between double quotes, and SVG text: control characters become U+FFFD.
void append_attribute(std::string& to, std::string_view text);

/// An http or https address that is safe to be followed as it stands: printable ASCII without quotes,
/// brackets, backslashes or spaces.
bool is_plain_link(std::string_view text);

/// At most `characters` characters of the text, with an ellipsis where more was there.
std::string shortened(std::string_view text, std::size_t characters);

}  // namespace clew::digest
