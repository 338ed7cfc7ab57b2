#include "store/remove.h"

#include <algorithm>
#include <set>

#include "base/fold.h"
#include "store/case.h"
#include "store/claim_rows.h"
#include "store/evidence.h"
#include "store/names.h"
#include "store/newest.h"
#include "store/read_documents.h"
#include "store/savepoint.h"

namespace clew::store {
namespace {

constexpr const char* kPending = "erasing";

// The end of the first `n` words of a folded text.
std::size_t end_of_words(std::string_view folded_text, int n) {
  std::size_t at = 0;
  for (; n > 0; --n) {
    at = folded_text.find(' ', at);
    if (at == std::string_view::npos) return folded_text.size();
    if (n > 1) ++at;
  }
  return at;
}

class Remover {
 public:
  explicit Remover(const Db& db) : db_(db), reader_(db) {}

  Result<void> remove(std::string_view id, std::string_view reason, Removal& out) {
    const std::int64_t row = TRY(reader_.find(id));
    TRY(db_.execute(
        "CREATE TEMP TABLE IF NOT EXISTS removed(document INTEGER PRIMARY KEY, text INTEGER);"
        "CREATE TEMP TABLE IF NOT EXISTS touched(passage INTEGER PRIMARY KEY, text INTEGER, start INTEGER);"
        "DELETE FROM removed; DELETE FROM touched;"));
    TRY(gather(row, out));
    TRY(bury(reason));
    TRY(unindex_subjects());
    TRY(move_letters(out));
    TRY(drop_rows(out));
    TRY(drop_texts(out));
    TRY(db_.execute("DELETE FROM removed; DELETE FROM touched;"));
    // The next text may get the number of one that is gone: it must not pass for annotated.
    TRY(db_.execute(
        "UPDATE properties SET value = min(value, (SELECT coalesce(max(id), 0) FROM texts)) WHERE "
        "name IN ('settled_text', 'indexed_text', 'annotated_text');"
        "UPDATE properties SET value = min(value, (SELECT coalesce(max(id), 0) FROM chunks)) WHERE "
        "name IN ('indexed_chunk', 'annotated_chunk');"
        "UPDATE properties SET value = min(value, (SELECT coalesce(max(id), 0) FROM documents)) WHERE "
        "name IN ('settled_document', 'indexed_document')"));
    // Threads, people and counts still speak of what is gone: see pipeline/finish.h.
    return db_.execute(std::string("INSERT OR REPLACE INTO properties VALUES ('derived', 'stale'), ('") +
                       kPending + "', 1)");
  }

 private:
  // The document, and everything that hangs on it alone, however deep: a letter attached to a letter.
  Result<void> gather(std::int64_t first, Removal& out) {
    Statement hanging =
        TRY(db_.prepare("SELECT DISTINCT document FROM places WHERE parent = ? ORDER BY document"));
    Statement elsewhere =
        TRY(db_.prepare("SELECT 1 FROM places WHERE document = ? AND (parent IS NULL OR parent NOT IN "
                        "(SELECT document FROM removed)) LIMIT 1"));
    Statement insert =
        TRY(db_.prepare("INSERT OR IGNORE INTO removed SELECT id, text FROM documents WHERE id = ?"));
    Statement id = TRY(db_.prepare("SELECT lower(hex(sha256)) FROM documents WHERE id = ?"));
    std::vector<std::int64_t> rows{first};
    TRY(insert.bind(1, first).run());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      id.bind(1, rows[i]);
      if (TRY(id.step())) out.documents.push_back(id.string(0));
      id.reset();
      std::vector<std::int64_t> candidates;
      hanging.bind(1, rows[i]);
      while (TRY(hanging.step())) candidates.push_back(hanging.integer(0));
      for (const std::int64_t candidate : candidates) {
        const bool stays = TRY(elsewhere.bind(1, candidate).step());
        elsewhere.reset();
        if (stays) continue;
        TRY(insert.bind(1, candidate).run());
        if (db_.changes() > 0) rows.push_back(candidate);
      }
    }
    return {};
  }

  Result<void> bury(std::string_view reason) {
    Statement s =
        TRY(db_.prepare("INSERT OR REPLACE INTO tombstones SELECT sha256, ? FROM documents WHERE id IN "
                        "(SELECT document FROM removed)"));
    return s.bind(1, reason).run();
  }

  // An index without a text of its own forgets a row only when told again exactly what was put in.
  Result<void> unindex(const char* table, std::int64_t row, const std::string& words) {
    if (words.empty()) return {};
    Statement s = TRY(db_.prepare("INSERT INTO " + std::string(table) + "(" + table +
                                  ", rowid, folded) VALUES('delete', ?, ?)"));
    return s.bind(1, row).bind(2, words).run();
  }

