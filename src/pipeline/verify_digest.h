// pipeline/verify_digest.h - reads the quotes of a digest back out of its Markdown or HTML.
//
// Knows the forms that digest/markdown.h and digest/html.h state, and no others: a file that somebody rewrote
// is said to be unreadable rather than guessed at. Linear in the file. Threads: safe from any.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace clew::pipeline {

struct DigestQuote {
  std::uint64_t number = 0;  ///< the footnote
  std::string document;      ///< id: 64 hexadecimal digits
  std::uint64_t start = 0, end = 0;
  std::string bytes;              ///< as the digest has them
  bool joined_line_ends = false;  ///< Markdown: CR LF stands there as LF
  std::string problem;            ///< not empty: why this one cannot be read
};

/// In the order of the file; each quote and each source that has no quote. Errors: bad_input (no digest).
Result<std::vector<DigestQuote>> read_digest_quotes(std::string_view file);

}  // namespace clew::pipeline
