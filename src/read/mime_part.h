// read/mime_part.h - the content of one MIME part as a source of its own, decoded on the way.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/source.h"
#include "read/header_block.h"
#include "read/transfer.h"

namespace clew::read {

/// Reads a byte range of a file through a transfer decoder. Content of up to 1 MiB is decoded into memory at
/// once; a longer one is decoded piece by piece, its size found by a first pass when it is asked for. Seeking
/// backwards starts the decoding again. The file must outlive it; both must not be read in turns without
/// seeking.
class PartSource final : public Source {
 public:
  PartSource(Source& file, Range raw, Encoding encoding, bool cr_lines);
  Result<std::size_t> read(char* to, std::size_t n) override;
  std::uint64_t size() const override;
  Result<void> seek(std::uint64_t offset) override;
  const std::string_view* in_memory() const override { return whole_ ? &memory_ : nullptr; }

  /// What the decoding could not make sense of, as far as it has come.
  const TransferDecoder& decoder() const { return decoder_; }
  /// Decodes to the end, so that decoder() has met all of it.
  Result<void> finish();

 private:
  Result<void> load();
  Result<bool> pull();  // decodes the next raw piece; false at the end

  Source& file_;
  Range raw_;
  Encoding encoding_;
  bool cr_lines_;
  TransferDecoder decoder_;
  std::uint64_t raw_at_ = 0;  // offset in the file of the next raw byte
  std::string pending_;       // decoded, not read yet
  std::size_t pending_at_ = 0;
  std::uint64_t at_ = 0;  // offset in the decoded content
  bool whole_ = false;    // all of it lies in memory_
  bool ended_ = false;
  std::string owned_;
  std::string_view memory_;
  mutable bool sized_ = false;
  mutable std::uint64_t counted_ = 0;
};

}  // namespace clew::read
