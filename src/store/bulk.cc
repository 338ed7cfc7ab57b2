#include "store/bulk.h"

#include <sqlite3.h>

#include <map>
#include <utility>

namespace clew::store {
namespace {

constexpr int kColumns = 20;

}  // namespace

struct BulkInsert::State {
  const Db* db;
  const Rows* rows = nullptr;
  std::map<std::string, Statement, std::less<>> statements{};
};

// The virtual table (sqlite.org/vtab.html): one full scan of the rows that are being moved.
struct BulkInsert::Module {
  struct Table : sqlite3_vtab {
    State* state;
  };
  struct Cursor : sqlite3_vtab_cursor {
    State* state;
    std::size_t row;
  };

  static int connect(sqlite3* db, void* state, int, const char* const*, sqlite3_vtab** out, char**) {
    std::string columns = "CREATE TABLE x(";
    for (int i = 0; i < kColumns; ++i) columns += (i > 0 ? ", c" : "c") + std::to_string(i);
    if (const int status = sqlite3_declare_vtab(db, (columns + ")").c_str()); status != SQLITE_OK)
      return status;
    auto* table = new Table();
    table->state = static_cast<State*>(state);
    *out = table;
    return SQLITE_OK;
  }
  static int disconnect(sqlite3_vtab* table) {
    delete static_cast<Table*>(table);
    return SQLITE_OK;
  }
  static int best_index(sqlite3_vtab*, sqlite3_index_info* plan) {
    plan->estimatedCost = 1000;
    plan->estimatedRows = 1000;
    return SQLITE_OK;
  }
  static int open(sqlite3_vtab* table, sqlite3_vtab_cursor** out) {
    auto* cursor = new Cursor();
    cursor->state = static_cast<Table*>(table)->state;
    *out = cursor;
    return SQLITE_OK;
  }
  static int close(sqlite3_vtab_cursor* cursor) {
    delete static_cast<Cursor*>(cursor);
    return SQLITE_OK;
  }
  static int filter(sqlite3_vtab_cursor* cursor, int, const char*, int, sqlite3_value**) {
    static_cast<Cursor*>(cursor)->row = 0;
    return SQLITE_OK;
  }
  static int next(sqlite3_vtab_cursor* cursor) {
    ++static_cast<Cursor*>(cursor)->row;
    return SQLITE_OK;
  }
  static int eof(sqlite3_vtab_cursor* base) {
    const auto* cursor = static_cast<Cursor*>(base);
    const Rows* rows = cursor->state->rows;
    return rows == nullptr || cursor->row >= rows->size();
  }
  static int column(sqlite3_vtab_cursor* base, sqlite3_context* out, int index) {
    const auto* cursor = static_cast<Cursor*>(base);
    const Rows& rows = *cursor->state->rows;
    if (static_cast<std::size_t>(index) >= rows.width_) return SQLITE_OK;
    const Rows::Cell& cell = rows.cells_[cursor->row * rows.width_ + static_cast<std::size_t>(index)];
    const auto bytes = [&] { return rows.bytes_.data() + cell.value; };
    switch (cell.kind) {
      case Rows::Kind::null:
        break;
      case Rows::Kind::integer:
        sqlite3_result_int64(out, cell.value);
        break;
      case Rows::Kind::real:
        sqlite3_result_double(out, std::bit_cast<double>(cell.value));
        break;
      case Rows::Kind::text:
        sqlite3_result_text(out, bytes(), static_cast<int>(cell.length), SQLITE_STATIC);
        break;
      case Rows::Kind::blob:
        sqlite3_result_blob(out, bytes(), static_cast<int>(cell.length), SQLITE_STATIC);
        break;
    }
    return SQLITE_OK;
  }
  static int rowid(sqlite3_vtab_cursor* cursor, sqlite3_int64* out) {
    *out = static_cast<sqlite3_int64>(static_cast<Cursor*>(cursor)->row);
    return SQLITE_OK;
  }

  static const sqlite3_module* get() {
    static const sqlite3_module module = [] {
      sqlite3_module m{};
      m.xConnect = connect;  // and no xCreate: the table is there without being made
      m.xDisconnect = disconnect;
      m.xBestIndex = best_index;
      m.xOpen = open;
      m.xClose = close;
      m.xFilter = filter;
      m.xNext = next;
      m.xEof = eof;
      m.xColumn = column;
      m.xRowid = rowid;
      return m;
    }();
    return &module;
  }
};

BulkInsert::BulkInsert(std::unique_ptr<State> state) : state_(std::move(state)) {}
BulkInsert::BulkInsert(BulkInsert&&) noexcept = default;
BulkInsert& BulkInsert::operator=(BulkInsert&&) noexcept = default;
BulkInsert::~BulkInsert() = default;

Result<BulkInsert> BulkInsert::open(const Db& db) {
  auto state = std::make_unique<State>();
  state->db = &db;
  if (sqlite3_create_module(db.handle(), "feed", Module::get(), state.get()) != SQLITE_OK)
    return sqlite_error(db.handle(), "cannot prepare for writing");
  return BulkInsert(std::move(state));
}

Result<Statement*> BulkInsert::query(std::string_view sql, const Rows& rows) {
  State& s = *state_;
  auto found = s.statements.find(sql);
  if (found == s.statements.end()) found = s.statements.emplace(sql, TRY(s.db->prepare(sql))).first;
  s.rows = &rows;
  return &found->second;
}

Result<void> BulkInsert::run(std::string_view sql, const Rows& rows) {
  if (rows.empty()) return {};
  Statement* statement = TRY(query(sql, rows));
  auto done = statement->run();
  state_->rows = nullptr;
  return done;
}

Result<void> BulkInsert::move(std::string_view sql, Rows& rows) {
  auto done = run(sql, rows);
  rows.clear();
  return done;
}

}  // namespace clew::store
