// read/header_block.h - the header block of a letter, cut into fields; and the lines of a file, wherever they
// lie.
//
// Works on raw bytes: nothing is decoded. Line ends may be LF, CRLF or (in old Macintosh files) CR alone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/source.h"

namespace clew::read {

/// A byte range of a file.
struct Range {
  std::uint64_t begin = 0, end = 0;
  std::uint64_t size() const { return end - begin; }
};

/// One header field. Views into HeaderBlock::text.
struct Header {
  std::string_view name;   ///< as written
  std::string_view value;  ///< as written, line ends of folding included
};

struct HeaderBlock {
  std::string owned;  ///< the block's bytes when the file does not lie in memory
  std::vector<Header> headers;
  std::uint64_t body = 0;     ///< offset of the first byte after the empty line
  bool cr_lines = false;      ///< lines end with CR alone
  std::uint64_t dropped = 0;  ///< bytes of the block past the limit: not read

  HeaderBlock() = default;
  HeaderBlock(HeaderBlock&&) = delete;  // the views would dangle
  /// The first field of that name (lower case), or nullptr.
  const Header* find(std::string_view name) const;
};

/// Whether a field's name is `lower` (which is in lower case), in any case of letters.
bool is_named(const Header& header, std::string_view lower);

/// Reads the block at the start of the file into `block`; byte order mark, blank lines and a "From " line
/// before it are passed over. A line that is no field ends the block, unless fields follow it: then it was
/// folded wrongly. Errors: io.
Result<void> read_header_block(Source& file, std::uint64_t limit, HeaderBlock& block);

/// Goes through the lines of a range in flat memory.
class LineScanner {
 public:
  static constexpr std::size_t kHead = 4096;
  struct Line {
    std::uint64_t offset = 0;  ///< in the file
    std::uint64_t size = 0;    ///< line end included
    std::string_view head;     ///< the first bytes, at most kHead, without the line end
  };
  LineScanner(Source& file, Range range, bool cr_lines);
  /// False at the end, or when reading failed (see failure()).
  bool next(Line& line);
  const Result<void>& failure() const { return failure_; }

 private:
  bool fill();

  Source& file_;
  Range range_;
  char line_end_;
  std::string buffer_, head_;
  std::string_view window_;      // bytes at hand
  std::uint64_t window_at_ = 0;  // their offset in the file
  bool in_memory_ = false;
  Result<void> failure_;
};

}  // namespace clew::read
