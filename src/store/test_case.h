// store/test_case.h - a case in memory for tests: letters put in by plain SQL as schema.sql says. Not for
// programs.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/digest.h"
#include "base/fold.h"
#include "model/document.h"
#include "store/case.h"
#include "store/db.h"

namespace clew::store {

struct TestLetter {
  std::string text = {}, subject = {};
  std::vector<model::Mailbox> from = {}, to = {}, cc = {};
  std::string date = {};  ///< ISO 8601; empty: none
  std::string type = "mail", language = "en", file = "inbox.mbox";
  std::optional<std::string> member = {};
  std::int64_t copy_of = 0, thread = 0, parent = 0;  ///< documents.id
};

class TestCase {
 public:
  TestCase() : db_(make()) {
    run("INSERT INTO sources VALUES (1, 'mail', 'auto', 'Harbour'); INSERT INTO folders VALUES (1, 1, "
        "'mail/box/')");
  }
  const Db& db() const { return db_; }

  void run(const std::string& sql) {
    const auto done = db_.execute(sql);
    ASSERT_TRUE(done) << to_string(done.error()) << "\n" << sql;
  }

  /// Gives documents.id. Equal texts share a row, equal parties too.
  std::int64_t add(const TestLetter& letter) {
    const std::int64_t id = value("SELECT coalesce(max(id), 0) + 1 FROM documents");
    const std::int64_t text = letter.text.empty() ? 0 : add_text(letter.text);
    insert(
        "INSERT INTO documents(id, sha256, type, message, message_key, thread, subject, date, zone, language,"
        " bytes, status, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, 'read', ?)",
        [&](Statement& s) {
          const Sha256 hash = sha256("document " + std::to_string(id));
          const std::int64_t message = letter.copy_of != 0 ? letter.copy_of : id;
          const bool mail = letter.type == "mail";
          s.bind(1, id).bind_blob(2, {reinterpret_cast<const char*>(hash.data()), hash.size()});
          s.bind(3, letter.type);
          mail ? s.bind(4, message) : s.bind_null(4);
          mail&& message == id ? s.bind(5, 1000 + id) : s.bind_null(5);
          mail ? s.bind(6, letter.thread != 0 ? letter.thread : message) : s.bind_null(6);
          s.bind_text_or_null(7, letter.subject).bind(8, model::parse_iso8601(letter.date));
          s.bind_text_or_null(9, letter.language).bind(10, static_cast<std::int64_t>(letter.text.size()));
          text != 0 ? s.bind(11, text) : s.bind_null(11);
          return s.run();
        });
    index("subject_words", id, letter.subject);
    int role = 0;
    for (const auto* list : {&letter.from, &letter.to, &letter.cc}) {
      ++role;
      for (std::size_t i = 0; i < list->size(); ++i)
        run("INSERT INTO participants VALUES (" + std::to_string(id) + ", " + std::to_string(role) + ", " +
            std::to_string(i) + ", " + std::to_string(party((*list)[i])) + ")");
    }
    place(id, letter);
    return id;
  }

  std::int64_t party(const model::Mailbox& mailbox) {
    Statement find = prepare("SELECT id FROM parties WHERE address = ? AND name = ?");
    find.bind(1, mailbox.address).bind(2, mailbox.name);
    if (find.step().value()) return find.integer(0);
    const std::int64_t id = value("SELECT coalesce(max(id), 0) + 1 FROM parties");
    insert("INSERT INTO parties(id, name, address) VALUES (?, ?, ?)",
           [&](Statement& s) { return s.bind(1, id).bind(2, mailbox.name).bind(3, mailbox.address).run(); });
    index("party_words", id, mailbox.name + " " + mailbox.address);
    return id;
  }

