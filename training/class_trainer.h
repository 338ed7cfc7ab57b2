// training/class_trainer.h - averaged perceptron over hashed features and many classes, packed as
// text::ClassTable.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/model_file.h"

namespace clew::training {

/// Averaged perceptron (Freund and Schapire 1999; Collins 2002) with integer weights. Only features that were
/// part of a mistake take room.
class ClassTrainer {
 public:
  explicit ClassTrainer(std::size_t classes, int bits = 20);
  /// The class of highest score among `allowed` (all when empty); the lowest number wins ties.
  std::uint8_t best(std::span<const std::uint64_t> features, std::span<const std::uint8_t> allowed = {});
  /// One step of learning; call for every example, right or wrong.
  void learn(std::span<const std::uint64_t> features, std::uint8_t gold, std::uint8_t guess);
  /// A trainer that will only learn of the `most` features that weigh most here; all weights are 0.
  ClassTrainer reduced(std::size_t most) const;
  /// From now on scores come from averaged weights, and nothing more is learnt.
  void average();
  /// Adds the sections of a ClassTable. Features of small weight that find no room in it are left out.
  void pack(ModelWriter& to, const std::string& section) const;
  std::size_t size() const { return rows_.size(); }

 private:
  struct Cell {
    std::uint8_t label;
    std::int32_t weight;
    std::int64_t sum;  // of weight over steps up to `since`
    std::int32_t since;
  };
  std::vector<Cell>* find(std::uint64_t feature);
  std::vector<Cell>& make(std::uint64_t feature);
  /// Numbers of rows, those of largest weight first.
  std::vector<std::uint32_t> by_weight() const;
  void add(std::vector<Cell>& row, std::uint8_t label, std::int32_t by);
  void grow();

  std::size_t classes_;
  bool reduced_ = false;
  int bits_;
  std::vector<std::uint64_t> keys_;
  std::vector<std::uint32_t> row_of_;
  std::vector<std::vector<Cell>> rows_;
  std::vector<std::uint64_t> features_;
  std::vector<std::int64_t> scores_;
  std::int32_t step_ = 0;
};

}  // namespace clew::training
