// training/triple_trainer.h - averaged perceptron over hashed features and three classes, packed as
// text::TripleTable.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/model_file.h"

namespace clew::training {

/// A fixed table; features that find no room in it are not learnt. Only features of mistakes take room.
class TripleTrainer {
 public:
  explicit TripleTrainer(int bits);
  void score(std::span<const std::uint64_t> features, std::int64_t* scores) const;
  void add(std::span<const std::uint64_t> features, int label, std::int32_t by);
  void step() { ++step_; }
  void average();
  void pack(ModelWriter& to, const std::string& section, std::size_t places) const;
  std::size_t size() const { return used_; }
  std::size_t lost() const { return lost_; }

 private:
  static constexpr std::size_t kPlaces = 4;
  struct Row {
    std::uint32_t key = 0;
    std::int32_t weights[3] = {};
  };
  struct Past {
    std::int64_t sums[3] = {};
    std::int32_t since = 0;
    std::uint64_t feature = 0;
  };
  std::size_t bucket(std::uint64_t feature) const { return (feature >> (64 - bits_)) * kPlaces; }
  static std::uint32_t key(std::uint64_t feature) { return static_cast<std::uint32_t>(feature) | 1u; }

  int bits_;
  std::vector<Row> rows_;
  std::vector<Past> past_;
  std::int32_t step_ = 0;
  std::size_t used_ = 0, lost_ = 0;
};

}  // namespace clew::training