  Result<void> unindex_subjects() {
    Statement s =
        TRY(db_.prepare("SELECT id, subject FROM documents WHERE subject IS NOT NULL AND id IN "
                        "(SELECT document FROM removed) ORDER BY id"));
    while (TRY(s.step())) TRY(unindex("subject_words", s.integer(0), folded(s.text(1))));
    return {};
  }

  // Other copies of a removed first copy: the earliest of them now stands for the letter.
  Result<void> move_letters(Removal& out) {
    Statement copies =
        TRY(db_.prepare("SELECT count(*) FROM documents WHERE message IN (SELECT message FROM documents "
                        "WHERE id IN (SELECT document "
                        "FROM removed)) AND id NOT IN (SELECT document FROM removed)"));
    if (TRY(copies.step())) out.other_copies = static_cast<std::uint64_t>(copies.integer(0));
    copies.reset();
    Statement heirs = TRY(db_.prepare(
        "SELECT c.message, min(c.id), f.message_key FROM documents c JOIN documents f ON f.id = c.message "
        "WHERE "
        "c.message IN (SELECT document FROM removed) AND c.id NOT IN (SELECT document FROM removed) "
        "GROUP BY c.message ORDER BY c.message"));
    struct Heir {
      std::int64_t from, to;
      std::optional<std::int64_t> key;
    };
    std::vector<Heir> moves;
    while (TRY(heirs.step())) moves.push_back({heirs.integer(0), heirs.integer(1), heirs.integer_or_null(2)});
    Statement give_key = TRY(db_.prepare("UPDATE documents SET message_key = ? WHERE id = ?"));
    Statement take_key = TRY(db_.prepare("UPDATE documents SET message_key = NULL WHERE id = ?"));
    Statement follow = TRY(db_.prepare("UPDATE documents SET message = ?2 WHERE message = ?1"));
    Statement thread = TRY(db_.prepare("UPDATE documents SET thread = ?2 WHERE thread = ?1"));
    for (const Heir& move : moves) {
      TRY(take_key.bind(1, move.from).run());
      TRY(give_key.bind(1, move.key).bind(2, move.to).run());
      TRY(follow.bind(1, move.from).bind(2, move.to).run());
      TRY(thread.bind(1, move.from).bind(2, move.to).run());
    }
    // Threads that a removed letter named and no copy takes over: their earliest letter names them, until the
    // threads are made again.
    return db_.execute(
        "UPDATE documents SET thread = (SELECT min(o.id) FROM documents o WHERE o.thread = documents.thread "
        "AND "
        "o.id NOT IN (SELECT document FROM removed)) WHERE thread IN (SELECT document FROM removed) AND "
        "id NOT IN (SELECT document FROM removed)");
  }

  Result<void> drop_rows(Removal& out) {
    std::set<std::int64_t> parties;
    Statement of =
        TRY(db_.prepare("SELECT DISTINCT party FROM participants WHERE document IN "
                        "(SELECT document FROM removed)"));
    while (TRY(of.step())) parties.insert(of.integer(0));
    for (const char* sql :
         {"DELETE FROM participants WHERE document IN (SELECT document FROM removed)",
          "DELETE FROM message_ids WHERE document IN (SELECT document FROM removed)",
          "DELETE FROM fields WHERE document IN (SELECT document FROM removed)",
          "DELETE FROM failures WHERE document IN (SELECT document FROM removed)",
          "DELETE FROM places WHERE document IN (SELECT document FROM removed)",
          // What hung on it and stays, because it stands elsewhere too, stands here no more.
          "DELETE FROM places WHERE parent IN (SELECT document FROM removed)"})
      TRY(db_.execute(sql));
    Statement used = TRY(db_.prepare("SELECT 1 FROM participants WHERE party = ? LIMIT 1"));
    Statement find = TRY(db_.prepare("SELECT name, address FROM parties WHERE id = ?"));
    Statement drop = TRY(db_.prepare("DELETE FROM parties WHERE id = ?"));
    for (const std::int64_t party : parties) {
      const bool stays = TRY(used.bind(1, party).step());
      used.reset();
      if (stays) continue;
      find.bind(1, party);
      if (!TRY(find.step())) continue;
      const std::string words = folded(find.string(0) + ' ' + find.string(1));
      find.reset();
      TRY(unindex("party_words", party, words));
      TRY(drop.bind(1, party).run());
      ++out.parties;
    }
    return {};
  }

