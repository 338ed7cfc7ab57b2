// view/made_case.h - for tests: a small case written row by row, with no reader or resolver.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "base/digest.h"
#include "store/case.h"
#include "store/ties.h"

namespace clew::view {

/// Deleted with its files. Entities 1..n are the names given, each with one party of the same id.
class MadeCase {
 public:
  explicit MadeCase(const std::vector<std::string>& names)
      : folder_(std::filesystem::temp_directory_path() /
                ("clew-made-" + std::to_string(::getpid()) + "-" + std::to_string(next()++))),
        db_(open()) {
    for (const std::string& name : names) {
      const auto id = std::to_string(++entities_);
      run("INSERT INTO entities(id, key, type, name, names, addresses, sent, received, first, last) VALUES(" +
              id + ", '" + key(entities_) + "', 'person', ?1, json_array(?1)," +
              " json_array(?2), 0, 0, NULL, NULL)",
          name, address(entities_));
      run("INSERT INTO parties(id, name, address, entity, reason) VALUES(" + id + ", ?1, ?2, " + id +
              ", 'made')",
          name, address(entities_));
    }
    run("INSERT INTO sources(id, path, kind) VALUES(1, 'made', 'auto')");
    run("INSERT INTO folders(id, source, path) VALUES(1, 1, 'made/')");
    run("INSERT INTO files(id, folder, name, bytes, modified, state, version) VALUES(1, 1, 'box', 0, 0, "
        "'read', 1)");
  }
  ~MadeCase() {
    db_.reset();
    std::filesystem::remove_all(folder_);
  }

  /// Keys run against the ids, so that nothing can lean on the order of rows.
  static std::string key(std::int64_t entity) {
    char out[17];
    std::snprintf(out, sizeof out, "%016llx", static_cast<unsigned long long>(0xF000 - entity));
    return out;
  }
  static std::string address(std::int64_t entity) {
    return "person" + std::to_string(entity) + "@example.org";
  }
  static std::string id_of(std::int64_t document) {
    return hex(sha256("document " + std::to_string(document)));
  }

  struct Letter {
    std::optional<std::int64_t> date = {};
    std::int64_t from = 0;
    std::vector<std::int64_t> to = {}, cc = {};
    std::string subject = {}, text = {};
    std::int64_t copy_of = 0;
  };
  /// Gives documents.id.
  std::int64_t letter(const Letter& l) {
    const std::int64_t id = document("mail", "", l.subject, l.text, l.date, l.copy_of);
    std::int64_t seq = 0;
    const auto party = [&](int role, std::int64_t who) {
      run("INSERT INTO participants(document, role, seq, party) VALUES(" + std::to_string(id) + "," +
          std::to_string(role) + "," + std::to_string(seq++) + "," + std::to_string(who) + ")");
      if (l.copy_of == 0)
        run("UPDATE entities SET " + std::string(role == 1 ? "sent = sent + 1" : "received = received + 1") +
            " WHERE id = " + std::to_string(who));
      if (l.copy_of == 0 && role != 1) count(l, who, role == 2 ? "to" : "cc");
    };
    party(1, l.from);
    for (const auto who : l.to) party(2, who);
    for (const auto who : l.cc) party(3, who);
    return id;
  }
  std::int64_t document(const std::string& type, const std::string& media_type, const std::string& subject,
                        const std::string& text, std::optional<std::int64_t> date, std::int64_t copy_of = 0) {
    const std::int64_t id = ++documents_;
    const std::string n = std::to_string(id);
    run("INSERT INTO texts(id, digest, bytes, content) VALUES(" + n + ", x'" + hex(sha256(text)) +
            "', length(cast(?1 AS BLOB)), ?1)",
        text);
    const std::string message = type != "mail" ? "NULL" : copy_of != 0 ? std::to_string(copy_of) : n;
    run("INSERT INTO documents(id, sha256, type, media_type, message, message_key, thread, subject, date, "
        "zone, message_id, language, bytes, status, text) VALUES(" +
            n + ", x'" + id_of(id) + "', '" + type + "', nullif(?2, ''), " + message + ", " +
            (message == n ? n : "NULL") + ", " + message + ", ?1, " +
            (date ? std::to_string(*date) : "NULL") + ", 0, " +
            (message == n ? "'m" + n + "@example.org'" : "NULL") + ", 'en', 100, 'read', " + n + ")",
        subject, media_type);
    run("INSERT INTO places(id, document, file, member) VALUES(" + n + ", " + n + ", 1, '#" + n + "')");
    return id;
  }
  void run(const std::string& sql, const std::string& first = "", const std::string& second = "") {
    auto statement = db_->prepare(sql);
    ASSERT_TRUE(statement) << sql << ": " << to_string(statement.error());
    if (sql.find('?') != std::string::npos) statement->bind(1, first);
    if (sql.find("?2") != std::string::npos) statement->bind(2, second);
    const auto status = statement->run();
    ASSERT_TRUE(status) << sql << ": " << to_string(status.error());
  }
  const store::Db& db() const { return *db_; }
  std::string path() const { return (folder_ / "made.clew").string(); }

 private:
  static int& next() {
    static int number = 0;
    return number;
  }
  std::optional<store::Db> open() {
    std::filesystem::create_directories(folder_);
    auto db = store::create_case(path());
    CHECK(db.has_value());
    return std::move(*db);
  }
  void count(const Letter& l, std::int64_t to, const std::string& kind) {
    if (to == l.from) return;
    const std::string date = l.date ? std::to_string(*l.date) : "NULL";
    run("INSERT INTO ties(a, b, kind, count, first, last) VALUES(" + std::to_string(l.from) + "," +
        std::to_string(to) + ",'" + kind + "',1," + date + "," + date +
        ") ON CONFLICT DO UPDATE SET count = count + 1, first = min(coalesce(first, excluded.first),"
        " coalesce(excluded.first, first)), last = max(coalesce(last, excluded.last), "
        "coalesce(excluded.last, last))");
  }

  std::filesystem::path folder_;
  std::optional<store::Db> db_;
  std::int64_t entities_ = 0, documents_ = 0;
};

}  // namespace clew::view
