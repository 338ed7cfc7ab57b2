// store/db.h - SQLite behind Results: a connection, and statements that bind and step. The only door to SQL.
//
// Threads: one thread at a time per connection and its statements. Statements must not outlive their
// connection.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace clew::store {

class Db;

/// A prepared statement. Bind by position from 1, step through rows, read columns from 0. Views into text and
/// blob columns live until the next step or reset. A failed bind or column read is a bug, not an error.
class Statement {
 public:
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&& other) noexcept;
  ~Statement();

  Statement& bind(int index, std::int64_t value);
  Statement& bind(int index, int value) { return bind(index, static_cast<std::int64_t>(value)); }
  Statement& bind(int index, double value);
  /// Copies nothing: the bytes must live until the statement is stepped to its end or reset.
  Statement& bind(int index, std::string_view text);
  Statement& bind(int index, const char* text) { return bind(index, std::string_view(text)); }
  Statement& bind_blob(int index, std::string_view bytes);
  Statement& bind_null(int index);
  template <class T>
  Statement& bind(int index, const std::optional<T>& value) {
    return value ? bind(index, *value) : bind_null(index);
  }
  /// Binds NULL for an empty text.
  Statement& bind_text_or_null(int index, std::string_view text) {
    return text.empty() ? bind_null(index) : bind(index, text);
  }

  /// True: a row is there. False: no more rows; the statement is reset and ready to be bound again.
  Result<bool> step();
  /// Steps a statement that gives no rows (or whose rows do not matter), then resets it.
  Result<void> run();
  void reset();

  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string_view text(int column) const;  ///< also for blobs; empty for NULL
  std::string string(int column) const { return std::string(text(column)); }
  bool is_null(int column) const;
  std::optional<std::int64_t> integer_or_null(int column) const {
    return is_null(column) ? std::nullopt : std::optional(integer(column));
  }

 private:
  friend class Db;
  Statement(sqlite3_stmt* statement, sqlite3* db) : statement_(statement), db_(db) {}
  sqlite3_stmt* statement_;
  sqlite3* db_;
};

class Db {
 public:
  enum class Mode { read, write, create };
  /// Errors: not_found, io, corrupt, busy (another process writes).
  static Result<Db> open(const std::string& path, Mode mode);
  Db(Db&& other) noexcept;
  Db& operator=(Db&& other) noexcept;
  ~Db();

  /// A statement to be kept and used again. Errors: corrupt (the schema lacks something).
  Result<Statement> prepare(std::string_view sql) const;
  /// Runs one or more statements without parameters.
  Result<void> execute(const std::string& sql) const;
  /// The first column of the first row; nothing when there is no row or it is NULL.
  Result<std::optional<std::int64_t>> number(std::string_view sql) const;
  std::int64_t last_row() const;
  std::int64_t changes() const;
  sqlite3* handle() const { return db_; }

 private:
  explicit Db(sqlite3* db) : db_(db) {}
  sqlite3* db_;
};

/// The Error for what SQLite just said on this connection.
Error sqlite_error(sqlite3* db, std::string_view doing);

}  // namespace clew::store
