// read/mime_tree.h - the parts of a letter (RFC 2045, 2046): what they are and where their bytes lie.
//
// GMime finds the structure; nothing of the content is copied or decoded here, so a tree is small however
// long the letter is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/source.h"
#include "read/encoded_words.h"
#include "read/header_block.h"
#include "read/reader.h"
#include "read/transfer.h"

namespace clew::read {

struct MimePart {
  int parent = -1;  ///< index of the multipart that it stands in; -1: the letter itself
  bool multipart = false;
  HeaderValue type;         ///< value: the media type, never empty
  HeaderValue disposition;  ///< value may be empty
  std::string content_id;   ///< without "<>"
  Encoding encoding = Encoding::identity;
  Range range;  ///< the raw content in the file; of a letter inside: all of it, header block included
  bool outside = false;  ///< Apple's partial letters: the content lies in a file beside the letter
};

struct MimeTree {
  std::vector<MimePart> parts;  ///< in file order; [0] is the letter's own body
  Range preamble, epilogue;     ///< text of the outermost multipart before and after its parts
  bool no_parts = false;        ///< the body says that it is a multipart, but its boundary is nowhere
  bool unclosed = false;        ///< the outermost multipart has no closing boundary
  bool cut_off = false;         ///< and its last part stops short
  std::uint64_t dropped = 0;    ///< bytes past Limits::max_parts or max_depth
  std::string dropped_why;
};

/// What the fields of a letter's or part's header block say about its content. A type that is missing or
/// makes no sense is text/plain (RFC 2045, 5.2). `hint`: as in decode_header().
MimePart describe_part(const std::vector<Header>& headers, std::string_view hint = {});

/// Finds the parts of a letter whose own description is `root` (its range is the body). Errors: io.
Result<MimeTree> read_mime_tree(Source& file, MimePart root, bool cr_lines, const Limits& limits);

/// Prepares GMime; once per process, later calls do nothing. Safe from any thread.
void init_gmime();

}  // namespace clew::read
