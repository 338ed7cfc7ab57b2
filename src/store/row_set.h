// store/row_set.h - a set of row numbers as bits: half a million rows are 62 KB.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

namespace clew::store {

/// Rows 1..last. Threads: as a vector.
class RowSet {
 public:
  RowSet() = default;
  explicit RowSet(std::int64_t last) : last_(last), bits_(static_cast<std::size_t>(last) / 64 + 1) {}

  /// Rows outside 1..last are not taken.
  void add(std::int64_t row) {
    if (row >= 1 && row <= last_) bits_[static_cast<std::size_t>(row) / 64] |= std::uint64_t{1} << (row % 64);
  }
  bool has(std::int64_t row) const {
    return row >= 1 && row <= last_ && (bits_[static_cast<std::size_t>(row) / 64] >> (row % 64) & 1) != 0;
  }
  void keep(const RowSet& other) {
    for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] &= i < other.bits_.size() ? other.bits_[i] : 0;
  }
  void join(const RowSet& other) {
    for (std::size_t i = 0; i < bits_.size() && i < other.bits_.size(); ++i) bits_[i] |= other.bits_[i];
  }
  void drop(const RowSet& other) {
    for (std::size_t i = 0; i < bits_.size() && i < other.bits_.size(); ++i) bits_[i] &= ~other.bits_[i];
  }
  /// The first of its rows that is not less; 0: none is.
  std::int64_t next(std::int64_t row) const {
    if (row < 1) row = 1;
    for (auto i = static_cast<std::size_t>(row) / 64; i < bits_.size(); ++i, row = 0)
      if (const std::uint64_t bits = bits_[i] & (~std::uint64_t{0} << (row % 64)); bits != 0)
        return static_cast<std::int64_t>(i * 64) + std::countr_zero(bits);
    return 0;
  }
  /// Those up to a row.
  RowSet first(std::int64_t last) const {
    RowSet found(last);
    for (std::size_t i = 0; i < found.bits_.size() && i < bits_.size(); ++i) found.bits_[i] = bits_[i];
    found.cut();
    return found;
  }
  /// All rows that are not in it. Rows that do not exist may be among them.
  void invert() {
    for (std::uint64_t& bits : bits_) bits = ~bits;
    bits_[0] &= ~std::uint64_t{1};
    cut();
  }
  std::uint64_t count() const {
    std::uint64_t n = 0;
    for (const std::uint64_t bits : bits_) n += static_cast<std::uint64_t>(std::popcount(bits));
    return n;
  }
  /// The rows in ascending order.
  std::vector<std::int64_t> rows() const {
    std::vector<std::int64_t> found;
    for (std::size_t i = 0; i < bits_.size(); ++i)
      for (std::uint64_t bits = bits_[i]; bits != 0; bits &= bits - 1)
        found.push_back(static_cast<std::int64_t>(i * 64) + std::countr_zero(bits));
    return found;
  }

 private:
  // Nothing behind the last row.
  void cut() {
    const auto used = static_cast<std::uint64_t>(last_ % 64 + 1);
    if (used < 64) bits_.back() &= (std::uint64_t{1} << used) - 1;
  }
  std::int64_t last_ = 0;
  std::vector<std::uint64_t> bits_ = std::vector<std::uint64_t>(1);
};

}  // namespace clew::store
