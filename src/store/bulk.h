// store/bulk.h - many rows into a table at once: gathered in memory, then put in by one statement.
//
// Binding, stepping and resetting a statement costs more than most rows do. Here the rows lie in one block of
// memory, and SQLite fetches them itself through a virtual table. One thread at a time.
#pragma once

#include <bit>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "store/db.h"

namespace clew::store {

/// Rows of one width, cell by cell from left to right. Bytes are copied.
class Rows {
 public:
  explicit Rows(int width) : width_(static_cast<std::size_t>(width)) {}

  Rows& add(std::int64_t value) { return put({value, 0, Kind::integer}); }
  Rows& add_real(double value) { return put({std::bit_cast<std::int64_t>(value), 0, Kind::real}); }
  Rows& add_null() { return put({0, 0, Kind::null}); }
  Rows& add_text(std::string_view text) { return put_bytes(text, Kind::text); }
  Rows& add_blob(std::string_view bytes) { return put_bytes(bytes, Kind::blob); }
  Rows& add_text_or_null(std::string_view text) { return text.empty() ? add_null() : add_text(text); }

  std::size_t size() const { return cells_.size() / width_; }
  bool empty() const { return cells_.empty(); }
  void clear() {
    cells_.clear();
    bytes_.clear();
  }

 private:
  friend class BulkInsert;
  enum class Kind : std::uint8_t { null, integer, real, text, blob };
  struct Cell {
    std::int64_t value;  // or the offset of the first byte
    std::uint32_t length;
    Kind kind;
  };

  Rows& put(Cell cell) {
    cells_.push_back(cell);
    return *this;
  }
  Rows& put_bytes(std::string_view bytes, Kind kind) {
    cells_.push_back(
        {static_cast<std::int64_t>(bytes_.size()), static_cast<std::uint32_t>(bytes.size()), kind});
    bytes_.append(bytes);
    return *this;
  }

  std::size_t width_;
  std::vector<Cell> cells_;
  std::string bytes_;
};

/// The way of rows into tables. Must not outlive the connection.
class BulkInsert {
 public:
  /// Registers the virtual table `feed` on the connection; call once for each.
  static Result<BulkInsert> open(const Db& db);
  BulkInsert(BulkInsert&&) noexcept;
  BulkInsert& operator=(BulkInsert&&) noexcept;
  ~BulkInsert();

  /// A statement that reads the given rows from `feed`, whose columns are c0, c1, ...:
  /// "INSERT INTO t SELECT c0, c1 FROM feed". Kept prepared by its text. Errors: as Statement::step.
  Result<void> run(std::string_view sql, const Rows& rows);
  /// run, then rows.clear(); nothing for no rows.
  Result<void> move(std::string_view sql, Rows& rows);
  /// The same for a SELECT: gives the statement, bound to the rows, to be stepped. The rows must live until
  /// then.
  Result<Statement*> query(std::string_view sql, const Rows& rows);

 private:
  struct State;
  struct Module;
  explicit BulkInsert(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace clew::store
