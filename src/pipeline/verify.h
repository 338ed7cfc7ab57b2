// pipeline/verify.h - proves a case again: its sources, its texts, its spans, and the quotes of a digest.
//
// Reads files by their paths as the case has them; changes nothing. Memory is flat. One thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/db.h"

namespace clew::pipeline {

/// Something that is not as the case says.
struct Difference {
  std::string check;  ///< sources, texts, zones, passages, mentions, digest
  std::string what;
  std::string place;                        ///< of a file, or of a quote in the digest; empty: none
  std::string document;                     ///< 64 hexadecimal digits; empty: none
  std::optional<std::uint64_t> start, end;  ///< bytes into its text
};
using GiveDifference = std::function<void(const Difference&)>;

struct CheckResult {
  std::string check;
  std::uint64_t checked = 0, differences = 0;
  /// Sources: files that are not there any more, and those that the case has no hash of (never read, or
  /// replaced by a newer version, or their document was removed). Neither is a difference.
  std::uint64_t not_there = 0, unverifiable = 0;
};

/// Every file that is still there has its size and SHA-256. Errors: the store's; a file that cannot be read
/// is a difference.
Result<CheckResult> verify_sources(const store::Db& db, const GiveDifference& give);
/// Texts by their SHA-256; zones, passages and mentions by their place in the text.
Result<std::vector<CheckResult>> verify_texts(const store::Db& db, const GiveDifference& give);
/// Every quote of a digest stands in the case, byte for byte, where the digest says. `file`: its whole
/// content. Errors: bad_input (no digest).
Result<CheckResult> verify_digest(const store::Db& db, std::string_view file, const GiveDifference& give);

/// A document as a source gave it when it was read again.
struct ReadAgain {
  std::string document;     ///< id: 64 hexadecimal digits
  std::string text_sha256;  ///< the same of its text; empty: no text
};
using EachReadAgain = std::function<Result<void>(const ReadAgain&)>;
/// Reads one source file by the program's own readers.
using ReadSource = std::function<Result<void>(const std::string& path, const EachReadAgain& give)>;
/// Reads every source again and tells a changed reader (the file is the same, what is read from it is not)
/// from changed evidence (the file is another): the words of each difference say which.
Result<CheckResult> deep_verify(const store::Db& db, const ReadSource& read, const GiveDifference& give);

}  // namespace clew::pipeline
