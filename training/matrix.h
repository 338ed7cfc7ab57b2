// training/matrix.h - just enough linear algebra for word clusters. Sums are in one fixed order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace clew::training {

class Matrix {
 public:
  Matrix(std::size_t rows, std::size_t columns) : columns_(columns), values_(rows * columns) {}
  float* row(std::size_t r) { return values_.data() + r * columns_; }
  const float* row(std::size_t r) const { return values_.data() + r * columns_; }
  std::size_t rows() const { return columns_ == 0 ? 0 : values_.size() / columns_; }
  std::size_t columns() const { return columns_; }
  void clear() { values_.assign(values_.size(), 0.0F); }
  void normalize_rows();
  /// Makes the columns orthonormal (modified Gram-Schmidt).
  void orthonormalize_columns();

 private:
  std::size_t columns_;
  std::vector<float> values_;
};

float dot(const float* a, const float* b, std::size_t n);

/// Rows of (column, value) pairs.
class SparseMatrix {
 public:
  explicit SparseMatrix(std::size_t columns) : columns_(columns), starts_{0} {}
  void add(std::uint32_t column, float value) {
    column_of_.push_back(column);
    values_.push_back(value);
  }
  void end_row() { starts_.push_back(values_.size()); }
  std::size_t rows() const { return starts_.size() - 1; }
  std::size_t columns() const { return columns_; }
  /// this * dense, and transposed(this) * dense.
  Matrix times(const Matrix& dense) const;
  Matrix transposed_times(const Matrix& dense) const;

 private:
  std::size_t columns_;
  std::vector<std::size_t> starts_;
  std::vector<std::uint32_t> column_of_;
  std::vector<float> values_;
};

/// Each row in `dimensions` coordinates: left singular vectors times the roots of the singular values.
Matrix reduce(const SparseMatrix& matrix, std::size_t dimensions, std::mt19937& random);

}  // namespace clew::training
