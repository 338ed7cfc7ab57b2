#include "store/db.h"

#include <sqlite3.h>

#include <utility>

namespace clew::store {
namespace {

// An empty string_view may have a null pointer, which SQLite would take for NULL.
const char* pointer(std::string_view text) { return text.data() == nullptr ? "" : text.data(); }

Code code_of(int status) {
  switch (status & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Code::busy;
    case SQLITE_CANTOPEN:
      return Code::not_found;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return Code::corrupt;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
      return Code::io;
    case SQLITE_TOOBIG:
      return Code::limit;
    default:
      return Code::internal;
  }
}

// Once in a process, before the first connection. A connection is used by one thread at a time, and nobody
// asks how much memory SQLite has: so it needs no locks around its allocations.
void configure_sqlite() {
  static const bool done = [] {
    sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    return true;
  }();
  (void)done;
}

}  // namespace

Error sqlite_error(sqlite3* db, std::string_view doing) {
  const int status = db == nullptr ? SQLITE_NOMEM : sqlite3_extended_errcode(db);
  std::string what(doing);
  what += ": ";
  what += db == nullptr ? "out of memory" : sqlite3_errmsg(db);
  std::string hint;
  if ((status & 0xFF) == SQLITE_BUSY) hint = "another clew is writing to this case: wait for it to end";
  if ((status & 0xFF) == SQLITE_FULL) hint = "the disk is full: make room and run again, nothing is lost";
  return Error{code_of(status), std::move(what), {}, std::move(hint)};
}

Statement::Statement(Statement&& other) noexcept
    : statement_(std::exchange(other.statement_, nullptr)), db_(other.db_) {}
Statement& Statement::operator=(Statement&& other) noexcept {
  std::swap(statement_, other.statement_);
  std::swap(db_, other.db_);
  return *this;
}
Statement::~Statement() { sqlite3_finalize(statement_); }

Statement& Statement::bind(int index, std::int64_t value) {
  CHECK(sqlite3_bind_int64(statement_, index, value) == SQLITE_OK);
  return *this;
}
Statement& Statement::bind(int index, double value) {
  CHECK(sqlite3_bind_double(statement_, index, value) == SQLITE_OK);
  return *this;
}
Statement& Statement::bind(int index, std::string_view text) {
  CHECK(sqlite3_bind_text64(statement_, index, pointer(text), text.size(), SQLITE_STATIC, SQLITE_UTF8) ==
        SQLITE_OK);
  return *this;
}
Statement& Statement::bind_blob(int index, std::string_view bytes) {
  CHECK(sqlite3_bind_blob64(statement_, index, pointer(bytes), bytes.size(), SQLITE_STATIC) == SQLITE_OK);
  return *this;
}
Statement& Statement::bind_null(int index) {
  CHECK(sqlite3_bind_null(statement_, index) == SQLITE_OK);
  return *this;
}

Result<bool> Statement::step() {
  const int status = sqlite3_step(statement_);
  if (status == SQLITE_ROW) return true;
  if (status == SQLITE_DONE) {
    sqlite3_reset(statement_);
    return false;
  }
  Error error = sqlite_error(db_, "the case could not be read or written");
  sqlite3_reset(statement_);
  return error;
}

Result<void> Statement::run() {
  TRY(step());
  sqlite3_reset(statement_);
  return {};
}

void Statement::reset() { sqlite3_reset(statement_); }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }
double Statement::real(int column) const { return sqlite3_column_double(statement_, column); }
std::string_view Statement::text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_, column);
  return {static_cast<const char*>(bytes),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}
bool Statement::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

Result<Db> Db::open(const std::string& path, Mode mode) {
  configure_sqlite();
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  switch (mode) {
    case Mode::read:
      flags |= SQLITE_OPEN_READONLY;
      break;
    case Mode::write:
      flags |= SQLITE_OPEN_READWRITE;
      break;
    case Mode::create:
      flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
      break;
  }
  sqlite3* handle = nullptr;
  int status = SQLITE_CANTOPEN;
  if (mode == Mode::read) {
    // Opened for writing if it can be, although nothing is written: the last to close a case then tidies its
    // -wal and -shm files away, which a read-only connection must leave behind.
    const int writable = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_READWRITE;
    status = sqlite3_open_v2(path.c_str(), &handle, writable, nullptr);
    if (status != SQLITE_OK) sqlite3_close_v2(std::exchange(handle, nullptr));
  }
  if (handle == nullptr) status = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  Db db(handle);
  if (status != SQLITE_OK) return sqlite_error(handle, "cannot open the case").in(path);
  sqlite3_busy_timeout(handle, 10'000);
  return db;
}

Db::Db(Db&& other) noexcept : db_(std::exchange(other.db_, nullptr)) {}
Db& Db::operator=(Db&& other) noexcept {
  std::swap(db_, other.db_);
  return *this;
}
Db::~Db() { sqlite3_close_v2(db_); }

Result<Statement> Db::prepare(std::string_view sql) const {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement,
                         nullptr) != SQLITE_OK)
    return sqlite_error(db_, "the case does not understand a query");
  return Statement(statement, db_);
}

Result<void> Db::execute(const std::string& sql) const {
  if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    return sqlite_error(db_, "the case refused a change");
  return {};
}

Result<std::optional<std::int64_t>> Db::number(std::string_view sql) const {
  Statement statement = TRY(prepare(sql));
  if (!TRY(statement.step())) return std::optional<std::int64_t>();
  return statement.integer_or_null(0);
}

std::int64_t Db::last_row() const { return sqlite3_last_insert_rowid(db_); }
std::int64_t Db::changes() const { return sqlite3_changes64(db_); }

}  // namespace clew::store
