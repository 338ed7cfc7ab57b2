// read/mime_mask.h - what the MIME parser gets to see of a letter's bytes.
//
// GMime decodes parameters with iconv, which opens files and so fails in a locked-in worker, and it parses
// the addresses of letters inside by recursion as deep as they say. Nothing of either is used: contents and
// fields are read from the file. So both are masked, byte for byte: offsets stay right, and boundaries stay
// equal to themselves.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace clew::read {

/// So many bytes behind those that are wanted must be at hand, where the file has them.
inline constexpr std::size_t kMaskAhead = 8;

/// Writes the `n` bytes of `raw` from `at` on to `to`: "=?charset?q?..?=", "name*=charset''..", 8-bit text
/// and NUL (which would end GMime's strings) are masked, and the names of all fields but those that describe
/// a part. A line is taken to begin at `at` if that is 0 or a line end stands before it. `cr_lines`: CR
/// becomes LF.
void mask_mime(std::string_view raw, std::size_t at, std::size_t n, bool cr_lines, char* to);

/// A text without line starts, masked in the same way.
std::string masked(std::string_view text);

}  // namespace clew::read
