// lists/grouped.h - entries of lists that write one entry in several rows, which may be scattered.
#pragma once

#include <optional>
#include <string>
#include <unordered_set>

#include "lists/list_reader.h"

namespace clew::lists {

/// Gathers the rows of one entry that follow each other; what comes of it later is a supplement.
class Grouped {
 public:
  explicit Grouped(const EntrySink& sink) : sink_(sink) {}

  /// The entry to which a row of this id belongs; valid until the next call.
  Result<model::ListEntry*> entry(const std::string& id, std::uint64_t line) {
    if (open_ && open_->id == id) return &*open_;
    TRY(flush());
    open_.emplace();
    open_->id = id;
    open_->line = line;
    open_->supplement = !seen_.insert(id).second;
    return &*open_;
  }
  /// Hands on the entry that is being gathered; call at the end.
  Result<void> flush() {
    if (!open_) return {};
    model::ListEntry done = *std::move(open_);
    open_.reset();
    return sink_(done);
  }

 private:
  const EntrySink& sink_;
  std::optional<model::ListEntry> open_;
  std::unordered_set<std::string> seen_;
};

}  // namespace clew::lists