  // Texts last: moved mentions need the old words beside the new ones.
  Result<void> drop_texts(Removal& out) {
    std::vector<std::int64_t> texts;
    Statement of = TRY(db_.prepare("SELECT DISTINCT text FROM removed WHERE text IS NOT NULL ORDER BY text"));
    while (TRY(of.step())) texts.push_back(of.integer(0));
    TRY(db_.execute(
        "INSERT OR IGNORE INTO touched SELECT p.id, p.text, p.start FROM occurrences o JOIN passages p ON "
        "p.id = o.passage WHERE o.text IN (SELECT text FROM removed)"));
    TRY(db_.execute("DELETE FROM documents WHERE id IN (SELECT document FROM removed)"));
    TRY(forget_newest(db_));
    TRY(settle_homes(out));
    Statement shared = TRY(db_.prepare("SELECT 1 FROM documents WHERE text = ? LIMIT 1"));
    for (const std::int64_t text : texts) {
      const bool stays = TRY(shared.bind(1, text).step());
      shared.reset();
      if (stays) continue;
      TRY(drop_text(text));
      ++out.texts;
    }
    return {};
  }

  // The home of each passage that stood in a removed text, by the rule of TextWriter::settle_homes: unquoted
  // before quoted, then the earliest date, then the smallest hash. One walk over all occurrences.
  Result<void> settle_homes(Removal& out) {
    Statement homes = TRY(db_.prepare(
        "SELECT t.passage, t.text, t.start, h.text, h.start FROM touched t LEFT JOIN (SELECT passage, text, "
        "start, "
        "row_number() OVER (PARTITION BY passage ORDER BY quoted, date IS NULL, date, sha256, text, start) "
        "AS place "
        "FROM (SELECT o.passage, o.text, o.start, o.quoted, d.date, d.sha256 FROM occurrences o JOIN "
        "documents d ON "
        "d.id = (SELECT b.id FROM documents b WHERE b.text = o.text ORDER BY b.date IS NULL, b.date, "
        "b.sha256 LIMIT "
        "1) WHERE o.passage IN (SELECT passage FROM touched))) h ON h.passage = t.passage AND h.place = 1 "
        "ORDER BY t.passage"));
    Statement move = TRY(db_.prepare("UPDATE passages SET text = ?, start = ? WHERE id = ?"));
    Statement drop = TRY(db_.prepare("DELETE FROM passages WHERE id = ?"));
    Statement forget = TRY(db_.prepare("DELETE FROM to_annotate WHERE passage = ?"));
    // Its mentions come along, but another author, date and language may tell the annotators other things.
    Statement again = TRY(db_.prepare("INSERT OR IGNORE INTO to_annotate VALUES (?)"));
    while (TRY(homes.step())) {
      const std::int64_t passage = homes.integer(0);
      if (homes.is_null(3)) {
        TRY(forget_mentions(db_, passage));
        TRY(forget.bind(1, passage).run());
        TRY(drop.bind(1, passage).run());
        ++out.passages;
      } else if (homes.integer(1) != homes.integer(3) || homes.integer(2) != homes.integer(4)) {
        TRY(move_mentions(passage, {homes.integer(1), homes.integer(2)}, {homes.integer(3), homes.integer(4)},
                          out));
        TRY(move.bind(1, homes.integer(3)).bind(2, homes.integer(4)).bind(3, passage).run());
        TRY(again.bind(1, passage).run());
        ++out.passages_moved;
      }
    }
    return {};
  }

  struct Home {
    std::int64_t text, start;
  };

  Result<std::string> words_at(Home home) {
    Statement end = TRY(db_.prepare("SELECT \"end\" FROM occurrences WHERE text = ? AND start = ?"));
    end.bind(1, home.text).bind(2, home.start);
    if (!TRY(end.step())) return std::string();
    return reader_.text(home.text, static_cast<std::uint64_t>(home.start),
                        static_cast<std::uint64_t>(end.integer(0)));
  }

  /// names.id of these words, which get a row where they have none.
  Result<std::int64_t> name_of(std::string_view type, std::string_view words) {
    const std::string spelling = spelling_of(words);
    const std::int64_t id = name_id(type, spelling);
    Statement add = TRY(db_.prepare("INSERT OR IGNORE INTO names(id, type, shown) VALUES (?, ?, ?)"));
    add.bind(1, id).bind(2, type).bind(3, spelling);
    TRY(add.run());
    return id;
  }

