#include "store/case.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include "base/result.h"
#include "store/index_segment.h"
#include "store/indexes.h"
#include "store/savepoint.h"
#include "store/schema.h"

namespace clew::store {
namespace {

Result<void> check_is_case(const Db& db, const std::string& path) {
  const auto id = db.number("PRAGMA application_id");
  if (!id) return Error{Code::corrupt, "not a case: this is no SQLite database", path, {}};
  if (id.value().value_or(0) != kApplicationId)
    return Error{Code::corrupt, "not a case: this database was not made by clew", path, {}};
  const auto version = TRY(db.number("PRAGMA user_version")).value_or(0);
  if (version > kSchemaVersion)
    return Error{Code::unsupported,
                 "made by a newer clew (schema " + std::to_string(version) + ", this one knows " +
                     std::to_string(kSchemaVersion) + ")",
                 path, "install the newer clew"};
  if (version < kSchemaVersion)
    return Error{Code::unsupported,
                 "made by an older clew (schema " + std::to_string(version) + ", this one needs " +
                     std::to_string(kSchemaVersion) + ")",
                 path, "make it anew from its sources, or read it with the clew that made it"};
  return {};
}

// A database without any table: an empty file, or a case whose making was cut short before its schema was
// committed.
Result<bool> is_unmade(const Db& db) {
  const auto tables = db.number("SELECT count(*) FROM sqlite_schema");
  if (!tables) return false;  // no database: check_is_case says so
  return tables->value_or(0) == 0 && TRY(db.number("PRAGMA application_id")).value_or(0) == 0;
}

Result<void> set_pragmas(const Db& db) {
  // The cache holds the inner and the hot outer pages of all randomly filled trees of a case of some million
  // passages; below that, ingest is bound by reading pages back.
  // WAL with NORMAL: a kill at any moment loses nothing that was committed; a power cut may lose the last
  // commits but never breaks the file.
  return db.execute(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -204800;"
      "PRAGMA temp_store = FILE; PRAGMA mmap_size = 0; PRAGMA wal_autocheckpoint = 4000;"
      "PRAGMA secure_delete = OFF;");  // remove.cc turns it on
}

Result<void> make_schema(const Db& db) {
  // Letters of a few KiB leave much of a 4 KiB page unused.
  TRY(db.execute("PRAGMA page_size = 16384"));
  TRY(set_pragmas(db));
  TRY(db.execute("BEGIN IMMEDIATE"));
  TRY(db.execute(kSchemaSql));
  TRY(
      db.execute("INSERT INTO words(words, rank) VALUES('hashsize', 33554432);"
                 "INSERT INTO words(words, rank) VALUES('automerge', 8);"
                 "INSERT INTO words(words, rank) VALUES('pgsz', 16320);"
                 "PRAGMA application_id = " +
                 std::to_string(kApplicationId) +
                 "; PRAGMA user_version = " + std::to_string(kSchemaVersion) + "; COMMIT"));
  return {};
}

Result<void> require_file(const std::string& path) {
  struct stat info;
  if (::stat(path.c_str(), &info) != 0)
    return Error{Code::not_found, "no such case", path, "make one: clew ingest " + path + " SOURCE..."};
  if (!S_ISREG(info.st_mode)) return Error{Code::not_found, "not a file", path, {}};
  return {};
}

// Rows added to a table without rowid leave an eighth of its pages empty, even if they come in order. Copying
// it whole into an empty table of the same form fills them: SQLite loads that in bulk. What is written next
// takes the pages that this frees.
Result<void> fill_pages(const Db& db, const std::string& table) {
  Statement form = TRY(db.prepare("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?"));
  if (!TRY(form.bind(1, table).step())) return {};
  std::string made = form.string(0);
  form.reset();
  const std::string head = "CREATE TABLE " + table;
  CHECK(made.starts_with(head));
  made.replace(0, head.size(), "CREATE TEMP TABLE filling");
  TRY(db.execute(made));
  TRY(as_one_change(db, [&] {
    return db.execute("INSERT INTO temp.filling SELECT * FROM main." + table + "; DELETE FROM main." + table +
                      "; INSERT INTO main." + table + " SELECT * FROM temp.filling");
  }));
  return db.execute("DROP TABLE temp.filling");
}

}  // namespace

Result<Db> open_case(const std::string& path) {
  TRY(require_file(path));
  auto db = Db::open(path, Db::Mode::read);
  if (!db) return db;
  TRY(check_is_case(*db, path));
  TRY(db->execute("PRAGMA cache_size = -32768; PRAGMA mmap_size = 1073741824; PRAGMA query_only = 1;"));
  return db;
}

Result<Db> open_case_for_writing(const std::string& path) {
  TRY(require_file(path));
  return create_case(path);
}

Result<Db> create_case(const std::string& path) {
  struct stat info;
  const bool there = ::stat(path.c_str(), &info) == 0 && info.st_size > 0;
  auto db = Db::open(path, Db::Mode::create);
  if (!db) return db;
  if (there && !TRY(is_unmade(*db))) {
    TRY(check_is_case(*db, path));
    TRY(set_pragmas(*db));
    return db;
  }
  TRY(make_schema(*db));
  if (path == ":memory:") {
    TRY(ensure_indexes(*db));
    return db;
  }
  // A connection that has spoken to an FTS5 table holds on to what it knew of it then, and would not see the
  // segments that are written beside it (index_segment.h): so this one ends here.
  auto fresh = Db::open(path, Db::Mode::create);
  if (!fresh) return fresh;
  TRY(set_pragmas(*fresh));
  return fresh;
}

Result<void> ensure_indexes(const Db& db) {
  if (!TRY(db.number("SELECT 1 FROM sqlite_schema WHERE name = 'documents_by_date'")))
    for (const char* table : {"occurrences", "zone_spans"}) TRY(fill_pages(db, table));
  return db.execute(kIndexesSql);
}

Result<void> pack_if_grown(const Db& used) {
  // For the reason given in create_case.
  const Db db = TRY(Db::open(sqlite3_db_filename(used.handle(), "main"), Db::Mode::write));
  TRY(set_pragmas(db));
  // Merging and rewriting walk through the file once: what one connection holds of it is of no use to the
  // other.
  TRY(used.execute("PRAGMA shrink_memory"));
  TRY(db.execute("PRAGMA cache_size = -16384"));
  const auto pages = TRY(db.number("PRAGMA page_count")).value_or(0);
  const auto packed = TRY(db.number("SELECT value FROM properties WHERE name = 'packed_pages'")).value_or(0);
  if (pages < 2 * packed) return {};
  TRY(db.execute("INSERT INTO party_words(party_words) VALUES ('optimize')"));
  bool merged = false;
  for (const IndexTable& table : {IndexTable{"words", true}, IndexTable{"subject_words", false}}) {
    if (TRY(count_segments(db, table)) < 2) continue;
    const std::string name = table.name;
    TRY(db.execute("INSERT INTO " + name + "(" + name + ") VALUES ('optimize')"));
    merged = true;
  }
  // What one run wrote into a new case lies in order already, and its pages are full.
  if (packed > 0 || merged) {
    const auto vacuumed = db.execute("VACUUM");
    if (!vacuumed && vacuumed.error().code != Code::io) return vacuumed;  // a full disk only means no packing
  }
  return db.execute(
      "INSERT OR REPLACE INTO properties SELECT 'packed_pages', page_count FROM pragma_page_count");
}

}  // namespace clew::store
