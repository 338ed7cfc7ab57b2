#include "training/matrix.h"

#include <algorithm>
#include <cmath>

namespace clew::training {

float dot(const float* a, const float* b, std::size_t n) {
  // Four sums, so that the compiler may use vectors without changing the result from machine to machine.
  float s[4] = {};
  std::size_t i = 0;
  for (; i + 4 <= n; i += 4)
    for (std::size_t k = 0; k < 4; ++k) s[k] += a[i + k] * b[i + k];
  for (; i < n; ++i) s[0] += a[i] * b[i];
  return (s[0] + s[1]) + (s[2] + s[3]);
}

void Matrix::normalize_rows() {
  for (std::size_t r = 0; r < rows(); ++r) {
    const float length = std::sqrt(dot(row(r), row(r), columns_));
    if (length > 0)
      for (std::size_t c = 0; c < columns_; ++c) row(r)[c] /= length;
  }
}

void Matrix::orthonormalize_columns() {
  const std::size_t n = rows();
  std::vector<std::vector<double>> basis;
  for (std::size_t c = 0; c < columns_; ++c) {
    std::vector<double> v(n);
    for (std::size_t r = 0; r < n; ++r) v[r] = row(r)[c];
    for (const auto& b : basis) {
      double along = 0;
      for (std::size_t r = 0; r < n; ++r) along += b[r] * v[r];
      for (std::size_t r = 0; r < n; ++r) v[r] -= along * b[r];
    }
    double length = 0;
    for (const double x : v) length += x * x;
    length = std::sqrt(length);
    for (double& x : v) x = length > 1e-9 ? x / length : 0;
    for (std::size_t r = 0; r < n; ++r) row(r)[c] = static_cast<float>(v[r]);
    basis.push_back(std::move(v));
  }
}

Matrix SparseMatrix::times(const Matrix& dense) const {
  Matrix out(rows(), dense.columns());
  for (std::size_t r = 0; r < rows(); ++r)
    for (std::size_t i = starts_[r]; i < starts_[r + 1]; ++i)
      for (std::size_t c = 0; c < dense.columns(); ++c)
        out.row(r)[c] += values_[i] * dense.row(column_of_[i])[c];
  return out;
}

Matrix SparseMatrix::transposed_times(const Matrix& dense) const {
  Matrix out(columns_, dense.columns());
  for (std::size_t r = 0; r < rows(); ++r)
    for (std::size_t i = starts_[r]; i < starts_[r + 1]; ++i)
      for (std::size_t c = 0; c < dense.columns(); ++c)
        out.row(column_of_[i])[c] += values_[i] * dense.row(r)[c];
  return out;
}

namespace {

// Eigenvectors (columns of `vectors`) and values of a symmetric matrix, by Jacobi's rotations.
void diagonalize(std::vector<std::vector<double>>& a, std::vector<std::vector<double>>& vectors) {
  const std::size_t n = a.size();
  for (int sweep = 0; sweep < 30; ++sweep) {
    double off = 0;
    for (std::size_t p = 0; p < n; ++p)
      for (std::size_t q = p + 1; q < n; ++q) off += a[p][q] * a[p][q];
    if (off < 1e-18) break;
    for (std::size_t p = 0; p < n; ++p) {
      for (std::size_t q = p + 1; q < n; ++q) {
        if (std::abs(a[p][q]) < 1e-300) continue;
        const double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        const double t = (theta >= 0 ? 1 : -1) / (std::abs(theta) + std::sqrt(theta * theta + 1));
        const double c = 1 / std::sqrt(t * t + 1), s = t * c;
        for (std::size_t k = 0; k < n; ++k) {
          const double kp = a[k][p], kq = a[k][q];
          a[k][p] = c * kp - s * kq;
          a[k][q] = s * kp + c * kq;
        }
        for (std::size_t k = 0; k < n; ++k) {
          const double pk = a[p][k], qk = a[q][k];
          a[p][k] = c * pk - s * qk;
          a[q][k] = s * pk + c * qk;
        }
        for (std::size_t k = 0; k < n; ++k) {
          const double kp = vectors[k][p], kq = vectors[k][q];
          vectors[k][p] = c * kp - s * kq;
          vectors[k][q] = s * kp + c * kq;
        }
      }
    }
  }
}

}  // namespace

Matrix reduce(const SparseMatrix& matrix, std::size_t dimensions, std::mt19937& random) {
  Matrix probe(matrix.columns(), dimensions);
  for (std::size_t r = 0; r < probe.rows(); ++r)
    for (std::size_t c = 0; c < dimensions; ++c) probe.row(r)[c] = random() % 2 == 0 ? 1.0F : -1.0F;
  Matrix range = matrix.times(probe);
  for (int power = 0; power < 3; ++power) {
    range.orthonormalize_columns();
    Matrix back = matrix.transposed_times(range);
    back.orthonormalize_columns();
    range = matrix.times(back);
  }
  range.orthonormalize_columns();
  const Matrix small = matrix.transposed_times(range);  // its Gram matrix has the squared singular values
  std::vector<std::vector<double>> gram(dimensions, std::vector<double>(dimensions)), vectors = gram;
  for (std::size_t r = 0; r < small.rows(); ++r)
    for (std::size_t i = 0; i < dimensions; ++i)
      for (std::size_t j = 0; j < dimensions; ++j) gram[i][j] += double{small.row(r)[i]} * small.row(r)[j];
  for (std::size_t i = 0; i < dimensions; ++i) vectors[i][i] = 1;
  diagonalize(gram, vectors);
  Matrix out(matrix.rows(), dimensions);
  for (std::size_t j = 0; j < dimensions; ++j) {
    const double weight = std::pow(std::max(gram[j][j], 0.0), 0.25);
    for (std::size_t r = 0; r < out.rows(); ++r) {
      double sum = 0;
      for (std::size_t k = 0; k < dimensions; ++k) sum += range.row(r)[k] * vectors[k][j];
      out.row(r)[j] = static_cast<float>(sum * weight);
    }
  }
  return out;
}

}  // namespace clew::training