  Result<void> move_mentions(std::int64_t passage, Home from, Home to, Removal& out) {
    struct Row {
      std::int64_t start, end;
      std::string type;
      std::optional<std::string> value;
      double confidence;
      bool named;
    };
    std::vector<Row> rows;
    Statement find = TRY(
        db_.prepare("SELECT start, \"end\", type, value, confidence, name FROM mentions WHERE passage = ?"));
    find.bind(1, passage);
    while (TRY(find.step()))
      rows.push_back({find.integer(0), find.integer(1), find.string(2),
                      find.is_null(3) ? std::nullopt : std::optional(find.string(3)), find.real(4),
                      !find.is_null(5)});
    const std::string before = TRY(words_at(from)), after = TRY(words_at(to));
    if (before == after) return {};
    const SpanCarrier carrier(before, after);
    TRY(forget_mentions(db_, passage));  // claims hang on more words; they are read again
    Statement insert = TRY(db_.prepare("INSERT OR IGNORE INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?)"));
    for (const Row& row : rows) {
      const auto span =
          row.start < 0 || row.end < row.start
              ? std::nullopt
              : carrier.carry({static_cast<std::size_t>(row.start), static_cast<std::size_t>(row.end)});
      if (!span) {
        ++out.mentions_lost;
        continue;
      }
      insert.bind(1, passage).bind(2, static_cast<std::int64_t>(span->start));
      insert.bind(3, static_cast<std::int64_t>(span->end)).bind(4, row.type);
      if (row.value) {
        insert.bind(5, *row.value);
      } else {
        insert.bind_null(5);
      }
      insert.bind(6, row.confidence).bind_null(7);
      if (row.named) {
        const auto words = std::string_view(after).substr(span->start, span->end - span->start);
        insert.bind(7, TRY(name_of(row.type, words)));
      }
      TRY(insert.run());
    }
    return {};
  }

  Result<void> drop_text(std::int64_t text) {
    Statement head = TRY(db_.prepare("SELECT content, first_chunk, last_chunk FROM texts WHERE id = ?"));
    head.bind(1, text);
    if (!TRY(head.step())) return {};
    if (!head.is_null(0)) {
      TRY(unindex("words", text, folded(head.text(0))));
    } else {
      TRY(unindex_chunks(head.integer(1), head.integer(2)));
    }
    head.reset();
    for (const char* sql :
         {"DELETE FROM zone_spans WHERE text = ?", "DELETE FROM zone_heads WHERE text = ?",
          "DELETE FROM occurrences WHERE text = ?",
          "DELETE FROM chunks WHERE id BETWEEN (SELECT first_chunk FROM texts WHERE id = ?1) AND "
          "(SELECT last_chunk FROM texts WHERE id = ?1) AND text = ?1",
          "DELETE FROM texts WHERE id = ?"}) {
      Statement s = TRY(db_.prepare(sql));
      TRY(s.bind(1, text).run());
    }
    return {};
  }

  // Each chunk's row also holds the first words of the next chunk: see TextWriter::add_piece.
  Result<void> unindex_chunks(std::int64_t first, std::int64_t last) {
    Statement chunks =
        TRY(db_.prepare("SELECT id, content FROM chunks WHERE id BETWEEN ? AND ? ORDER BY id"));
    chunks.bind(1, first).bind(2, last);
    std::int64_t waiting = 0;
    std::string waiting_words;
    while (TRY(chunks.step())) {
      std::string words = folded(chunks.text(1));
      if (waiting != 0) {
        if (!waiting_words.empty() && !words.empty()) waiting_words += ' ';
        waiting_words.append(words, 0, end_of_words(words, kOverlapWords));
        TRY(unindex("words", waiting, waiting_words));
      }
      waiting = chunks.integer(0);
      waiting_words = std::move(words);
    }
    return waiting == 0 ? Result<void>() : unindex("words", waiting, waiting_words);
  }

  const Db& db_;
  DocumentReader reader_;
};

}  // namespace

Result<Removal> remove_document(const Db& db, std::string_view id, std::string_view reason) {
  // Freed pages are overwritten from here on; what older changes left behind goes in erase_traces.
  TRY(db.execute("PRAGMA secure_delete = ON"));
  Removal out;
  TRY(as_one_change(db, [&]() -> Result<void> { return Remover(db).remove(id, reason, out); }));
  return out;
}

Result<bool> is_erasing(const Db& db) {
  return TRY(db.number(std::string("SELECT count(*) FROM properties WHERE name = '") + kPending + "'"))
             .value_or(0) > 0;
}

Result<void> erase_traces(const Db& db) {
  TRY(db.execute("PRAGMA secure_delete = ON"));
  for (const char* table : {"words", "subject_words", "party_words"})
    TRY(db.execute(std::string("INSERT INTO ") + table + "(" + table + ") VALUES('optimize')"));
  TRY(db.execute("VACUUM"));
  const auto empty_log = [&]() -> Result<void> {
    if (TRY(db.number("PRAGMA wal_checkpoint(TRUNCATE)")).value_or(0) == 0) return {};
    return Error{Code::busy,
                 "removed bytes are still in the write-ahead log: another program has the case open",
                 {},
                 "close it and run the command again"};
  };
  TRY(empty_log());
  TRY(db.execute(std::string("DELETE FROM properties WHERE name = '") + kPending + "'"));
  return empty_log();
}

}  // namespace clew::store
