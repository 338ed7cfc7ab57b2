// pipeline/listing.h - the files of the sources, in a fixed order: by name, byte by byte, folder by folder.
//
// One folder's names are held at a time. Looks at names and sizes only; opens no file. One thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/writer.h"

namespace clew::pipeline {

/// What the listing found besides files to read, by rule: index files of mail programs, hidden files, the
/// undelivered letters in a Maildir's tmp, sockets and the like, links to folders (they could go in circles).
struct Skipped {
  std::uint64_t files = 0, bytes = 0;
};

struct SourceOptions {
  std::string kind = "auto";  ///< or "report"
  std::string dataset;
};

class Listing {
 public:
  /// Errors: not_found, io: a source that cannot be read at all.
  static Result<Listing> open(std::vector<std::string> sources, SourceOptions options, std::string case_path);
  Listing(Listing&&) noexcept;
  ~Listing();
  /// The next file; nothing at the end. A folder that cannot be read is an error of that folder:
  /// `unreadable`.
  std::optional<store::FileInfo> next();
  /// How many files there will be in all, counted before the first.
  std::uint64_t expected() const;
  /// Of one source, complete once next() has passed it.
  const Skipped& skipped(const std::string& source) const;
  /// Folders that could not be opened since the last call, with the reason: "path: reason".
  std::vector<std::string> take_unreadable();
  /// The sources as they will appear in places: without trailing slashes.
  const std::vector<std::string>& sources() const;

 private:
  struct State;
  explicit Listing(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace clew::pipeline
