// training/triple_trainer.h - averaged perceptron over hashed features and three classes, packed as
// text::TripleTable.
//
// Training goes twice: first over all features, to learn which of them matter; then over the table that the
// model will have (reduced()), so that what a small table loses or mixes up is learnt with and not found out
// later.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/model_file.h"

namespace clew::training {

/// A fixed table; features that find no room in it are not learnt. Only features of mistakes take room.
class TripleTrainer {
 public:
  explicit TripleTrainer(int bits);
  /// A trainer whose table has `places` places for the features that weigh most here; all weights are 0, and
  /// no feature will be added.
  TripleTrainer reduced(std::size_t places) const;

  void score(std::span<const std::uint64_t> features, std::int64_t* scores) const;
  void add(std::span<const std::uint64_t> features, int label, std::int32_t by);
  void step() { ++step_; }
  /// From now on scores come from averaged weights, and nothing more is learnt.
  void average();
  /// REQUIRES: reduced and averaged.
  void pack(ModelWriter& to, std::string_view section) const;
  std::size_t size() const { return used_; }
  std::size_t lost() const { return lost_; }

 private:
  TripleTrainer() = default;
  struct Row {
    std::uint32_t key = 0;
    std::int32_t weights[3] = {};
  };
  struct Past {
    std::int64_t sums[3] = {};
    std::int32_t since = 0;
    std::uint64_t feature = 0;
  };
  std::size_t bucket(std::uint64_t feature) const;
  std::uint32_t key(std::uint64_t feature) const;

  bool reduced_ = false;
  std::size_t buckets_ = 0;
  std::vector<Row> rows_;
  std::vector<Past> past_;
  std::int32_t step_ = 0;
  std::size_t used_ = 0, lost_ = 0;
};

}  // namespace clew::training
