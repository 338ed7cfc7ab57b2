#include "training/class_trainer.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>

#include "text/feature_table.h"

namespace clew::training {

ClassTrainer::ClassTrainer(std::size_t classes, int bits)
    : classes_(classes),
      bits_(bits),
      keys_(std::size_t{1} << bits),
      row_of_(std::size_t{1} << bits),
      scores_(classes) {}

std::vector<ClassTrainer::Cell>* ClassTrainer::find(std::uint64_t feature) {
  const std::size_t mask = keys_.size() - 1;
  for (std::size_t at = feature >> (64 - bits_);; at = (at + 1) & mask) {
    if (keys_[at] == feature) return &rows_[row_of_[at]];
    if (keys_[at] == 0) return nullptr;
  }
}

void ClassTrainer::grow() {
  ++bits_;
  keys_.assign(std::size_t{1} << bits_, 0);
  row_of_.assign(keys_.size(), 0);
  const std::size_t mask = keys_.size() - 1;
  for (std::size_t row = 0; row < features_.size(); ++row) {
    std::size_t at = features_[row] >> (64 - bits_);
    while (keys_[at] != 0) at = (at + 1) & mask;
    keys_[at] = features_[row];
    row_of_[at] = static_cast<std::uint32_t>(row);
  }
}

std::vector<ClassTrainer::Cell>& ClassTrainer::make(std::uint64_t feature) {
  if (auto* row = find(feature)) return *row;
  if (rows_.size() * 3 > keys_.size() * 2) grow();
  const std::size_t mask = keys_.size() - 1;
  std::size_t at = feature >> (64 - bits_);
  while (keys_[at] != 0) at = (at + 1) & mask;
  keys_[at] = feature;
  row_of_[at] = static_cast<std::uint32_t>(rows_.size());
  features_.push_back(feature);
  return rows_.emplace_back();
}

std::uint8_t ClassTrainer::best(std::span<const std::uint64_t> features,
                                std::span<const std::uint8_t> allowed) {
  std::fill(scores_.begin(), scores_.end(), 0);
  for (const std::uint64_t feature : features)
    if (const auto* row = find(feature))
      for (const Cell& cell : *row) scores_[cell.label] += cell.weight;
  if (allowed.empty())
    return static_cast<std::uint8_t>(std::max_element(scores_.begin(), scores_.end()) - scores_.begin());
  std::uint8_t best = allowed[0];
  for (const std::uint8_t c : allowed)
    if (scores_[c] > scores_[best]) best = c;
  return best;
}

void ClassTrainer::add(std::vector<Cell>& row, std::uint8_t label, std::int32_t by) {
  for (Cell& cell : row) {
    if (cell.label != label) continue;
    cell.sum += std::int64_t{cell.weight} * (step_ - cell.since);
    cell.since = step_;
    cell.weight += by;
    return;
  }
  row.push_back({label, by, 0, step_});
}

void ClassTrainer::learn(std::span<const std::uint64_t> features, std::uint8_t gold, std::uint8_t guess) {
  ++step_;
  if (gold == guess) return;
  for (const std::uint64_t feature : features) {
    std::vector<Cell>* row = reduced_ ? find(feature) : &make(feature);
    if (row == nullptr) continue;
    add(*row, gold, 1);
    add(*row, guess, -1);
  }
}

void ClassTrainer::average() {
  for (auto& row : rows_) {
    for (Cell& cell : row) {
      cell.sum += std::int64_t{cell.weight} * (step_ - cell.since);
      cell.weight = static_cast<std::int32_t>(cell.sum * 1024 / std::max(step_, 1));
    }
  }
}

std::vector<std::uint32_t> ClassTrainer::by_weight() const {
  std::vector<std::int64_t> weight_of(rows_.size());
  for (std::size_t i = 0; i < rows_.size(); ++i)
    for (const Cell& cell : rows_[i])
      weight_of[i] = std::max<std::int64_t>(weight_of[i], std::abs(cell.weight));
  std::vector<std::uint32_t> order(rows_.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return weight_of[a] != weight_of[b] ? weight_of[a] > weight_of[b] : features_[a] < features_[b];
  });
  return order;
}

ClassTrainer ClassTrainer::reduced(std::size_t most) const {
  ClassTrainer out(classes_, 12);
  std::vector<std::uint32_t> order = by_weight();
  order.resize(std::min(most, order.size()));
  for (const std::uint32_t row : order) out.make(features_[row]);
  out.reduced_ = true;
  return out;
}

void ClassTrainer::pack(ModelWriter& to, const std::string& section) const {
  using text::ClassTable;
  std::vector<std::int32_t> sizes;
  for (const auto& row : rows_)
    for (const Cell& cell : row)
      if (cell.weight != 0) sizes.push_back(std::abs(cell.weight));
  std::sort(sizes.begin(), sizes.end());
  const double top = sizes.empty() ? 1 : sizes[sizes.size() - 1 - sizes.size() / 2000];
  const std::size_t buckets = rows_.size() * 6 / 5 / ClassTable::kPlaces + 1;
  std::vector<std::uint16_t> pairs;
  std::vector<std::uint32_t> places(2 * ClassTable::kPlaces * buckets);
  for (const std::uint32_t row : by_weight()) {
    std::vector<std::uint16_t> mine;
    for (const Cell& cell : rows_[row]) {
      const auto w = static_cast<int>(std::lround(std::clamp(cell.weight * 127.0 / top, -127.0, 127.0)));
      if (w != 0)
        mine.push_back(static_cast<std::uint16_t>(
            cell.label | static_cast<std::uint8_t>(static_cast<std::int8_t>(w)) << 8));
    }
    if (mine.empty() || mine.size() > 255) continue;
    std::uint32_t* bucket = &places[text::bucket_of(features_[row], buckets) * 2 * ClassTable::kPlaces];
    const std::uint32_t check = ClassTable::check_of(features_[row]);
    for (std::size_t i = 0; i < ClassTable::kPlaces; ++i, bucket += 2) {
      if ((*bucket & 0xFFFF) == check) break;
      if (*bucket != 0) continue;
      bucket[0] = static_cast<std::uint32_t>(check | mine.size() << 16);
      bucket[1] = static_cast<std::uint32_t>(pairs.size());
      pairs.insert(pairs.end(), mine.begin(), mine.end());
      break;
    }
  }
  to.add(section + ".places", places);
  to.add(section + ".pairs", pairs);
}

}  // namespace clew::training
