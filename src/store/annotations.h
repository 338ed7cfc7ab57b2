// store/annotations.h - which passages still wait for their annotation, and where their mentions go.
//
// A passage is annotated once, at its home; again when the annotators change or its home moves. One thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/db.h"

namespace clew::store {

/// A passage with what its home tells about it. Views live during the call only.
struct PassageAtHome {
  std::int64_t passage = 0;
  std::string_view text, language, zone, date;
};

class Annotations {
 public:
  /// `version`: of the annotators; older work is done again.
  static Result<Annotations> open(const Db& db, int version);
  Annotations(Annotations&&) noexcept;
  ~Annotations();

  struct Batch {
    std::int64_t last_text = 0;       ///< all texts up to this one
    std::vector<std::int64_t> again;  ///< single passages that waited for another turn
    std::uint64_t passages = 0;
    bool empty() const { return passages == 0 && last_text == 0 && again.empty(); }
  };

  /// True when passages were annotated by an older version.
  bool outdated() const;
  /// Calls `each` for about `bytes` of passages that wait, in order of their texts. An empty batch: none
  /// wait.
  Result<void> next_batch(std::size_t bytes, const std::function<void(const PassageAtHome&)>& each,
                          Batch& batch);
  Result<void> add(std::int64_t passage, std::uint64_t start, std::uint64_t end, std::string_view type,
                   std::string_view value, double confidence);
  /// All mentions of the batch were added: what is before it need not be done again. Commits now and then.
  Result<void> finish_batch(const Batch& batch);
  Result<void> commit();

 private:
  struct State;
  explicit Annotations(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace clew::store