  /// A text that lies in these chunks, put into documents.text of a letter made before.
  std::int64_t add_long_text(std::int64_t document, const std::vector<std::string>& chunks) {
    const std::int64_t id = value("SELECT coalesce(max(id), 0) + 1 FROM texts");
    const std::int64_t first =
        value("SELECT coalesce(max(id) + 1, " + std::to_string(kFirstChunk) + ") FROM chunks");
    std::int64_t chunk = first, start = 0;
    std::string whole;
    for (std::size_t i = 0; i < chunks.size(); ++i, ++chunk) {
      insert("INSERT INTO chunks VALUES (?, ?, ?, ?)", [&](Statement& s) {
        return s.bind(1, chunk).bind(2, id).bind(3, start).bind(4, chunks[i]).run();
      });
      start += static_cast<std::int64_t>(chunks[i].size());
      whole += chunks[i];
      index("words", chunk, chunks[i] + (i + 1 < chunks.size() ? " " + first_words(chunks[i + 1]) : ""));
    }
    put_text(id, whole, false, first, chunk - 1);
    run("UPDATE documents SET text = " + std::to_string(id) + " WHERE id = " + std::to_string(document));
    return id;
  }

  std::int64_t value(const std::string& sql) {
    const auto number = db_.number(sql);
    EXPECT_TRUE(number) << sql;
    return number.value().value_or(0);
  }

 private:
  static Db make() {
    auto made = create_case(":memory:");
    CHECK(made.has_value());
    return std::move(made).value();
  }
  Statement prepare(const std::string& sql) {
    auto made = db_.prepare(sql);
    CHECK(made.has_value());
    return std::move(made).value();
  }
  template <class F>
  void insert(const std::string& sql, F&& bind_and_run) {
    Statement statement = prepare(sql);
    const auto done = bind_and_run(statement);
    ASSERT_TRUE(done) << to_string(done.error()) << "\n" << sql;
  }
  void index(const std::string& table, std::int64_t row, const std::string& text) {
    const std::string words = folded(text);
    if (words.empty()) return;
    insert("INSERT INTO " + table + "(rowid, folded) VALUES (?, ?)",
           [&](Statement& s) { return s.bind(1, row).bind(2, words).run(); });
  }
  static std::string first_words(const std::string& text) {
    std::string words;
    int n = 0;
    WordCutter cutter(text);
    for (Word word; n < kOverlapWords && cutter.next(word); ++n) (words += ' ') += word.folded;
    return words;
  }
  void put_text(std::int64_t id, const std::string& text, bool whole, std::int64_t first, std::int64_t last) {
    insert("INSERT INTO texts VALUES (?, ?, ?, ?, ?, ?)", [&](Statement& s) {
      const Sha256 hash = sha256(text);
      s.bind(1, id).bind_blob(2, {reinterpret_cast<const char*>(hash.data()), hash.size()});
      s.bind(3, static_cast<std::int64_t>(text.size()));
      whole ? s.bind(4, text) : s.bind_null(4);
      whole ? s.bind_null(5) : s.bind(5, first);
      whole ? s.bind_null(6) : s.bind(6, last);
      return s.run();
    });
  }
  std::int64_t add_text(const std::string& text) {
    Statement find = prepare("SELECT id FROM texts WHERE content = ?");
    find.bind(1, text);
    if (find.step().value()) return find.integer(0);
    const std::int64_t id = value("SELECT coalesce(max(id), 0) + 1 FROM texts");
    put_text(id, text, true, 0, 0);
    index("words", id, text);
    return id;
  }
  void place(std::int64_t document, const TestLetter& letter) {
    std::int64_t file = value("SELECT coalesce(max(id), 0) FROM files WHERE name = '" + letter.file + "'");
    if (file == 0) {
      file = value("SELECT coalesce(max(id), 0) + 1 FROM files");
      run("INSERT INTO files(id, folder, name, bytes, modified, state, version) VALUES (" +
          std::to_string(file) + ", 1, '" + letter.file + "', 1, 1, 'read', 1)");
    }
    const std::string member = letter.member ? *letter.member : "#" + std::to_string(document);
    insert("INSERT INTO places(document, file, member, parent) VALUES (?, ?, ?, ?)", [&](Statement& s) {
      s.bind(1, document).bind(2, file).bind(3, member);
      letter.parent != 0 ? s.bind(4, letter.parent) : s.bind_null(4);
      return s.run();
    });
  }

  Db db_;
};

}  // namespace clew::store
